/// Writes findings as one JSON object for other programs; `docs/ci.md` describes its members.
public struct JSONWriter: Sendable {
    public var language: MessageLanguage

    public init(language: MessageLanguage = .pl) { self.language = language }

    public func text(_ findings: Findings, leftOut: [LeftOutNote] = []) -> String {
        var json = JSONText()
        json.object { json in
            json.key("findings")
            json.array { json in
                for diagnostic in findings.sorted() { write(diagnostic, into: &json) }
            }
            json.key("silenced")
            json.array { json in
                for silenced in findings.sortedSilenced() {
                    write(silenced.finding, reason: silenced.reason, into: &json)
                }
            }
            json.key("leftOut")
            json.array { json in for note in leftOut { write(note, into: &json) } }
        }
        return json.text + "\n"
    }

    private func write(_ note: LeftOutNote, into json: inout JSONText) {
        json.object { json in
            json.member("path", note.path)
            if let title = note.title { json.member("title", title) }
            json.member("reason", note.reason)
            if let day = note.day { json.member("day", day) }
            json.member("message", note.words.text(in: language))
        }
    }

    private func write(_ diagnostic: Diagnostic, reason: String? = nil, into json: inout JSONText) {
        json.object { json in
            if let reason { json.member("reason", reason) }
            json.member("rule", diagnostic.rule.name)
            json.member("level", diagnostic.level.name)
            json.member("message", diagnostic.message.text(in: language))
            if let location = diagnostic.location { write(location, into: &json) }
            if let remedy = diagnostic.remedy { json.member("remedy", remedy.text(in: language)) }
            json.member("why", diagnostic.rule.why.text(in: language))
            guard !diagnostic.notes.isEmpty else { return }
            json.key("notes")
            json.array { json in
                for note in diagnostic.notes {
                    json.object { json in
                        json.member("message", note.message.text(in: language))
                        if let location = note.location { write(location, into: &json) }
                    }
                }
            }
        }
    }

    private func write(_ location: Location, into json: inout JSONText) {
        let start = location.start
        let end = location.end
        json.member("path", location.file.path)
        json.member("line", start.line)
        json.member("column", start.column)
        json.member("endLine", end.line)
        json.member("endColumn", end.column)
        json.member("offset", location.span.start)
    }
}
