/// Typography of running text, block by block, while the block's HTML is being written.
///
/// The renderer announces each text node of a block with the place in its output where the text belongs, and writes
/// only its tags; `finish` then sets the block as one text and puts each node's part in its place. So a quote that
/// opens in one node and closes in another, or a number whose unit stands in `<em>`, is seen whole, and it makes no
/// difference where a text is cut into nodes.
///
/// ```swift
/// var typesetter = Polish().typesetter(escapesHTML: true)
/// typesetter.text("5 ", at: output.count)
/// output += "<em>".utf8
/// typesetter.text("km", at: output.count)
/// output += "</em>".utf8
/// typesetter.finish(&output)                        // 5 <em>km</em>, with U+00A0 for the space
/// ```
/// Between the first `text` and `finish` the output may only grow. Keep one typesetter a thread and use it for every
/// block: its buffers are used again.
public struct Typesetter: ~Copyable {
    /// A run of the block's text and its place in the output.
    private struct Segment: BitwiseCopyable {
        let position: Int
        var start: Int
    }

    /// What was cleaned since the typesetter was made, or since the caller last set this to an empty value.
    public var debris = Debris()

    private let settings: TypographySettings
    /// The block's text behind a margin; while it is set, there is a margin behind it too.
    private var block = PlainList<UInt8>()
    private var segments = PlainList<Segment>()
    // Kept for their room only.
    private var edits = PlainList<Edit>()
    private var quotes = PlainList<QuoteMark>()
    private var scratch = PlainList<UInt8>()

    public init(
        _ style: TypographyStyle, options: TypographyOptions = .all, escapesHTML: Bool = false
    ) {
        self.init(TypographySettings(style, options: options, escapesHTML: escapesHTML))
    }

    init(_ settings: TypographySettings) {
        self.settings = settings
        for _ in 0..<Placeholder.margin { block.append(Placeholder.edge) }
    }

    /// The block's next piece of text, UTF-8, which belongs at `position` (the output's count now). A soft line break
    /// is the text `\n`. The bytes 0xFE and 0xFF, which UTF-8 does not have, are dropped.
    public mutating func text(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) {
        if segments.last?.position != position {
            segments.append(Segment(position: position, start: block.count))
        }
        if let start = bytes.baseAddress { block.append(start, count: bytes.count) }
    }

    public mutating func text(_ text: String, at position: Int) {
        var text = text
        text.withUTF8 { self.text($0, at: position) }
    }

    /// Something inline that is not text and counts as a word: a code span, an image, a formula.
    public mutating func opaque() { block.append(Placeholder.opaque) }

    /// A hard line break: no space is needed beside it, and none is glued to it.
    public mutating func lineBreak() { block.append(Placeholder.edge) }

    /// Ends the block: its text is set and put into the output.
    public mutating func finish(_ output: inout [UInt8]) {
        guard let start = segments.first?.position else { return reset() }
        let set = output.withUnsafeBufferPointer {
            setBlock(tags: UnsafeBufferPointer(rebasing: $0[start...]), from: start)
        }
        if output.count > start { output.removeLast(output.count - start) }
        output.append(contentsOf: set)
    }

    /// Ends the block for a caller that keeps its output elsewhere: `tags` is what was written since the block began,
    /// with the positions of its texts counted from there. `write` gets tags and text together, in one or
    /// two pieces.
    public mutating func finish(_ tags: UnsafeBufferPointer<UInt8>, write: (UnsafeBufferPointer<UInt8>) -> Void) {
        guard let start = segments.first?.position else {
            reset()
            return write(tags)
        }
        let rest = UnsafeBufferPointer(rebasing: tags[start...])
        if start > 0 { write(UnsafeBufferPointer(rebasing: tags[..<start])) }
        write(setBlock(tags: rest, from: start))
    }

    /// One text on its own.
    public mutating func typeset(_ text: String) -> String {
        self.text(text, at: 0)
        let set = setBlock(tags: UnsafeBufferPointer(start: nil, count: 0), from: 0)
        return String(decoding: set, as: UTF8.self)
    }

