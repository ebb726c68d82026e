/// Finds the addresses that a browser would fetch.
enum CSSAddresses {
    static func find(_ bytes: [UInt8], _ tokens: [CSSToken]) -> [StyleSheet.Address] {
        var found: [StyleSheet.Address] = []
        /// The functions and brackets that are open, innermost last.
        var open: [[UInt8]] = []
        var rule: [UInt8] = []
        for token in tokens {
            let text = bytes[token.range]
            switch token.kind {
            case .atKeyword: rule = CSSText.unescaped(text.dropFirst())
            case .function: open.append(CSSText.unescaped(text.dropLast()))
            case .url where !CSSText.equals(rule, "namespace"):
                append(insideOfURL(bytes, token.range), bytes, to: &found)
            case .string where isAddress(open: open, rule: rule):
                append(insideOfString(bytes, token.range), bytes, to: &found)
            case .other where token.range.count == 1:
                switch text.first {
                case UInt8(ascii: "("), UInt8(ascii: "["): open.append([])
                case UInt8(ascii: ")"), UInt8(ascii: "]"): _ = open.popLast()
                case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ";"):
                    rule = []
                    open = []
                default: break
                }
            default: break
            }
        }
        return found
    }

    private static func isAddress(open: [[UInt8]], rule: [UInt8]) -> Bool {
        guard !CSSText.equals(rule, "namespace") else { return false }
        guard let function = open.last else { return CSSText.equals(rule, "import") }
        return ["url", "src", "image-set", "-webkit-image-set"].contains { CSSText.equals(function, $0) }
    }

    private static func append(_ range: Range<Int>, _ bytes: [UInt8], to found: inout [StyleSheet.Address]) {
        let text = String(decoding: CSSText.unescaped(bytes[range]), as: UTF8.self)
        if !text.isEmpty { found.append(StyleSheet.Address(text: text, range: range)) }
    }

    /// Between `url(` and `)`, without the white space.
    private static func insideOfURL(_ bytes: [UInt8], _ token: Range<Int>) -> Range<Int> {
        var start = token.lowerBound
        while start < token.upperBound, bytes[start] != UInt8(ascii: "(") { start += 1 }
        start += 1
        while start < token.upperBound, CSSTokenizer.isSpace(bytes[start]) { start += 1 }
        var end = token.upperBound
        if end > start, bytes[end - 1] == UInt8(ascii: ")") { end -= 1 }
        while end > start, CSSTokenizer.isSpace(bytes[end - 1]) { end -= 1 }
        return min(start, end)..<end
    }

    private static func insideOfString(_ bytes: [UInt8], _ token: Range<Int>) -> Range<Int> {
        let isClosed = token.count > 1 && bytes[token.upperBound - 1] == bytes[token.lowerBound]
        return token.lowerBound + 1..<max(token.lowerBound + 1, token.upperBound - (isClosed ? 1 : 0))
    }
}
