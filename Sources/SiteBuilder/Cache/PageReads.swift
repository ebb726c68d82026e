import Diagnostics
import Templates

/// What one page read, with the hash of each value: the page is right as long as all of them are the same.
///
/// Per record one mask of slots and one hash over their values; a list page of fifty entries takes a kilobyte.
struct PageReads: Sendable {
    struct Owner: Sendable {
        /// A record's path as a hash, an object's origin, a fact's key.
        let key: UInt64
        let slots: UInt64
        let hash: UInt64
    }

    var globals: Owner
    var records: [Owner]
    var parts: [Owner]
    var facts: [Owner]

    /// Goes past the reads that `BinaryWriter.reads` wrote.
    ///
    /// - Returns: whether one of some slots of some records is among them.
    static func read(_ reader: inout BinaryReader, anyOf slots: [UInt64: UInt64]) -> Bool {
        var isFound = false
        reader.skip(words: 2)
        for _ in 0..<reader.count() {
            let (key, mask) = (reader.word(), reader.word())
            reader.skip(words: 1)
            if let wanted = slots[key], wanted & mask != 0 { isFound = true }
        }
        for size in [3, 2] { reader.skip(words: size * reader.count()) }
        return isFound
    }
}

/// What a page read of the site's entries, and whose bytes decide where its findings lie: all that a change of a text can
/// reach it by.
struct PageTrail: Sendable {
    /// Numbers of records with the slots that were read; slots from 63 on share the last bit.
    var records: [(index: Int, slots: UInt64)] = []
    var places: [String] = []
}

/// Compares what pages read with what they would read now; one for each thread.
struct ReadComparison {
    private let world: SiteWorld
    private let values: ReadableValues
    /// Objects that many pages share, with their hashes; held, so that no other object can take their place in memory.
    private var shared: [ObjectIdentifier: (object: ObjectValue, hash: UInt64)] = [:]
    private static let sharedLimit = 256
    /// The records that the page read which was compared last.
    private(set) var records: [(index: Int, slots: UInt64)] = []

    init(world: SiteWorld, values: ReadableValues) {
        self.world = world
        self.values = values
    }

    /// What a page has just read; nil when a part of it leaves no trace.
    mutating func reads(_ trace: ReadTrace, globals: [Value], facts: [UInt64]) -> PageReads? {
        guard trace.isComplete else { return nil }
        var slots: UInt64 = 0
        for slot in trace.globals {
            guard slot < 64 else { return nil }
            slots |= 1 << UInt64(slot)
        }
        guard let hash = hash(of: globals, slots) else { return nil }
        var reads = PageReads(
            globals: PageReads.Owner(key: 0, slots: slots, hash: hash), records: [], parts: [], facts: [])
        for (index, slots) in ReadComparison.masks(trace.fields.lazy.map { (Int($0.record.number), $0.slot) }) {
            guard let key = values.key(of: index), let hash = values.hash(ofRecord: index, slots) else { return nil }
            reads.records.append(PageReads.Owner(key: key, slots: slots, hash: hash))
        }
        for (origin, slots) in ReadComparison.masks(trace.parts.lazy.map { ($0.origin, $0.slot) }) {
            guard let hash = values.hash(ofPart: origin, slots) else { return nil }
            reads.parts.append(
                PageReads.Owner(key: UInt64(bitPattern: Int64(origin)), slots: slots, hash: hash))
        }
        for key in trace.facts + facts {
            guard let hash = values.hash(ofFact: key) else { return nil }
            reads.facts.append(PageReads.Owner(key: key, slots: 0, hash: hash))
        }
        return reads
    }

    /// Whether reads that `BinaryWriter.reads` wrote would give the same today.
    mutating func areCurrent(_ reader: inout BinaryReader, globals: @autoclosure () -> [Value], facts: [UInt64]) -> Bool
    {
        let slots = reader.word()
        let known = reader.word()
        records.removeAll(keepingCapacity: true)
        for _ in 0..<reader.count() {
            let (key, slots, known) = (reader.word(), reader.word(), reader.word())
            guard let index = values.index(of: key), values.hash(ofRecord: index, slots) == known else { return false }
            records.append((index, slots))
        }
        for _ in 0..<reader.count() {
            let (key, slots, known) = (reader.word(), reader.word(), reader.word())
            guard values.hash(ofPart: Int(Int64(bitPattern: key)), slots) == known else { return false }
        }
        var missing = Set(facts)
        for _ in 0..<reader.count() {
            let (key, known) = (reader.word(), reader.word())
            guard values.hash(ofFact: key) == known else { return false }
            missing.remove(key)
        }
        return reader.isSound && missing.isEmpty && hash(of: globals(), slots) == known
    }

