/// One change of a block's text: `length` bytes from `position` give way to a replacement.
struct Edit {
    var position: Int
    var length: Int
    var replacement: Replacement
}

/// Up to seven bytes in one word, so that a change needs no storage of its own.
struct Replacement: Equatable {
    /// The bytes, the first lowest; the count in the highest byte.
    private let packed: UInt64

    init(_ text: StaticString) {
        var packed: UInt64 = 0
        text.withUTF8Buffer { bytes in
            for (index, byte) in bytes.prefix(7).enumerated() { packed |= UInt64(byte) << UInt64(index * 8) }
            packed |= UInt64(min(bytes.count, 7)) << 56
        }
        self.packed = packed
    }

    private init(packed: UInt64) { self.packed = packed }

    var count: Int { Int(packed >> 56) }

    /// Writes the bytes and returns their count. Eight bytes must be free at `target`.
    @inline(__always)
    func write(to target: UnsafeMutablePointer<UInt8>) -> Int {
        UnsafeMutableRawPointer(target).storeBytes(of: packed.littleEndian, as: UInt64.self)
        return count
    }

    // Written out, because a lazily made constant costs a check on every use.
    static var nothing: Replacement { Replacement(packed: 0) }
    static var space: Replacement { Replacement(packed: 0x01_00000000000020) }
    static var noBreakSpace: Replacement { Replacement(packed: 0x02_0000000000A0C2) }
    static var enDash: Replacement { Replacement(packed: 0x03_000000009380E2) }
    static var emDash: Replacement { Replacement(packed: 0x03_000000009480E2) }
    static var apostrophe: Replacement { Replacement(packed: 0x03_000000009980E2) }
    static var ellipsis: Replacement { Replacement(packed: 0x03_00000000A680E2) }
    static var ampersand: Replacement { Replacement(packed: 0x05_00003B706D6126) }
    static var lessThan: Replacement { Replacement(packed: 0x04_0000003B746C26) }
    static var greaterThan: Replacement { Replacement(packed: 0x04_0000003B746726) }
    static var quotationMark: Replacement { Replacement(packed: 0x06_003B746F757126) }
}
