import Diagnostics

/// What one render read: the basis on which a later build decides whether the page is still right.
///
/// What a template obtains counts as read: a field, a global, a part of the site, a fact that a function of the site
/// looked up. Reads are appended as they happen and sorted and de-duplicated when asked for.
public struct ReadTrace: Sendable {
    private var fieldReads: [UInt64] = []
    private var partReads: [UInt64] = []
    private var factReads: [UInt64] = []
    private var globalReads: [UInt32] = []
    private var listReads: [Int32] = []
    private var templateReads: [Int32] = []
    /// False when the render read something that leaves no trace: such a page has to be rendered every time.
    public private(set) var isComplete = true

    public init() {}

    /// Each field of a record that was read, in order of record and slot. A slot of -1 is the record's type alone: a
    /// field was looked for that it does not have.
    public var fields: [(record: RecordIndex, slot: Int)] {
        ReadTrace.distinct(fieldReads).map { (RecordIndex(ReadTrace.owner(of: $0)), ReadTrace.slot(of: $0)) }
    }

    /// Each field that was read of the objects that have an origin, in order of origin and slot.
    public var parts: [(origin: Int, slot: Int)] {
        ReadTrace.distinct(partReads).map { (ReadTrace.owner(of: $0), ReadTrace.slot(of: $0)) }
    }

    /// The keys of the facts that functions of the site looked up (`FactKey`).
    public var facts: [UInt64] { ReadTrace.distinct(factReads) }

    /// The slots of the declared globals that were read.
    public var globals: [Int] { ReadTrace.distinct(globalReads).map(Int.init) }

    /// The origins of the lists that were walked, counted, searched or indexed.
    public var lists: [Int] { ReadTrace.distinct(listReads).map(Int.init) }

    /// The templates that took part, as indices into `TemplateSet.names`.
    public var templates: [Int] { ReadTrace.distinct(templateReads).map(Int.init) }

    public mutating func removeAll() {
        isComplete = true
        fieldReads.removeAll(keepingCapacity: true)
        partReads.removeAll(keepingCapacity: true)
        factReads.removeAll(keepingCapacity: true)
        globalReads.removeAll(keepingCapacity: true)
        listReads.removeAll(keepingCapacity: true)
        templateReads.removeAll(keepingCapacity: true)
    }

    public mutating func noteField(_ record: RecordIndex, slot: Int) {
        let read = ReadTrace.pair(record.number, slot)
        if fieldReads.last != read { fieldReads.append(read) }
    }

    /// A field of an object with an origin.
    public mutating func notePart(_ origin: Int32, slot: Int) {
        let read = ReadTrace.pair(origin, slot)
        if partReads.last != read { partReads.append(read) }
    }

    /// A function of the site looked something up that is found under this key, present or not.
    public mutating func noteFact(_ key: UInt64) {
        if factReads.last != key { factReads.append(key) }
    }

    /// Something was read that leaves no trace.
    public mutating func noteUntraced() { isComplete = false }

    public mutating func noteList(_ origin: Int) {
        let read = Int32(truncatingIfNeeded: origin)
        if listReads.last != read { listReads.append(read) }
    }

    mutating func noteGlobal(_ slot: Int32) {
        let read = UInt32(bitPattern: slot)
        if globalReads.last != read { globalReads.append(read) }
    }

    mutating func noteTemplate(_ index: Int) {
        let read = Int32(truncatingIfNeeded: index)
        if templateReads.last != read { templateReads.append(read) }
    }

    private static func pair(_ owner: Int32, _ slot: Int) -> UInt64 {
        UInt64(UInt32(bitPattern: owner)) << 32 | UInt64(UInt32(truncatingIfNeeded: slot + 1))
    }

    private static func owner(of pair: UInt64) -> Int { Int(Int32(truncatingIfNeeded: pair >> 32)) }

    private static func slot(of pair: UInt64) -> Int { Int(pair & 0xFFFF_FFFF) - 1 }

    private static func distinct<Read: Comparable>(_ reads: [Read]) -> [Read] {
        var result: [Read] = []
        for read in reads.sorted() where result.last != read { result.append(read) }
        return result
    }
}