    /// The records that a page has just read.
    static func records(_ trace: ReadTrace) -> [(index: Int, slots: UInt64)] {
        masks(trace.fields.lazy.map { (Int($0.record.number), $0.slot) }).map { ($0.owner, $0.slots) }
    }

    /// Slots by owner; slots from 63 on share the last bit.
    private static func masks(_ reads: some Sequence<(Int, Int)>) -> [(owner: Int, slots: UInt64)] {
        var masks: [(owner: Int, slots: UInt64)] = []
        for (owner, slot) in reads {
            if masks.last?.owner != owner { masks.append((owner, 0)) }
            if slot >= 0 { masks[masks.count - 1].slots |= 1 << UInt64(min(slot, 63)) }
        }
        return masks
    }

    private mutating func hash(of globals: [Value], _ slots: UInt64) -> UInt64? {
        var joined: UInt64 = 0
        var rest = slots
        while rest != 0 {
            let slot = rest.trailingZeroBitCount
            rest &= rest - 1
            guard slot < globals.count, let own = hash(ofShared: globals[slot]) else { return nil }
            joined = StableHash.join(joined, own)
        }
        return joined
    }

    private mutating func hash(ofShared value: Value) -> UInt64? {
        guard case .object(let object) = value else { return values.hash(of: value) }
        if let known = shared[ObjectIdentifier(object)] { return known.hash }
        guard let hash = values.hash(of: value) else { return nil }
        if shared.count >= ReadComparison.sharedLimit { shared.removeAll(keepingCapacity: true) }
        shared[ObjectIdentifier(object)] = (object, hash)
        return hash
    }
}

/// The hash of everything that templates can read in this build.
///
/// `@unchecked Sendable`: the table of slots is filled before the value is handed out and never changed.
final class ReadableValues: @unchecked Sendable {
    /// Keys of facts (`FactKey`) with the hashes of what is found there.
    private let facts: [UInt64: UInt64]
    private let assets: SiteAssets
    private let records: RecordTable
    private let keys: [UInt64]
    /// Empty for records that are made when they are asked for.
    private let byKey: [UInt64: Int]
    /// What each record is called, and which fields it has.
    private let identities: [UInt64]
    private let parts: [Int: [UInt64]]
    private let starts: [Int]
    /// Nil for records that are made when they are asked for.
    private let slots: UnsafeMutableBufferPointer<UInt64>?
    /// The hash of a field that is computed when it is read.
    private static let deferred: UInt64 = 1

