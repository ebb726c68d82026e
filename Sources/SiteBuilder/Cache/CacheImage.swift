import Diagnostics

/// What one build knows of its parts, as bytes: for each entry, body and page a small record under its key.
///
/// A record that is still right is carried into the next image as it stands, without being taken apart. An image may lie
/// over another one: of two records under one key its own counts, so that a small change is written as a small file.
///
/// ```
/// base                               identity of the image below, 0 for none
/// environment, table, count          of each section
/// key, start, length, checksum       of each record
/// records
/// ```
final class CacheImage: Sendable {
    enum Section: Int, CaseIterable {
        /// Entries as their reader made them.
        case entries
        case bodies
        /// What each page read. Apart from what it became: a build with few changes looks through these alone.
        case reads
        case pages
        /// Entries as a build used them: with references, media and translations joined.
        case joined
        case outline
    }

    private let bytes: CacheBytes
    private let sections: [(environment: UInt64, table: Int, count: Int)]
    /// Of the bytes up to the first record, the checksums of all records among them; 0 for an empty image.
    private let ownIdentity: UInt64
    let base: CacheImage?
    private static let rowSize = 32
    private static let headSize = 8 + 24 * Section.allCases.count

    /// An image without records.
    init() {
        bytes = .array([])
        sections = Section.allCases.map { _ in (0, 0, 0) }
        ownIdentity = 0
        base = nil
    }

    /// Nil when the bytes are no image, or one that was made over another image.
    init?(_ bytes: CacheBytes, over base: CacheImage? = nil) {
        let head = bytes.read(CacheImage.head)
        guard let head, head.base == base?.identity ?? 0 else { return nil }
        self.bytes = bytes
        self.base = base
        sections = head.sections
        ownIdentity = head.identity
    }

    private struct Head {
        let base: UInt64
        let sections: [(environment: UInt64, table: Int, count: Int)]
        let identity: UInt64
    }

    private static func head(_ buffer: UnsafeRawBufferPointer) -> Head? {
        var reader = BinaryReader(buffer)
        let base = reader.word()
        var sections: [(environment: UInt64, table: Int, count: Int)] = []
        var end = headSize
        for _ in Section.allCases {
            let environment = reader.word()
            let table = Int(truncatingIfNeeded: reader.word())
            let count = Int(truncatingIfNeeded: reader.word())
            guard table == end, count >= 0, table <= buffer.count, count <= (buffer.count - table) / rowSize else {
                return nil
            }
            end = table + count * rowSize
            sections.append((environment, table, count))
        }
        guard reader.isSound else { return nil }
        let identity = StableHash.hash(
            UnsafeBufferPointer(rebasing: buffer.bindMemory(to: UInt8.self)[..<end]))
        return Head(base: base, sections: sections, identity: identity)
    }

    /// The hash of an image's head, by which damage is seen; nil for bytes that are none. Records have their own.
    static func identity(_ buffer: UnsafeRawBufferPointer) -> UInt64? { head(buffer)?.identity }

    /// Of this image and the one below: another one for each image that says something else.
    var identity: UInt64 { base.map { CacheImage.identity(ownIdentity, over: $0.identity) } ?? ownIdentity }

    static func identity(_ own: UInt64, over base: UInt64) -> UInt64 { StableHash.join(base, own) }

    /// The number of records; nil for an image over another one.
    func count(_ section: Section) -> Int? { base == nil ? sections[section.rawValue].count : nil }

    /// Where a record lies.
    struct Place: Sendable {
        fileprivate let isBelow: Bool
        fileprivate let range: Range<Int>
        fileprivate let checksum: UInt64
    }

    /// The record under a key; nil when there is none or it was made in another environment.
    func find(_ section: Section, _ key: UInt64, environment: UInt64) -> Place? {
        if let place = ownPlace(section, key, environment: environment) { return place }
        return base?.ownPlace(section, key, environment: environment).map {
            Place(isBelow: true, range: $0.range, checksum: $0.checksum)
        }
    }

    private func ownPlace(_ section: Section, _ key: UInt64, environment: UInt64) -> Place? {
        let (known, table, count) = sections[section.rawValue]
        guard known == environment else { return nil }
        return bytes.read { buffer in
            var low = 0
            var high = count
            while low < high {
                let middle = (low + high) / 2
                let found = CacheImage.word(buffer, table + middle * CacheImage.rowSize)
                if found == key { return CacheImage.place(buffer, table + middle * CacheImage.rowSize) }
                if found < key { low = middle + 1 } else { high = middle }
            }
            return nil
        }
    }

