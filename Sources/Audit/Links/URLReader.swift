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
        /// The site's own host, outside of the site.
        case ownHost
        /// `javascript:`
        case script
        /// `mailto:`, `tel:`, `data:` and the like.
        case other
        case empty
    }

    /// The site's base URL from `//` on, without its final slash; empty when it is unknown.
    private let address: [UInt8]
    /// How much of it is `//` and the host.
    private let hostLength: Int
    /// The root-relative URL of the page in which the URLs stand.
    var page: String
    private var scratch: [UInt8] = []

    init(siteURL: String, page: String) {
        self.page = page
        var bytes = Array(siteURL.utf8)
        while bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
        let slashes = bytes.firstRange(of: Array("//".utf8))
        address = slashes.map { Array(bytes[$0.lowerBound...]) } ?? []
        hostLength = address.dropFirst(2).firstIndex(of: UInt8(ascii: "/")) ?? address.count
    }

    /// What links to this root-relative URL of an output have as their target.
    static func target(of url: String) -> UInt64 {
        url.withBytes { bytes in
            guard let start = bytes.baseAddress, bytes.contains(UInt8(ascii: "%")) else {
                return StableHash.hash(bytes)
            }
            return TextDecoder.unescaped(start, 0..<bytes.count).withUnsafeBufferPointer { StableHash.hash($0) }
        }
    }

    mutating func read(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) -> Destination {
        guard !range.isEmpty else { return .empty }
        if memchr(bytes + range.lowerBound, Int32(UInt8(ascii: "&")), range.count) != nil {
            // `&amp;` in a query, or a `#` that is none: rare, so the copy costs nothing.
            let decoded = TextDecoder.decoded(bytes, range)
            return decoded.withUnsafeBufferPointer { buffer in
                guard let start = buffer.baseAddress else { return .empty }
                return readDecoded(start, 0..<buffer.count)
            }
        }
        return readDecoded(bytes, range)
    }

    private mutating func readDecoded(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) -> Destination {
        let first = bytes[range.lowerBound]
        if first == UInt8(ascii: "#") {
            return .samePage(fragment: fragment(bytes, range.lowerBound + 1..<range.upperBound))
        }
        if first == UInt8(ascii: "/") {
            guard range.count > 1, bytes[range.lowerBound + 1] == UInt8(ascii: "/") else {
                return site(bytes, range, isAbsolute: false)
            }
            if let rest = afterSiteURL(bytes, range) { return site(bytes, rest, isAbsolute: true) }
            return afterHost(bytes, range) == nil ? .foreign : .ownHost
        }
        if first == UInt8(ascii: "?") { return .samePage(fragment: 0) }
        if let rest = afterSiteURL(bytes, range) { return site(bytes, rest, isAbsolute: true) }
        if let scheme = scheme(bytes, range) {
            if case .foreign = scheme, afterHost(bytes, range) != nil { return .ownHost }
            return scheme
        }
        return relative(bytes, range)
    }

    /// What follows the site's base URL, or nil when the URL does not begin with it. Scheme and host may be written in
    /// any case, `http:` for `https:`, and the scheme may be missing (`//host/`).
    func afterSiteURL(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) -> Range<Int>? {
        guard let path = afterHost(bytes, range) else { return nil }
        let length = address.count - hostLength
        guard path.count >= length else { return nil }
        for offset in 0..<length where bytes[path.lowerBound + offset] != address[hostLength + offset] { return nil }
        let rest = path.lowerBound + length..<range.upperBound
        return URLReader.isEndOfName(bytes, rest) ? rest : nil
    }

    /// What follows the site's own host, or nil when the URL has another or none.
    private func afterHost(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) -> Range<Int>? {
        guard !address.isEmpty else { return nil }
        var start = range.lowerBound
        for scheme: StaticString in ["https:", "http:"] where range.count > scheme.utf8CodeUnitCount {
            let length = scheme.utf8CodeUnitCount
            if (0..<length).allSatisfy({ bytes[range.lowerBound + $0] | 0x20 == scheme.utf8Start[$0] | 0x20 }) {
                start += length
                break
            }
        }
        guard range.upperBound - start >= hostLength else { return nil }
        for offset in 0..<hostLength {
            let (one, other) = (bytes[start + offset], address[offset])
            guard one == other || HTMLTokenizer.isLetter(one) && one | 0x20 == other | 0x20 else { return nil }
        }
        let rest = start + hostLength..<range.upperBound
        return URLReader.isEndOfName(bytes, rest) ? rest : nil
    }

    /// Whether a host or a folder's name ends here.
    private static func isEndOfName(_ bytes: UnsafePointer<UInt8>, _ rest: Range<Int>) -> Bool {
        guard !rest.isEmpty else { return true }
        switch bytes[rest.lowerBound] {
        case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): return true
        default: return false
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
                if byte == UInt8(ascii: "?") {
                    pathEnd = min(pathEnd, index)
                } else {
                    // A dot within a name is one of its letters.
                    let beginsName = index == range.lowerBound || bytes[index - 1] == UInt8(ascii: "/")
                    if beginsName || byte == UInt8(ascii: "%") { isPlain = false }
                }
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

    private mutating func relative(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) -> Destination {
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
        // The top, in letters of any case (HTML, 7.4.6.4 “Scrolling to a fragment”).
        if range.count == 3, bytes[range.lowerBound] | 0x20 == 0x74, bytes[range.lowerBound + 1] | 0x20 == 0x6F,
            bytes[range.lowerBound + 2] | 0x20 == 0x70
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
