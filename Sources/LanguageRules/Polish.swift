/// Polish: CLDR `pl` for order and plurals, the rules of *Wielki słownik ortograficzny PWN* for the rest.
public struct Polish: Language {
    public init() {}

    public var code: String { "pl" }

    public var typography: TypographyStyle { .polish }

    public func typeset(_ text: String) -> String {
        var typesetter = Typesetter(Polish.settings)
        return typesetter.typeset(text)
    }

    /// Letters in the order a, ą, b, c, ć … z, ź, ż; then marks of other languages, then capitals after small letters.
    public func sortKey(_ text: String) -> [UInt8] { Polish.sortKeys.key(text) }

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

    private static let sortKeys = SortKeys(
        CollationTailoring(
            alphabet: "aąbcćdeęfghiıjklłmnńŋoópqĸrsśtŧuvwxyzźżþ",
            joined: [
                ("a", "\u{328}", "ą"), ("c", "\u{301}", "ć"), ("e", "\u{328}", "ę"), ("n", "\u{301}", "ń"),
                ("o", "\u{301}", "ó"), ("s", "\u{301}", "ś"), ("z", "\u{301}", "ź"), ("z", "\u{307}", "ż"),
            ]))

    /// Shared by all texts, so that its tables are made once.
    private static let settings = TypographySettings(.polish, options: .all, escapesHTML: false)
}

extension TypographyStyle {
    /// The customs of Polish print (PWN): „…” with »…« inside, a spaced en dash, no one-letter word at a line's end.
    public static let polish = TypographyStyle(
        quotes: Quotes(primary: ("„", "”"), secondary: ("»", "«"), single: ("‚", "’")),
        shortWords: "aiouwz",
        abbreviations: [
            "ul.", "al.", "pl.", "os.", "im.", "św.", "bł.", "ks.", "bp", "abp", "dr", "dr.", "prof.", "mgr", "inż.",
            "hab.",
            "gen.", "płk", "ppłk", "mjr", "kpt.", "mec.", "nr", "s.", "str.", "art.", "ust.", "pkt",
            "lit.",
            "poz.", "par.", "rozdz.", "rys.", "tab.", "ryc.", "zob.", "por.", "godz.", "tel.", "fax", "kom.",
            "ok.", "tzw.", "np.", "woj.", "pow.", "gm.", "kl.", "lok.",
        ],
        units: [
            "km", "m", "cm", "mm", "dm", "µm", "nm", "km²", "m²", "cm²", "mm²", "dm²", "m³", "cm³", "dm³", "mm³", "km2",
            "m2", "cm2", "m3", "cm3", "dm3", "ha", "ar", "ary", "arów", "kg", "g", "dag", "mg", "µg", "t", "l", "ml",
            "hl", "dl", "dB", "h", "godz.", "godz", "min", "min.", "s", "sek.", "sek", "zł", "gr", "PLN", "EUR", "USD",
            "GBP", "CHF", "euro", "€", "$", "£", "tys.", "tys", "mln", "mld", "bln", "proc.", "%", "‰", "°", "°C", "°F",
            "szt.", "egz.", "os.", "kW", "MW", "GW", "kWh", "MWh", "GWh", "TWh", "W", "kV", "V", "Hz", "kHz", "MHz",
            "GHz", "kB", "KB", "MB", "GB", "TB", "Mb", "Gb", "px", "pkt", "pkt.", "pt", "J", "kJ", "MJ", "GJ", "kcal",
            "hPa", "kPa", "MPa", "r.", "r", "w.", "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca",
            "sierpnia", "września", "października", "listopada", "grudnia",
        ],
        boundUnits: ["zł", "km²", "m²", "cm²", "m³", "cm³"],
        centuries: ["w."],
        phoneWords: ["tel", "telefon", "telefonu", "fax", "faks", "kom", "komórka", "infolinia", "infolinii"],
        identifierWords: [
            "NIP", "REGON", "KRS", "PESEL", "ISBN", "ISSN", "TERYT", "EAN", "IBAN", "kod", "konto", "rachunek",
        ],
        joinsWordsByDoubleHyphen: false)
}
