import Diagnostics
import Glibc
import LanguageRules
import SiteBuilder
import Testing

/// What a reviewer is told of a change, and the version that a site asks for.
@Suite("Summary and version")
struct SummaryTests {
    static func site() throws -> StarterTests.Temporary {
        let temporary = StarterTests.Temporary()
        _ = try NewSite.make(in: temporary.path)
        return temporary
    }

    static func write(_ path: String, _ text: String) {
        guard let file = fopen(path, "w") else { return }
        fputs(text, file)
        fclose(file)
    }

    static func options(_ site: StarterTests.Temporary) throws -> BuildOptions {
        BuildOptions(root: site.path, date: try #require(CivilDate(iso: "2026-11-26")), jobs: 2)
    }

    @Test("pages that are new, changed and gone; what appears and vanishes tomorrow; what is to be filled in")
    func summary() throws {
        let site = try Self.site()
        let options = try Self.options(site)
        Self.write(
            site.path + "/changes.json",
            #"{"added":["/a/","/b.css"],"changed":["/"],"deleted":["/gminy/x/"]}"#)
        let news = site.path + "/content/aktualnosci/"
        Self.write(
            news + "2025-01-01-jutro.md",
            "---\ntitle: \"Jutro *@kto* <b>\"\ndescription: O.\npublishDate: 2026-11-27\n---\nTekst.\n")
        Self.write(
            news + "2025-01-02-koniec.md",
            "---\ntitle: Koniec\ndescription: O tym.\nexpiryDate: 2026-11-26\n---\nTekst.\n")
        let text = try ChangeSummary(
            options: options, changesFile: site.path + "/changes.json", language: .pl
        ).markdown()
        #expect(text.hasPrefix("## Co się zmienia\n"))
        #expect(text.contains("### Nowe strony: 1\n\n- `/a/`\n"))
        #expect(text.contains("### Zmienione strony: 1\n\n- `/`\n"))
        #expect(text.contains("### Strony, które znikają: 1\n\n- `/gminy/x/`\n"))
        #expect(text.contains("### Inne pliki: 1\n\n- `/b.css`\n"))
        #expect(text.contains("### Jutro (2026-11-27) pojawi się: 1\n\n- Jutro \\*@\u{2060}kto\\* &lt;b>"))
        #expect(
            text.contains("### Jutro (2026-11-27) zniknie: 1\n\n- Koniec (`content/aktualnosci/2025-01-02-koniec.md`)"))
        #expect(text.contains("### Do uzupełnienia: "))
        #expect(!text.contains("Błędy"))
    }

    @Test("errors stand on their lines, and nothing was published")
    func errors() throws {
        let site = try Self.site()
        Self.write(site.path + "/content/gminy/x.md", "---\ntitle: X\nteryt: \"2099011\"\nstatsu: wiejska\n---\n")
        let text = try ChangeSummary(
            options: try Self.options(site), changesFile: site.path + "/none.json", language: .en
        ).markdown()
        #expect(text.hasPrefix("## There are errors: nothing was published\n"))
        #expect(text.contains("- `content/gminy/x.md:4`: "))
        #expect(text.contains("(unknown-field)"))
    }

    @Test("a file of changes that is none is an error", arguments: ["", "[]", "{\"added\":1}", "\u{FEFF}{"])
    func badChanges(text: String) throws {
        let site = try Self.site()
        Self.write(site.path + "/changes.json", text)
        let options = try Self.options(site)
        #expect(throws: DiagnosticError.self) {
            _ = try ChangeSummary(options: options, changesFile: site.path + "/changes.json", language: .pl)
        }
    }

    @Test("another version than the site's says so, where it is written, and what to do; the rule can be lowered")
    func version() throws {
        let site = try Self.site()
        let config = String(decoding: StarterTests.bytes(site.path + "/site-config.json") ?? [], as: UTF8.self)
        let pin = "\"metropolia\": \"\(ToolVersion.current)\""
        #expect(config.contains(pin), "the starter asks for this version: \(ToolVersion.current)")
        let other = config.replacing(pin, with: "\"metropolia\": \"9.9.9\"")
        Self.write(site.path + "/site-config.json", other)
        let report = SiteBuild.check(try Self.options(site))
        let finding = try #require(report.findings.all.first { $0.rule.name == "tool-version" })
        #expect(finding.level == .error)
        #expect(finding.location?.file.position(at: finding.location?.span.start ?? 0).line == 4)
        #expect(finding.message.en.contains("9.9.9") && finding.message.en.contains(ToolVersion.current))
        #expect(finding.remedy?.pl.contains("zainstaluj wersję 9.9.9") == true)
        Self.write(
            site.path + "/site-config.json",
            other.replacing(
                "\"language\": \"pl\",", with: "\"language\": \"pl\", \"audit\": { \"tool-version\": \"warning\" },"))
        #expect(!SiteBuild.check(try Self.options(site)).findings.contains(atLeast: .error))
    }
}
