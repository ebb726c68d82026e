import Synchronization

/// A file as it was read: the path that messages show, and its bytes.
///
/// The path is relative to the site's root, with `/`, so that the same message stands in the terminal, in a pull
/// request and in an editor, on whatever machine it was made.
///
/// ```swift
/// let file = SourceFile(path: "content/gminy/skawina.md", text: "---\ntitle: Skawina\n---\n")
/// file.position(at: 4).line    // 2
/// ```
///
/// A file of which a site has thousands keeps its bytes only while somebody works with them: it is read again when they
/// are asked for, and `release` lets them go.
public final class SourceFile: Sendable {
    public let path: String
    private let kept: [UInt8]?
    private let load: (@Sendable () -> [UInt8])?
    private let loaded: Mutex<[UInt8]?>
    /// The offsets at which lines begin, once somebody has asked for a line.
    private let lineStarts = Mutex<[Int]?>(nil)

    public init(path: String, bytes: [UInt8]) {
        self.path = path
        kept = bytes
        load = nil
        loaded = Mutex(nil)
    }

    /// - Parameters:
    ///   - loaded: the bytes, when they are in memory just now.
    ///   - load: reads the same bytes each time, or none at all when they are gone.
    public init(path: String, loaded: [UInt8]? = nil, load: @escaping @Sendable () -> [UInt8]) {
        self.path = path
        kept = nil
        self.load = load
        self.loaded = Mutex(loaded)
    }

    public var bytes: [UInt8] {
        if let kept { return kept }
        return loaded.withLock { loaded in
            if let loaded { return loaded }
            let bytes = load?() ?? []
            loaded = bytes
            return bytes
        }
    }

    /// Lets go of bytes that can be read again.
    public func release() {
        loaded.withLock { $0 = nil }
        lineStarts.withLock { $0 = nil }
    }

    /// Of a table of 100 000 rows each may have a finding: the lines are counted once, not for each.
    private func starts(_ bytes: [UInt8]) -> [Int] {
        lineStarts.withLock { known in
            if let known { return known }
            var starts = [0]
            bytes.withUnsafeBufferPointer { buffer in
                for index in buffer.indices where buffer[index] == UInt8(ascii: "\n") { starts.append(index + 1) }
            }
            known = starts
            return starts
        }
    }

    /// The place in `starts` of the line that holds an offset.
    private static func line(of offset: Int, in starts: [Int]) -> Int {
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    public convenience init(path: String, text: String) {
        self.init(path: path, bytes: Array(text.utf8))
    }

    /// Line and column, both 1-based, of a byte offset. Columns count code points; an offset past the end is the end.
    public func position(at offset: Int) -> Position {
        let bytes = bytes
        let end = min(max(offset, 0), bytes.count)
        let starts = starts(bytes)
        let line = SourceFile.line(of: end, in: starts) + 1
        var lineStart = min(starts[line - 1], end)
        var column = 1
        // A byte-order mark is no column that an editor counts.
        if lineStart == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { lineStart = min(3, end) }
        for index in lineStart..<end where bytes[index] & 0xC0 != 0x80 { column += 1 }
        return Position(line: line, column: column)
    }

    /// The text of a 1-based line without its line end; bytes that are no UTF-8 show as U+FFFD.
    public func lineText(_ line: Int) -> String {
        let range = lineRange(line)
        return String(decoding: bytes[range], as: UTF8.self)
    }

    /// The byte range of a 1-based line, without its line end.
    public func lineRange(_ line: Int) -> Range<Int> {
        let bytes = bytes
        let starts = starts(bytes)
        guard line <= starts.count else { return bytes.count..<bytes.count }
        var start = min(starts[max(line, 1) - 1], bytes.count)
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        if start == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = min(3, end) }
        return start..<end
    }

    /// The text that a span covers.
    public func text(_ span: Span) -> String {
        let bytes = bytes
        let start = min(max(span.start, 0), bytes.count)
        let end = min(max(span.end, start), bytes.count)
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }
}

/// A place in a file as people count it: 1-based line, 1-based column in code points.
public struct Position: Hashable, Sendable {
    public let line: Int
    public let column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// A half-open range of UTF-8 byte offsets from the start of a file.
public struct Span: Hashable, Sendable {
    public var start: Int
    public var end: Int

    public init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = end
    }

    /// The smallest span that covers both.
    public func union(_ other: Span) -> Span { Span(min(start, other.start), max(end, other.end)) }
}

/// A span of a file: where a value came from.
public struct Location: Sendable {
    public let file: SourceFile
    public let span: Span

    public init(_ file: SourceFile, _ span: Span) {
        self.file = file
        self.span = span
    }

    public var start: Position { file.position(at: span.start) }
    public var end: Position { file.position(at: span.end) }
}
