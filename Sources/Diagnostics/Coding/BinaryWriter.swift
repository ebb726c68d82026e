/// Writes values as bytes for the cache: whole numbers in base 128, texts with their length before them.
public struct BinaryWriter {
    public private(set) var bytes: [UInt8] = []

    public init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    public var count: Int { bytes.count }

    /// Gives the bytes away and begins anew.
    public mutating func take() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }

    public mutating func byte(_ value: UInt8) { bytes.append(value) }

    public mutating func flag(_ value: Bool) { bytes.append(value ? 1 : 0) }

    /// A whole number, small ones in few bytes; negative ones too.
    public mutating func number(_ value: Int) {
        // Zigzag: 0, -1, 1, -2 … become 0, 1, 2, 3 …
        var rest = UInt64(bitPattern: Int64(value) &<< 1) ^ UInt64(bitPattern: Int64(value) &>> 63)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Eight bytes, the lowest first.
    public mutating func word(_ value: UInt64) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    public mutating func text(_ text: String) {
        var text = text
        text.withUTF8 { part in
            number(part.count)
            bytes.append(contentsOf: part)
        }
    }

    public mutating func data(_ part: [UInt8]) {
        number(part.count)
        bytes.append(contentsOf: part)
    }

    /// Bytes without a length; the reader knows how many there are.
    public mutating func raw(_ part: [UInt8]) { bytes.append(contentsOf: part) }
    public mutating func raw(_ part: ArraySlice<UInt8>) { bytes.append(contentsOf: part) }
    public mutating func raw(_ part: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: part) }

    public mutating func optional<Item>(_ item: Item?, _ write: (inout BinaryWriter, Item) -> Void) {
        flag(item != nil)
        if let item { write(&self, item) }
    }

    public mutating func list<Item>(_ items: some Collection<Item>, _ write: (inout BinaryWriter, Item) -> Void) {
        number(items.count)
        for item in items { write(&self, item) }
    }

    public mutating func span(_ span: Span) {
        number(span.start)
        number(span.end - span.start)
    }
}
