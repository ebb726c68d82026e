import Diagnostics

/// Reads the YAML that nearly every entry is written in, several times as fast as libyaml, and leaves the rest to it.
///
/// Taken are fields of one line each, lists of `- item` and `- field: value`, and `[…]` and `{…}` that end on their
/// line; scalars are plain or stand in quotes without an escape. Whatever else a text holds, an error above all, makes
/// the answer false: then libyaml reads it from the beginning. Where the answer is true the tree is, node by node and
/// span by span, the one that libyaml's events give (`UsualYAMLTests` and the fuzz target compare the two).
///
/// YAML 1.2, chapters 6 to 8; where it leaves a choice, as libyaml 0.2.5 makes it.
struct UsualYAML {
    private let text: UnsafePointer<UInt8>
    private let count: Int
    /// Where the text begins in the file.
    private let start: Int
    private var at = 0
    /// The column of the next line's first byte, once `nextLine` has found one.
    private var column = 0
    private var tree = DataTree()

    /// Levels beyond which libyaml is asked, so that no text can make the calls deep.
    private static let depthLimit = 12
    /// libyaml refuses a key of more than 1024 characters.
    private static let keyLimit = 512

    private init(_ text: UnsafePointer<UInt8>, count: Int, start: Int) {
        self.text = text
        self.count = count
        self.start = start
    }

    /// Reads a text that begins at `start` of its file; false, and an empty tree, when libyaml has to read it.
    static func read(_ text: UnsafeBufferPointer<UInt8>, start: Int, into tree: inout DataTree) -> Bool {
        guard let base = text.baseAddress, isUsual(text) else { return false }
        var reader = UsualYAML(base, count: text.count, start: start)
        // Taken out while it grows, so that it is not copied.
        swap(&reader.tree, &tree)
        defer { swap(&reader.tree, &tree) }
        reader.tree.removeAll()
        if reader.document() { return true }
        reader.tree.removeAll()
        return false
    }

    /// Whether the text holds only characters that mean themselves: no control, no tab, no line end but LF.
    private static func isUsual(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        while index < text.count {
            let byte = text[index]
            index &+= 1
            if byte >= 0x20 && byte < 0x7F || byte == 0x0A { continue }
            switch byte {
            case 0x00..<0x20, 0x7F: return false
            case 0xC2: if index >= text.count || text[index] < 0xA0 { return false }
            // U+2028 and U+2029 end a line; beyond U+F000 lie a byte-order mark and what is no character.
            case 0xE2:
                if index + 1 >= text.count { return false }
                if text[index] == 0x80, text[index + 1] == 0xA8 || text[index + 1] == 0xA9 { return false }
            case 0xEF: return false
            default: break
            }
        }
        return true
    }

    // MARK: Lines

    private mutating func document() -> Bool {
        guard nextLine() else { return false }
        guard column == 0, mapping(column: 0, depth: 0) else { return false }
        return at >= count
    }

    /// Goes on to the next line that says something, and to its first byte; false at the end of the text.
    private mutating func nextLine() -> Bool {
        while at < count {
            var index = at
            while index < count, text[index] == 0x20 { index += 1 }
            if index >= count {
                at = count
                return false
            }
            if text[index] == 0x0A {
                at = index + 1
            } else if text[index] == UInt8(ascii: "#") {
                at = endOfLine(index)
            } else {
                column = index - at
                at = index
                return true
            }
        }
        return false
    }

    private func endOfLine(_ from: Int) -> Int {
        var index = from
        while index < count, text[index] != 0x0A { index += 1 }
        return min(index + 1, count)
    }

    /// Takes the blanks, the comment and the end of a line whose value has ended; false when more stands there.
    private mutating func finishLine() -> Bool {
        let ended = at
        while at < count, text[at] == 0x20 { at += 1 }
        guard at < count, text[at] != 0x0A else {
            at = min(at + 1, count)
            return true
        }
        guard text[at] == UInt8(ascii: "#"), at > ended else { return false }
        at = endOfLine(at)
        return true
    }

    /// The next line is looked at and not taken: where it begins, and its column; nil at the end.
    private mutating func peekLine() -> Int? {
        guard nextLine() else { return nil }
        at -= column
        return column
    }

    // MARK: Blocks

