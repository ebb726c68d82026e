/// Polish: CLDR `pl` for order and plurals, the rules of *Wielki słownik ortograficzny PWN* for the rest.
public struct Polish: Language {
    public init() {}

    public var code: String { "pl" }

    public var typography: TypographyStyle { .polish }

    public func typeset(_ text: String) -> String {
        var typesetter = Polish.typesetter
        return typesetter.typeset(text)
    }

    /// Letters in the order a, ą, b, c, ć … z, ź, ż; then marks of other languages, then capitals after small letters.
    public func sortKey(_ text: String) -> [UInt8] { SortKeys.polish.key(text) }

    public func date(_ date: CivilDate, style: DateStyle) -> String { Polish.dateNames.text(date, style: style) }

    /// `1 277`: groups of three parted by a no-break space, from four digits on.
    public func number(_ value: Int) -> String { Polish.numbers.text(value) }

    public func number(_ value: Double, fractionDigits: Int?) -> String {
        Polish.numbers.text(value, fractionDigits: fractionDigits)
    }

    /// A full stop marks the ordinal: `5.` is read „piąty”, „piąta”, „piąte”.
    public func ordinal(_ value: Int) -> String { "\(value)." }

    public func pluralCategory(_ value: Int) -> PluralCategory { PluralRules.polish(value) }

    public func pluralCategory(_ value: Double) -> PluralCategory {
        PluralRules.category(value, whole: PluralRules.polish)
    }

    private static let dateNames = DateNames(
        monthsOfDates: [
            "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września",
            "października", "listopada", "grudnia",
        ],
        months: [
            "styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec", "lipiec", "sierpień", "wrzesień",
            "październik", "listopad", "grudzień",
        ],
        weekdays: ["poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela"],
        shortSeparator: ".")

    private static let numbers = NumberLayout(groupSeparator: "\u{A0}", decimalSeparator: ",")

    /// Copied for each text, so that its tables are made once.
    private static let typesetter = Typesetter(.polish)
}
