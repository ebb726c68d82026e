/// What a language asks of a site: slugs, order, dates, numbers, plurals, typography.
///
/// A further language is one more type that conforms.
public protocol Language: Sendable {
    /// The BCP 47 code, `pl` or `en`.
    var code: String { get }

    /// The part of a URL made from a title: lower case, a–z, 0–9 and single hyphens; empty when nothing is left.
    func slug(_ text: String) -> String

    /// Bytes that compare (lexicographically) as the language orders texts; digits count by value.
    func sortKey(_ text: String) -> [UInt8]

    /// A date as running text.
    func date(_ date: CivilDate, style: DateStyle) -> String

    /// A whole number with the language's group separator.
    func number(_ value: Int) -> String

    /// A decimal number; `fractionDigits` nil prints as many digits as the value has (at most 6).
    func number(_ value: Double, fractionDigits: Int?) -> String

    /// The CLDR plural category of a whole number.
    func pluralCategory(_ value: Int) -> PluralCategory

    /// The CLDR plural category of a decimal number.
    func pluralCategory(_ value: Double) -> PluralCategory

    /// Typography of one plain text on its own (a title): quotes, dashes, no-break spaces. Idempotent.
    func typeset(_ text: String) -> String
}

/// How a date is written: `22 listopada 2026`, `22.11.2026`, `2026-11-22`, `listopad 2026`, `22 listopada`, `2026`,
/// `niedziela, 22 listopada 2026`.
public enum DateStyle: String, CaseIterable, Sendable {
    case long
    case short
    case iso
    case monthYear
    case dayMonth
    case year
    case full
}

/// The plural categories that CLDR defines for Polish and English.
public enum PluralCategory: String, CaseIterable, Sendable {
    case one
    case few
    case many
    case other
}
