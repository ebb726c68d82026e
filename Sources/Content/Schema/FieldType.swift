import Diagnostics

/// The type of a field: how its value is read, whatever it looks like.
public indirect enum FieldType: Sendable {
    case string
    case text
    case markdown
    case integer
    case number
    case money
    case year
    case boolean
    case date
    case time
    case duration
    case url
    case email
    case phone
    case color
    case teryt
    case postcode
    case nip
    case regon
    case krs
    case coordinates
    case `enum`([String])
    case list(Field)
    case object(FieldTable)
    case reference(to: String)
    /// The entries of a collection that refer to this one, by one of their fields or by any; the program fills it in.
    case referrers(from: String, field: String?)
    case image
    case file
    case any

    /// The type's name in the config.
    public var name: String {
        switch self {
        case .string: "string"
        case .text: "text"
        case .markdown: "markdown"
        case .integer: "integer"
        case .number: "number"
        case .money: "money"
        case .year: "year"
        case .boolean: "boolean"
        case .date: "date"
        case .time: "time"
        case .duration: "duration"
        case .url: "url"
        case .email: "email"
        case .phone: "phone"
        case .color: "color"
        case .teryt: "teryt"
        case .postcode: "postcode"
        case .nip: "nip"
        case .regon: "regon"
        case .krs: "krs"
        case .coordinates: "coordinates"
        case .enum: "enum"
        case .list: "list"
        case .object: "object"
        case .reference: "reference"
        case .referrers: "referrers"
        case .image: "image"
        case .file: "file"
        case .any: "any"
        }
    }

    /// Whether a value of the type can name entries of a collection.
    public func refers(to collection: String) -> Bool {
        switch self {
        case .reference(let target): target == collection
        case .list(let item): item.type.refers(to: collection)
        case .object(let table): table.fields.contains { $0.type.refers(to: collection) }
        default: false
        }
    }

    /// Whether a value of the type is a text that may be the term of a taxonomy, or a list of such.
    public var isTerm: Bool {
        switch self {
        case .string, .enum: true
        case .list(let item):
            if case .list = item.type { false } else { item.type.isTerm }
        default: false
        }
    }

    /// Whether a template expression can give such a value.
    var isComputable: Bool {
        switch self {
        case .string, .text, .integer, .number, .boolean, .date, .url, .any: true
        case .list(let item):
            if case .list = item.type { false } else { item.type.isComputable }
        default: false
        }
    }

    /// The types that need nothing but their name.
    static let simple: [FieldType] = [
        .string, .text, .markdown, .integer, .number, .money, .year, .boolean, .date, .time, .duration, .url, .email,
        .phone, .color, .teryt, .postcode, .nip, .regon, .krs, .coordinates, .image, .file, .any,
    ]

    /// Every name that the config may give.
    public static let names: [String] = simple.map(\.name) + ["enum", "list", "object", "reference", "referrers"]

    /// What a value of the type is, for “expected …”.
    public var words: Words {
        switch self {
        case .string: Words(pl: "tekst", en: "text")
        case .text: Words(pl: "tekst", en: "text")
        case .markdown: Words(pl: "tekst w Markdownie", en: "Markdown text")
        case .integer: Words(pl: "liczba całkowita", en: "a whole number")
        case .number: Words(pl: "liczba", en: "a number")
        case .money: Words(pl: "kwota", en: "an amount of money")
        case .year: Words(pl: "rok (cztery cyfry)", en: "a year (four digits)")
        case .boolean: Words(pl: "true albo false", en: "true or false")
        case .date: Words(pl: "data RRRR-MM-DD", en: "a date YYYY-MM-DD")
        case .time: Words(pl: "godzina GG:MM", en: "a time HH:MM")
        case .duration: Words(pl: "czas trwania", en: "a duration")
        case .url: Words(pl: "adres URL", en: "a URL")
        case .email: Words(pl: "adres e-mail", en: "an e-mail address")
        case .phone: Words(pl: "numer telefonu", en: "a phone number")
        case .color: Words(pl: "kolor #rrggbb", en: "a colour #rrggbb")
        case .teryt: Words(pl: "kod TERYT gminy (siedem cyfr)", en: "a TERYT code of a gmina (seven digits)")
        case .postcode: Words(pl: "kod pocztowy 00-000", en: "a postcode 00-000")
        case .nip: Words(pl: "NIP (dziesięć cyfr)", en: "a NIP (ten digits)")
        case .regon: Words(pl: "REGON (9 albo 14 cyfr)", en: "a REGON (9 or 14 digits)")
        case .krs: Words(pl: "numer KRS (dziesięć cyfr)", en: "a KRS number (ten digits)")
        case .coordinates: Words(pl: "para współrzędnych", en: "a pair of coordinates")
        case .enum: Words(pl: "jedna z wartości z listy", en: "one of the listed values")
        case .list: Words(pl: "lista", en: "a list")
        case .object: Words(pl: "grupa pól", en: "a group of fields")
        case .reference: Words(pl: "nazwa innego wpisu", en: "the name of another entry")
        case .referrers: Words(pl: "wpisy, które się tu odwołują", en: "the entries that refer to this one")
        case .image: Words(pl: "ścieżka obrazu", en: "the path of an image")
        case .file: Words(pl: "ścieżka pliku", en: "the path of a file")
        case .any: Words(pl: "dowolna wartość", en: "any value")
        }
    }
}
