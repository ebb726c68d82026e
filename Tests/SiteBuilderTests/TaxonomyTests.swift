import Diagnostics
import SiteBuilder
import Testing

/// Taxonomies: the texts of a field, each with a page of the entries that bear it.
@Suite("Taxonomies")
struct TaxonomyTests {
    static let config = TemporarySite.minimalConfig
        .replacing(
            "\"wpisy\": { \"folder\": \"content/wpisy\", \"url\": \"/wpisy/:year/:slug/\", \"template\": \"gmina.html\", \"sort\": \"-date\",\n      \"additionalFields\": true, \"fields\": {} }",
            with:
                "\"wpisy\": { \"folder\": \"content/wpisy\", \"url\": \"/wpisy/:year/:slug/\", \"template\": \"gmina.html\", \"sort\": \"-date\", \"fields\": { \"tematy\": { \"type\": \"list\", \"items\": { \"type\": \"string\" } } } }"
        )
        .replacing(
            "\"menus\":",
            with:
                "\"taxonomies\": { \"tematy\": { \"url\": \"/tematy/:slug/\", \"template\": \"temat.html\", \"pageSize\": 2, \"list\": { \"url\": \"/tematy/\", \"template\": \"tematy.html\", \"title\": \"Tematy\" } } }, \"menus\":"
        )

    static let templates = [
        "site-config.json": config,
        "templates/temat.html":
            "{% extends \"baza.html\" %}{% block tresc %}<h1>{{ term.name }} ({{ term.count }})</h1>{% for e in pagination.items %}<a href=\"{{ e.url }}\">{{ e.title }} {{ e.date | date }}</a>{% endfor %}{% if pagination.nextURL %}<a href=\"{{ pagination.nextURL }}\">dalej</a>{% endif %}{% if pagination.previousURL %}<a href=\"{{ pagination.previousURL }}\">wstecz</a>{% endif %}{% endblock %}",
        "templates/tematy.html":
            "{% extends \"baza.html\" %}{% block tresc %}<h1>{{ page.title }}</h1>{% for t in pagination.items %}<a href=\"{{ t.url }}\">{{ t.name }}: {{ t.count }}</a>{% endfor %}{% for t in taxonomies.tematy %}[{{ t.slug }}]{% endfor %}{% endblock %}",
    ]

    private func entry(_ title: String, _ date: String, _ terms: String) -> String {
        "---\ntitle: \(title)\ndescription: Opis \(title).\ndate: \(date)\ntematy: \(terms)\n---\nTekst \(title).\n"
    }

    @Test("A term has pages of its entries, newest first, and a list names all terms in Polish order")
    func pages() throws {
        let site = try TemporarySite(
            TaxonomyTests.templates.merging(
                [
                    "content/wpisy/a.md": entry("A", "2026-01-01", "[Żegluga, Łodzie]"),
                    "content/wpisy/b.md": entry("B", "2026-01-02", "[Łodzie]"),
                    "content/wpisy/c.md": entry("C", "2026-01-03", "[Łodzie, Zima]"),
                    "content/wpisy/szkic.md": entry("D", "2026-01-04", "[Tajne]").replacing(
                        "---\nT", with: "draft: true\n---\nT"),
                ], uniquingKeysWith: { $1 }))
        let report = site.publish()
        #expect(report.isPublished, "\(report.text())")
        let first = site.read("public/tematy/lodzie/index.html") ?? ""
        #expect(first.contains("<h1>Łodzie (3)</h1>"))
        #expect(first.contains("C 3 stycznia 2026") && first.contains("B 2 stycznia 2026") && !first.contains(">A "))
        #expect(first.contains("href=\"/tematy/lodzie/strona/2/\""))
        #expect(site.read("public/tematy/lodzie/strona/2/index.html")?.contains(">A 1 stycznia 2026") == true)
        let list = site.read("public/tematy/index.html") ?? ""
        #expect(list.contains("<h1>Tematy</h1>"))
        #expect(list.contains("[lodzie][zima][zegluga]"), "Polish order: Łodzie, Zima, Żegluga")
        #expect(site.read("public/tematy/tajne/index.html") == nil, "a draft's term has no page")
    }

    @Test("Two spellings of a term are told apart from one")
    func spelling() throws {
        let site = try TemporarySite(
            TaxonomyTests.templates.merging(
                [
                    "content/wpisy/a.md": entry("A", "2026-01-01", "[Smog]"),
                    "content/wpisy/b.md": entry("B", "2026-01-02", "[smog]"),
                ], uniquingKeysWith: { $1 }))
        let report = site.check()
        #expect(report.has("term-spelling"))
        #expect(
            report.text().contains("content/wpisy/a.md:5:10: błąd: hasło „Smog” to gdzie indziej „smog”"),
            "\(report.text())")
    }

    @Test(
        "A taxonomy that cannot work is an error in the config",
        arguments: [
            (
                "\"template\": \"temat.html\"", "\"template\": \"temat.html\", \"field\": \"temty\"",
                "czy chodziło o „tematy”?"
            ),
            (
                "\"template\": \"temat.html\"", "\"template\": \"temat.html\", \"field\": \"teryt\"",
                "nie jest tekstem ani listą tekstów"
            ),
            ("/tematy/:slug/", "/tematy/", "nie jest wzorem adresu"),
            ("/tematy/:slug/", "/tematy/:year/:slug/", "hasło taksonomii nie ma daty"),
            ("\"pageSize\": 2", "\"pageSize\": 0", "od 1 do 10000"),
            ("\"pageSize\": 2", "\"sort\": \"dat\"", "czy chodziło o „date”?"),
            ("\"tematy.html\"", "\"tematyy.html\"", "czy chodziło o „tematy.html”?"),
            ("\"template\": \"temat.html\",", "", "brakuje „template”"),
        ])
    func wrong(_ case: (from: String, to: String, says: String)) throws {
        var files = TaxonomyTests.templates
        files["site-config.json"] = TaxonomyTests.config.replacing(`case`.from, with: `case`.to)
        files["content/wpisy/a.md"] = entry("A", "2026-01-01", "[Smog]")
        let site = try TemporarySite(files)
        let report = site.check()
        #expect(report.text().contains(`case`.says), "\(report.text())")
        #expect(report.findings.contains(atLeast: .error))
    }

    @Test("A template that asks a term for what it has not is refused before rendering")
    func typed() throws {
        var files = TaxonomyTests.templates
        files["content/wpisy/a.md"] = entry("A", "2026-01-01", "[Smog]")
        files["templates/temat.html"] =
            "{% extends \"baza.html\" %}{% block tresc %}<h1>{{ term.nmae }}</h1>{% for e in term.entries %}{{ e.ludnosc }}{% endfor %}{% endblock %}"
        let text = try TemporarySite(files).check().text()
        #expect(text.contains("nmae") && text.contains("name") && text.contains("ludnosc"), "\(text)")
    }
}
