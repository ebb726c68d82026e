import Diagnostics

/// Writes the JSON Schema (2020-12) of a collection's front matter, for editors that complete and check while typing.
///
/// It describes front matter as a reader of YAML 1.2's core schema sees it. What JSON Schema cannot say (check digits,
/// a date that no calendar has, `required` inside an object of empty values) only the program checks.
public struct EntrySchemaWriter {
    private let schema: Schema
    private let slugs: [String: [String]]

    /// - Parameter slugs: the slugs of each collection that references may name, to be completed and checked.
    public init(_ schema: Schema, slugs: [String: [String]] = [:]) {
        self.schema = schema
        self.slugs = slugs
    }

    /// The schema as JSON text with a final newline.
    public func text() -> String {
        var json = JSONText()
        json.object { json in
            json.member("$schema", "https://json-schema.org/draft/2020-12/schema")
            json.member("title", schema.collection)
            fields(schema.table, additionalFields: schema.additionalFields, reserved: true, into: &json)
            json.key("$defs")
            json.object { json in
                json.key("absent")
                json.object { json in
                    json.key("enum")
                    json.raw(#"[null, "", [], {}]"#)
                }
            }
        }
        return JSONLayout.indented(json.text)
    }

    // MARK: - Objects

    private func fields(_ table: FieldTable, additionalFields: Bool, reserved: Bool, into json: inout JSONText) {
        json.member("type", "object")
        json.key("properties")
        json.object { json in
            for field in table.fields where field.isWritten {
                json.key(field.key)
                property(field, into: &json)
            }
            if additionalFields, reserved {
                for (name, _, _) in Schema.reservedNames {
                    json.key(name)
                    json.raw("false")
                }
            }
        }
        let required = table.fields.filter { $0.isRequired && $0.isWritten }.map(\.key)
        if !required.isEmpty {
            json.key("required")
            json.array { json in for name in required { json.item(name) } }
        }
        json.member("additionalProperties", additionalFields)
    }

    /// A field: its type, or nothing at all when it is not required.
    private func property(_ field: Field, into json: inout JSONText) {
        json.object { json in
            if let label = field.label { json.member("title", label) }
            json.member("description", field.description ?? field.type.words.pl)
            if !field.defaultValue.isAbsent {
                json.key("default")
                ValueText.write(field.defaultValue, into: &json)
            }
            if field.isRequired {
                type(field, into: &json)
            } else {
                json.key("anyOf")
                json.array { json in
                    json.object { type(field, into: &$0) }
                    json.object { $0.member("$ref", "#/$defs/absent") }
                }
            }
        }
    }

    // MARK: - Types

    private func type(_ field: Field, into json: inout JSONText) {
        switch field.type {
        case .string, .text, .markdown:
            texts(["string", "number", "boolean"], pattern: field.constraints.pattern, field, into: &json)
        case .integer: numbers(["integer"], field, into: &json)
        case .number: numbers(["number"], field, into: &json)
        case .boolean: json.member("type", "boolean")
        case .year:
            types(["integer", "string"], into: &json)
            json.member("minimum", max(1000, Int(field.constraints.minimum ?? 1000)))
            json.member("maximum", min(9999, Int(field.constraints.maximum ?? 9999)))
            json.member("pattern", "^[1-9][0-9]{3}$")
        case .list(let item): list(field, item, into: &json)
        case .object(let table): fields(table, additionalFields: false, reserved: false, into: &json)
        case .enum(let values):
            json.key("enum")
            json.array { json in for value in values { json.item(value) } }
        case .reference(let target): reference(target, into: &json)
        case .image, .file: media(field.type, into: &json)
        case .coordinates: coordinates(into: &json)
        case .any: break
        default: code(field, into: &json)
        }
    }

    private func types(_ names: [String], into json: inout JSONText) {
        json.key("type")
        if names.count == 1 {
            json.item(names[0])
        } else {
            json.array { json in for name in names { json.item(name) } }
        }
    }

    private func texts(_ names: [String], pattern: String?, _ field: Field, into json: inout JSONText) {
        types(names, into: &json)
        if let pattern { json.member("pattern", pattern) }
        // A text of no characters is absent.
        json.member("minLength", max(1, field.constraints.minLength ?? 1))
        if let length = field.constraints.maxLength { json.member("maxLength", length) }
    }

    private func numbers(_ names: [String], _ field: Field, into json: inout JSONText) {
        types(names, into: &json)
        if let minimum = field.constraints.minimum {
            json.key("minimum")
            json.raw(ScalarReading.text(minimum))
        }
        if let maximum = field.constraints.maximum {
            json.key("maximum")
            json.raw(ScalarReading.text(maximum))
        }
    }

    private func list(_ field: Field, _ item: Field, into json: inout JSONText) {
        json.member("type", "array")
        json.member("minItems", max(1, field.constraints.minItems ?? 1))
        if let count = field.constraints.maxItems { json.member("maxItems", count) }
        if field.constraints.hasUniqueItems { json.member("uniqueItems", true) }
        json.key("items")
        property(item, into: &json)
    }

    private func reference(_ target: String, into json: inout JSONText) {
        guard let known = slugs[target] else {
            json.member("type", "string")
            return
        }
        json.key("anyOf")
        json.array { json in
            json.object { json in
                json.key("enum")
                json.array { json in for slug in known { json.item(slug) } }
            }
            json.object { json in
                json.member("type", "string")
                json.member("pattern", "/|\\.md$")
            }
        }
    }

    private func media(_ type: FieldType, into json: inout JSONText) {
        let isImage = if case .image = type { true } else { false }
        json.key("anyOf")
        json.array { json in
            json.object { json in
                json.member("type", "string")
                json.member("pattern", Self.pathPattern)
            }
            mediaObject(["plik", "file", "src"], isImage, into: &json)
        }
    }

    /// A path that names no other server, no disk and has no backslash.
    private static let pathPattern = #"^(?!//|data:|.:)(?!.*://)[^\\]+$"#

    private func mediaObject(_ paths: [String], _ isImage: Bool, into json: inout JSONText) {
        json.object { json in
            json.member("type", "object")
            json.key("properties")
            json.object { json in
                for path in paths {
                    json.key(path)
                    json.object { json in
                        json.member("type", "string")
                        json.member("pattern", Self.pathPattern)
                    }
                }
                for text in ["opis", "alt", "text"] {
                    json.key(text)
                    json.object { types(["string", "number", "boolean", "null"], into: &$0) }
                }
                for flag in ["dekoracja", "decorative"] {
                    json.key(flag)
                    json.object { types(["boolean", "null"], into: &$0) }
                }
            }
            json.member("additionalProperties", false)
            json.key("allOf")
            json.array { json in
                oneOf(paths, into: &json)
                if isImage { oneOf(["opis", "alt", "text", "dekoracja", "decorative"], into: &json) }
            }
        }
    }

    /// At least one of the names must be there.
    private func oneOf(_ names: [String], into json: inout JSONText) {
        json.object { json in
            json.key("anyOf")
            json.array { json in
                for name in names {
                    json.object { json in
                        json.key("required")
                        json.array { $0.item(name) }
                    }
                }
            }
        }
    }

    private func coordinates(into json: inout JSONText) {
        json.key("anyOf")
        json.array { json in
            json.object { json in
                json.member("type", "string")
                json.member("pattern", #"^[-+]?[0-9]+(\.[0-9]+)?\s*,\s*[-+]?[0-9]+(\.[0-9]+)?$"#)
            }
            json.object { json in
                json.member("type", "array")
                json.key("prefixItems")
                json.raw(
                    #"[{"type":"number","minimum":-90,"maximum":90},{"type":"number","minimum":-180,"maximum":180}]"#)
                json.member("minItems", 2)
                json.member("maxItems", 2)
            }
            json.object { json in json.member("type", "object") }
        }
    }

    /// Codes, addresses, dates: texts of a fixed shape; those of digits alone may come without quotes as numbers.
    private func code(_ field: Field, into json: inout JSONText) {
        let (pattern, mayBeNumber) = Self.shape(field.type)
        texts(mayBeNumber ? ["string", "integer"] : ["string"], pattern: nil, field, into: &json)
        if let own = field.constraints.pattern {
            json.key("allOf")
            json.array { json in
                json.object { $0.member("pattern", pattern) }
                json.object { $0.member("pattern", own) }
            }
        } else {
            json.member("pattern", pattern)
        }
    }

    private static func shape(_ type: FieldType) -> (pattern: String, mayBeNumber: Bool) {
        switch type {
        case .date:
            (
                "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
                    + #"([Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)? *([Zz]|[+-][0-9]{2}(:?[0-9]{2})?)?)?$"#,
                false
            )
        case .time: ("^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$", false)
        case .duration: ("^(P[0-9WDTHMS]+|[0-9]+ *(d|h|min|s)( *[0-9]+ *(d|h|min|s))*)$", false)
        case .url: (#"^([Hh][Tt][Tt][Pp][Ss]?://[^\s"<>/?#][^\s"<>]*|/([^\s"<>/][^\s"<>]*)?)$"#, false)
        case .email: (#"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$"#, false)
        case .phone: ("^[+(0-9][-0-9 ()/.+\u{A0}]*$", true)
        case .color: ("^#([0-9A-Fa-f]{3,4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})$", false)
        case .teryt: ("^[0-9]{7}$", true)
        case .postcode: ("^[0-9]{2}-[0-9]{3}$", false)
        case .nip: ("^(PL)?([ -]*[0-9]){10}[ -]*$", true)
        case .regon: ("^([ -]*[0-9]){9}(([ -]*[0-9]){5})?[ -]*$", true)
        case .krs: ("^([ -]*[0-9]){10}[ -]*$", true)
        case .money: (#"^[-+]?[0-9]+(\.[0-9]{1,2})?( +[A-Z]{3})?$"#, true)
        default: ("", true)
        }
    }
}
