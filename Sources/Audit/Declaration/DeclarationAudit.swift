import Diagnostics
import LanguageRules

/// The rules of the Polish accessibility declaration: technical conditions 2.0 of 31 July 2024, over the final HTML of
/// its page.
///
/// ```swift
/// let findings = DeclarationAudit(today: date).findings(in: html)
/// ```
public struct DeclarationAudit: Sendable {
    private let today: CivilDate

    public init(today: CivilDate) { self.today = today }

    /// The ids that every declaration carries, each once.
    public static let requiredIDs = [
        "a11y-wstep", "a11y-podmiot", "a11y-zakres", "a11y-url", "a11y-data-publikacja", "a11y-data-aktualizacja",
        "a11y-status", "a11y-data-sporzadzenie", "a11y-kontakt", "a11y-email", "a11y-telefon", "a11y-procedura",
        "a11y-architektura", "a11y-komunikacja",
    ]

    private static let dateIDs = [
        "a11y-data-publikacja", "a11y-data-aktualizacja", "a11y-data-sporzadzenie", "a11y-data-przeglad",
    ]

    /// The words that stand where only the operator knows the fact.
    static let placeholder = "do uzupełnienia przez operatora"

    public func findings(in page: [UInt8]) -> [PageFinding] {
        page.withUnsafeBufferPointer { buffer in
            let facts = DeclarationFacts(buffer)
            var findings = ids(facts) + headings(facts) + dates(facts) + review(facts) + status(facts) + toFillIn(facts)
            findings.sort { ($0.range.lowerBound, $0.rule.name) < ($1.range.lowerBound, $1.rule.name) }
            return findings
        }
    }

    private func ids(_ facts: DeclarationFacts) -> [PageFinding] {
        var findings: [PageFinding] = []
        for id in DeclarationAudit.requiredIDs where facts.part(id) == nil {
            findings.append(
                finding(
                    .declarationMissingID, place(ofMissing: id, facts), id,
                    Words(
                        pl: "w deklaracji brakuje elementu o id „\(id)”",
                        en: "the declaration has no element with the id “\(id)”"),
                    remedy: Words(pl: "dodaj go w szablonie deklaracji", en: "add it in the declaration's template")))
        }
        var seen: Set<String> = []
        for part in facts.parts where !seen.insert(part.id).inserted {
            findings.append(
                finding(
                    .declarationDuplicateID, part.range, part.id,
                    Words(
                        pl: "id „\(part.id)” stoi w deklaracji drugi raz",
                        en: "the id “\(part.id)” stands in the declaration a second time")))
        }
        return findings
    }

    /// Where a missing id belongs: at the nearest id before it that is there, else at the first.
    private func place(ofMissing id: String, _ facts: DeclarationFacts) -> Range<Int> {
        let before = DeclarationAudit.requiredIDs.prefix { $0 != id }.reversed()
        return before.lazy.compactMap { facts.part($0)?.range }.first ?? facts.parts.first?.range ?? facts.place
    }

    /// Where a missing heading belongs: at the nearest required heading before it that is there.
    private func place(ofMissing heading: String, _ wanted: [(level: Int, text: String)], _ facts: DeclarationFacts)
        -> Range<Int>
    {
        let before = wanted.prefix { $0.text != heading }.reversed()
        return before.lazy.compactMap { other in
            facts.headings.first { $0.level == other.level && $0.text.lowercased().hasPrefix(other.text) }?.range
        }.first ?? facts.place
    }

    /// The required headings; the third has two wordings in official sources, so that its beginning decides.
    private static let requiredHeadings: [(level: Int, text: String)] = [
        (1, "deklaracja dostępności"), (2, "stan dostępności cyfrowej"), (2, "przygotowanie deklaracji dostępności"),
        (2, "informacje zwrotne i dane kontaktowe"), (2, "obsługa wniosków i skarg związanych z dostępnością"),
        (2, "pozostałe informacje"), (3, "dostępność architektoniczna"), (3, "dostępność komunikacyjno-informacyjna"),
    ]

    private func headings(_ facts: DeclarationFacts) -> [PageFinding] {
        var wanted = DeclarationAudit.requiredHeadings
        if claim(facts).map({ $0 != .compliant }) ?? false { wanted.insert((2, "niedostępne treści"), at: 2) }
        return wanted.compactMap { level, text in
            let isThere = facts.headings.contains { $0.level == level && $0.text.lowercased().hasPrefix(text) }
            if isThere { return nil }
            return finding(
                .declarationMissingHeading, place(ofMissing: text, wanted, facts), text,
                Words(
                    pl: "w deklaracji brakuje nagłówka h\(level) „\(text)”",
                    en: "the declaration has no heading h\(level) “\(text)”"))
        }
    }

