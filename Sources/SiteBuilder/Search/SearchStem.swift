/// Cuts the ending of a Polish word, so that one entry of the index stands for its forms: *gmina, gminy, gminami*.
///
/// A light stemmer by endings alone: it needs no dictionary, and what it leaves is only compared by its beginning.
enum SearchStem {
    /// Endings of nouns and adjectives without diacritics, the longest first.
    private static let endings: [[UInt8]] = [
        "iami", "iach", "iego", "iemu", "ami", "ach", "ego", "emu", "ymi", "imi", "owi", "iej", "ich", "ych", "iem",
        "ow", "om", "ej", "ie", "ia", "iu", "io", "em", "am", "im", "ym", "a", "e", "i", "o", "u", "y",
    ].map { Array($0.utf8) }

    /// What is left has at least this many letters.
    private static let shortest = 4

    /// - Parameter word: lower-case letters a–z and digits.
    static func of(_ word: Substring) -> Substring {
        let bytes = word.utf8
        for ending in endings
        where bytes.count >= shortest + ending.count && bytes.suffix(ending.count).elementsEqual(ending) {
            return word.dropLast(ending.count)
        }
        return word
    }
}
