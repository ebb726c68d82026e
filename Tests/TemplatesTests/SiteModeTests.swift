import Diagnostics
import Foundation
import LanguageRules
import Testing

@testable import Templates

@Suite("Site mode")
struct SiteModeTests {
    @Test(
        "values are escaped for the place where they stand",
        arguments: [
            ("<p>{{ x }}</p>", "<p>&lt;a&gt;&#34;&#39;&amp;</p>"),
            ("<p title=\"{{ x }}\">", "<p title=\"&lt;a&gt;&#34;&#39;&amp;\">"),
            ("<p title=\"{{ html }}\">", "<p title=\"&lt;b&gt;x &amp; y&lt;/b&gt;\">"),
            ("<p>{{ html }}</p>", "<p><b>x &amp; y</b></p>"),
            ("<a href=\"{{ js }}\">", "<a href=\"#unsafe-url\">"), ("<a href='{{ js }}'>", "<a href='#unsafe-url'>"),
            ("<a href=\"/x?q={{ js }}\">", "<a href=\"/x?q= JavaScript:alert(1)\">"),
            ("<a href=\"{{ ok }}\">", "<a href=\"https://a.pl/?x=1&amp;y=2\">"),
            ("<a href=\"{{ rel }}\">", "<a href=\"/gminy/a:b/\">"),
            ("<a href=\"{{ data }}\">", "<a href=\"#unsafe-url\">"),
            ("<img src=\"{{ data }}\">", "<img src=\"#unsafe-url\">"),
            ("<a href=\"{{ tab }}\">", "<a href=\"#unsafe-url\">"),
            ("<a href=\"{{ mail }}\">", "<a href=\"mailto:a@b.pl\">"),
            ("<img srcset=\"{{ set }}\">", "<img srcset=\"/a.webp 1x,#unsafe-url\">"),
            ("<a title=\"{{ js }}\">", "<a title=\" JavaScript:alert(1)\">"),
            ("<form action=\"{{ js }}\">", "<form action=\"#unsafe-url\">"),
            (
                "<script type=\"application/ld+json\">{{ x | json }}</script>",
                "<script type=\"application/ld+json\">\"\\u003ca\\u003e\\\"\\u0027\\u0026\"</script>"
            ),
            ("<!-- {{ x }} -->", "<!-- &lt;a&gt;&#34;&#39;&amp; -->"),
            ("<title>{{ x }}</title>", "<title>&lt;a&gt;&#34;&#39;&amp;</title>"),
            ("{% block b %}<a href=\"{% endblock %}{{ js }}\">", "<a href=\"#unsafe-url\">"),
        ])
    func contexts(template: String, expected: String) throws {
        let values: [(String, Value)] = [
            ("x", .string("<a>\"'&")), ("html", .markup("<b>x &amp; y</b>")), ("js", .string(" JavaScript:alert(1)")),
            ("ok", .string("https://a.pl/?x=1&y=2")), ("rel", .string("/gminy/a:b/")),
            ("data", .string("data:text/html,x")),
            ("tab", .string("java\tscript:x")), ("mail", .string("mailto:a@b.pl")),
            ("set", .string("/a.webp 1x, javascript:x 2x")),
        ]
        var environment = TemplateEnvironment(mode: .site, language: Polish())
        environment.globals = values.map { TemplateEnvironment.Global($0.0, .any) }
        let set = TemplateSet(
            files: [SourceFile(path: "templates/main.html", text: template)], environment: environment)
        #expect(set.diagnostics.isEmpty)
        var bytes: [UInt8] = []
        try set.renderer().render("main.html", globals: values.map(\.1), into: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
    }

    @Test("a block of a child is escaped for the place where the parent puts it")
    func inheritedContext() throws {
        let text = try TestSite().render([
            "main.html": "{% extends \"baza.html\" %}{% block opis %}{{ entry.content }}{% endblock %}",
            "baza.html": "<meta content=\"{% block opis %}{% endblock %}\">",
        ])
        #expect(text == "<meta content=\"&lt;p&gt;Treść &amp; mapa&lt;/p&gt;\">")
    }

    @Test("names are ordered as Polish orders them")
    func order() throws {
        let text = try TestSite().render([
            "main.html":
                "{{ [\"Zielonki\", \"Żabno\", \"Łódź\", \"Lublin\", \"Świątniki\", \"Skawina\"] | sort | join(\" \") }}"
        ])
        #expect(text == "Lublin Łódź Skawina Świątniki Zielonki Żabno")
    }

    @Test("what a render read is known: fields, globals, lists, templates")
    func trace() throws {
        let site = TestSite()
        let set = site.set([
            "main.html":
                "{% extends \"baza.html\" %}{% block a %}{{ entry.title }}{% for g in collections.gminy %}{{ g.url }}{% endfor %}{{ map.locator(entry) }}{% endblock %}",
            "baza.html": "{% block a %}{% endblock %}{% include \"stopka.html\" %}", "stopka.html": "x",
            "inny.html": "y",
        ])
        let renderer = set.renderer()
        var bytes: [UInt8] = []
        try renderer.render("main.html", globals: site.globals, records: site.records, into: &bytes)
        let trace = renderer.trace
        #expect(trace.fields.map { "\($0.record.number).\($0.slot)" } == ["0.0", "0.1", "1.1"])
        #expect(trace.globals == [2, 3, 5])
        #expect(trace.lists == [7])
        #expect(trace.templates.map { set.names[$0] } == ["baza.html", "main.html", "stopka.html"])
        try renderer.render("inny.html", globals: site.globals, records: site.records, into: &bytes)
        #expect(renderer.trace.fields.isEmpty && renderer.trace.templates.count == 1)
    }

    @Test("a deferred field is computed once, and one that needs itself is an error")
    func deferred() throws {
        let counter = Counter()
        let type = RecordType("x", [.init("body", .markup), .init("ring", .string)])
        let ring = Ring()
        let table = RecordTable([
            ObjectValue(
                type,
                [
                    .deferred(DeferredValue { .markup("<b>\(counter.next())</b>") }),
                    .deferred(DeferredValue { try ring.value?.value() ?? .none }),
                ])
        ])
        if case .deferred(let deferred) = table.records[0].fields[1] { ring.value = deferred }
        var environment = TemplateEnvironment(mode: .site, language: Polish())
        environment.globals = [.init("entry", .record(type))]
        let set = TemplateSet(
            files: [
                SourceFile(path: "templates/a.html", text: "{{ entry.body }}{{ entry.body }}"),
                SourceFile(path: "templates/b.html", text: "{{ entry.ring }}"),
            ], environment: environment)
        var bytes: [UInt8] = []
        try set.renderer().render("a.html", globals: [.record(RecordIndex(0))], records: table, into: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "<b>1</b><b>1</b>")
        #expect(throws: DiagnosticError.self) {
            try set.renderer().render("b.html", globals: [.record(RecordIndex(0))], records: table, into: &bytes)
        }
        ring.value = nil
    }

