import Content
import Diagnostics
import Templates

/// JSON as template values, for `render` and for data that no schema types.
public enum JSONTemplateData {
    /// The members of a JSON object in the order of the file, by name.
    ///
    /// Errors: what is no JSON or no object, with its place.
    public static func members(of file: SourceFile) throws(DiagnosticError) -> [(name: String, value: Value)] {
        var reader = JSONReader(file: file)
        let node = try reader.read()
        guard case .object(let members) = node.value else {
            throw DiagnosticError(
                Diagnostic(
                    .badConfig, Words(pl: "dane muszą być obiektem { … }", en: "the data must be an object { … }"),
                    at: Location(file, node.span)))
        }
        return members.map { ($0.key, value($0.value)) }
    }

    static func value(_ node: JSONNode) -> Value {
        switch node.value {
        case .null: .none
        case .boolean(let flag): .boolean(flag)
        case .string(let text): .string(text)
        case .number(let number): number.integer.map(Value.integer) ?? .number(number.double)
        case .array(let items): .list(items.map(value))
        case .object(let members): .map(MapValue(members.map { ($0.key, value($0.value)) }))
        }
    }
}
