import Audit
import Content
import Diagnostics
import Markdown

/// Resolves what authors write in links and images: paths between source files become the site's URLs.
///
/// `mogilany.md`, `../gminy/skawina.md#kontakt` and `foto.jpg` are seen from the file in which they stand; `/o-nas/` and
/// `https://…` stay as they are. A link to an entry leads to its version in the language of the linking file where there
/// is one.
final class LinkMap: LinkResolver, Sendable {
    let sources: SiteSources
    let plan: Plan
    let images: ImageFacts
    let memory: BuildMemory
    /// Of everything that a link can lead to: as long as it is the same, so is each answer.
    let fingerprint: UInt64

    /// - Parameter fingerprint: when it is known.
    init(sources: SiteSources, plan: Plan, images: ImageFacts, memory: BuildMemory, fingerprint: UInt64? = nil) {
        self.sources = sources
        self.plan = plan
        self.images = images
        self.memory = memory
        self.fingerprint = fingerprint ?? (memory.isOn ? LinkMap.fingerprint(sources, plan, images) : 0)
    }

    private static func fingerprint(_ sources: SiteSources, _ plan: Plan, _ images: ImageFacts) -> UInt64 {
        var hash = images.fingerprint
        func add(_ text: String) { hash = StableHash.join(hash, StableHash.hash(text)) }
        for (index, entry) in sources.entries.enumerated() {
            add(entry.path)
            add(plan.entryURLs[index] ?? "")
            hash = StableHash.join(hash, UInt64(entry.language))
            for other in plan.translations[index] { add(sources.entries[other].path) }
        }
        for path in sources.brokenEntries.sorted() { add(path) }
        for (path, url) in plan.fileURLs.sorted(by: { $0.key < $1.key }) {
            add(path)
            add(url)
        }
        return hash
    }

    func resolve(link: AuthoredLink) -> ResolvedLink {
        let (path, rest) = LinkMap.split(link.href)
        if path.isEmpty || path.utf8.first == UInt8(ascii: "/") || LinkMap.hasScheme(link.href) {
            return ResolvedLink(url: link.href)
        }
        switch target(of: path, from: link.path) {
        case .entry(let index, let url):
            return ResolvedLink(url: (sameLanguage(index, as: link.path) ?? url) + rest)
        case .file(_, let url): return ResolvedLink(url: url + rest)
        case .leftOut(let path): return ResolvedLink(url: link.href, fault: LinkMap.leftOut(path))
        case .broken: return ResolvedLink(url: "#")
        case .missing(let wanted): return ResolvedLink(url: link.href, fault: missing(wanted, link))
        }
    }

    func resolve(image: AuthoredLink) -> ResolvedImage {
        if LinkMap.hasScheme(image.href) { return ResolvedImage(url: image.href) }
        let (path, rest) = LinkMap.split(image.href)
        if path.hasPrefix("/") {
            let facts = images.facts(ofURL: path)
            return ResolvedImage(url: image.href, width: facts?.width, height: facts?.height)
        }
        guard case .file(let source, let url) = target(of: path, from: image.path) else {
            return ResolvedImage(
                url: image.href,
                fault: LinkFault(
                    .missingImage, Words(pl: "nie ma obrazu „\(path)”", en: "there is no image “\(path)”"),
                    remedy: suggestion(path, from: image.path, among: Array(plan.fileURLs.keys))
                        ?? Words(
                            pl: "ścieżkę pisze się względem tego pliku; sprawdź nazwę i folder",
                            en: "the path is relative to this file; check the name and the folder")))
        }
        let facts = images.facts(ofSource: source)
        return ResolvedImage(url: url + rest, width: facts?.width, height: facts?.height)
    }

    private enum Target {
        case entry(Int, url: String)
        case file(source: String, url: String)
        /// An entry that does not appear.
        case leftOut(String)
        /// A file whose own errors are reported already.
        case broken
        case missing(String)
    }

    private func target(of path: String, from source: String) -> Target {
        guard let decoded = SitePath.percentDecoded(path),
            let wanted = SitePath.seen(from: source, decoded)
        else { return .missing(path) }
        if let index = plan.entryByPath[wanted] {
            guard let url = plan.entryURLs[index] else { return .leftOut(wanted) }
            return .entry(index, url: url)
        }
        if sources.brokenEntries.contains(wanted) { return .broken }
        if let url = plan.fileURLs[wanted] { return .file(source: wanted, url: url) }
        return .missing(wanted)
    }

