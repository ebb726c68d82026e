/// What a language asks of a site: slugs, order, dates, numbers, plurals, typography.
///
/// A further language is one more file like `Polish.swift`: it gives its words, its alphabet and a `TypographyStyle`; the
/// engines (slugs, sort keys, number layout, the typesetter) are shared.
public protocol Language: Sendable {
    /// The BCP 47 code, `pl` or `en`.
    var code: String { get }

    /// The quotes, dashes, short words, abbreviations and units of the language's running text.
    var typography: TypographyStyle { get }

    /// The part of a URL made from a title: lower case, a–z, 0–9 and single hyphens; empty when nothing is left.
    func slug(_ text: String) -> String

    /// Bytes that compare (lexicographically) as the language orders texts; digits count by value.
    func sortKey(_ text: String) -> [UInt8]

    /// A date as running text.
    func date(_ date: CivilDate, style: DateStyle) -> String

    /// A whole number with the language's group separator.
    func number(_ value: Int) -> String

    /// A decimal number; `fractionDigits` nil prints as many digits as the value has (at most 6). Halves round away
    /// from zero in the shortest decimal form of the value, so that 0.125 gives 0.13.
    func number(_ value: Double, fractionDigits: Int?) -> String

    /// An ordinal number in digits: `5.` in Polish, `5th` in English.
    func ordinal(_ value: Int) -> String

    /// The CLDR plural category of a whole number.
    func pluralCategory(_ value: Int) -> PluralCategory

    /// The CLDR plural category of a decimal number; a value without a fraction counts as the whole number.
    func pluralCategory(_ value: Double) -> PluralCategory

    /// Typography of one plain text on its own (a title): quotes, dashes, no-break spaces. Idempotent.
    func typeset(_ text: String) -> String
}

extension Language {
    public func slug(_ text: String) -> String { SlugWriter.slug(text) }

    /// A typesetter for running text, to be kept and used again for block after block.
    ///
    /// `escapesHTML` also writes `&`, `<`, `>` and the `"` that remain as character references.
    public func typesetter(_ options: TypographyOptions = .all, escapesHTML: Bool = false) -> Typesetter {
        Typesetter(typography, options: options, escapesHTML: escapesHTML)
    }

    public func typeset(_ text: String) -> String {
        var typesetter = typesetter()
        return typesetter.typeset(text)
    }

    /// The plural form for a whole number, of forms keyed by category; `other` when the category's own is missing.
    public func plural(_ value: Int, _ forms: [PluralCategory: String]) -> String? {
        forms[pluralCategory(value)] ?? forms[.other]
    }

    /// The positions of the texts in the language's order; equal texts keep their order.
    public func order(_ texts: [String]) -> [Int] {
        var ranking = KeyRanking()
        for text in texts { ranking.append(sortKey(text)) }
        return ranking.order()
    }
}
