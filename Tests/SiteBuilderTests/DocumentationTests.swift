import Content
import Diagnostics
import SiteBuilder
import Testing

/// The examples of `docs/content.md`, taken from the page itself: each is built, and does what the page says.
@Suite("Examples of docs/content.md")
struct DocumentationTests {
    private static let repository: String = {
        var path = #filePath[...]
        for _ in 0..<3 { path = path[..<(path.lastIndex(of: "/") ?? path.startIndex)] }
        return String(path)
    }()

    /// The numbered code block of a section.
    private func block(_ section: String, _ kind: String, _ number: Int = 0) throws -> String {
        let page = try #require(TemporarySite.text(Self.repository + "/docs/content.md"))
        let parts = page.components(separatedBy: "\n## ").filter { $0.hasPrefix(section + "\n") }
        let blocks = try #require(parts.first, "the page has a section “\(section)”").components(
            separatedBy: "```\(kind)\n")
        try #require(blocks.count > number + 1, "the section “\(section)” has \(blocks.count - 1) examples in \(kind)")
        return blocks[number + 1].components(separatedBy: "\n```")[0]
    }

    private static let page =
        "{% extends \"baza.html\" %}{% block tresc %}<h1>{{ entry.title }}</h1>\n{{ entry.content }}{% endblock %}"

    private func site(collections: String, settings: String = "", _ files: [String: String]) throws -> TemporarySite {
        let site = try TemporarySite(files)
        let config =
            "{ \"title\": \"Próba\", \"baseURL\": \"https://proba.example/\", \(settings)\n"
            + "\"collections\": {\n\(collections)\n},\n\"pages\": { \"folder\": \"content\", \"template\": \"strona.html\" } }"
        try site.write("site-config.json", config)
        return site
    }

    private func entry(_ title: String, _ fields: String = "", _ body: String = "Tekst.") -> String {
        "---\ntitle: \(title)\ndescription: Opis \(title).\n\(fields)---\n\(body)\n"
    }

    @Test("the collection that opens the page")
    func collection() throws {
        let site = try site(
            collections: try block("x", "json", 0, before: true),
            [
                "templates/gminy.html": TemporarySite.minimal["templates/lista.html"] ?? "",
                "content/gminy/skawina.md": entry("Skawina", "teryt: \"1206143\"\n"),
                "content/index.md": entry("Start", "", "[gminy](/gminy/)"),
            ])
        let report = site.publish()
        #expect(report.isPublished, "\(report.text())")
        #expect(site.read("public/gminy/skawina/index.html")?.contains("<h1>Skawina</h1>") == true)
    }

    /// The example before the first section.
    private func block(_ section: String, _ kind: String, _ number: Int, before: Bool) throws -> String {
        let page = try #require(TemporarySite.text(Self.repository + "/docs/content.md"))
        return page.components(separatedBy: "```\(kind)\n")[1].components(separatedBy: "\n```")[0]
    }

    @Test("references in both directions, a computed field")
    func references() throws {
        let computed = try block("Computed fields", "json")
        let both = try block("References", "json")
            .replacing(
                "{ \"fields\": { \"partnerzy\"",
                with:
                    "{ \"folder\": \"content/gminy\", \"url\": \"/gminy/:slug/\", \"template\": \"gmina.html\", \"fields\": { \"powierzchnia\": { \"type\": \"number\" }, \"ludnosc\": { \"type\": \"object\", \"fields\": { \"liczba\": { \"type\": \"integer\" } } }, \(computed), \"partnerzy\""
            )
            .replacing(
                "{ \"fields\": { \"gminy\"",
                with:
                    "{ \"folder\": \"content/partnerzy\", \"url\": \"/partnerzy/:slug/\", \"template\": \"strona.html\", \"fields\": { \"gminy\""
            )
        let loop = "{% for partner in entry.partnerzy %}<p>{{ partner.title }}</p>{% endfor %}"
        let site = try site(
            collections: both,
            [
                "content/index.md": entry(
                    "Start", "", "[a](gminy/skawina.md) [b](gminy/liszki.md) [c](partnerzy/agh.md)"),
                "content/gminy/skawina.md": entry("Skawina", "powierzchnia: 100\nludnosc: { liczba: 4250 }\n"),
                "content/gminy/liszki.md": entry("Liszki"),
                "content/partnerzy/agh.md": entry("AGH", "gminy: [skawina, ../gminy/skawina.md]\n"),
                "templates/strona.html": Self.page,
                "templates/gmina.html":
                    "{% extends \"baza.html\" %}{% block tresc %}<h1>{{ entry.title }}</h1>\(loop){% if entry.gestosc %}<p>{{ entry.gestosc | number(1) }}</p>{% endif %}{% endblock %}",
            ])
        let report = site.publish()
        #expect(report.isPublished, "\(report.text())")
        let skawina = site.read("public/gminy/skawina/index.html") ?? ""
        #expect(skawina.components(separatedBy: "<p>AGH</p>").count == 2, "once: \(skawina)")
        #expect(skawina.contains("<p>42,5</p>"))
        #expect(site.read("public/gminy/liszki/index.html")?.contains("<p>") == false)
        try site.write("content/gminy/liszki.md", entry("Liszki", "gestosc: 5\n"))
        #expect(site.check().has("computed-field"), "editors may not write it")
    }

    @Test("a data file, with an error that names row and cell")
    func data() throws {
        let site = try site(
            collections: try block("Data", "json"),
            [
                "content/index.md": entry("Start"),
                "content/dane/przystanki.csv": "nazwa;strefa\nRynek;1\n\"Dworzec; główny\";2\n",
                "templates/strona.html": Self.page.replacing(
                    "{{ entry.content }}",
                    with: "{% for p in collections.przystanki %}<p>{{ p.nazwa }} {{ p.strefa }}</p>{% endfor %}"),
            ])
        let report = site.publish()
        #expect(report.isPublished, "\(report.text())")
        #expect(site.read("public/index.html")?.contains("<p>Rynek 1</p><p>Dworzec; główny 2</p>") == true)
        #expect(site.read("public/dane/przystanki.csv") == nil, "data files are not published")
        try site.write("content/dane/przystanki.csv", "nazwa;strefa\nRynek;1\nDworzec;zero\n")
        #expect(site.check().text().contains("content/dane/przystanki.csv:3:9: błąd: "), "\(site.check().text())")
    }

    @Test("a taxonomy, and slugs for terms whose letters give none of their own")
    func taxonomy() throws {
        let collection =
            "\"gminy\": { \"folder\": \"content/gminy\", \"url\": \"/gminy/:slug/\", \"template\": \"gmina.html\", \"fields\": { \"tematy\": { \"type\": \"list\", \"items\": { \"type\": \"string\" } } } }"
        let taxonomy = try block("Taxonomies", "json").replacing(
            "\"template\": \"temat.html\"",
            with: "\"template\": \"temat.html\", " + (try block("Taxonomies", "json", 1)))
        let list = "{% for t in pagination.items %}<a href=\"{{ t.url }}\">{{ t.name }} {{ t.count }}</a>{% endfor %}"
        let site = try site(
            collections: collection, settings: taxonomy + ",",
            [
                "content/index.md": entry("Start", "", "[tematy](/tematy/)"),
                "content/gminy/skawina.md": entry("Skawina", "tematy: [C, C++, Smog]\n"),
                "templates/tematy.html":
                    "{% extends \"baza.html\" %}{% block tresc %}<h1>{{ page.title }}</h1>\(list){% endblock %}",
                "templates/temat.html":
                    "{% extends \"baza.html\" %}{% block tresc %}<h1>{{ term.name }}</h1>{% for e in pagination.items %}<a href=\"{{ e.url }}\">{{ e.title }}</a>{% endfor %}{% endblock %}",
            ])
        let report = site.publish()
        #expect(report.isPublished, "\(report.text())")
        #expect(site.read("public/tematy/cpp/index.html")?.contains("<h1>C++</h1>") == true)
        #expect(site.read("public/tematy/c/index.html")?.contains("<h1>C</h1>") == true)
        let config = site.read("site-config.json") ?? ""
        try site.write("site-config.json", config.replacing("\"C++\":", with: "\"C+++\":"))
        let text = site.check().text()
        #expect(text.contains("żaden wpis nie ma hasła „C+++”") && text.contains("mają jeden adres (c)"), "\(text)")
        try site.write("site-config.json", config.replacing("\"cpp\"", with: "\"C++\""))
        #expect(site.check().text().contains("hasło „C++” nie może mieć takiego adresu"), "\(site.check().text())")
    }

    @Test("a further language: its own addresses, no page without a translation")
    func languages() throws {
        let site = try site(
            collections:
                "\"gminy\": { \"folder\": \"content/gminy\", \"url\": \"/gminy/:slug/\", \"template\": \"gmina.html\", \"list\": { \"url\": \"/gminy/\", \"template\": \"lista.html\", \"title\": \"Gminy\" }, \"fields\": { \"teryt\": { \"type\": \"teryt\" } } }",
            settings: try block("Languages", "json") + ", \"menus\": { \"main\": [] },",
            [
                "content/index.md": entry("Start", "", "[gminy](/gminy/) [en](/en/municipalities/)"),
                "content/gminy/skawina.md": entry("Skawina", "teryt: \"1206143\"\n"),
                "content/gminy/skawina.en.md": entry("Skawina in English"),
                "content/gminy/liszki.md": entry("Liszki"),
                "i18n/pl.yml": "kod: \"Kod\"\n", "i18n/en.yml": "kod: \"Code\"\n",
                "templates/gmina.html": Self.page.replacing(
                    "{{ entry.content }}",
                    with: "{% if entry.teryt %}<p>{{ t(\"kod\") }} {{ entry.teryt }}</p>{% endif %}"),
            ])
        let report = site.publish()
        #expect(report.isPublished, "\(report.text())")
        let english = site.read("public/en/municipalities/skawina/index.html") ?? ""
        #expect(english.contains("<p>Code 1206143</p>"), "the code is shared: \(english)")
        #expect(site.read("public/en/municipalities/index.html")?.contains("<h1>Municipalities</h1>") == true)
        #expect(site.read("public/en/municipalities/liszki/index.html") == nil)
    }

    @Test("images and files in a template")
    func media() throws {
        let site = try site(
            collections:
                "\"gminy\": { \"folder\": \"content/gminy\", \"url\": \"/gminy/:slug/\", \"template\": \"gmina.html\", \"fields\": { \"herb\": { \"type\": \"image\" }, \"uchwala\": { \"type\": \"file\" } } }",
            [
                "content/index.md": entry("Start", "", "[s](gminy/skawina.md)"),
                "content/gminy/skawina.md": entry(
                    "Skawina", "herb: { plik: herb.jpg, opis: \"Herb Skawiny\" }\nuchwala: uchwala.pdf\n"),
                "content/gminy/uchwala.pdf": "%PDF-1.4\n" + String(repeating: "x", count: 1_199_991),
                "templates/gmina.html": Self.page.replacing(
                    "{{ entry.content }}", with: try block("Images and files", "jinja")),
            ])
        try site.write("content/gminy/herb.jpg", bytes: try photo())
        let report = site.publish()
        #expect(report.isPublished, "\(report.text())")
        let html = site.read("public/gminy/skawina/index.html") ?? ""
        #expect(html.contains("alt=\"Herb Skawiny\" width=\""), "\(html)")
        #expect(html.contains("loading=\"lazy\"") && html.contains("(PDF, 1,2\u{A0}MB)"), "\(html)")
    }

    private func photo() throws -> [UInt8] {
        try #require(TemporarySite.bytes(Self.repository + "/Tests/ContentTests/Fixtures/images/plain.jpg"))
    }

    @Test("silencing: the reasons are repeated, nothing is left of the findings")
    func silencing() throws {
        let site = try TemporarySite([
            "content/budzet.md": entry("Budżet"),
            "content/plan.md": try block("Silencing a finding", "markdown").replacing(
                "---\n# metropolia", with: "---\ntitle: Plan\ndescription: Opis planu.\n# metropolia"),
            "content/index.md": entry("Start", "", "[g](/gminy/) [plan](plan.md)"),
            "templates/strona.html": Self.page.replacing(
                "{{ entry.content }}",
                with:
                    "{% if entry.image %}<img src=\"{{ entry.image.url }}\" alt=\"{{ entry.image.alt }}\" width=\"{{ entry.image.width }}\" height=\"{{ entry.image.height }}\">{% endif %}{{ entry.content }}"
            ),
        ])
        try site.write("content/plan.jpg", bytes: try photo() + [UInt8](repeating: 0, count: 600_000))
        let report = site.publish()
        #expect(report.isPublished, "\(report.text())")
        #expect(report.findings.count(.warning) == 0, "\(report.text())")
        #expect(
            Set(report.findings.sortedSilenced().map(\.reason))
                == ["skan planu z 1784 roku, musi być czytelny", "rozdział wróci w maju"])
    }

    @Test("every type and every setting of a field is in the page's tables, and none that there is not")
    func tables() throws {
        let page = try #require(TemporarySite.text(Self.repository + "/docs/content.md"))
        func firstCells(_ heading: String) -> Set<String> {
            let section = page.components(separatedBy: heading)[1].components(separatedBy: "\n#")[0]
            let rows = section.split(separator: "\n").filter { $0.hasPrefix("| `") }
            return Set(
                rows.flatMap { row in row.components(separatedBy: " | ")[0].split(separator: "`") }
                    .flatMap { $0.split(separator: " ") }.map(String.init)
                    .filter { word in word.utf8.allSatisfy { ($0 | 0x20) &- UInt8(ascii: "a") < 26 } })
        }
        #expect(firstCells("\n## Field types\n") == Set(FieldType.names))
        let settings = Set(firstCells("\n### Settings of a field\n"))
        #expect(settings == Set(SchemaReader.settings))
    }
}

extension String {
    /// The parts between the separators.
    fileprivate func components(separatedBy separator: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }
}
