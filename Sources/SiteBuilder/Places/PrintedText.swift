import Content
import Diagnostics
import Templates

/// A text that a template could read, and where its author wrote it.
struct PrintedText {
    /// Which value of a render holds it.
    enum Holder: Hashable {
        case record(Int, slot: Int)
        case global(Int)
        /// A word that `t()` gives.
        case word(String)
    }

    enum Author {
        /// Bytes of a file that hold the text, perhaps in another writing.
        case written(Location)
        /// A field of type `markdown`: the text before it was rendered, and where that is written.
        case markdown(String, Location)
        /// The HTML of an entry's body.
        case body(Int)
        /// Words out of an entry's body.
        case words(Int)
        /// The place as a whole; nothing in the file looks like the text.
        case place(Location)
    }

    let holder: Holder
    /// The indices that lead from the holder's value to the text.
    let path: [Int]
    let text: [UInt8]
    let isMarkup: Bool
    /// Asked for only when the text is the one.
    let author: () -> Author
}

extension Value {
    /// The value with another text at a path, as it would be had the author written that.
    func replacing(_ path: ArraySlice<Int>, with text: String) -> Value {
        guard let step = path.first else {
            if case .markup = self { return .markup(text) }
            return .string(text)
        }
        let rest = path.dropFirst()
        switch self {
        case .object(let object):
            var fields = object.fields
            fields[step] = fields[step].present.replacing(rest, with: text)
            return .object(ObjectValue(object.type, fields))
        case .list(let list):
            var items = list.items
            items[step] = items[step].present.replacing(rest, with: text)
            return .list(ListValue(items, face: list.face, origin: list.origin.map(Int.init)))
        case .map(let map):
            let members = zip(map.keys, map.values).enumerated().map { index, member in
                (member.0.text ?? "", index == step ? member.1.present.replacing(rest, with: text) : member.1)
            }
            return .map(MapValue(members.map { (key: $0.0, value: $0.1) }))
        default: return self
        }
    }

    /// The value itself, computed if it has to be; what cannot be computed is absent.
    var present: Value {
        guard case .deferred(let deferred) = self else { return self }
        return (try? deferred.value()) ?? .absent
    }

    /// Each text in the value with the path to it.
    func forEachText(_ path: [Int] = [], _ body: (_ path: [Int], _ text: String, _ isMarkup: Bool) -> Void) {
        switch self {
        case .string(let text): body(path, text, false)
        case .markup(let text): body(path, text, true)
        case .deferred: present.forEachText(path, body)
        case .object(let object):
            for (index, field) in object.fields.enumerated() { field.forEachText(path + [index], body) }
        case .list(let list): for (index, item) in list.items.enumerated() { item.forEachText(path + [index], body) }
        case .map(let map): for (index, value) in map.values.enumerated() { value.forEachText(path + [index], body) }
        default: break
        }
    }
}
