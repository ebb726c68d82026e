/// A 64-bit hash that is the same in every run and on every machine, eight bytes at a step.
///
/// For tables and caches, not against an adversary: the multiply-and-fold step of Wang Yi's wyhash.
enum StableHash {
    static func hash(_ bytes: UnsafePointer<UInt8>, count: Int) -> UInt64 {
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

    static func hash(_ text: String) -> UInt64 {
        var text = text
        return text.withUTF8 { hash($0) }
    }

    static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        guard let start = bytes.baseAddress else {
            return withUnsafePointer(to: UInt8(0)) { hash($0, count: 0) }
        }
        return hash(start, count: bytes.count)
    }

    @inline(__always)
    private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }
}

/// A set of hashes that is emptied without touching its memory: each entry carries the round in which it was put in.
struct HashSet64 {
    private var keys: [UInt64]
    private var rounds: [UInt32]
    private var round: UInt32 = 1
    private var count = 0
    private var mask: Int

    init(capacity: Int = 256) {
        keys = [UInt64](repeating: 0, count: capacity)
        rounds = [UInt32](repeating: 0, count: capacity)
        mask = capacity - 1
    }

    mutating func removeAll() {
        count = 0
        round &+= 1
        if round == 0 {
            rounds = [UInt32](repeating: 0, count: rounds.count)
            round = 1
        }
    }

    /// False when it was there already.
    mutating func insert(_ key: UInt64) -> Bool {
        if 2 * count >= keys.count { grow() }
        var slot = Int(truncatingIfNeeded: key) & mask
        while rounds[slot] == round {
            if keys[slot] == key { return false }
            slot = (slot + 1) & mask
        }
        keys[slot] = key
        rounds[slot] = round
        count += 1
        return true
    }

    func contains(_ key: UInt64) -> Bool {
        var slot = Int(truncatingIfNeeded: key) & mask
        while rounds[slot] == round {
            if keys[slot] == key { return true }
            slot = (slot + 1) & mask
        }
        return false
    }

    /// The hashes in it, in no order that means anything.
    var elements: [UInt64] {
        var found: [UInt64] = []
        found.reserveCapacity(count)
        for slot in keys.indices where rounds[slot] == round { found.append(keys[slot]) }
        return found
    }

    private mutating func grow() {
        let old = elements
        self = HashSet64(capacity: keys.count * 2)
        for key in old { _ = insert(key) }
    }
}
