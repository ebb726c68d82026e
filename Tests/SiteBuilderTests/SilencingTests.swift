import Diagnostics
import SiteBuilder
import Testing

/// A finding is silenced at its place, with a reason that the report repeats.
@Suite("Silencing and what was left out")
struct SilencingTests {
    private func page(_ front: String = "", _ body: String) -> String {
        "---\ntitle: A\ndescription: Opis A.\n\(front)---\n\(body)"
    }

    private func check(_ files: [String: String]) throws -> BuildReport {
        var files = files
        files["content/o.md"] = "---\ntitle: O\ndescription: Opis O.\n---\n[a](a.md)\n"
        files["content/index.md"] = "---\ntitle: P\ndescription: Opis P.\n---\n[g](gminy/skawina.md) [o](o.md)\n"
        return try TemporarySite(files).check()
    }

    @Test(
        "A comment on the line or above it silences an error of the text",
        arguments: [
            "<!-- metropolia: allow dead-anchor – wraca w maju -->\n[x](gminy/skawina.md#nie-ma)\n",
            "[x](gminy/skawina.md#nie-ma) <!-- metropolia: allow dead-anchor - wraca w maju -->\n",
            "<!-- metropolia: allow orphan-page, dead-anchor: wraca w maju -->\n[x](gminy/skawina.md#nie-ma)\n",
            "<!--metropolia: allow dead-anchor wraca w maju-->\n[x](gminy/skawina.md#nie-ma)\n",
        ])
    func silences(_ body: String) throws {
        let report = try check(["content/a.md": page("", body)])
        #expect(!report.has("dead-anchor"), "\(report.text())")
        #expect(!report.has("raw-html"), "\(report.text())")
        #expect(report.findings.silenced.map(\.reason) == ["wraca w maju"])
        let text = TextWriter().silenced(report.findings)
        #expect(text.contains("content/a.md:") && text.contains("[dead-anchor] – wraca w maju"), "\(text)")
        let json = JSONWriter().text(report.findings)
        #expect(json.contains("\"silenced\":[{\"reason\":\"wraca w maju\",\"rule\":\"dead-anchor\""), "\(json)")
        let sarif = SARIFWriter().text(report.findings)
        #expect(sarif.contains("\"suppressions\":[{\"kind\":\"inSource\",\"justification\":\"wraca w maju\"}]"))
    }

