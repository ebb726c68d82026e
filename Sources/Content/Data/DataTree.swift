import Diagnostics

/// Values as they were written, before a schema gives them types: one shape for YAML, JSON and CSV.
///
/// Nodes lie in document order in one array and scalars' text in one buffer, so that reading an entry makes no object
/// for a node; both are reused for the next file. A mapping's children are key, value, key, value.
struct DataTree: Equatable {
    struct Node: Equatable {
        var kind: Kind
        /// The bytes of the file that the node covers; a quoted scalar's with its quotes.
        var span: Span
        /// A scalar's value in `text`.
        var text: Range<Int>
        /// The index of the node after this one and all within it.
        var next: Int
    }

    enum Kind: UInt8 {
        /// Written without quotes: a number, a boolean, a date or a text; the schema decides.
        case plain
        case quoted
        /// A YAML block scalar (`|` or `>`).
        case block
        case list
        case mapping
    }

    var nodes: [Node] = []
    var text: [UInt8] = []

    mutating func removeAll() {
        nodes.removeAll(keepingCapacity: true)
        text.removeAll(keepingCapacity: true)
    }

    /// Adds a node that is complete, or a container whose `next` is set by `close`.
    mutating func add(_ kind: Kind, _ span: Span, text range: Range<Int> = 0..<0) -> Int {
        nodes.append(Node(kind: kind, span: span, text: range, next: nodes.count + 1))
        return nodes.count - 1
    }

    mutating func close(_ index: Int, end: Int) {
        nodes[index].next = nodes.count
        nodes[index].span.end = end
    }

    func isScalar(_ index: Int) -> Bool { nodes[index].kind.rawValue <= Kind.block.rawValue }

    /// The bytes of a scalar.
    func bytes(_ index: Int) -> ArraySlice<UInt8> { text[nodes[index].text] }

    /// The text of a scalar.
    func string(_ index: Int) -> String { String(decoding: text[nodes[index].text], as: UTF8.self) }

    /// Whether the scalar's bytes are these.
    func isText(_ index: Int, _ word: StaticString) -> Bool {
        let range = nodes[index].text
        guard range.count == word.utf8CodeUnitCount else { return false }
        for offset in 0..<range.count where text[range.lowerBound + offset] != word.utf8Start[offset] { return false }
        return true
    }

    /// The indices of a list's items.
    func items(_ list: Int) -> [Int] {
        var items: [Int] = []
        var index = list + 1
        while index < nodes[list].next {
            items.append(index)
            index = nodes[index].next
        }
        return items
    }

    /// Whether the node says nothing: `null`, `~`, no value, `""`, an empty list, or a container of nothing else.
    func isAbsent(_ index: Int) -> Bool {
        let node = nodes[index]
        switch node.kind {
        case .plain: return node.text.isEmpty || isNull(index)
        case .quoted, .block: return node.text.isEmpty
        case .list:
            var item = index + 1
            while item < node.next {
                if !isAbsent(item) { return false }
                item = nodes[item].next
            }
            return true
        case .mapping:
            var key = index + 1
            while key < node.next {
                if !isAbsent(key + 1) { return false }
                key = nodes[key + 1].next
            }
            return true
        }
    }

    /// Whether a plain scalar is one of YAML's words for nothing.
    private func isNull(_ index: Int) -> Bool {
        switch nodes[index].text.count {
        case 1: isText(index, "~")
        case 4: isText(index, "null") || isText(index, "Null") || isText(index, "NULL")
        default: false
        }
    }

    /// A key that stands twice in the mapping, and its first place.
    func repeatedKey(in mapping: Int) -> (first: Int, second: Int)? {
        let end = nodes[mapping].next
        var count = 0
        var index = mapping + 1
        while index < end {
            if count < 32 {
                // Few keys are compared in place, without a table.
                var known = mapping + 1
                while known < index {
                    if isSameText(known, index) { return (known, index) }
                    known = nodes[known + 1].next
                }
            }
            count += 1
            index = nodes[index + 1].next
        }
        guard count > 32 else { return nil }
        var keys: [Int] = []
        index = mapping + 1
        while index < end {
            keys.append(index)
            index = nodes[index + 1].next
        }
        var seen: [ArraySlice<UInt8>: Int] = [:]
        for key in keys {
            if let first = seen.updateValue(key, forKey: bytes(key)) { return (first, key) }
        }
        return nil
    }

    private func isSameText(_ left: Int, _ right: Int) -> Bool {
        let (one, other) = (nodes[left].text, nodes[right].text)
        guard one.count == other.count else { return false }
        for offset in 0..<one.count where text[one.lowerBound + offset] != text[other.lowerBound + offset] {
            return false
        }
        return true
    }
}
