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
