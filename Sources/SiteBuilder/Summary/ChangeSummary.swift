import Content
import Diagnostics
import LanguageRules

/// What a proposed change does to a site, as Markdown for whoever has to say yes or no to it.
public struct ChangeSummary: Sendable {
    private let options: BuildOptions
    private let changes: PublishedChanges?
    private let language: MessageLanguage

    static let listedAtMost = 30

    /// - Parameter changesFile: what `build --changes` wrote; nil or a file that is not there: nothing was published.
    public init(options: BuildOptions, changesFile: String?, language: MessageLanguage) throws(DiagnosticError) {
        self.options = options
        self.language = language
        changes = try changesFile.flatMap { (path) throws(DiagnosticError) in try PublishedChanges(reading: path) }
    }

    /// The whole text, with a final newline.
    public func markdown() -> String {
        let findings = SiteBuild.check(options).findings
        var text = heading(findings)
        if let changes {
            text += list(Words(pl: "Nowe strony", en: "New pages"), changes.added.pages)
            text += list(Words(pl: "Zmienione strony", en: "Changed pages"), changes.changed.pages)
            text += list(Words(pl: "Strony, które znikają", en: "Pages that vanish"), changes.deleted.pages)
            let others = changes.added.others + changes.changed.others + changes.deleted.others
            text += list(Words(pl: "Inne pliki", en: "Other files"), others)
        }
        text += tomorrow()
        text += list(Words(pl: "Błędy", en: "Errors"), findings, level: .error)
        text += list(Words(pl: "Ostrzeżenia", en: "Warnings"), findings, level: .warning)
        text += list(Words(pl: "Do uzupełnienia", en: "To fill in"), findings, level: .toFillIn)
        return text
    }

    private func heading(_ findings: Findings) -> String {
        let words: Words
        if findings.contains(atLeast: options.failLevel) {
            words = Words(pl: "Są błędy: nic nie opublikowano", en: "There are errors: nothing was published")
        } else if changes == nil {
            words = Words(pl: "Bez błędów", en: "No errors")
        } else if changes?.isEmpty == true {
            words = Words(pl: "Żadna strona się nie zmienia", en: "No page changes")
        } else {
            words = Words(pl: "Co się zmienia", en: "What changes")
        }
        return "## \(words.text(in: language))\n"
    }

    /// What appears and what disappears on the day after the build's, when nobody changes anything.
    private func tomorrow() -> String {
        guard let day = CivilDate(dayNumber: options.date.dayNumber + 1) else { return "" }
        var production = options
        production.drafts = false
        production.future = false
        var later = production
        later.date = day
        let today = Set(SiteOverview.entries(production).filter { $0.standing == .published }.map(\.path))
        let entries = SiteOverview.entries(later)
        let appearing = entries.filter { $0.standing == .published && !today.contains($0.path) }
        let leaving = entries.filter { $0.standing != .published && today.contains($0.path) }
        return list(
            Words(pl: "Jutro (\(day.iso)) pojawi się", en: "Tomorrow (\(day.iso)) appears"), appearing.map(described))
            + list(
                Words(pl: "Jutro (\(day.iso)) zniknie", en: "Tomorrow (\(day.iso)) vanishes"), leaving.map(described))
    }

    private func described(_ entry: EntryFacts) -> String { "\(ChangeSummary.plain(entry.title)) (`\(entry.path)`)" }

    private func list(_ title: Words, _ findings: Findings, level: Level) -> String {
        list(title, findings.sorted().filter { $0.level == level }.map(described))
    }

    private func described(_ finding: Diagnostic) -> String {
        var text = ChangeSummary.plain(finding.message.text(in: language))
        if let location = finding.location {
            let position = location.file.position(at: location.span.start)
            text = "`\(location.file.path):\(position.line)`: " + text
        }
        return text + " (\(finding.rule.name))"
    }

    private func list(_ title: Words, _ items: [String]) -> String {
        guard !items.isEmpty else { return "" }
        var text = "\n### \(title.text(in: language)): \(items.count)\n\n"
        for item in items.prefix(ChangeSummary.listedAtMost) { text += "- \(item)\n" }
        let rest = items.count - ChangeSummary.listedAtMost
        if rest > 0 { text += "- \(Words(pl: "i jeszcze \(rest)", en: "and \(rest) more").text(in: language))\n" }
        return text
    }

    /// Text that an author wrote, so that it can make neither markup nor a mention in the comment of a code host.
    static func plain(_ text: String) -> String {
        var output = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n", "\r": output += " "
            case "<": output += "&lt;"
            case "&": output += "&amp;"
            case "@": output += "@\u{2060}"
            case "\\", "`", "*", "_", "[", "]", "|", "~", "!", "#":
                output += "\\"
                output.unicodeScalars.append(scalar)
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output
    }
}
