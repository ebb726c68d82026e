import Diagnostics

/// Finds the author's bytes of nodes of the tree; does nothing until it is asked.
///
/// A renderer keeps one, so that its buffers are used again; `begin` gives it the next document.
final class SourceMap {
    private let parser: OpaquePointer
    private var file = SourceFile(path: "", bytes: [])
    private var source = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    /// The offset of `source` in the file.
    private var base = 0
    private var lines = LineTable()
    private var linesAreRead = false
    private var cursor: InlineCursor
    private var map = ContentMap()

    init(parser: OpaquePointer) {
        self.parser = parser
        cursor = InlineCursor(parser: parser)
    }

    func begin(_ file: SourceFile, source: UnsafeBufferPointer<UInt8>, base: Int) {
        self.file = file
        self.source = source
        self.base = base
        linesAreRead = false
        cursor.begin(nil)
    }

    struct Place {
        let whole: Location
        let destination: Location
        let kind: AuthoredLink.Kind
    }

    /// The place of an inline construct: a link, an image, raw HTML, a footnote reference.
    func place(ofInline node: MarkdownNode) -> Place {
        let block = beginBlock(of: node)
        guard !map.isEmpty, let found = cursor.place(of: node) else {
            let whole = location(ofBlock: block)
            // Nothing is known to come here; should it, the line is right.
            return Place(whole: whole, destination: whole, kind: .reference)
        }
        let whole = location(map.source(found.range))
        let destination = found.destination.map { location(map.source($0)) } ?? whole
        return Place(whole: whole, destination: destination, kind: found.kind)
    }

    /// The places of `[^label]` in a text that no footnote answers.
    func unknownFootnotes(in text: MarkdownNode) -> [Location] {
        _ = beginBlock(of: text)
        guard !map.isEmpty else { return [] }
        return cursor.unknownFootnotes(in: text).map { location(map.source($0)) }
    }

    /// The place of a block: its lines from its first character on.
    func location(ofBlock node: MarkdownNode) -> Location {
        let view = node.view
        switch node.kind {
        case .heading where view.flag != 0: return location(ofUnderlined: node)
        case .htmlBlock:
            let newlines = view.bytes.reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
            return location(
                fromLine: Int(view.line), column: Int(view.column), to: Int(view.line) + max(newlines - 1, 0))
        default:
            let known = view.line > 0 ? view : node.next?.view ?? view
            return location(fromLine: Int(known.line), column: Int(known.column), to: Int(known.line))
        }
    }

    /// The line of a footnote's definition from its `[^` on: the parser's column is that of its text.
    func location(ofFootnote definition: MarkdownNode) -> Location {
        let view = definition.view
        readLines()
        let range = lines.range(Int(view.line))
        let start = (range.lowerBound..<max(range.lowerBound, range.upperBound - 1)).first {
            source[$0] == UInt8(ascii: "[") && source[$0 + 1] == UInt8(ascii: "^")
        }
        return location((start ?? range.lowerBound)..<trimmedEnd(range))
    }

    /// A 1-based line of the body as a whole.
    func location(ofLine line: Int) -> Location { location(fromLine: line, column: 1, to: line) }

    /// A range of the body.
    ///
    /// Of a byte that is no UTF-8 the parser makes the three of U+FFFD, so that what follows seems to stand further on
    /// than it does; whoever reads files refuses such a byte before.
    func location(_ range: Range<Int>) -> Location {
        let end = min(range.upperBound, source.count)
        return Location(file, Span(base + min(range.lowerBound, end), base + end))
    }

    /// A heading with a line of `=` or `-` under it, that line included.
    private func location(ofUnderlined node: MarkdownNode) -> Location {
        let view = node.view
        readLines()
        readMap(of: node)
        guard !map.isEmpty else {
            return location(fromLine: Int(view.line), column: Int(view.column), to: Int(view.line))
        }
        let text = map.source(0..<max(1, node.content.count - 1))
        var line = Int(view.line)
        while line < lines.count, lines.range(line).upperBound < text.upperBound { line += 1 }
        // The map was this block's only for a moment.
        cursor.begin(nil)
        return location(text.lowerBound..<trimmedEnd(lines.range(line + 1)))
    }

    private func beginBlock(of node: MarkdownNode) -> MarkdownNode {
        let block = enclosingBlock(of: node)
        if cursor.block != block {
            cursor.begin(block)
            readLines()
            readMap(of: block)
        }
        return block
    }

    private func enclosingBlock(of node: MarkdownNode) -> MarkdownNode {
        var block = node
        while let parent = block.parent {
            block = parent
            switch block.kind {
            case .paragraph, .heading, .tableCell: return block
            default: continue
            }
        }
        return block
    }

    private func readMap(of block: MarkdownNode) {
        let view = block.view
        let line = Int(view.line)
        let column = Int(view.column)
        switch block.kind {
        case .tableCell: readCellMap(of: block)
        case .heading where view.flag == 0:
            map.readHeading(block.content, line: line, column: column, lines: lines, source: source)
        // The only blocks without a line: the parser cut them off a table's header row.
        case .paragraph where line == 0:
            guard let table = block.next?.view else { return map.removeAll() }
            map.readBeforeTable(
                block.content, line: Int(table.line), column: Int(table.column), lines: lines, source: source)
        default:
            map.readParagraph(block.content, line: line, column: column, lines: lines, source: source)
        }
    }

    private func readCellMap(of cell: MarkdownNode) {
        map.removeAll()
        guard let row = cell.parent else { return }
        var index = 0
        var sibling = row.firstChild
        while let current = sibling, current != cell {
            index += 1
            sibling = current.next
        }
        var line = Int(row.view.line)
        if row.view.flag != 0, let table = row.parent {
            // A header row bears the first line of the paragraph that it was the last line of.
            line += max(0, table.content.count { $0 == UInt8(ascii: "\n") } - 1)
        }
        map.readCell(cell.content, index: index, line: line, lines: lines, source: source)
    }

    private func readLines() {
        guard !linesAreRead else { return }
        lines.read(source)
        linesAreRead = true
    }

    private func trimmedEnd(_ range: Range<Int>) -> Int {
        var end = range.upperBound
        while end > range.lowerBound, source[end - 1] == 0x20 || source[end - 1] == 0x09 { end -= 1 }
        return end
    }

    private func location(fromLine first: Int, column: Int, to last: Int) -> Location {
        readLines()
        let start = min(lines.range(first).lowerBound + max(column - 1, 0), lines.range(first).upperBound)
        return location(start..<max(start, trimmedEnd(lines.range(last))))
    }
}
