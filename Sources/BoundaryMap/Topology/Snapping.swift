import Diagnostics

/// Brings points together that are meant to be one: corners of different boundaries within a tolerance.
///
/// Only points on an unmatched edge (one that a single ring uses) take part, so a clean coverage is left alone. Near
/// pairs are joined from the closest on (union-find), and a cluster takes the place of its smallest point, so that the
/// order of the input does not matter. A union that would make a cluster wider than four tolerances is refused: a chain
/// of near points must not carry a border away.
struct Snapping {
    /// What was moved, for the report.
    struct Report {
        var moved = 0
        /// The largest move, in millimetres.
        var largest = 0.0
        /// Snapped points by pair of features, smaller number first.
        var borders: [FeaturePair: Int] = [:]
        var isTooDense = false
    }

    static func snap(_ set: RingSet, tolerance: Int) -> (RingSet, Report) {
        var report = Report()
        guard tolerance > 0 else { return (set, report) }
        let users = PointUsers(set)
        let edges = EdgeTable(set)
        let open = openPoints(set, edges)
        var pairs: [(distance: Int, first: Int32, second: Int32)] = []
        let isComplete = NearPairs.visit(
            open, of: set.points, radius: tolerance, limit: 40 * open.count + 1_000_000
        ) { first, second, distance in
            let (one, other) = (users.only[Int(first)], users.only[Int(second)])
            if one >= 0, one == other { return }
            let isOrdered = set.points[Int(first)] < set.points[Int(second)]
            pairs.append((distance, isOrdered ? first : second, isOrdered ? second : first))
        }
        report.isTooDense = !isComplete
        if pairs.isEmpty { return (set, report) }
        pairs.sort { left, right in
            if left.distance != right.distance { return left.distance < right.distance }
            if left.first != right.first { return set.points[Int(left.first)] < set.points[Int(right.first)] }
            return set.points[Int(left.second)] < set.points[Int(right.second)]
        }
        var clusters = Clusters(set.points, widest: 4 * tolerance)
        for pair in pairs { clusters.join(Int(pair.first), Int(pair.second)) }
        var target = [Int32](repeating: 0, count: set.points.count)
        for point in set.points.indices { target[point] = Int32(clusters.representative(of: point)) }
        note(set, users, target, pairs.map { ($0.first, $0.second) }, &report)
        return (moved(set, target), report)
    }

    private static func openPoints(_ set: RingSet, _ edges: EdgeTable) -> [Int32] {
        var isOpen = [Bool](repeating: false, count: set.points.count)
        for edge in 0..<edges.count where edges.isOpen(edge) {
            let (low, high) = edges.ends(edge)
            isOpen[low] = true
            isOpen[high] = true
        }
        return isOpen.indices.lazy.filter { isOpen[$0] }.map { Int32($0) }
    }

    private static func note(
        _ set: RingSet, _ users: PointUsers, _ target: [Int32], _ pairs: [(Int32, Int32)], _ report: inout Report
    ) {
        for point in target.indices where Int(target[point]) != point {
            report.moved += 1
            report.largest = max(report.largest, set.points[point].distance(to: set.points[Int(target[point])]))
        }
        for (first, second) in pairs where target[Int(first)] == target[Int(second)] {
            let pair = FeaturePair(users.any[Int(first)], users.any[Int(second)])
            report.borders[pair, default: 0] += 1
        }
    }

    /// The rings over the points that remain. A ring that shrinks to nothing is smaller than the tolerance and
    /// vanishes.
    static func moved(_ set: RingSet, _ target: [Int32]) -> RingSet {
        var result = RingSet(points: set.points, featureCount: set.featureCount)
        result.vertices.reserveCapacity(set.vertices.count)
        result.origins.reserveCapacity(set.vertices.count)
        for ring in set.rings {
            let range = ring.start..<ring.end
            _ = result.append(
                ring, vertices: set.vertices[range].lazy.map { target[Int($0)] }, origins: set.origins[range])
        }
        return result
    }
}

/// Two features, in order.
struct FeaturePair: Hashable, Comparable, Sendable {
    let first: Int
    let second: Int

    init(_ one: Int, _ other: Int) {
        first = min(one, other)
        second = max(one, other)
    }

    static func < (left: FeaturePair, right: FeaturePair) -> Bool {
        (left.first, left.second) < (right.first, right.second)
    }
}

/// Which features use each point.
struct PointUsers {
    /// The one feature that uses a point; −1 when several do, −2 when none.
    private(set) var only: [Int]
    /// Some feature that uses it.
    private(set) var any: [Int]

    init(_ set: RingSet) {
        only = [Int](repeating: -2, count: set.points.count)
        any = [Int](repeating: 0, count: set.points.count)
        for ring in set.rings {
            for index in ring.start..<ring.end {
                let point = Int(set.vertices[index])
                if only[point] == -2 {
                    only[point] = ring.feature
                    any[point] = ring.feature
                } else if only[point] != ring.feature {
                    only[point] = -1
                    any[point] = min(any[point], ring.feature)
                }
            }
        }
    }
}

/// Union-find over points, with the extent of each cluster.
private struct Clusters {
    private var parent: [Int32]
    private var boxes: [Int: GridBox] = [:]
    private let points: [GridPoint]
    private let widest: Int

    init(_ points: [GridPoint], widest: Int) {
        self.points = points
        self.widest = widest
        parent = points.indices.map { Int32($0) }
    }

    /// The root is always the smallest point of its cluster.
    mutating func representative(of point: Int) -> Int {
        var root = point
        while Int(parent[root]) != root { root = Int(parent[root]) }
        var current = point
        while Int(parent[current]) != root, current != root {
            let next = Int(parent[current])
            parent[current] = Int32(root)
            current = next
        }
        return root
    }

    mutating func join(_ first: Int, _ second: Int) {
        let (one, other) = (representative(of: first), representative(of: second))
        guard one != other else { return }
        var box = boxes[one] ?? GridBox([points[one]])
        let added = boxes[other] ?? GridBox([points[other]])
        box.add(GridPoint(added.minX, added.minY))
        box.add(GridPoint(added.maxX, added.maxY))
        guard box.width * box.width + box.height * box.height <= widest * widest else { return }
        let (root, child) = points[one] < points[other] ? (one, other) : (other, one)
        parent[child] = Int32(root)
        boxes[child] = nil
        boxes[root] = box
    }
}
