import Assets

/// What the audit of the whole site needs of a style sheet, a feed or the sitemap.
public struct FileSummary: Hashable, Sendable {
    /// Root-relative: `/style.css`.
    public let url: String
    public let links: [PageLink]
    /// Where URLs that begin with `/` begin, ascending: the places at which `BasePath` inserts. Empty for feeds, whose
    /// URLs are absolute.
    public let rootURLs: [Int]
    /// Where addresses of resources on other servers stand: over HTTPS, and over plain HTTP.
    public internal(set) var foreign: [Range<Int>] = []
    public internal(set) var insecure: [Range<Int>] = []
}

/// Finds the links in outputs that are not HTML.
public struct FileAudit: Sendable {
    private let siteURL: String

    public init(_ settings: AuditSettings) { siteURL = settings.siteURL }

    /// `url(…)` and `@import` of a style sheet.
    public func css(_ bytes: [UInt8], url: String) -> FileSummary {
        var reader = URLReader(siteURL: siteURL, page: url)
        var links: [PageLink] = []
        var rootURLs: [Int] = []
        var (foreign, insecure): ([Range<Int>], [Range<Int>]) = ([], [])
        for address in StyleSheet(bytes).addresses where !address.text.hasPrefix("#") {
            if bytes[address.range.lowerBound] == UInt8(ascii: "/"), !address.text.hasPrefix("//") {
                rootURLs.append(address.range.lowerBound)
            }
            // An address in a style sheet knows no references such as `&amp;`.
            let decoded = Array(address.text.replacing("&", with: "%26").utf8)
            let destination = decoded.withUnsafeBufferPointer { text in
                text.baseAddress.map { reader.read($0, 0..<text.count) }
            }
            switch destination {
            // A fragment there names a part of a drawing, which has no ids of ours.
            case .site(let target, _, _):
                links.append(PageLink(target: target, fragment: 0, range: address.range, kind: .resource))
            case .foreign: foreign.append(address.range)
            case .insecure: insecure.append(address.range)
            default: continue
            }
        }
        return FileSummary(url: url, links: links, rootURLs: rootURLs, foreign: foreign, insecure: insecure)
    }

    /// `href` and `xlink:href` of a drawing that is an output of its own.
    public func svg(_ bytes: [UInt8], url: String) -> FileSummary {
        var reader = URLReader(siteURL: siteURL, page: url)
        var links: [PageLink] = []
        var rootURLs: [Int] = []
        var (foreign, insecure): ([Range<Int>], [Range<Int>]) = ([], [])
        bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            var tokenizer = HTMLTokenizer(buffer, emptyBytes: start)
            while true {
                let token = tokenizer.next()
                if token == .end { break }
                guard token == .startTag else { continue }
                for name: AttributeName in [.href, .xlinkHref] {
                    guard let range = tokenizer.value(of: name) else { continue }
                    let isLink = tokenizer.element == .a
                    switch reader.read(start, range) {
                    case .site(let target, let fragment, let isAbsolute):
                        if !isAbsolute, start[range.lowerBound] == UInt8(ascii: "/") {
                            rootURLs.append(range.lowerBound)
                        }
                        let kind: PageLink.Kind = isLink ? .navigation : .resource
                        links.append(PageLink(target: target, fragment: fragment, range: range, kind: kind))
                    case .foreign: if !isLink { foreign.append(range) }
                    case .insecure: if !isLink { insecure.append(range) }
                    default: continue
                    }
                }
            }
        }
        return FileSummary(
            url: url, links: links, rootURLs: rootURLs.sorted(), foreign: foreign, insecure: insecure)
    }

    /// The site's own absolute URLs in a feed (Atom, RSS, JSON), a sitemap or any other text.
    public func feed(_ bytes: [UInt8], url: String) -> FileSummary {
        var reader = URLReader(siteURL: siteURL, page: url)
        var links: [PageLink] = []
        bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress, !siteURL.isEmpty else { return }
            for range in OwnURLs.find(in: start, 0..<buffer.count, siteURL: reader) {
                guard case .site(let target, let fragment, _) = reader.read(start, range) else { continue }
                links.append(PageLink(target: target, fragment: fragment, range: range, kind: .statement))
            }
        }
        return FileSummary(url: url, links: links, rootURLs: [])
    }
}
