/// A request target as path segments: decoded once, then judged; the query is cut before any decision.
///
/// ```swift
/// try RequestTarget("/gminy/skawina/?x=1").segments    // ["gminy", "skawina"]
/// ```
struct RequestTarget {
    let segments: [String]
    let endsWithSlash: Bool
    /// Without `?`, still encoded.
    let query: String?

    enum Fault: Error {
        /// No path that a browser would send: 400.
        case malformed
        /// A well-formed path that can name no output (hidden files, empty segments): 404.
        case unservable
    }

    /// Refuses a target that does not begin with `/` or holds `#`, control bytes, a backslash, a bad percent sign, bad
    /// UTF-8, an encoded slash, `.` or `..`; and hidden segments but `.well-known`.
    init(_ raw: String) throws(Fault) {
        let bytes = Array(raw.utf8)
        guard bytes.first == UInt8(ascii: "/") else { throw .malformed }
        guard bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "#") }) else { throw .malformed }
        let pathEnd = bytes.firstIndex(of: UInt8(ascii: "?")) ?? bytes.count
        query = pathEnd < bytes.count ? String(decoding: bytes[(pathEnd + 1)...], as: UTF8.self) : nil
        let parts = bytes[1..<pathEnd].split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        var segments: [String] = []
        var fault: Fault?
        for (index, part) in parts.enumerated() {
            let segment = try RequestTarget.decoded(part)
            if segment.isEmpty {
                if index < parts.count - 1 { fault = .unservable }
                continue
            }
            if segment == "." || segment == ".." { throw .malformed }
            if segment.hasPrefix("."), segment != ".well-known" { fault = .unservable }
            segments.append(segment)
        }
        if let fault { throw fault }
        self.segments = segments
        endsWithSlash = parts.last?.isEmpty ?? true
    }

    private static func decoded(_ part: ArraySlice<UInt8>) throws(Fault) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(part.count)
        var index = part.startIndex
        while index < part.endIndex {
            var byte = part[index]
            if byte == UInt8(ascii: "%") {
                guard index + 2 < part.endIndex, let high = digit(part[index + 1]), let low = digit(part[index + 2])
                else {
                    throw .malformed
                }
                byte = high << 4 | low
                if byte == UInt8(ascii: "/") { throw .malformed }
                index += 2
            }
            if byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "\\") { throw .malformed }
            bytes.append(byte)
            index += 1
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .malformed }
        return text
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// A path that begins with exactly one slash, encoded anew: safe in a `Location` header, and always on this host.
    static func path(of segments: [String]) -> String {
        var bytes: [UInt8] = [UInt8(ascii: "/")]
        for segment in segments {
            for byte in segment.utf8 {
                if isUnreserved(byte) {
                    bytes.append(byte)
                } else {
                    bytes.append(UInt8(ascii: "%"))
                    bytes.append(hexadecimal(byte >> 4))
                    bytes.append(hexadecimal(byte & 15))
                }
            }
            bytes.append(UInt8(ascii: "/"))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }

    private static func hexadecimal(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }

    /// The value of a query parameter, percent-decoded; nil when it is absent or badly encoded.
    func parameter(_ name: String) -> String? {
        guard let query else { return nil }
        for pair in query.utf8.split(separator: UInt8(ascii: "&")) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0].elementsEqual(name.utf8) else { continue }
            return RequestTarget.decodedParameter(Array(parts[1]))
        }
        return nil
    }

    private static func decodedParameter(_ value: [UInt8]) -> String? {
        // A slash is welcome in a parameter, so it is decoded piece by piece.
        var text = ""
        for (index, piece) in value.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).enumerated() {
            guard let decodedPiece = try? decoded(unescapingSlashes(piece)) else { return nil }
            text += (index > 0 ? "/" : "") + decodedPiece
        }
        return text
    }

    private static func unescapingSlashes(_ piece: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var result: [UInt8] = []
        var index = piece.startIndex
        while index < piece.endIndex {
            if index + 2 < piece.endIndex, piece[index] == UInt8(ascii: "%"), piece[index + 1] == UInt8(ascii: "2"),
                piece[index + 2] | 0x20 == UInt8(ascii: "f")
            {
                result.append(UInt8(ascii: "/"))
                index += 3
            } else {
                result.append(piece[index])
                index += 1
            }
        }
        return result[...]
    }
}