    /// The fields that begin at `at`, each at `column`.
    private mutating func mapping(column own: Int, depth: Int) -> Bool {
        guard depth < UsualYAML.depthLimit else { return false }
        let node = tree.add(.mapping, span(at, at))
        while true {
            guard field(own, depth) else { return false }
            guard let next = peekLine(), next >= own else { break }
            // Deeper than its fields lies nothing that a mapping could hold.
            guard next == own else { return false }
            at += own
            // A document marker ends the mapping; libyaml judges what follows.
            if own == 0, text[at] == UInt8(ascii: "-") || text[at] == UInt8(ascii: ".") { return false }
        }
        return close(node, isMapping: true)
    }

    private mutating func field(_ own: Int, _ depth: Int) -> Bool {
        guard key() else { return false }
        let behindColon = at
        var index = at
        while index < count, text[index] == 0x20 { index += 1 }
        let isEmpty = index >= count || text[index] == 0x0A || text[index] == UInt8(ascii: "#") && index > at
        guard isEmpty else {
            at = index
            return value(own, depth)
        }
        guard finishLine() else { return false }
        guard let next = peekLine() else { return empty(behindColon) }
        let isItem = isItem(at + next)
        if next > own {
            at += next
            return isItem ? list(column: next, depth: depth + 1) : mapping(column: next, depth: depth + 1)
        }
        if next == own, isItem {
            at += next
            return list(column: next, depth: depth + 1)
        }
        return empty(behindColon)
    }

    private mutating func empty(_ place: Int) -> Bool {
        _ = tree.add(.plain, span(place, place), text: tree.text.count..<tree.text.count)
        return true
    }

    /// The value that begins at `at` and ends on its line.
    private mutating func value(_ own: Int, _ depth: Int) -> Bool {
        guard inline(depth), finishLine() else { return false }
        // A deeper line would go on with a plain scalar, and be wrong after anything else.
        guard let next = peekLine() else { return true }
        return next <= own
    }

    private func isItem(_ index: Int) -> Bool {
        text[index] == UInt8(ascii: "-") && index + 1 < count && text[index + 1] == 0x20
    }

    /// The items that begin at `at`, each with its hyphen at `column`.
    private mutating func list(column own: Int, depth: Int) -> Bool {
        guard depth < UsualYAML.depthLimit else { return false }
        let node = tree.add(.list, span(at, at))
        while true {
            guard isItem(at) else { return false }
            let hyphen = at
            at += 1
            while at < count, text[at] == 0x20 { at += 1 }
            guard at < count, text[at] != 0x0A, text[at] != UInt8(ascii: "#"), !isItem(at) else { return false }
            if startsField(at) {
                guard mapping(column: own + at - hyphen, depth: depth + 1) else { return false }
            } else {
                guard value(own, depth) else { return false }
            }
            guard let next = peekLine(), next >= own else { break }
            guard next == own else { return false }
            // A list may stand in the column of the field that it belongs to: then the next field ends it.
            guard isItem(at + next) else {
                guard text[at + next] != UInt8(ascii: "-") else { return false }
                break
            }
            at += next
        }
        return close(node, isMapping: false)
    }

    private mutating func close(_ node: Int, isMapping: Bool) -> Bool {
        tree.close(node, end: tree.nodes[tree.nodes.count - 1].span.end)
        return !isMapping || tree.repeatedKey(in: node) == nil
    }

    // MARK: Keys

    /// The bytes of a key that needs no quotes: letters, digits, `_` and `-`, a letter or `_` first.
    private func endOfKey(_ from: Int) -> Int? {
        var index = from
        while index < count, index - from <= UsualYAML.keyLimit {
            let byte = text[index]
            let isLetter = (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_") || byte >= 0x80
            let isInner = byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "-")
            guard isLetter || isInner && index > from else { break }
            index += 1
        }
        return index > from && index < count && text[index] == UInt8(ascii: ":") ? index : nil
    }

    private func startsField(_ from: Int) -> Bool {
        guard let colon = endOfKey(from) else { return false }
        return colon + 1 >= count || text[colon + 1] == 0x20 || text[colon + 1] == 0x0A
    }

    /// Takes a key and its colon.
    private mutating func key() -> Bool {
        guard let colon = endOfKey(at), colon + 1 >= count || text[colon + 1] == 0x20 || text[colon + 1] == 0x0A else {
            return false
        }
        add(.plain, at..<colon, covering: at..<colon)
        at = colon + 1
        return true
    }

    // MARK: Values of one line

    /// A scalar, `[…]` or `{…}` in a block.
    private mutating func inline(_ depth: Int) -> Bool {
        switch text[at] {
        case UInt8(ascii: "["), UInt8(ascii: "{"): return flow(depth + 1)
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return quoted()
        default: return plain(isFlow: false)
        }
    }

