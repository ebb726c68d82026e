import Diagnostics

extension EntryReader {
    /// The entries of a data file (`.yml`, `.yaml`, `.json`, `.csv`): one for a mapping, one for each item of a list or
    /// row of a table.
    ///
    /// An item's slug is its field `slug`, else made from its title, else the file's slug and its number.
    /// - Parameter path: the path below the collection's folder.
    public mutating func readData(_ file: SourceFile, path: String) -> [Entry] {
        let name = EntryName(path: path, languages: languages, language: rules)
        var tree = DataTree()
        do throws(DiagnosticError) {
            let roots = try DataFile.read(file, into: &tree, table: schema.table)
            return roots.items.enumerated().map { number, root in
                item(file, name, tree, root, number: roots.isList ? number + 1 : nil)
            }
        } catch {
            findings += error.diagnostics
            return []
        }
    }

    private mutating func item(
        _ file: SourceFile, _ name: EntryName, _ tree: DataTree, _ root: Int, number: Int?
    ) -> Entry {
        let start = tree.nodes.isEmpty ? 0 : tree.nodes[root].span.start
        var entry = entry(
            file, name, tree, root: root, body: file.bytes.count..<file.bytes.count, head: Span(start, start + 1))
        entry.item = number
        guard let number, entry[.slug].isAbsent else { return entry }
        let made = entry.title.map { rules.slug($0) } ?? ""
        entry.slug = made.isEmpty ? "\(name.slug)-\(number)" : made
        return entry
    }
}

/// A file of data: which node of its tree is an entry.
public enum DataFile {
    static func read(
        _ file: SourceFile, into tree: inout DataTree, table: FieldTable
    ) throws(DiagnosticError) -> (items: [Int], isList: Bool) {
        try FrontMatterReader.checkText(file)
        if file.path.hasSuffix(".csv") {
            var text = DelimitedText(file)
            return (try text.read(into: &tree, table: table), true)
        }
        try readTree(file, into: &tree)
        guard let root = tree.nodes.first else { return ([], true) }
        if root.kind == .mapping { return ([0], false) }
        guard root.kind == .list else { throw notData(file, root.span) }
        let items = tree.items(0)
        for item in items where tree.nodes[item].kind != .mapping { throw notData(file, tree.nodes[item].span) }
        return (items, true)
    }

    /// A whole YAML or JSON file as plain values, without a schema: UI words, data for templates.
    public static func plain(_ file: SourceFile) throws(DiagnosticError) -> LocatedValue {
        try FrontMatterReader.checkText(file)
        var tree = DataTree()
        try readTree(file, into: &tree)
        guard let root = tree.nodes.first else { return .absent }
        var reader = ValueReader(file: file, tree: tree)
        return LocatedValue(reader.plain(0), root.span)
    }

    private static func readTree(_ file: SourceFile, into tree: inout DataTree) throws(DiagnosticError) {
        if file.path.hasSuffix(".json") {
            var json = JSONReader(file: file)
            tree.add(try json.read())
        } else {
            let start = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
            try YAMLReader.read(file, start..<file.bytes.count, into: &tree)
        }
        if tree.nodes.first?.kind == .plain, tree.isAbsent(0) { tree.removeAll() }
    }

    private static func notData(_ file: SourceFile, _ span: Span) -> DiagnosticError {
        DiagnosticError(
            Diagnostic(
                .badTable,
                Words(
                    pl: "zamiast wpisu z polami stoi coś innego",
                    en: "something else stands where an entry with fields is due"),
                at: Location(file, Span(span.start, min(span.end, span.start + 40))),
                remedy: Words(
                    pl: "plik danych to pola („pole: wartość”) albo lista takich wpisów",
                    en: "a data file is fields (“field: value”), or a list of such entries")))
    }
}
