/// A binary heap of vertices to remove, the lightest first; ties by x, then y.
struct RemovalHeap {
    struct Entry {
        let weight: Double
        let point: GridPoint
        let place: Int32
        /// An entry is stale when its vertex has been weighed again since.
        let stamp: Int32

        @inline(__always)
        static func < (left: Entry, right: Entry) -> Bool {
            left.weight != right.weight ? left.weight < right.weight : left.point < right.point
        }
    }

    private var entries: [Entry] = []

    init(capacity: Int) { entries.reserveCapacity(capacity) }

    mutating func push(_ entry: Entry) {
        entries.append(entry)
        var child = entries.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard entry < entries[parent] else { break }
            entries[child] = entries[parent]
            child = parent
        }
        entries[child] = entry
    }

    mutating func pop() -> Entry? {
        guard let top = entries.first, let last = entries.popLast() else { return nil }
        guard !entries.isEmpty else { return top }
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < entries.count else { break }
            if child + 1 < entries.count, entries[child + 1] < entries[child] { child += 1 }
            guard entries[child] < last else { break }
            entries[parent] = entries[child]
            parent = child
        }
        entries[parent] = last
        return top
    }
}
