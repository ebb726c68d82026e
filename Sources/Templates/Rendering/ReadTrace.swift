/// What one render read: the basis on which a later build decides whether the page is still right.
///
/// Reads are appended as they happen and sorted and de-duplicated when asked for.
public struct ReadTrace: Sendable {
    private var fieldReads: [UInt64] = []
    private var globalReads: [UInt32] = []
    private var listReads: [Int32] = []
    private var templateReads: [Int32] = []

    public init() {}

    /// Each field of a record that was read, in order of record and slot.
    public var fields: [(record: RecordIndex, slot: Int)] {
        ReadTrace.distinct(fieldReads).map { (RecordIndex(Int($0 >> 32)), Int($0 & 0xFFFF_FFFF)) }
    }

    /// The slots of the declared globals that were read.
    public var globals: [Int] { ReadTrace.distinct(globalReads).map(Int.init) }

    /// The origins of the lists that were walked, counted, searched or indexed.
    public var lists: [Int] { ReadTrace.distinct(listReads).map(Int.init) }

    /// The templates that took part, as indices into `TemplateSet.names`.
    public var templates: [Int] { ReadTrace.distinct(templateReads).map(Int.init) }

    public mutating func removeAll() {
        fieldReads.removeAll(keepingCapacity: true)
        globalReads.removeAll(keepingCapacity: true)
        listReads.removeAll(keepingCapacity: true)
        templateReads.removeAll(keepingCapacity: true)
    }

    public mutating func noteField(_ record: RecordIndex, slot: Int) {
        let read = UInt64(UInt32(bitPattern: record.number)) << 32 | UInt64(UInt32(truncatingIfNeeded: slot))
        if fieldReads.last != read { fieldReads.append(read) }
    }

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

    private static func distinct<Read: Comparable>(_ reads: [Read]) -> [Read] {
        var result: [Read] = []
        for read in reads.sorted() where result.last != read { result.append(read) }
        return result
    }
}
