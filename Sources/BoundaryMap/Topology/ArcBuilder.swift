import Diagnostics

/// Cuts rings into arcs at the junctions and finds which arcs are shared.
///
/// A junction is a point with other than two neighbours. A ring without one (an island, an enclave) is a closed arc
/// that begins at its smallest point. Arcs are identified by their first directed edge, which is theirs alone.
struct ArcBuilder {
    private let set: RingSet
    private var isJunction: [Bool]
    private var arcs: [[GridPoint]] = []
    private var known = KeyTable(capacity: 1024)
    /// Arc numbers of each ring; backwards ones as `~number`.
    private var ringArcs: [[Int]] = []

    static func build(_ set: RingSet, edges: EdgeTable, names: [(key: String, name: String)]) -> Coverage {
        var builder = ArcBuilder(set, edges)
        for ring in set.rings { builder.cut(ring) }
        return builder.coverage(names)
    }

    private init(_ set: RingSet, _ edges: EdgeTable) {
        self.set = set
        var degree = [UInt8](repeating: 0, count: set.points.count)
        for edge in 0..<edges.count {
            let (low, high) = edges.ends(edge)
            if degree[low] < 4 { degree[low] += 1 }
            if degree[high] < 4 { degree[high] += 1 }
        }
        isJunction = degree.map { $0 != 2 }
    }

    private mutating func cut(_ ring: RingSet.Ring) {
        let vertices = set.vertices[ring.start..<ring.end]
        guard let first = vertices.firstIndex(where: { isJunction[Int($0)] }) else {
            return ringArcs.append([closedArc(vertices)])
        }
        var references: [Int] = []
        var run: [Int32] = []
        for step in 0...vertices.count {
            var index = first + step
            if index >= ring.end { index -= ring.end - ring.start }
            run.append(vertices[index])
            if step > 0, isJunction[Int(vertices[index])] {
                references.append(arc(run))
                run = [vertices[index]]
            }
        }
        ringArcs.append(references)
    }

    private mutating func closedArc(_ vertices: ArraySlice<Int32>) -> Int {
        var smallest = vertices.startIndex
        for index in vertices.indices
        where set.points[Int(vertices[index])] < set.points[Int(vertices[smallest])] { smallest = index }
        var run = Array(vertices[smallest...])
        run += vertices[..<smallest]
        run.append(run[0])
        return arc(run)
    }

    /// The number of an arc in its canonical direction, `~number` when it was given the other way.
    private mutating func arc(_ run: [Int32]) -> Int {
        let last = run.count - 1
        let isForward =
            run[0] == run[last]
            ? set.points[Int(run[1])] < set.points[Int(run[last - 1])]
            : set.points[Int(run[0])] < set.points[Int(run[last])]
        let (start, second) = isForward ? (run[0], run[1]) : (run[last], run[last - 1])
        let (number, isNew) = known.number(of: UInt64(UInt32(start)) << 32 | UInt64(UInt32(second)))
        if isNew {
            var points: [GridPoint] = []
            points.reserveCapacity(run.count)
            for vertex in run { points.append(set.points[Int(vertex)]) }
            if !isForward { points.reverse() }
            arcs.append(points)
        }
        return isForward ? number : ~number
    }

    private func coverage(_ names: [(key: String, name: String)]) -> Coverage {
        var polygons: [[Int: [[Int]]]] = Array(repeating: [:], count: set.featureCount)
        for (number, ring) in set.rings.enumerated() {
            // A shell that vanished in snapping takes its holes with it.
            if ring.index > 0, polygons[ring.feature][ring.polygon] == nil { continue }
            polygons[ring.feature][ring.polygon, default: []].append(ringArcs[number])
        }
        let shapes = polygons.enumerated().map { feature, parts in
            CoverageShape(
                key: names[feature].key, name: names[feature].name,
                polygons: parts.sorted { $0.key < $1.key }.map(\.value))
        }
        return Coverage(arcs: arcs, shapes: shapes).canonical()
    }
}
