import Synchronization

/// The named fields of an entry or object, in the order of their slots.
///
/// Types refer to each other in rings, so a type is made first and given its fields once afterwards:
///
/// ```swift
/// let gmina = RecordType("gminy")
/// let partner = RecordType("partnerzy")
/// gmina.define([Field("title", .string), Field("partnerzy", .list(of: .record(partner)))])
/// ```
///
/// Two types are the same when they are the same object.
public final class RecordType: Sendable {
    public struct Field: Sendable {
        public let name: String
        public let type: TypeInfo
        /// Where it comes from, for `inspect`: “front matter”, “the file's name”.
        public let origin: String
        /// A field that exists only to say what should be written instead: `page.content` → `entry.content`.
        public let insteadUse: String?

        public init(_ name: String, _ type: TypeInfo, origin: String = "", insteadUse: String? = nil) {
            self.name = name
            self.type = type
            self.origin = origin
            self.insteadUse = insteadUse
        }
    }

    private struct Definition {
        var fields: [Field] = []
        var slots: [String: Int] = [:]
    }

    public let name: String
    /// Whether front matter may hold fields that no schema names; they are looked up by name in `extra`.
    public let isOpen: Bool
    /// Never used twice in a process, so that a cache can tell types apart when one has been freed.
    let serial: Int
    private let definition = Once<Definition>()
    private let count = Atomic<Int>(0)

    private static let serials = Atomic<Int>(1)

    public init(_ name: String, isOpen: Bool = false) {
        serial = RecordType.serials.add(1, ordering: .relaxed).newValue
        self.name = name
        self.isOpen = isOpen
    }

    public convenience init(_ name: String, _ fields: [Field], isOpen: Bool = false) {
        self.init(name, isOpen: isOpen)
        define(fields)
    }

    /// Gives the type its fields; only the first call counts. Of two fields with one name the first wins.
    public func define(_ fields: [Field]) {
        var slots: [String: Int] = [:]
        for (slot, field) in fields.enumerated() where slots[field.name] == nil { slots[field.name] = slot }
        if definition.set(Definition(fields: fields, slots: slots)) { count.store(fields.count, ordering: .releasing) }
    }

    public var fields: [Field] { definition.value?.fields ?? [] }

    /// The number of `fields`, for whoever makes one value after the other.
    var fieldCount: Int { count.load(ordering: .acquiring) }

    public func slot(of name: String) -> Int? { definition.value?.slots[name] }

    public func field(_ name: String) -> Field? { slot(of: name).map { fields[$0] } }
}

extension RecordType: Hashable {
    public static func == (left: RecordType, right: RecordType) -> Bool { left === right }
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// A value that is set once and then read without a lock.
///
/// `@unchecked Sendable`: the payload is written before the pointer to it is published (release), read after the
/// pointer is seen (acquire), and never written again.
final class Once<Payload: Sendable>: @unchecked Sendable {
    private var payload: Payload?
    private let isSet = Atomic<Int>(0)

    var value: Payload? { isSet.load(ordering: .acquiring) == 2 ? payload : nil }

    /// False when it was set before.
    func set(_ value: Payload) -> Bool {
        let (claimed, _) = isSet.compareExchange(expected: 0, desired: 1, ordering: .acquiringAndReleasing)
        guard claimed else { return false }
        payload = value
        isSet.store(2, ordering: .releasing)
        return true
    }
}
