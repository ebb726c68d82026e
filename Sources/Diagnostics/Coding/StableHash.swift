/// A 64-bit hash that is the same in every run and on every machine, eight bytes at a step.
///
/// For tables and caches, not against an adversary: the multiply-and-fold step of Wang Yi's wyhash.
public enum StableHash {
    public static func hash(_ bytes: UnsafePointer<UInt8>, count: Int) -> UInt64 {
        let raw = UnsafeRawPointer(bytes)
        var state = fold(0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: count), 0xA076_1D64_78BD_642F)
        var offset = 0
        while offset + 8 <= count {
            let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            state = fold(state ^ word, 0xE703_7ED1_A0B4_28DB)
            offset += 8
        }
        var rest: UInt64 = 0
        var shift: UInt64 = 0
        while offset < count {
            rest |= UInt64(bytes[offset]) << shift
            shift += 8
            offset += 1
        }
        // Zero stands for “none” in records.
        return max(1, fold(state ^ rest, 0x8EBC_6AF0_9C88_C6E3))
    }

    public static func hash(_ text: String) -> UInt64 {
        text.withBytes { hash($0) }
    }

    public static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        guard let start = bytes.baseAddress else {
            return withUnsafePointer(to: UInt8(0)) { hash($0, count: 0) }
        }
        return hash(start, count: bytes.count)
    }

    /// Two hashes as one; the order counts.
    public static func join(_ left: UInt64, _ right: UInt64) -> UInt64 {
        fold(left ^ 0x2D35_8DCC_AA6C_78A5, right &+ 0x8BB8_4B93_962E_ACC9) ^ right
    }

    @inline(__always)
    private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }
}
