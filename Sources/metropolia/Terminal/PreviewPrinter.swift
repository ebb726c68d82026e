import Diagnostics
import PreviewServer
import Synchronization

/// Prints what a preview says: findings of a build when they are new, and one line for each build.
final class PreviewPrinter: Sendable {
    private let printer: FindingPrinter
    private let quiet: Bool
    private let opens: Bool
    private let last = Mutex("")

    init(printer: FindingPrinter, quiet: Bool, opens: Bool) {
        self.printer = printer
        self.quiet = quiet
        self.opens = opens
    }

    func print(_ notice: PreviewNotice, language: MessageLanguage) {
        if case .built(let build, let milliseconds, let change) = notice {
            return printBuild(build, milliseconds: milliseconds, change: change, language: language)
        }
        if let words = notice.words, !quiet { Terminal.complain(words.text(in: language) + "\n") }
        if case .started(let address) = notice, opens { Browser.open(address.url) }
    }

    /// The same warnings after every saved file would bury the one that is new.
    private func printBuild(_ build: PreviewBuild, milliseconds: Double, change: SiteChange, language: MessageLanguage)
    {
        let text = TextWriter(language: language).text(build.findings)
        let isNew = last.withLock { last in
            defer { last = text }
            return last != text
        }
        if isNew { printer.print(build.findings) }
        if let failure = build.failure { Terminal.complain(failure.text(in: language) + "\n") }
        guard !quiet else { return }
        if isNew, let summary = printer.summary(build.findings) { Terminal.complain(summary.text(in: language) + "\n") }
        Terminal.complain(PreviewPrinter.line(milliseconds: milliseconds, change: change).text(in: language) + "\n")
    }

    private static func line(milliseconds: Double, change: SiteChange) -> Words {
        let time = "\(Int(milliseconds.rounded())) ms"
        return switch change {
        case .nothing: Words(pl: "Zbudowano w \(time), bez zmian.", en: "Built in \(time), nothing changed.")
        case .styles(let count), .pages(let count):
            Words(
                pl: "Zbudowano w \(time), zmienione pliki: \(count).", en: "Built in \(time), files changed: \(count).")
        case .failed:
            Words(
                pl: "Są błędy (\(time)); podgląd pokazuje ostatnią poprawną wersję.",
                en: "There are errors (\(time)); the preview shows the last good version.")
        }
    }
}
