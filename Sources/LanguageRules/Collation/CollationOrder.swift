/// The order of characters at the first level, written out.
///
/// It is the order of the CLDR root collation (version 42, as ICU 72 has it) for the characters that titles are made
/// of. Each character of a line has its own weight; the lines follow each other.
enum CollationOrder {
    static let signs: [Unicode.Scalar] = Array(
        ("\t\n\u{B}\u{C}\r\u{85}\u{2028}\u{2029} " + "_-‐‒–—―,;:!¡?¿‽.·'‘’‚‛‹›\"“”„‟«»()[]{}§¶@*/\\&#%‰†‡•‣′※"
            + "`´^¯¨¸°©®←→↑↓+±÷×<=>¬|¦~−⁄").unicodeScalars)

    static let currencies: [Unicode.Scalar] = Array("¤¢$£¥€₴₽₿".unicodeScalars)

    /// Raised digits follow all numbers.
    static let raisedDigits: [Unicode.Scalar] = Array("¹²³⁴".unicodeScalars)

    static let cyrillic: [Unicode.Scalar] = Array("абвгдђеєжзѕиійјклљмнњопрстћуфхцчџшщъыьэюя".unicodeScalars)

    /// Marks at the second level; those of one string weigh the same.
    static let marks: [[Unicode.Scalar]] = [
        "\u{332}", "\u{313}\u{343}", "\u{314}", "\u{301}\u{341}", "\u{300}\u{340}", "\u{306}", "\u{302}", "\u{30C}",
        "\u{30A}", "\u{342}", "\u{308}", "\u{30B}", "\u{303}", "\u{307}", "\u{338}", "\u{327}", "\u{328}", "\u{304}",
        "\u{336}\u{337}", "\u{335}", "\u{305}", "\u{309}", "\u{30F}", "\u{310}", "\u{311}", "\u{31B}", "\u{321}",
        "\u{322}", "\u{323}", "\u{324}", "\u{325}", "\u{326}", "\u{32D}", "\u{32E}", "\u{330}", "\u{331}", "\u{334}",
        "\u{339}",
    ].map { Array($0.unicodeScalars) }

    /// The words after WITH in the names of Latin letters.
    static let markNames: [String: Unicode.Scalar] = [
        "GRAVE": "\u{300}", "ACUTE": "\u{301}", "CIRCUMFLEX": "\u{302}", "TILDE": "\u{303}", "MACRON": "\u{304}",
        "BREVE": "\u{306}", "DOT ABOVE": "\u{307}", "DIAERESIS": "\u{308}", "HOOK ABOVE": "\u{309}",
        "RING ABOVE": "\u{30A}", "DOUBLE ACUTE": "\u{30B}", "CARON": "\u{30C}", "DOUBLE GRAVE": "\u{30F}",
        "INVERTED BREVE": "\u{311}", "HORN": "\u{31B}", "DOT BELOW": "\u{323}", "DIAERESIS BELOW": "\u{324}",
        "RING BELOW": "\u{325}", "COMMA BELOW": "\u{326}", "CEDILLA": "\u{327}", "OGONEK": "\u{328}",
        "CIRCUMFLEX BELOW": "\u{32D}", "BREVE BELOW": "\u{32E}", "TILDE BELOW": "\u{330}", "LINE BELOW": "\u{331}",
        "STROKE": "\u{335}",
    ]

    /// Characters that sort as several others.
    static let expansions: [Unicode.Scalar: (as: String, tertiary: UInt8)] = [
        "…": ("...", Weight.compatible), "″": ("′′", Weight.compatible), "½": ("¹⁄²", Weight.common),
        "¼": ("¹⁄⁴", Weight.common), "¾": ("³⁄⁴", Weight.common), "ª": ("a", Weight.raised), "º": ("o", Weight.raised),
        "™": ("tm", Weight.raised), "№": ("no", Weight.capital), "‑": ("‐", Weight.compatible),
        "\u{A0}": (" ", Weight.noBreak), "\u{202F}": (" ", Weight.noBreak), "\u{2007}": (" ", Weight.noBreak),
        "\u{2009}": (" ", Weight.compatible), "\u{200A}": (" ", Weight.compatible),
        "\u{2002}": (" ", Weight.compatible),
        "\u{2003}": (" ", Weight.compatible), "\u{2008}": (" ", Weight.compatible),
    ]

    /// Cyrillic letters that are a letter and a mark.
    static let cyrillicMarks: [Unicode.Scalar: (base: Unicode.Scalar, mark: Unicode.Scalar)] = [
        "ѐ": ("е", "\u{300}"), "ё": ("е", "\u{308}"), "ѝ": ("и", "\u{300}"), "ї": ("і", "\u{308}"),
        "ќ": ("к", "\u{301}"), "ѓ": ("г", "\u{301}"), "ў": ("у", "\u{306}"),
    ]
}
