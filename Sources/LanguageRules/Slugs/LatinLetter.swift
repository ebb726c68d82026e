/// A Latin letter beyond a–z, taken apart by its Unicode name.
///
/// `LATIN CAPITAL LETTER O WITH CIRCUMFLEX AND ACUTE` is a capital o with two marks. The names are normative and never
/// change, so they serve as the table of all Latin letters, for slugs and for sort keys.
struct LatinLetter {
    /// One to three ASCII small letters: `e` of é, `ss` of ß, `ae` of æ.
    let letters: [UInt8]
    let isCapital: Bool
    /// The words after `WITH`: `CIRCUMFLEX`, `ACUTE`, `DOT ABOVE`.
    let marks: [String]

    /// Nil when the scalar is no Latin letter, or one that has no like among a–z.
    init?(_ scalar: Unicode.Scalar) {
        guard LatinLetter.mayBeLatin(scalar), let name = scalar.properties.name else { return nil }
        var words = name.split(separator: " ")[...]
        if words.first == "FULLWIDTH" || words.first == "MODIFIER" { words.removeFirst() }
        if words.first == "LATIN" { words.removeFirst() }
        guard let letterCase = words.popFirst(), letterCase == "CAPITAL" || letterCase == "SMALL" else { return nil }
        guard let kind = words.popFirst(), kind == "LETTER" || kind == "LIGATURE" else { return nil }
        let base = words.prefix { $0 != "WITH" }
        guard let letters = LatinLetter.letters(named: base.joined(separator: " ")) else { return nil }
        self.letters = letters
        isCapital = letterCase == "CAPITAL"
        marks = words.dropFirst(base.count + 1).split(separator: "AND").map { $0.joined(separator: " ") }
    }

    private static func mayBeLatin(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xC0...0x2AF, 0x1E00...0x1EFF, 0x2C60...0x2C7F, 0xA720...0xA7FF, 0xFB00...0xFB06, 0xFF21...0xFF5A: true
        default: false
        }
    }

    private static func letters(named base: String) -> [UInt8]? {
        let words = base.utf8
        if words.count <= 3, words.allSatisfy({ (0x41...0x5A).contains($0) }) {
            if base == "ETH" { return Array("d".utf8) }
            if base == "ENG" { return Array("n".utf8) }
            return words.map { $0 | 0x20 }
        }
        return namedLetters[base].map { Array($0.utf8) }
    }

    /// Names that are not the letters themselves, each with its usual transcription.
    private static let namedLetters = [
        "SHARP S": "ss", "THORN": "th", "DOTLESS I": "i", "DOTLESS J": "j", "LONG S": "s", "KRA": "k", "SCHWA": "e",
        "OPEN E": "e", "OPEN O": "o", "REVERSED E": "e", "TURNED E": "e", "TURNED A": "a", "TURNED M": "m",
        "AFRICAN D": "d", "ALPHA": "a", "IOTA": "i", "UPSILON": "u", "N PRECEDED BY APOSTROPHE": "n", "ESH": "s",
        "EZH": "z", "GAMMA": "g", "LONG S T": "st", "SCRIPT A": "a", "SCRIPT G": "g",
    ]
}
