/// A table from what links lead to (`PageLink.target`) to numbers; much cheaper than a dictionary, since targets are
/// hashes already: their bits choose the slot.
///
/// Open addressing with linear probing; at most half full.
struct TargetTable: Sendable {
    /// No target is 0.
    private var slots: [(target: UInt64, number: Int32)]
    private var count = 0

    init(minimumCapacity: Int = 0) {
        var size = 16
        while size < 2 * minimumCapacity { size *= 2 }
        slots = Array(repeating: (0, 0), count: size)
    }

    /// The number of a target; setting one anew replaces it.
    subscript(target: UInt64) -> Int? {
        get {
            let slot = place(of: target)
            return slots[slot].target == target ? Int(slots[slot].number) : nil
        }
        set {
            guard let newValue else { return }
            let slot = place(of: target)
            if slots[slot].target != target {
                count += 1
                if 2 * count > slots.count {
                    grow()
                    self[target] = newValue
                    return
                }
            }
            slots[slot] = (target, Int32(truncatingIfNeeded: newValue))
        }
    }

    /// The slot that holds the target, or the free one where it belongs.
    private func place(of target: UInt64) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: target) & mask
        while slots[slot].target != target, slots[slot].target != 0 { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        var larger = TargetTable(minimumCapacity: slots.count)
        for slot in slots where slot.target != 0 { larger[slot.target] = Int(slot.number) }
        self = larger
    }
}