    /// Sets the block and puts it together with its tags; the result is valid until the next block. `tags` are those
    /// behind the first text, which lies at `start`.
    private mutating func setBlock(tags: UnsafeBufferPointer<UInt8>, from start: Int) -> UnsafeBufferPointer<UInt8> {
        let text = closedBlock()
        if !scan(text) {
            clean(text)
            _ = scan(closedBlock())
        }
        let set = assemble(tags, from: start)
        reset()
        return set
    }

    private mutating func reset() {
        block.shrink(to: Placeholder.margin)
        segments.shrink(to: 0)
    }

    /// The block's memory, with a margin behind the text.
    private mutating func closedBlock() -> UnsafeMutablePointer<UInt8> {
        let memory = block.reserve(block.count + Placeholder.margin)
        (memory + block.count).update(repeating: Placeholder.edge, count: Placeholder.margin)
        return memory
    }

    private var textCount: Int { block.count - Placeholder.margin }

    /// Notes the block's edits. False when debris must be cleaned first.
    private mutating func scan(_ block: UnsafeMutablePointer<UInt8>) -> Bool {
        var scanner = BlockScanner(
            text: block + Placeholder.margin, count: textCount, settings: settings)
        // The scanner takes the lists for the time of the scan, so that their room is used again.
        swap(&scanner.edits, &edits)
        swap(&scanner.quotes, &quotes)
        scanner.edits.shrink(to: 0)
        scanner.quotes.shrink(to: 0)
        let isClean = scanner.scan()
        swap(&scanner.edits, &edits)
        swap(&scanner.quotes, &quotes)
        if isClean { debris.doubledNoBreakSpaces += scanner.doubledNoBreakSpaces }
        return isClean
    }
    /// Takes debris out of the block and moves the segments' starts with the text.
    private mutating func clean(_ memory: UnsafeMutablePointer<UInt8>) {
        let removed = debris.clean(memory, upTo: block.count)
        block.shrink(to: block.count - removed.reduce(0) { $0 + $1.count })
        var shift = 0
        var next = 0
        for index in segments.indices {
            let start = segments[index].start
            while next < removed.count, removed[next].upperBound <= start {
                shift += removed[next].count
                next += 1
            }
            let cut = next < removed.count ? max(0, start - removed[next].lowerBound) : 0
            segments[index].start = start - shift - cut
        }
    }

    /// Puts the edited text and the tags between its segments together in `scratch`.
    private mutating func assemble(
        _ tags: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> UnsafeBufferPointer<UInt8> {
        // A replacement is written as eight bytes, of which the last may be of no use.
        let target = scratch.reserve(textCount + edits.count * 8 + tags.count + 8)
        let count = Typesetter.assemble(
            target, UnsafeBufferPointer(rebasing: block.elements[Placeholder.margin...]), tags, from: start,
            segments.elements, edits.elements)
        return UnsafeBufferPointer(start: target, count: count)
    }

    private static func assemble(
        _ target: UnsafeMutablePointer<UInt8>, _ text: UnsafeBufferPointer<UInt8>,
        _ tags: UnsafeBufferPointer<UInt8>, from start: Int, _ segments: UnsafeBufferPointer<Segment>,
        _ edits: UnsafeBufferPointer<Edit>
    ) -> Int {
        let textCount = text.count
        guard let text = text.baseAddress else { return 0 }
        var written = 0
        var next = 0
        var done = 0
        for index in segments.indices {
            let isLast = index == segments.count - 1
            let end = isLast ? textCount : segments[index + 1].start - Placeholder.margin
            while next < edits.count, edits[next].position < end || isLast {
                let edit = edits[next]
                (target + written).update(from: text + done, count: edit.position - done)
                written += edit.position - done
                written += edit.replacement.write(to: target + written)
                done = edit.position + edit.length
                next += 1
            }
            if done < end {
                (target + written).update(from: text + done, count: end - done)
                written += end - done
                done = end
            }
            let tag = (segments[index].position - start)..<(isLast ? tags.count : segments[index + 1].position - start)
            if let source = tags.baseAddress, !tag.isEmpty {
                (target + written).update(from: source + tag.lowerBound, count: tag.count)
                written += tag.count
            }
        }
        return written
    }
}
