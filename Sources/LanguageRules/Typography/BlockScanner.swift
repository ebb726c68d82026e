/// Finds what is to be mended in the text of one block and notes it as edits, in the order of the text.
///
/// The text lies between margins of `Placeholder.edge`, so every look around ends there by itself.
struct BlockScanner: ~Copyable {
    let text: UnsafePointer<UInt8>
    let count: Int
    /// Not counted: the typesetter holds it for as long as a scan lasts.
    unowned(unsafe) let settings: TypographySettings
    let kinds: UnsafePointer<UInt8>
    let neighbours: UnsafePointer<UInt16>
    let abbreviationEnds: UnsafePointer<UInt64>

    var edits = PlainList<Edit>()
    var quotes = PlainList<QuoteMark>()
    var doubledNoBreakSpaces = 0
    /// The token that was last asked about code: all bytes up to its end share the answer.
    var judged = JudgedToken()

    init(text: UnsafePointer<UInt8>, count: Int, settings: TypographySettings) {
        self.text = text
        self.count = count
        self.settings = settings
        kinds = settings.tables.kinds
        neighbours = settings.tables.neighbours
        abbreviationEnds = settings.tables.abbreviationEnds
    }

    var options: TypographyOptions { settings.options }
    var escapesHTML: Bool { settings.escapesHTML }

    /// Scans the whole block. False when there is debris that must be cleaned before anything can be judged.
    mutating func scan() -> Bool {
        var index = 0
        while true {
            index = skipPlain(from: index)
            switch kinds[Int(text[index])] {
            case ByteKind.plain: index &+= 1
            case ByteKind.space: index = space(at: index)
            case ByteKind.doubleQuote: index = doubleQuote(at: index)
            case ByteKind.singleQuote: index = singleQuote(at: index)
            case ByteKind.hyphen: index = hyphen(at: index)
            case ByteKind.dot: index = dot(at: index)
            case ByteKind.markup: index = markup(at: index)
            case ByteKind.placeholder:
                if index >= count {
                    resolveQuotes()
                    return true
                }
                replace(index, 1, .nothing)
                index += 1
            default:
                guard let next = multibyte(at: index) else { return false }
                index = next
            }
        }
    }

    /// The next byte that may be of any interest: letters are skipped sixteen bytes at a time.
    ///
    /// The margin behind the text is as wide and of interest, so no look goes beyond it. Two words are judged without a
    /// branch between them: where the next space stands nobody can foretell.
    @inline(__always)
    private func skipPlain(from start: Int) -> Int {
        var index = start
        while true {
            let first = BlockScanner.marks(UnsafeRawPointer(text + index).loadUnaligned(as: UInt64.self))
            let second = BlockScanner.marks(UnsafeRawPointer(text + index + 8).loadUnaligned(as: UInt64.self))
            if first | second != 0 {
                let bits = first != 0 ? first.trailingZeroBitCount : 64 &+ second.trailingZeroBitCount
                return index &+ bits &>> 3
            }
            index &+= 16
        }
    }

    /// A bit for each byte that may be of interest, the lowest told exactly: what lies below `@`, a lead byte 0xC2, and
    /// whatever is 0xE0 and more.
    @inline(__always)
    private static func marks(_ bytes: UInt64) -> UInt64 {
        let word = UInt64(littleEndian: bytes)
        // The lowest zero byte of `same` is told exactly; a higher one may be none.
        let same = word ^ 0xC2C2_C2C2_C2C2_C2C2
        let isC2 = (same &- 0x0101_0101_0101_0101) & ~same
        let isHigh = word & word &<< 1 & word &<< 2
        return (~(word | word &<< 1) | isC2 | isHigh) & 0x8080_8080_8080_8080
    }

    @inline(__always)
    mutating func replace(_ position: Int, _ length: Int, _ replacement: Replacement) {
        edits.append(Edit(position: position, length: length, replacement: replacement))
    }

    private mutating func markup(at index: Int) -> Int {
        switch text[index] {
        case UInt8(ascii: "&"): replace(index, 1, .ampersand)
        case UInt8(ascii: "<"): replace(index, 1, .lessThan)
        default: replace(index, 1, .greaterThan)
        }
        return index + 1
    }

    /// Exactly three dots are an ellipsis; more are a line to fill in, and `../` is a path.
    private mutating func dot(at index: Int) -> Int {
        guard text[index + 1] == UInt8(ascii: ".") else { return index + 1 }
        var end = index + 2
        while text[end] == UInt8(ascii: ".") { end += 1 }
        if end - index == 3, !isSlash(text[index - 1]), !isSlash(text[end]), !isCode(at: index) {
            replace(index, 3, .ellipsis)
        }
        return end
    }

    private func isSlash(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") }

    /// No-break spaces, typographic quotes, debris. Nil when cleaning must come first.
    private mutating func multibyte(at index: Int) -> Int? {
        let second = text[index + 1]
        let third = text[index + 2]
        switch (text[index], second, third) {
        case (0xC2, 0xA0, _):
            return options.isDisjoint(with: BlockScanner.spaceOptions) ? index + 2 : space(at: index)
        case (0xC2, 0xAD, _): return options.contains(.debris) ? nil : index + 2
        case (0xC2, 0xAB, _), (0xC2, 0xBB, _):
            let glyph: QuoteGlyph = second == 0xAB ? .leftGuillemet : .rightGuillemet
            return options.contains(.quotes) ? typographicQuote(glyph, at: index, length: 2) : index + 2
        case (0xE2, 0x80, 0x98...0x9F):
            let glyph = QuoteGlyph(third: third)
            return options.contains(.quotes) ? typographicQuote(glyph, at: index, length: 3) : index + 3
        case (0xE2, 0x80, 0x8B), (0xEF, 0xBB, 0xBF): return options.contains(.debris) ? nil : index + 3
        default: return index + 1
        }
    }

    static var spaceOptions: TypographyOptions { [.shortWords, .units, .abbreviations, .phoneNumbers, .debris] }
}
