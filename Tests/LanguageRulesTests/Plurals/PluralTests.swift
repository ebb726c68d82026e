import LanguageRules
import Testing

@Suite("Plurals of CLDR")
struct PluralTests {
    static let gmina: [PluralCategory: String] = [.one: "gmina", .few: "gminy", .many: "gmin", .other: "gminy"]

    static let polishCases: [(rule: String, value: Int, category: PluralCategory)] = [
        ("0 gmin", 0, .many), ("1 gmina", 1, .one), ("2 gminy", 2, .few), ("3 gminy", 3, .few), ("4 gminy", 4, .few),
        ("5 gmin", 5, .many), ("10 gmin", 10, .many), ("11 gmin", 11, .many), ("12 gmin", 12, .many),
        ("13 gmin", 13, .many), ("14 gmin", 14, .many), ("15 gmin", 15, .many), ("21 gmin", 21, .many),
        ("22 gminy", 22, .few), ("24 gminy", 24, .few), ("25 gmin", 25, .many), ("100 gmin", 100, .many),
        ("101 gmin", 101, .many), ("102 gminy", 102, .few), ("112 gmin", 112, .many), ("122 gminy", 122, .few),
        ("182 gminy", 182, .few), ("1000 gmin", 1000, .many), ("1001 gmin", 1001, .many), ("1002 gminy", 1002, .few),
        ("−1 gmina", -1, .one), ("−2 gminy", -2, .few), ("−12 gmin", -12, .many),
    ]

    @Test("Polish whole numbers", arguments: polishCases.indices)
    func polish(_ index: Int) {
        let testCase = Self.polishCases[index]
        #expect(Polish().pluralCategory(testCase.value) == testCase.category, "\(testCase.rule)")
        #expect(Polish().pluralCategory(Double(testCase.value)) == testCase.category, "\(testCase.rule)")
        let word = testCase.rule.split(separator: " ").last.map(String.init)
        #expect(Polish().plural(testCase.value, Self.gmina) == word)
    }

    @Test(
        "fractions are of the fourth form",
        arguments: [
            (1.5, PluralCategory.other), (0.5, .other), (2.25, .other), (.infinity, .other), (.nan, .other),
            (1e20, .many),
        ])
    func fractions(_ value: Double, _ category: PluralCategory) {
        #expect(Polish().pluralCategory(value) == category)
    }

    @Test(
        "English",
        arguments: [
            (0, PluralCategory.other), (1, .one), (2, .other), (5, .other), (11, .other), (21, .other), (-1, .one),
        ])
    func english(_ value: Int, _ category: PluralCategory) {
        #expect(English().pluralCategory(value) == category)
    }

    @Test("a missing form falls back to the fourth")
    func missing() {
        #expect(Polish().plural(5, [.one: "rok", .other: "lat"]) == "lat")
        #expect(Polish().plural(5, [.one: "rok"]) == nil)
    }
}
