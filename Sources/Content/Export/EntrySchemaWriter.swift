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
                json.raw(Self.absent)
            }
        }
        return JSONLayout.indented(json.text)
    }

    /// Nothing, an empty text, or a container of nothing else.
    private static let absent = ##"""
        {"anyOf":[{"enum":[null,""]},{"type":"array","items":{"$ref":"#/$defs/absent"}},
        {"type":"object","additionalProperties":{"$ref":"#/$defs/absent"}}]}
        """##

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
                json.key("not")
                json.raw(##"{"$ref":"#/$defs/absent"}"##)
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
        case .string where field.name == KnownField.slug.rawValue && field.location == nil:
            texts(["string", "integer"], pattern: "^[a-z0-9]+(-[a-z0-9]+)*$", field, into: &json)
        case .string, .text, .markdown:
            texts(["string", "number", "boolean"], pattern: field.constraints.pattern, field, into: &json)
        case .integer: numbers(["integer"], field, areWhole: true, into: &json)
        case .number: numbers(["number"], field, into: &json)
        case .boolean: json.member("type", "boolean")
        case .year:
            types(["integer", "string"], into: &json)
            json.member("minimum", max(1000, Int(field.constraints.minimum ?? 1000)))
            json.member("maximum", min(9999, Int(field.constraints.maximum ?? 9999)))
            json.member("pattern", "^[1-9][0-9]{3}$")
        case .money:
            numbers(["string", "number"], field, into: &json)
            json.member("pattern", #"^[-+]?(0|[1-9][0-9]*)(\.[0-9]{1,2})?( +[A-Z]{3})?$"#)
        case .list(let item): list(field, item, into: &json)
        case .object(let table): fields(table, additionalFields: false, reserved: false, into: &json)
        case .enum(let values):
            json.key("enum")
            json.array { json in for value in values { choice(value, into: &json) } }
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

    /// - Parameter areWhole: whether the program holds them as whole numbers, of 64 bits.
    private func numbers(_ names: [String], _ field: Field, areWhole: Bool = false, into json: inout JSONText) {
        types(names, into: &json)
        if let minimum = field.constraints.minimum {
            json.key("minimum")
            json.raw(ScalarReading.text(minimum))
        } else if areWhole {
            json.member("minimum", Int.min)
        }
        if let maximum = field.constraints.maximum {
            json.key("maximum")
            json.raw(ScalarReading.text(maximum))
        } else if areWhole {
            json.member("maximum", Int.max)
        }
    }

    /// A text of an enum or a slug; one that looks like a number or a truth value may stand without quotes.
    private func choice(_ value: String, into json: inout JSONText) {
        json.item(value)
        switch ScalarReading.guess(value) {
        case .integer(let number) where String(number) == value: json.item(number)
        case .number: json.raw(value)
        case .boolean(let flag): json.raw(flag ? "true" : "false")
        default: break
        }
    }

    private func list(_ field: Field, _ item: Field, into json: inout JSONText) {
        json.member("type", "array")
        let least = max(1, field.constraints.minItems ?? 1)
        json.member("minItems", least)
        // What is absent among the items, as a form leaves it behind, is not counted.
        json.key("contains")
        json.raw(##"{"not":{"$ref":"#/$defs/absent"}}"##)
        json.member("minContains", least)
        if let count = field.constraints.maxItems { json.member("maxContains", count) }
        if field.constraints.hasUniqueItems { json.member("uniqueItems", true) }
        json.key("items")
        property(item, into: &json)
    }

    private func reference(_ target: String, into json: inout JSONText) {
        guard let known = slugs[target] else {
            types(["string", "number", "boolean"], into: &json)
            json.member("minLength", 1)
            return
        }
        json.key("anyOf")
        json.array { json in
            json.object { json in
                json.key("enum")
                json.array { json in for slug in known { choice(slug, into: &json) } }
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
            // The path of an image alone says nothing to who does not see it.
            if !isImage { json.object { path(into: &$0) } }
            mediaObject(["plik", "file", "src"], isImage, into: &json)
        }
    }

    /// A path that names no other server, no disk and has no backslash.
    private static let pathPattern = #"^(?!//|data:|[\u0000-\u007F]:)(?![\s\S]*://)[^\\]+$"#

    private func path(into json: inout JSONText) {
        types(["string", "number", "boolean"], into: &json)
        json.member("pattern", Self.pathPattern)
    }

    private func mediaObject(_ paths: [String], _ isImage: Bool, into json: inout JSONText) {
        json.object { json in
            json.member("type", "object")
            json.key("properties")
            json.object { json in
                for path in paths {
                    json.key(path)
                    json.object { self.path(into: &$0) }
                }
                for text in Self.descriptions {
                    json.key(text)
                    json.object { types(["string", "number", "boolean", "null"], into: &$0) }
                }
                for flag in Self.decorations {
                    json.key(flag)
                    json.raw(##"{"anyOf":[{"type":"boolean"},{"$ref":"#/$defs/absent"}]}"##)
                }
            }
            json.member("additionalProperties", false)
            json.key("allOf")
            json.array { json in
                oneOf(paths, is: Self.present, into: &json)
                guard isImage else { return }
                // A description, or the mark that there is none: one of them, and not both.
                json.object { json in
                    json.key("oneOf")
                    json.array { json in
                        oneOf(Self.descriptions, is: Self.present, into: &json)
                        oneOf(Self.decorations, is: #"{"const":true}"#, into: &json)
                    }
                }
            }
        }
    }

    private static let descriptions = ["opis", "alt", "text"]
    private static let decorations = ["dekoracja", "decorative"]
    private static let present = ##"{"not":{"$ref":"#/$defs/absent"}}"##

    /// At least one of the names must be there, with such a value.
    private func oneOf(_ names: [String], is value: String, into json: inout JSONText) {
        json.object { json in
            json.key("anyOf")
            json.array { json in
                for name in names {
                    json.object { json in
                        json.key("properties")
                        json.object { json in
                            json.key(name)
                            json.raw(value)
                        }
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
            json.raw(Self.place)
        }
    }

    /// `{lat, lon}` in the words that the program knows.
    private static let place = ##"""
        {"type":"object","properties":{"lat":{"type":"number","minimum":-90,"maximum":90},
        "latitude":{"type":"number","minimum":-90,"maximum":90},"szerokosc":{"type":"number","minimum":-90,"maximum":90},
        "lon":{"type":"number","minimum":-180,"maximum":180},"lng":{"type":"number","minimum":-180,"maximum":180},
        "longitude":{"type":"number","minimum":-180,"maximum":180},
        "dlugosc":{"type":"number","minimum":-180,"maximum":180}},"additionalProperties":false,
        "allOf":[{"anyOf":[{"required":["lat"]},{"required":["latitude"]},{"required":["szerokosc"]}]},
        {"anyOf":[{"required":["lon"]},{"required":["lng"]},{"required":["longitude"]},{"required":["dlugosc"]}]}]}
        """##

    /// Codes, addresses, dates: texts of a fixed shape; those of digits alone may come without quotes as numbers.
    private func code(_ field: Field, into json: inout JSONText) {
        let (pattern, numbers) = Self.shape(field.type)
        texts(numbers == nil ? ["string"] : ["string", "integer"], pattern: nil, field, into: &json)
        if let numbers {
            json.member("minimum", numbers.lowerBound)
            json.member("maximum", numbers.upperBound)
        }
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

    /// How the type is written, and which numbers may be such a code without quotes.
    private static func shape(_ type: FieldType) -> (pattern: String, numbers: ClosedRange<Int>?) {
        switch type {
        case .date: (datePattern, nil)
        case .time: ("^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$", nil)
        case .duration: (durationPattern, nil)
        case .url:
            (
                #"^([Hh][Tt][Tt][Pp][Ss]?://"# + hostPattern
                    + #"(:[0-9]+)?([/?#][^\u0000-\u0020"<>]*)?|/([^\u0000-\u0020"<>/][^\u0000-\u0020"<>]*)?)$"#, nil
            )
        case .email:
            (
                #"^(?!\.)(?![^@]*\.\.)(?![^@]*\.@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?=[^.]+\.)"# + hostPattern
                    + "$",
                nil
            )
        case .phone: (phonePattern, 100_000_000...48_999_999_999)
        case .color: ("^#([0-9A-Fa-f]{3,4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})$", nil)
        // Voivodeships are numbered from 02: a zero may have been lost, not two.
        case .teryt: ("^[0-9]{7}$", 200_000...9_999_999)
        case .postcode: ("^[0-9]{2}-[0-9]{3}$", nil)
        case .nip: ("^(PL)?([ -]*[0-9]){10}[ -]*$", 0...9_999_999_999)
        case .regon: ("^([ -]*[0-9]){9}(([ -]*[0-9]){5})?[ -]*$", 0...99_999_999_999_999)
        case .krs: ("^([ -]*[0-9]){10}[ -]*$", 0...9_999_999_999)
        default: ("", nil)
        }
    }

    /// A day of a month that has it (29 February in every year), and perhaps a time and a zone.
    private static let datePattern =
        "^(?!0000)[0-9]{4}-(02-(0[1-9]|1[0-9]|2[0-9])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|"
        + "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01]))"
        + #"([Tt ]([01][0-9]|2[0-3]):[0-5][0-9](:([0-5][0-9]|60)(\.[0-9]*)?)?"#
        + " *([Zz]|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?)?)?$"

    private static let durationPattern =
        "^(P(?=.)( *[0-9]{1,6} *W)?( *[0-9]{1,6} *D)?(T(?=.)( *[0-9]{1,6} *H)?( *[0-9]{1,6} *M)?( *[0-9]{1,6} *S)?)?|"
        + "(?=.*[0-9])( *[0-9]{1,6} *d)?( *[0-9]{1,6} *h)?( *[0-9]{1,6} *min)?( *[0-9]{1,6} *s)? *)$"

    /// Labels between dots; letters beyond ASCII as they are written.
    private static let hostPattern: String = {
        let letter = #"[A-Za-z0-9\u0080-\uFFFF]"#
        let label = letter + #"([A-Za-z0-9\u0080-\uFFFF-]{0,61}"# + letter + ")?"
        return label + #"(\."# + label + ")*"
    }()

    /// Nine digits of a Polish number, with or without 48 before them; abroad `+` and 7 … 15 digits.
    private static let phonePattern: String = {
        let gap = #"[- ()/.\u00A0]*"#
        func digits(_ count: String) -> String { "(" + gap + "[0-9]){" + count + "}" + gap + "$" }
        let poland = gap + "4" + gap + "8" + digits("9")
        return #"^(\(?\+"# + poland + #"|\(?\+(?!"# + gap + "0)(?!" + gap + "4" + gap + "8)" + digits("7,15") + "|"
            + gap + "0" + gap + "0" + poland + "|" + poland + "|(?!" + gap + "0)" + digits("9") + ")"
    }()
}
