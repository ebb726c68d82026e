import Diagnostics

/// A value with the fields of a `RecordType`, one after the other in the type's order.
public final class ObjectValue: Sendable {
    public let type: RecordType
    public let fields: [Value]
    /// The number under which each field that is read is traced on its own; nil for an object that counts as read whole.
    public let origin: Int32?

    /// Missing fields at the end are absent; more fields than the type has are ignored.
    public init(_ type: RecordType, _ fields: [Value], origin: Int32? = nil) {
        self.type = type
        self.origin = origin
        let count = type.fieldCount
        if fields.count == count {
            self.fields = fields
        } else {
            self.fields = (0..<count).map { $0 < fields.count ? fields[$0] : .absent }
        }
    }

    /// Fields by name, for callers without a hot path; an unknown name is ignored.
    public convenience init(_ type: RecordType, named members: [String: Value]) {
        self.init(type, type.fields.map { members[$0.name] ?? .absent })
    }

    public subscript(name: String) -> Value? {
        type.slot(of: name).map { fields[$0] }
    }
}

/// All entries that a site's templates can reach, by index; the indices are stable for the table's life.
///
/// Entries refer to each other in rings (a gmina to its partners and back): a record value is therefore an index, and
/// nothing is counted or freed while templates walk the rings.
public final class RecordTable: Sendable {
    private let made: [ObjectValue]
    private let later: Row<ObjectValue>?

    public init(_ records: [ObjectValue]) {
        made = records
        later = nil
    }

    /// A table of which few records will be read: each is made when it is first asked for.
    public init(_ records: Row<ObjectValue>) {
        made = []
        later = records
    }

    public static let empty = RecordTable([])

    /// All of them; makes those that nobody has asked for.
    public var records: [ObjectValue] {
        later.map(Array.init) ?? made
    }

    public subscript(index: RecordIndex) -> ObjectValue? {
        let place = Int(index.number)
        if let later { return later.indices.contains(place) ? later[place] : nil }
        return place >= 0 && place < made.count ? made[place] : nil
    }
}
