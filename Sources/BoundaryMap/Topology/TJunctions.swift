/// Puts a corner into another boundary's edge where it lies on that edge: one neighbour has a vertex there, the other
/// draws a straight line past it.
struct TJunctions {
    struct Report {
        var inserted = 0
        /// The largest distance of such a corner from its edge, in millimetres.
        var largest = 0.0
        /// Too many edges lie over one another to look through.
        var isTangled = false
    }

    static func mend(_ set: RingSet, tolerance: Int) -> (RingSet, Report) {
        var report = Report()
        var current = set
        guard tolerance > 0 else { return (set, report) }
        // A corner put in makes new, shorter edges: twice is enough unless corners crowd.
        for _ in 0..<3 {
            let additions = find(current, tolerance, onlyOpen: true, &report)
            if additions.isEmpty { break }
            current = insert(additions, into: current)
        }
        return (current, report)
    }

    /// Puts corners into any edge, also a shared one, that they touch to within two millimetres: rounding to the grid
    /// can carry a corner that stood right beside an edge across it.
    static func node(_ set: RingSet) -> (RingSet, Report) {
        var report = Report()
        let additions = find(set, 2, onlyOpen: false, &report)
        return (additions.isEmpty ? set : insert(additions, into: set), report)
    }

    private struct Addition {
        let edge: Int
        let point: Int32
        /// How far along the edge, from its end with the smaller number.
        let along: Int
    }

    private static func find(
        _ set: RingSet, _ tolerance: Int, onlyOpen: Bool, _ report: inout Report
    ) -> [Int: [Addition]] {
        let edges = EdgeTable(set)
        let users = PointUsers(set)
        let open = (0..<edges.count).filter { !onlyOpen || edges.isOpen($0) }
        var isOpen = [Bool](repeating: false, count: set.points.count)
        let segments = open.map { edge -> (GridPoint, GridPoint) in
            let (low, high) = edges.ends(edge)
            isOpen[low] = true
            isOpen[high] = true
            return (set.points[low], set.points[high])
        }
        let grid = SegmentGrid(segments, radius: tolerance)
        let squared = Double(tolerance * tolerance)
        var additions: [Int: [Addition]] = [:]
        var budget = 500 * segments.count + 5_000_000
        for point in set.points.indices where isOpen[point] {
            let place = set.points[point]
            var seen: [Int] = []
            guard budget > 0 else {
                report.isTangled = true
                return [:]
            }
            budget -= grid.visit(near: place) { number in
                let (a, b) = segments[number]
                let (low, high) = edges.ends(open[number])
                guard low != point, high != point, !seen.contains(number) else { return }
                let along = (place.x - a.x) * (b.x - a.x) + (place.y - a.y) * (b.y - a.y)
                guard along > 0, along < a.squaredDistance(to: b) else { return }
                let distance = squaredDistance(of: place, fromSegment: a, b)
                let owner = set.rings[edges.owner(open[number])].feature
                // Within one boundary only what rounding made; its own narrow necks stay open.
                guard distance <= (onlyOpen && users.only[point] == owner ? 2 : squared) else { return }
                seen.append(number)
                additions[open[number], default: []].append(
                    Addition(edge: open[number], point: Int32(point), along: along))
                report.inserted += 1
                report.largest = max(report.largest, distance.squareRoot())
            }
        }
        var byEdge: [Int: [Addition]] = [:]
        for (edge, list) in additions {
            let sorted = list.sorted {
                $0.along != $1.along ? $0.along < $1.along : set.points[Int($0.point)] < set.points[Int($1.point)]
            }
            byEdge[edge] = sorted
        }
        return byEdge
    }

    private static func insert(_ additions: [Int: [Addition]], into set: RingSet) -> RingSet {
        let edges = EdgeTable(set)
        var result = RingSet(points: set.points, featureCount: set.featureCount)
        result.vertices.reserveCapacity(set.vertices.count)
        result.origins.reserveCapacity(set.vertices.count)
        for ring in set.rings {
            var vertices: [Int32] = []
            var origins: [Int32] = []
            for index in ring.start..<ring.end {
                let vertex = set.vertices[index]
                let next = set.vertices[index + 1 < ring.end ? index + 1 : ring.start]
                vertices.append(vertex)
                origins.append(set.origins[index])
                guard let edge = edges.table.find(EdgeTable.key(vertex, next)), let list = additions[edge] else {
                    continue
                }
                for addition in vertex < next ? list : list.reversed() {
                    vertices.append(addition.point)
                    origins.append(set.origins[index])
                }
            }
            _ = result.append(ring, vertices: vertices, origins: origins)
        }
        return result
    }
}
