import Diagnostics

/// One line of the answer to “what can I print here?”.
public struct InspectedVariable: Sendable {
    public let name: String
    /// How deep it lies in what was asked for.
    public let depth: Int
    public let type: Words
    /// Its value on this page, shortened; empty when its fields follow.
    public let value: String
    public let origin: String

    /// `  liczba: integer or nothing = 24310  (front matter)`
    public func text(in language: MessageLanguage) -> String {
        let label = type.text(in: language)
        var line = String(repeating: "  ", count: depth) + (name.isEmpty ? label : "\(name): \(label)")
        if !value.isEmpty { line += " = " + value }
        if !origin.isEmpty { line += "  (\(origin))" }
        return line
    }
}

/// Describes values with their types and fields, for `metropolia inspect` as for `debug(x)` in a template.
public struct Inspection {
    private let records: RecordTable
    /// How many levels of fields are shown.
    private let deepest: Int
    public private(set) var variables: [InspectedVariable] = []

    public init(records: RecordTable, deepest: Int) {
        self.records = records
        self.deepest = deepest
    }

    /// The lines, one for each variable and field.
    public func text(in language: MessageLanguage) -> String {
        variables.map { $0.text(in: language) }.joined(separator: "\n")
    }

    /// Adds a value and the fields below it; `type` is the declared one, where there is one.
    public mutating func add(_ name: String, _ value: Value, type: TypeInfo? = nil, origin: String = "") {
        add(name, value, type: type, origin: origin, depth: 0)
    }

    private mutating func add(_ name: String, _ value: Value, type: TypeInfo?, origin: String, depth: Int) {
        var value = value
        if case .deferred(let deferred) = value { value = (try? deferred.value()) ?? .absent }
        let object = depth < deepest ? self.object(of: value, depth: depth) : nil
        variables.append(
            InspectedVariable(
                name: name, depth: depth, type: (type ?? self.type(of: value)).label,
                value: object == nil ? shown(value, depth: 0) : "", origin: origin))
        guard let object else { return }
        for (field, inner) in zip(object.type.fields, object.fields) where field.insteadUse == nil {
            add(field.name, inner, type: field.type, origin: field.origin, depth: depth + 1)
        }
    }

    /// The entries that an entry refers to are inspected on their own.
    private func object(of value: Value, depth: Int) -> ObjectValue? {
        switch value {
        case .object(let object): object
        case .record(let index) where depth == 0: records[index]
        default: nil
        }
    }

    private func type(of value: Value) -> TypeInfo {
        switch value {
        case .undefined, .none: .none
        case .boolean: .boolean
        case .integer: .integer
        case .number: .number
        case .string: .string
        case .markup: .markup
        case .date: .date
        case .list: .list(of: .any)
        case .map: .map(of: .any)
        case .record(let index): records[index].map { .record($0.type) } ?? .any
        case .object(let object): .record(object.type)
        case .function(let function): .function(function.signature)
        case .deferred, .runtime: .any
        }
    }

    private func shown(_ value: Value, depth: Int) -> String {
        switch value {
        case .undefined, .none: "—"
        case .boolean(let flag): flag ? "true" : "false"
        case .integer(let number): String(number)
        case .number(let number): NumberText.text(number)
        case .string(let text): "“\(shortened(text))”"
        case .markup(let text): "HTML “\(shortened(text))”"
        case .date(let day): day.iso
        case .list(let list) where depth > 0: "[\(list.items.count)]"
        case .list(let list):
            "[" + list.items.prefix(5).map { shown($0, depth: depth + 1) }.joined(separator: ", ")
                + (list.items.count > 5 ? ", … \(list.items.count)]" : "]")
        case .map(let map) where depth > 0: "{\(map.count)}"
        case .map(let map):
            "{"
                + zip(map.keys, map.values).prefix(5).map {
                    "\(shown($0, depth: depth + 1)): \(shown($1, depth: depth + 1))"
                }.joined(separator: ", ") + (map.count > 5 ? ", … \(map.count)}" : "}")
        case .record(let index):
            records[index].map { object in "→ \(object["url"]?.text ?? object["title"]?.text ?? object.type.name)" }
                ?? ""
        case .object(let object): "{\(object.type.fields.count)}"
        case .function: "(…)"
        case .deferred, .runtime: "…"
        }
    }

    private func shortened(_ text: String) -> String {
        let line = text.words.joined(separator: " ")
        return line.scalarCount > 70 ? TextSlicing.slice(line, 0, 69, nil) + "…" : line
    }
}
