/// The rings of all boundaries over one list of numbered points: what topology is found in.
struct RingSet {
    /// A ring's place in `vertices` and where it belongs.
    struct Ring {
        var feature: Int
        var polygon: Int
        /// 0 for the shell.
        var index: Int
        /// The number of the source ring, for messages.
        var source: Int
        var start: Int
        var end: Int
    }

    var points: [GridPoint] = []
    var rings: [Ring] = []
    /// Point numbers, ring after ring, without the closing vertex.
    var vertices: [Int32] = []
    /// The source vertex of each, for messages.
    var origins: [Int32] = []
    var featureCount = 0

    /// Takes the rings anew from lists of (point, origin), numbering equal points alike.
    init(points: [GridPoint], featureCount: Int) {
        self.points = points
        self.featureCount = featureCount
    }

    /// Appends a ring after dropping repeated points and spikes; false when fewer than three points remain.
    mutating func append(
        _ ring: Ring, vertices source: some Sequence<Int32>, origins sourceOrigins: some Sequence<Int32>,
        mended: ((Int32) -> Void)? = nil
    ) -> Bool {
        let start = vertices.count
        for (vertex, origin) in zip(source, sourceOrigins) {
            if vertices.count > start, vertices[vertices.count - 1] == vertex { continue }
            if vertices.count > start + 1, vertices[vertices.count - 2] == vertex {
                mended?(origins[origins.count - 1])
                vertices.removeLast()
                origins.removeLast()
                continue
            }
            vertices.append(vertex)
            origins.append(origin)
        }
        trimEnds(from: start, mended)
        guard vertices.count - start >= 3 else {
            vertices.removeLast(vertices.count - start)
            origins.removeLast(origins.count - start)
            return false
        }
        var ring = ring
        ring.start = start
        ring.end = vertices.count
        rings.append(ring)
        return true
    }

    /// The same faults across the seam, where the ring closes.
    private mutating func trimEnds(from start: Int, _ mended: ((Int32) -> Void)?) {
        var first = start
        while vertices.count - first >= 2 {
            let last = vertices.count - 1
            if vertices[last] == vertices[first] {
                vertices.removeLast()
                origins.removeLast()
            } else if vertices.count - first >= 3, vertices[last - 1] == vertices[first] {
                mended?(origins[last])
                vertices.removeLast(2)
                origins.removeLast(2)
            } else if vertices.count - first >= 3, vertices[last] == vertices[first + 1] {
                mended?(origins[first])
                first += 1
                vertices.removeLast()
                origins.removeLast()
            } else {
                break
            }
        }
        guard first > start else { return }
        vertices.removeSubrange(start..<first)
        origins.removeSubrange(start..<first)
    }

    /// The corners of a ring.
    func corners(_ ring: Ring) -> [GridPoint] { vertices[ring.start..<ring.end].map { points[Int($0)] } }
}
