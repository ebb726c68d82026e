/// Findings as bytes for the cache.
///
/// A place is kept as the file's path and a span; whoever reads it back says which file that is now, and may be sure
/// that it has not changed.
extension BinaryWriter {
    public mutating func findings(_ findings: [Diagnostic]) {
        list(findings) { writer, finding in
            writer.text(finding.rule.name)
            writer.byte(UInt8(truncatingIfNeeded: finding.rule.level.rawValue))
            writer.words(finding.rule.why)
            writer.byte(UInt8(truncatingIfNeeded: finding.level.rawValue))
            writer.words(finding.message)
            writer.optional(finding.location) { $0.location($1) }
            writer.optional(finding.remedy) { $0.words($1) }
            writer.list(finding.notes) { writer, note in
                writer.words(note.message)
                writer.optional(note.location) { $0.location($1) }
            }
        }
    }

    private mutating func words(_ words: Words) {
        text(words.pl)
        text(words.en)
    }

    private mutating func location(_ location: Location) {
        text(location.file.path)
        // A file that is no text has none in its messages, whatever lies there.
        flag(location.file.bytes.isEmpty)
        span(location.span)
    }
}

extension BinaryReader {
    /// Findings that `BinaryWriter.findings` wrote.
    ///
    /// - Parameter file: the file of a path.
    public mutating func findings(file: (String) -> SourceFile) -> [Diagnostic] {
        list { reader in
            let name = reader.text()
            let rule = Rule(name, reader.level(), why: reader.words())
            let level = reader.level()
            let message = reader.words()
            let location = reader.optional { $0.location(file) }
            let remedy = reader.optional { $0.words() }
            let notes = reader.list { reader in
                let message = reader.words()
                return Diagnostic.Note(message, at: reader.optional { $0.location(file) })
            }
            return Diagnostic(rule, message, at: location, remedy: remedy, notes: notes, level: level)
        }
    }

    private mutating func level() -> Level {
        if let level = Level(rawValue: Int(byte())) { return level }
        fail()
        return .error
    }

    private mutating func words() -> Words {
        let pl = text()
        return Words(pl: pl, en: text())
    }

    private mutating func location(_ file: (String) -> SourceFile) -> Location {
        let path = text()
        return Location(flag() ? SourceFile(path: path, bytes: []) : file(path), span())
    }
}
