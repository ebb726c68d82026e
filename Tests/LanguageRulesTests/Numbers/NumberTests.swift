import LanguageRules
import Testing

@Suite("Numbers")
struct NumberTests {
    static let wholeCases: [(rule: String, value: Int, polish: String, english: String)] = [
        ("one digit", 5, "5", "5"),
        ("three digits stay together", 999, "999", "999"),
        ("groups from four digits on", 1277, "1 277", "1,277"),
        ("five digits", 11_174, "11 174", "11,174"),
        ("six digits", 780_000, "780 000", "780,000"),
        ("two separators", 1_234_567, "1 234 567", "1,234,567"),
        ("zeros in a group", 1_000_005, "1 000 005", "1,000,005"),
        ("zero", 0, "0", "0"),
        ("minus", -1277, "−1 277", "−1,277"),
        ("the greatest", Int.max, "9 223 372 036 854 775 807", "9,223,372,036,854,775,807"),
        ("the least", Int.min, "−9 223 372 036 854 775 808", "−9,223,372,036,854,775,808"),
    ]

    @Test("whole numbers; the separator is a no-break space in Polish", arguments: wholeCases.indices)
    func whole(_ index: Int) {
        let testCase = Self.wholeCases[index]
        let polish = String(testCase.polish.map { $0 == " " ? "\u{A0}" : $0 })
        #expect(Polish().number(testCase.value) == polish, "\(testCase.rule)")
        #expect(English().number(testCase.value) == testCase.english, "\(testCase.rule)")
    }

    static let decimalCases: [(rule: String, value: Double, digits: Int?, polish: String)] = [
        ("comma and group", 1277.22, 2, "1 277,22"),
        ("as many digits as there are", 1277.22, nil, "1 277,22"),
        ("a whole value has no fraction", 5, nil, "5"),
        ("padded", 5, 2, "5,00"),
        ("rounded", 1.239, 2, "1,24"),
        ("halves away from zero", 0.125, 2, "0,13"),
        ("decimal, not binary, halves", 1.005, 2, "1,01"),
        ("negative halves away from zero", -0.125, 2, "−0,13"),
        ("carry into the whole", 9.999, 2, "10,00"),
        ("carry into a group", 999.9996, 3, "1 000,000"),
        ("no digits", 2.5, 0, "3"),
        ("at most six digits", 1.0 / 3, nil, "0,333333"),
        ("small", 0.000_000_4, nil, "0"),
        ("exponent in the description", 0.000_05, nil, "0,00005"),
        ("large exponent", 1e21, nil, "1 000 000 000 000 000 000 000"),
        ("no negative zero", -0.001, 2, "0,00"),
        ("infinity", .infinity, nil, "∞"),
    ]

    @Test("decimal numbers", arguments: decimalCases.indices)
    func decimal(_ index: Int) {
        let testCase = Self.decimalCases[index]
        let polish = String(testCase.polish.map { $0 == " " ? "\u{A0}" : $0 })
        #expect(Polish().number(testCase.value, fractionDigits: testCase.digits) == polish, "\(testCase.rule)")
    }

    @Test("English decimals")
    func english() { #expect(English().number(1277.22, fractionDigits: 2) == "1,277.22") }

    @Test("Polish ordinals carry a full stop", arguments: [(1, "1."), (5, "5."), (21, "21.")])
    func polishOrdinal(_ value: Int, _ text: String) { #expect(Polish().ordinal(value) == text) }

    @Test(
        "English ordinals by the last digits",
        arguments: [
            (1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (21, "21st"),
            (22, "22nd"), (23, "23rd"), (111, "111th"), (101, "101st"), (0, "0th"),
        ])
    func englishOrdinal(_ value: Int, _ text: String) { #expect(English().ordinal(value) == text) }
}
