import Diagnostics

/// Audits the site as a whole over the summaries of its pages and files.
///
/// ```swift
/// var site = SiteAudit(settings)
/// site.add(report.summary)                    // each page
/// site.add(FileAudit(settings).css(bytes, url: "/style.css"))
/// site.add(file: "/favicon.svg")              // what has no links of its own
/// for finding in site.findings() { … }
/// ```
/// The order in which things are added changes nothing.
public struct SiteAudit: Sendable {
    private let settings: AuditSettings
    private var pages: [PageSummary] = []
    private var files: [FileSummary] = []
    private var others: [String] = []

    public init(_ settings: AuditSettings) { self.settings = settings }

    public mutating func add(_ page: PageSummary) { pages.append(page) }

    public mutating func add(_ file: FileSummary) { files.append(file) }

    /// An output that links may lead to and that has no links of its own.
    public mutating func add(file url: String) { others.append(url) }

    /// All findings, by URL and place.
    public func findings() -> [SiteFinding] {
        let sorted = pages.sorted { $0.url.precedesByBytes($1.url) }
        let sortedFiles = files.sorted { $0.url.precedesByBytes($1.url) }
        let targets = SiteTargets(pages: sorted, files: sortedFiles.map(\.url) + others)
        var findings: [SiteFinding] = []
        var isReached = [Bool](repeating: false, count: sorted.count)
        var dead: Set<Destination> = []
        for (index, page) in sorted.enumerated() {
            check(page.links, of: page.url, own: index, targets, sorted, &isReached, &dead, &findings)
        }
        for file in sortedFiles {
            // What a feed repeats of a page was said there, at the line of its author.
            let links = file.links.filter { $0.kind != .statement || !dead.contains(Destination($0)) }
            check(links, of: file.url, own: nil, targets, sorted, &isReached, &dead, &findings)
            findings += file.foreign.map { finding(.thirdPartyRequest, file.url, $0) }
            findings += file.insecure.map { finding(.mixedContent, file.url, $0) }
        }
        findings += duplicateTitles(sorted)
        findings += orphans(sorted, isReached)
        findings += withoutDeclaration(sorted)
        return findings.sorted {
            ($0.url, $0.range.lowerBound, $0.rule.name) < ($1.url, $1.range.lowerBound, $1.rule.name)
        }
    }

    private func check(
        _ links: [PageLink], of url: String, own: Int?, _ targets: SiteTargets, _ pages: [PageSummary],
        _ isReached: inout [Bool], _ dead: inout Set<Destination>, _ findings: inout [SiteFinding]
    ) {
        for link in links {
            guard let target = targets.index(of: link.target) else {
                dead.insert(Destination(link))
                findings.append(finding(.deadLink, url, link.range, nearby: targets.index))
                continue
            }
            if link.kind == .navigation, target < pages.count, target != own { isReached[target] = true }
            guard link.fragment != 0, target < pages.count, !pages[target].ids.contains(link.fragment) else { continue }
            dead.insert(Destination(link))
            findings.append(finding(.deadAnchor, url, link.range, target: pages[target].url))
        }
    }

    private func duplicateTitles(_ pages: [PageSummary]) -> [SiteFinding] {
        return withEqualTitles(pages).flatMap { group in
            group.map { index in
                let others = group.filter { $0 != index }.prefix(5).map { pages[$0].url }
                return finding(.duplicateTitle, pages[index].url, pages[index].titleRange, others: others)
            }
        }
    }

    /// The groups of pages that share a title. A name may be the same in two languages.
    private func withEqualTitles(_ pages: [PageSummary]) -> [[Int]] {
        let keys = pages.map(\.titleKey)
        let titled = keys.indices.filter { keys[$0] != PageSummary.TitleKey.none }
        if keys.contains(PageSummary.TitleKey.unclear) {
            let groups = Dictionary(grouping: titled) { pages[$0].language + "\0" + pages[$0].title }
            return groups.values.filter { $0.count > 1 }
        }
        let sorted = keys.sorted()
        let repeated = Set(zip(sorted, sorted.dropFirst()).lazy.filter { $0 == $1 }.map(\.0))
        return Array(Dictionary(grouping: titled.filter { repeated.contains(keys[$0]) }) { keys[$0] }.values)
    }

    private func orphans(_ pages: [PageSummary], _ isReached: [Bool]) -> [SiteFinding] {
        return pages.indices.compactMap { index in
            let page = pages[index]
            let isEntrance = page.url == "/" || page.url == "/404.html" || page.isNoIndex || page.isRedirect
            return isReached[index] || isEntrance ? nil : finding(.orphanPage, page.url, page.titleRange)
        }
    }

    private func withoutDeclaration(_ pages: [PageSummary]) -> [SiteFinding] {
        guard let url = settings.declarationURL else { return [] }
        let target = URLReader.target(of: url)
        return pages.compactMap { page in
            let links = page.links.contains { $0.target == target && $0.kind == .navigation }
            return links || page.isRedirect || page.url == url
                ? nil : finding(.declarationNotLinked, page.url, 0..<0, target: url)
        }
    }

    private func finding(
        _ rule: Rule, _ url: String, _ range: Range<Int>, target: String? = nil, others: [String] = [],
        nearby: URLIndex? = nil
    ) -> SiteFinding {
        SiteFinding(rule: rule, url: url, range: range, target: target, otherURLs: others, nearby: nearby)
    }
}

/// Everything in the site that a link can lead to; pages have the lowest numbers, in their order.
struct SiteTargets {
    private var places: TargetTable
    let index: URLIndex

    init(pages: [PageSummary], files: [String]) {
        places = TargetTable(minimumCapacity: 2 * pages.count + files.count)
        for (number, page) in pages.enumerated() {
            places[URLReader.target(of: page.url)] = number
            if page.url.hasSuffix("/") { places[URLReader.target(of: page.url + "index.html")] = number }
        }
        for (number, url) in files.enumerated() { places[URLReader.target(of: url)] = pages.count + number }
        index = URLIndex(pages.map(\.url) + files)
    }

    func index(of target: UInt64) -> Int? { places[target] }
}

/// Where a link leads, whatever page it stands on.
private struct Destination: Hashable {
    let target: UInt64
    let fragment: UInt64

    init(_ link: PageLink) { (target, fragment) = (link.target, link.fragment) }
}
