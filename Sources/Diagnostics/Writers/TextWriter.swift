/// Writes findings for people: place, level, message, rule; the line with a caret; the remedy.
///
/// ```
/// content/gminy/skawina.md:5:1: błąd: nieznane pole „ludnsc” [unknown-field]
///     5 | ludnsc: 24000
///       | ^^^^^^
///       = czy chodziło o „ludnosc”?
/// ```
public struct TextWriter: Sendable {
    public var language: MessageLanguage
    /// ANSI colours; only for a terminal, never when `NO_COLOR` is set.
    public var colour: Bool
    /// How many findings are shown before “and N more”; nil shows all.
    public var limit: Int?

    public init(language: MessageLanguage = .pl, colour: Bool = false, limit: Int? = nil) {
        self.language = language
        self.colour = colour
        self.limit = limit
    }

    public func text(_ findings: Findings) -> String {
        let sorted = findings.sorted()
        let shown = limit.map { sorted.prefix($0) } ?? sorted[...]
        var output = shown.map(text).joined(separator: "\n")
        if shown.count < sorted.count {
            let rest = sorted.count - shown.count
            output +=
                "\n"
                + (language == .pl ? "… i jeszcze \(rest) (pokaże je --all)" : "… and \(rest) more (--all shows them)")
            output += "\n"
        }
        return output
    }

    public func text(_ diagnostic: Diagnostic) -> String {
        var output = ""
        if let location = diagnostic.location {
            output += paint(place(location), .bold) + ": "
        }
        output += paint(diagnostic.level.words.text(in: language), style(of: diagnostic.level)) + ": "
        output += diagnostic.message.text(in: language) + " [\(diagnostic.rule.name)]\n"
        if let location = diagnostic.location { output += excerpt(location, mark: style(of: diagnostic.level)) }
        let indent = diagnostic.location.map { gutterWidth($0) } ?? 4
        if let remedy = diagnostic.remedy {
            output += String(repeating: " ", count: indent + 1) + paint("= ", .faint) + remedy.text(in: language) + "\n"
        }
        for note in diagnostic.notes {
            output += String(repeating: " ", count: indent + 1) + paint("· ", .faint)
            if let location = note.location { output += place(location) + ": " }
            output += note.message.text(in: language) + "\n"
        }
        return output
    }

    private func place(_ location: Location) -> String {
        let position = location.start
        return "\(location.file.path):\(position.line):\(position.column)"
    }

    private func gutterWidth(_ location: Location) -> Int {
        max(4, String(location.start.line).count + 1)
    }

    private func excerpt(_ location: Location, mark: Style) -> String {
        let start = location.start
        let range = location.file.lineRange(start.line)
        guard !location.file.bytes.isEmpty, range.lowerBound <= location.file.bytes.count else { return "" }
        let scalars = Array(location.file.lineText(start.line).unicodeScalars)
        let end = location.end
        let lastColumn = end.line == start.line ? end.column - 1 : scalars.count
        // A long line is shown around the place, so that the caret stays on the screen.
        let width = 100
        let first = start.column - 1 > width - 20 ? max(0, start.column - 1 - 40) : 0
        let last = min(scalars.count, first + width)
        let visible = first < last ? scalars[first..<last] : []
        let gutter = gutterWidth(location)
        let number = String(start.line)
        var output = String(repeating: " ", count: gutter - number.count) + paint(number + " | ", .faint)
        output += (first > 0 ? "…" : "") + String(String.UnicodeScalarView(visible.map(printable)))
        output += (last < scalars.count ? "…" : "") + "\n"
        let lead = max(0, start.column - 1 - first) + (first > 0 ? 1 : 0)
        let length = max(1, min(lastColumn, last) - start.column + 1)
        output += String(repeating: " ", count: gutter) + paint(" | ", .faint)
        output += String(repeating: " ", count: lead) + paint(String(repeating: "^", count: length), mark) + "\n"
        return output
    }

    /// A control character would move the caret or the terminal.
    private func printable(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        scalar.value < 0x20 || scalar.value == 0x7F || (0x80..<0xA0).contains(scalar.value) ? " " : scalar
    }

    private enum Style: String {
        case bold = "1"
        case red = "1;31"
        case yellow = "1;33"
        case blue = "1;34"
        case faint = "2"
    }

    private func style(of level: Level) -> Style {
        switch level {
        case .error: .red
        case .warning: .yellow
        case .toFillIn: .blue
        }
    }

    private func paint(_ text: String, _ style: Style) -> String {
        colour ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }
}
