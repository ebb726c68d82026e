import Testing

@testable import LanguageRules

/// Slovene, written here to prove that a third language is one file: its words and rules, and none of the engines.
private struct Slovene: Language {
    var code: String { "sl" }

    var typography: TypographyStyle {
        TypographyStyle(
            quotes: TypographyStyle.Quotes(primary: ("„", "“"), secondary: ("‚", "‘"), single: ("‚", "‘")),
            shortWords: "vszko", abbreviations: ["dr.", "sv.", "ul."], units: ["km", "km²", "€", "leta"],
            boundUnits: ["€"], centuries: ["st."], phoneWords: ["tel"], identifierWords: ["EMŠO"],
            joinsWordsByDoubleHyphen: false)
    }

    func sortKey(_ text: String) -> [UInt8] { Slovene.sortKeys.key(text) }

    func date(_ date: CivilDate, style: DateStyle) -> String { Slovene.dateNames.text(date, style: style) }

    func number(_ value: Int) -> String { Slovene.numbers.text(value) }

    func number(_ value: Double, fractionDigits: Int?) -> String {
        Slovene.numbers.text(value, fractionDigits: fractionDigits)
    }

    func ordinal(_ value: Int) -> String { "\(value)." }

    /// CLDR `sl`: 1, 2, 3–4 of each hundred, and the others; Slovene has a dual.
    func pluralCategory(_ value: Int) -> PluralCategory { Slovene.plural(value) }

    func pluralCategory(_ value: Double) -> PluralCategory {
        value == value.rounded() && value.magnitude < 1e15 ? Slovene.plural(Int(value)) : .few
    }

    private static func plural(_ value: Int) -> PluralCategory {
        switch value.magnitude % 100 {
        case 1: .one
        case 2: .few
        case 3, 4: .many
        default: .other
        }
    }

    private static let months = [
        "januar", "februar", "marec", "april", "maj", "junij", "julij", "avgust", "september", "oktober", "november",
        "december",
    ]
    private static let dateNames = DateNames(
        monthsOfDates: months.map { $0.hasSuffix("ec") ? String($0.dropLast(2)) + "ca" : $0 + "a" }, months: months,
        weekdays: ["ponedeljek", "torek", "sreda", "četrtek", "petek", "sobota", "nedelja"], shortSeparator: ".")
    private static let numbers = NumberLayout(groupSeparator: ".", decimalSeparator: ",")
    private static let sortKeys = SortKeys(
        CollationTailoring(
            alphabet: "abcčdefghijklmnopqrsštuvwxyzž",
            joined: [("c", "\u{30C}", "č"), ("s", "\u{30C}", "š"), ("z", "\u{30C}", "ž")]))
}

@Suite("A third language is one file")
struct ThirdLanguageTests {
    private let language: any Language = Slovene()

    @Test("typography by its own signs and words, and idempotent")
    func typography() {
        let set = language.typeset("Rekel je: \"Grem 'domov' v Ljubljano\" - 5 km, ul. Nova, 1990-2000.")
        #expect(
            set.map { $0 == "\u{A0}" ? "·" : String($0) }.joined()
                == "Rekel je: „Grem ‚domov‘ v·Ljubljano“ – 5·km, ul.·Nova, 1990–2000.")
        #expect(language.typeset(set) == set)
    }

    @Test("order with its own letters, composed or not; digits by value")
    func order() {
        let names = ["Žalec", "Celje", "C\u{30C}rnomelj", "Šmarje 10", "Ptuj", "Šmarje 9", "Sežana"]
        #expect(
            language.order(names).map { names[$0] } == [
                "Celje", "C\u{30C}rnomelj", "Ptuj", "Sežana", "Šmarje 9", "Šmarje 10", "Žalec",
            ])
    }

    @Test("dates, numbers, plurals, slugs")
    func others() throws {
        let day = try #require(CivilDate(iso: "2026-03-05"))
        #expect(language.date(day, style: .long).contains("marca"))
        #expect(language.number(12345.5, fractionDigits: 2) == "12.345,50")
        #expect(
            [1, 2, 3, 5, 101, 102, 0].map { language.pluralCategory($0) } == [
                .one, .few, .many, .other, .one, .few, .other,
            ])
        #expect(language.slug("Črnomelj in Žalec") == "crnomelj-in-zalec")
    }
}
