import Diagnostics

/// What one build knows of its parts, as bytes: for each entry, body and page a small record under its key.
///
/// A record that is still right is carried into the next image as it stands, without being taken apart.
final class CacheImage: Sendable {
    enum Section: Int, CaseIterable {
        case entries
        case bodies
        case pages
    }

    let bytes: [UInt8]
    private let sections: [(environment: UInt64, table: Int, count: Int)]
    private static let rowSize = 24

    /// An image without records.
    init() {
        bytes = []
        sections = Section.allCases.map { _ in (0, 0, 0) }
    }

    /// Nil when the bytes are no image.
    init?(_ bytes: [UInt8]) {
        self.bytes = bytes
        var found: [(environment: UInt64, table: Int, count: Int)] = []
        let isSound = bytes.withUnsafeBytes { buffer in
            var reader = BinaryReader(buffer)
            for _ in Section.allCases {
                let environment = reader.word()
                let table = Int(truncatingIfNeeded: reader.word())
                let count = Int(truncatingIfNeeded: reader.word())
                guard table >= 0, count >= 0, table <= buffer.count,
                    count <= (buffer.count - table) / CacheImage.rowSize
                else { return false }
                found.append((environment, table, count))
            }
            return reader.isSound
        }
        guard isSound else { return nil }
        sections = found
    }

    func count(_ section: Section) -> Int { sections[section.rawValue].count }

    /// The record under a key; nil when there is none or it was made in another environment.
    func find(_ section: Section, _ key: UInt64, environment: UInt64) -> Range<Int>? {
        let (known, table, count) = sections[section.rawValue]
        guard known == environment else { return nil }
        return bytes.withUnsafeBytes { buffer in
            var low = 0
            var high = count
            while low < high {
                let middle = (low + high) / 2
                let row = table + middle * CacheImage.rowSize
                let found = UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: row, as: UInt64.self))
                if found == key {
                    let start = UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: row + 8, as: UInt64.self))
                    let count = UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: row + 16, as: UInt64.self))
                    guard start <= UInt64(buffer.count), count <= UInt64(buffer.count) - start else { return nil }
                    return Int(start)..<Int(start + count)
                }
                if found < key { low = middle + 1 } else { high = middle }
            }
            return nil
        }
    }

    /// Reads one record; nil when it is not what `read` expects.
    func decode<Result>(_ range: Range<Int>, _ read: (inout BinaryReader) -> Result?) -> Result? {
        bytes.withUnsafeBytes { buffer in
            var reader = BinaryReader(UnsafeRawBufferPointer(rebasing: buffer[range]))
            guard let result = read(&reader), reader.isSound else { return nil }
            return result
        }
    }

    /// A record of the next image.
    enum Record: Sendable {
        case kept(Range<Int>)
        case new([UInt8])
    }

    /// The bytes of the next image, made of records that were kept of this one and of new ones. Of two records under one
    /// key neither is taken.
    func next(_ sections: [(environment: UInt64, records: [(key: UInt64, record: Record)])]) -> [UInt8] {
        var size = sections.count * CacheImage.rowSize
        for section in sections {
            for (_, record) in section.records {
                switch record {
                case .kept(let range): size += CacheImage.rowSize + range.count
                case .new(let bytes): size += CacheImage.rowSize + bytes.count
                }
            }
        }
        var writer = BinaryWriter(capacity: size)
        var place = sections.count * CacheImage.rowSize
        let sorted = sections.map { CacheImage.distinct($0.records) }
        for (section, records) in zip(sections, sorted) {
            writer.word(section.environment)
            writer.word(UInt64(place))
            writer.word(UInt64(records.count))
            place += records.count * CacheImage.rowSize
        }
        for records in sorted {
            for (key, record) in records {
                let count = if case .kept(let range) = record { range.count } else { record.newBytes.count }
                writer.word(key)
                writer.word(UInt64(place))
                writer.word(UInt64(count))
                place += count
            }
        }
        for records in sorted {
            for (_, record) in records {
                switch record {
                case .kept(let range): writer.raw(bytes[range])
                case .new(let bytes): writer.raw(bytes)
                }
            }
        }
        return writer.take()
    }

    private static func distinct(_ records: [(key: UInt64, record: Record)]) -> [(key: UInt64, record: Record)] {
        let sorted = records.sorted { $0.key < $1.key }
        return sorted.enumerated().filter { place, record in
            (place == 0 || sorted[place - 1].key != record.key)
                && (place + 1 == sorted.count || sorted[place + 1].key != record.key)
        }.map(\.element)
    }
}

extension CacheImage.Record {
    fileprivate var newBytes: [UInt8] {
        if case .new(let bytes) = self { return bytes }
        return []
    }
}
