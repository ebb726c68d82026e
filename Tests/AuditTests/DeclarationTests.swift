import Diagnostics
import LanguageRules
import Testing

@testable import Audit

@Suite("Accessibility declaration: technical conditions 2.0")
struct DeclarationTests {
    private static func page(_ change: (String) -> String = { $0 }) -> String {
        let body = """
            <h1>Deklaracja dostępności</h1>
            <div id="a11y-wstep"><p><span id="a11y-podmiot">Stowarzyszenie</span> zobowiązuje się zapewnić dostępność
            <span id="a11y-zakres">strony internetowej</span> <a id="a11y-url" href="https://x.pl/">x.pl</a>.</p></div>
            <p>Data publikacji: <time id="a11y-data-publikacja" datetime="2026-01-10">10 stycznia 2026</time>.
            Aktualizacja: <span id="a11y-data-aktualizacja"><time datetime="2026-03-20">20 marca 2026</time></span>.</p>
            <h2>Stan dostępności cyfrowej</h2>
            <p id="a11y-status">Strona jest <strong>częściowo zgodna</strong> z ustawą.</p>
            <h2>Niedostępne treści</h2><p>Mapa.</p>
            <h2>Przygotowanie deklaracji dostępności i jej aktualizacja</h2>
            <p>Sporządzono <time id="a11y-data-sporzadzenie" datetime="2026-01-10">10.01.2026</time>, przegląd
            <time id="a11y-data-przeglad" datetime="2026-03-20">20.03.2026</time>.</p>
            <h2>Informacje zwrotne i dane kontaktowe</h2>
            <p id="a11y-kontakt">Biuro</p><p id="a11y-email">biuro@x.pl</p><p id="a11y-telefon">12 000 00 00</p>
            <h2>Obsługa wniosków i skarg związanych z dostępnością</h2><p id="a11y-procedura">Wnioski.</p>
            <h2>Pozostałe informacje</h2>
            <h3>Dostępność architektoniczna</h3><p id="a11y-architektura">Wejście.</p>
            <h3>Dostępność komunikacyjno-informacyjna</h3><p id="a11y-komunikacja">PJM: brak.</p>
            """
        return Planted.page(change(body), h1: "")
    }

    private func findings(_ html: String, today: String = "2026-11-22") -> [PageFinding] {
        DeclarationAudit(today: CivilDate(iso: today)!).findings(in: Planted.unmarked(html).bytes)
    }

    @Test("a full declaration gives nothing")
    func clean() {
        #expect(findings(Self.page()).map(\.message.en) == [])
        #expect(audit(Self.page()).names == [])
    }

    @Test("each of the 14 ids is required, and may stand once", arguments: DeclarationAudit.requiredIDs)
    func ids(_ id: String) {
        let without = findings(Self.page { $0.replacing("id=\"\(id)\"", "id=\"inne\"") })
        #expect(without.filter { $0.rule.name == "declaration-missing-id" }.map(\.excerpt) == [id])
        let html = Self.page { $0 + "<p id=\"⟪\(id)⟫\">x</p>" }
        let twice = findings(html).filter { $0.rule.name == "declaration-duplicate-id" }
        #expect(twice.map(\.range) == [Planted.unmarked(html).range])
        #expect(DeclarationAudit.requiredIDs.count == 14)
    }

    @Test(
        "required headings, at their level",
        arguments: [
            "Deklaracja dostępności", "Stan dostępności cyfrowej", "Niedostępne treści",
            "Przygotowanie deklaracji dostępności",
            "Informacje zwrotne i dane kontaktowe", "Obsługa wniosków i skarg związanych z dostępnością",
            "Pozostałe informacje",
            "Dostępność architektoniczna", "Dostępność komunikacyjno-informacyjna",
        ])
    func headings(_ heading: String) {
        let found = findings(Self.page { $0.replacing(heading, "Inny") })
        #expect(found.map(\.rule.name) == ["declaration-missing-heading"])
        #expect(found.first?.excerpt == heading.lowercased())
    }

