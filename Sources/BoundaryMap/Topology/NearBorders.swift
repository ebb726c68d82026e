/// Finds borders of two boundaries that run close to each other without being shared.
struct NearBorders {
    struct Near {
        let pair: FeaturePair
        /// How long they do, in millimetres.
        var length = 0.0
        /// The largest distance found there.
        var distance = 0.0
        /// The smallest corner concerned.
        var place: GridPoint
    }

    /// Two metres: what separates two surveys of one border, and seldom two borders.
    private static let reach = 2000

    static func find(_ set: RingSet, edges: EdgeTable) -> [Near] {
        let open = (0..<edges.count).filter { edges.isOpen($0) }
        let segments = open.map { edge -> (GridPoint, GridPoint) in
            let (low, high) = edges.ends(edge)
            return (set.points[low], set.points[high])
        }
        let owners = open.map { set.rings[edges.owner($0)].feature }
        guard Set(owners).count > 1 else { return [] }
        let grid = SegmentGrid(segments, radius: reach)
        var found: [FeaturePair: Near] = [:]
        // These are warnings: where edges crowd beyond measure, the first of them will do.
        var budget = 500 * segments.count + 5_000_000
        for (number, segment) in segments.enumerated() where budget > 0 {
            for (feature, distance) in companions(segment, owners[number], segments, owners, grid, &budget) {
                let pair = FeaturePair(owners[number], feature)
                var near = found[pair] ?? Near(pair: pair, place: min(segment.0, segment.1))
                // Each side counts its own length: the stretch is half the sum.
                near.length += segment.0.distance(to: segment.1) / 2
                near.distance = max(near.distance, distance)
                near.place = min(near.place, segment.0, segment.1)
                found[pair] = near
            }
        }
        // Around a junction the borders part at an angle and are near for a step or two.
        return found.values.filter { $0.length > 4 * Double(reach) }.sorted { $0.pair < $1.pair }
    }

    /// Other features near both ends of a segment, with the larger distance of the two.
    private static func companions(
        _ segment: (GridPoint, GridPoint), _ owner: Int, _ segments: [(GridPoint, GridPoint)], _ owners: [Int],
        _ grid: SegmentGrid, _ budget: inout Int
    ) -> [Int: Double] {
        let first = near(segment.0, owner, segments, owners, grid, &budget)
        if first.isEmpty { return [:] }
        let second = near(segment.1, owner, segments, owners, grid, &budget)
        var both: [Int: Double] = [:]
        for (feature, distance) in first {
            if let other = second[feature] { both[feature] = max(distance, other) }
        }
        return both
    }

    private static func near(
        _ point: GridPoint, _ owner: Int, _ segments: [(GridPoint, GridPoint)], _ owners: [Int], _ grid: SegmentGrid,
        _ budget: inout Int
    ) -> [Int: Double] {
        var nearest: [Int: Double] = [:]
        budget -= grid.visit(near: point) { number in
            guard owners[number] != owner else { return }
            let distance = squaredDistance(of: point, fromSegment: segments[number].0, segments[number].1).squareRoot()
            guard distance <= Double(reach) else { return }
            nearest[owners[number]] = min(nearest[owners[number]] ?? .infinity, distance)
        }
        return nearest
    }
}
