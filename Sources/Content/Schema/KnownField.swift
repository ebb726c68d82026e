/// The fields that every collection has; the raw value is the name, the order is the slot.
public enum KnownField: String, CaseIterable, Sendable {
    case title
    case date
    case updated
    case description
    case slug
    case image
    case weight
    case template
    case draft
    case publishDate
    case expiryDate
    case aliases
    case noindex

    /// The slot in every schema.
    public var slot: Int { KnownField.allCases.firstIndex(of: self) ?? 0 }

    var type: FieldType {
        switch self {
        case .title, .slug, .template: .string
        case .description: .text
        case .date, .updated, .publishDate, .expiryDate: .date
        case .image: .image
        case .weight: .integer
        case .draft, .noindex: .boolean
        case .aliases: .list(Field(name: "aliases", type: .string))
        }
    }

    /// Whether a translation takes it from the main entry though it is a text.
    var isShared: Bool { self == .template }

    /// The field's label in forms, in Polish.
    var label: String {
        switch self {
        case .title: "Tytuł"
        case .date: "Data"
        case .updated: "Data aktualizacji"
        case .description: "Opis (jedno, dwa zdania dla wyszukiwarek)"
        case .slug: "Nazwa w adresie"
        case .image: "Obraz"
        case .weight: "Kolejność"
        case .template: "Szablon"
        case .draft: "Szkic (nie publikuj)"
        case .publishDate: "Publikuj od dnia"
        case .expiryDate: "Publikuj do dnia"
        case .aliases: "Dawne adresy"
        case .noindex: "Ukryj przed wyszukiwarkami"
        }
    }

    /// Polish words that editors write for a known field when the site has no alias for it.
    static let polishWords: [String: KnownField] = [
        "tytul": .title, "tytuł": .title, "nazwa": .title, "data": .date, "aktualizacja": .updated,
        "zaktualizowano": .updated, "opis": .description, "obraz": .image, "zdjecie": .image, "zdjęcie": .image,
        "waga": .weight, "kolejnosc": .weight, "kolejność": .weight, "szablon": .template, "szkic": .draft,
        "publikacja": .publishDate, "aliasy": .aliases,
    ]
}
