/// Removes vertices from arcs, each arc once for all its users, junctions fixed.
///
/// Order of removal by Visvalingam and Whyatt (“Line generalisation by repeated elimination of points”, 1993), the area
/// weighted by the angle so that needles go first. A removal is refused
/// - when an original vertex that the new edge spans would lie farther than the tolerance from it: the bound is a
///   distance, which an area is not;
/// - when another remaining vertex lies in the triangle that the removal cuts off (de Berg, van Kreveld and Schirra,
///   “Topologically correct subdivision simplification using the bandwidth criterion”, 1998): so nothing crosses, and
///   nothing changes sides;
/// - when it would draw an edge between two junctions that another arc draws already;
/// - when a closed arc would have fewer than three corners.
///
/// Ties go by place in the arc, whose direction is canonical. Arcs are taken in their sorted order, and taken again
/// until nothing changes.
struct ArcSimplifier {
    private let arcs: [[GridPoint]]
    /// In grid units.
    private let tolerance: Double
    private var index: LiveVertexIndex
    /// Straight arcs by the pair of junctions that they join.
    private var straight: Set<JunctionPair> = []
    private var heap = RemovalHeap()

    private struct JunctionPair: Hashable {
        let first: GridPoint
        let second: GridPoint

        init(_ one: GridPoint, _ other: GridPoint) {
            first = min(one, other)
            second = max(one, other)
        }
    }

    /// A vertex of the arc in hand that still stands, in a doubly linked list.
    private struct Link {
        let point: GridPoint
        /// Where it stands in the full arc.
        let vertex: Int32
        var previous: Int32
        var next: Int32
        /// Counts how often it has been weighed; −1 when it is gone.
        var stamp: Int32 = 0
        /// No vertex that the edge to the next link spans lies farther from it than this.
        var stray = 0.0
    }

    /// The indices of the vertices that stay, for each arc.
    ///
    /// - Parameters:
    ///   - start: what an earlier, finer simplification left standing; nil for all.
    ///   - tolerance: in grid units (millimetres); the Hausdorff distance between an arc and its simplification is at
    ///     most this, whatever `start` left out.
    static func simplify(_ arcs: [[GridPoint]], from start: [[Int]]? = nil, tolerance: Double) -> [[Int]] {
        let kept = start ?? arcs.map { Array($0.indices) }
        var simplifier = ArcSimplifier(arcs, kept, tolerance)
        return simplifier.run(kept)
    }

    private init(_ arcs: [[GridPoint]], _ kept: [[Int]], _ tolerance: Double) {
        self.arcs = arcs
        self.tolerance = tolerance
        index = LiveVertexIndex(arcs, kept)
        for (arc, kept) in zip(arcs, kept) where kept.count == 2 {
            straight.insert(JunctionPair(arc[0], arc[arc.count - 1]))
        }
    }

    private mutating func run(_ start: [[Int]]) -> [[Int]] {
        var kept = start
        var pending = arcs.indices.filter { kept[$0].count > 2 }
        while !pending.isEmpty {
            var again: [Int] = []
            var changed = false
            for number in pending {
                let outcome = reduce(number, kept[number])
                if outcome.kept.count < kept[number].count { changed = true }
                kept[number] = outcome.kept
                if outcome.wasBlocked { again.append(number) }
            }
            pending = changed ? again : []
        }
        return kept
    }

    /// One arc, with its vertices in a linked list and a heap by weight.
    private mutating func reduce(_ number: Int, _ start: [Int]) -> (kept: [Int], wasBlocked: Bool) {
        let arc = arcs[number]
        guard start.count > 2 else { return (start, false) }
        var links = start.enumerated().map { place, vertex in
            Link(
                point: arc[vertex], vertex: Int32(vertex), previous: Int32(place - 1), next: Int32(place + 1))
        }
        let wasBlocked = arc.withUnsafeBufferPointer { arc in
            links.withUnsafeMutableBufferPointer { remove(from: $0, arc) }
        }
        return (links.filter { $0.stamp >= 0 }.map { Int($0.vertex) }, wasBlocked)
    }

