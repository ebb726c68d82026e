import Diagnostics
import SiteBuilder
import Testing

/// A defect that only the final HTML shows is reported where its author wrote it, whatever carried it there.
///
/// `⟪` stands in the files where a finding must begin; a rule's findings are exactly at these places.
@Suite("From HTML back to the author's line")
struct AuthorPlaceTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let what: String
        let rule: String
        let files: [String: String]

        init(_ what: String, _ rule: String, _ files: [String: String]) {
            self.what = what
            self.rule = rule
            self.files = files
        }

        var testDescription: String { "\(rule): \(what)" }
    }

    static let config = """
        {
          "title": "Próba", "baseURL": "https://proba.example/", "language": "pl",
          "collections": {
            "gminy": { "folder": "content/gminy", "url": "/gminy/:slug/", "template": "gmina.html", "sort": "title",
              "list": { "url": "/gminy/", "template": "lista.html", "title": "Gminy", "description": "Spis gmin." },
              "fields": { "uwaga": { "type": "string" }, "opis": { "type": "markdown" },
                "atuty": { "type": "list", "items": { "type": "string" } },
                "zrodla": { "type": "list", "items": { "type": "object", "fields": {
                  "nazwa": { "type": "string", "required": true }, "url": { "type": "string" } } } },
                "partnerzy": { "type": "list", "items": { "type": "reference", "to": "gminy" } } } }
          },
          "pages": { "folder": "content", "template": "strona.html", "fields": { "uwaga": { "type": "string" } } },
          "menus": { "main": [ { "label": "Gminy", "url": "/gminy/" } ] }
        }
        """

    static func gmina(_ title: String, _ front: String = "", _ body: String = "Tekst.\n") -> String {
        "---\ntitle: \(title)\ndescription: Opis gminy.\n\(front)---\n\(body)"
    }

    static func template(_ body: String) -> String {
        "{% extends \"baza.html\" %}\n{% block tresc %}\n<h1>{{ page.title }}</h1>\n\(body){% endblock %}\n"
    }

    static let cases: [Case] = [
        // Markdown
        Case(
            "the same paragraph three times", "markdown-shows-through",
            ["content/a.md": gmina("A", "", "Wzrost⟪** cen.\n\nWzrost⟪** cen.\n\n> - Wzrost⟪** cen.\n")]),
        Case(
            "a word that stood there before without the defect", "markdown-shows-through",
            ["content/a.md": gmina("A", "", "Mieszkańcy i mieszkańcy.\n\nMieszkańcy i *mieszkańcy* ⟪[^brak].\n")]),
        Case(
            "typography changed the words around it", "markdown-shows-through",
            [
                "content/a.md": gmina(
                    "A", "", "On rzekł: \"idę\" ... i - jak to w 2000-2005 r. bywało - poszedł ⟪** \"tam\".\n")
            ]),
        Case(
            "after letters of two bytes, CRLF and a mark at the start", "markdown-shows-through",
            [
                "content/a.md": "\u{FEFF}"
                    + gmina("A", "", "Zażółć gęślą jaźń.\n\nŁąka ⟪** ąę.\n").replacing("\n", with: "\r\n")
            ]),
        Case(
            "decomposed letters", "markdown-shows-through",
            ["content/a.md": gmina("A", "", "Za\u{17C}o\u{301}\u{142}c\u{301}.\n\nZo\u{301}ł ⟪** o\u{301}.\n")]),
        Case(
            "in a table's cell, with the same cell twice", "markdown-shows-through",
            ["content/a.md": gmina("A", "", "| a | b |\n|---|---|\n| x | x⟪** |\n| x | x |\n| x | x⟪** |\n")]),
        Case(
            "headings of one text", "heading-skipped",
            ["content/a.md": gmina("A", "", "## Dojazd\n\nx\n\n⟪#### Dojazd\n\ny\n")]),
        Case(
            "an underlined second title", "several-h1",
            ["content/a.md": gmina("A", "", "Tekst.\n\nTekst.\n\n⟪Tekst\n=====\n")]),
        Case(
            "pictures of one file, of which one has a text", "empty-alt",
            [
                "content/a.md": gmina("A", "", "![Znak](z.svg)\n\n⟪![](z.svg)\n"),
                "content/z.svg":
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\" viewBox=\"0 0 1 1\"/>",
            ]),
        Case(
            "links of one address", "empty-link-text",
            ["content/a.md": gmina("A", "", "[Gminy](/gminy/) i [Gminy](/gminy/), ale ⟪[](/gminy/).\n")]),
        Case(
            "a vague text among links of one address", "vague-link-text",
            ["content/a.md": gmina("A", "", "[Gminy](/gminy/) tutaj, a [⟪tutaj](/gminy/) też.\n")]),
        Case(
            "an address in text, in a reference and in a link", "absolute-own-url",
            [
                "content/a.md": gmina(
                    "A", "", "Adres `https://proba.example/gminy/` i [gminy](⟪https://proba.example/gminy/).\n")
            ]),
        // Values of front matter
        Case(
            "an item of a list beside an equal one", "markdown-shows-through",
            [
                "content/gminy/a.md": gmina("A", "atuty:\n  - zamek\n  - zamek ⟪**\n  - zamek ⟪**\n"),
                "templates/gmina.html": template("{% for a in entry.atuty or [] %}<p>{{ a }}</p>{% endfor %}\n"),
            ]),
        Case(
            "a field of an object in a list", "dead-link",
            [
                "content/gminy/a.md": gmina(
                    "A",
                    "zrodla:\n  - nazwa: Spis\n    url: /gminy/\n  - { nazwa: Spis, url: \"⟪/gmny/\" }\n  - nazwa: /gmny/\n"
                ),
                "templates/gmina.html": template(
                    "{% for z in entry.zrodla or [] %}{% if z.url %}<a href=\"{{ z.url }}\">{{ z.nazwa }}</a>{% else %}{{ z.nazwa }}{% endif %}{% endfor %}\n"
                ),
            ]),
        Case(
            "two entries of one text on a list page", "markdown-shows-through",
            [
                "content/gminy/a.md": gmina("A", "uwaga: uwaga ⟪**\n"),
                "content/gminy/b.md": gmina("B", "uwaga: \"uwaga ⟪**\"\n"),
                "content/gminy/c.md": gmina("C", "uwaga: uwaga\n"),
                "templates/lista.html": template(
                    "{% for e in pagination.items %}<a href=\"{{ e.url }}\">{{ e.title }}</a> {{ e.uwaga or \"\" }}{% endfor %}\n"
                ),
            ]),
        Case(
            "two entries of one body on a list page", "markdown-shows-through",
            [
                "content/gminy/a.md": gmina("A", "", "Bez.\n\nTreść ⟪**.\n"),
                "content/gminy/b.md": gmina("B", "", "Bez.\n\nTreść ⟪**.\n"),
                "templates/gmina.html": template("Nic.\n"),
                "templates/lista.html": template(
                    "{% for e in pagination.items %}<a href=\"{{ e.url }}\">{{ e.title }}</a>{{ e.content }}{% endfor %}\n"
                ),
            ]),
        Case(
            "a partner's field on another page, after a field of the same text", "markdown-shows-through",
            [
                "content/gminy/a.md": gmina("A", "uwaga: razem\npartnerzy: [b]\n"),
                "content/gminy/b.md": gmina("B", "uwaga: razem ⟪**\n"),
                "templates/gmina.html": template(
                    "{% set u = entry.uwaga %}{% for p in entry.partnerzy or [] %}<p>{{ p.uwaga or \"\" }}</p>{% endfor %}<p>{% if entry.partnerzy %}{{ u or \"\" }}{% endif %}</p>\n"
                ),
            ]),
        Case(
            "a value kept in a variable", "markdown-shows-through",
            [
                "content/gminy/a.md": gmina("A", "uwaga: \"razem ⟪**\"\npartnerzy: [b]\n"),
                "content/gminy/b.md": gmina("B", "uwaga: razem\n"),
                "templates/gmina.html": template(
                    "{% set u = entry.uwaga %}{% for p in entry.partnerzy or [] %}<p>{{ p.uwaga or \"\" }}</p><p>{{ u | default(\"\") | trim }}</p>{% endfor %}\n"
                ),
            ]),
        Case(
            "a value that a filter changed", "markdown-shows-through",
            [
                "content/gminy/a.md": gmina("A", "uwaga: dobra ⟪** uwaga\n"),
                "templates/gmina.html": template("<p>{{ entry.uwaga | default(\"\") | upper }}</p>\n"),
            ]),
        Case(
            "a block of Markdown in front matter", "dead-link",
            [
                "content/gminy/a.md": gmina(
                    "A", "opis: |\n  Zobacz [gminy](/gminy/).\n\n  Zobacz [gminy](⟪/gmny/).\n"),
                "templates/gmina.html": template("{% if entry.opis %}{{ entry.opis }}{% endif %}\n"),
            ]),
        Case(
            "words of a Markdown field that stand twice", "markdown-shows-through",
            [
                "content/gminy/a.md": gmina("A", "opis: |\n  Tak jest.\n\n  Tak jest ⟪**.\n\n  Tak jest.\n"),
                "templates/gmina.html": template("{% if entry.opis %}{{ entry.opis }}{% endif %}\n"),
            ]),
        Case(
            "a title where it is printed twice", "markdown-shows-through",
            ["content/a.md": gmina("Początek ⟪**")]),
        Case(
            "a long description", "long-description",
            ["content/a.md": "---\ntitle: A\ndescription: \"⟪\(String(repeating: "opis ", count: 40))\"\n---\nTekst.\n"]
        ),
        Case(
            "a description that is missing", "missing-description",
            ["content/a.md": "⟪---\ntitle: A\n---\nTekst.\n"]),
        Case(
            "titles of two entries", "duplicate-title",
            ["content/a.md": gmina("⟪Tytuł"), "content/b.md": gmina("⟪Tytuł")]),
        // Words and config
        Case(
            "a word of the site's language", "vague-link-text",
            [
                "i18n/pl.yml": "gminy: Gminy\nwiecej: ⟪kliknij tutaj\ntutaj: tutaj\n",
                "templates/strona.html": template("<a href=\"/gminy/\">{{ t(\"wiecej\") }}</a>\n"),
                "templates/gmina.html": template("{{ t(\"gminy\") }}{{ t(\"tutaj\") }}\n"),
            ]),
        Case(
            "a menu's label", "vague-link-text",
            ["site-config.json": config.replacing("{ \"label\": \"Gminy\"", with: "{ \"label\": \"⟪Tutaj\"")]),
        Case(
            "a list's description", "long-description",
            [
                "site-config.json": config.replacing(
                    "Spis gmin.", with: "⟪" + String(repeating: "spis ", count: 40))
            ]),
        // Templates
        Case(
            "an include that a page has twice", "missing-alt",
            [
                "templates/_znak.html": "<p>\n⟪<img src=\"/z.svg\" width=\"1\" height=\"1\"></p>\n",
                "templates/strona.html": template("{% include \"_znak.html\" %}{% include \"_znak.html\" %}\n"),
                "static/z.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            ]),
        Case(
            "a macro's own text", "empty-link-text",
            [
                "templates/_m.html":
                    "{% macro pusty(u) %}<a href=\"{{ u }}\">Gminy</a>\n⟪<a href=\"{{ u }}\"></a>{% endmacro %}\n",
                "templates/strona.html": template("{% from \"_m.html\" import pusty %}{{ pusty(\"/gminy/\") }}\n"),
            ]),
        Case(
            "a macro's argument", "vague-link-text",
            [
                "content/gminy/a.md": gmina("A", "uwaga: Szlaki\natuty: [\"⟪tutaj\"]\n"),
                "templates/_m.html":
                    "{% macro link(u, t) %}<a href=\"{{ u }}\">{{ t }}</a>{% endmacro %}\n",
                "templates/gmina.html": template(
                    "{% from \"_m.html\" import link %}{{ link(\"/gminy/\", entry.uwaga or \"Gminy\") }}{% for a in entry.atuty or [] %}{{ link(\"/gminy/\", a) }}{% endfor %}\n"
                ),
            ]),
        Case(
            "an argument that a template gives itself", "vague-link-text",
            [
                "templates/_m.html":
                    "{% macro link(u, t) %}<a href=\"{{ u }}\">{{ ⟪t }}</a>{% endmacro %}\n",
                "templates/strona.html": template(
                    "{% from \"_m.html\" import link %}{{ link(\"/gminy/\", \"tutaj\") }}\n"),
            ]),
        Case(
            "a captured text", "duplicate-id",
            [
                "templates/strona.html": template(
                    "{% set s %}<p id=\"x\">A</p><p id=\"⟪x\">B</p>{% endset %}\n{{ s }}\n")
            ]),
        Case(
            "a loop's second turn", "duplicate-id",
            ["templates/strona.html": template("{% for i in [1, 2] %}<p id=\"⟪x\">{{ i }}</p>{% endfor %}\n")]),
        Case(
            "a call with a body", "several-h1",
            [
                "templates/_m.html": "{% macro ramka() %}<div>{{ caller() }}</div>{% endmacro %}\n",
                "templates/strona.html": template(
                    "{% from \"_m.html\" import ramka %}{% call ramka() %}\n⟪<h1>Drugi</h1>{% endcall %}\n"),
            ]),
        Case(
            "a parent's block and a child's", "duplicate-id",
            [
                "templates/strona.html":
                    "{% extends \"baza.html\" %}{% block tresc %}<h1>{{ page.title }}</h1><p id=\"⟪dno\">x</p>{{ super() }}{% endblock %}",
                "templates/baza.html": TemporarySite.minimal["templates/baza.html"]!.replacing(
                    "<nav", with: "<p id=\"dno\">y</p><nav"),
            ]),
        Case(
            "what the base template lacks", "missing-lang",
            [
                "templates/baza.html": TemporarySite.minimal["templates/baza.html"]!.replacing(
                    "<html lang=\"{{ page.language }}\">", with: "⟪<html>")
            ]),
        Case(
            "white space control before a text", "several-h1",
            [
                "templates/strona.html": template("{%- if true -%}\n   ⟪<h1>x</h1>\n   {%- endif -%}")
            ]),
    ]

    @Test("every finding is at its author's place", arguments: cases)
    func place(_ case: Case) throws {
        var files = [
            "site-config.json": Self.config, "content/gminy/skawina.md": Self.gmina("Skawina"),
            "content/index.md": Self.gmina("Początek witryny"),
        ]
        var wanted: Set<String> = []
        for (path, marked) in `case`.files {
            let (text, offsets) = EveryRuleTests.unmarked(marked)
            files[path] = text
            let file = SourceFile(path: path, text: text)
            for offset in offsets {
                let position = file.position(at: offset)
                wanted.insert("\(path):\(position.line):\(position.column)")
            }
        }
        let report = try TemporarySite(files).check()
        let found = report.findings.all.filter { $0.rule.name == `case`.rule }.map { finding in
            finding.location.map { "\($0.file.path):\($0.start.line):\($0.start.column)" } ?? "nowhere"
        }
        #expect(
            !wanted.isEmpty && Set(found) == wanted,
            "found \(Set(found).sorted()), wanted \(wanted.sorted())\n\(report.text(.en))")
    }
}
