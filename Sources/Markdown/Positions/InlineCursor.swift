import CSupport

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Walks a block's inline nodes and its content side by side, and so learns where each construct is written.
///
/// The tree holds no delimiters and no escapes, and the parser joins neighbouring texts; but both run in the same
/// order, and what stands between two texts follows from the kind of node. A text that still points into the content
/// sets the cursor exactly.
struct InlineCursor {
    /// Where a construct is written, as offsets in the content.
    struct Place {
        let node: MarkdownNode
        var range: Range<Int>
        /// The destination of a link or image that holds it itself.
        var destination: Range<Int>?
        var kind: AuthoredLink.Kind = .inline
    }

    private(set) var block: MarkdownNode?
    private var content = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    private let parser: OpaquePointer
    private var places: [Place] = []
    /// The node to enter next; nil at the end of the block.
    private var upcoming: MarkdownNode?
    private var at = 0
    /// Links and images that are entered and not yet left.
    private var open: [Place] = []

    init(parser: OpaquePointer) { self.parser = parser }

    /// Goes to the start of a block; with nil it forgets the tree.
    mutating func begin(_ block: MarkdownNode?) {
        self.block = block
        content = block?.content ?? UnsafeBufferPointer(start: nil, count: 0)
        upcoming = block?.firstChild
        at = 0
        places.removeAll(keepingCapacity: true)
        open.removeAll(keepingCapacity: true)
    }

    /// The references to footnotes that are not there, which the parser left in a text.
    mutating func unknownFootnotes(in text: MarkdownNode) -> [Range<Int>] {
        // The text of a bare URL is taken with its link.
        let isTaken = places.contains { $0.node == text.parent && ($0.kind == .bare || $0.kind == .angle) }
        guard !isTaken else { return [] }
        _ = place(of: text)
        return places.filter { $0.node == text }.map(\.range)
    }

    /// The place of a node of the block; walks on as far as needed. Nodes are asked for in the order of the text.
    mutating func place(of node: MarkdownNode) -> Place? {
        if let known = places.first(where: { $0.node == node }) { return known }
        // What was passed before is not asked for again; only what stands within the last link is.
        places.removeAll(keepingCapacity: true)
        while let current = upcoming {
            step(over: current)
            if let found = places.last, found.node == node { return found }
        }
        return places.last { $0.node == node }
    }

    private mutating func step(over node: MarkdownNode) {
        let view = node.view
        let kind = MarkdownNode.Kind(rawValue: view.kind) ?? .unknown
        if enter(node, kind, view), let child = node.firstChild {
            upcoming = child
            return
        }
        if node.firstChild == nil { leave(node, kind) }
        var current = node
        while true {
            if let next = current.next {
                upcoming = next
                return
            }
            guard let parent = current.parent, parent != block else {
                upcoming = nil
                return
            }
            leave(parent, parent.kind)
            current = parent
        }
    }

    /// Takes what opens a node; false when its children need no walk.
    private mutating func enter(_ node: MarkdownNode, _ kind: MarkdownNode.Kind, _ view: csupport_node_view) -> Bool {
        switch kind {
        case .text: takeText(view.bytes, of: node)
        case .code: takeCode()
        case .softBreak, .lineBreak: takeLineEnd()
        case .emphasis: at += 1
        case .strong: at += 2
        case .strikethrough: at += run(of: UInt8(ascii: "~"), from: at)
        case .htmlInline:
            seek(view.bytes)
            places.append(Place(node: node, range: at..<min(at + view.text_length, content.count)))
            at = min(at + view.text_length, content.count)
        case .footnoteReference:
            let start = at
            while at < content.count, content[at] != UInt8(ascii: "]") { at += 1 }
            at = min(at + 1, content.count)
            places.append(Place(node: node, range: start..<at))
        case .image:
            open.append(Place(node: node, range: at..<at))
            at += 2
        case .link: return enterLink(node)
        default: break
        }
        at = min(at, content.count)
        return true
    }

    private mutating func enterLink(_ node: MarkdownNode) -> Bool {
        let start = at
        let first = at < content.count ? content[at] : 0
        if first == UInt8(ascii: "[") {
            open.append(Place(node: node, range: start..<start))
            at += 1
            return true
        }
        if first == UInt8(ascii: "<") {
            while at < content.count, content[at] != UInt8(ascii: ">") { at += 1 }
            at = min(at + 1, content.count)
            let inner = min(start + 1, content.count)..<max(min(start + 1, content.count), at - 1)
            places.append(Place(node: node, range: start..<at, destination: inner, kind: .angle))
        } else {
            var start = start
            if let text = node.firstChild {
                seek(text.view.bytes)
                start = at
                takeBare(text, text.view.bytes)
            }
            places.append(Place(node: node, range: start..<at, destination: start..<at, kind: .bare))
        }
        // The children were taken with it.
        return false
    }

    private mutating func leave(_ node: MarkdownNode, _ kind: MarkdownNode.Kind) {
        switch kind {
        case .emphasis: at += 1
        case .strong: at += 2
        case .strikethrough: at += run(of: UInt8(ascii: "~"), from: at)
        case .link, .image:
            guard var place = open.last, place.node == node else { return }
            open.removeLast()
            at = min(at + 1, content.count)
            let tail = LinkTail(content, from: at)
            at = tail.end
            place.range = place.range.lowerBound..<at
            place.destination = tail.destination
            place.kind = tail.destination == nil ? .reference : .inline
            places.append(place)
        default: break
        }
        at = min(at, content.count)
    }