    /// Removes what may go; says whether something was refused that may go later.
    private mutating func remove(
        from links: UnsafeMutableBufferPointer<Link>, _ arc: UnsafeBufferPointer<GridPoint>
    ) -> Bool {
        if links.count < arc.count {
            for place in 1..<links.count {
                links[place - 1].stray = largestDistance(
                    arc, from: Int(links[place - 1].vertex), to: Int(links[place].vertex))
            }
        }
        heap.fill((1..<(links.count - 1)).map { ArcSimplifier.entry(links, $0) })
        let isClosed = links[0].point == links[links.count - 1].point
        let least = isClosed ? 4 : 2
        var remaining = links.count
        var wasBlocked = false
        while let entry = heap.pop() {
            let place = Int(entry.place)
            let link = links[place]
            guard link.stamp == entry.stamp else { continue }
            // A closed arc at its least stays as it is.
            guard remaining > least else { break }
            let (before, after) = (Int(link.previous), Int(link.next))
            guard let stray = stray(arc, links, before, place, after) else { continue }
            let (a, c) = (links[before].point, links[after].point)
            if remaining == 3, !isClosed, straight.contains(JunctionPair(a, c)) {
                wasBlocked = true
                continue
            }
            guard index.isEmpty(a, link.point, c) else {
                wasBlocked = true
                continue
            }
            index.remove(link.point)
            links[place].stamp = -1
            links[before].stray = stray
            links[before].next = Int32(after)
            links[after].previous = Int32(before)
            remaining -= 1
            if remaining == 2 { straight.insert(JunctionPair(a, c)) }
            for neighbour in [before, after] where neighbour > 0 && neighbour < links.count - 1 {
                links[neighbour].stamp += 1
                heap.push(ArcSimplifier.entry(links, neighbour))
            }
        }
        return wasBlocked
    }

    @inline(__always)
    private static func entry(_ links: UnsafeMutableBufferPointer<Link>, _ place: Int) -> RemovalHeap.Entry {
        let link = links[place]
        return RemovalHeap.Entry(
            weight: weight(links[Int(link.previous)].point, link.point, links[Int(link.next)].point),
            place: Int32(place), stamp: link.stamp)
    }

    /// The doubled area of the triangle, times 1 − 0.7 cos of the angle at its middle corner: a flat corner weighs more
    /// than its area, a needle less.
    @inline(__always)
    static func weight(_ a: GridPoint, _ b: GridPoint, _ c: GridPoint) -> Double {
        let (ux, uy) = (a.x - b.x, a.y - b.y)
        let (vx, vy) = (c.x - b.x, c.y - b.y)
        let lengths = (Double(ux * ux + uy * uy) * Double(vx * vx + vy * vy)).squareRoot()
        let cosine = lengths > 0 ? Double(ux * vx + uy * vy) / lengths : 0
        return Double(abs(turn(a, b, c))) * (1 - 0.7 * cosine)
    }

    /// A bound for the edge that would replace two, or nil when a vertex would lie beyond the tolerance.
    ///
    /// A vertex that lies within e of the edge a–b lies within e + |b, a–c| of a–c. Only when that sum exceeds the
    /// tolerance are the spanned vertices looked at one by one; so a line of a million close vertices is not walked a
    /// million times.
    @inline(__always)
    private func stray(
        _ arc: UnsafeBufferPointer<GridPoint>, _ links: UnsafeMutableBufferPointer<Link>, _ before: Int,
        _ place: Int, _ after: Int
    ) -> Double? {
        let own = squaredDistance(of: links[place].point, fromSegment: links[before].point, links[after].point)
            .squareRoot()
        guard own <= tolerance else { return nil }
        let bound = max(links[before].stray, links[place].stray) + own
        if bound <= tolerance { return bound }
        let largest = largestDistance(arc, from: Int(links[before].vertex), to: Int(links[after].vertex))
        return largest <= tolerance ? largest : nil
    }

    /// Of the vertices between two from the edge that joins these; the search ends at the first beyond the tolerance.
    private func largestDistance(_ arc: UnsafeBufferPointer<GridPoint>, from: Int, to: Int) -> Double {
        let (a, c) = (arc[from], arc[to])
        let limit = tolerance * tolerance
        var largest = 0.0
        for index in (from + 1)..<max(from + 1, to) {
            largest = max(largest, squaredDistance(of: arc[index], fromSegment: a, c))
            if largest > limit { break }
        }
        return largest.squareRoot()
    }
}