    @Test("dates stand in <time datetime>, as a day that exists and has come")
    func dates() {
        let cases = [
            (
                "<time id=\"a11y-data-publikacja\" datetime=\"2026-01-10\">10 stycznia 2026</time>",
                "<span id=\"⟪a11y-data-publikacja⟫\">10 stycznia 2026</span>"
            ),
            ("datetime=\"2026-03-20\"", "datetime=\"⟪20.03.2026⟫\""),
            ("datetime=\"2026-01-10\"", "datetime=\"⟪2026-02-30⟫\""),
            ("datetime=\"2026-01-10\"", "datetime=\"⟪2027-01-01⟫\""),
        ]
        for (before, after) in cases {
            let html = Self.page { $0.replacing(before, after) }
            let found = findings(html).filter { $0.rule.name == "declaration-date" }
            #expect(found.map(\.range) == [Planted.unmarked(html).range], "\(after)")
        }
    }

    @Test(
        "a review is due by 31 March and after a year",
        arguments: [
            ("2026-11-22", false), ("2027-03-20", false), ("2027-03-21", true), ("2027-03-31", true),
            ("2027-04-01", true),
            ("2028-01-01", true), ("2026-03-20", false),
        ])
    func review(_ today: String, isDue: Bool) {
        let found = findings(Self.page(), today: today)
        #expect(found.map(\.rule.name) == (isDue ? ["declaration-review"] : []))
        #expect(found.allSatisfy { $0.rule.level == .warning })
    }

    @Test("last year's review does not do after 31 March, even within a year")
    func missedDeadline() {
        let html = Self.page {
            $0.replacing("datetime=\"2026-03-20\"", "datetime=\"2025-12-01\"").replacing(
                "\"2026-01-10\"", "\"2025-11-01\""
            ).replacing("\"2026-01-10\"", "\"2025-11-01\"").replacing(
                "datetime=\"2026-03-20\"", "datetime=\"2025-12-01\"")
        }
        #expect(findings(html, today: "2026-03-31").map(\.rule.name) == [])
        #expect(findings(html, today: "2026-04-01").map(\.rule.name) == ["declaration-review"])
    }

    @Test("the status is one of three and agrees with the listed gaps")
    func status() {
        let full = findings(Self.page { $0.replacing("częściowo zgodna", "zgodna") })
        #expect(full.map(\.rule.name) == ["declaration-status"])
        let none = findings(Self.page { $0.replacing("częściowo zgodna", "dobra") })
        #expect(none.map(\.rule.name) == ["declaration-status"])
        let fine = findings(
            Self.page { $0.replacing("częściowo zgodna", "zgodna").replacing("<h2>Niedostępne treści</h2>", "") })
        #expect(fine.isEmpty)
    }

    @Test("what only the operator knows is to fill in, and no error")
    func toFillIn() {
        let html = Self.page {
            $0.replacing("12 000 00 00", "Do uzupełnienia przez operatora").replacing(
                "<time id=\"a11y-data-publikacja\" datetime=\"2026-01-10\">10 stycznia 2026</time>",
                "<span id=\"a11y-data-publikacja\">do uzupełnienia\n przez operatora</span>")
        }
        let found = findings(html)
        #expect(found.map(\.excerpt) == ["a11y-data-publikacja", "a11y-telefon"])
        #expect(found.allSatisfy { $0.rule.level == .toFillIn })
    }
}

@Suite("Summary of a page as bytes")
struct SummaryCodingTests {
    @Test("read back as it was written; damage is noticed, never trusted")
    func roundTrip() {
        let html = Planted.page(
            "<h2 id=\"ą\">A</h2><p><a href=\"/x/#y\">Dokąd</a></p>", head: "<link rel=\"canonical\" href=\"/x/\">")
        let summary = audit(html).summary
        #expect(
            summary.canonical == "/x/" && summary.description == "Opis strony."
                && summary.title == "Skawina – Metropolia")
        var bytes: [UInt8] = [7]
        summary.encode(into: &bytes)
        let read = bytes.withUnsafeBytes { PageSummary.decode(UnsafeRawBufferPointer(rebasing: $0[1...])) }
        #expect(read?.summary == summary)
        #expect(read?.length == bytes.count - 1)
        for end in 1..<bytes.count {
            #expect(bytes.withUnsafeBytes { PageSummary.decode(UnsafeRawBufferPointer(rebasing: $0[1..<end])) } == nil)
        }
        for index in 1..<bytes.count {
            var damaged = bytes
            damaged[index] = 0xFF
            _ = damaged.withUnsafeBytes { PageSummary.decode(UnsafeRawBufferPointer(rebasing: $0[1...])) }
        }
    }
}
