/// Puts the path of the site's base URL in front of root-relative URLs: the one place where that happens.
///
/// ```swift
/// let path = BasePath(ofBaseURL: "https://x.pl/metropolia/")          // "/metropolia"
/// path.insert(into: html, at: report.rootURLs)                        // href="/gminy/" → href="/metropolia/gminy/"
/// ```
public struct BasePath: Sendable {
    /// Without the final slash; empty when the site stands at the root of its host.
    public let text: String
    private let bytes: [UInt8]

    public init(ofBaseURL baseURL: String) {
        var rest = baseURL[...]
        if let scheme = rest.firstIndex(of: ":"), rest[scheme...].hasPrefix("://") {
            rest = rest[rest.index(scheme, offsetBy: 3)...]
            rest = rest.firstIndex(of: "/").map { rest[$0...] } ?? ""
        }
        while rest.hasSuffix("/") { rest = rest.dropLast() }
        text = String(rest)
        bytes = Array(text.utf8)
    }

    public var isEmpty: Bool { bytes.isEmpty }

    /// - Parameter offsets: where root-relative URLs begin, ascending: `PageReport.rootURLs` or `CSSReport.rootURLs`.
    public func insert(into page: [UInt8], at offsets: [Int]) -> [UInt8] {
        if isEmpty || offsets.isEmpty { return page }
        var output: [UInt8] = []
        append(page, at: offsets, to: &output)
        return output
    }

    /// The same into a buffer that the caller keeps.
    public func append(_ page: [UInt8], at offsets: [Int], to output: inout [UInt8]) {
        output.reserveCapacity(output.count + page.count + offsets.count * bytes.count)
        var from = 0
        for offset in offsets {
            output.append(contentsOf: page[from..<offset])
            output.append(contentsOf: bytes)
            from = offset
        }
        output.append(contentsOf: page[from...])
    }
}
