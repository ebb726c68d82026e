import Diagnostics
import Foundation
import LanguageRules
import Testing

@testable import Templates

@Suite("The checker")
struct CheckerTests {
    @Test("each mistake is printed word for word, and its clean twin is silent")
    func messages() throws {
        let site = TestSite()
        var record = ""
        for section in try Section.read("Checker/cases.txt") {
            let printed = site.findings(section.templates)
            let polish = site.findings(section.templates, language: .pl)
            for (text, name) in [(printed, "expect"), (polish, "oczekiwane")] {
                #expect(section[name].map { $0 + "\n" } == text, "\(section.title): \(name)")
            }
            let rule = section.title.components(separatedBy: " | ")[0]
            if rule != "all at once" { #expect(printed.contains("[\(rule)]"), "\(section.title): \(printed)") }
            let twin = try #require(section["twin"], "\(section.title)")
            let clean = site.findings(["main.html": twin])
            #expect(clean.isEmpty, "the twin of \(section.title): \(clean)")
            record += "@@@ \(section.title)\n--- expect\n\(printed)--- oczekiwane\n\(polish)"
        }
        // Written when a case is added, for a person to read and copy into the fixture.
        if let path = ProcessInfo.processInfo.environment["TEMPLATES_RECORD"] {
            try record.write(toFile: path, atomically: true, encoding: .utf8)
        }
    }

    @Test("one template is checked against each kind of entry that uses it")
    func pairs() {
        let site = TestSite()
        let set = site.set(["main.html": "{{ entry.title }}{{ entry.atuty | join }}"])
        let report = set.check([
            TemplatePage("main.html", globals: ["entry": .record(site.gmina)]),
            TemplatePage("main.html", globals: ["entry": .record(site.partner)]),
        ])
        #expect(report.diagnostics.map(\.message.en) == ["“partnerzy” has no field “atuty”"])
    }

    @Test("what lets a plain text in as HTML is counted")
    func trusted() {
        let set = TestSite().set(["main.html": "{{ entry.title | trusted(\"x\") }}{{ t(\"a\") | trusted(\"y\") }}"])
        let report = set.check([TemplatePage("main.html")])
        #expect(report.diagnostics.isEmpty)
        #expect(report.trusted.map(\.start.column) == [18, 45])
    }

    @Test("every rule has a reason in both languages and is in the catalogue once")
    func catalogue() {
        let names = Rule.templateRules.map(\.name)
        #expect(Set(names).count == names.count)
        for rule in Rule.templateRules { #expect(!rule.why.pl.isEmpty && !rule.why.en.isEmpty) }
    }

    @Test(
        "guards that are understood",
        arguments: [
            "{% if entry.herb %}{{ entry.herb.url }}{% endif %}",
            "{% if entry.herb and entry.herb.alt %}{{ entry.herb.alt }}{% endif %}",
            "{% if entry.herb is defined %}{{ entry.herb.url }}{% endif %}",
            "{% if entry.herb is not none %}{{ entry.herb.url }}{% endif %}",
            "{% if entry.herb is undefined %}-{% else %}{{ entry.herb.url }}{% endif %}",
            "{% if not entry.herb %}-{% else %}{{ entry.herb.url }}{% endif %}",
            "{% if not (entry.herb and entry.updated) %}-{% else %}{{ entry.herb.url }}{% endif %}",
            "{% if not entry.herb or not entry.herb.alt %}-{% else %}{{ entry.herb.alt }}{% endif %}",
            "{{ entry.herb.url if entry.herb }}", "{{ entry.herb.url if entry.herb else \"-\" }}",
            "{{ entry.herb and entry.herb.url or \"-\" }}", "{{ entry.updated | default(site.date) | date }}",
            "{% if entry.stolica %}-{% elif entry.herb %}{{ entry.herb.url }}{% endif %}",
            "{% if not entry.herb %}-{% elif entry.stolica %}{{ entry.herb.url }}{% endif %}",
            "{% for p in entry.partnerzy if p.www %}{{ p.www }}{% endfor %}",
            "{% for p in entry.partnerzy | selectattr(\"www\") | sort(attribute=\"title\") %}{{ p.www }}{% endfor %}",
            "{% for p in entry.partnerzy | where(\"rodzaj\", \"uczelnia\") %}{{ p.rodzaj }}{% endfor %}",
            "{% for p in entry.partnerzy | rejectattr(\"www\", \"undefined\") %}{{ p.www }}{% endfor %}",
            "{{ entry.partnerzy | selectattr(\"www\") | map(attribute=\"www\") | join(\" \") }}",
            "{% set l = entry.ludnosc %}{% if l and l.liczba %}{{ l.liczba | number }}{% endif %}",
            "{% if entry.ludnosc and entry.ludnosc.liczba and entry.ludnosc.liczba > 0 %}{{ entry.ludnosc.liczba }}{% endif %}",
            "{% if entry.next %}{% with g = entry.next %}{{ g.title }}{% endwith %}{% endif %}",
            "{% for rodzaj, lista in entry.partnerzy | selectattr(\"rodzaj\") | groupby(\"rodzaj\") %}{{ lista | length }}{% endfor %}",
            "{% macro m(x) %}{% if x %}{{ x }}{% endif %}{% endmacro %}{{ m(entry.updated) }}",
        ])
    func guards(template: String) {
        let printed = TestSite().findings(["main.html": template])
        #expect(printed.isEmpty, "\(printed)")
    }
}
