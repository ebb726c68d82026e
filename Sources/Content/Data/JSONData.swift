import Diagnostics

extension DataTree {
    /// Adds a JSON value: strings as quoted scalars, all other scalars as plain ones.
    mutating func add(_ node: JSONNode) {
        switch node.value {
        case .null: addScalar(.plain, "null", node.span)
        case .boolean(let flag): addScalar(.plain, flag ? "true" : "false", node.span)
        case .number(let number): addScalar(.plain, number.text, node.span)
        case .string(let text): addScalar(.quoted, text, node.span)
        case .array(let items):
            let list = add(.list, node.span)
            for item in items { add(item) }
            close(list, end: node.span.end)
        case .object(let members):
            let mapping = add(.mapping, node.span)
            for member in members {
                addScalar(.quoted, member.key, member.keySpan)
                add(member.value)
            }
            close(mapping, end: node.span.end)
        }
    }

    /// Adds a scalar with its text.
    mutating func addScalar(_ kind: Kind, _ value: String, _ span: Span) {
        let from = text.count
        text.append(contentsOf: value.utf8)
        _ = add(kind, span, text: from..<text.count)
    }
}
