/// The entries of one collection with their schema.
public struct EntryCollection: Sendable {
    public let name: String
    public let schema: Schema
    public var entries: [Entry]

    public init(name: String, schema: Schema, entries: [Entry]) {
        self.name = name
        self.schema = schema
        self.entries = entries
    }
}
