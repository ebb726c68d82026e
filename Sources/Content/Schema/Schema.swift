/// The fields of one collection: the known ones first, then its own, each at its slot.
public struct Schema: Sendable {
    /// The collection's name.
    public let collection: String
    public let table: FieldTable
    /// Whether entries may have fields that the schema does not know.
    public let additionalFields: Bool

    public init(collection: String, table: FieldTable, additionalFields: Bool) {
        self.collection = collection
        self.table = table
        self.additionalFields = additionalFields
    }

    public var fields: [Field] { table.fields }

    /// The slot of the field that templates call `name`.
    public func slot(of name: String) -> Int? { table.slot(of: name) }

    /// A schema of the known fields alone.
    public static func known(collection: String, additionalFields: Bool = false) -> Schema {
        Schema(
            collection: collection,
            table: FieldTable(KnownField.allCases.map { Field(name: $0.rawValue, type: $0.type) }),
            additionalFields: additionalFields)
    }

    /// The names of the fields that every collection has.
    public static let knownFieldNames: [String] = KnownField.allCases.map(\.rawValue)

    /// Names that templates find on every entry, with what they mean there: no field may take them.
    public static let reservedNames: [(name: String, meaning: String, meaningEN: String)] = [
        ("url", "adres strony", "the page's address"), ("content", "treść strony", "the page's text"),
        ("toc", "spis treści", "the table of contents"), ("summary", "początek treści", "the text's beginning"),
        ("readingTime", "czas czytania", "the reading time"), ("previous", "poprzedni wpis", "the entry before"),
        ("next", "następny wpis", "the entry after"), ("translations", "inne języki", "other languages"),
        ("sourcePath", "ścieżka pliku", "the file's path"), ("collection", "kolekcja", "the collection"),
        ("language", "język", "the language"),
    ]
}