    /// Moves to where a literal lies: exactly when it points into the content.
    private mutating func seek(_ literal: UnsafeBufferPointer<UInt8>) {
        guard let start = literal.baseAddress, let base = content.baseAddress else { return }
        let offset = UnsafeRawPointer(start) - UnsafeRawPointer(base)
        // What remains of a closing run of `*` points at the run's start, behind the cursor.
        if offset > at, offset + literal.count <= content.count { at = offset }
    }

    private func pointsIntoContent(_ literal: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = literal.baseAddress, let base = content.baseAddress else { return false }
        let offset = UnsafeRawPointer(start) - UnsafeRawPointer(base)
        return offset >= 0 && offset + literal.count <= content.count
    }

    private mutating func takeText(_ text: UnsafeBufferPointer<UInt8>, of node: MarkdownNode) {
        if pointsIntoContent(text) {
            seek(text)
            at += text.count
            return
        }
        if standsAsItIs(text) {
            at += text.count
            return
        }
        var index = 0
        while index < text.count, at < content.count {
            let byte = content[at]
            noteUnknownFootnote(in: node)
            if byte == UInt8(ascii: "\\"), at + 1 < content.count, isPunctuation(content[at + 1]),
                content[at + 1] == text[index]
            {
                at += 2
                index += 1
            } else if byte == UInt8(ascii: "&"), let (taken, stood) = entity(at: at, matching: text, from: index) {
                at += taken
                index += stood
            } else if byte == text[index] {
                at += 1
                index += 1
            } else if isSpace(byte) {
                // White space before a line's end is no part of the text.
                at += 1
            } else {
                return
            }
        }
    }

    /// Whether the text lies at the cursor byte for byte, and without anything that may stand for something else.
    private func standsAsItIs(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = text.baseAddress, let base = content.baseAddress, at + text.count <= content.count,
            memcmp(start, base + at, text.count) == 0
        else { return false }
        return memchr(start, 0x5C, text.count) == nil && memchr(start, 0x26, text.count) == nil
            && memchr(start, 0x5B, text.count) == nil
    }

    /// Notes a `[^label]` at the cursor: had it a note, it would be no text. The library joins it from pieces, so that
    /// it never points into the content.
    private mutating func noteUnknownFootnote(in node: MarkdownNode) {
        guard content[at] == UInt8(ascii: "["), at + 2 < content.count, content[at + 1] == UInt8(ascii: "^") else {
            return
        }
        var end = at + 2
        while end < content.count, content[end] != UInt8(ascii: "]") {
            if content[end] == UInt8(ascii: "[") || content[end] <= 0x20 { return }
            end += 1
        }
        guard end < content.count, end > at + 2 else { return }
        places.append(Place(node: node, range: at..<end + 1, kind: .reference))
    }

    /// A bare URL is text as it is written; an e-mail address was cut out of text that is decoded already.
    private mutating func takeBare(_ node: MarkdownNode, _ text: UnsafeBufferPointer<UInt8>) {
        if at + text.count <= content.count, (0..<text.count).allSatisfy({ content[at + $0] == text[$0] }) {
            at += text.count
        } else {
            takeText(text, of: node)
        }
    }

    private func entity(
        at offset: Int, matching text: UnsafeBufferPointer<UInt8>, from index: Int
    ) -> (taken: Int, stood: Int)? {
        guard let base = content.baseAddress else { return nil }
        var decoded: (UInt64, UInt64) = (0, 0)
        return withUnsafeMutableBytes(of: &decoded) { buffer in
            let bytes = buffer.bindMemory(to: UInt8.self)
            var length = 0
            let taken = csupport_entity(
                parser, base + offset + 1, content.count - offset - 1, bytes.baseAddress, &length)
            guard taken > 0, index + length <= text.count else { return nil }
            for position in 0..<length where bytes[position] != text[index + position] { return nil }
            return (taken + 1, length)
        }
    }

    private mutating func takeCode() {
        let ticks = run(of: UInt8(ascii: "`"), from: at)
        at += ticks
        while at < content.count {
            let closing = run(of: UInt8(ascii: "`"), from: at)
            at += max(closing, 1)
            if closing == ticks { return }
        }
    }

    private mutating func takeLineEnd() {
        while at < content.count, isSpace(content[at]), content[at] != UInt8(ascii: "\n") { at += 1 }
        let isEscaped = at < content.count && content[at] == UInt8(ascii: "\\")
        at += isEscaped ? 1 : 0
        if at < content.count, content[at] == UInt8(ascii: "\n") { at += 1 }
        // After a backslash the parser keeps white space as text.
        while !isEscaped, at < content.count, content[at] == UInt8(ascii: " ") || content[at] == UInt8(ascii: "\t") {
            at += 1
        }
    }

    private func run(of byte: UInt8, from start: Int) -> Int {
        var end = start
        while end < content.count, content[end] == byte { end += 1 }
        return end - start
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}

/// The ASCII characters that a backslash escapes (GFM §6.1).
func isPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
}