    @Test("an expression stands alone, as a computed field")
    func expressions() throws {
        let site = TestSite()
        let set = TemplateSet(sources: [], environment: site.environment)
        let renderer = set.renderer()
        func value(_ text: String) throws -> (TypeInfo, Value) {
            let compiled = try set.compile(expression: SourceFile(path: "c", text: text))
            return (compiled.type, try renderer.evaluate(compiled, globals: site.globals, records: site.records))
        }
        let thousands = try value("(entry.ludnosc.liczba | default(0)) // 1000 if entry.ludnosc")
        #expect(thousands.0 == .optional(.integer))
        #expect(thousands.1.isEqual(to: .integer(24)))
        #expect(try value("entry.atuty | length > 1").0 == .boolean)
        #expect(try value("entry.atuty | length > 1").1.isEqual(to: .boolean(true)))
        #expect(try value("entry.herb.url if entry.herb").1.isUndefined)
        #expect(try value("entry.next").0 == .optional(.record(site.gmina)))
        #expect(try value("entry.partnerzy | map(attribute=\"title\") | join(\", \")").1.text == "Politechnika")
    }

    @Test(
        "what is wrong with an expression is shown where it stands in the config",
        arguments: [
            ("entry.ludnosc.liczba", "missing-guard", 13), ("entry.nowe is defined", "unknown-template-field", 19),
            ("entri.title", "unknown-variable", 13), ("1 +", "template-syntax", 16),
            ("1 }} {{ 2", "template-syntax", 15),
            ("(1", "template-syntax", 15), ("'a", "template-syntax", 13), ("1 | nic", "unknown-filter", 17),
            ("1 ]", "template-syntax", 15), ("", "template-syntax", 13), ("'a' - 1", "wrong-type", 13),
        ])
    func wrongExpressions(text: String, rule: String, column: Int) {
        let config = SourceFile(path: "site-config.json", text: "{ \"value\": \"\(text)\" } // 'x'")
        let set = TemplateSet(sources: [], environment: TestSite().environment)
        do throws(DiagnosticError) {
            _ = try set.compile(expression: config, within: Span(12, 12 + text.utf8.count))
            Issue.record("\(text): no error")
        } catch {
            #expect(error.diagnostics.first?.rule.name == rule)
            #expect(error.diagnostics.first?.location?.start.column == column)
        }
    }

    @Test("inspect names every variable with type, value and origin, and debug says the same")
    func inspect() throws {
        let site = TestSite()
        var inspection = Inspection(records: site.records, deepest: 2)
        for (global, value) in zip(site.environment.globals, site.globals) {
            inspection.add(global.name, value, type: global.type, origin: global.origin)
        }
        let lines = inspection.text(in: .en).components(separatedBy: "\n")
        for line in [
            "entry: “gminy”  (content)", "  title: text = “Skawina”  (front matter)",
            "  content: HTML = HTML “<p>Treść &amp; mapa</p>”", "  ludnosc: “ludnosc” or nothing  (front matter)",
            "    liczba: integer or nothing = 24310", "    zrodlo: text or nothing = —",
            "  atuty: list of text = [“zamek”, “Skawinka <rzeka>”]", "  next: “gminy” or nothing = → /gminy/zabno/",
            "  herb: “image” or nothing = —", "t: function = (…)", "    name: text = “Stowarzyszenie”",
        ] { #expect(lines.contains(line), "\(line)") }
        // `page.content` is only there to say what should be written.
        #expect(!lines.contains { $0.contains("entry.content") })
        #expect(inspection.text(in: .pl).contains("    liczba: liczba całkowita albo nic = 24310"))
        let debug = try site.render(["main.html": "{{ debug(entry.ludnosc) | trusted(\"test\") }}"])
        let start = try #require(lines.firstIndex { $0.hasPrefix("    liczba: ") })
        #expect(
            debug
                == (["“ludnosc”"] + lines[start..<(start + 3)].map { String($0.dropFirst(2)) }).joined(separator: "\n"))
        #expect(
            try site.render(["main.html": "{{ debug(entry.herb) }}|{{ debug({\"a\": 1}) }}|{{ debug(2.5) }}"])
                == "no value = —|map of anything = {“a”: 1}|number = 2.5")
    }
}

/// Counts calls from any thread.
final class Counter: @unchecked Sendable {
    private var count = 0

    func next() -> Int {
        count += 1
        return count
    }
}

final class Ring: @unchecked Sendable {
    var value: DeferredValue?
}
