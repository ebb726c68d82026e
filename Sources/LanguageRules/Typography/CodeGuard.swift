/// The last token that was judged, so that a long one is judged once.
struct JudgedToken {
    /// The token without the brackets, quotes and punctuation around it.
    var core = 0..<0
    var end = 0
    var isCode = false
}

// Addresses, paths and code in running text are not touched.
extension BlockScanner {
    /// Whether the character at `index` lies within an address, a path or a piece of code. The brackets, quotes and
    /// punctuation around such a token are outside of it.
    mutating func isCode(at index: Int) -> Bool {
        if index >= judged.end { judge(tokenAt: index) }
        return judged.isCode && judged.core.contains(index)
    }

    private mutating func judge(tokenAt index: Int) {
        var start = index
        while !endsToken(start - 1) { start -= 1 }
        var end = index
        while !beginsGap(end) { end += 1 }
        var core = start..<end
        while !core.isEmpty, isTrim(core.lowerBound) { core = endOfCharacter(core.lowerBound)..<core.upperBound }
        while !core.isEmpty {
            let last = startOfCharacter(before: core.upperBound)
            guard last >= core.lowerBound, isTrim(last) else { break }
            core = core.lowerBound..<last
        }
        let isCode = looksLikeCode(core)
        if isCode { core = core.lowerBound..<endOfBrackets(core, within: end) }
        judged = JudgedToken(core: core, end: max(end, index + 1), isCode: isCode)
    }

    /// The end of a core whose opening brackets are closed among the punctuation behind it: all of `f('x')`.
    private func endOfBrackets(_ core: Range<Int>, within end: Int) -> Int {
        guard core.contains(where: { BlockScanner.asciiClass(text[$0]) == .opener }) else { return core.upperBound }
        let closing = (core.upperBound..<end).last { ")]}".utf8.contains(text[$0]) }
        return closing.map { $0 + 1 } ?? core.upperBound
    }

    /// Whether the byte at `index` ends a gap before a token.
    private func endsToken(_ index: Int) -> Bool {
        text[index] <= 0x20 || text[index] >= Placeholder.edge || (text[index] == 0xA0 && text[index - 1] == 0xC2)
    }

    private func beginsGap(_ index: Int) -> Bool {
        text[index] <= 0x20 || text[index] >= Placeholder.edge || (text[index] == 0xC2 && text[index + 1] == 0xA0)
    }

    private func endOfCharacter(_ index: Int) -> Int {
        var end = index + 1
        while text[end] & 0xC0 == 0x80 { end += 1 }
        return end
    }

    /// Brackets, quotes and punctuation, which may stand around a token.
    private func isTrim(_ index: Int) -> Bool {
        switch classAfter(index) {
        case .opener, .closer, .quote: true
        default: false
        }
    }

    private func looksLikeCode(_ core: Range<Int>) -> Bool {
        guard let last = core.last else { return false }
        var slashes = 0
        for index in core {
            let next = index < last ? text[index + 1] : 0
            switch text[index] {
            case UInt8(ascii: "\\"), UInt8(ascii: "="), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "<"),
                UInt8(ascii: ">"), UInt8(ascii: "|"), UInt8(ascii: "^"), UInt8(ascii: "~"), UInt8(ascii: "_"),
                UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: "`"):
                return true
            case UInt8(ascii: "$") where isASCIILetter(next), UInt8(ascii: ":") where next == UInt8(ascii: ":"):
                return true
            case UInt8(ascii: "/"):
                slashes += 1
                if slashes > 1 || (index == core.lowerBound && isASCIILetter(next)) { return true }
            case UInt8(ascii: ".") where isASCIILetter(next) && isWordByte(index - 1): return true
            case UInt8(ascii: "-") where index == core.lowerBound && next == UInt8(ascii: "-"): return true
            case UInt8(ascii: "("), UInt8(ascii: "["):
                let opensArgument = isQuote(index + 1) || next == UInt8(ascii: ")")
                if opensArgument, isWordByte(index - 1), index > core.lowerBound { return true }
            default: break
            }
        }
        return false
    }

    private func isWordByte(_ index: Int) -> Bool { isASCIILetter(text[index]) || isDigit(text[index]) }

    private func isQuote(_ index: Int) -> Bool { classAfter(index) == .quote }
}
