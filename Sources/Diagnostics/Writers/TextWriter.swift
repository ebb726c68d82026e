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
    /// Whether the first finding of each rule says why the rule is there.
    public var explains = false

    public init(language: MessageLanguage = .pl, colour: Bool = false, limit: Int? = nil) {
        self.language = language
        self.colour = colour
        self.limit = limit
    }

    public func text(_ findings: Findings) -> String {
        let sorted = findings.sorted()
        let shown = limit.map { sorted.prefix($0) } ?? sorted[...]
        var explained: Set<Rule> = []
        var output = shown.map { diagnostic in
            guard explains, explained.insert(diagnostic.rule).inserted else { return text(diagnostic) }
            let indent = String(repeating: " ", count: (diagnostic.location.map { gutterWidth($0) } ?? 4) + 1)
            return text(diagnostic) + indent + paint("? ", .faint) + diagnostic.rule.why.text(in: language) + "\n"
        }.joined(separator: "\n")
        if shown.count < sorted.count {
            output += "\n" + rest(sorted.count - shown.count) + "\n"
        }
        return output
    }

    /// What comments silence, with the reasons; empty when there is nothing.
    public func silenced(_ findings: Findings) -> String {
        let all = findings.sortedSilenced()
        guard !all.isEmpty else { return "" }
        let lines = all.map { one in
            let place = one.finding.location.map { self.place($0) + ": " } ?? ""
            return "  \(place)\(plain(one.finding.message)) [\(one.finding.rule.name)] – \(plain(one.reason))"
        }
        return list(Words(pl: "Wyciszone z powodem", en: "Silenced with a reason"), lines)
    }

    /// What was left out, and why; empty when nothing was.
    public func leftOut(_ notes: [LeftOutNote]) -> String {
        guard !notes.isEmpty else { return "" }
        let lines = notes.map { note in
            let title = note.title.map { plain(language == .pl ? " „\($0)”" : " “\($0)”") } ?? ""
            return "  \(plain(note.path))\(title): \(note.words.text(in: language))"
        }
        return list(Words(pl: "Pominięte i nieużywane", en: "Left out and unused"), lines)
    }

    private func list(_ heading: Words, _ lines: [String]) -> String {
        let shown = limit.map { lines.prefix($0) } ?? lines[...]
        var output = paint("\(heading.text(in: language)) (\(lines.count)):", .bold) + "\n"
        for line in shown { output += line + "\n" }
        if shown.count < lines.count { output += "  " + rest(lines.count - shown.count) + "\n" }
        return output
    }

    private func rest(_ count: Int) -> String {
        language == .pl ? "… i jeszcze \(count) (pokaże je --all)" : "… and \(count) more (--all shows them)"
    }

    public func text(_ diagnostic: Diagnostic) -> String {
        var output = ""
        if let location = diagnostic.location {
            output += paint(place(location), .bold) + ": "
        }
        output += paint(diagnostic.level.words.text(in: language), style(of: diagnostic.level)) + ": "
        output += plain(diagnostic.message) + " [\(diagnostic.rule.name)]\n"
        if let location = diagnostic.location { output += excerpt(location, mark: style(of: diagnostic.level)) }
        let indent = diagnostic.location.map { gutterWidth($0) } ?? 4
        if let remedy = diagnostic.remedy {
            output += String(repeating: " ", count: indent + 1) + paint("= ", .faint) + plain(remedy) + "\n"
        }
        for note in diagnostic.notes {
            output += String(repeating: " ", count: indent + 1) + paint("· ", .faint)
            if let location = note.location { output += place(location) + ": " }
            output += plain(note.message) + "\n"
        }
        return output
    }

    private func place(_ location: Location) -> String {
        let position = location.start
        return "\(plain(location.file.path)):\(position.line):\(position.column)"
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

    private func plain(_ words: Words) -> String { plain(words.text(in: language)) }

    /// Names of files and texts of authors stand in messages; none of them may speak to the terminal.
    private func plain(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { printable($0) != $0 }) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map(printable)))
    }

    /// A control character would move the caret or the terminal, a mark of writing direction the rest of the line.
    private func printable(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2028...0x2029, 0x2066...0x2069: " "
        default: scalar
        }
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
