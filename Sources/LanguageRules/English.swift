/// English as written in Europe: the day before the month, CLDR `en` for order and plurals.
public struct English: Language {
    public init() {}

    public var code: String { "en" }

    public var typography: TypographyStyle { .english }

    public func typeset(_ text: String) -> String {
        var typesetter = English.typesetter
        return typesetter.typeset(text)
    }

    public func sortKey(_ text: String) -> [UInt8] { SortKeys.root.key(text) }

    public func date(_ date: CivilDate, style: DateStyle) -> String { English.dateNames.text(date, style: style) }

    public func number(_ value: Int) -> String { English.numbers.text(value) }

    public func number(_ value: Double, fractionDigits: Int?) -> String {
        English.numbers.text(value, fractionDigits: fractionDigits)
    }

    /// `1st`, `2nd`, `3rd`, `4th`, `11th`.
    public func ordinal(_ value: Int) -> String {
        let isTeen = (11...13).contains(value.magnitude % 100)
        switch value.magnitude % 10 {
        case 1 where !isTeen: return "\(value)st"
        case 2 where !isTeen: return "\(value)nd"
        case 3 where !isTeen: return "\(value)rd"
        default: return "\(value)th"
        }
    }

    public func pluralCategory(_ value: Int) -> PluralCategory { PluralRules.english(value) }

    public func pluralCategory(_ value: Double) -> PluralCategory {
        PluralRules.category(value, whole: PluralRules.english)
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    private static let dateNames = DateNames(
        monthsOfDates: months, months: months,
        weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        shortSeparator: "/")

    private static let numbers = NumberLayout(groupSeparator: ",", decimalSeparator: ".")

    /// Copied for each text, so that its tables are made once.
    private static let typesetter = Typesetter(.english)
}
