/// The undirected edges of a ring set, each with the rings that use it in either direction.
struct EdgeTable {
    private(set) var table: KeyTable
    /// The ring that runs from the smaller to the larger point number, or −1.
    private(set) var forward: [Int32] = []
    /// The ring that runs the other way, or −1.
    private(set) var backward: [Int32] = []
    /// Edges that two rings use in the same direction: their insides overlap there.
    private(set) var conflicts: [(first: Int, second: Int, vertex: Int)] = []

    init(_ set: RingSet) {
        table = KeyTable(capacity: set.vertices.count * 2 / 3)
        forward.reserveCapacity(set.vertices.count * 2 / 3)
        backward.reserveCapacity(set.vertices.count * 2 / 3)
        for (number, ring) in set.rings.enumerated() {
            var previous = set.vertices[ring.end - 1]
            for index in ring.start..<ring.end {
                let vertex = set.vertices[index]
                add(previous, vertex, ring: number, index: index)
                previous = vertex
            }
        }
    }

    @inline(__always)
    private mutating func add(_ from: Int32, _ to: Int32, ring: Int, index: Int) {
        let (edge, isNew) = table.number(of: EdgeTable.key(from, to))
        if isNew {
            forward.append(-1)
            backward.append(-1)
        }
        if from < to {
            if forward[edge] >= 0 {
                conflicts.append((Int(forward[edge]), ring, index))
            } else {
                forward[edge] = Int32(ring)
            }
        } else if backward[edge] >= 0 {
            conflicts.append((Int(backward[edge]), ring, index))
        } else {
            backward[edge] = Int32(ring)
        }
    }

    @inline(__always)
    static func key(_ from: Int32, _ to: Int32) -> UInt64 {
        let (low, high) = from < to ? (from, to) : (to, from)
        return UInt64(UInt32(low)) << 32 | UInt64(UInt32(high))
    }

    var count: Int { table.count }

    @inline(__always)
    func ends(_ edge: Int) -> (low: Int, high: Int) {
        let key = table.keys[edge]
        return (Int(key >> 32), Int(key & 0xFFFF_FFFF))
    }

    /// Whether only one ring uses the edge.
    @inline(__always)
    func isOpen(_ edge: Int) -> Bool { forward[edge] < 0 || backward[edge] < 0 }

    /// The feature on both sides of an edge, when it is one and the same.
    func innerFeature(_ edge: Int, _ set: RingSet) -> Int? {
        if isOpen(edge) { return nil }
        let feature = set.rings[Int(forward[edge])].feature
        return feature == set.rings[Int(backward[edge])].feature ? feature : nil
    }

    /// The ring of an open edge.
    func owner(_ edge: Int) -> Int { Int(max(forward[edge], backward[edge])) }
}
