import Diagnostics
import SiteBuilder
import Testing

@Suite("From sources to outputs")
struct PipelineTests {
    static let fixtures =
        String(#filePath.prefix(upTo: #filePath.lastIndex(of: "/") ?? #filePath.endIndex)) + "/Fixtures"

    @Test("a page's URL comes from its file and its collection's pattern")
    func urls() throws {
        let site = try TemporarySite([
            "content/wpisy/2025-03-01-spotkanie.md":
                "---\ntitle: Spotkanie\ndescription: O.\nnastroj: dobry\n---\nTekst.\n",
            "content/o-nas/zespol.md": "---\ntitle: Zespół\ndescription: O.\n---\nTekst.\n",
        ])
        let report = site.publish()
        #expect(report.findings.count(.error) == 0, "\(report.text())")
        let paths = site.outputs().keys
        for path in [
            "./index.html", "./gminy/index.html", "./gminy/skawina/index.html", "./wpisy/2025/spotkanie/index.html",
            "./o-nas/zespol/index.html", "./sitemap.xml", "./robots.txt",
        ] {
            #expect(paths.contains(path), "\(path) among \(paths.sorted())")
        }
    }

    @Test(
        "an item of a menu is current on its own page and below it, the home page on itself alone",
        arguments: [("index.html", "[A]"), ("gminy/index.html", "[B]"), ("gminy/skawina/index.html", "[BC]")])
    func currentItems(page: String, current: String) throws {
        let menu = """
            "side": [
              { "label": "A", "url": "/" },
              { "label": "B", "url": "/gminy/", "children": [
                { "label": "C", "url": "/gminy/skawina/" }, { "label": "D", "url": "/gminy/skaw/" } ] },
              { "label": "E", "url": "/gmin" }, { "label": "F", "url": "/gminy" } ],
            """
        let labels = """
            {% extends "baza.html" %}{% block tresc %}<h1>{{ page.title }}</h1><p>[{% for i in menus.side %}\
            {% if i.current %}{{ i.label }}{% endif %}\
            {% for j in i.children %}{% if j.current %}{{ j.label }}{% endif %}{% endfor %}{% endfor %}]</p>
            """
        let config = TemporarySite.minimalConfig.replacing("\"main\": [", with: menu + "\"main\": [")
        let rest = " {% if entry %}{{ entry.content }}{% endif %}{% endblock %}"
        let list =
            "{% for e in pagination.items %}<a href=\"{{ e.url }}\">{{ e.title }}</a>{% endfor %}{% endblock %}"
        let site = try TemporarySite([
            "site-config.json": config, "templates/strona.html": labels + rest,
            "templates/gmina.html": labels + rest, "templates/lista.html": labels + list,
        ])
        let report = site.publish()
        #expect(report.isPublished, "\(report.text())")
        #expect(site.read("public/" + page)?.contains("<p>" + current + "</p>") == true)
    }

    @Test("a link between source files becomes the final URL")
    func links() throws {
        let site = try TemporarySite()
        #expect(site.publish().isPublished)
        #expect(site.read("public/index.html")?.contains("<a href=\"/gminy/skawina/\">gminę</a>") == true)
    }

    @Test("below a sub-path every root-relative address gets it, once")
    func subPath() throws {
        let site = try TemporarySite(copyOf: Self.fixtures + "/second-site")
        let report = site.publish()
        #expect(report.findings.count(.error) == 0, "\(report.text(.en))")
        let home = site.read("public/index.html") ?? ""
        #expect(home.contains("href=\"/kitchen/style.css\""))
        #expect(home.contains("href=\"/kitchen/recipes/leek-pie/\""))
        #expect(home.contains("<link rel=\"canonical\" href=\"https://allotment.example/kitchen/\">"))
        for (path, text) in site.outputs() where path.hasSuffix(".html") {
            #expect(!text.contains("/kitchen/kitchen"), "\(path)")
            for attribute in ["href=\"/", "src=\"/"] {
                for piece in text.split(separator: attribute, omittingEmptySubsequences: false).dropFirst() {
                    #expect(piece.hasPrefix("kitchen/"), "\(path): \(attribute)\(piece.prefix(30))")
                }
            }
        }
    }

    @Test("the second site: English, foreign fields, pages of a list, the entry's own files")
    func secondSite() throws {
        let site = try TemporarySite(copyOf: Self.fixtures + "/second-site")
        let report = site.publish()
        #expect(report.findings.count(.error) == 0, "\(report.text(.en))")
        let outputs = site.outputs()
        #expect(outputs["./recipes/page/2/index.html"]?.contains("Page 2 of 2") == true)
        #expect(outputs["./recipes/bean-salad/beans.svg"] != nil)
        #expect(outputs["./notes/2025/03/first-frost/index.html"]?.contains("glum") == true)
        #expect(outputs["./notes/2025/03/first-frost/index.html"]?.contains("1 March 2025") == true)
        let salad = outputs["./recipes/bean-salad/index.html"] ?? ""
        #expect(salad.contains("width=\"120\" height=\"80\""), "\(salad)")
        #expect(salad.contains("<del>sugar</del>"))
        #expect(outputs["./recipes/leek-pie/index.html"]?.contains("Back to the text") == true)
    }

    @Test("a draft, a future and an expired entry are left out, with the reason")
    func leftOut() throws {
        let site = try TemporarySite([
            "content/gminy/a.md": "---\ntitle: A\ndescription: O.\ndraft: true\n---\n",
            "content/gminy/b.md": "---\ntitle: B\ndescription: O.\npublishDate: 2026-12-24\n---\n",
            "content/gminy/c.md": "---\ntitle: C\ndescription: O.\nexpiryDate: 2026-01-01\n---\n",
        ])
        let report = site.publish()
        #expect(report.leftOut.compactMap(\.title).sorted() == ["A", "B", "C"])
        #expect(site.outputs().keys.filter { $0.hasPrefix("./gminy/") }.count == 2)
        var options = site.options()
        options.drafts = true
        options.future = true
        #expect(SiteBuild.publish(options).leftOut.map(\.title) == ["C"])
    }

    @Test("the same page in the other language: of an entry, of each page of a list, and none where it is missing")
    func translations() throws {
        let link = "{% for t in page.translations %}[{{ t.language }} {{ t.url }} {{ t.title }}]{% endfor %}"
        let list = "\"url\": \"/gminy/\", \"template\": \"lista.html\", \"title\": \"Gminy\""
        let config = TemporarySite.minimalConfig
            .replacing(list, with: list + ", \"pageSize\": 1")
            .replacing(
                "\"language\": \"pl\",",
                with: """
                    "language": "pl", "languages": { "en": { "title": "Trial", "paths": { "gminy": "places" },
                      "lists": { "gminy": { "title": "Places" } } } },
                    """)
        var files = [
            "site-config.json": config,
            "content/gminy/b.md": "---\ntitle: B\ndescription: O.\n---\nTekst.\n",
            "content/gminy/skawina.en.md": "---\ntitle: Skawina (town)\ndescription: O.\n---\nText.\n",
            "i18n/pl.yml": "home: \"Start\"\n", "i18n/en.yml": "home: \"Home\"\n",
        ]
        files["templates/baza.html"] = TemporarySite.minimal["templates/baza.html"]?
            .replacing("<main>", with: "<main><p>" + link + "</p>")
        let site = try TemporarySite(files)
        let report = site.publish()
        #expect(report.findings.count(.error) == 0, "\(report.text())")
        for (path, expected) in [
            ("gminy/skawina", "<p>[en /en/places/skawina/ Skawina (town)]</p>"),
            ("en/places/skawina", "<p>[pl /gminy/skawina/ Skawina]</p>"), ("gminy/b", "<p></p>"),
            ("gminy", "<p>[en /en/places/ Places]</p>"), ("gminy/strona/2", "<p></p>"),
            ("en/places", "<p>[pl /gminy/ Gminy]</p>"),
        ] {
            let page = site.read("public/\(path)/index.html") ?? ""
            #expect(page.contains(expected), "\(path): \(page)")
        }
    }

    @Test("an old address leads to the new page")
    func alias() throws {
        let site = try TemporarySite([
            "content/gminy/a.md": "---\ntitle: A & B\ndescription: O.\naliases: [/stare/a/]\n---\nTekst.\n"
        ])
        #expect(site.publish().isPublished)
        let page = site.read("public/stare/a/index.html") ?? ""
        #expect(page.contains("<meta http-equiv=\"refresh\" content=\"0; url=/gminy/a/\">"))
        #expect(page.contains("<a href=\"/gminy/a/\">A &amp; B</a>"))
    }

    @Test("one and two threads give the same bytes, and a second build changes nothing")
    func sameBytes() throws {
        let site = try TemporarySite(copyOf: Self.fixtures + "/second-site")
        #expect(site.publish(jobs: 1).isPublished)
        let first = site.outputs()
        var options = site.options(jobs: 2)
        options.output = "other"
        #expect(SiteBuild.publish(options).isPublished)
        let isSame = site.outputs("other") == first
        #expect(isSame)
        let again = site.publish(jobs: 2)
        #expect(again.changes?.isEmpty == true)
    }

    @Test("a page whose entry is gone vanishes; a foreign file stays")
    func stale() throws {
        let site = try TemporarySite(["content/gminy/a.md": "---\ntitle: A\ndescription: O.\n---\nTekst.\n"])
        #expect(site.publish().isPublished)
        try site.write("public/CNAME", "proba.example\n")
        site.remove("content/gminy/a.md")
        let report = site.publish()
        #expect(report.changes?.deleted == ["gminy/a/index.html"])
        #expect(site.outputs()["./gminy/a/index.html"] == nil)
        #expect(site.outputs()["./CNAME"] == "proba.example\n")
    }

    @Test("a check writes nothing")
    func check() throws {
        let site = try TemporarySite()
        #expect(site.check().findings.count(.error) == 0)
        #expect(site.outputs().isEmpty)
    }
}
