import Diagnostics
import Publishing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What an earlier build noted of the files that it read, in the order of the bytes of their paths.
///
/// It stays in the form in which the cache keeps it, since the next build asks little of most files: whether the system
/// says of them what it said then.
///
/// ```
/// count
/// size, modified, changed, inode, device, hash, is settled, place of the path     of each file, 88 bytes
/// paths, each ended by a NUL
/// ```
struct KnownReadings: Sendable {
    /// Checked when they came: each path lies in them and ends.
    let bytes: [UInt8]
    let count: Int
    private static let head = 8
    private static let rowSize = 88
    /// Where the parts of a row behind the stamp begin.
    private static let hashPlace = 40
    private static let settledPlace = 72
    private static let pathPlace = 80

    /// Of no file.
    init() { self.init([:]) }

    init(_ readings: [String: SourceLedger.Reading]) {
        let sorted = readings.sorted { $0.key.precedesByBytes($1.key) }
        var writer = BinaryWriter(capacity: KnownReadings.head + sorted.count * (KnownReadings.rowSize + 64))
        writer.word(UInt64(sorted.count))
        var place = KnownReadings.head + sorted.count * KnownReadings.rowSize
        for (path, reading) in sorted {
            writer.reading(reading)
            writer.word(UInt64(place))
            place += path.utf8.count + 1
        }
        for (path, _) in sorted {
            path.withBytes { writer.raw($0) }
            writer.byte(0)
        }
        count = sorted.count
        bytes = writer.take()
    }

    /// Nil when the bytes are not what `bytes` gave.
    init?(_ bytes: [UInt8]) {
        let count = bytes.withUnsafeBytes { buffer -> Int? in
            guard buffer.count >= KnownReadings.head else { return nil }
            let count = KnownReadings.word(buffer, 0)
            let room = UInt64(buffer.count - KnownReadings.head) / UInt64(KnownReadings.rowSize)
            guard count <= room, count == 0 || buffer.last == 0 else { return nil }
            let paths = KnownReadings.head + Int(count) * KnownReadings.rowSize
            for index in 0..<Int(count) {
                let place = KnownReadings.word(buffer, KnownReadings.row(index) + KnownReadings.pathPlace)
                guard place >= UInt64(paths), place < UInt64(buffer.count) else { return nil }
            }
            return Int(count)
        }
        guard let count else { return nil }
        self.bytes = bytes
        self.count = count
    }

    var isEmpty: Bool { count == 0 }

    subscript(path: String) -> SourceLedger.Reading? { index(of: path).map(reading) }

    func path(_ index: Int) -> String {
        bytes.withUnsafeBytes { buffer in KnownReadings.path(buffer, index).map { String(cString: $0) } ?? "" }
    }

    /// Calls with a path as the system takes it.
    func withPath(_ index: Int, _ body: (UnsafePointer<CChar>) -> Bool) -> Bool {
        bytes.withUnsafeBytes { buffer in KnownReadings.path(buffer, index).map(body) ?? false }
    }

    /// Whether the stamp of a file had come to rest and is still this one.
    func isUntouched(_ index: Int, _ stamp: SourceLedger.Stamp) -> Bool {
        bytes.withUnsafeBytes { buffer in
            let row = KnownReadings.row(index)
            return KnownReadings.word(buffer, row + KnownReadings.settledPlace) != 0
                && KnownReadings.stamp(buffer, row) == stamp
        }
    }

    func index(of path: String) -> Int? {
        path.withBytes { wanted in
            bytes.withUnsafeBytes { buffer in
                var low = 0
                var high = count
                while low < high {
                    let middle = (low + high) / 2
                    guard let path = KnownReadings.path(buffer, middle) else { return nil }
                    let order = KnownReadings.order(path, wanted)
                    if order == 0 { return middle }
                    if order < 0 { low = middle + 1 } else { high = middle }
                }
                return nil
            }
        }
    }

    /// The same with other readings in the place of some; what is not among them is left out.
    func replacing(_ readings: [String: SourceLedger.Reading]) -> KnownReadings {
        var bytes = bytes
        for (path, reading) in readings {
            guard let index = index(of: path) else { continue }
            var writer = BinaryWriter(capacity: KnownReadings.rowSize)
            writer.reading(reading)
            let row = KnownReadings.row(index)
            bytes.replaceSubrange(row..<row + writer.count, with: writer.bytes)
        }
        return KnownReadings(bytes: bytes, count: count)
    }

    private init(bytes: [UInt8], count: Int) {
        self.bytes = bytes
        self.count = count
    }

    func reading(_ index: Int) -> SourceLedger.Reading {
        bytes.withUnsafeBytes { buffer in
            let row = KnownReadings.row(index)
            let digest = buffer[row + KnownReadings.hashPlace..<row + KnownReadings.settledPlace]
            let hash = ContentHash(digest: UnsafeRawBufferPointer(rebasing: digest))
            return SourceLedger.Reading(
                hash: hash ?? ContentHash(of: []), stamp: KnownReadings.stamp(buffer, row),
                isSettled: KnownReadings.word(buffer, row + KnownReadings.settledPlace) != 0)
        }
    }

    private static func row(_ index: Int) -> Int { head + index * rowSize }

    private static func word(_ buffer: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    private static func stamp(_ buffer: UnsafeRawBufferPointer, _ row: Int) -> SourceLedger.Stamp {
        SourceLedger.Stamp(
            size: Int(bitPattern: UInt(word(buffer, row))), modified: Int(bitPattern: UInt(word(buffer, row + 8))),
            changed: Int(bitPattern: UInt(word(buffer, row + 16))), inode: word(buffer, row + 24),
            device: word(buffer, row + 32))
    }

    /// A path as the system takes it.
    private static func path(_ buffer: UnsafeRawBufferPointer, _ index: Int) -> UnsafePointer<CChar>? {
        let place = Int(truncatingIfNeeded: word(buffer, row(index) + pathPlace))
        return buffer.baseAddress.map { ($0 + place).assumingMemoryBound(to: CChar.self) }
    }

    /// Below 0 when the first comes before the second in the order of bytes, above 0 when after it.
    private static func order(_ path: UnsafePointer<CChar>, _ wanted: UnsafeBufferPointer<UInt8>) -> Int {
        let length = strlen(path)
        let order = wanted.baseAddress.map { memcmp(path, $0, min(length, wanted.count)) } ?? 0
        return order == 0 ? length - wanted.count : Int(order)
    }
}

extension BinaryWriter {
    /// All of a row but the place of its path.
    fileprivate mutating func reading(_ reading: SourceLedger.Reading) {
        let stamp = reading.stamp
        word(UInt64(bitPattern: Int64(stamp.size)))
        word(UInt64(bitPattern: Int64(stamp.modified)))
        word(UInt64(bitPattern: Int64(stamp.changed)))
        word(stamp.inode)
        word(stamp.device)
        raw(reading.hash.bytes)
        word(reading.isSettled ? 1 : 0)
    }
}
