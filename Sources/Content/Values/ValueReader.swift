import Diagnostics
import LanguageRules

/// Reads nodes of a tree as the types of fields say, and collects what does not fit.
struct ValueReader {
    let file: SourceFile
    let tree: DataTree
    private(set) var findings = Findings()
    /// The keys from the entry down to the value in hand, for messages: `ludnosc`, `liczba`.
    private var path: [String] = []
    /// Fields that a misspelt key of the mapping in hand most likely meant: they are not missing as well.
    private var misspelt: [String] = []
    /// Compiled patterns of constraints.
    private var patterns: [String: Regex<AnyRegexOutput>] = [:]

    init(file: SourceFile, tree: DataTree) {
        self.file = file
        self.tree = tree
    }

    /// The value of the node at `index`; `.absent`, and a finding, when it does not fit the field.
    mutating func value(_ index: Int, of field: Field) -> LocatedValue {
        path.append(field.key)
        defer { path.removeLast() }
        return read(index, field)
    }

    private mutating func read(_ index: Int, _ field: Field) -> LocatedValue {
        let span = tree.nodes[index].span
        if tree.nodes[index].kind == .plain { refuseComment(index) }
        if tree.isAbsent(index) { return LocatedValue(.absent, span) }
        let before = findings.count
        let value =
            switch field.type {
            case .list(let item): list(index, item)
            case .object(let table): object(index, table)
            case .any: plain(index)
            case .image, .file: media(index, field.type)
            case .coordinates where !tree.isScalar(index): coordinates(index)
            default: scalar(index, field.type)
            }
        // Of a list that lost an item to a finding nobody knows how long it is.
        let isWhole = findings.count == before
        guard !value.isAbsent, isWhole, field.isConstrained else { return LocatedValue(value, span) }
        return LocatedValue(satisfies(value, field.constraints, span) ? value : .absent, span)
    }

    // MARK: - Scalars

    private mutating func scalar(_ index: Int, _ type: FieldType) -> FieldValue {
        guard tree.isScalar(index) else {
            wrongType(index, type, remedy: containerRemedy(index))
            return .absent
        }
        let text = tree.string(index)
        let isPlain = tree.nodes[index].kind == .plain
        switch ScalarReading.read(text, type, isPlain: isPlain) {
        case .value(let value):
            if isPlain, case .string = type, let inner = ScalarReading.typographicQuotes(text) {
                return quoted(index, inner)
            }
            return value
        case .wrong(let remedy):
            wrongType(index, type, remedy: remedy)
        case .fault(let rule, let message, let remedy):
            report(rule, message, tree.nodes[index].span, remedy)
        }
        return .absent
    }

    /// A text that stands in typographic quotes from end to end: they would be printed.
    private mutating func quoted(_ index: Int, _ inner: String) -> FieldValue {
        report(
            .typographicQuotes,
            Words(
                pl: "wartość stoi w cudzysłowie drukarskim, który trafi na stronę",
                en: "the value stands in typographic quotes, which would be printed"), tree.nodes[index].span,
            Words(
                pl: "wpisz \"\(inner)\"; jeśli cudzysłów należy do tekstu: \"\(tree.string(index))\"",
                en: "write \"\(inner)\"; if the quotes belong to the text: \"\(tree.string(index))\""))
        return .absent
    }

    /// In `#1a6bb0` and `Plac #1` the rest of the line is a comment, and would be lost without a word. Who means a
    /// comment puts a space after the `#`.
    private mutating func refuseComment(_ index: Int) {
        let bytes = file.bytes
        let isEmpty = tree.nodes[index].text.isEmpty
        var at = isEmpty ? tree.nodes[index].span.start : tree.nodes[index].span.end
        let end = at
        if isEmpty, at < bytes.count, bytes[at] == UInt8(ascii: ":") { at += 1 }
        while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x09 { at += 1 }
        guard at > end || isEmpty, at + 1 < bytes.count, bytes[at] == UInt8(ascii: "#"), bytes[at + 1] > 0x20,
            bytes[at + 1] != UInt8(ascii: "#")
        else { return }
        var last = at
        while last < bytes.count, bytes[last] != 0x0A, bytes[last] != 0x0D { last += 1 }
        while bytes[last - 1] == 0x20 || bytes[last - 1] == 0x09 { last -= 1 }
        let comment = file.text(Span(at, last))
        let whole = isEmpty ? comment : tree.string(index) + file.text(Span(end, last))
        let quoted = whole.contains("\"") || whole.contains("\\") || whole.utf8.count > 60 ? "\"…\"" : "\"\(whole)\""
        report(
            .hiddenText,
            Words(
                pl: "pole „\(name())”: bez cudzysłowu „\(comment.shortened)” to komentarz",
                en: "field “\(name())”: without quotes “\(comment.shortened)” is a comment"), Span(at, last),
            Words(
                pl: "wpisz \(quoted); jeśli to komentarz, zostaw spację po #",
                en: "write \(quoted); if it is a comment, put a space after #"))
    }

