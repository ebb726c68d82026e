@testable import BoundaryMap

/// Judges a coverage pair by pair and point by point, without any of the structures under test.
struct Oracle {
    let shapes: [(key: String, rings: [[GridPoint]])]

    init(_ coverage: Coverage) {
        shapes = coverage.shapes.map { shape in
            (shape.key, shape.polygons.flatMap { $0 }.map { coverage.corners($0) })
        }
    }

    private struct Edge: Hashable {
        let from: GridPoint
        let to: GridPoint
    }

    /// What is wrong, in words; empty when nothing is.
    func faults() -> [String] {
        var faults: [String] = []
        var users: [Edge: String] = [:]
        for shape in shapes {
            for ring in shape.rings {
                if ring.count < 3 { faults.append("ring of \(ring.count) in \(shape.key)") }
                for (from, to) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
                    if from == to { faults.append("repeated point in \(shape.key)") }
                    if let other = users.updateValue(shape.key, forKey: Edge(from: from, to: to)) {
                        faults.append("\(shape.key) and \(other) run along one edge in one direction")
                    }
                }
            }
        }
        let edges = users.keys.filter { users[Edge(from: $0.to, to: $0.from)] == nil || $0.from < $0.to }
        for (index, one) in edges.enumerated() {
            for other in edges[(index + 1)...] where meet(one, other) {
                faults.append("edges meet at \(one.from) \(one.to) / \(other.from) \(other.to)")
            }
        }
        return faults
    }

    private func meet(_ one: Edge, _ other: Edge) -> Bool {
        let (a, b, c, d) = (one.from, one.to, other.from, other.to)
        func side(_ p: GridPoint, _ q: GridPoint, _ r: GridPoint) -> Int {
            let value = (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x)
            return value > 0 ? 1 : value < 0 ? -1 : 0
        }
        func lies(_ r: GridPoint, on p: GridPoint, _ q: GridPoint) -> Bool {
            r != p && r != q && side(p, q, r) == 0 && r.x >= min(p.x, q.x) && r.x <= max(p.x, q.x)
                && r.y >= min(p.y, q.y) && r.y <= max(p.y, q.y)
        }
        if lies(c, on: a, b) || lies(d, on: a, b) || lies(a, on: c, d) || lies(b, on: c, d) { return true }
        return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
    }

    /// Twice the area of all shapes, and twice the area inside the edges that only one shape uses: equal when nothing
    /// overlaps and no gap opened.
    func doubledAreas() -> (sum: Int, outer: Int) {
        var users: [Edge: Int] = [:]
        var sum = 0
        for shape in shapes {
            for ring in shape.rings {
                sum += doubledArea(ring)
                for (from, to) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
                    users[Edge(from: from, to: to), default: 0] += 1
                }
            }
        }
        guard let base = users.keys.map(\.from).min() else { return (0, 0) }
        var outer = 0
        for edge in users.keys where users[Edge(from: edge.to, to: edge.from)] == nil {
            outer += (edge.from.x - base.x) * (edge.to.y - base.y) - (edge.to.x - base.x) * (edge.from.y - base.y)
        }
        return (sum, outer)
    }

    /// Pairs of keys with an edge in common.
    func neighbourPairs() -> Set<String> {
        var users: [Edge: String] = [:]
        for shape in shapes {
            for ring in shape.rings {
                for (from, to) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
                    users[Edge(from: from, to: to)] = shape.key
                }
            }
        }
        var pairs: Set<String> = []
        for (edge, key) in users {
            guard let other = users[Edge(from: edge.to, to: edge.from)], other != key else { continue }
            pairs.insert(min(key, other) + "-" + max(key, other))
        }
        return pairs
    }

    /// The shapes that hold a point, by even-odd rule over all their rings; nil when it lies on a border.
    func owners(of point: GridPoint) -> [String]? {
        var owners: [String] = []
        for shape in shapes {
            var isInside = false
            for ring in shape.rings {
                switch pointPosition(point, in: ring) {
                case .border: return nil
                case .inside: isInside.toggle()
                case .outside: break
                }
            }
            if isInside { owners.append(shape.key) }
        }
        return owners
    }

    /// The largest distance of a point of one line set from the other.
    static func deviation(of points: [GridPoint], from rings: [[GridPoint]]) -> Double {
        var largest = 0.0
        for point in points {
            var nearest = Double.infinity
            for ring in rings {
                for (from, to) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
                    nearest = min(nearest, squaredDistance(of: point, fromSegment: from, to))
                }
            }
            largest = max(largest, nearest)
        }
        return largest.squareRoot()
    }
}
