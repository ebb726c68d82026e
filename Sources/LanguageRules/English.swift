/// English as written in Europe: the day before the month, CLDR `en` for order and plurals.
public struct English: Language {
    public init() {}

    public var code: String { "en" }

    public var typography: TypographyStyle { .english }

    public func typeset(_ text: String) -> String {
        var typesetter = Typesetter(English.settings)
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

    /// Shared by all texts, so that its tables are made once.
    private static let settings = TypographySettings(.english, options: .all, escapesHTML: false)
}

extension TypographyStyle {
    /// The customs of European English: “…” with ‘…’ inside, a spaced en dash, an em dash for `--` between words.
    public static let english = TypographyStyle(
        quotes: Quotes(primary: ("“", "”"), secondary: ("‘", "’"), single: ("‘", "’")),
        shortWords: "",
        abbreviations: [
            "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", "Prof.", "St", "St.", "No.", "no.", "p.", "pp.",
            "Fig.", "fig.", "Art.", "art.", "ch.", "vol.", "ca.", "c.", "tel.",
        ],
        units: [
            "km", "m", "cm", "mm", "µm", "nm", "km²", "m²", "cm²", "mm²", "m³", "cm³", "km2", "m2", "m3", "ha", "kg",
            "g", "mg", "µg", "t", "l", "ml", "dB", "h", "hr", "hrs", "min", "s", "mph", "lb", "oz", "ft", "PLN", "EUR",
            "USD", "GBP", "zł", "€", "$", "£", "%", "‰", "°", "°C", "°F", "million", "billion", "thousand", "kW", "MW",
            "GW", "kWh", "MWh", "GWh", "TWh", "W", "kV", "V", "Hz", "kHz", "MHz", "GHz", "kB", "KB", "MB", "GB", "TB",
            "px", "pt", "am", "pm", "AD", "BC", "January", "February", "March", "April", "May", "June", "July",
            "August", "September", "October", "November", "December",
        ],
        boundUnits: ["zł", "km²", "m²", "m³"],
        centuries: ["century"],
        phoneWords: ["tel", "telephone", "phone", "fax", "mobile"],
        identifierWords: ["NIP", "REGON", "KRS", "ISBN", "ISSN", "IBAN", "VAT", "postcode"],
        joinsWordsByDoubleHyphen: true)
}