    private func containerRemedy(_ index: Int) -> Words? {
        if tree.nodes[index].kind == .list {
            let items = tree.items(index)
            if let only = items.first, items.count == 1, tree.isScalar(only) {
                return Words(
                    pl: "wpisz samą wartość: \(tree.string(only))", en: "write the value alone: \(tree.string(only))")
            }
            return Words(pl: "wpisz jedną wartość zamiast listy", en: "write one value instead of a list")
        }
        return Words(pl: "wpisz jedną wartość zamiast grupy pól", en: "write one value instead of a group of fields")
    }

    // MARK: - Containers

    private mutating func list(_ index: Int, _ item: Field) -> FieldValue {
        guard tree.nodes[index].kind == .list else {
            let example = tree.isScalar(index) ? tree.string(index) : "…"
            wrongType(
                index, .list(item),
                remedy: example.contains(", ")
                    ? Words(pl: "wpisz listę: [\(example)]", en: "write a list: [\(example)]")
                    : Words(
                        pl: "wpisz listę: wiersz „- \(example)” na każdy element",
                        en: "write a list: a line “- \(example)” for each item"))
            return .absent
        }
        var values: [LocatedValue] = []
        var child = index + 1
        while child < tree.nodes[index].next {
            // An item with nothing in it is what a form leaves behind.
            let value = read(child, item)
            if !value.value.isAbsent { values.append(value) }
            child = tree.nodes[child].next
        }
        return values.isEmpty ? .absent : .list(values)
    }

    private mutating func object(_ index: Int, _ table: FieldTable) -> FieldValue {
        guard tree.nodes[index].kind == .mapping else {
            let names = table.fields.prefix(3).map(\.key).joined(separator: ", ")
            wrongType(
                index, .object(table),
                remedy: Words(pl: "wpisz pola: { \(names): … }", en: "write the fields: { \(names): … }"))
            return .absent
        }
        let (values, _) = fields(of: index, table, additionalFields: false, missingAt: tree.nodes[index].span)
        return values.allSatisfy(\.value.isAbsent) ? .absent : .object(values)
    }

    /// The values of a mapping by slot, and what the table does not know.
    mutating func fields(
        of mapping: Int, _ table: FieldTable, additionalFields: Bool, missingAt: Span, isTranslation: Bool = false
    ) -> (values: [LocatedValue], others: [NamedValue]) {
        var values = [LocatedValue](repeating: .absent, count: table.fields.count)
        var others: [NamedValue] = []
        misspelt = []
        let start = tree.nodes[mapping].span.start
        var key = mapping + 1
        while key < tree.nodes[mapping].next {
            let node = key + 1
            if let slot = table.slot(tree.bytes(key)) {
                values[slot] = known(node, key: key, table.fields[slot], isInRow: tree.nodes[key].span.start < start)
            } else if let other = foreign(key, table, additionalFields: additionalFields) {
                others.append(other)
            }
            key = tree.nodes[node].next
        }
        complete(&values, table, missingAt: missingAt, isTranslation: isTranslation)
        return (values, others)
    }

    /// - Parameter isInRow: whether the key stands elsewhere, in the header of a table.
    private mutating func known(_ node: Int, key: Int, _ field: Field, isInRow: Bool) -> LocatedValue {
        if !field.isWritten {
            report(
                .computedField,
                Words(
                    pl: "pole „\(name(field.key))” oblicza program", en: "the field “\(name(field.key))” is computed"),
                tree.nodes[key].span, Words(pl: "usuń ten wiersz", en: "remove this line"))
            return .absent
        }
        let before = findings.count
        var value = self.value(node, of: field)
        if value.value.isAbsent {
            // A value that was refused is not missing as well: the span of its key says that it was there.
            value.span = tree.nodes[isInRow ? node : key].span
            if findings.count > before { value.span = ValueReader.refused }
        }
        return value
    }

