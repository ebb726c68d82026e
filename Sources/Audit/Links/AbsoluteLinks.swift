/// Makes the addresses in a piece of HTML absolute, so that it can be read outside of its page: in a feed.
///
/// ```swift
/// let links = AbsoluteLinks(siteURL: "https://x.pl/metropolia/", page: "/aktualnosci/a/")
/// links.html(Array("<a href=\"/gminy/\">".utf8))    // <a href="https://x.pl/metropolia/gminy/">
/// ```
public struct AbsoluteLinks: Sendable {
    private let origin: [UInt8]
    private let basePath: [UInt8]
    private let page: [UInt8]

    /// - Parameter page: the root-relative URL of the page that the HTML comes from.
    public init(siteURL: String, page: String) {
        let path = BasePath(ofBaseURL: siteURL).text
        var site = siteURL[...]
        while site.hasSuffix("/") { site = site.dropLast() }
        origin = Array(site.dropLast(path.count).utf8)
        basePath = Array(path.utf8)
        self.page = Array(page.utf8)
    }

    public func html(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var from = 0
        bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            var tokenizer = HTMLTokenizer(buffer, emptyBytes: start)
            while true {
                let token = tokenizer.next()
                if token == .end { break }
                guard token == .startTag else { continue }
                for place in insertions(in: tokenizer, start) {
                    output.append(contentsOf: bytes[from..<place.at])
                    output.append(contentsOf: place.text)
                    from = place.at
                }
            }
        }
        output.append(contentsOf: bytes[from...])
        return output
    }

    /// What is put before each address of a tag, in order.
    private func insertions(in tokenizer: HTMLTokenizer, _ bytes: UnsafePointer<UInt8>) -> [(at: Int, text: [UInt8])] {
        var found: [(at: Int, text: [UInt8])] = []
        for name: AttributeName in [.href, .src, .poster, .cite, .action, .data] {
            guard let range = tokenizer.value(of: name), let text = prefix(bytes, range) else { continue }
            found.append((range.lowerBound, text))
        }
        if let range = tokenizer.value(of: .srcset) {
            for candidate in AbsoluteLinks.candidates(bytes, range) {
                guard let text = prefix(bytes, candidate) else { continue }
                found.append((candidate.lowerBound, text))
            }
        }
        return found.sorted { $0.at < $1.at }
    }

    /// What makes an address absolute; nil when it is so already.
    private func prefix(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) -> [UInt8]? {
        guard !range.isEmpty else { return nil }
        let first = bytes[range.lowerBound]
        if first == UInt8(ascii: "/") {
            if range.count > 1, bytes[range.lowerBound + 1] == UInt8(ascii: "/") { return nil }
            return origin + basePath
        }
        if first == UInt8(ascii: "#") || first == UInt8(ascii: "?") { return origin + basePath + page }
        for index in range {
            switch bytes[index] {
            case UInt8(ascii: ":"): return nil
            case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): return folder
            default: continue
            }
        }
        return folder
    }

    private var folder: [UInt8] {
        let end = page.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
        return origin + basePath + page[..<end]
    }

    /// The addresses of `a.png 1x, b.png 2x`.
    private static func candidates(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = range.lowerBound
        while index < range.upperBound {
            while index < range.upperBound, HTMLTokenizer.isSpace(bytes[index]) || bytes[index] == UInt8(ascii: ",") {
                index += 1
            }
            let start = index
            while index < range.upperBound, !HTMLTokenizer.isSpace(bytes[index]) { index += 1 }
            if index > start { found.append(start..<index) }
            if index > start, bytes[index - 1] == UInt8(ascii: ",") { continue }
            while index < range.upperBound, bytes[index] != UInt8(ascii: ",") { index += 1 }
        }
        return found
    }
}
