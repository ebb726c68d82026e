import Diagnostics

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads the URL in an attribute or a file: where it leads, seen from a page of the site.
struct URLReader {
    enum Destination {
        /// Into the page itself; 0 is its top.
        case samePage(fragment: UInt64)
        /// Another output of the site.
        case site(target: UInt64, fragment: UInt64, isAbsolute: Bool)
        /// Another site over plain HTTP.
        case insecure
        /// Another site over HTTPS, or with the scheme of the page (`//host/`).
        case foreign
        /// `javascript:`
        case script
        /// `mailto:`, `tel:`, `data:` and the like.
        case other
        case empty
    }

    /// The site's base URL without its final slash.
    private let siteURL: [UInt8]
    private var scratch: [UInt8] = []

    init(siteURL: String) {
        var bytes = Array(siteURL.utf8)
        while bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
        self.siteURL = bytes
    }

    /// - Parameter page: the root-relative URL of the page in which it stands.
    mutating func read(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>, page: String) -> Destination {
        guard !range.isEmpty else { return .empty }
        if memchr(bytes + range.lowerBound, Int32(UInt8(ascii: "&")), range.count) != nil {
            // `&amp;` in a query, or a `#` that is none: rare, so the copy costs nothing.
            let decoded = TextDecoder.decoded(bytes, range)
            return decoded.withUnsafeBufferPointer { buffer in
                guard let start = buffer.baseAddress else { return .empty }
                return readDecoded(start, 0..<buffer.count, page: page)
            }
        }
        return readDecoded(bytes, range, page: page)
    }

    private mutating func readDecoded(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>, page: String) -> Destination {
        let first = bytes[range.lowerBound]
        if first == UInt8(ascii: "#") {
            return .samePage(fragment: fragment(bytes, range.lowerBound + 1..<range.upperBound))
        }
        if first == UInt8(ascii: "/") {
            if range.count > 1, bytes[range.lowerBound + 1] == UInt8(ascii: "/") { return .foreign }
            return site(bytes, range, isAbsolute: false)
        }
        if first == UInt8(ascii: "?") { return .samePage(fragment: 0) }
        if let rest = afterSiteURL(bytes, range) { return site(bytes, rest, isAbsolute: true) }
        if let scheme = scheme(bytes, range) { return scheme }
        return relative(bytes, range, page: page)
    }

    /// What follows the site's base URL, or nil when the URL does not begin with it.
    func afterSiteURL(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) -> Range<Int>? {
        guard !siteURL.isEmpty, range.count >= siteURL.count else { return nil }
        for offset in 0..<siteURL.count where bytes[range.lowerBound + offset] != siteURL[offset] { return nil }
        let rest = range.lowerBound + siteURL.count..<range.upperBound
        guard let next = rest.isEmpty ? nil : bytes[rest.lowerBound] else { return rest }
        switch next {
        case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): return rest
        default: return nil
        }
    }

    private mutating func site(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>, isAbsolute: Bool) -> Destination {
        var pathEnd = range.upperBound
        var hashSign: Int?
        var isPlain = !range.isEmpty
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            // The four that matter lie below the letters: one comparison for most bytes.
            if byte < 0x40, URLReader.special &>> UInt64(byte) & 1 != 0 {
                if byte == UInt8(ascii: "#") {
                    hashSign = index
                    break
                }
                if byte == UInt8(ascii: "?") { pathEnd = min(pathEnd, index) } else { isPlain = false }
            }
            index &+= 1
        }
        pathEnd = min(pathEnd, index)
        let path = range.lowerBound..<pathEnd
        let target =
            isPlain && !path.isEmpty
            ? StableHash.hash(bytes + path.lowerBound, count: path.count) : decodedTarget(bytes, path, after: [])
        let fragment = hashSign.map { self.fragment(bytes, $0 + 1..<range.upperBound) } ?? 0
        return .site(target: target, fragment: fragment, isAbsolute: isAbsolute)
    }

    /// A bit for each of `#`, `%`, `.` and `?`.
    private static let special: UInt64 = 1 << 0x23 | 1 << 0x25 | 1 << 0x2E | 1 << 0x3F

    private mutating func relative(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>, page: String) -> Destination {
        var folder = Array(page.utf8)
        while let last = folder.last, last != UInt8(ascii: "/") { folder.removeLast() }
        var pathEnd = range.upperBound
        var fragment: UInt64 = 0
        for index in range {
            if bytes[index] == UInt8(ascii: "#") {
                fragment = self.fragment(bytes, index + 1..<range.upperBound)
                pathEnd = min(pathEnd, index)
                break
            }
            if bytes[index] == UInt8(ascii: "?") { pathEnd = min(pathEnd, index) }
        }
        let target = decodedTarget(bytes, range.lowerBound..<pathEnd, after: folder)
        return .site(target: target, fragment: fragment, isAbsolute: false)
    }

    private mutating func fragment(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) -> UInt64 {
        guard !range.isEmpty else { return 0 }
        for index in range where bytes[index] == UInt8(ascii: "%") {
            let decoded = TextDecoder.unescaped(bytes, range)
            return decoded.elementsEqual("top".utf8) ? 0 : StableHash.hash(String(decoding: decoded, as: UTF8.self))
        }
        if range.count == 3, bytes[range.lowerBound] == 0x74, bytes[range.lowerBound + 1] == 0x6F,
            bytes[range.lowerBound + 2] == 0x70
        {
            return 0
        }
        // A text fragment is found by the browser, not by an id.
        if range.count > 2, bytes[range.lowerBound] == UInt8(ascii: ":"),
            bytes[range.lowerBound + 1] == UInt8(ascii: "~")
        {
            return 0
        }
        return StableHash.hash(bytes + range.lowerBound, count: range.count)
    }

    /// Decodes escapes, joins with the folder, and works out `.` and `..`.
    private mutating func decodedTarget(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>, after folder: [UInt8])
        -> UInt64
    {
        scratch = folder
        scratch.append(contentsOf: TextDecoder.unescaped(bytes, range))
        if scratch.isEmpty { scratch = [UInt8(ascii: "/")] }
        var parts: [ArraySlice<UInt8>] = []
        let segments = scratch.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        for (index, segment) in segments.enumerated() {
            let isLast = index == segments.count - 1
            if segment.elementsEqual("..".utf8) {
                if parts.count > 1 { parts.removeLast() }
                if isLast { parts.append([]) }
            } else if segment.elementsEqual(".".utf8) {
                if isLast { parts.append([]) }
            } else {
                parts.append(segment)
            }
        }
        let joined = Array(parts.joined(separator: [UInt8(ascii: "/")]))
        return joined.withUnsafeBufferPointer { StableHash.hash($0) }
    }

    private func scheme(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) -> Destination? {
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            if byte == UInt8(ascii: ":") { break }
            let isPart =
                HTMLTokenizer.isLetter(byte) || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
                || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            if !isPart { return nil }
            index += 1
        }
        guard index > range.lowerBound, index < range.upperBound, HTMLTokenizer.isLetter(bytes[range.lowerBound]) else {
            return nil
        }
        var name: UInt64 = 0
        for position in range.lowerBound..<min(index, range.lowerBound + 8) {
            name = name << 8 | UInt64(bytes[position] | 0x20)
        }
        switch (name, index - range.lowerBound) {
        case (0x6874_7470, 4): return .insecure
        case (0x68_7474_7073, 5): return .foreign
        case (0x6A61_7661_7363_7269, 10): return .script
        default: return .other
        }
    }
}