    @Test("Two lines away it silences nothing, and that is a warning")
    func tooFar() throws {
        let report = try check([
            "content/a.md": page("", "<!-- metropolia: allow dead-anchor – x -->\n\n[x](gminy/skawina.md#nie-ma)\n")
        ])
        #expect(report.has("dead-anchor") && report.has("unused-silencing"))
        #expect(
            report.text().contains("content/a.md:5:1: ostrzeżenie: wyciszenie „dead-anchor” niczego tu nie wycisza"))
    }

    @Test("In front matter it silences a warning about a value, and about the entry as a whole below the fence")
    func frontMatter() throws {
        let report = try check([
            "content/2026-01-01-a.md":
                "---\n# metropolia: allow orphan-page – strona tylko z kodu QR\ntitle: A\ndescription: Opis A.\n# metropolia: allow date-mismatch – data z pisma\ndate: 2026-01-02\n---\nT\n",
            "content/a.md": page("", "T\n"),
        ])
        #expect(!report.has("date-mismatch"), "\(report.text())")
        #expect(report.findings.silenced.contains { $0.reason == "data z pisma" })
    }

    @Test(
        "A silencing without a reason, of no rule, or of a fault that must be mended is a warning and silences nothing",
        arguments: [
            ("<!-- metropolia: allow dead-anchor -->", "wyciszenie nie podaje powodu"),
            ("<!-- metropolia: allow dead-anchor – -->", "wyciszenie nie podaje powodu"),
            ("<!-- metropolia: allow -->", "wyciszenie nie nazywa reguły"),
            ("<!-- metropolia: allow dead-ancor – x -->", "czy chodziło o „dead-anchor”?"),
            ("<!-- metropolia: allow wrong-type – x -->", "reguły „wrong-type” nie można wyciszyć"),
        ])
    func wrong(_ comment: String, _ says: String) throws {
        let report = try check(["content/a.md": page("", comment + "\n[x](gminy/skawina.md#nie-ma)\n")])
        #expect(report.has("dead-anchor"))
        #expect(report.text().contains(says), "\(report.text())")
    }

    @Test("In the config it silences what the operator owes")
    func config() throws {
        let report = try check([
            "content/a.md": page("", "T\n"),
            "site-config.json": TemporarySite.minimalConfig.replacing(
                "\"menus\":",
                with:
                    "\"operator\": {\n// metropolia: allow operator-owes – nie ma faksu\n\"phone\": null }, \"menus\":"),
        ])
        #expect(!report.has("operator-owes"), "\(report.text())")
        #expect(report.findings.silenced.count == 1)
    }

    @Test(
        "A comment shown as code silences nothing and is no warning",
        arguments: [
            "```markdown\n<!-- metropolia: allow dead-anchor – x -->\n```\n",
            "~~~~\n```\n# metropolia: allow dead-anchor – x\n~~~\n~~~~\n",
            "Pisze się `<!-- metropolia: allow dead-anchor – x -->`.\n",
            "Akapit.\n\n    <!-- metropolia: allow dead-anchor – x -->\n",
            "# metropolia: allow dead-anchor – tytuł\n",
            "```\n---\n# metropolia: allow dead-anchor – x\n---\n```\n",
        ])
    func code(_ body: String) throws {
        let report = try check(["content/a.md": page("", body + "\n[x](gminy/skawina.md#nie-ma)\n")])
        #expect(report.has("dead-anchor") && report.findings.silenced.isEmpty, "\(report.text())")
        #expect(!report.has("unused-silencing") && !report.has("bad-silencing"), "\(report.text())")
    }

    @Test("Words in running text are no silencing")
    func runningText() throws {
        let report = try check(["content/a.md": page("", "Pisz `metropolia: allow dead-link – powód` w komentarzu.\n")])
        #expect(!report.has("unused-silencing") && !report.has("bad-silencing"), "\(report.text())")
    }

    @Test("The report says what was left out and why, and what nothing uses")
    func leftOut() throws {
        let site = try TemporarySite([
            "content/szkic.md": "---\ntitle: Szkic\ndescription: O.\ndraft: true\n---\nT\n",
            "content/jutro.md": "---\ntitle: Jutro\ndescription: O2.\npublishDate: 2026-11-23\n---\nT\n",
            "content/dawno.md": "---\ntitle: Dawno\ndescription: O3.\nexpiryDate: 2026-01-31\n---\nT\n",
            "content/sierota.md": "---\ntitle: Sierota\ndescription: O4.\n---\nT\n",
            "content/index.md":
                "---\ntitle: P\ndescription: Opis P.\n---\n[g](gminy/skawina.md) [plik](uzyty.txt)\n",
            "content/uzyty.txt": "x", "content/zapomniany.pdf": "x",
            "content/d.csv": "nazwa\nA\n",
            "templates/_stary.html": "x",
            "templates/_nowy.html": "y",
            "templates/strona.html":
                "{% extends \"baza.html\" %}{% block tresc %}<h1>{{ entry.title }}</h1>\n{{ entry.content }}{% include \"_nowy.html\" %}{% endblock %}",
            "site-config.json": TemporarySite.minimalConfig.replacing(
                "\"collections\": {",
                with:
                    "\"collections\": { \"nieczytane\": { \"data\": \"content/d.csv\", \"fields\": { \"nazwa\": { \"type\": \"string\" } } },"
            ),
        ])
        let report = site.check()
        let notes = report.leftOut.map(\.note)
        let text = notes.map { "\($0.path) \($0.reason) \($0.day ?? "")" }
        for line in [
            "content/szkic.md draft ", "content/jutro.md future 2026-11-23", "content/dawno.md expired 2026-01-31",
            "content/sierota.md orphan ", "content/zapomniany.pdf unused-file ",
            "templates/_stary.html unused-template ", "content/d.csv unused-data ",
        ] {
            #expect(text.contains(line), "\(text)")
        }
        #expect(text.count == 7, "\(text)")
        let written = TextWriter().leftOut(notes)
        #expect(written.contains("content/jutro.md „Jutro”: ukaże się 2026-11-23"), "\(written)")
        #expect(
            JSONWriter().text(report.findings, leftOut: notes).contains("\"reason\":\"future\",\"day\":\"2026-11-23\""))
    }
}
