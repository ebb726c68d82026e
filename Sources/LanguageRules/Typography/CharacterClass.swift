/// What a character is to its neighbours. Characters that typography exchanges for each other share a class, so that
/// a text is judged the same before and after it was set.
enum CharacterClass: UInt8 {
    /// Space, line break, the edge of the block.
    case space
    /// Letter, digit, code span.
    case word
    /// `(`, `[`, `{`.
    case opener
    /// Punctuation that ends something: `)`, `,`, `.`, `…`.
    case closer
    /// Quotation marks and apostrophes.
    case quote
    /// Other punctuation and symbols, dashes among them.
    case mark

    var isPunctuation: Bool { self == .opener || self == .closer || self == .mark }
}

extension BlockScanner {
    /// The class of the character that starts at `index`.
    func classAfter(_ index: Int) -> CharacterClass {
        let byte = text[index]
        if byte < 0x80 { return BlockScanner.asciiClass(byte) }
        switch byte {
        case Placeholder.edge: return .space
        case Placeholder.opaque: return .word
        case 0xC2: return BlockScanner.latin1Class(text[index + 1])
        case 0xC3: return text[index + 1] == 0x97 || text[index + 1] == 0xB7 ? .mark : .word
        case 0xE2: return BlockScanner.punctuationClass(text[index + 1], text[index + 2])
        case 0xE3 where text[index + 1] == 0x80: return text[index + 2] == 0x80 ? .space : .mark
        default: return .word
        }
    }

    /// The class of the character that ends before `index`.
    @inline(__always)
    func classBefore(_ index: Int) -> CharacterClass {
        let byte = text[index - 1]
        if byte < 0x80 { return BlockScanner.asciiClass(byte) }
        return classAfter(startOfCharacter(before: index))
    }

    /// The start of the character that ends before `index`.
    @inline(__always)
    func startOfCharacter(before index: Int) -> Int {
        var start = index - 1
        while start > index - 4, text[start] & 0xC0 == 0x80 { start -= 1 }
        return start
    }

    static func asciiClass(_ byte: UInt8) -> CharacterClass {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: .word
        case 0x00...0x20: .space
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): .opener
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ","), UInt8(ascii: "."),
            UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"), UInt8(ascii: "?"):
            .closer
        case UInt8(ascii: "\""), UInt8(ascii: "'"): .quote
        default: .mark
        }
    }

    /// U+0080…U+00BF by the second byte.
    private static func latin1Class(_ second: UInt8) -> CharacterClass {
        switch second {
        case 0xA0: .space
        case 0xAB, 0xBB: .quote
        // ª, soft hyphen, ², ³, µ, ¹, º
        case 0xAA, 0xAD, 0xB2, 0xB3, 0xB5, 0xB9, 0xBA: .word
        default: .mark
        }
    }

    /// U+2000…U+2FFF by the second and third byte.
    private static func punctuationClass(_ second: UInt8, _ third: UInt8) -> CharacterClass {
        switch (second, third) {
        case (0x80, 0x80...0x8A), (0x80, 0xA8), (0x80, 0xA9), (0x80, 0xAF), (0x81, 0x9F): .space
        // Invisible joiners and marks of direction.
        case (0x80, 0x8B...0x8F), (0x81, 0xA0): .word
        case (0x80, 0x98...0x9F): .quote
        case (0x80, 0xA6): .closer
        case (0xB0..., _): .word
        default: .mark
        }
    }
}
