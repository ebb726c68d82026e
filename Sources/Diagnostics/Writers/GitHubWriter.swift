/// Writes findings as workflow commands that GitHub shows as annotations beside the line.
///
/// Format: `::error file=…,line=…,col=…,endColumn=…,title=…::message`, properties and data escaped as GitHub's
/// documentation “Workflow commands for GitHub Actions” says (`%25 %0D %0A`, in properties also `%3A %2C`).
public struct GitHubWriter: Sendable {
    public var language: MessageLanguage

    public init(language: MessageLanguage = .pl) { self.language = language }

    public func text(_ findings: Findings) -> String {
        findings.sorted().map(line).joined()
    }

    private func line(_ diagnostic: Diagnostic) -> String {
        var properties: [String] = []
        if let location = diagnostic.location {
            let start = location.start
            let end = location.end
            properties.append("file=" + property(location.file.path))
            properties.append("line=\(start.line)")
            properties.append("col=\(start.column)")
            if end.line == start.line {
                properties.append("endColumn=\(end.column)")
            } else {
                properties.append("endLine=\(end.line)")
            }
        }
        properties.append("title=" + property(diagnostic.rule.name))
        var message = diagnostic.message.text(in: language)
        if let remedy = diagnostic.remedy { message += "\n" + remedy.text(in: language) }
        return "::\(command(diagnostic.level)) \(properties.joined(separator: ","))::\(data(message))\n"
    }

    private func command(_ level: Level) -> String {
        switch level {
        case .error: "error"
        case .warning: "warning"
        case .toFillIn: "notice"
        }
    }

    private func data(_ text: String) -> String {
        escape(text, ["%": "%25", "\r": "%0D", "\n": "%0A"])
    }

    private func property(_ text: String) -> String {
        escape(text, ["%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"])
    }

    private func escape(_ text: String, _ table: [Unicode.Scalar: String]) -> String {
        var output = ""
        for scalar in text.unicodeScalars {
            if let replacement = table[scalar] { output += replacement } else { output.unicodeScalars.append(scalar) }
        }
        return output
    }
}
