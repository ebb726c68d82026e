import Diagnostics

/// Hashes values by content, the same in every run: what a page read is compared with what it would read now.
///
/// A record is hashed by its identity, since its fields are traced one by one; so is an object with an origin.
/// Everything else is hashed through and through.
public struct ValueHash {
    /// The hash of a record's identity: what it is called, and which fields it has.
    private let identities: [UInt64]
    /// False when a value had something in it that has no lasting content.
    public private(set) var isComplete = true

    public init(identities: [UInt64]) { self.identities = identities }

    /// The hash of a value; `isComplete` turns false when it cannot stand for the value.
    public mutating func hash(_ value: Value) -> UInt64 {
        switch value {
        case .undefined: return 1
        case .none: return 2
        case .boolean(let flag): return flag ? 3 : 4
        case .integer(let number): return StableHash.join(5, UInt64(bitPattern: Int64(number)))
        case .number(let number): return StableHash.join(6, number.bitPattern)
        case .string(let text): return StableHash.join(7, StableHash.hash(text))
        case .markup(let text): return StableHash.join(8, StableHash.hash(text))
        case .date(let day): return StableHash.join(9, UInt64(bitPattern: Int64(day.number)))
        case .list(let list):
            var hash = StableHash.join(10 + UInt64(list.face.rawValue) << 8, UInt64(list.items.count))
            for item in list.items { hash = StableHash.join(hash, self.hash(item)) }
            return hash
        case .map(let map):
            var hash = StableHash.join(11, UInt64(map.count))
            for (key, value) in zip(map.keys, map.values) {
                hash = StableHash.join(StableHash.join(hash, self.hash(key)), self.hash(value))
            }
            return hash
        case .record(let index):
            let place = Int(index.number)
            return StableHash.join(12, identities.indices.contains(place) ? identities[place] : 0)
        case .object(let object): return hash(object)
        case .function(let function): return StableHash.join(14, StableHash.hash(function.name))
        case .deferred(let deferred): return hash(deferred)
        case .runtime: return incomplete()
        }
    }

    private mutating func hash(_ object: ObjectValue) -> UInt64 {
        if let origin = object.origin { return StableHash.join(15, UInt64(bitPattern: Int64(origin))) }
        var hash = StableHash.join(13, StableHash.hash(object.type.name))
        // The names of the fields are the type's, which the config and the program decide.
        for value in object.fields { hash = StableHash.join(hash, self.hash(value)) }
        return hash
    }

    private mutating func hash(_ deferred: DeferredValue) -> UInt64 {
        if let fingerprint = deferred.fingerprint() { return StableHash.join(16, fingerprint) }
        guard let value = try? deferred.value() else { return incomplete() }
        return hash(value)
    }

    private mutating func incomplete() -> UInt64 {
        isComplete = false
        return 0
    }
}

/// The key of something that a function of the site looks up: a word of `t()`, the address of an asset.
public enum FactKey {
    /// - Parameters:
    ///   - space: what kind of thing, and for whom (`words/pl`).
    ///   - name: which one.
    public static func of(_ space: UInt64, _ name: String) -> UInt64 { StableHash.join(space, StableHash.hash(name)) }
}
