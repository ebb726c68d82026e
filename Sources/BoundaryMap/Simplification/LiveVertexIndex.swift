/// The vertices that still stand, filed by the cells of a grid, to ask whether a triangle holds any.
struct LiveVertexIndex {
    /// A cell is 2 to this power wide.
    private let shift: Int
    private let originX: Int
    private let originY: Int
    private let columns: Int
    private let rows: Int
    private var starts: [Int32] = []
    private var ends: [Int32] = []
    private var points: [GridPoint] = []

    /// - Parameter kept: for each arc the vertices that stand.
    init(_ arcs: [[GridPoint]], _ kept: [[Int]]) {
        var box = GridBox()
        var count = 0
        for (arc, kept) in zip(arcs, kept) {
            for vertex in kept { box.add(arc[vertex]) }
            count += kept.count
        }
        // About two vertices to a cell if they lay evenly; borders crowd, so it is more where there are any.
        var shift = 0
        while ((box.width >> shift) + 1) * ((box.height >> shift) + 1) > max(16, count / 2) { shift += 1 }
        self.shift = shift
        originX = box.isEmpty ? 0 : box.minX
        originY = box.isEmpty ? 0 : box.minY
        columns = (box.width >> shift) + 1
        rows = (box.height >> shift) + 1
        file(arcs, kept, count)
    }

    private mutating func file(_ arcs: [[GridPoint]], _ kept: [[Int]], _ count: Int) {
        var counts = [Int32](repeating: 0, count: columns * rows + 1)
        // A junction stands once for each arc that ends there; that does no harm, as junctions are never removed.
        for (arc, kept) in zip(arcs, kept) { for vertex in kept { counts[slot(arc[vertex]) + 1] += 1 } }
        for index in 1..<counts.count { counts[index] += counts[index - 1] }
        starts = counts
        ends = Array(counts.dropLast())
        points = [GridPoint](repeating: GridPoint(0, 0), count: count)
        for (arc, kept) in zip(arcs, kept) {
            for vertex in kept {
                let slot = slot(arc[vertex])
                points[Int(ends[slot])] = arc[vertex]
                ends[slot] += 1
            }
        }
    }

    @inline(__always)
    private func slot(_ point: GridPoint) -> Int {
        ((point.y - originY) >> shift) * columns + ((point.x - originX) >> shift)
    }

    mutating func remove(_ point: GridPoint) {
        let slot = slot(point)
        var place = Int(starts[slot])
        while place < Int(ends[slot]) {
            if points[place] == point {
                ends[slot] -= 1
                points[place] = points[Int(ends[slot])]
                return
            }
            place += 1
        }
    }

    /// Whether no vertex but its corners lies in the closed triangle.
    func isEmpty(_ a: GridPoint, _ b: GridPoint, _ c: GridPoint) -> Bool {
        let (minX, maxX) = (min(a.x, b.x, c.x), max(a.x, b.x, c.x))
        let (minY, maxY) = (min(a.y, b.y, c.y), max(a.y, b.y, c.y))
        for row in ((minY - originY) >> shift)...((maxY - originY) >> shift) {
            for column in ((minX - originX) >> shift)...((maxX - originX) >> shift) {
                let slot = row * columns + column
                for place in Int(starts[slot])..<Int(ends[slot]) {
                    let point = points[place]
                    guard point.x >= minX, point.x <= maxX, point.y >= minY, point.y <= maxY else { continue }
                    if point == a || point == b || point == c { continue }
                    if triangle(a, b, c, holds: point) { return false }
                }
            }
        }
        return true
    }
}
