import Diagnostics
import SiteBuilder
import Testing

/// What counts as unused: by what templates extend, include, import and read, not by words that stand in them.
@Suite("Unused templates and data")
struct UnusedSourceTests {
    private static let body = "{% block tresc %}<h1>{{ entry.title }}</h1>\n{{ entry.content }}{% endblock %}"

    /// Left out as `path reason`, and the rules of the findings.
    private func leftOut(_ files: [String: String], collections: String = "") throws -> (
        list: [String], rules: Set<String>
    ) {
        let site = try TemporarySite(files)
        if !collections.isEmpty {
            try site.write(
                "site-config.json",
                TemporarySite.minimalConfig.replacing("\"collections\": {", with: "\"collections\": { \(collections),"))
        }
        let report = site.check()
        #expect(!report.findings.contains(atLeast: .error), "\(report.text())")
        let list = report.leftOut.map(\.note).filter { $0.reason.hasPrefix("unused") }.map { "\($0.path) \($0.reason)" }
        return (list, Set(report.findings.all.map(\.rule.name)))
    }

    @Test(
        "reached by extends, include, import and names that an expression makes",
        arguments: [
            "{% include \"czesc.html\" %}", "{% include 'czesc.html' ignore missing %}",
            "{% include [\"nie-ma.html\", \"czesc.html\"] %}",
            "{% include \"czesc.html\" if entry.title else \"czesc.html\" %}",
            "{% import \"czesc.html\" as czesc %}", "{% from \"czesc.html\" import x %}{{ x() }}",
            "{% include \"cze\" ~ \"sc.html\" %}", "{% set nazwa = \"czesc.html\" %}{% include nazwa %}",
            "{% for n in [\"czesc.html\"] %}{% include n %}{% endfor %}",
        ])
    func reached(reference: String) throws {
        let found = try leftOut([
            "templates/czesc.html": "{% macro x() %}{% endmacro %}{% include \"dalej.html\" %}",
            "templates/dalej.html": "",
            "templates/strona.html": "{% extends \"baza.html\" %}"
                + Self.body.replacing("<h1>", with: reference + "<h1>"),
        ])
        #expect(found.list == [])
    }

    @Test(
        "a name in a text, a comment or a string that includes nothing does not count",
        arguments: [
            "<p>„czesc.html” \"czesc.html\"</p>", "{# \"czesc.html\" #}", "{{ \"czesc.html\" }}",
            "{% include \"czes\" ~ \"ci.html\" ignore missing %}",
        ])
    func mentioned(reference: String) throws {
        let found = try leftOut([
            "templates/czesc.html": "",
            "templates/strona.html": "{% extends \"baza.html\" %}"
                + Self.body.replacing("<h1>", with: reference + "<h1>"),
        ])
        #expect(found.list == ["templates/czesc.html unused-template"])
        #expect(found.rules.contains("unused-template"))
    }

    @Test("templates of an empty collection, of a draft, and what they include are not unused")
    func named() throws {
        let config =
            "\"puste\": { \"folder\": \"content/puste\", \"url\": \"/puste/:slug/\", \"template\": \"puste.html\", \"fields\": {} }"
        let found = try leftOut(
            [
                "content/puste/szkic.md": "---\ntitle: S\ndraft: true\ntemplate: szkic.html\n---\n",
                "templates/puste.html": "{% include \"czesc.html\" %}", "templates/czesc.html": "",
                "templates/szkic.html": "{% extends \"baza.html\" %}",
            ], collections: config)
        #expect(found.list == [] && !found.rules.contains("unused-template"))
    }

    @Test("an entry that cannot be read accuses no template")
    func broken() throws {
        let site = try TemporarySite([
            "templates/inny.html": "", "content/a.md": "---\ntitle: [A\ntemplate: inny.html\n---\n",
        ])
        let report = site.check()
        #expect(report.has("bad-yaml") && !report.has("unused-template"), "\(report.text())")
    }

    @Test(
        "data count as read only where a template reads them",
        arguments: [
            ("{% for d in collections.dane %}{{ d.nazwa }}{% endfor %}", true),
            ("{% for d in collections[\"dane\"] %}{{ d.nazwa }}{% endfor %}", true),
            ("{% set c = collections %}", true), ("<p>dane</p>", false), ("{{ \"dane\" }}", false),
            ("{# collections.dane #}", false),
        ])
    func data(example: (text: String, isRead: Bool)) throws {
        let found = try leftOut(
            [
                "content/d.csv": "nazwa\nA\n",
                "templates/strona.html":
                    "{% extends \"baza.html\" %}" + Self.body.replacing("<h1>", with: example.text + "<h1>"),
            ],
            collections:
                "\"dane\": { \"data\": \"content/d.csv\", \"fields\": { \"nazwa\": { \"type\": \"string\", \"default\": \"\" } } }"
                .replacing(", \"default\": \"\"", with: ", \"required\": true"))
        #expect(found.list == (example.isRead ? [] : ["content/d.csv unused-data"]))
    }
}
