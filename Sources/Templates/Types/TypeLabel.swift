import Diagnostics

extension TypeInfo {
    /// The type in words, for messages and `inspect`.
    public var label: Words {
        switch self {
        case .any: Words(pl: "cokolwiek", en: "anything")
        case .none: Words(pl: "brak wartości", en: "no value")
        case .boolean: Words(pl: "wartość logiczna", en: "boolean")
        case .integer: Words(pl: "liczba całkowita", en: "integer")
        case .number: Words(pl: "liczba", en: "number")
        case .string: Words(pl: "tekst", en: "text")
        case .markup: Words(same: "HTML")
        case .date: Words(pl: "data", en: "date")
        case .url: Words(same: "URL")
        case .enumeration(let words):
            Words(pl: "jedno z: \(words.joined(separator: ", "))", en: "one of: \(words.joined(separator: ", "))")
        case .list(let item): Words(pl: "lista (\(item.label.pl))", en: "list of \(item.label.en)")
        case .map(let value): Words(pl: "mapa (\(value.label.pl))", en: "map of \(value.label.en)")
        case .record(let type): Words(pl: "„\(type.name)”", en: "“\(type.name)”")
        case .optional(let inner): Words(pl: "\(inner.label.pl) albo nic", en: "\(inner.label.en) or nothing")
        case .function: Words(pl: "funkcja", en: "function")
        case .tuple(let items):
            Words(
                pl: "(\(items.map(\.label.pl).joined(separator: ", ")))",
                en: "(\(items.map(\.label.en).joined(separator: ", ")))")
        }
    }
}
