import Diagnostics
import SiteBuilder
import Testing

/// Each wrong input: its message names the file and the place, and the published site stays byte for byte as it was.
@Suite("Wrong inputs")
struct WrongInputTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let rule: String
        let path: String
        let bytes: [UInt8]
        /// `path:line:column` of the message.
        let place: String
        /// A part of the Polish text that an editor needs to see.
        let says: String

        init(_ rule: String, _ path: String, _ text: String, at place: String, says: String) {
            self.init(rule, path, bytes: Array(text.utf8), at: place, says: says)
        }

        init(_ rule: String, _ path: String, bytes: [UInt8], at place: String, says: String) {
            self.rule = rule
            self.path = path
            self.bytes = bytes
            self.place = place
            self.says = says
        }

        var testDescription: String { "\(rule) at \(place)" }
    }

    static func entry(_ front: String, body: String = "Tekst.\n") -> String {
        "---\ntitle: Skawina\ndescription: Opis.\n\(front)---\n\(body)"
    }

    static let cases: [Case] = [
        Case("unclosed-front-matter", "content/a.md", "---\ntitle: A\n\nTekst\n", at: "content/a.md:1:1", says: "---"),
        Case(
            "tab-indentation", "content/a.md", "---\ntitle: A\nlista:\n\t- x\n---\n", at: "content/a.md:4:1",
            says: "tabul"),
        Case("duplicate-key", "content/a.md", "---\ntitle: A\ntitle: B\n---\n", at: "content/a.md:3:1", says: "title"),
        Case("foreign-front-matter", "content/a.md", "+++\ntitle = \"A\"\n+++\n", at: "content/a.md:1:1", says: "TOML"),
        Case(
            "bad-encoding", "content/a.md", bytes: Array("---\ntitle: A\n---\nza".utf8) + [0xB3, 0x6F, 0x9C, 0xE6],
            at: "content/a.md:4:3", says: "1250"),
        Case("empty-file", "content/a.md", "", at: "content/a.md:1:1", says: "pust"),
        Case(
            "unknown-field", "content/gminy/a.md", entry("ludnsc: 5\n"), at: "content/gminy/a.md:4:1", says: "ludnosc"),
        Case(
            "wrong-type", "content/gminy/a.md", entry("ludnosc: dużo\n"), at: "content/gminy/a.md:4:10", says: "liczba"),
        Case(
            "missing-page-title", "content/a.md", "---\ndescription: X\n---\nTekst\n", at: "content/a.md:1:1",
            says: "title"),
        Case(
            "dangling-reference", "content/gminy/a.md", entry("sasiedzi: [skawna]\n"), at: "content/gminy/a.md:4:12",
            says: "skawina"),
        Case(
            "duplicate-url", "content/gminy/b.md", entry("slug: skawina\n"), at: "content/gminy/skawina.md:1:1",
            says: "content/gminy/b.md"),
        Case(
            "dead-link", "content/a.md", entry("", body: "Zobacz [to](gminy/skawna.md).\n"), at: "content/a.md:5:13",
            says: "gminy/skawina.md"),
        Case(
            "dead-anchor", "content/a.md", entry("", body: "Zobacz [to](gminy/skawina.md#kontat).\n"),
            at: "content/a.md:5:13", says: "kontakt"),
        Case(
            "missing-image", "content/a.md", entry("", body: "![Rynek](rynek.jpg)\n"), at: "content/a.md:5:10",
            says: "rynek.jpg"),
        Case(
            "raw-html", "content/a.md", entry("", body: "Tekst\n\n<div>x</div>\n"), at: "content/a.md:7:1", says: "HTML"
        ),
        Case(
            "unknown-setting", "site-config.json", TemporarySite.minimalConfig.replacing("\"menus\"", with: "\"menu\""),
            at: "site-config.json:14:3", says: "menus"),
        Case(
            "bad-config", "site-config.json",
            TemporarySite.minimalConfig.replacing("https://proba.example/", with: "proba.example"),
            at: "site-config.json:2:32", says: "https://"),
        Case(
            "missing-template", "content/a.md", entry("template: inny.html\n"), at: "content/a.md:4:11",
            says: "inny.html"),
        Case(
            "bad-yaml", "content/a.md", "---\ntitle: [A\n---\n", at: "content/a.md:2:8", says: "]"),
        Case("yaml-feature", "content/a.md", "---\ntitle: &x A\nopis: *x\n---\n", at: "content/a.md:2:8", says: "&x"),
        Case("yaml-feature", "content/a.md", "---\ntitle: !!str A\n---\n", at: "content/a.md:2:8", says: "!!str"),
        Case("foreign-front-matter", "content/a.md", "---js\n{}\n---\n", at: "content/a.md:1:1", says: "YAML"),
        Case(
            "control-character", "content/a.md", bytes: Array("---\ntitle: A\n---\nza".utf8) + [0],
            at: "content/a.md:4:3",
            says: "NUL"),
        Case("missing-field", "content/osoby/a.md", "---\ntitle: A\n---\n", at: "content/osoby/a.md:1:1", says: "wiek"),
        Case(
            "unsafe-link", "content/a.md", entry("", body: "[x](javascript:alert)\n"), at: "content/a.md:5:5",
            says: "javascript"),
        Case(
            "dead-link", "content/a.md", entry("", body: "Zobacz [to](/nie-ma/).\n"), at: "content/a.md:5:13",
            says: "/nie-ma/"),
        Case(
            "bad-alias", "content/a.md", entry("aliases: [\"https://x.pl/a\"]\n"), at: "content/a.md:4:11",
            says: "/stary/adres/"),
        Case(
            "missing-date", "content/wpisy/a.md", entry(""), at: "content/wpisy/a.md:1:1", says: "date: RRRR-MM-DD"),
        Case(
            "unknown-variable", "templates/gmina.html",
            "{% extends \"baza.html\" %}{% block tresc %}<h1>{{ entry.title }}</h1>{{ nieznane }}{% endblock %}",
            at: "templates/gmina.html:1:72", says: "nieznane"),
        Case(
            "template-syntax", "templates/gmina.html",
            "{% extends \"baza.html\" %}{% block tresc %}<h1>{{ entry.title }}",
            at: "templates/gmina.html:1:29", says: "block"),
        Case(
            "unknown-filter", "templates/gmina.html",
            "{% extends \"baza.html\" %}{% block tresc %}<h1>{{ entry.title | uper }}</h1>{% endblock %}",
            at: "templates/gmina.html:1:64", says: "upper"),
        Case(
            "missing-template", "templates/gmina.html", "{% extends \"bzaa.html\" %}", at: "templates/gmina.html:1:12",
            says: "baza.html"),
        Case(
            "table-too-large", "content/a.md",
            entry(
                "",
                body: String(repeating: "|a", count: 600) + "|\n" + String(repeating: "|-", count: 600) + "|\n"
                    + String(repeating: "|b|\n", count: 600)),
            at: "content/a.md:5:1", says: "tabel"),
        Case(
            "markdown-too-deep", "content/a.md", entry("", body: String(repeating: ">", count: 5000) + " x\n"),
            at: "content/a.md:5:1", says: "100"),
        Case(
            "bad-word-table", "i18n/pl.yml", "menu:\n  a: b\n", at: "i18n/pl.yml:2:3", says: "płaska"),
    ]

    @Test("the message names the place, and nothing is published", arguments: cases)
    func message(wrong: Case) throws {
        let site = try TemporarySite()
        let first = site.publish()
        try #require(first.isPublished, "the site without the wrong file must build: \(first.text())")
        let before = site.outputs()
        try site.write(wrong.path, bytes: wrong.bytes)
        let report = site.publish()
        let text = report.text()
        #expect(!report.isPublished)
        let rules = Set(report.findings.all.map(\.rule.name))
        #expect(rules.contains(wrong.rule), "\(text)")
        #expect(text.contains(wrong.place + ": błąd"))
        #expect(text.contains(wrong.says))
        let isIntact = site.outputs() == before
        #expect(isIntact)
        #expect(before.count > 3)
    }

    @Test("twenty errors in twenty files are all reported by one run")
    func twenty() throws {
        var files: [String: String] = [:]
        for number in 1...20 { files["content/gminy/g\(number).md"] = Self.entry("ludnsc: \(number)\n") }
        let report = try TemporarySite(files).publish()
        #expect(report.findings.count(.error) == 20)
        #expect(!report.isPublished)
    }
}
