/// A table from path to index, by the bytes of the path; much cheaper than a dictionary of strings.
///
/// Open addressing with linear probing over FNV-1a hashes (Fowler, Noll, Vo); at most half full.
struct PathTable: Sendable {
    private var slots: [Int32]
    private let mask: Int

    init(_ paths: some Collection<String>) {
        var size = 16
        while size < 2 * paths.count { size *= 2 }
        slots = [Int32](repeating: -1, count: size)
        mask = size - 1
        for (index, path) in paths.enumerated() {
            var slot = Int(truncatingIfNeeded: PathTable.hash(path)) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(index)
        }
    }

    func index(of path: String, isAt: (Int) -> Bool) -> Int? {
        var slot = Int(truncatingIfNeeded: PathTable.hash(path)) & mask
        while slots[slot] >= 0 {
            if isAt(Int(slots[slot])) { return Int(slots[slot]) }
            slot = (slot + 1) & mask
        }
        return nil
    }

    static func hash(_ path: String, seed: UInt64 = 0xCBF2_9CE4_8422_2325) -> UInt64 {
        var hash = seed
        for byte in path.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        // The low bits choose the slot: let the high ones take part.
        return hash ^ (hash >> 29)
    }
}
