/// A binary heap of vertices to remove, the lightest first; ties by place in the arc, which is canonical.
struct RemovalHeap {
    struct Entry {
        let weight: Double
        let place: Int32
        /// An entry is stale when its vertex has been weighed again since.
        let stamp: Int32

        @inline(__always)
        static func < (left: Entry, right: Entry) -> Bool {
            left.weight < right.weight || (left.weight == right.weight && left.place < right.place)
        }
    }

    private var entries: [Entry] = []

    /// Takes all entries at once, which is cheaper than one by one (Floyd, “Algorithm 245: Treesort 3”, 1964).
    mutating func fill(_ new: [Entry]) {
        entries.removeAll(keepingCapacity: true)
        entries.append(contentsOf: new)
        entries.withUnsafeMutableBufferPointer { heap in
            for parent in (0..<heap.count / 2).reversed() { RemovalHeap.sink(heap[parent], parent, heap) }
        }
    }

    mutating func push(_ entry: Entry) {
        entries.append(entry)
        entries.withUnsafeMutableBufferPointer { heap in
            var child = heap.count - 1
            while child > 0 {
                let parent = (child - 1) / 2
                guard entry < heap[parent] else { break }
                heap[child] = heap[parent]
                child = parent
            }
            heap[child] = entry
        }
    }

    mutating func pop() -> Entry? {
        guard let top = entries.first, let last = entries.popLast() else { return nil }
        guard !entries.isEmpty else { return top }
        entries.withUnsafeMutableBufferPointer { RemovalHeap.sink(last, 0, $0) }
        return top
    }

    @inline(__always)
    private static func sink(_ entry: Entry, _ start: Int, _ heap: UnsafeMutableBufferPointer<Entry>) {
        var parent = start
        while true {
            var child = 2 * parent + 1
            guard child < heap.count else { break }
            if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
            guard heap[child] < entry else { break }
            heap[parent] = heap[child]
            parent = child
        }
        heap[parent] = entry
    }
}