    /// - Parameters:
    ///   - names: what each record is called, the same in every build.
    ///   - parts: the objects whose fields are traced one by one.
    init(
        records: RecordTable, names: [String], parts: [ObjectValue], facts: [UInt64: UInt64], assets: SiteAssets,
        jobs: Int
    ) {
        self.records = records
        self.facts = facts
        self.assets = assets
        let keys = names.map { StableHash.hash($0) }
        self.keys = keys
        byKey = Dictionary(keys.enumerated().map { ($1, $0) }, uniquingKeysWith: { _, _ in -1 })
        var shapes: [ObjectIdentifier: UInt64] = [:]
        var identities: [UInt64] = []
        identities.reserveCapacity(keys.count)
        let starts = ReadableValues.starts(records)
        let count = (starts.last ?? 0) + (records.records.last?.fields.count ?? 0)
        for (key, record) in zip(keys, records.records) {
            let known = shapes[ObjectIdentifier(record.type)]
            let shape = known ?? ReadableValues.shape(record.type)
            if known == nil { shapes[ObjectIdentifier(record.type)] = shape }
            identities.append(StableHash.join(key, shape))
        }
        let slots = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: count)
        slots.initialize(repeating: 0)
        let table = SlotTable(slots: slots, starts: starts, identities: identities, records: records)
        let chunk = 64
        Workers.forEach(
            count: (starts.count + chunk - 1) / chunk, jobs: jobs, state: { 0 },
            body: { index, _ in
                for record in index * chunk..<min(starts.count, (index + 1) * chunk) { table.fill(record) }
            })
        self.identities = identities
        self.starts = starts
        self.slots = slots
        self.parts = ReadableValues.hashes(of: parts, identities)
    }

    /// The same of records that are made when they are asked for: few will be.
    init(
        records: RecordTable, entries: [SiteOutline.EntryOutline], parts: [ObjectValue], facts: [UInt64: UInt64],
        assets: SiteAssets
    ) {
        self.records = records
        self.facts = facts
        self.assets = assets
        keys = entries.map(\.key)
        byKey = [:]
        identities = entries.map(\.identity)
        starts = []
        slots = nil
        self.parts = ReadableValues.hashes(of: parts, identities)
    }

    deinit { slots?.deallocate() }

    private static func hashes(of parts: [ObjectValue], _ identities: [UInt64]) -> [Int: [UInt64]] {
        var hashes: [Int: [UInt64]] = [:]
        for part in parts {
            guard let origin = part.origin else { continue }
            hashes[Int(origin)] = part.fields.map { ReadableValues.hash($0, identities) ?? 0 }
        }
        return hashes
    }

    /// Where the row of each record begins in the table of slots.
    private static func starts(_ records: RecordTable) -> [Int] {
        var starts: [Int] = []
        var count = 0
        for record in records.records {
            starts.append(count)
            count += record.fields.count
        }
        return starts
    }

    /// The hash of a fact; nil when nothing is known of it.
    func hash(ofFact key: UInt64) -> UInt64? { facts[key] ?? assets.hash(ofFact: key) }

    func key(of index: Int) -> UInt64? { keys.indices.contains(index) ? keys[index] : nil }

    /// A hash of what a record is called and which fields it has.
    func identity(of index: Int) -> UInt64 { identities[index] }

    /// The record of a path; nil for none and for two paths of one hash.
    func index(of key: UInt64) -> Int? { byKey[key].flatMap { $0 < 0 ? nil : $0 } }

    func hash(of value: Value) -> UInt64? { ReadableValues.hash(value, identities) }

    /// The hash of some fields of a record; nil when a value of them has no lasting hash.
    func hash(ofRecord index: Int, _ mask: UInt64) -> UInt64? {
        guard identities.indices.contains(index), let fields = records[RecordIndex(index)]?.fields else { return nil }
        var hash = identities[index]
        for slot in fields.indices where ReadableValues.contains(mask, slot) {
            var own =
                slots.map { $0[starts[index] + slot] } ?? ReadableValues.own(fields[slot], identities)
            if own == ReadableValues.deferred { own = self.hash(of: fields[slot]) ?? 0 }
            guard own != 0 else { return nil }
            hash = StableHash.join(hash, own)
        }
        return hash
    }

    func hash(ofPart origin: Int, _ mask: UInt64) -> UInt64? {
        guard let fields = parts[origin] else { return nil }
        var hash = UInt64(bitPattern: Int64(origin))
        for slot in fields.indices where ReadableValues.contains(mask, slot) {
            guard fields[slot] != 0 else { return nil }
            hash = StableHash.join(hash, fields[slot])
        }
        return hash
    }

    /// The hash of a field: 0 of what has no lasting hash, 1 of what is computed when it is read.
    fileprivate static func own(_ value: Value, _ identities: [UInt64]) -> UInt64 {
        if case .deferred = value { return deferred }
        return hash(value, identities).map { max($0, 2) } ?? 0
    }

    private static func contains(_ mask: UInt64, _ slot: Int) -> Bool { mask >> UInt64(min(slot, 63)) & 1 != 0 }

    private static func shape(_ type: RecordType) -> UInt64 {
        type.fields.reduce(StableHash.hash(type.name)) { StableHash.join($0, StableHash.hash($1.name)) }
    }

    fileprivate static func hash(_ value: Value, _ identities: [UInt64]) -> UInt64? {
        var hasher = ValueHash(identities: identities)
        let hash = hasher.hash(value)
        return hasher.isComplete ? hash : nil
    }

    /// `@unchecked Sendable`: each thread fills the rows of its own records.
    private struct SlotTable: @unchecked Sendable {
        let slots: UnsafeMutableBufferPointer<UInt64>
        let starts: [Int]
        let identities: [UInt64]
        let records: RecordTable

        func fill(_ record: Int) {
            for (slot, value) in records.records[record].fields.enumerated() {
                slots[starts[record] + slot] = ReadableValues.own(value, identities)
            }
        }
    }
}

extension BinaryWriter {
    mutating func reads(_ reads: PageReads) {
        word(reads.globals.slots)
        word(reads.globals.hash)
        for owners in [reads.records, reads.parts] {
            list(owners) { writer, owner in
                writer.word(owner.key)
                writer.word(owner.slots)
                writer.word(owner.hash)
            }
        }
        list(reads.facts) { writer, owner in
            writer.word(owner.key)
            writer.word(owner.hash)
        }
    }
}
