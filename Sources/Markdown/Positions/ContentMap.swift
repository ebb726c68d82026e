/// Leads from an offset in a block's content back to the author's bytes.
///
/// The parser copies a block's lines without the marks of its containers, so that each line of the content is the end
/// of a line of the source (a heading's is its middle), and a table cell's is a piece with `\|` made `|`. The map is a
/// list of places from which both run in step. It is found by comparing, never by the parser's columns: these are
/// wrong after link reference definitions, in table headers and after multi-line constructs.
struct ContentMap {
    private var steps: [(content: Int, source: Int)] = []

    var isEmpty: Bool { steps.isEmpty }

    /// The source offset of a content offset.
    func source(_ offset: Int) -> Int {
        var low = 0
        var high = steps.count
        while low < high {
            let middle = (low + high) / 2
            if steps[middle].content <= offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return steps.first?.source ?? 0 }
        return steps[low - 1].source + offset - steps[low - 1].content
    }

    /// The source range of a content range: its end is the end of its last byte, not the start of the next line's.
    func source(_ range: Range<Int>) -> Range<Int> {
        let start = source(range.lowerBound)
        guard !range.isEmpty else { return start..<start }
        return start..<max(start, source(range.upperBound - 1) + 1)
    }

    /// The map of a paragraph or underlined heading that the parser says to begin at `line` and byte column `column`.
    static func paragraph(
        _ content: UnsafeBufferPointer<UInt8>, line: Int, column: Int, lines: LineTable,
        source: UnsafeBufferPointer<UInt8>
    ) -> ContentMap {
        let pieces = contentLines(content)
        // Link reference definitions before the text are cut off the content, but the block keeps their line.
        for first in line...max(line, lines.count) {
            var map = ContentMap()
            for (index, piece) in pieces.enumerated() {
                let range = lines.range(first + index)
                let start = range.upperBound - piece.count
                guard first + index <= lines.count, start >= range.lowerBound,
                    same(content, piece.lowerBound, source, start, piece.count)
                else { break }
                if first + index == line {
                    guard start - range.lowerBound == column - 1 else { break }
                } else {
                    guard isContainerPrefix(source, range.lowerBound..<start) else { break }
                }
                map.steps.append((piece.lowerBound, start))
            }
            if map.steps.count == pieces.count { return map }
        }
        return ContentMap()
    }

    /// The map of a one-line heading, whose content ends before closing `#`.
    static func heading(
        _ content: UnsafeBufferPointer<UInt8>, line: Int, column: Int, lines: LineTable,
        source: UnsafeBufferPointer<UInt8>
    ) -> ContentMap {
        let range = lines.range(line)
        var start = min(range.lowerBound + column - 1, range.upperBound)
        while start < range.upperBound, source[start] == UInt8(ascii: "#") { start += 1 }
        while start < range.upperBound, isBlank(source[start]) { start += 1 }
        var map = ContentMap()
        let length = trimmedCount(content)
        guard start + length <= range.upperBound, same(content, 0, source, start, length) else { return map }
        map.steps.append((0, start))
        return map
    }

    /// The map of the cell at `index` of a row that is written on `line`; empty when the line does not hold it.
    static func cell(
        _ content: UnsafeBufferPointer<UInt8>, index: Int, line: Int, lines: LineTable,
        source: UnsafeBufferPointer<UInt8>
    ) -> ContentMap {
        let range = lines.range(line)
        // Whatever stands before a row is a container's mark or white space; a row that has its own pipe starts there.
        var start = range.lowerBound
        while start < range.upperBound, isBlank(source[start]) || source[start] == UInt8(ascii: ">") { start += 1 }
        for candidate in start..<max(range.upperBound, start + 1) {
            let map = cell(content, index: index, in: candidate..<range.upperBound, source: source)
            if !map.isEmpty { return map }
            // The first row of a table in a list item follows the item's own mark.
            guard candidate < range.upperBound, source[candidate] != UInt8(ascii: "|") else { break }
        }
        return ContentMap()
    }

    private static func cell(
        _ content: UnsafeBufferPointer<UInt8>, index: Int, in range: Range<Int>, source: UnsafeBufferPointer<UInt8>
    ) -> ContentMap {
        var at = range.lowerBound
        if at < range.upperBound, source[at] == UInt8(ascii: "|") { at += 1 }
        var column = 0
        while column < index, at < range.upperBound {
            if source[at] == UInt8(ascii: "\\"), at + 1 < range.upperBound, source[at + 1] == UInt8(ascii: "|") {
                at += 1
            } else if source[at] == UInt8(ascii: "|") {
                column += 1
            }
            at += 1
        }
        while at < range.upperBound, isBlank(source[at]) { at += 1 }
        guard column == index else { return ContentMap() }
        var map = ContentMap()
        map.steps.append((0, at))
        for offset in 0..<content.count {
            guard at < range.upperBound else { return ContentMap() }
            if content[offset] == UInt8(ascii: "|"), source[at] == UInt8(ascii: "\\"), at + 1 < range.upperBound,
                source[at + 1] == UInt8(ascii: "|")
            {
                at += 1
                map.steps.append((offset, at))
            }
            guard content[offset] == source[at] else { return ContentMap() }
            at += 1
        }
        while at < range.upperBound, isBlank(source[at]) { at += 1 }
        return at == range.upperBound || source[at] == UInt8(ascii: "|") ? map : ContentMap()
    }

    /// The lines of a content, each without its line end.
    private static func contentLines(_ content: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var start = 0
        for index in 0..<content.count where content[index] == UInt8(ascii: "\n") {
            pieces.append(start..<index)
            start = index + 1
        }
        if start < content.count { pieces.append(start..<content.count) }
        return pieces
    }

    private static func trimmedCount(_ content: UnsafeBufferPointer<UInt8>) -> Int {
        var count = content.count
        while count > 0, isBlank(content[count - 1]) || content[count - 1] == UInt8(ascii: "\n") { count -= 1 }
        return count
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

    private static func isContainerPrefix(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        range.allSatisfy { isBlank(source[$0]) || source[$0] == UInt8(ascii: ">") }
    }

    private static func same(
        _ left: UnsafeBufferPointer<UInt8>, _ leftStart: Int, _ right: UnsafeBufferPointer<UInt8>, _ rightStart: Int,
        _ count: Int
    ) -> Bool {
        for offset in 0..<count where left[leftStart + offset] != right[rightStart + offset] { return false }
        return true
    }
}
