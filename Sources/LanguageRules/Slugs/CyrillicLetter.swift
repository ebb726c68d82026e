/// Cyrillic in Latin letters, so that a Ukrainian or Russian title still gives a readable URL.
///
/// Ukrainian letters follow resolution 55 of the Cabinet of Ministers of Ukraine (27 January 2010), in its form for
/// the inside of words; letters that only Russian and Belarusian have follow the usual English transcription.
enum CyrillicLetter {
    /// Nil when the scalar is not in the table; empty for the soft and hard sign.
    static func latin(_ scalar: Unicode.Scalar) -> String? {
        guard (0x400...0x4FF).contains(scalar.value) else { return nil }
        let small = scalar.properties.lowercaseMapping.unicodeScalars
        return small.first.flatMap { table[$0] }
    }

    private static let table: [Unicode.Scalar: String] = [
        "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z", "и": "y",
        "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
        "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "ю": "iu",
        "я": "ia", "ъ": "", "ы": "y", "э": "e", "ё": "e", "ў": "u",
    ]
}
