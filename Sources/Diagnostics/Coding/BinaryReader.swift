/// Reads what `BinaryWriter` wrote.
///
/// Bytes that are cut short or damaged never crash: from the first fault on `isSound` is false and every value is empty.
/// Look at it once, after the last value.
public struct BinaryReader {
    private let bytes: UnsafeRawBufferPointer
    public private(set) var index = 0
    public private(set) var isSound = true

    public init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    public var isAtEnd: Bool { index == bytes.count }

    /// Marks the bytes as damaged: a value was read that nothing writes.
    public mutating func fail() {
        isSound = false
        index = bytes.count
    }

    public mutating func byte() -> UInt8 {
        guard index < bytes.count else {
            fail()
            return 0
        }
        index += 1
        return bytes[index - 1]
    }

    public mutating func flag() -> Bool {
        switch byte() {
        case 0: return false
        case 1: return true
        default:
            fail()
            return false
        }
    }

    public mutating func number() -> Int {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = byte()
            value |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { break }
            shift += 7
            if shift > 63 {
                fail()
                return 0
            }
        }
        return Int(Int64(bitPattern: (value >> 1) ^ (0 &- (value & 1))))
    }

    /// A number of items or bytes: never more than bytes are left, so that damage cannot ask for much memory.
    public mutating func count() -> Int {
        let count = number()
        guard count >= 0, count <= bytes.count - index else {
            fail()
            return 0
        }
        return count
    }

    public mutating func word() -> UInt64 {
        guard bytes.count - index >= 8 else {
            fail()
            return 0
        }
        index += 8
        return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index - 8, as: UInt64.self))
    }

    public mutating func skip(words: Int) {
        guard words >= 0, words <= (bytes.count - index) / 8 else { return fail() }
        index += 8 * words
    }

    public mutating func text() -> String {
        let count = count()
        index += count
        return String(decoding: UnsafeRawBufferPointer(rebasing: bytes[index - count..<index]), as: UTF8.self)
    }

    public mutating func data() -> [UInt8] { raw(count()) }

    public mutating func raw(_ count: Int) -> [UInt8] {
        guard count >= 0, count <= bytes.count - index else {
            fail()
            return []
        }
        index += count
        return Array(bytes[index - count..<index])
    }

    public mutating func optional<Item>(_ read: (inout BinaryReader) -> Item) -> Item? {
        flag() ? read(&self) : nil
    }

    public mutating func list<Item>(_ read: (inout BinaryReader) -> Item) -> [Item] {
        let count = count()
        var items: [Item] = []
        items.reserveCapacity(count)
        for _ in 0..<count {
            guard isSound else { return [] }
            items.append(read(&self))
        }
        return items
    }

    public mutating func span() -> Span {
        let start = number()
        let (end, overflow) = start.addingReportingOverflow(number())
        if overflow { fail() }
        return overflow ? Span(0, 0) : Span(start, end)
    }
}
