import Diagnostics

/// One field of a schema.
///
/// A class, since reading an entry passes each of its fields about, and copying a struct would count a dozen references.
public final class Field: Sendable {
    /// The name by which templates know it.
    public let name: String
    /// The name that editors write: the same, or the site's alias of a known field (`tytul` for `title`).
    public let key: String
    public let type: FieldType
    public let isRequired: Bool
    /// Whether no two entries of the collection may share the value.
    public let isUnique: Bool
    /// Whether a translation that leaves the field out takes it from the entry's main language.
    public let isShared: Bool
    /// The value of an entry that leaves the field out.
    public let defaultValue: FieldValue
    public let constraints: Constraints
    let isConstrained: Bool
    public let label: String?
    public let description: String?
    /// Where the config defines it; nil for one that every collection has.
    public let location: Location?
    /// The template expression that computes the field; editors may not write such a field.
    public let computed: Computed?
    /// Whether editors write the field: a computed one and a list of referrers the program fills in.
    public let isWritten: Bool

    /// An expression in the config and where it stands.
    public struct Computed: Sendable {
        public let expression: String
        public let location: Location
    }

    public convenience init(name: String, key: String? = nil, type: FieldType) {
        self.init(FieldDraft(name: name, key: key, type: type))
    }

    init(_ draft: FieldDraft) {
        name = draft.name
        key = draft.key
        type = draft.type
        isRequired = draft.isRequired
        isUnique = draft.isUnique
        isShared = draft.isShared
        defaultValue = draft.defaultValue
        constraints = draft.constraints
        isConstrained = !draft.constraints.isEmpty
        label = draft.label
        description = draft.description
        location = draft.location
        computed = draft.computed
        isWritten = draft.isWritten
    }
}

/// A field while its definition is read.
struct FieldDraft {
    let name: String
    let key: String
    let type: FieldType
    var isRequired = false
    var isUnique = false
    var isShared: Bool
    var defaultValue: FieldValue = .absent
    var constraints = Constraints()
    var label: String?
    var description: String?
    var location: Location?
    var computed: Field.Computed?

    init(name: String, key: String? = nil, type: FieldType) {
        self.name = name
        self.key = key ?? name
        self.type = type
        isShared = FieldDraft.isSharedByNature(type)
    }

    var isWritten: Bool {
        if case .referrers = type { return false }
        return computed == nil
    }

    /// Texts are translated; numbers, dates, codes and references are the same in every language.
    private static func isSharedByNature(_ type: FieldType) -> Bool {
        switch type {
        // An image comes with a description in words.
        case .string, .text, .markdown, .any, .image, .file: false
        case .list(let item): isSharedByNature(item.type)
        case .object(let table): table.fields.allSatisfy { isSharedByNature($0.type) }
        default: true
        }
    }
}

/// What a value must satisfy besides its type, in JSON Schema's words.
public struct Constraints: Hashable, Sendable {
    public var minimum: Double?
    public var maximum: Double?
    /// Code points.
    public var minLength: Int?
    public var maxLength: Int?
    /// A regular expression that must match somewhere in the text.
    public var pattern: String?
    public var minItems: Int?
    public var maxItems: Int?
    public var hasUniqueItems = false

    public init() {}

    var isEmpty: Bool { self == Constraints() }
}

/// Fields by slot, found by the key that editors write.
public struct FieldTable: Sendable {
    public let fields: [Field]
    private let keys: [[UInt8]]

    public init(_ fields: [Field]) {
        self.fields = fields
        keys = fields.map { Array($0.key.utf8) }
    }

    /// The slot of the field that templates call `name`.
    public func slot(of name: String) -> Int? { fields.firstIndex { $0.name == name } }

    /// The slot of the field that editors write as these bytes.
    func slot(_ key: ArraySlice<UInt8>) -> Int? {
        guard let first = key.first else { return nil }
        for slot in keys.indices where keys[slot].count == key.count && keys[slot][0] == first {
            if keys[slot].elementsEqual(key) { return slot }
        }
        return nil
    }
}
