/// A hash table from 64-bit keys to dense numbers 0, 1, 2 … in order of arrival.
///
/// Open addressing with linear probing and a fixed multiplier (Fibonacci hashing, Knuth, TAOCP 3, 6.4), so that two
/// runs do the same work. Half a million vertices are numbered in a few milliseconds.
struct KeyTable {
    private var slots: [Int32]
    private(set) var keys: [UInt64] = []
    private var shift: UInt64

    init(capacity: Int) {
        var bits: UInt64 = 4
        while (1 << bits) < capacity * 2 { bits += 1 }
        slots = [Int32](repeating: -1, count: 1 << bits)
        shift = 64 - bits
        keys.reserveCapacity(capacity)
    }

    var count: Int { keys.count }

    /// The number of a key, given to it when it is new.
    mutating func number(of key: UInt64) -> (number: Int, isNew: Bool) {
        if keys.count * 2 >= slots.count { grow() }
        var slot = start(key)
        while slots[slot] >= 0 {
            let found = Int(slots[slot])
            if keys[found] == key { return (found, false) }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = Int32(keys.count)
        keys.append(key)
        return (keys.count - 1, true)
    }

    /// The number of a key, or nil when it is not in the table.
    func find(_ key: UInt64) -> Int? {
        var slot = start(key)
        while slots[slot] >= 0 {
            let found = Int(slots[slot])
            if keys[found] == key { return found }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    @inline(__always)
    private func start(_ key: UInt64) -> Int {
        let mixed = (key ^ (key >> 29)) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> shift)
    }

    private mutating func grow() {
        shift -= 1
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for (number, key) in keys.enumerated() {
            var slot = start(key)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(number)
        }
    }
}