    private static func word(_ buffer: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    private static func place(_ buffer: UnsafeRawBufferPointer, _ row: Int) -> Place? {
        let (start, count) = (word(buffer, row + 8), word(buffer, row + 16))
        guard start <= UInt64(buffer.count), count <= UInt64(buffer.count) - start else { return nil }
        return Place(isBelow: false, range: Int(start)..<Int(start + count), checksum: word(buffer, row + 24))
    }

    private func read<Result>(_ place: Place, _ body: (UnsafeBufferPointer<UInt8>) -> Result?) -> Result? {
        if place.isBelow {
            return base?.read(Place(isBelow: false, range: place.range, checksum: place.checksum), body)
        }
        return bytes.read { body(UnsafeBufferPointer(rebasing: $0.bindMemory(to: UInt8.self)[place.range])) }
    }

    /// Reads one record; nil when it is damaged or not what `read` expects.
    func decode<Result>(_ place: Place, _ read: (inout BinaryReader) -> Result?) -> Result? {
        self.read(place) { record in
            guard StableHash.hash(record) == place.checksum else { return nil }
            var reader = BinaryReader(UnsafeRawBufferPointer(record))
            guard let result = read(&reader), reader.isSound else { return nil }
            return result
        }
    }

    /// A record of the next image.
    enum Record: Sendable {
        case kept(Place)
        case new([UInt8])

        var isKept: Bool { if case .kept = self { true } else { false } }
    }

    typealias Keyed = (key: UInt64, record: Record)

    /// The bytes of the next image, made of records that were kept of this one and of new ones. Of two records under one
    /// key neither is taken.
    ///
    /// - Parameters:
    ///   - base: the identity of the image over which the next one will lie.
    func next(_ sections: [(environment: UInt64, records: [Keyed])], base: UInt64 = 0) -> [UInt8] {
        let sorted = sections.map { CacheImage.distinct($0.records) }
        let records = sorted.joined()
        let head = CacheImage.headSize + records.count * CacheImage.rowSize
        var writer = BinaryWriter(capacity: records.reduce(head) { $0 + $1.record.count })
        writer.word(base)
        var table = CacheImage.headSize
        for (section, records) in zip(sections, sorted) {
            writer.word(section.environment)
            writer.word(UInt64(table))
            writer.word(UInt64(records.count))
            table += records.count * CacheImage.rowSize
        }
        var place = head
        for (key, record) in records {
            writer.word(key)
            writer.word(UInt64(place))
            writer.word(UInt64(record.count))
            writer.word(record.checksum)
            place += record.count
        }
        for (_, record) in records {
            switch record {
            case .kept(let place):
                _ = read(place) {
                    writer.raw($0)
                    return ()
                }
            case .new(let bytes): writer.raw(bytes)
            }
        }
        return writer.take()
    }

    /// The image that will lie over the same base as this one, or over this one itself: its records, but for those under
    /// the keys of new ones.
    func nextOver(_ sections: [(environment: UInt64, records: [Keyed])]) -> [UInt8] {
        guard base != nil else { return next(sections, base: identity) }
        let joined = zip(Section.allCases, sections).map { section, new in
            let keys = Set(new.records.map(\.key))
            return (new.environment, ownRecords(section, environment: new.environment, but: keys) + new.records)
        }
        return next(joined, base: base?.identity ?? 0)
    }

    private func ownRecords(_ section: Section, environment: UInt64, but keys: Set<UInt64>) -> [Keyed] {
        let (known, table, count) = sections[section.rawValue]
        guard known == environment else { return [] }
        return bytes.read { buffer in
            (0..<count).compactMap { number in
                let row = table + number * CacheImage.rowSize
                let key = CacheImage.word(buffer, row)
                guard !keys.contains(key) else { return nil }
                return CacheImage.place(buffer, row).map { (key, .kept($0)) }
            }
        }
    }

    private static func distinct(_ records: [Keyed]) -> [Keyed] {
        let sorted = records.sorted { $0.key < $1.key }
        return sorted.enumerated().filter { place, record in
            (place == 0 || sorted[place - 1].key != record.key)
                && (place + 1 == sorted.count || sorted[place + 1].key != record.key)
        }.map(\.element)
    }
}

extension CacheImage.Record {
    fileprivate var count: Int {
        switch self {
        case .kept(let place): place.range.count
        case .new(let bytes): bytes.count
        }
    }

    fileprivate var checksum: UInt64 {
        switch self {
        case .kept(let place): place.checksum
        case .new(let bytes): bytes.withUnsafeBufferPointer { StableHash.hash($0) }
        }
    }
}
