/// Joins the parts of one boundary that have a stretch of border in common: what lies between them bounds nothing.
///
/// The edges that remain are chained into rings anew, each point once in a ring. Shells run counter-clockwise, holes
/// clockwise, and a hole belongs to the smallest shell around it.
struct Dissolve {
    /// A boundary whose parts were joined, and a point of the border between them.
    struct Joined {
        let feature: Int
        let at: GridPoint
    }

    /// Nil when no parts have a border in common. Presupposes that no two rings run the same way along an edge.
    static func parts(of set: RingSet, _ edges: EdgeTable) -> (rings: RingSet, joined: [Joined])? {
        var places: [Int: GridPoint] = [:]
        for edge in 0..<edges.count {
            guard let feature = edges.innerFeature(edge, set) else { continue }
            let point = set.points[edges.ends(edge).low]
            places[feature] = min(places[feature] ?? point, point)
        }
        if places.isEmpty { return nil }
        var rings = RingSet(points: set.points, featureCount: set.featureCount)
        var done: Set<Int> = []
        for ring in set.rings {
            if places[ring.feature] == nil {
                let range = ring.start..<ring.end
                _ = rings.append(ring, vertices: set.vertices[range], origins: set.origins[range])
            } else if done.insert(ring.feature).inserted {
                var dissolve = Dissolve(set, edges, feature: ring.feature)
                for (ring, loop) in dissolve.polygons() {
                    _ = rings.append(ring, vertices: loop.map(\.vertex), origins: loop.map(\.origin))
                }
            }
        }
        return (rings, places.sorted { $0.key < $1.key }.map { Joined(feature: $0.key, at: $0.value) })
    }

    /// An edge that is still to be walked, known by the point that it leaves.
    private struct Way {
        let vertex: Int32
        let origin: Int32
        let source: Int
        let next: Int32
    }

    private let set: RingSet
    private let feature: Int
    private var ways: [Int32: [Way]] = [:]
    /// Where the ways begin, in the rings' order.
    private var starts: [Int32] = []

    private init(_ set: RingSet, _ edges: EdgeTable, feature: Int) {
        self.set = set
        self.feature = feature
        for ring in set.rings where ring.feature == feature {
            for index in ring.start..<ring.end {
                let vertex = set.vertices[index]
                let next = set.vertices[index + 1 < ring.end ? index + 1 : ring.start]
                let edge = edges.table.find(EdgeTable.key(vertex, next))
                if let edge, edges.innerFeature(edge, set) != nil { continue }
                ways[vertex, default: []].append(
                    Way(vertex: vertex, origin: set.origins[index], source: ring.source, next: next))
                starts.append(vertex)
            }
        }
    }

    /// The loops as rings of polygons, each shell before its holes.
    private mutating func polygons() -> [(ring: RingSet.Ring, loop: [Way])] {
        let loops = self.loops().map { (loop: $0, corners: $0.map { set.points[Int($0.vertex)] }) }
        let areas = loops.map { doubledArea($0.corners) }
        let boxes = loops.map { GridBox($0.corners) }
        let shells = loops.indices.filter { areas[$0] > 0 }
        var holes: [Int: [Int]] = [:]
        for hole in loops.indices where areas[hole] < 0 {
            let around = shells.filter { shell in
                boxes[shell].holds(boxes[hole]) && Dissolve.holds(loops[shell].corners, loops[hole].corners)
            }
            guard let shell = around.min(by: { areas[$0] < areas[$1] }) ?? shells.first else { continue }
            holes[shell, default: []].append(hole)
        }
        var result: [(ring: RingSet.Ring, loop: [Way])] = []
        for (polygon, shell) in shells.enumerated() {
            for (index, number) in ([shell] + holes[shell, default: []]).enumerated() {
                let loop = loops[number].loop
                let ring = RingSet.Ring(
                    feature: feature, polygon: polygon, index: index, source: loop[0].source, start: 0, end: 0)
                result.append((ring, loop))
            }
        }
        return result
    }

    private static func holds(_ shell: [GridPoint], _ hole: [GridPoint]) -> Bool {
        for corner in hole {
            switch pointPosition(corner, in: shell) {
            case .inside: return true
            case .outside: return false
            case .border: continue
            }
        }
        return false
    }

    /// Walks with the inside on the left, and cuts a loop off whenever it comes to a point of its path again.
    private mutating func loops() -> [[Way]] {
        var loops: [[Way]] = []
        for start in starts {
            var path: [Way] = []
            var place: [Int32: Int] = [:]
            var here = start
            var before: Int32?
            while let way = leave(here, from: before) {
                place[here] = path.count
                path.append(way)
                before = here
                here = way.next
                guard let first = place[here] else { continue }
                let loop = Array(path[first...])
                for stop in loop { place[stop.vertex] = nil }
                path.removeSubrange(first...)
                loops.append(loop)
                if path.isEmpty { break }
            }
        }
        return loops
    }

    /// The way on from a point: the sharpest turn to the left, so that parts that only touch there stay apart.
    private mutating func leave(_ here: Int32, from before: Int32?) -> Way? {
        guard var open = ways[here], var choice = open.indices.first else { return nil }
        if open.count > 1, let before {
            let back = direction(here, before)
            for other in open.indices.dropFirst()
            where Dissolve.isLeft(direction(here, open[other].next), of: direction(here, open[choice].next), back) {
                choice = other
            }
        }
        let way = open.remove(at: choice)
        ways[here] = open.isEmpty ? nil : open
        return way
    }

    private func direction(_ from: Int32, _ to: Int32) -> GridPoint {
        let (a, b) = (set.points[Int(from)], set.points[Int(to)])
        return GridPoint(b.x - a.x, b.y - a.y)
    }

    /// Whether `one` comes before `other` when one turns clockwise from `back`.
    private static func isLeft(_ one: GridPoint, of other: GridPoint, _ back: GridPoint) -> Bool {
        let origin = GridPoint(0, 0)
        func half(_ way: GridPoint) -> Int {
            let side = turn(origin, back, way)
            return side < 0 ? 0 : side > 0 ? 2 : 1
        }
        let (first, second) = (half(one), half(other))
        return first != second ? first < second : turn(origin, one, other) < 0
    }
}
