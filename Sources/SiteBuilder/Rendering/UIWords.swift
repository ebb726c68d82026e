import Content
import Diagnostics

/// The words of templates in one language: `i18n/pl.yml`, a flat table of keys and texts.
public struct UIWords: Sendable {
    public let file: SourceFile?
    public let words: [String: String]
    public let spans: [String: Span]

    static let empty = UIWords(file: nil, words: [:], spans: [:])

    /// Reads a table; what is no text under a key is reported.
    static func read(_ file: SourceFile, findings: inout Findings) -> UIWords {
        var words: [String: String] = [:]
        var spans: [String: Span] = [:]
        do {
            for member in try YAMLReader.mapping(of: file) {
                guard case .scalar(let text) = member.value.value else {
                    findings.add(Diagnostic(.badWordTable, Words(
                        pl: "„\(member.key)” nie jest tekstem", en: "“\(member.key)” is no text"),
                        at: Location(file, member.value.span),
                        remedy: Words(pl: "tabela słów jest płaska: klucz: \"słowo\"", en: "the table of words is flat: key: \"word\"")))
                    continue
                }
                words[member.key] = text
                spans[member.key] = member.keySpan
            }
        } catch {
            findings.add(error.diagnostics)
        }
        return UIWords(file: file, words: words, spans: spans)
    }

    /// Reports words that one language has and another lacks.
    static func compare(_ tables: [UIWords], findings: inout Findings) {
        for table in tables {
            guard let file = table.file else { continue }
            for other in tables where other.file !== file {
                for key in other.words.keys.sorted() where table.words[key] == nil {
                    guard let otherFile = other.file, let span = other.spans[key] else { continue }
                    findings.add(Diagnostic(.unknownWord, Words(
                        pl: "w \(file.path) brakuje słowa „\(key)”", en: "\(file.path) lacks the word “\(key)”"),
                        at: Location(otherFile, span),
                        remedy: Words(pl: "dopisz „\(key)” w \(file.path)", en: "add “\(key)” to \(file.path)")))
                }
            }
        }
    }
}
