import Diagnostics
import LanguageRules
import Testing

@testable import Templates

@Suite("A wrong template ends with a located error")
struct RobustnessTests {
    private func failure(_ templates: [String: String], data: String = "{}") -> Diagnostic? {
        do throws(DiagnosticError) {
            // Fewer steps than usual, so that the test is done soon.
            var limits = RenderLimits()
            limits.work = 4_000_000
            _ = try Rendering.oracle(templates, data: data, limits: limits)
            return nil
        } catch {
            return error.diagnostics.first
        }
    }

    @Test(
        "what would not end, or not fit, is stopped",
        arguments: [
            ("{% include 'main' %}", "nest more than"),
            ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "nest more than"),
            ("{% for i in range(1000000) %}{% for j in range(1000000) %}{% endfor %}{% endfor %}", "steps"),
            ("{{ range(10000000) }}", "more than 1000000 items"),
            ("{{ 'x' * 1000000000 }}", "longer than"), ("{{ 'x' | center(1000000000) }}", "longer than"),
            ("{{ '%1000000000d' % 1 }}", "longer than"), ("{{ '{:1000000000}'.format(1) }}", "longer than"),
            ("{{ [1] * 1000000000 }}", "more than 1000000 items"),
            (
                "{% set ns = namespace(s='xxxxxxxx') %}{% for i in range(100) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
                "steps"
            ),
            (
                "{% set ns = namespace(l=[]) %}{% for i in range(1000) %}{% set ns.l = [ns.l] %}{% endfor %}",
                "nest too deep"
            ),
            ("{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}", "nest more than"),
            ("{{ 9223372036854775807 + 1 }}", "64 bits"), ("{{ 2 ** 64 }}", "64 bits"),
            ("{{ -9223372036854775807 - 2 }}", "64 bits"), ("{{ 99999999999999999999 }}", "64 bits"),
            ("{% block a %}{{ self.a() }}{% endblock %}", "nest more than"),
            (
                "{% set l = [] %}{% set m = [] %}{% set _ = l.append(m) %}{% set _ = m.append(l) %}{{ l == m }}",
                "too large to be compared"
            ),
            (
                "{% set l = [] %}{% set m = [] %}{% set _ = l.append(m) %}{% set _ = m.append(l) %}{{ l < m }}",
                "too large to be compared"
            ),
            (
                "{% set n = namespace(a=[1], b=[1]) %}{% for i in range(60) %}{% set n.a = [n.a, n.a] %}{% set n.b = [n.b, n.b] %}{% endfor %}{{ n.a == n.b }}",
                "too large to be compared"
            ),
            (
                "{% set n = namespace(a=[1]) %}{% for i in range(60) %}{% set n.a = [n.a, n.a] %}{% endfor %}{{ n.a | pprint }}",
                "steps"
            ),
        ])
    func bounded(template: String, message: String) throws {
        let found = try #require(failure(["main": template]))
        #expect(found.message.en.contains(message), "\(found.message.en)")
        #expect(found.location != nil)
    }

    @Test("a small template cannot ask for endless work")
    func hostile() throws {
        var limits = RenderLimits()
        limits.work = 150_000
        limits.output = 1 << 20
        for (place, section) in try Section.read("Hostile/cases.txt").enumerated() {
            let template = section["main"] ?? ""
            do throws(DiagnosticError) {
                _ = try Rendering.oracle(["main": template, "leer": ""], limits: limits)
                Issue.record("case \(place) ends without an error: \(template)")
            } catch {
                let found = error.diagnostics[0]
                #expect(found.rule == .templateLimit, "\(template): \(found.message.en)")
                #expect(found.location != nil, "\(template)")
                #expect(!found.message.pl.isEmpty && found.message.pl != found.message.en, "\(template)")
            }
        }
    }

    @Test("brackets, signs and tags without end are refused by the parser")
    func deep() throws {
        let many = 100_000
        for text in [
            String(repeating: "(", count: many), String(repeating: "[", count: many),
            String(repeating: "{", count: many),
            String(repeating: "-", count: many) + "1", String(repeating: "not ", count: many) + "1",
            "1" + String(repeating: "+1", count: many), "x" + String(repeating: ".x", count: many),
            "x" + String(repeating: "|upper", count: many), "x" + String(repeating: "[0]", count: many),
            "1" + String(repeating: " if 1 else 2", count: many), "x" + String(repeating: " is odd", count: many),
        ] {
            #expect(failure(["main": "{{ \(text) }}"])?.rule == .templateSyntax, "\(text.prefix(20))")
        }
        #expect(failure(["main": String(repeating: "{% if 1 %}", count: many)])?.rule == .templateSyntax)
        #expect(
            failure(["main": "{% set " + String(repeating: "(", count: many) + "a = 1 %}"])?.rule == .templateSyntax)
    }

    @Test("searching and wrapping take time in proportion to the text")
    func linear() throws {
        let template = """
            {{ ("a" * 400000 ~ "b").find("a" * 200000 ~ "c") }} {{ (("a" * 200000 ~ "b") * 2).count("a" * 100000 ~ "b") }} \
            {{ ("a" * 200000 ~ "x").replace("a" * 100000 ~ "y", "") | length }} {{ ("a" * 1000000) | wordwrap(1) | length }}
            """
        #expect(try Rendering.oracle(["main": template]) == "-1 2 200001 1999999")
    }

    @Test("rings of macros, namespaces and lists are freed")
    func rings() throws {
        let template = """
            {% set ns = namespace() %}{% set ns.me = ns %}{% set l = [] %}{% set _ = l.append(l) %}\
            {% for i in range(20000) %}{% set prev = ns.m %}{% macro m() %}{{ prev }}{% endmacro %}{% set ns.m = m %}{% endfor %}\
            {% set ns.cur = [] %}{% for i in range(20000) %}{% set n = [] %}{% set _ = ns.cur.append(n) %}{% set ns.cur = n %}{% endfor %}ok
            """
        #expect(try Rendering.oracle(["main": template]) == "ok")
    }

    @Test("an error names the chain of templates and the content file")
    func chain() throws {
        let site = TestSite()
        let set = site.set([
            "main.html": "a\n{% include \"karta.html\" %}", "karta.html": "{% import \"m.html\" as m %}\n {{ m.f(1) }}",
            "m.html": "{% macro f(x) %}\n{{ x.y.z }}{% endmacro %}",
        ])
        var bytes = Array("before".utf8)
        do throws(DiagnosticError) {
            try set.renderer().render(
                "main.html", globals: site.globals, records: site.records,
                note: Diagnostic.Note(
                    Words(pl: "dla strony", en: "for the page"),
                    at: Location(SourceFile(path: "content/a.md", text: "x"), Span(0, 0))),
                into: &bytes)
            Issue.record("no error")
        } catch {
            #expect(
                TextWriter(language: .en).text(error.diagnostics[0]) == """
                    templates/m.html:2:8: error: there is no field “y” [undefined-value]
                       2 | {{ x.y.z }}{% endmacro %}
                         |        ^
                         = test it with “if” or give “| default(…)”
                         · templates/karta.html:2:5: called here
                         · templates/main.html:2:4: included here
                         · content/a.md:1:1: for the page

                    """)
        }
        #expect(String(decoding: bytes, as: UTF8.self) == "before")
    }

    @Test("bytes that are no UTF-8 are refused where they stand")
    func utf8() {
        let set = TemplateSet(
            files: [SourceFile(path: "templates/x.html", bytes: Array("ab".utf8) + [0xC3, 0x28])],
            environment: TemplateEnvironment(mode: .oracle, language: English()))
        #expect(set.diagnostics.map(\.location?.span.start) == [2])
    }

    @Test("many threads render from one set")
    func threads() async throws {
        let site = TestSite()
        let set = site.set([
            "main.html": "{% for g in collections.gminy %}{{ g.title }}{{ map.locator(g) }}{% endfor %}"
        ])
        let globals = site.globals
        let records = site.records
        let results = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let renderer = set.renderer()
                    var last = ""
                    for _ in 0..<50 {
                        var bytes: [UInt8] = []
                        try renderer.render("main.html", globals: globals, records: records, into: &bytes)
                        last = String(decoding: bytes, as: UTF8.self)
                    }
                    return last
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(results == ["Skawina<svg>Skawina</svg>Żabno<svg>Żabno</svg>"])
    }
}
