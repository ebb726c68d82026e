/// The signs and words of one language's running text, from which the typesetter works.
///
/// The words are small-lettered unless they are always capitals; where a sentence may begin with one, the style adds
/// the capital itself.
public struct TypographyStyle: Sendable {
    /// How quotations are marked.
    public struct Quotes: Sendable {
        /// The outer pair.
        let primary: (open: StaticString, close: StaticString)
        /// The pair within the outer pair.
        let secondary: (open: StaticString, close: StaticString)
        /// What straight single quotes become.
        let single: (open: StaticString, close: StaticString)
        /// English marks the inner quotation with single quotes, which apostrophes look like.
        let secondaryIsSingle: Bool

        public init(
            primary: (open: StaticString, close: StaticString), secondary: (open: StaticString, close: StaticString),
            single: (open: StaticString, close: StaticString)
        ) {
            self.primary = primary
            self.secondary = secondary
            self.single = single
            secondaryIsSingle = secondary.open.description == single.open.description
        }
    }

    let quotes: Quotes
    /// ASCII letters that are words.
    let shortWords: [UInt8]
    let abbreviations: WordSet
    let units: WordSet
    let boundUnits: WordSet
    let centuries: WordSet
    let phoneWords: WordSet
    let identifierWords: WordSet
    let joinsWordsByDoubleHyphen: Bool

    /// - Parameters:
    ///   - shortWords: one-letter words after which no line ends; small letters, the capitals follow.
    ///   - abbreviations: words after which no line ends: `ul.`, `dr`.
    ///   - units: words that stay with the number before them: `km`, `r.`, names of months.
    ///   - boundUnits: units that also stay with a word before them, as `zł` in „5 mln zł”.
    ///   - centuries: what stays with a Roman numeral: `w.`.
    ///   - phoneWords: words before a telephone number, without full stop and colon.
    ///   - identifierWords: words before a number whose hyphens are its own: `NIP`.
    ///   - joinsWordsByDoubleHyphen: `word--word` is a typewriter's dash.
    public init(
        quotes: Quotes, shortWords: String, abbreviations: [String], units: [String], boundUnits: [String],
        centuries: [String], phoneWords: [String], identifierWords: [String], joinsWordsByDoubleHyphen: Bool
    ) {
        self.quotes = quotes
        self.shortWords = Array((shortWords + shortWords.uppercased()).utf8.filter { $0 < 0x80 })
        self.abbreviations = WordSet(abbreviations, anyCase: true)
        self.units = WordSet(units)
        self.boundUnits = WordSet(boundUnits)
        self.centuries = WordSet(centuries)
        self.phoneWords = WordSet(phoneWords, anyCase: true)
        self.identifierWords = WordSet(identifierWords + phoneWords, anyCase: true)
        self.joinsWordsByDoubleHyphen = joinsWordsByDoubleHyphen
    }
}