    private func dates(_ facts: DeclarationFacts) -> [PageFinding] {
        DeclarationAudit.dateIDs.compactMap { id in
            guard let part = facts.part(id), !isPlaceholder(part) else { return nil }
            guard let date = part.dates.first else {
                return finding(
                    .declarationDate, part.range, id,
                    Words(pl: "w „\(id)” nie ma daty w <time datetime>", en: "“\(id)” has no date in <time datetime>"),
                    remedy: Words(
                        pl: "zapisz: <time datetime=\"2026-03-31\">31 marca 2026</time>",
                        en: "write: <time datetime=\"2026-03-31\">31 March 2026</time>"))
            }
            guard let day = CivilDate(iso: date.value) else {
                return finding(
                    .declarationDate, date.range, id,
                    Words(pl: "„\(date.value)” nie jest datą RRRR-MM-DD", en: "“\(date.value)” is no date YYYY-MM-DD"))
            }
            guard day > today else { return nil }
            return finding(
                .declarationDate, date.range, id,
                Words(
                    pl: "data \(date.value) w „\(id)” leży w przyszłości",
                    en: "the date \(date.value) in “\(id)” lies in the future"))
        }
    }

    /// By 31 March of each year; and never more than a year ago.
    private func review(_ facts: DeclarationFacts) -> [PageFinding] {
        let reviewed = ["a11y-data-sporzadzenie", "a11y-data-przeglad"].compactMap { id in
            facts.part(id).flatMap { part in
                part.dates.first.flatMap { date in CivilDate(iso: date.value).map { (day: $0, range: date.range) } }
            }
        }
        guard let last = reviewed.max(by: { $0.day < $1.day }) else { return [] }
        let deadline = CivilDate(year: today.year, month: 3, day: 31)
        let missed = deadline.map { today > $0 && last.day.year < today.year } ?? false
        let isOld = today.dayNumber - last.day.dayNumber > 365
        guard missed || isOld else { return [] }
        let day = last.day.iso
        return [
            finding(
                .declarationReview, last.range, "a11y-data-przeglad",
                missed
                    ? Words(
                        pl: "deklaracja nie została przejrzana do 31 marca \(today.year) (ostatnio \(day))",
                        en: "the declaration was not reviewed by 31 March \(today.year) (last on \(day))")
                    : Words(
                        pl: "ostatni przegląd deklaracji (\(day)) był ponad rok temu",
                        en: "the declaration's last review (\(day)) was more than a year ago"),
                remedy: Words(
                    pl: "przejrzyj deklarację i wpisz datę pod id „a11y-data-przeglad”",
                    en: "review the declaration and write the date under the id “a11y-data-przeglad”"))
        ]
    }

    private enum Claim {
        case compliant, partly, not
    }

    private func claim(_ facts: DeclarationFacts) -> Claim? {
        guard let text = facts.part("a11y-status")?.text.lowercased() else { return nil }
        // „Niezgodności” may be named in the same sentence: only the adjective is the claim.
        if text.contains("częściowo zgodn") { return .partly }
        if text.contains("niezgodna") || text.contains("nie jest zgodna") { return .not }
        return text.contains("zgodna") ? .compliant : nil
    }

    private func status(_ facts: DeclarationFacts) -> [PageFinding] {
        guard let part = facts.part("a11y-status"), !isPlaceholder(part) else { return [] }
        guard let claim = claim(facts) else {
            return [
                finding(
                    .declarationStatus, part.range, part.id,
                    Words(
                        pl: "stan zgodności nie brzmi: zgodna, częściowo zgodna ani niezgodna",
                        en: "the status is none of: zgodna, częściowo zgodna, niezgodna"))
            ]
        }
        let listsGaps = facts.headings.contains {
            $0.level == 2 && $0.text.lowercased().hasPrefix("niedostępne treści")
        }
        guard claim == .compliant, listsGaps else { return [] }
        return [
            finding(
                .declarationStatus, part.range, part.id,
                Words(
                    pl: "strona ma być w pełni zgodna, a deklaracja wymienia niedostępne treści",
                    en: "the site is said to comply fully, and the declaration lists inaccessible content"),
                remedy: Words(
                    pl: "napisz „częściowo zgodna” albo usuń rozdział „Niedostępne treści”",
                    en: "write “częściowo zgodna”, or remove the section “Niedostępne treści”"))
        ]
    }

    private func toFillIn(_ facts: DeclarationFacts) -> [PageFinding] {
        facts.parts.compactMap { part in
            guard isPlaceholder(part), part.id != "a11y-wstep" else { return nil }
            return finding(
                .declarationToFillIn, part.range, part.id,
                Words(
                    pl: "do uzupełnienia przez operatora: „\(part.id)”",
                    en: "to be filled in by the operator: “\(part.id)”"))
        }
    }

    private func isPlaceholder(_ part: DeclarationFacts.Part) -> Bool {
        part.text.lowercased().contains(DeclarationAudit.placeholder)
    }

    private func finding(_ rule: Rule, _ range: Range<Int>, _ excerpt: String, _ message: Words, remedy: Words? = nil)
        -> PageFinding
    {
        PageFinding(rule, range, message, remedy: remedy, excerpt: excerpt)
    }
}
