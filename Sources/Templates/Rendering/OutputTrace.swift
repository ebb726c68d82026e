import Diagnostics

/// Which template wrote which bytes of a page.
///
/// Made only when a page is rendered again for a message. A macro's, capture's or recursive loop's text is written, taken
/// back and printed as a value: its pieces move with it.
///
/// ```swift
/// let (html, trace) = try renderer.tracedRender("gmina.html", globals: values, records: table)
/// trace.piece(at: 1204)?.location(of: 1204..<1210)    // templates/gmina.html:12:7
/// ```
public struct OutputTrace: Sendable {
    /// Bytes of the output that one text or one `{{ … }}` of a template wrote.
    public struct Piece: Sendable {
        public fileprivate(set) var output: Range<Int>
        public let file: SourceFile
        /// Of a text, the bytes themselves; of a printed value, its expression.
        public let span: Span
        /// Whether the template's bytes stand in the output as they are.
        public let isLiteral: Bool

        /// The template's bytes that wrote a range of the output, as far as this piece wrote it.
        public func location(of range: Range<Int>) -> Location {
            guard isLiteral else { return Location(file, span) }
            let inside = range.clamped(to: output)
            let start = span.start + inside.lowerBound - output.lowerBound
            return Location(file, Span(start, start + inside.count))
        }
    }

    /// In the order of the output, without overlaps.
    public private(set) var pieces: [Piece] = []
    /// Texts that were taken back, with their pieces; of two equal texts the later.
    private var taken: [String: [Piece]] = [:]

    /// The piece that wrote the byte at `offset`; nil beyond the output.
    public func piece(at offset: Int) -> Piece? {
        var low = 0
        var high = pieces.count
        while low < high {
            let middle = (low + high) / 2
            if pieces[middle].output.upperBound <= offset { low = middle + 1 } else { high = middle }
        }
        return low < pieces.count && pieces[low].output.contains(offset) ? pieces[low] : nil
    }

    /// Notes the `count` bytes before `end` as a template's own text.
    mutating func noteText(_ file: SourceFile, _ span: Span, end: Int, count: Int, bytes: ArraySlice<UInt8>) {
        guard count > 0 else { return }
        // White space control cuts a text at its ends; a line end may have been turned into another.
        let written = file.bytes[min(span.start, file.bytes.count)..<min(max(span.start, span.end), file.bytes.count)]
        let found = written.firstRange(of: bytes)
        let exact = found.map { Span($0.lowerBound, $0.upperBound) }
        pieces.append(
            Piece(output: end - count..<end, file: file, span: exact ?? span, isLiteral: exact != nil))
    }

    /// Notes what a `{{ … }}` wrote.
    mutating func noteValue(_ text: String?, _ file: SourceFile, _ span: Span, output: Range<Int>) {
        guard !output.isEmpty else { return }
        if let text, let inner = taken[text], text.utf8.count == output.count {
            pieces += inner.map { $0.moved(by: output.lowerBound) }
        } else {
            pieces.append(Piece(output: output, file: file, span: span, isLiteral: false))
        }
    }

    /// The output since `start` became the value `text`.
    mutating func take(_ text: String, since start: Int) {
        var first = pieces.count
        while first > 0, pieces[first - 1].output.lowerBound >= start { first -= 1 }
        if !text.isEmpty { taken[text] = pieces[first...].map { $0.moved(by: -start) } }
        pieces.removeSubrange(first...)
    }
}

extension OutputTrace.Piece {
    fileprivate func moved(by distance: Int) -> OutputTrace.Piece {
        var piece = self
        piece.output = output.lowerBound + distance..<output.upperBound + distance
        return piece
    }
}

extension Machine {
    @inline(never)
    mutating func traceText(_ program: Program, _ span: Span, count: Int) {
        let end = out.count
        outputTrace?.noteText(program.file, span, end: end, count: count, bytes: out[(end - count)...])
    }

    /// Prints the top of the stack as `step` says, and notes who did.
    @inline(never)
    mutating func printTraced(_ step: Instruction, _ program: Program, _ span: Span) throws(RenderFailure) {
        let text = stack[stack.count - 1].text
        let start = out.count
        if step.code == .print {
            try write(stack.pop(), EscapeContext(rawValue: step.flag) ?? .text)
        } else {
            try finishBody(flag: step.flag)
        }
        outputTrace?.noteValue(text, program.file, span, output: start..<out.count)
    }
}
