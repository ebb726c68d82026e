import Content
import Diagnostics

/// The words of templates in one language: `i18n/pl.yml`, a flat table of keys and texts.
public struct UIWords: Sendable {
    public let file: SourceFile?
    public let words: [String: String]
    fileprivate let spans: [String: Span]
    private let texts: [String: Span]

    static let empty = UIWords(file: nil, words: [:], spans: [:], texts: [:])

    /// Where a word's text is written.
    func span(of key: String) -> Span? { texts[key] }

    /// Reads a table; one that is no table is reported and empty.
    static func read(_ file: SourceFile, findings: inout Findings) -> UIWords {
        do {
            let table = try WordTable(file)
            return UIWords(
                file: file,
                words: Dictionary(table.words.map { ($0.key, $0.text) }, uniquingKeysWith: { first, _ in first }),
                spans: Dictionary(table.words.map { ($0.key, $0.keySpan) }, uniquingKeysWith: { first, _ in first }),
                texts: Dictionary(table.words.map { ($0.key, $0.span) }, uniquingKeysWith: { first, _ in first }))
        } catch {
            findings.add(error.diagnostics)
            return .empty
        }
    }

    /// Reports words that one language has and another lacks.
    static func compare(_ tables: [UIWords], findings: inout Findings) {
        for table in tables {
            guard let file = table.file else { continue }
            for other in tables where other.file !== file {
                for key in other.words.keys.sorted() where table.words[key] == nil {
                    guard let otherFile = other.file, let span = other.spans[key] else { continue }
                    findings.add(
                        Diagnostic(
                            .unknownWord,
                            Words(
                                pl: "w \(file.path) brakuje słowa „\(key)”", en: "\(file.path) lacks the word “\(key)”"),
                            at: Location(otherFile, span),
                            remedy: Words(pl: "dopisz „\(key)” w \(file.path)", en: "add “\(key)” to \(file.path)")))
                }
            }
        }
    }
}
