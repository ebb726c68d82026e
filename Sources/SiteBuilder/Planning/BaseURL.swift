/// Where the site will stand: scheme and host, and the path below which all of it lies.
///
/// ```swift
/// let base = BaseURL("https://x.pl/metropolia/")!
/// base.path                          // "/metropolia"
/// base.absolute("/gminy/skawina/")   // "https://x.pl/metropolia/gminy/skawina/"
/// ```
public struct BaseURL: Hashable, Sendable {
    /// `https://x.pl`, without a path.
    public let origin: String
    /// The path without a trailing slash; empty at the root of the host.
    public let path: String

    /// Nil when the text is no absolute http(s) URL without query and fragment.
    public init?(_ text: String) {
        guard let schemeEnd = text.utf8.firstRange(of: Array("://".utf8)) else { return nil }
        let scheme = text[..<schemeEnd.lowerBound].lowercased()
        guard scheme == "https" || scheme == "http" else { return nil }
        let rest = text[schemeEnd.upperBound...]
        guard !rest.contains(where: { $0 == "?" || $0 == "#" || $0 == "\\" || $0.isWhitespace }) else { return nil }
        let hostEnd = rest.firstIndex(of: "/") ?? rest.endIndex
        let host = rest[..<hostEnd]
        guard !host.isEmpty, !host.contains("@") else { return nil }
        origin = scheme + "://" + host.lowercased()
        let segments = rest[hostEnd...].split(separator: "/", omittingEmptySubsequences: true)
        guard !segments.contains("."), !segments.contains("..") else { return nil }
        path = segments.map { "/" + $0 }.joined()
    }

    /// The absolute URL of a root-relative one.
    public func absolute(_ url: String) -> String { origin + path + url }

    /// A root-relative URL with the base path before it.
    public func based(_ url: String) -> String { path + url }
}
