import Audit
import Diagnostics
import Foundation
import LanguageRules
import SiteBuilder
import Testing

/// Every rule that the audit knows, through the whole of the program: what its author wrote wrong, found at its line and
/// column, and the same files without the defect, on which the rule is silent.
///
/// One text holds both twins: `‹wrong¦right›`. `⟪` stands where a finding must begin; the findings of the rule are
/// exactly at these places.
@Suite("Every rule of the audit, in the author's file")
struct EveryRuleTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let rule: String
        let what: String
        let files: [String: String]
        /// What the remedy must say, word for word.
        let mended: String?
        /// The setting `declaration`, when the site has one.
        let declaration: Bool

        init(
            _ rule: String, _ what: String, mended: String? = nil, declaration: Bool = false, _ files: [String: String]
        ) {
            (self.rule, self.what, self.files, self.mended, self.declaration) = (rule, what, files, mended, declaration)
        }

        var testDescription: String { "\(rule): \(what)" }
    }

    // MARK: The site around the defects

    private static func entry(_ body: String, front: String = "") -> [String: String] {
        ["content/gminy/skawina.md": AuthorPlaceTests.gmina("Skawina", front, body)]
    }

    private static func page(_ body: String) -> [String: String] {
        ["templates/gmina.html": AuthorPlaceTests.template(body + "{{ entry.content }}\n")]
    }

    private static let layout = TemporarySite.minimal["templates/baza.html"] ?? ""

    /// The base layout with one text in another's place.
    private static func layout(_ old: String, _ new: String) -> [String: String] {
        ["templates/baza.html": layout.replacing(old, with: new)]
    }

    private static func declaration(_ old: String, _ new: String) -> [String: String] {
        ["templates/dostepnosc.html": declarationTemplate.replacing(old, with: new)]
    }

    private static let declarationTemplate = """
        {% extends "baza.html" %}
        {% block tresc %}
        <h1>{{ entry.title }}</h1>
        <p id="a11y-wstep"><span id="a11y-podmiot">Gmina</span> <span id="a11y-zakres">strony</span>
        <a id="a11y-url" href="/dostepnosc/">strony</a> <time id="a11y-data-publikacja" datetime="2026-01-10">10.01.2026</time>
        <time id="a11y-data-aktualizacja" datetime="2026-01-11">11.01.2026</time></p>
        <h2>Stan dostępności cyfrowej</h2>
        <p id="a11y-status">Strona jest zgodna z ustawą.</p>
        <h2>Przygotowanie deklaracji dostępności</h2>
        <p><time id="a11y-data-sporzadzenie" datetime="2026-01-12">12.01.2026</time></p>
        <h2>Informacje zwrotne i dane kontaktowe</h2>
        <p id="a11y-kontakt">Biuro</p><p id="a11y-email">biuro@gmina.example</p><p id="a11y-telefon">12 345 67 89</p>
        <h2>Obsługa wniosków i skarg związanych z dostępnością</h2>
        <p id="a11y-procedura">Odpowiemy w 7 dni.</p>
        <h2>Pozostałe informacje</h2>
        <h3>Dostępność architektoniczna</h3>
        <p id="a11y-architektura">Wejście bez schodów.</p>
        <h3>Dostępność komunikacyjno-informacyjna</h3>
        <p id="a11y-komunikacja">Pętla w sali.</p>
        {% endblock %}

        """

    private static let drawing =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\" viewBox=\"0 0 1 1\"/>"

    // MARK: The defects

    static let links: [Case] = [
        Case("dead-link", "in Markdown", entry("Zobacz [gminy](/gminy/) i [gminy](‹⟪/gmny/¦/gminy/›).\n")),
        Case("dead-link", "in a reference's definition", entry("Zobacz [gminy][g].\n\n[g]: ‹⟪/gmny/¦/gminy/›\n")),
        Case(
            "dead-link", "written as HTML entities",
            page("<p><a href=\"‹⟪&#x2F;gmny&#47;¦&#x2F;gminy&#47;›\">Spis gmin</a></p>\n")),
        Case("dead-link", "unquoted, in upper case", page("<p><A HREF=‹⟪/gmny/¦/gminy/›>Spis gmin</A></p>\n")),
        Case(
            "dead-link", "in a front matter field",
            entry(
                "Tekst.\n",
                front: "zrodla:\n  - { nazwa: Spis, url: /gminy/ }\n  - { nazwa: Spis, url: ‹⟪/gmny/¦/gminy/› }\n"
            )
            .merging(page("{% for z in entry.zrodla or [] %}<a href=\"{{ z.url }}\">{{ z.nazwa }}</a>{% endfor %}\n")) {
                $1
            }),
        Case(
            "dead-link", "in the layout, once for all pages",
            layout("</main>", "<p><a href=\"‹⟪/kontkt/¦/gminy/›\">Spis</a></p></main>")),
        Case(
            "dead-link", "in a menu of the config",
            [
                "site-config.json": AuthorPlaceTests.config.replacing(
                    "\"url\": \"/gminy/\" }",
                    with: "\"url\": \"/gminy/\" }, { \"label\": \"Też\", \"url\": \"‹⟪/gmny/¦/gminy/›\" }")
            ]),
        Case(
            "dead-link", "in a style sheet",
            layout("<link rel=\"canonical\"", "<link rel=\"stylesheet\" href=\"/s.css\"><link rel=\"canonical\"")
                .merging(
                    [
                        "static/s.css": "a { color: red }\nb { background: url( \"‹⟪zank.svg¦znak.svg›\" ) }\n",
                        "static/znak.svg": drawing,
                    ]) { $1 }),
        Case(
            "dead-link", "in an import of a style sheet",
            layout("<link rel=\"canonical\"", "<link rel=\"stylesheet\" href=\"/s.css\"><link rel=\"canonical\"")
                .merging(
                    [
                        "static/s.css": "@import \"‹⟪b.css¦c.css›\";\na { color: red }\n",
                        "static/c.css": "b { color: red }\n",
                    ]) { $1 }),
        Case(
            "dead-link", "in a drawing",
            entry("[Mapa gminy](/mapa.svg)\n").merging(
                [
                    "static/mapa.svg":
                        "<svg xmlns=\"http://www.w3.org/2000/svg\">\n  <a href=\"‹⟪/gmny/¦/gminy/›\"><path d=\"M0 0h1\"/></a>\n</svg>\n"
                ]) { $1 }),
        Case(
            "dead-link", "in JSON-LD",
            page(
                "<script type=\"application/ld+json\">{\"url\":\n\"‹⟪https://proba.example/gmny/¦https://proba.example/gminy/›\"}</script>\n"
            )),
        Case(
            "dead-link", "in a source set",
            page(
                "<img src=\"/znak.svg\" srcset=\"/znak.svg 1x, ‹⟪/zank.svg¦/znak.svg› 2x\" alt=\"Znak\" width=\"1\" height=\"1\">\n"
            ).merging(["static/znak.svg": drawing]) { $1 }),
        Case(
            "dead-anchor", "in Markdown, within the page",
            entry("Zob. [niżej](#dojazd) i [niżej](‹⟪#dojzad¦#dojazd›).\n\n## Dojazd\n\nPociąg.\n")),
        Case(
            "dead-anchor", "in Markdown, to another page",
            entry("## Kontakt\n\nTu.\n").merging(
                [
                    "content/gminy/liszki.md": AuthorPlaceTests.gmina(
                        "Liszki", "", "Zob. [urząd](‹⟪/gminy/skawina/#kontkat¦/gminy/skawina/#kontakt›).\n")
                ]) { $1 }),
        Case(
            "dead-anchor", "escaped and with a query",
            entry("## Łąki\n\nTu.\n").merging(
                [
                    "content/gminy/liszki.md": AuthorPlaceTests.gmina(
                        "Liszki", "", "Zob. [łąki](‹⟪/gminy/skawina/?a=1#%C5%82%C4%85ka¦/gminy/skawina/?a=1#laki›).\n")
                ]) { $1 }),
        Case(
            "dead-anchor", "of a drawing in a template",
            page("<svg aria-hidden=\"true\"><symbol id=\"kropka\"/><use xlink:href=\"‹⟪#kopka¦#kropka›\"/></svg>\n")),
        Case("empty-link-text", "in Markdown", entry("Zob. ‹⟪[](/gminy/)¦[gminy](/gminy/)›.\n")),
        Case(
            "empty-link-text", "in a template, a picture without words",
            page(
                "‹⟪<a href=\"/gminy/\"><svg aria-hidden=\"true\"></svg></a>¦<a href=\"/gminy/\"><svg aria-label=\"Gminy\"></svg></a>›\n"
            )),
        Case("vague-link-text", "in Markdown", entry("Zob. [‹⟪kliknij *tutaj*¦spis *gmin*›](/gminy/).\n")),
        Case(
            "new-window-unannounced", "in a template",
            page("<a href=\"https://bip.example/\" target=\"‹⟪_blank\">BIP¦_blank\">BIP (w nowej karcie)›</a>\n")),
        Case("absolute-own-url", "in Markdown", entry("Zob. [gminy](‹⟪https://proba.example/gminy/¦/gminy/›).\n")),
        Case(
            "absolute-own-url", "without its scheme, in other letters",
            page(
                "<a href=\"‹⟪//Proba.example/gminy/¦/gminy/›\">Spis</a> <a href=\"‹⟪HTTP://proba.example/gminy/¦/gminy/›\">Spis</a>\n"
            )),
        Case(
            "orphan-page", "an entry that no list shows",
            [
                "content/sama.md": AuthorPlaceTests.gmina("⟪Sama"),
                "content/index.md": AuthorPlaceTests.gmina("Początek witryny", "", "Witaj.‹¦ [Sama](sama.md)›\n"),
            ]),
        Case(
            "duplicate-title", "of two entries",
            [
                "content/gminy/skawina.md": AuthorPlaceTests.gmina("⟪Skawina"),
                "content/gminy/liszki.md": AuthorPlaceTests.gmina("‹⟪Skawina¦Liszki›"),
            ]),
    ]

    static let pictures: [Case] = [
        Case(
            "missing-alt", "in a template",
            page("‹⟪<img¦<img alt=\"Znak\"› src=\"/znak.svg\" width=\"1\" height=\"1\">\n").merging([
                "static/znak.svg": drawing
            ]) { $1 }),
        Case(
            "empty-alt", "in Markdown",
            entry("![Znak](znak.svg)\n\n‹⟪![](znak.svg)¦![Znak](znak.svg)›\n").merging([
                "content/gminy/znak.svg": drawing
            ]) { $1 }),
        Case(
            "image-without-size", "in a template",
            page("‹⟪<img¦<img width=\"1\" height=\"1\"› src=\"/znak.svg\" alt=\"Znak\">\n").merging([
                "static/znak.svg": drawing
            ]) { $1 }),
        Case(
            "mixed-content", "in a template",
            page("<video src=\"‹⟪http://film.example/a.mp4¦/a.mp4›\"></video>\n").merging(["static/a.mp4": "x"]) { $1 }),
        Case(
            "third-party-request", "in a template",
            page("<p>Mapa:</p>\n<iframe title=\"Mapa\" src=\"‹⟪https://mapy.example/¦/gminy/›\"></iframe>\n")),
        Case(
            "third-party-request", "of a style sheet",
            layout("<link rel=\"canonical\"", "<link rel=\"stylesheet\" href=\"/s.css\"><link rel=\"canonical\"")
                .merging(
                    [
                        "static/s.css":
                            "a { color: red }\n@font-face { font-family: x; src: url(‹⟪https://fonty.example/x.woff2¦x.woff2›) }\n",
                        "static/x.woff2": "x",
                    ]) { $1 }),
        Case(
            "mixed-content", "of a style sheet",
            layout("<link rel=\"canonical\"", "<link rel=\"stylesheet\" href=\"/s.css\"><link rel=\"canonical\"")
                .merging(
                    [
                        "static/s.css": "a { background: url('‹⟪http://obrazy.example/x.png¦znak.svg›') }\n",
                        "static/znak.svg": drawing,
                    ]) { $1 }),
    ]

    static let structure: [Case] = [
        Case("duplicate-id", "in a template", page("<p id=\"a\">A</p>\n<p id=\"‹⟪a¦b›\">B</p>\n")),
        Case(
            "duplicate-id", "of a heading and a template",
            page("<p id=\"dojazd\">A</p>\n").merging(entry("## Wstęp\n\nx\n\n‹⟪## Dojazd¦## Trasy›\n\nx\n")) { $1 }),
        Case("heading-skipped", "in Markdown", entry("## Dojazd\n\nx\n\n‹⟪####¦###› Dojazd\n\nx\n")),
        Case("several-h1", "in Markdown", entry("‹⟪#¦##› Skawina\n\nx\n")),
        Case(
            "missing-h1", "in a template",
            [
                "templates/gmina.html":
                    "{% extends \"baza.html\" %}{% block tresc %}‹¦<h1>{{ entry.title }}</h1>›{{ entry.content }}{% endblock %}\n",
                "templates/baza.html": layout.replacing("<body>", with: "⟪<body>"),
            ]),
        Case(
            "missing-lang", "in the layout",
            layout("<html lang=\"{{ page.language }}\">", "‹⟪<html>¦<html lang=\"{{ page.language }}\">›")),
        Case(
            "table-without-headers", "in a template",
            page("‹⟪<table><tr><td>1</td></tr></table>¦<table><tr><th>A</th></tr></table>›\n")),
        Case(
            "field-without-label", "in a template",
            page("<form action=\"/gminy/\"><label for=\"a\">A</label><input id=\"a\">‹⟪<input id=\"b\">¦›</form>\n")),
        Case(
            "missing-reference", "of a label and an ARIA attribute",
            page(
                "<input id=\"a\" aria-label=\"A\"><label for=\"‹⟪b¦a›\">A</label><p id=\"x\" aria-describedby=\"x ‹⟪y¦x›\">B</p>\n"
            )),
        Case(
            "missing-title", "in the layout",
            layout(
                "<head><meta charset=\"utf-8\"><title>{{ page.title }} – {{ site.title }}</title>",
                "‹⟪<head>¦<head><title>{{ page.title }} – {{ site.title }}</title>›<meta charset=\"utf-8\">")),
        Case(
            "missing-description", "in front matter",
            [
                "content/gminy/skawina.md":
                    "‹⟪---\ntitle: Skawina\n¦---\ntitle: Skawina\ndescription: Opis.\n›---\nTekst.\n"
            ]),
        Case(
            "long-description", "in front matter",
            [
                "content/gminy/skawina.md":
                    "---\ntitle: Skawina\ndescription: \"‹⟪\(String(repeating: "słowo ", count: 30))¦słowo›\"\n---\nTekst.\n"
            ]),
        Case("ill-formed-html", "in a template", page("<div>\n  ‹⟪<b>Tekst¦<b>Tekst</b>›\n</div>\n")),
        Case("ill-formed-html", "an attribute twice", page("<div class=\"a\" ‹⟪class=\"b\"¦id=\"b\"›></div>\n")),
        Case("inline-style", "in a template", page("<p ‹⟪style=\"color: red\"¦class=\"czerwony\"›>x</p>\n")),
        Case(
            "inline-style", "a whole sheet in the layout",
            layout("</head>", "‹⟪<style>a { color: red }</style>¦›</head>")),
        Case(
            "inline-script", "in a template",
            page("‹⟪<script>alert(1)</script>¦<script type=\"application/json\">1</script>›\n")),
        Case(
            "inline-script", "an event of an element",
            page("<button type=\"button\" ‹⟪onclick=\"x()\"¦name=\"x\"›>Pokaż</button>\n")),
    ]

    static let markdown: [Case] = [
        Case(
            "markdown-shows-through", "a picture with a space in its path",
            mended: "![Rynek w maju](<rynek w maju.svg>)",
            entry("Rynek.\n\nRynek ‹⟪![Rynek w maju](rynek w maju.svg)¦![Rynek w maju](<rynek w maju.svg>)›\n").merging(
                ["content/gminy/rynek w maju.svg": drawing]) { $1 }),
        Case(
            "markdown-shows-through", "a picture with a space before its path", mended: "![Rynek](znak.svg)",
            entry("‹⟪![Rynek] (znak.svg)¦![Rynek](znak.svg)›\n").merging(["content/gminy/znak.svg": drawing]) { $1 }),
        Case(
            "markdown-shows-through", "a link with a space in its address", mended: "[spis](</nasze gminy/>)",
            entry("Zob. [spis‹⟪](/nasze gminy/)¦](/gminy/)› gmin.\n")),
        Case(
            "markdown-shows-through", "a link with a space before its address", mended: "[Liszki](liszki.md)",
            entry("Zob. [Skawina](skawina.md) i [Liszki‹⟪] (¦](›liszki.md).\n").merging(
                ["content/gminy/liszki.md": AuthorPlaceTests.gmina("Liszki")]
            ) { $1 }),
        Case(
            "markdown-shows-through", "asterisks with spaces inside", mended: "**ważne**",
            entry("To ważne i ‹⟪** ważne **¦**ważne**›.\n")),
        Case("markdown-shows-through", "one pair of asterisks too many", entry("Cena wzrosła i cena wzrosła‹⟪**¦›.\n")),
        Case(
            "markdown-shows-through", "a note that is not there", mended: "[^2]: ",
            entry("Jest tak[^1], a nie tak‹⟪[^2]¦[^1]›.\n\n[^1]: Tak.\n")),
        Case(
            "markdown-shows-through", "a heading without its space", mended: "## Dojazd koleją",
            entry("Tekst.\n\n‹⟪##Dojazd koleją¦## Dojazd koleją›\n")),
        Case(
            "markdown-shows-through", "a heading of one word", mended: "## Tytuł",
            entry("Tekst.\n\n‹⟪#Tytuł¦## Tytuł›\n")),
        Case(
            "markdown-shows-through", "a word processor's bullet", mended: "- drugi punkt",
            entry("Punkty:\n\n- pierwszy\n\n‹⟪•\tdrugi¦- drugi› punkt\n")),
        Case(
            "markdown-shows-through", "the bullet of a symbol font, on a second line", mended: "- drugi punkt",
            entry("Punkty:\n‹⟪\u{F0B7} drugi punkt¦drugi›\n")),
        Case(
            "markdown-shows-through", "in a front matter field, beside an equal word", mended: "**dwór**",
            entry("Tekst.\n", front: "atuty: [dwór, \"‹⟪** dwór **¦dwór›\", dwór]\n")
                .merging(page("{% for a in entry.atuty or [] %}<p>{{ a }}</p>{% endfor %}\n")) { $1 }),
        Case("markdown-shows-through", "in a template", page("<p>Uwaga: ‹⟪**ważne**¦<b>ważne</b>›</p>\n")),
        Case(
            "markdown-shows-through", "in a word of the site",
            ["i18n/pl.yml": "uwaga: \"Uwaga ‹⟪**¦›\"\n"].merging(page("<p>{{ t(\"uwaga\") }}</p>\n")) { $1 }),
    ]

    static let declarations: [Case] = [
        Case(
            "declaration-missing-id", "an id that the template lacks", declaration: true,
            declaration("<p id=\"a11y-procedura\">", "<p‹¦ id=\"a11y-procedura\"›>").mapValues {
                $0.replacing("id=\"a11y-telefon\"", with: "id=\"⟪a11y-telefon\"")
            }),
        Case(
            "declaration-duplicate-id", "an id twice", declaration: true,
            declaration(
                "<p id=\"a11y-kontakt\">Biuro</p>", "<p id=\"a11y-kontakt\">Biuro</p><p‹ id=\"⟪a11y-kontakt\"¦›>x</p>")),
        Case(
            "declaration-missing-heading", "a heading in other words", declaration: true,
            declaration("<h2>Stan dostępności cyfrowej</h2>", "<h2>‹Stan¦Stan dostępności cyfrowej›</h2>").mapValues {
                $0.replacing("<h1>", with: "⟪<h1>")
            }),
        Case(
            "declaration-date", "a day that does not exist", declaration: true,
            declaration("2026-01-11", "‹⟪2026-02-30¦2026-01-11›")),
        Case(
            "declaration-date", "a day without <time>", declaration: true,
            declaration(
                "<time id=\"a11y-data-aktualizacja\" datetime=\"2026-01-11\">11.01.2026</time>",
                "<‹b id=\"⟪a11y-data-aktualizacja\"¦time id=\"a11y-data-aktualizacja\" datetime=\"2026-01-11\"›>11.01.2026</‹b¦time›>"
            )),
        Case(
            "declaration-review", "of the year before", declaration: true,
            declaration("2026-01-12", "‹⟪2025-11-30¦2026-01-12›")),
        Case(
            "declaration-status", "full compliance beside gaps", declaration: true,
            declaration(
                "<p id=\"a11y-status\">Strona jest zgodna z ustawą.</p>",
                "<p id=\"‹⟪¦›a11y-status\">Strona jest zgodna z ustawą.</p>‹<h2>Niedostępne treści</h2>¦›")),
        Case(
            "declaration-to-fill-in", "what the operator owes", declaration: true,
            declaration(
                "id=\"a11y-telefon\">12 345 67 89",
                "id=\"‹⟪a11y-telefon\">do uzupełnienia przez operatora¦a11y-telefon\">12 345 67 89›")),
        Case(
            "declaration-not-linked", "a page of another layout", declaration: true,
            [
                "templates/gmina.html":
                    "⟪<!DOCTYPE html>\n<html lang=\"pl\"><head><meta charset=\"utf-8\"><title>{{ page.title }} – {{ site.title }}</title>\n<meta name=\"description\" content=\"Opis.\"></head>\n<body><h1>{{ page.title }}</h1>‹¦<a href=\"/dostepnosc/\">Deklaracja dostępności</a>›</body></html>\n"
            ]),
    ]

    static let cases = links + pictures + structure + markdown + declarations

    // MARK: The tests

    @Test("is found where it was written, with its remedy", arguments: cases)
    func found(_ case: Case) throws {
        let (report, wanted) = try check(`case`, planted: true)
        let findings = report.findings.all.filter { $0.rule.name == `case`.rule }
        let places = findings.map { finding in
            finding.location.map { "\($0.file.path):\($0.start.line):\($0.start.column)" } ?? "nowhere"
        }
        #expect(
            !wanted.isEmpty && Set(places) == wanted, "\(places) instead of \(wanted.sorted())\n\(report.text(.en))")
        if let mended = `case`.mended {
            for finding in findings {
                #expect(finding.remedy?.pl.contains(mended) ?? false, "\(finding.remedy?.pl ?? "no remedy")")
                #expect(finding.remedy?.en.contains(mended) ?? false, "\(finding.remedy?.en ?? "no remedy")")
            }
        }
    }

    @Test("is silent on the clean twin, and so is every other rule of the audit", arguments: cases)
    func silent(_ case: Case) throws {
        let report = try check(`case`, planted: false).report
        let names = Set(Rule.auditRules.map(\.name))
        #expect(!report.findings.all.contains { names.contains($0.rule.name) }, "\(report.text(.en))")
        #expect(report.findings.count(.error) == 0, "\(report.text(.en))")
    }

    @Test("none is without its case, and none is written but not listed")
    func complete() throws {
        let listed = Set(Rule.auditRules.map(\.name))
        #expect(Set(Self.cases.map(\.rule)) == listed)
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { root.deleteLastPathComponent() }
        var written: Set<String> = []
        for file in ["AuditRules", "DeclarationRules"] {
            let source = try String(
                contentsOf: root.appendingPathComponent("Sources/Audit/Rules/\(file).swift"), encoding: .utf8)
            for match in source.matches(of: /Rule\(\s*"([a-z0-9-]+)"/) { written.insert(String(match.output.1)) }
        }
        #expect(written == listed)
    }

    private func check(_ case: Case, planted: Bool) throws -> (report: BuildReport, wanted: Set<String>) {
        var files = [
            "site-config.json": AuthorPlaceTests.config, "content/gminy/skawina.md": AuthorPlaceTests.gmina("Skawina"),
            "content/index.md": AuthorPlaceTests.gmina("Początek witryny"),
        ]
        if `case`.declaration {
            files["content/dostepnosc.md"] =
                "---\ntitle: Deklaracja dostępności\ndescription: Opis.\ntemplate: dostepnosc.html\n---\n"
            files["templates/dostepnosc.html"] = Self.declarationTemplate
            files["templates/baza.html"] = Self.layout.replacing(
                "</main>", with: "</main><footer><a href=\"/dostepnosc/\">Deklaracja dostępności</a></footer>")
        }
        files.merge(`case`.files) { $1 }
        if `case`.declaration {
            files["site-config.json"] = files["site-config.json"]?.replacing(
                "\"menus\"", with: "\"declaration\": \"/dostepnosc/\", \"menus\"")
        }
        var wanted: Set<String> = []
        for (path, text) in files {
            let (text, offsets) = Self.unmarked(Self.twin(of: text, planted: planted))
            files[path] = text
            let file = SourceFile(path: path, text: text)
            for offset in offsets {
                let position = file.position(at: offset)
                wanted.insert("\(path):\(position.line):\(position.column)")
            }
        }
        return (try TemporarySite(files).check(), wanted)
    }

    /// One of the twins: the first or the second half of each `‹…¦…›`.
    private static func twin(of text: String, planted: Bool) -> String {
        var output = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "‹"), let middle = rest[open...].firstIndex(of: "¦"),
            let close = rest[middle...].firstIndex(of: "›")
        {
            output += rest[..<open]
            output += planted ? rest[rest.index(after: open)..<middle] : rest[rest.index(after: middle)..<close]
            rest = rest[rest.index(after: close)...]
        }
        return output + rest
    }

    static func unmarked(_ marked: String) -> (text: String, offsets: [Int]) {
        var text = ""
        var offsets: [Int] = []
        for (index, part) in marked.unicodeScalars.split(separator: "⟪", omittingEmptySubsequences: false).enumerated()
        {
            if index > 0 { offsets.append(text.utf8.count) }
            text.unicodeScalars.append(contentsOf: part)
        }
        return (text, offsets)
    }
}
