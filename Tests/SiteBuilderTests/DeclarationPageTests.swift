import Diagnostics
import LanguageRules
import SiteBuilder
import Testing

/// Which page is the accessibility declaration is the config's to say, whatever its template is called.
@Suite("The accessibility declaration of a site")
struct DeclarationPageTests {
    private func site(_ declaration: String?, _ body: String, files: [String: String] = [:]) throws -> TemporarySite {
        let setting = declaration.map { "\"declaration\": \"\($0)\", " } ?? ""
        var all = [
            "site-config.json": TemporarySite.minimalConfig.replacing("\"menus\"", with: setting + "\"menus\""),
            "content/dostepnosc.md":
                "---\ntitle: Deklaracja dostępności\ndescription: Opis.\ntemplate: dostepnosc.html\n---\nTekst.\n",
            "templates/dostepnosc.html":
                "{% extends \"baza.html\" %}\n{% block tresc %}\n<h1>{{ entry.title }}</h1>\n\(body){{ entry.content }}{% endblock %}\n",
        ]
        all.merge(files) { $1 }
        return try TemporarySite(all)
    }

    private static let ids = [
        "a11y-wstep", "a11y-podmiot", "a11y-zakres", "a11y-url", "a11y-data-publikacja", "a11y-data-aktualizacja",
        "a11y-status", "a11y-kontakt", "a11y-email", "a11y-telefon", "a11y-procedura", "a11y-architektura",
        "a11y-komunikacja",
    ]

    private static func whole(prepared: String) -> String {
        let parts = ids.map { id in
            switch id {
            case "a11y-status": "<p id=\"\(id)\">Strona jest zgodna z ustawą.</p>"
            case "a11y-data-publikacja", "a11y-data-aktualizacja":
                "<p><time id=\"\(id)\" datetime=\"2025-01-10\">10 stycznia 2025</time></p>"
            case "a11y-telefon": "<p id=\"\(id)\">do uzupełnienia przez operatora</p>"
            default: "<p id=\"\(id)\">Tekst.</p>"
            }
        }
        return """
            <h2>Stan dostępności cyfrowej</h2>
            <h2>Przygotowanie deklaracji dostępności</h2>
            <p><time id="a11y-data-sporzadzenie" datetime="\(prepared)">dzień</time></p>
            <h2>Informacje zwrotne i dane kontaktowe</h2>
            <h2>Obsługa wniosków i skarg związanych z dostępnością</h2>
            <h2>Pozostałe informacje</h2>
            <h3>Dostępność architektoniczna</h3><h3>Dostępność komunikacyjno-informacyjna</h3>

            """ + parts.joined(separator: "\n") + "\n"
    }

    private static func rules(_ report: BuildReport) -> Set<String> {
        Set(report.findings.all.map(\.rule.name).filter { $0.hasPrefix("declaration-") })
    }

    @Test("without the setting its rules rest; with it they hold for a template of any name")
    func setting() throws {
        #expect(Self.rules(try site(nil, "").check()).isEmpty)
        let found = try site("/dostepnosc/", "<p id=\"a11y-wstep\">x</p>\n").check()
        #expect(Self.rules(found).contains("declaration-missing-id"))
        #expect(found.text().contains("templates/dostepnosc.html:4:8: błąd"))
    }

    @Test("a setting that names no page is an error at its place, with the page that was meant")
    func wrong() throws {
        let report = try site("/dostepnsc/", "").check()
        #expect(report.has("bad-config") && report.text().contains("/dostepnosc/"))
    }

    @Test("every page must lead there; a link in the footer mends it")
    func links() throws {
        let whole = Self.whole(prepared: "2026-03-20")
        let without = try site("/dostepnosc/", whole).check()
        #expect(without.findings.all.count { $0.rule.name == "declaration-not-linked" } == 3)
        let footer = TemporarySite.minimal["templates/baza.html"]?.replacing(
            "</main>", with: "</main><footer><a href=\"/dostepnosc/\">Deklaracja dostępności</a></footer>")
        let linked = try site("/dostepnosc/", whole, files: ["templates/baza.html": footer ?? ""]).check()
        #expect(Self.rules(linked) == ["declaration-to-fill-in"], "\(linked.text())")
        #expect(linked.findings.count(.error) == 0)
    }

    @Test("an old review warns in build and check, and fails only when asked to")
    func age() throws {
        let footer = TemporarySite.minimal["templates/baza.html"]?.replacing(
            "</main>", with: "</main><footer><a href=\"/dostepnosc/\">Deklaracja dostępności</a></footer>")
        let old = try site(
            "/dostepnosc/", Self.whole(prepared: "2025-11-30"), files: ["templates/baza.html": footer ?? ""])
        var options = old.options()
        let built = SiteBuild.publish(options)
        #expect(built.isPublished && Self.rules(built).contains("declaration-review"), "\(built.text())")
        #expect(Self.rules(SiteBuild.check(options)).contains("declaration-review"))
        options.failLevel = .warning
        options.output = "inny"
        #expect(!SiteBuild.publish(options).isPublished)
    }
}
