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
/// Ties go by weight, then x, then y. Arcs are taken in their sorted order, and taken again until nothing changes.
struct ArcSimplifier {
    private let arcs: [[GridPoint]]
    /// In grid units.
    private let tolerance: Double
    private var index: LiveVertexIndex
    /// Straight arcs by the pair of junctions that they join.
    private var straight: Set<JunctionPair> = []

    private struct JunctionPair: Hashable {
        let first: GridPoint
        let second: GridPoint

        init(_ one: GridPoint, _ other: GridPoint) {
            first = min(one, other)
            second = max(one, other)
        }
    }

    /// The indices of the vertices that stay, for each arc.
    ///
    /// - Parameter tolerance: in grid units (millimetres); the Hausdorff distance between an arc and its simplification
    ///   is at most this.
    static func simplify(_ arcs: [[GridPoint]], tolerance: Double) -> [[Int]] {
        var simplifier = ArcSimplifier(arcs, tolerance)
        return simplifier.run()
    }

    private init(_ arcs: [[GridPoint]], _ tolerance: Double) {
        self.arcs = arcs
        self.tolerance = tolerance
        index = LiveVertexIndex(arcs)
        for arc in arcs where arc.count == 2 { straight.insert(JunctionPair(arc[0], arc[1])) }
    }

    private mutating func run() -> [[Int]] {
        var kept = arcs.map { Array($0.indices) }
        var pending = arcs.indices.filter { arcs[$0].count > 2 }
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

    /// One arc, with its vertices in a doubly linked list and a heap by weight.
    private mutating func reduce(_ number: Int, _ start: [Int]) -> (kept: [Int], wasBlocked: Bool) {
        let arc = arcs[number]
        let count = start.count
        guard count > 2 else { return (start, false) }
        let isClosed = arc[0] == arc[arc.count - 1]
        let least = isClosed ? 4 : 2
        var previous = (0..<count).map { Int32($0 - 1) }
        var next = (0..<count).map { Int32($0 + 1) }
        var stamp = [Int32](repeating: 0, count: count)
        var heap = RemovalHeap(capacity: count)
        var remaining = count
        var wasBlocked = false
        var wasDropped = [Bool](repeating: false, count: count)
        // For the edge from each place to the next: no spanned vertex lies farther from it than this.
        var strays = Strays(count: count)
        if count < arc.count { for place in 1..<count { measure(arc, start, place - 1, place, &strays) } }
        for place in 1..<(count - 1) {
            heap.push(entry(arc, start, place, place - 1, place + 1, stamp: 0))
        }
        while let entry = heap.pop() {
            let place = Int(entry.place)
            guard stamp[place] == entry.stamp, remaining > least else { continue }
            let before = Int(previous[place])
            let after = Int(next[place])
            let (a, b, c) = (arc[start[before]], arc[start[place]], arc[start[after]])
            guard let stray = stray(arc, start, before, place, after, strays) else { continue }
            if remaining == 3, !isClosed, straight.contains(JunctionPair(a, c)) {
                wasBlocked = true
                continue
            }
            guard index.isEmpty(a, b, c) else {
                wasBlocked = true
                continue
            }
            index.remove(b)
            wasDropped[place] = true
            strays.bounds[before] = stray
            remaining -= 1
            if remaining == 2 { straight.insert(JunctionPair(a, c)) }
            next[before] = Int32(after)
            previous[after] = Int32(before)
            stamp[place] = -1
            for neighbour in [before, after] where neighbour > 0 && neighbour < count - 1 {
                stamp[neighbour] += 1
                heap.push(
                    self.entry(
                        arc, start, neighbour, Int(previous[neighbour]), Int(next[neighbour]),
                        stamp: stamp[neighbour]))
            }
        }
        return ((0..<count).filter { !wasDropped[$0] }.map { start[$0] }, wasBlocked)
    }

    private func entry(
        _ arc: [GridPoint], _ start: [Int], _ place: Int, _ before: Int, _ after: Int, stamp: Int32
    ) -> RemovalHeap.Entry {
        let (a, b, c) = (arc[start[before]], arc[start[place]], arc[start[after]])
        return RemovalHeap.Entry(weight: ArcSimplifier.weight(a, b, c), point: b, place: Int32(place), stamp: stamp)
    }

    /// The doubled area of the triangle, times 1 − 0.7 cos of the angle at its middle corner: a flat corner weighs more
    /// than its area, a needle less.
    static func weight(_ a: GridPoint, _ b: GridPoint, _ c: GridPoint) -> Double {
        let (ux, uy) = (a.x - b.x, a.y - b.y)
        let (vx, vy) = (c.x - b.x, c.y - b.y)
        let lengths = (Double(ux * ux + uy * uy) * Double(vx * vx + vy * vy)).squareRoot()
        let cosine = lengths > 0 ? Double(ux * vx + uy * vy) / lengths : 0
        return Double(abs(turn(a, b, c))) * (1 - 0.7 * cosine)
    }

    /// Upper bounds of how far spanned vertices lie from their edges, by the place where an edge begins.
    private struct Strays {
        var bounds: [Double]

        init(count: Int) { bounds = [Double](repeating: 0, count: count) }
    }

    /// A bound for the edge that would replace two, or nil when a vertex would lie beyond the tolerance.
    ///
    /// A vertex that lies within e of the edge a–b lies within e + |b, a–c| of a–c. Only when that sum exceeds the
    /// tolerance are the spanned vertices looked at one by one; so a line of a million close vertices is not walked a
    /// million times.
    private func stray(
        _ arc: [GridPoint], _ start: [Int], _ before: Int, _ place: Int, _ after: Int, _ strays: Strays
    ) -> Double? {
        let (a, c) = (arc[start[before]], arc[start[after]])
        let own = squaredDistance(of: arc[start[place]], fromSegment: a, c).squareRoot()
        guard own <= tolerance else { return nil }
        let bound = max(strays.bounds[before], strays.bounds[place]) + own
        if bound <= tolerance { return bound }
        let largest = largestSquaredDistance(arc, from: start[before], to: start[after])
        return largest <= tolerance * tolerance ? largest.squareRoot() : nil
    }

    private func measure(_ arc: [GridPoint], _ start: [Int], _ place: Int, _ next: Int, _ strays: inout Strays) {
        strays.bounds[place] = largestSquaredDistance(arc, from: start[place], to: start[next]).squareRoot()
    }

    /// Of the vertices between two from the edge that joins these; the search ends at the first beyond the tolerance.
    private func largestSquaredDistance(_ arc: [GridPoint], from: Int, to: Int) -> Double {
        let (a, c) = (arc[from], arc[to])
        let limit = tolerance * tolerance
        var largest = 0.0
        for index in (from + 1)..<max(from + 1, to) {
            largest = max(largest, squaredDistance(of: arc[index], fromSegment: a, c))
            if largest > limit { break }
        }
        return largest
    }
}
