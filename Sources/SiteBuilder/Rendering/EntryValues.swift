import Content
import LanguageRules
import Templates

/// Turns fields of entries into template values, following the types that `ObjectTypes` made for them.
struct EntryValues {
    let objects: ObjectTypes
    /// The record of an entry that a reference names, nil when it does not appear.
    let record: (_ collection: String, _ reference: Reference) -> RecordIndex?
    /// The URL of a content file.
    let fileURL: (String) -> String?
    /// A Markdown field, rendered.
    let markdown: (LocatedValue) -> Value

    func value(_ located: LocatedValue, type: FieldType, as info: TypeInfo) -> Value {
        switch (located.value, type) {
        case (.absent, _): .absent
        case (.string, .markdown): markdown(located)
        case (.string(let text), _): .string(text)
        case (.integer(let number), .number): .number(Double(number))
        case (.integer(let number), _): .integer(number)
        case (.number(let number), _): .number(number)
        case (.boolean(let flag), _): .boolean(flag)
        case (.date(let date), _): .date(date)
        case (.time(let time), _): .string(time.text)
        case (.duration(let seconds), _): .integer(seconds)
        case (.money(let money), _):
            .object(ObjectValue(objects.money, [.number(Double(money.hundredths) / 100), .string(money.currency)]))
        case (.coordinates(let place), _):
            .object(ObjectValue(objects.coordinates, [.number(place.latitude), .number(place.longitude)]))
        case (.reference(let reference), .reference(let collection)):
            record(collection, reference).map(Value.record) ?? .absent
        case (.list(let items), .list(let item)): list(items, item: item, as: info)
        case (.object(let members), .object(let table)): object(members, table: table, as: info)
        case (.image(let media), _): image(media)
        case (.file(let media), _): file(media)
        default: plain(located.value)
        }
    }

    /// A value that no schema knows.
    func plain(_ value: FieldValue) -> Value {
        switch value {
        case .absent, .reference: .absent
        case .string(let text): .string(text)
        case .integer(let number): .integer(number)
        case .number(let number): .number(number)
        case .boolean(let flag): .boolean(flag)
        case .date(let date): .date(date)
        case .time(let time): .string(time.text)
        case .duration(let seconds): .integer(seconds)
        case .money(let money):
            .object(ObjectValue(objects.money, [.number(Double(money.hundredths) / 100), .string(money.currency)]))
        case .coordinates(let place):
            .object(ObjectValue(objects.coordinates, [.number(place.latitude), .number(place.longitude)]))
        case .list(let items), .object(let items): .list(items.map { plain($0.value) })
        case .mapping(let members): .map(MapValue(members.map { ($0.name, plain($0.value.value)) }))
        case .image(let media): image(media)
        case .file(let media): file(media)
        }
    }

    private func list(_ items: [LocatedValue], item: Field, as info: TypeInfo) -> Value {
        guard case .list(let inner) = info.present else { return plain(.list(items)) }
        return .list(
            items.compactMap { located in
                let value = value(located, type: item.type, as: inner)
                // A reference to an entry that does not appear leaves no gap in a list.
                return value.isUndefined ? nil : value
            })
    }

    private func object(_ members: [LocatedValue], table: FieldTable, as info: TypeInfo) -> Value {
        guard case .record(let type) = info.present else { return plain(.list(members)) }
        let types = type.fields
        let values = table.fields.indices.map { slot in
            value(
                slot < members.count ? members[slot] : .absent, type: table.fields[slot].type, as: types[slot].type)
        }
        return .object(ObjectValue(type, values))
    }

    private func image(_ media: MediaValue) -> Value {
        guard let facts = media.facts, let url = fileURL(facts.path) else { return .absent }
        return .object(
            ObjectValue(
                objects.image,
                [
                    .string(url), facts.width.map(Value.integer) ?? .absent, facts.height.map(Value.integer) ?? .absent,
                    .string(media.text ?? ""), .string(facts.type), .integer(facts.size),
                ]))
    }

    private func file(_ media: MediaValue) -> Value {
        guard let facts = media.facts, let url = fileURL(facts.path) else { return .absent }
        return .object(ObjectValue(objects.file, [.string(url), .integer(facts.size), .string(facts.type)]))
    }
}