    /// Marks a value that a finding already speaks of.
    static let refused = Span(-1, -1)

    /// Defaults for what is absent, and findings for what is required and absent.
    ///
    /// A translation gets neither: what it leaves out `TranslationJoin` looks for in the main language's entry.
    mutating func complete(
        _ values: inout [LocatedValue], _ table: FieldTable, missingAt: Span, isTranslation: Bool = false
    ) {
        guard !isTranslation else { return }
        for slot in values.indices where values[slot].value.isAbsent {
            let field = table.fields[slot]
            let span = values[slot].span
            values[slot] = LocatedValue(field.defaultValue, Span(0, 0))
            guard field.isRequired, span != ValueReader.refused, !misspelt.contains(field.key) else { continue }
            findings.add(
                ValueReader.missing(
                    field, name: name(field.key), file, span.end > 0 ? span : missingAt, isEmpty: span.end > 0))
        }
    }

    /// The finding for a required field that says nothing.
    static func missing(
        _ field: Field, name: String, _ file: SourceFile, _ span: Span, isEmpty: Bool
    ) -> Diagnostic {
        let message =
            isEmpty
            ? Words(pl: "wymagane pole „\(name)” jest puste", en: "the required field “\(name)” is empty")
            : Words(pl: "brakuje wymaganego pola „\(name)”", en: "the required field “\(name)” is missing")
        return Diagnostic(
            .missingField, message, at: Location(file, span),
            remedy: Words(
                pl: "dopisz „\(field.key): …” (\(field.type.words.pl))",
                en: "add “\(field.key): …” (\(field.type.words.en))"))
    }

    // MARK: - Foreign fields

    private mutating func foreign(_ key: Int, _ table: FieldTable, additionalFields: Bool) -> NamedValue? {
        let written = tree.string(key)
        guard additionalFields else {
            report(
                .unknownField, Words(pl: "nieznane pole „\(name(written))”", en: "unknown field “\(name(written))”"),
                tree.nodes[key].span, unknownRemedy(written, table))
            return nil
        }
        if path.isEmpty, let reserved = Schema.reservedNames.first(where: { $0.name == written }) {
            report(
                .reservedField,
                Words(
                    pl: "nazwa „\(written)” jest zajęta: w szablonach to \(reserved.meaning)",
                    en: "the name “\(written)” is taken: in templates it is \(reserved.meaningEN)"),
                tree.nodes[key].span, Words(pl: "nazwij pole inaczej", en: "choose another name"))
            return nil
        }
        return NamedValue(
            name: written, nameSpan: tree.nodes[key].span,
            value: LocatedValue(plain(key + 1), tree.nodes[key + 1].span))
    }

    private mutating func unknownRemedy(_ written: String, _ table: FieldTable) -> Words? {
        let keys = table.fields.filter(\.isWritten).map(\.key)
        if let invisible = written.unicodeScalars.first(where: \.isInvisible) {
            let visible = String(String.UnicodeScalarView(written.unicodeScalars.filter { !$0.isInvisible }))
            if keys.contains(visible) {
                misspelt.append(visible)
                let code = "U+" + String(invisible.value, radix: 16, uppercase: true)
                return Words(
                    pl: "w nazwie jest znak, którego nie widać (\(code)); wpisz „\(visible)” od nowa",
                    en: "the name holds a character that nobody sees (\(code)); type “\(visible)” anew")
            }
        }
        if let meant = meant(written, table, keys) {
            misspelt.append(meant)
            return Words(pl: "czy chodziło o „\(meant)”?", en: "did you mean “\(meant)”?")
        }
        if !path.isEmpty, Int(written) != nil {
            return Words(
                pl: "przecinek w {…} rozdziela pola; liczba ma kropkę: 5.5",
                en: "a comma in {…} separates fields; a number has a point: 5.5")
        }
        let own = path.isEmpty ? Array(keys.dropFirst(KnownField.allCases.count)) : keys
        guard !own.isEmpty, own.count <= 20 else { return Words(pl: "usuń je", en: "remove it") }
        let list = own.joined(separator: ", ")
        return Words(pl: "usuń je; pola: \(list)", en: "remove it; the fields are: \(list)")
    }

