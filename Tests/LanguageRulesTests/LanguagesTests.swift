import LanguageRules
import Testing

@Suite("Languages by code")
struct LanguagesTests {
    @Test(
        "a BCP 47 code names its language", arguments: [("pl", "pl"), ("pl-PL", "pl"), ("EN", "en"), ("en_GB", "en")])
    func named(_ code: String, _ expected: String) { #expect(Languages.named(code)?.code == expected) }

    @Test("other codes name none", arguments: ["", "de", "polski", "-"])
    func unknown(_ code: String) { #expect(Languages.named(code) == nil) }

    @Test("every listed code is known", arguments: Languages.codes)
    func codes(_ code: String) { #expect(Languages.named(code)?.code == code) }
}