    /// The URL of the entry's version in the language of the file that links to it, when it has one.
    private func sameLanguage(_ index: Int, as path: String) -> String? {
        guard sources.config.languages.count > 1, let from = plan.entryByPath[path] else { return nil }
        let language = sources.entries[from].language
        guard sources.entries[index].language != language else { return nil }
        return plan.translations[index].first { sources.entries[$0].language == language }.flatMap {
            plan.entryURLs[$0]
        }
    }

    private static func leftOut(_ path: String) -> LinkFault {
        LinkFault(
            .deadLink,
            Words(
                pl: "odnośnik prowadzi do wpisu, którego nie będzie na stronie: \(path) (szkic albo inny dzień)",
                en: "the link leads to an entry that is not on the site: \(path) (a draft, or another day)"),
            remedy: Words(
                pl: "usuń odnośnik albo opublikuj ten wpis", en: "remove the link, or publish that entry"))
    }

    private func missing(_ wanted: String, _ link: AuthoredLink) -> LinkFault {
        LinkFault(
            .deadLink,
            Words(pl: "odnośnik donikąd: nie ma pliku „\(wanted)”", en: "dead link: there is no file “\(wanted)”"),
            remedy: LinkMap.withScheme(link.href)
                ?? suggestion(link.href, from: link.path, among: Array(plan.entryByPath.keys))
                ?? Words(
                    pl: "ścieżkę pisze się względem tego pliku, na przykład ../gminy/skawina.md",
                    en: "the path is relative to this file, for example ../gminy/skawina.md"))
    }

    /// For an address of the web or of mail that was written as people say it.
    private static func withScheme(_ href: String) -> Words? {
        let host = href.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let mail = href.split(separator: "@", omittingEmptySubsequences: false)
        let isMail = mail.count == 2 && !mail[0].isEmpty && mail[1].contains(".") && !href.contains("/")
        guard isMail || host.hasPrefix("www.") else { return nil }
        let full = isMail ? "mailto:\(href)" : "https://\(href)"
        return Words(pl: "wpisz \(full)", en: "write \(full)")
    }

    private func suggestion(_ written: String, from source: String, among paths: [String]) -> Words? {
        let folder = SitePath.folder(of: source)
        let wanted = SitePath.joined(folder, LinkMap.split(written).path) ?? written
        let sameName = paths.filter { SitePath.name(of: $0) == SitePath.name(of: wanted) || $0 == wanted + ".md" }
            .sorted()
        guard let best = sameName.first ?? NearMiss.best(for: wanted, in: paths.sorted()) else { return nil }
        let relative = SitePath.relative(best, from: folder)
        return Words(pl: "czy chodziło o „\(relative)”?", en: "did you mean “\(relative)”?")
    }

    /// The path of a link, and its query and fragment.
    static func split(_ href: String) -> (path: String, rest: String) {
        guard let end = href.utf8.firstIndex(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }) else {
            return (href, "")
        }
        return (String(href[..<end]), String(href[end...]))
    }

    /// Whether a link begins with a scheme (RFC 3986 §3.1) or `//`.
    static func hasScheme(_ href: String) -> Bool {
        href.withBytes { bytes in
            if bytes.count > 1, bytes[0] == UInt8(ascii: "/"), bytes[1] == UInt8(ascii: "/") { return true }
            for index in bytes.indices {
                switch bytes[index] {
                case 0x61...0x7A, 0x41...0x5A: continue
                case 0x30...0x39, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
                    if index == 0 { return false }
                case UInt8(ascii: ":"): return index > 0
                default: return false
                }
            }
            return false
        }
    }
}

extension SitePath {
    /// A path as it is written from a folder: `content/gminy/a.md` from `content/wpisy` is `../gminy/a.md`.
    static func relative(_ path: String, from folder: String) -> String {
        let target = path.split(separator: "/")
        let here = folder.split(separator: "/")
        var common = 0
        while common < min(target.count - 1, here.count), target[common] == here[common] { common += 1 }
        let up = Array(repeating: "..", count: here.count - common)
        return (up + target[common...].map(String.init)).joined(separator: "/")
    }
}