    private mutating func quoted() -> Bool {
        let quote = text[at]
        var index = at + 1
        while index < count, text[index] != quote {
            if text[index] == 0x0A || text[index] == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"") { return false }
            index += 1
        }
        guard index < count else { return false }
        // Two single quotes stand for one; behind a key in quotes comes a colon.
        if index + 1 < count, text[index + 1] == quote || text[index + 1] == UInt8(ascii: ":") { return false }
        add(.quoted, at + 1..<index, covering: at..<index + 1)
        at = index + 1
        return true
    }

    private mutating func plain(isFlow: Bool) -> Bool {
        guard mayStartPlain(isFlow: isFlow) else { return false }
        var index = at
        var end = at
        while index < count, text[index] != 0x0A {
            let byte = text[index]
            switch byte {
            case 0x20:
                index += 1
                if index < count, text[index] == UInt8(ascii: "#") {
                    if isFlow { return false }
                    add(.plain, at..<end, covering: at..<end)
                    at = index - 1
                    return true
                }
                continue
            case UInt8(ascii: ":"):
                guard index + 1 < count, text[index + 1] > 0x20 else { return false }
                if isFlow, isIndicatorOfFlow(text[index + 1]) { return false }
            case _ where isFlow && isIndicatorOfFlow(byte):
                guard byte != UInt8(ascii: "["), byte != UInt8(ascii: "{"), byte != UInt8(ascii: "?") else {
                    return false
                }
                add(.plain, at..<end, covering: at..<end)
                at = index
                return true
            default: break
            }
            index += 1
            end = index
        }
        // A flow must end on its line.
        if isFlow { return false }
        add(.plain, at..<end, covering: at..<end)
        at = index
        return true
    }

    private func isIndicatorOfFlow(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
            UInt8(ascii: "?"):
            true
        default: false
        }
    }

    private func mayStartPlain(isFlow: Bool) -> Bool {
        switch text[at] {
        case UInt8(ascii: "-"):
            guard at + 1 < count else { return false }
            let next = text[at + 1]
            return next >= 0x80 || next &- 0x30 < 10 || (next | 0x20) &- 0x61 < 26
        case UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"),
            UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "*"),
            UInt8(ascii: "!"), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "'"), UInt8(ascii: "\""),
            UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"):
            return false
        default: return true
        }
    }

    /// `[a, b]` or `{ field: a }` that begins at `at`.
    private mutating func flow(_ depth: Int) -> Bool {
        guard depth < UsualYAML.depthLimit else { return false }
        let isMapping = text[at] == UInt8(ascii: "{")
        let closing = isMapping ? UInt8(ascii: "}") : UInt8(ascii: "]")
        let node = tree.add(isMapping ? .mapping : .list, span(at, at + 1))
        at += 1
        guard skipBlanks() else { return false }
        while text[at] != closing {
            if isMapping {
                guard key(), skipBlanks() else { return false }
            }
            guard item(depth), skipBlanks() else { return false }
            if text[at] == UInt8(ascii: ",") {
                at += 1
                // A comma before the closing bracket is libyaml's to judge.
                guard skipBlanks(), text[at] != closing else { return false }
            } else if text[at] != closing {
                return false
            }
        }
        at += 1
        tree.close(node, end: start + at)
        return !isMapping || tree.repeatedKey(in: node) == nil
    }

    private mutating func item(_ depth: Int) -> Bool {
        switch text[at] {
        case UInt8(ascii: "["), UInt8(ascii: "{"): flow(depth + 1)
        case UInt8(ascii: "\""), UInt8(ascii: "'"): quoted()
        default: plain(isFlow: true)
        }
    }

    /// False when the text ends behind the blanks.
    private mutating func skipBlanks() -> Bool {
        while at < count, text[at] == 0x20 { at += 1 }
        return at < count
    }

    // MARK: Nodes

    private func span(_ from: Int, _ to: Int) -> Span { Span(start + from, start + to) }

    private mutating func add(_ kind: DataTree.Kind, _ value: Range<Int>, covering: Range<Int>) {
        let from = tree.text.count
        tree.text.append(contentsOf: UnsafeBufferPointer(start: text + value.lowerBound, count: value.count))
        _ = tree.add(kind, span(covering.lowerBound, covering.upperBound), text: from..<tree.text.count)
    }
}
