import Diagnostics
import SiteBuilder
import Testing

/// Fields that a template expression computes.
@Suite("Computed fields")
struct ComputedFieldTests {
    static func config(_ fields: String) -> String {
        TemporarySite.minimalConfig.replacing(
            "\"ludnosc\":", with: "\(fields), \"obszar\": { \"type\": \"number\" }, \"ludnosc\":")
    }

    private func site(_ fields: String, _ print: String, more: String = "ludnosc: 1000\nobszar: 8\n") throws
        -> TemporarySite
    {
        try TemporarySite([
            "site-config.json": ComputedFieldTests.config(fields),
            "content/gminy/skawina.md":
                "---\ntitle: Skawina\ndescription: Opis Skawiny.\n\(more)---\nTekst.\n\n## Kontakt\n\nTu.\n",
            "templates/gmina.html":
                "{% extends \"baza.html\" %}{% block tresc %}<h1>{{ entry.title }}</h1>\(print){{ entry.content }}{% endblock %}",
        ])
    }

    @Test(
        "The value reaches templates by its type",
        arguments: [
            (
                "\"g\": { \"type\": \"number\", \"computed\": \"entry.ludnosc / entry.obszar if entry.ludnosc and entry.obszar\" }",
                "{% if entry.g %}[{{ entry.g | number }}]{% endif %}", "[125]"
            ),
            (
                "\"g\": { \"type\": \"string\", \"computed\": \"entry.title ~ \\\"!\\\"\", \"default\": \"-\" }",
                "[{{ entry.g }}]", "[Skawina!]"
            ),
            (
                "\"g\": { \"type\": \"integer\", \"computed\": \"entry.sasiedzi | length if entry.sasiedzi\", \"default\": 7 }",
                "[{{ entry.g }}]", "[7]"
            ),
            (
                "\"g\": { \"type\": \"list\", \"items\": { \"type\": \"string\" }, \"computed\": \"[entry.title, site.title]\" }",
                "[{{ entry.g | join('+') if entry.g }}]", "[Skawina+Próba]"
            ),
            (
                "\"g\": { \"type\": \"integer\", \"computed\": \"1\", \"default\": 0 }, \"h\": { \"type\": \"integer\", \"computed\": \"entry.g + 1\", \"default\": 0 }",
                "[{{ entry.h }}]", "[2]"
            ),
        ])
    func values(_ fields: String, _ print: String, _ shown: String) throws {
        let site = try site(fields, print)
        let report = site.publish()
        #expect(report.isPublished, "\(report.text())")
        let page = site.read("public/gminy/skawina/index.html") ?? ""
        #expect(page.contains(shown), "\(page)")
    }

    @Test(
        "What is wrong with an expression has its place in the config",
        arguments: [
            ("\"g\": { \"type\": \"number\", \"computed\": \"entry.ludnsc\" }", "ludnosc"),
            ("\"g\": { \"type\": \"number\", \"computed\": \"entry.ludnosc / 2\" }", "missing-guard"),
            (
                "\"g\": { \"type\": \"number\", \"computed\": \"entry.title\" }",
                "wyrażenie daje „tekst”, a ma być liczba"
            ),
            ("\"g\": { \"type\": \"number\", \"computed\": \"1 +\" }", "template-syntax"),
            ("\"g\": { \"type\": \"number\", \"computed\": \"\" }", "template-syntax"),
            ("\"g\": { \"type\": \"image\", \"computed\": \"1\" }", "nie może dać wartości typu image"),
            (
                "\"g\": { \"type\": \"number\", \"computed\": \"1\", \"required\": true }",
                "„required” nic nie znaczy dla pola obliczanego"
            ),
            (
                "\"g\": { \"type\": \"number\", \"computed\": \"1\", \"minimum\": 2 }",
                "„minimum” nic nie znaczy dla pola obliczanego"
            ),
            ("\"title\": { \"computed\": \"'a'\" }", "pola „title” nie można obliczać"),
            (
                "\"o\": { \"type\": \"object\", \"fields\": { \"x\": { \"type\": \"number\", \"computed\": \"1\" } } }",
                "obliczać można tylko pola wprost"
            ),
            (
                "\"g\": { \"type\": \"integer\", \"computed\": \"entry.h\", \"default\": 0 }, \"h\": { \"type\": \"integer\", \"computed\": \"entry.g\", \"default\": 0 }",
                "zależy od samej siebie"
            ),
            ("\"g\": { \"type\": \"integer\", \"computed\": \"1 // 0\" }", "content/gminy/skawina.md"),
        ])
    func wrong(_ fields: String, _ says: String) throws {
        let report = try site(fields, "").check()
        let text = report.text()
        #expect(text.contains(says), "\(text)")
        #expect(text.contains("site-config.json:6:"), "\(text)")
        #expect(report.findings.contains(atLeast: .error))
    }

    @Test("An editor may not write a computed field")
    func written() throws {
        let text = try site("\"g\": { \"type\": \"number\", \"computed\": \"1\" }", "", more: "g: 5\n").check().text()
        #expect(text.contains("content/gminy/skawina.md:4:1: błąd: pole „g” oblicza program"), "\(text)")
    }
}
