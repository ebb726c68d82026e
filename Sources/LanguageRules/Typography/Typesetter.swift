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
/// Between the first `text` and `finish` the output may only grow. Keep one typesetter and use it for every block:
/// its buffers are used again.
public struct Typesetter: Sendable {
    /// A run of the block's text and its place in the output.
    private struct Segment {
        let position: Int
        var start: Int
    }

    /// What was cleaned since the typesetter was made, or since the caller last set this to an empty value.
    public var debris = Debris()

    private let settings: TypographySettings
    /// The block's text behind a margin. Its bytes from `blockEnd` on are of no meaning.
    private var block: [UInt8]
    private var blockEnd = Placeholder.margin
    private var segments: [Segment] = []
    // Kept for their storage only.
    private var edits: [Edit] = []
    private var quotes: [QuoteMark] = []
    private var scratch: [UInt8] = []

    public init(_ style: TypographyStyle, options: TypographyOptions = .all, escapesHTML: Bool = false) {
        settings = TypographySettings(style, options: options, escapesHTML: escapesHTML)
        block = [UInt8](repeating: Placeholder.edge, count: Placeholder.margin)
    }

    /// The block's next piece of text, UTF-8, which belongs at `position` (the output's count now). A soft line break
    /// is the text `\n`. The bytes 0xFE and 0xFF, which UTF-8 does not have, are dropped.
    public mutating func text(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) {
        if segments.last?.position != position {
            segments.append(Segment(position: position, start: blockEnd))
        }
        guard let source = bytes.baseAddress, !bytes.isEmpty else { return }
        makeRoom(bytes.count)
        block.withUnsafeMutableBufferPointer { block in
            if let target = block.baseAddress { (target + blockEnd).update(from: source, count: bytes.count) }
        }
        blockEnd += bytes.count
    }

    public mutating func text(_ text: String, at position: Int) {
        var text = text
        text.withUTF8 { self.text($0, at: position) }
    }

    /// Something inline that is not text and counts as a word: a code span, an image, a formula.
    public mutating func opaque() { append(Placeholder.opaque) }

    /// A hard line break: no space is needed beside it, and none is glued to it.
    public mutating func lineBreak() { append(Placeholder.edge) }

    /// Ends the block: its text is set and put into the output.
    public mutating func finish(_ output: inout [UInt8]) {
        guard let start = segments.first?.position else { return reset() }
        let count = output.withUnsafeBufferPointer {
            setBlock(tags: UnsafeBufferPointer(rebasing: $0[start...]), from: start)
        }
        if output.count > start { output.removeLast(output.count - start) }
        output.append(contentsOf: scratch[..<count])
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
        let count = setBlock(tags: rest, from: start)
        scratch.withUnsafeBufferPointer { write(UnsafeBufferPointer(rebasing: $0[..<count])) }
    }

    /// One text on its own.
    public mutating func typeset(_ text: String) -> String {
        var output: [UInt8] = []
        self.text(text, at: 0)
        finish(&output)
        return String(decoding: output, as: UTF8.self)
    }

    /// Sets the block and puts it together with its tags in `scratch`; returns the count of bytes. `tags` are those
    /// behind the first text, which lies at `start`.
    private mutating func setBlock(tags: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        // A block without a byte of text has made no room yet.
        makeRoom(0)
        for index in blockEnd..<(blockEnd + Placeholder.margin) { block[index] = Placeholder.edge }
        if !scan() {
            clean()
            _ = scan()
        }
        let count = assemble(tags, from: start)
        reset()
        return count
    }

    private mutating func reset() {
        blockEnd = Placeholder.margin
        if !segments.isEmpty { segments.removeAll(keepingCapacity: true) }
    }

    /// Room for so many bytes and the margin behind them.
    private mutating func makeRoom(_ count: Int) {
        let needed = blockEnd + count + Placeholder.margin
        guard needed > block.count else { return }
        block.append(contentsOf: repeatElement(Placeholder.edge, count: max(needed, 2 * block.count) - block.count))
    }

    private mutating func append(_ placeholder: UInt8) {
        makeRoom(1)
        block[blockEnd] = placeholder
        blockEnd += 1
    }

    private var textCount: Int { blockEnd - Placeholder.margin }

    /// Notes the block's edits. False when debris must be cleaned first.
    private mutating func scan() -> Bool {
        // The scanner takes the arrays for the time of the scan, so that their storage is used again.
        var edits: [Edit] = []
        var quotes: [QuoteMark] = []
        swap(&edits, &self.edits)
        swap(&quotes, &self.quotes)
        if !edits.isEmpty { edits.removeAll(keepingCapacity: true) }
        if !quotes.isEmpty { quotes.removeAll(keepingCapacity: true) }
        let textCount = textCount
        let settings = settings
        var doubledSpaces = 0
        let isClean = block.withUnsafeBufferPointer { bytes in
            guard let text = bytes.baseAddress else { return true }
            var scanner = BlockScanner(
                text: text + Placeholder.margin, count: textCount, settings: settings, edits: [], quotes: [])
            swap(&scanner.edits, &edits)
            swap(&scanner.quotes, &quotes)
            let isClean = scanner.scan()
            swap(&scanner.edits, &edits)
            swap(&scanner.quotes, &quotes)
            doubledSpaces = scanner.doubledNoBreakSpaces
            return isClean
        }
        swap(&edits, &self.edits)
        swap(&quotes, &self.quotes)
        if isClean { debris.doubledNoBreakSpaces += doubledSpaces }
        return isClean
    }

    /// Takes debris out of the block and moves the segments' starts with the text.
    private mutating func clean() {
        let end = blockEnd + Placeholder.margin
        let removed = debris.clean(&block, upTo: end)
        blockEnd -= removed.reduce(0) { $0 + $1.count }
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

    /// Puts the edited text and the tags between its segments together in `scratch`; returns the count of bytes.
    private mutating func assemble(_ tags: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        let textCount = textCount
        // A replacement is written as eight bytes, of which the last may be of no use.
        let needed = textCount + edits.count * 8 + tags.count + 8
        if scratch.count < needed { scratch = [UInt8](repeating: 0, count: needed * 2) }
        // As in `scan`, the arrays are taken out while they are read, so that nobody counts them.
        var taken = (block: [UInt8](), segments: [Segment](), edits: [Edit]())
        swap(&taken.block, &block)
        swap(&taken.segments, &segments)
        swap(&taken.edits, &edits)
        defer {
            swap(&taken.block, &block)
            swap(&taken.segments, &segments)
            swap(&taken.edits, &edits)
        }
        return scratch.withUnsafeMutableBufferPointer { scratch in
            taken.block.withUnsafeBufferPointer { block in
                taken.segments.withUnsafeBufferPointer { segments in
                    taken.edits.withUnsafeBufferPointer { edits in
                        guard let target = scratch.baseAddress, let block = block.baseAddress else { return 0 }
                        return Typesetter.assemble(
                            target, block + Placeholder.margin, textCount, tags, from: start, segments, edits)
                    }
                }
            }
        }
    }

    private static func assemble(
        _ target: UnsafeMutablePointer<UInt8>, _ text: UnsafePointer<UInt8>, _ textCount: Int,
        _ tags: UnsafeBufferPointer<UInt8>, from start: Int, _ segments: UnsafeBufferPointer<Segment>,
        _ edits: UnsafeBufferPointer<Edit>
    ) -> Int {
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
