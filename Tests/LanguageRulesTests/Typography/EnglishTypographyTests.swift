import LanguageRules
import Testing

@Suite("English typography")
struct EnglishTypographyTests {
    typealias Case = TypographyCase

    static let all = [
        Case("double quotes", "\"Yes\" she said", "“Yes” she said"),
        Case("nested double quotes", "\"He said \"yes\" twice\"", "“He said ‘yes’ twice”"),
        Case("nested single quotes", "\"He said 'yes' twice\"", "“He said ‘yes’ twice”"),
        Case("single quotes", "'Yes' she said", "‘Yes’ she said"),
        Case("double within single", "'He said \"yes\" twice'", "‘He said “yes” twice’"),
        Case("Polish quotes become English", "„Yes” she said", "“Yes” she said"),
        Case("an apostrophe keeps inner quotes double", "\"the \"dogs' home\" is\"", "“the “dogs’ home” is”"),
        Case("apostrophe", "don't", "don’t"),
        Case("possessive plural", "the dogs' home", "the dogs’ home"),
        Case("decade", "the '90s", "the ’90s"),
        Case("decade with a digit before", "1990's", "1990’s"),
        Case("range", "2004-2020", "2004–2020"),
        Case("spaced hyphen", "yes - no", "yes – no"),
        Case("double hyphen joins words", "yes--no", "yes—no"),
        Case("triple hyphen joins words", "yes---no", "yes—no"),
        Case("spaced double hyphen", "yes -- no", "yes – no"),
        Case("flag", untouched: "use --strict here"),
        Case("flag with a value", untouched: "--base-url=x--y"),
        Case("compound", untouched: "well-known"),
        Case("ISO date", untouched: "2026-11-22"),
        Case("unit", "5 km", "5\u{A0}km"),
        Case("day and month", "22 November 2026", "22\u{A0}November 2026"),
        Case("millions", "5 million people", "5\u{A0}million people"),
        Case("in is no unit", untouched: "5 in all"),
        Case("one-letter words are free", untouched: "a house, I say"),
        Case("Dr", "Dr Smith", "Dr\u{A0}Smith"),
        Case("ellipsis", "well...", "well…"),
        Case("URL", untouched: "https://a.uk/x--y"),
        Case("debris", "so\u{AD}ft", "soft"),
    ]

    @Test("a text is set", arguments: all)
    func typeset(_ testCase: Case) {
        #expect(English().typeset(testCase.text) == testCase.expected, "\(testCase.rule)")
    }
}
