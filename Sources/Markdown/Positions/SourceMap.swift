import Diagnostics

/// Finds the author's bytes of nodes of the tree; does nothing until it is asked.
struct SourceMap {
    private let file: SourceFile
    private let source: UnsafeBufferPointer<UInt8>
    /// The offset of `source` in the file.
    private let base: Int
    private let parser: OpaquePointer
    private var lines: LineTable?
    private var cursor: InlineCursor?
    private var map = ContentMap()

    init(file: SourceFile, source: UnsafeBufferPointer<UInt8>, base: Int, parser: OpaquePointer) {
        self.file = file
        self.source = source
        self.base = base
        self.parser = parser
    }

    struct Place {
        let whole: Location
        let destination: Location
        let kind: AuthoredLink.Kind
    }

    /// The place of an inline construct: a link, an image, raw HTML, a footnote reference.
    mutating func place(ofInline node: MarkdownNode) -> Place {
        let block = enclosingBlock(of: node)
        if cursor?.block != block {
            cursor = InlineCursor(block: block, parser: parser)
            map = contentMap(of: block)
        }
        guard !map.isEmpty, let found = cursor?.place(of: node) else {
            let whole = location(ofBlock: block)
            return Place(whole: whole, destination: whole, kind: .reference)
        }
        let whole = location(map.source(found.range))
        let destination = found.destination.map { location(map.source($0)) } ?? whole
        return Place(whole: whole, destination: destination, kind: found.kind)
    }

    /// The place of a block: its lines from its first character on.
    mutating func location(ofBlock node: MarkdownNode) -> Location {
        let view = node.view
        switch node.kind {
        case .heading: return location(ofHeading: node)
        case .htmlBlock:
            let newlines = view.bytes.reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
            return location(
                fromLine: Int(view.line), column: Int(view.column), to: Int(view.line) + max(newlines - 1, 0))
        default:
            return location(fromLine: Int(view.line), column: Int(view.column), to: Int(view.line))
        }
    }

    /// A 1-based line of the body as a whole.
    mutating func location(ofLine line: Int) -> Location { location(fromLine: line, column: 1, to: line) }

    private mutating func location(ofHeading node: MarkdownNode) -> Location {
        let view = node.view
        guard view.flag != 0 else {
            return location(fromLine: Int(view.line), column: Int(view.column), to: Int(view.line))
        }
        let map = contentMap(of: node)
        let table = lineTable()
        guard !map.isEmpty else {
            return location(fromLine: Int(view.line), column: Int(view.column), to: Int(view.line))
        }
        let text = map.source(0..<max(1, node.content.count - 1))
        // The underline is the line after the last one of the text.
        var line = Int(view.line)
        while line < table.count, table.range(line).upperBound < text.upperBound { line += 1 }
        return location(text.lowerBound..<trimmedEnd(table.range(line + 1)))
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

    private mutating func contentMap(of block: MarkdownNode) -> ContentMap {
        let view = block.view
        let table = lineTable()
        switch block.kind {
        case .tableCell: return cellMap(of: block, table)
        case .heading where view.flag == 0:
            return .heading(
                block.content, line: Int(view.line), column: Int(view.column), lines: table, source: source)
        default:
            return .paragraph(
                block.content, line: Int(view.line), column: Int(view.column), lines: table, source: source)
        }
    }

    private func cellMap(of cell: MarkdownNode, _ table: LineTable) -> ContentMap {
        guard let row = cell.parent else { return ContentMap() }
        var index = 0
        var sibling = row.firstChild
        while let current = sibling, current != cell {
            index += 1
            sibling = current.next
        }
        // A header row bears the line of the row of dashes below it.
        let line = Int(row.view.line)
        let candidates = row.view.flag != 0 ? [line - 1, line] : [line]
        for candidate in candidates where candidate >= 1 {
            let map = ContentMap.cell(cell.content, index: index, line: candidate, lines: table, source: source)
            if !map.isEmpty { return map }
        }
        return ContentMap()
    }

    private mutating func lineTable() -> LineTable {
        if let lines { return lines }
        let made = LineTable(source)
        lines = made
        return made
    }

    private func trimmedEnd(_ range: Range<Int>) -> Int {
        var end = range.upperBound
        while end > range.lowerBound, source[end - 1] == 0x20 || source[end - 1] == 0x09 { end -= 1 }
        return end
    }

    private mutating func location(fromLine first: Int, column: Int, to last: Int) -> Location {
        let table = lineTable()
        let start = min(table.range(first).lowerBound + max(column - 1, 0), table.range(first).upperBound)
        return location(start..<max(start, trimmedEnd(table.range(last))))
    }

    private func location(_ range: Range<Int>) -> Location {
        Location(file, Span(base + range.lowerBound, base + range.upperBound))
    }
}
