import Assets
import Audit
import Diagnostics
import Synchronization
import Templates

/// The files of `static/` as they are published: minified, and under a name with a hash where a template or a style
/// sheet names them by it. Each is read when it is first wanted.
final class SiteAssets: Sendable {
    /// A file of `static/` as it is published.
    struct Asset: Sendable {
        /// Its path in `static/`, as a URL.
        let url: String
        let hashedURL: String
        let bytes: [UInt8]
        /// Files of `static/` that a style sheet names, by their own URLs.
        let names: [String]
        /// Style sheets that it imports and that import it: they are named by their own URLs.
        let circles: [String]
    }

    /// Assets keep their names and their text: for a preview, which swaps a style sheet without loading the page anew.
    let isPlain: Bool
    private let tree: FileTree
    private let base: BaseURL
    private let sources: [String: String]
    /// The URLs of all files by their facts.
    private let urlsByFact: [UInt64: String]
    private let factHashes = Mutex<[UInt64: UInt64]>([:])
    private let known = Mutex<[String: Asset]>([:])

    init(_ sources: SiteSources, _ plan: Plan, isPlain: Bool) {
        self.isPlain = isPlain
        tree = sources.tree
        base = sources.config.baseURL
        var paths: [String: String] = [:]
        for file in plan.files where file.source.hasPrefix("static/") { paths[file.url] = file.source }
        self.sources = paths
        urlsByFact = Dictionary(paths.keys.map { (SiteAssets.fact(of: $0), $0) }, uniquingKeysWith: { _, _ in "" })
    }

    private static let space = StableHash.hash("assets")

    /// The key of what templates can be told of an asset.
    static func fact(of url: String) -> UInt64 { FactKey.of(space, url) }

    /// The hash of what templates can be told of an asset: its name, and its bytes; nil when the fact is of no asset.
    func hash(ofFact fact: UInt64) -> UInt64? {
        if let known = factHashes.withLock({ $0[fact] }) { return known }
        guard let url = urlsByFact[fact], let asset = try? asset(url) else { return nil }
        let bytes = isPlain ? 0 : asset.bytes.withUnsafeBufferPointer { StableHash.hash($0) }
        let hash = StableHash.join(StableHash.hash(asset.hashedURL), bytes)
        factHashes.withLock { $0[fact] = hash }
        return hash
    }

    /// The URLs of all files of `static/`, in order.
    var urls: [String] { sources.keys.sorted { $0.precedesByBytes($1) } }

    func contains(_ url: String) -> Bool { sources[url] != nil }

    /// The path of the file in the sources.
    func source(of url: String) -> String? { sources[url] }

    /// Nil when `static/` has no such file.
    func asset(_ url: String) throws(FileFailure) -> Asset? {
        guard let source = sources[url] else { return nil }
        if let found = known.withLock({ $0[url] }) { return found }
        let bytes = try tree.read(source)
        // Two threads that want it at once both make it, to the same bytes.
        let asset = try isPlain ? plain(url, bytes) : finished(url, bytes)
        known.withLock { $0[url] = asset }
        return asset
    }

    /// The URL by which a template names an asset; nil when `static/` has no such file.
    func name(of url: String) throws(FileFailure) -> String? { try asset(url)?.hashedURL }

    private func plain(_ url: String, _ bytes: [UInt8]) -> Asset {
        let isSheet = SitePath.fileExtension(of: url) == "css"
        let names = isSheet ? StyleSheet(bytes).addresses.compactMap { file($0.text, from: url)?.url } : []
        return Asset(url: url, hashedURL: url, bytes: withBasePath(url, bytes), names: names, circles: [])
    }

    private func finished(_ url: String, _ bytes: [UInt8]) throws(FileFailure) -> Asset {
        switch SitePath.fileExtension(of: url) {
        case "css": try styleSheet(url, bytes)
        case "svg": hashed(url, SVGMinifier.minified(withBasePath(url, bytes)))
        case "js", "mjs": hashed(url, ScriptMinifier.minified(bytes))
        default: hashed(url, bytes)
        }
    }

    private func hashed(_ url: String, _ bytes: [UInt8], names: [String] = [], circles: [String] = []) -> Asset {
        Asset(url: url, hashedURL: AssetName.hashed(url, bytes), bytes: bytes, names: names, circles: circles)
    }

    private func styleSheet(_ url: String, _ bytes: [UInt8]) throws(FileFailure) -> Asset {
        let sheet = StyleSheet(bytes)
        var replacements: [String: String] = [:]
        var names: [String] = []
        var circles: [String] = []
        for address in sheet.addresses where replacements[address.text] == nil {
            guard let (target, rest) = file(address.text, from: url) else {
                if SitePath.isRootRelative(address.text) { replacements[address.text] = base.based(address.text) }
                continue
            }
            if try reaches(url, from: target) {
                circles.append(target)
                replacements[address.text] = base.based(target) + rest
            } else if let asset = try asset(target) {
                names.append(target)
                replacements[address.text] = base.based(asset.hashedURL) + rest
            }
        }
        return hashed(url, sheet.minified { replacements[$0] }, names: names, circles: circles)
    }

    /// Whether a style sheet names another one, directly or by way of others.
    private func reaches(_ wanted: String, from start: String) throws(FileFailure) -> Bool {
        var seen: Set<String> = []
        var rest = [start]
        while let url = rest.popLast() {
            if url == wanted { return true }
            guard SitePath.fileExtension(of: url) == "css", seen.insert(url).inserted, let source = sources[url] else {
                continue
            }
            let sheet = StyleSheet(try tree.read(source))
            rest += sheet.addresses.compactMap { file($0.text, from: url)?.url }
        }
        return false
    }

    /// The file of `static/` that an address in a style sheet names, by its own URL, and the address's query and
    /// fragment.
    func file(_ address: String, from url: String) -> (url: String, rest: String)? {
        guard !address.hasPrefix("#"), !LinkMap.hasScheme(address) else { return nil }
        let (path, rest) = LinkMap.split(address)
        guard let decoded = SitePath.percentDecoded(path), !decoded.isEmpty else { return nil }
        let folder = SitePath.percentDecoded(SitePath.folder(of: url)) ?? ""
        guard let joined = SitePath.joined(decoded.hasPrefix("/") ? "" : folder, decoded) else { return nil }
        let target = "/" + SitePath.percentEncoded(joined)
        return contains(target) ? (target, rest) : nil
    }

    /// The site's base path before the root-relative addresses of a style sheet or drawing.
    private func withBasePath(_ url: String, _ bytes: [UInt8]) -> [UInt8] {
        let path = BasePath(ofBaseURL: base.absolute("/"))
        guard !path.isEmpty else { return bytes }
        let audit = FileAudit(AuditSettings(siteURL: base.absolute("/")))
        switch SitePath.fileExtension(of: url) {
        case "css": return path.insert(into: bytes, at: audit.css(bytes, url: url).rootURLs)
        case "svg": return path.insert(into: bytes, at: audit.svg(bytes, url: url).rootURLs)
        default: return bytes
        }
    }
}

extension SitePath {
    /// `/a/b`, but not `//host/b`.
    static func isRootRelative(_ url: String) -> Bool { url.hasPrefix("/") && !url.hasPrefix("//") }
}
