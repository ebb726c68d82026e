import CLibYAML
import Diagnostics

/// Reads one YAML document into a `DataTree`: by `UsualYAML` where that can, else by libyaml's events.
///
/// libyaml decides what is YAML; this decides what of it is taken: no alias, no anchor, no tag, no second document, no
/// key that is no scalar, no key twice, at most 64 levels (libyaml takes time quadratic in depth).
@_spi(Fuzzing) public struct YAMLReader {
    static let depthLimit = 64

    /// Reads `range` of the file, which must be valid UTF-8 without NUL; an empty document is an empty tree.
    static func read(_ file: SourceFile, _ range: Range<Int>, into tree: inout DataTree) throws(DiagnosticError) {
        let isRead = file.bytes.withUnsafeBufferPointer {
            UsualYAML.read(UnsafeBufferPointer(rebasing: $0[range]), start: range.lowerBound, into: &tree)
        }
        if !isRead { try readByLibrary(file, range, into: &tree) }
    }

    /// The same by libyaml alone.
    static func readByLibrary(
        _ file: SourceFile, _ range: Range<Int>, into tree: inout DataTree
    ) throws(DiagnosticError) {
        tree.removeAll()
        var failure: DiagnosticError?
        file.bytes.withUnsafeBufferPointer { all in
            var session = Session(file: file, start: range.lowerBound, text: UnsafeBufferPointer(rebasing: all[range]))
            do throws(DiagnosticError) { try session.run(&tree) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    /// Whether both ways to read a text give one tree: true, too, of a text that only libyaml reads.
    @_spi(Fuzzing) public static func agrees(on bytes: [UInt8]) -> Bool {
        var (quick, whole) = (DataTree(), DataTree())
        guard bytes.withUnsafeBufferPointer({ UsualYAML.read($0, start: 0, into: &quick) }) else {
            return quick.nodes.isEmpty && quick.text.isEmpty
        }
        let file = SourceFile(path: "a.yml", bytes: bytes)
        do throws(DiagnosticError) { try readByLibrary(file, 0..<bytes.count, into: &whole) } catch { return false }
        return quick == whole
    }
}

/// One run of libyaml over one text.
private struct Session {
    let file: SourceFile
    /// Where the text begins in the file.
    let start: Int
    let text: UnsafeBufferPointer<UInt8>
    var offsets: CharacterOffsets
    /// The containers that are open, and for a mapping whether a key is due.
    var open: [Container] = []

    struct Container {
        let node: Int
        let isMapping: Bool
        var keyIsDue: Bool
    }

    init(file: SourceFile, start: Int, text: UnsafeBufferPointer<UInt8>) {
        self.file = file
        self.start = start
        self.text = text
        offsets = CharacterOffsets(text)
    }

    mutating func run(_ tree: inout DataTree) throws(DiagnosticError) {
        // libyaml keeps the parser's own address in it, so that it must not move.
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        defer { parser.deallocate() }
        guard yaml_parser_initialize(parser) == 1 else { return }
        defer { yaml_parser_delete(parser) }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        // An empty Swift buffer has no address, which libyaml asserts against.
        var nothing: UInt8 = 0
        if let address = text.baseAddress, !text.isEmpty {
            yaml_parser_set_input_string(parser, address, text.count)
            try pull(parser, &tree)
        } else {
            try withUnsafeMutablePointer(to: &nothing) { (address) throws(DiagnosticError) in
                yaml_parser_set_input_string(parser, address, 0)
                try pull(parser, &tree)
            }
        }
    }

    private mutating func pull(
        _ parser: UnsafeMutablePointer<yaml_parser_t>, _ tree: inout DataTree
    ) throws(DiagnosticError) {
        var event = yaml_event_t()
        var documents = 0
        while true {
            guard yaml_parser_parse(parser, &event) == 1 else { throw failure(of: parser.pointee) }
            defer { yaml_event_delete(&event) }
            switch event.type {
            case YAML_STREAM_END_EVENT:
                return
            case YAML_DOCUMENT_START_EVENT:
                documents += 1
                if documents > 1 { throw YAMLFault.secondDocument.error(file, span(event)) }
                try refuseDirectives(event)
            case YAML_ALIAS_EVENT:
                throw YAMLFault.alias.error(file, span(event))
            case YAML_SCALAR_EVENT:
                try scalar(event, &tree)
            case YAML_MAPPING_START_EVENT, YAML_SEQUENCE_START_EVENT:
                try enter(event, &tree)
            case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT:
                try leave(event, &tree)
            default:
                break
            }
        }
    }

    // MARK: - Events

    private mutating func scalar(_ event: yaml_event_t, _ tree: inout DataTree) throws(DiagnosticError) {
        let scalar = event.data.scalar
        try refuseProperties(anchor: scalar.anchor, tag: scalar.tag, event)
        let from = tree.text.count
        tree.text.append(contentsOf: UnsafeBufferPointer(start: scalar.value, count: scalar.length))
        let kind: DataTree.Kind =
            switch scalar.style {
            case YAML_PLAIN_SCALAR_STYLE: .plain
            case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
            default: .quoted
            }
        _ = tree.add(kind, span(event), text: from..<tree.text.count)
        note(isScalar: true)
    }

    private mutating func enter(_ event: yaml_event_t, _ tree: inout DataTree) throws(DiagnosticError) {
        let isMapping = event.type == YAML_MAPPING_START_EVENT
        if isMapping {
            try refuseProperties(
                anchor: event.data.mapping_start.anchor, tag: event.data.mapping_start.tag, event)
        } else {
            try refuseProperties(
                anchor: event.data.sequence_start.anchor, tag: event.data.sequence_start.tag, event)
        }
        if let parent = open.last, parent.isMapping, parent.keyIsDue {
            throw YAMLFault.complexKey.error(file, firstByte(event))
        }
        guard open.count < YAMLReader.depthLimit else {
            throw YAMLFault.tooDeep(YAMLReader.depthLimit).error(file, firstByte(event))
        }
        note(isScalar: false)
        let node = tree.add(isMapping ? .mapping : .list, span(event))
        open.append(Container(node: node, isMapping: isMapping, keyIsDue: isMapping))
    }

    private mutating func leave(_ event: yaml_event_t, _ tree: inout DataTree) throws(DiagnosticError) {
        guard let container = open.popLast() else { return }
        // A block container's own end is the start of the next token: it ends with its last child.
        let isFlow = event.start_mark.index != event.end_mark.index
        let end = isFlow ? span(event).end : tree.nodes.last?.span.end ?? 0
        tree.close(container.node, end: max(end, tree.nodes[container.node].span.start))
        if container.isMapping, let (first, second) = tree.repeatedKey(in: container.node) {
            throw YAMLFault.duplicateKey(tree.string(second)).error(
                file, tree.nodes[second].span,
                notes: [
                    Diagnostic.Note(
                        Words(pl: "pierwszy raz tutaj", en: "first here"),
                        at: Location(file, tree.nodes[first].span))
                ])
        }
    }

    /// Keeps the turn of keys and values in the innermost mapping.
    private mutating func note(isScalar: Bool) {
        guard let last = open.indices.last, open[last].isMapping else { return }
        open[last].keyIsDue.toggle()
    }

    // MARK: - What is not taken

    private mutating func refuseProperties(
        anchor: UnsafeMutablePointer<yaml_char_t>?, tag: UnsafeMutablePointer<yaml_char_t>?, _ event: yaml_event_t
    ) throws(DiagnosticError) {
        if anchor != nil { throw YAMLFault.anchor.error(file, firstByte(event)) }
        if tag != nil { throw YAMLFault.tag.error(file, firstByte(event)) }
    }

    private mutating func refuseDirectives(_ event: yaml_event_t) throws(DiagnosticError) {
        let start = event.data.document_start
        let hasTags = start.tag_directives.start != start.tag_directives.end
        guard start.version_directive != nil || hasTags else { return }
        // The event begins after its directives.
        let at = YAMLFault.directive(file.bytes, before: self.start + offsets.byteOffset(event.start_mark.index))
        throw YAMLFault.directive.error(file, at.map { Span($0, $0 + 1) } ?? firstByte(event))
    }

    private mutating func span(_ event: yaml_event_t) -> Span {
        let from = offsets.byteOffset(event.start_mark.index)
        return Span(start + from, start + offsets.byteOffset(event.end_mark.index))
    }

    private mutating func firstByte(_ event: yaml_event_t) -> Span {
        let from = start + offsets.byteOffset(event.start_mark.index)
        return Span(from, from + 1)
    }

    private mutating func failure(of parser: yaml_parser_t) -> DiagnosticError {
        let problem = parser.problem.map { String(cString: $0) } ?? ""
        if parser.error == YAML_READER_ERROR {
            let at = start + min(parser.problem_offset, text.count)
            return YAMLFault.controlCharacter.error(file, Span(at, at + 1))
        }
        let at = start + offsets.byteOffset(parser.problem_mark.index)
        let context = parser.context.map { String(cString: $0) } ?? ""
        let opened = context.isEmpty ? nil : start + offsets.byteOffset(parser.context_mark.index)
        return YAMLFault.diagnose(
            file, problem: problem, at: at, context: context, opened: opened, limit: start + text.count)
    }
}
