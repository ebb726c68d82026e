import Audit
import Diagnostics
import Publishing

/// What only the whole site can tell: dead links and anchors, equal titles, orphans.
struct SiteChecks {
    let world: SiteWorld
    let templates: SiteTemplates
    let settings: AuditSettings
    let summaries: [PageSummary]
    /// URLs of pages that could not be rendered.
    let failed: [String]
    /// Copied files with links of their own: style sheets, drawings.
    let files: [FileSummary]
    /// Every URL under which a file is copied.
    let fileURLs: [String]
    /// Feeds, sitemap and the like.
    let generated: [GeneratedFiles.File]
    /// What pages lead to.
    let targets: LinkTargets

    struct Outcome: Sendable {
        var findings: [Diagnostic] = []
        /// The URLs of the pages and files that they are about.
        var urls: Set<String> = []
        /// The files that no page uses, and the pages to which no link leads.
        var unused: [LeftOut] = []
    }

    func outcome() -> Outcome {
        var audit = SiteAudit(settings)
        for summary in summaries { audit.add(summary) }
        let linking = files + generated.compactMap(\.summary)
        for file in linking { audit.add(file) }
        let withLinks = Set(linking.map(\.url))
        // A style sheet is audited as it was written: it may name any file by its own URL.
        let urls = world.plan.files.map(\.url) + fileURLs + generated.map(\.url)
        for url in Set(urls) where !withLinks.contains(url) { audit.add(file: url) }
        for url in failed { audit.add(file: url) }
        var places = AuthorPlace(world: world, templates: templates, remembers: true)
        let all = audit.findings()
        let unused =
            UnusedSources(sources: world.sources, plan: world.plan).files(targets.with(files: linking))
            + orphans(all)
        let found = all.map { finding in
            guard let page = world.plan.page(at: finding.url) else { return fileFinding(finding) }
            // Rendering is pure: the page that was audited and let go is made again for its message.
            let html = places.html(of: page)
            let (message, remedy) = finding.message(in: html)
            let location = places.location(of: finding.range, on: page)
            return Diagnostic(
                finding.rule, message, at: location, remedy: nearestAnchor(finding, html) ?? remedy,
                notes: [Diagnostic.Note(Words(pl: "na stronie \(page.url)", en: "on the page \(page.url)"))])
        }
        return Outcome(findings: found, urls: Set(all.map(\.url)), unused: unused)
    }

    private func orphans(_ findings: [SiteFinding]) -> [LeftOut] {
        findings.filter { $0.rule == .orphanPage }.compactMap { finding in
            world.plan.page(at: finding.url).map {
                LeftOut(path: $0.claim.file.path, title: world.title(of: $0), reason: .orphan)
            }
        }
    }

    /// For a dead anchor: the heading of the page meant whose id is nearest.
    private func nearestAnchor(_ finding: SiteFinding, _ html: [UInt8]) -> Words? {
        guard finding.rule == .deadAnchor else { return nil }
        let link = String(decoding: html[finding.range.clamped(to: 0..<html.count)], as: UTF8.self)
        let (path, rest) = LinkMap.split(link)
        guard let hash = rest.firstIndex(of: "#"), let page = world.plan.page(at: path.isEmpty ? finding.url : path),
            case .entry(let index) = page.kind
        else { return nil }
        let rendered = world.documents[index].rendered(by: world.renderers, language: page.language, links: world.links)
        world.documents[index].release()
        let wanted = String(rest[rest.index(after: hash)...])
        guard let best = NearMiss.best(for: wanted, in: rendered.headings.map(\.id)) else { return nil }
        return Words(pl: "czy chodziło o „#\(best)”?", en: "did you mean “#\(best)”?")
    }

    private func fileFinding(_ finding: SiteFinding) -> Diagnostic {
        guard let file = world.plan.files.first(where: { $0.url == finding.url }),
            let bytes = try? world.sources.tree.read(file.source)
        else {
            let (message, remedy) = finding.message(in: generated.first { $0.url == finding.url }?.bytes ?? [])
            return Diagnostic(
                finding.rule, message, remedy: remedy,
                notes: [Diagnostic.Note(Words(pl: "w pliku \(finding.url)", en: "in the file \(finding.url)"))])
        }
        let (message, remedy) = finding.message(in: bytes)
        let location = Location(
            SourceFile(path: file.source, bytes: bytes), Span(finding.range.lowerBound, finding.range.upperBound))
        return Diagnostic(finding.rule, message, at: location, remedy: remedy)
    }
}
