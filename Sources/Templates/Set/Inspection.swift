import Diagnostics

/// One line of what `metropolia inspect` answers to “what can I print here?”.
public struct InspectedVariable: Sendable {
    /// As a template writes it: `entry.ludnosc.liczba`.
    public let path: String
    public let type: Words
    /// Whether printing it needs a guard.
    public let isOptional: Bool
    /// The value on this page, shortened; empty when it has none.
    public let value: String
    public let origin: String
}

extension TemplateSet {
    /// Every variable of a page with its type, value and origin; fields of objects two levels down.
    public func inspect(
        globals: [Value], records: RecordTable = .empty, types: [String: TypeInfo] = [:]
    ) -> [InspectedVariable] {
        var lines = InspectionLines(records: records)
        for (slot, global) in environment.globals.enumerated() {
            let value = slot < globals.count ? globals[slot] : .absent
            lines.add(global.name, types[global.name] ?? global.type, value, origin: global.origin, depth: 0)
        }
        return lines.lines
    }
}

/// Collects the lines of an inspection.
struct InspectionLines {
    let records: RecordTable
    private(set) var lines: [InspectedVariable] = []
    private static let deepest = 2

    init(records: RecordTable) { self.records = records }

    mutating func add(_ path: String, _ type: TypeInfo, _ value: Value, origin: String, depth: Int) {
        lines.append(
            InspectedVariable(
                path: path, type: type.label, isOptional: type.isOptional, value: shown(value, depth: 0), origin: origin
            ))
        guard depth < InspectionLines.deepest, case .record(let record) = type.present else { return }
        let object = object(of: value)
        for (slot, field) in record.fields.enumerated() where field.insteadUse == nil {
            let isSame = object?.type === record
            let inner = isSame ? object?.fields[slot] ?? .absent : .absent
            // The entries that an entry refers to are inspected on their own.
            let next = if case .record = inner { InspectionLines.deepest } else { depth + 1 }
            add("\(path).\(field.name)", field.type, inner, origin: field.origin, depth: next)
        }
    }

    private func object(of value: Value) -> ObjectValue? {
        switch value {
        case .object(let object): object
        case .record(let index): records[index]
        default: nil
        }
    }

    private func shown(_ value: Value, depth: Int) -> String {
        switch value {
        case .undefined, .none: ""
        case .boolean(let flag): flag ? "true" : "false"
        case .integer(let number): String(number)
        case .number(let number): NumberText.text(number)
        case .string(let text), .markup(let text): shortened(text)
        case .date(let day): day.iso
        case .list(let list):
            depth > 0
                ? "[\(list.items.count)]"
                : shortened(
                    "[" + list.items.prefix(5).map { shown($0, depth: depth + 1) }.joined(separator: ", ")
                        + (list.items.count > 5 ? ", … \(list.items.count)]" : "]"))
        case .map(let map): "{\(map.count)}"
        case .record(let index):
            records[index].map { object in "→ \(object["url"]?.text ?? object["title"]?.text ?? object.type.name)" }
                ?? ""
        case .object(let object): "{\(object.type.fields.count)}"
        case .function: "(…)"
        case .deferred: "…"
        case .runtime: ""
        }
    }

    private func shortened(_ text: String) -> String {
        let line = text.words.joined(separator: " ")
        return line.scalarCount > 60 ? TextSlicing.slice(line, 0, 60, nil) + "…" : line
    }
}
