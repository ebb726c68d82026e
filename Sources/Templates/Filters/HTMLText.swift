/// Text out of HTML.
enum HTMLText {
    /// Without comments and tags, white space as single spaces, references decoded (MarkupSafe's `striptags`).
    static func stripped(_ html: String) -> String {
        let bytes = withoutTags(withoutComments(Array(html.utf8)))
        return HTMLReferences.decoded(String(bytes: bytes).words.joined(separator: " "))
    }

    /// The text of markup, or a plain text as it is.
    static func plain(_ text: String, isMarkup: Bool) -> String { isMarkup ? stripped(text) : text }

    private static func withoutComments(_ bytes: [UInt8]) -> [UInt8] {
        let open = Array("<!--".utf8)
        let close = Array("-->".utf8)
        var out: [UInt8] = []
        var index = 0
        while let start = TextSearch.first(of: open, in: bytes, from: index),
            let end = TextSearch.first(of: close, in: bytes, from: start)
        {
            out += bytes[index..<start]
            index = end + close.count
        }
        return out + bytes[index...]
    }

    private static func withoutTags(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var index = 0
        while let start = bytes[index...].firstIndex(of: Ascii.less),
            let end = bytes[start...].firstIndex(of: Ascii.greater)
        {
            out += bytes[index..<start]
            index = end + 1
        }
        return out + bytes[index...]
    }
}

/// Character references of HTML: the numeric ones, and the named ones that texts carry.
enum HTMLReferences {
    private static let named: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "ndash": "–", "mdash": "—",
        "bdquo": "„", "ldquo": "“", "rdquo": "”", "lsquo": "‘", "rsquo": "’", "sbquo": "‚", "hellip": "…",
        "laquo": "«", "raquo": "»", "copy": "©", "reg": "®", "trade": "™", "euro": "€", "sect": "§", "deg": "°",
        "middot": "·", "times": "×", "divide": "÷", "plusmn": "±", "frac12": "½", "sup2": "²", "sup3": "³",
        "oacute": "ó", "Oacute": "Ó", "eacute": "é", "auml": "ä", "ouml": "ö", "uuml": "ü", "szlig": "ß",
        "shy": "\u{AD}",
        "larr": "←", "rarr": "→", "uarr": "↑", "darr": "↓", "bull": "•", "thinsp": "\u{2009}", "iexcl": "¡",
    ]

    static func decoded(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.contains(Ascii.ampersand) else { return text }
        var out: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == Ascii.ampersand, let (decoded, next) = reference(bytes, at: index + 1) {
                out += Array(decoded.utf8)
                index = next
            } else {
                out.append(bytes[index])
                index += 1
            }
        }
        return String(bytes: out)
    }

    private static func reference(_ bytes: [UInt8], at start: Int) -> (String, Int)? {
        guard let end = bytes[start...].prefix(12).firstIndex(of: UInt8(ascii: ";")), end > start else { return nil }
        let name = String(bytes: bytes[start..<end])
        if name.hasPrefix("#") {
            let digits = name.dropFirst()
            let isHex = digits.hasPrefix("x") || digits.hasPrefix("X")
            guard let value = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits),
                let scalar = Unicode.Scalar(value), value != 0
            else { return ("\u{FFFD}", end + 1) }
            return (String(scalar), end + 1)
        }
        return named[name].map { ($0, end + 1) }
    }
}
