import LanguageRules
import Testing

@Suite("Slugs")
struct SlugTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let rule: String
        let text: String
        let slug: String

        init(_ rule: String, _ text: String, _ slug: String) {
            self.rule = rule
            self.text = text
            self.slug = slug
        }

        var testDescription: String { "\(rule): \(text)" }
    }

    static let cases = [
        Case("ą ć ę ł ń ó ś ź ż", "zażółć gęślą jaźń", "zazolc-gesla-jazn"),
        Case("Ą Ć Ę Ł Ń Ó Ś Ź Ż", "ZAŻÓŁĆ GĘŚLĄ JAŹŃ", "zazolc-gesla-jazn"),
        Case("small letters", "ąćęłńóśźż", "acelnoszz"),
        Case("capitals", "ĄĆĘŁŃÓŚŹŻ", "acelnoszz"),
        Case(
            "decomposed small letters", "a\u{328}c\u{301}e\u{328}łn\u{301}o\u{301}s\u{301}z\u{301}z\u{307}", "acelnoszz"
        ),
        Case("decomposed capitals", "A\u{328}C\u{301}E\u{328}ŁN\u{301}O\u{301}S\u{301}Z\u{301}Z\u{307}", "acelnoszz"),
        Case("ł is folded, not dropped", "Łódź", "lodz"),
        Case("two words", "Świątniki Górne", "swiatniki-gorne"),
        Case("hyphenated name", "Igołomia-Wawrzeńczyce", "igolomia-wawrzenczyce"),
        Case("full stop", "ul. Krótka 5", "ul-krotka-5"),
        Case("no-break space", "Wielka\u{A0}Wieś", "wielka-wies"),
        Case("en dash", "2004–2020", "2004-2020"),
        Case("spaced dash", "Kraków – Skawina", "krakow-skawina"),
        Case("slash", "i/lub", "i-lub"),
        Case("edges", "  „Rejs”!  ", "rejs"),
        Case("straight apostrophe vanishes", "O'Neill", "oneill"),
        Case("typographic apostrophe vanishes", "Harry’ego", "harryego"),
        Case("modifier apostrophe vanishes", "Oʼahu", "oahu"),
        Case("soft hyphen vanishes", "Skaw\u{AD}ina", "skawina"),
        Case("zero-width space vanishes", "Skaw\u{200B}ina", "skawina"),
        Case("byte order mark vanishes", "\u{FEFF}Skawina", "skawina"),
        Case("German umlauts", "Görlitz Münster Bär", "gorlitz-munster-bar"),
        Case("sharp s", "Straße", "strasse"),
        Case("capital sharp s", "STRAẞE", "strasse"),
        Case("Czech", "Příliš žluťoučký kůň", "prilis-zlutoucky-kun"),
        Case("Slovak", "Ľubovňa ŕ ĺ", "lubovna-r-l"),
        Case("French", "Crème brûlée à l’œuf", "creme-brulee-a-loeuf"),
        Case("Scandinavian", "Ærø Åland Østfold", "aero-aland-ostfold"),
        Case("Icelandic", "Þingvellir Guðrún", "thingvellir-gudrun"),
        Case("Croatian", "Đakovo Šibenik", "dakovo-sibenik"),
        Case("Romanian comma below", "Iași Galați", "iasi-galati"),
        Case("Hungarian", "Győr Erdőkürt", "gyor-erdokurt"),
        Case("Turkish dotless i", "Diyarbakır İzmir", "diyarbakir-izmir"),
        Case("Vietnamese, two marks", "Huế ộ", "hue-o"),
        Case("Lithuanian", "Šiauliai ėžys", "siauliai-ezys"),
        Case("ligatures", "ﬁnał", "final"),
        Case("superscript digit", "10 km²", "10-km2"),
        Case("Ukrainian", "Київ і Львів", "kyiv-i-lviv"),
        Case("Ukrainian with a soft sign", "Сторінка для мешканців", "storinka-dlia-meshkantsiv"),
        Case("nothing left", "…!?", ""),
        Case("empty", "", ""),
        Case("digits stay", "2026-11-22 wpis", "2026-11-22-wpis"),
        Case("no double hyphens", "a -- b --- c", "a-b-c"),
        Case("emoji part words", "tak👍nie", "tak-nie"),
    ]

    @Test("a title gives its slug", arguments: cases)
    func slug(_ testCase: Case) {
        #expect(Polish().slug(testCase.text) == testCase.slug, "\(testCase.rule)")
        #expect(English().slug(testCase.text) == testCase.slug, "\(testCase.rule)")
    }

    @Test("a slug is its own slug", arguments: cases)
    func idempotent(_ testCase: Case) {
        #expect(Polish().slug(testCase.slug) == testCase.slug)
    }

    @Test("the 171 different names of Małopolska's 182 gminas give 171 slugs")
    func gminas() {
        let slugs = Set(malopolskaGminas.map(Polish().slug))
        #expect(malopolskaGminas.count == 182)
        #expect(Set(malopolskaGminas).count == 171)
        #expect(slugs.count == 171)
        for slug in slugs {
            #expect(slug.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D }, "\(slug)")
        }
    }
}
