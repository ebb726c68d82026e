import ArgumentParser
import Diagnostics
import SiteBuilder

/// Prints findings in the wished format and decides on the exit status.
struct FindingPrinter {
    let options: MessageOptions
    var strict = false

    static let shownAtMost = 50
    static let listedAtMost = 10

    /// Text goes to standard error, machine formats to standard output.
    func print(_ findings: Findings, leftOut: [LeftOut] = [], quiet: Bool = false) {
        let notes = leftOut.map(\.note)
        switch options.format {
        case .text:
            var writer = TextWriter(
                language: options.language, colour: Terminal.wantsColour, limit: options.all ? nil : Self.shownAtMost)
            writer.explains = true
            var text = findings.isEmpty ? "" : writer.text(findings)
            if !quiet {
                // A list that nobody has to act on today must not push the findings off the screen.
                writer.limit = options.all ? nil : Self.listedAtMost
                for list in [writer.silenced(findings), writer.leftOut(notes)] where !list.isEmpty {
                    text += (text.isEmpty ? "" : "\n") + list
                }
            }
            Terminal.complain(text)
        case .json: Terminal.print(JSONWriter(language: options.language).text(findings, leftOut: notes))
        case .github: Terminal.print(GitHubWriter(language: options.language).text(findings))
        case .gitlab: Terminal.print(GitLabWriter(language: options.language).text(findings))
        case .sarif:
            Terminal.print(SARIFWriter(language: options.language, version: ToolVersion.current).text(findings))
        }
    }

    /// “3 errors, 1 warning”, for the end of a run.
    func summary(_ findings: Findings) -> Words? {
        let errors = findings.count(.error)
        let warnings = findings.count(.warning)
        let toFillIn = findings.count(.toFillIn)
        guard errors + warnings + toFillIn > 0 else { return nil }
        return Words(
            pl: "błędy: \(errors), ostrzeżenia: \(warnings), do uzupełnienia: \(toFillIn)",
            en: "errors: \(errors), warnings: \(warnings), to fill in: \(toFillIn)")
    }

    /// Throws status 1 when a finding reaches the level that fails.
    func fail(on findings: Findings) throws {
        let level = strict ? Level.warning : options.failOn?.level ?? .error
        if findings.contains(atLeast: min(level, .error)) { throw ExitCode(1) }
    }
}
