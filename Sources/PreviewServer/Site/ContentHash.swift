/// A 64-bit hash of bytes that is the same in every run; for change detection, not against an adversary.
///
/// Eight bytes a step: exclusive-or, then a 64 × 64 → 128 bit product whose halves are folded together.
struct ContentHash {
    private static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
    private(set) var value: UInt64

    init(seed: UInt64 = 0x2545_F491_4F6C_DD1D) { value = seed }

    init(_ bytes: [UInt8]) {
        self.init()
        update(bytes)
    }

    mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    mutating func update(_ buffer: UnsafeRawBufferPointer) {
        var offset = 0
        var hash = value
        while offset + 8 <= buffer.count {
            hash = ContentHash.fold(hash ^ buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian)
            offset += 8
        }
        var rest: UInt64 = 0
        while offset < buffer.count {
            rest = rest << 8 | UInt64(buffer[offset])
            offset += 1
        }
        hash = ContentHash.fold(hash ^ rest)
        value = ContentHash.fold(hash ^ UInt64(buffer.count))
    }

    private static func fold(_ value: UInt64) -> UInt64 {
        let product = (value ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: multiplier)
        return product.high ^ product.low
    }

    /// Sixteen hexadecimal digits.
    var text: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
