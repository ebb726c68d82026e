#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Leads from an offset in a block's content back to the author's bytes.
///
/// The parser copies a block's lines without the marks of its containers, so that each line of the content is the end
/// of a line of the source (a heading's is its middle), and a table cell's is a piece with `\|` made `|`. The map is a
/// list of places from which both run in step. It is found by comparing, never by the parser's columns: these are
/// wrong after link reference definitions, in table headers and after multi-line constructs.
struct ContentMap {
    typealias Bytes = UnsafeBufferPointer<UInt8>

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

    mutating func removeAll() { steps.removeAll(keepingCapacity: true) }

    /// Maps a paragraph or underlined heading that the parser says to begin at `line` and byte column `column`.
    mutating func readParagraph(_ content: Bytes, line: Int, column: Int, lines: LineTable, source: Bytes) {
        // Link reference definitions before the text are cut off the content, but the block keeps their line.
        for first in line...max(line, min(lines.count, line + 2000)) {
            removeAll()
            if readParagraph(content, from: first, start: (line, column), lines: lines, source: source) { return }
        }
        removeAll()
    }

    private mutating func readParagraph(
        _ content: Bytes, from first: Int, start: (line: Int, column: Int), lines: LineTable, source: Bytes
    ) -> Bool {
        var line = first
        var at = 0
        while at < content.count {
            guard line <= lines.count else { return false }
            let end = ContentMap.lineEnd(content, from: at)
            // A tab that a container took a part of left spaces here that the author did not write.
            while at < end, ContentMap.isBlank(content[at]) { at += 1 }
            let range = lines.range(line)
            let place = range.upperBound - (end - at)
            guard place >= range.lowerBound, ContentMap.same(content, at, source, place, end - at) else { return false }
            if line == start.line {
                guard place - range.lowerBound == start.column - 1 else { return false }
            } else {
                guard ContentMap.isContainerPrefix(source, range.lowerBound..<place) else { return false }
            }
            steps.append((at, place))
            at = end + 1
            line += 1
        }
        return true
    }

    /// Maps the paragraph that a table's header row was cut off from: its `\|` became `|`, its end was trimmed.
    mutating func readBeforeTable(_ content: Bytes, line: Int, column: Int, lines: LineTable, source: Bytes) {
        removeAll()
        var line = line
        var at = 0
        while at < content.count, line <= lines.count {
            let end = ContentMap.lineEnd(content, from: at)
            let range = lines.range(line)
            while at < end, ContentMap.isBlank(content[at]) { at += 1 }
            let isLast = end == content.count
            guard let from = ContentMap.start(of: at..<end, content, atEndOf: range, source, trimmed: isLast),
                readPiece(content, at..<end, source, from..<range.upperBound)
            else { return removeAll() }
            at = end + 1
            line += 1
        }
    }

    /// Where a piece begins that ends where a line ends, but for its `\|`.
    private static func start(
        of piece: Range<Int>, _ content: Bytes, atEndOf range: Range<Int>, _ source: Bytes, trimmed: Bool
    ) -> Int? {
        var at = range.upperBound
        while trimmed, at > range.lowerBound, isBlank(source[at - 1]) { at -= 1 }
        for offset in piece.reversed() {
            guard at > range.lowerBound, source[at - 1] == content[offset] else { return nil }
            at -= 1
            if content[offset] == UInt8(ascii: "|"), at > range.lowerBound, source[at - 1] == UInt8(ascii: "\\") {
                at -= 1
            }
        }
        return at
    }

    /// Maps a piece of one line whose `\|` became `|`.
    private mutating func readPiece(
        _ content: Bytes, _ piece: Range<Int>, _ source: Bytes, _ range: Range<Int>
    ) -> Bool {
        var at = range.lowerBound
        steps.append((piece.lowerBound, at))
        for offset in piece {
            guard at < range.upperBound else { return false }
            if content[offset] == UInt8(ascii: "|"), source[at] == UInt8(ascii: "\\"), at + 1 < range.upperBound,
                source[at + 1] == UInt8(ascii: "|")
            {
                at += 1
                steps.append((offset, at))
            }
            guard content[offset] == source[at] else { return false }
            at += 1
        }
        return true
    }

    /// Maps a one-line heading, whose content ends before closing `#`.
    mutating func readHeading(_ content: Bytes, line: Int, column: Int, lines: LineTable, source: Bytes) {
        removeAll()
        let range = lines.range(line)
        var start = min(range.lowerBound + column - 1, range.upperBound)
        while start < range.upperBound, source[start] == UInt8(ascii: "#") { start += 1 }
        while start < range.upperBound, ContentMap.isBlank(source[start]) { start += 1 }
        let length = ContentMap.trimmedCount(content)
        guard start + length <= range.upperBound, ContentMap.same(content, 0, source, start, length) else { return }
        steps.append((0, start))
    }

    /// Maps the cell at `index` of a row that is written on `line`; empty when the line does not hold it.
    mutating func readCell(_ content: Bytes, index: Int, line: Int, lines: LineTable, source: Bytes) {
        let range = lines.range(line)
        // Whatever stands before a row is a container's mark or white space; a row that has its own pipe starts there.
        var start = range.lowerBound
        while start < range.upperBound, ContentMap.isBlank(source[start]) || source[start] == UInt8(ascii: ">") {
            start += 1
        }
        // The first row of a table in a list item or footnote follows the item's own mark.
        let longestMark = 200
        for candidate in start..<max(min(range.upperBound, start + longestMark), start + 1) {
            removeAll()
            if readCell(content, index: index, in: candidate..<range.upperBound, source: source) { return }
            guard candidate < range.upperBound, source[candidate] != UInt8(ascii: "|") else { break }
        }
        removeAll()
    }

    private mutating func readCell(_ content: Bytes, index: Int, in range: Range<Int>, source: Bytes) -> Bool {
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
        while at < range.upperBound, ContentMap.isBlank(source[at]) { at += 1 }
        guard column == index else { return false }
        guard readPiece(content, 0..<content.count, source, at..<range.upperBound) else { return false }
        if let last = steps.last { at = last.source + content.count - last.content }
        while at < range.upperBound, ContentMap.isBlank(source[at]) { at += 1 }
        return at == range.upperBound || source[at] == UInt8(ascii: "|")
    }

    private static func lineEnd(_ content: Bytes, from start: Int) -> Int {
        guard start < content.count, let base = content.baseAddress,
            let found = memchr(base + start, Int32(UInt8(ascii: "\n")), content.count - start)
        else { return content.count }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    private static func trimmedCount(_ content: Bytes) -> Int {
        var count = content.count
        while count > 0, isBlank(content[count - 1]) || content[count - 1] == UInt8(ascii: "\n") { count -= 1 }
        return count
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

    private static func isContainerPrefix(_ source: Bytes, _ range: Range<Int>) -> Bool {
        range.allSatisfy { isBlank(source[$0]) || source[$0] == UInt8(ascii: ">") }
    }

    private static func same(_ left: Bytes, _ leftStart: Int, _ right: Bytes, _ rightStart: Int, _ count: Int) -> Bool {
        guard count > 0, let left = left.baseAddress, let right = right.baseAddress else { return count == 0 }
        return memcmp(left + leftStart, right + rightStart, count) == 0
    }
}
