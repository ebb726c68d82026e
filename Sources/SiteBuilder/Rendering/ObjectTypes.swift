import Content
import Templates

/// The template types of field types; an object field has one type, made when the site's types are.
struct ObjectTypes: Sendable {
    let image: RecordType
    let file: RecordType
    let coordinates = RecordType(
        "coordinates",
        [
            RecordType.Field("latitude", .number), RecordType.Field("longitude", .number),
        ])
    let money = RecordType("money", [RecordType.Field("amount", .number), RecordType.Field("currency", .string)])

    /// The type of a present value; an object's fields are optional unless they are required or have a default.
    func type(of type: FieldType, path: String, entry: (String) -> RecordType?) -> TypeInfo {
        switch type {
        case .string, .text, .email, .phone, .color, .teryt, .postcode, .nip, .regon, .krs, .time: .string
        case .markdown: .markup
        case .integer, .year, .duration: .integer
        case .number: .number
        case .boolean: .boolean
        case .date: .date
        case .url: .url
        case .enum(let names): .enumeration(names)
        case .coordinates: .record(coordinates)
        case .money: .record(money)
        case .image: .record(image)
        case .file: .record(file)
        case .reference(let name): entry(name).map { .record($0) } ?? .any
        case .referrers(let name, _): .list(of: entry(name).map { .record($0) } ?? .any)
        case .list(let item): .list(of: self.type(of: item.type, path: path + "[]", entry: entry))
        case .object(let table):
            .record(
                RecordType(
                    path,
                    table.fields.map { field in
                        let inner = self.type(of: field.type, path: path + "." + field.name, entry: entry)
                        let isCertain = field.isRequired || !field.defaultValue.isAbsent
                        return RecordType.Field(
                            field.name, isCertain ? inner : .optional(inner), origin: "front matter")
                    }))
        case .any: .any
        }
    }
}