    /// The key that was most likely meant: a near miss, or the English name of a field that is known by a Polish word.
    private func meant(_ written: String, _ table: FieldTable, _ keys: [String]) -> String? {
        if let near = NearMiss.best(for: written, in: keys) { return near }
        guard path.isEmpty, let known = KnownField.polishWords[written.lowercased()] else { return nil }
        return table.slot(of: known.rawValue).map { table.fields[$0].key }
    }

    /// A value without a schema, by YAML 1.2's core rules (chapter 10.3): booleans, numbers, else text.
    mutating func plain(_ index: Int) -> FieldValue {
        if tree.isAbsent(index) { return .absent }
        switch tree.nodes[index].kind {
        case .plain: return ScalarReading.guess(tree.string(index))
        case .quoted, .block: return .string(tree.string(index))
        case .list:
            return .list(tree.items(index).map { LocatedValue(plain($0), tree.nodes[$0].span) })
        case .mapping:
            var members: [NamedValue] = []
            var key = index + 1
            while key < tree.nodes[index].next {
                let value = LocatedValue(plain(key + 1), tree.nodes[key + 1].span)
                members.append(NamedValue(name: tree.string(key), nameSpan: tree.nodes[key].span, value: value))
                key = tree.nodes[key + 1].next
            }
            return .mapping(members)
        }
    }

    // MARK: - Findings

    mutating func report(_ rule: Rule, _ message: Words, _ span: Span, _ remedy: Words? = nil) {
        findings.add(Diagnostic(rule, message, at: Location(file, span), remedy: remedy))
    }

    mutating func wrongType(_ index: Int, _ type: FieldType, remedy: Words?) {
        let found = found(index)
        report(
            .wrongType,
            Words(
                pl: "pole „\(name())”: jest \(found.pl), a ma być \(type.words.pl)",
                en: "field “\(name())”: found \(found.en), expected \(type.words.en)"), head(index), remedy)
    }

    /// The field's name with the names around it: `ludnosc.liczba`.
    func name(_ last: String? = nil) -> String {
        (last.map { path + [$0] } ?? path).joined(separator: ".")
    }

    private func found(_ index: Int) -> Words {
        switch tree.nodes[index].kind {
        case .list: return Words(pl: "lista", en: "a list")
        case .mapping: return Words(pl: "grupa pól", en: "a group of fields")
        case .quoted where tree.bytes(index).count <= 60:
            return Words(pl: "tekst \"\(tree.string(index))\"", en: "the text \"\(tree.string(index))\"")
        case .plain where tree.bytes(index).count <= 60:
            return Words(pl: "„\(tree.string(index))”", en: "“\(tree.string(index))”")
        default: return Words(pl: "długi tekst", en: "a long text")
        }
    }

    /// The node's span cut at the end of its first line.
    private func head(_ index: Int) -> Span {
        let span = tree.nodes[index].span
        var end = span.start
        while end < span.end, file.bytes[end] != 0x0A, file.bytes[end] != 0x0D { end += 1 }
        return Span(span.start, end)
    }

    /// Whether a text matches a pattern of the config, anywhere in it.
    mutating func matches(_ text: String, _ pattern: String) -> Bool {
        if patterns[pattern] == nil {
            patterns[pattern] = (try? Regex(pattern))?.matchingSemantics(.unicodeScalar)
        }
        guard let regex = patterns[pattern] else { return true }
        return (try? regex.firstMatch(in: text)) != nil
    }
}

extension Unicode.Scalar {
    /// White space that is no plain space, a mark of no width, a control: nobody sees it in an editor.
    fileprivate var isInvisible: Bool {
        switch properties.generalCategory {
        case .format, .control, .spaceSeparator, .lineSeparator, .paragraphSeparator: self != " "
        default: false
        }
    }
}

extension String {
    /// At most forty characters of a text, for a message.
    fileprivate var shortened: String {
        unicodeScalars.count <= 40 ? self : String(String.UnicodeScalarView(unicodeScalars.prefix(39))) + "…"
    }
}
