import Diagnostics

/// A flat YAML table of names and texts, as `i18n/pl.yml` is.
///
/// ```yaml
/// menu: "Menu"
/// skip_to_content: "Przejdź do treści"
/// ```
public struct WordTable: Sendable {
    public struct Word: Sendable {
        public let key: String
        public let keySpan: Span
        public let text: String
        public let span: Span
    }

    /// In the order of the file.
    public let words: [Word]

    /// Reads the table. Errors: what is no YAML, no mapping, or no text under a key; each with its place.
    public init(_ file: SourceFile) throws(DiagnosticError) {
        var words: [Word] = []
        guard !file.bytes.isEmpty else {
            self.words = []
            return
        }
        try FrontMatterReader.checkText(file)
        var tree = DataTree()
        let start = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        try YAMLReader.read(file, start..<file.bytes.count, into: &tree)
        guard let root = tree.nodes.first else {
            self.words = []
            return
        }
        guard root.kind == .mapping else { throw WordTable.notFlat(file, root.span) }
        var index = 1
        while index < root.next {
            let value = index + 1
            guard tree.isScalar(value) else { throw WordTable.notFlat(file, tree.nodes[value].span) }
            words.append(
                Word(
                    key: tree.string(index), keySpan: tree.nodes[index].span, text: tree.string(value),
                    span: tree.nodes[value].span))
            index = tree.nodes[value].next
        }
        self.words = words
    }

    private static func notFlat(_ file: SourceFile, _ span: Span) -> DiagnosticError {
        DiagnosticError(
            Diagnostic(
                .badWordTable, Words(pl: "tu powinien stać tekst", en: "a text belongs here"), at: Location(file, span),
                remedy: Words(
                    pl: "tabela słów jest płaska: klucz: \"słowo\"", en: "the table of words is flat: key: \"word\"")))
    }
}

extension Rule {
    public static let badWordTable = Rule(
        "bad-word-table",
        why: Words(
            pl: "Z tabel w i18n/ biorą się wszystkie słowa szablonów.",
            en: "All words of the templates come from the tables in i18n/."))
}
