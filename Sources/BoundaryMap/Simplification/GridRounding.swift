/// Rounds the vertices that simplification left to a grid, each once for all its users, and mends what rounding breaks.
///
/// Rounding can make lines cross that did not, or merge points. After it the whole coverage is proved again in exact
/// integers, and the distance of every original vertex from the line that now stands for it is measured; on a fault, or
/// beyond the bound, removed vertices come back (the farthest from its edge first), some rounds long. Where two
/// junctions fall onto one grid point and nothing can come back between them, one moves to a free point beside it. What
/// is still wrong then needs a finer grid, which is the caller's to choose.
struct GridRounding {
    private let source: Coverage
    private let frame: GridFrame
    /// How far, in millimetres, a line may stray from the original.
    private let bound: Double
    /// For each arc how far it strays.
    private var strays: [Double]
    private(set) var kept: [[Int]]
    /// For each arc the rounded points of its kept vertices, one for one.
    private(set) var rounded: [[GridPoint]] = []
    private(set) var dropped: Set<Int> = []
    /// Vertices that do not stand on their nearest grid point, by where they are in the source.
    private var moved: [GridPoint: GridPoint] = [:]
    private static let rounds = 24

    init(_ source: Coverage, kept: [[Int]], frame: GridFrame, bound: Double) {
        self.source = source
        self.bound = bound
        strays = [Double](repeating: 0, count: kept.count)
        self.kept = kept
        self.frame = frame
    }

    /// The valid coverage on the grid, or nil when this grid cannot hold it.
    mutating func repaired() -> Coverage? {
        dropped = smallRings()
        for number in kept.indices {
            rounded.append(round(number))
            guard stayWithinBound(number) else { return nil }
        }
        for _ in 0..<GridRounding.rounds {
            let coverage = assembled()
            let faults = CoverageCheck.faults(of: coverage.coverage, isMirrored: frame.isFlipped)
            if faults.isEmpty { return coverage.coverage }
            guard restore(faults, coverage.numbers) else { return nil }
        }
        return nil
    }

    /// The largest distance of the lines from the original, in millimetres.
    var deviation: Double { strays.max() ?? 0 }

    /// Brings vertices back until no piece of an arc strays too far; false when rounding alone is beyond the bound.
    private mutating func stayWithinBound(_ number: Int) -> Bool {
        guard !dropped.contains(number) else { return true }
        while true {
            let measured = Deviation(
                of: source.arcs[number], kept: kept[number], rounded: rounded[number], frame, bound: bound)
            strays[number] = measured.largest
            if measured.beyond.isEmpty { return true }
            guard refine(number, at: Set(measured.beyond)) else { return false }
        }
    }

    /// Brings back the removed vertex farthest from its edge, for some pieces of an arc; false when there is none.
    private mutating func refine(_ number: Int, at positions: Set<Int>) -> Bool {
        let arc = source.arcs[number]
        var refined: [Int] = []
        refined.reserveCapacity(kept[number].count + positions.count)
        for (position, vertex) in kept[number].enumerated() {
            refined.append(vertex)
            guard positions.contains(position), position + 1 < kept[number].count,
                let back = farthest(arc, vertex, kept[number][position + 1])
            else { continue }
            refined.append(back)
        }
        guard refined.count > kept[number].count else { return false }
        kept[number] = refined
        rounded[number] = round(number)
        return true
    }

    private func round(_ number: Int) -> [GridPoint] {
        kept[number].map { vertex in
            let point = source.arcs[number][vertex]
            return moved[point] ?? frame.round(point)
        }
    }

    /// The rounded arcs without repeated and exactly collinear points, numbered anew without the dropped ones.
    private func assembled() -> (coverage: Coverage, numbers: [Int]) {
        var newNumber = [Int](repeating: -1, count: source.arcs.count)
        var numbers: [Int] = []
        var arcs: [[GridPoint]] = []
        for number in rounded.indices where !dropped.contains(number) {
            newNumber[number] = arcs.count
            numbers.append(number)
            arcs.append(GridRounding.tidied(rounded[number]))
        }
        let shapes = source.shapes.map { shape in
            var shape = shape
            shape.polygons = shape.polygons.compactMap { polygon in
                guard let shell = polygon.first, !isDropped(shell) else { return nil }
                return polygon.filter { !isDropped($0) }.map { ring in
                    ring.map { $0 >= 0 ? newNumber[$0] : ~newNumber[~$0] }
                }
            }
            return shape
        }
        return (Coverage(arcs: arcs, shapes: shapes), numbers)
    }

    private func isDropped(_ ring: [Int]) -> Bool {
        ring.contains { dropped.contains($0 >= 0 ? $0 : ~$0) }
    }

    /// Drops points that repeat the one before them, and corners on the straight line between their neighbours.
    static func tidied(_ points: [GridPoint]) -> [GridPoint] {
        var result: [GridPoint] = []
        for point in points {
            if result.last == point { continue }
            while result.count >= 2, isBetween(result[result.count - 1], result[result.count - 2], point) {
                result.removeLast()
            }
            result.append(point)
        }
        return result
    }

    private static func isBetween(_ middle: GridPoint, _ a: GridPoint, _ b: GridPoint) -> Bool {
        guard turn(a, b, middle) == 0 else { return false }
        return (middle.x - a.x) * (b.x - middle.x) >= 0 && (middle.y - a.y) * (b.y - middle.y) >= 0 && a != b
    }

    /// Closed arcs too small for the grid, where leaving them out loses no shape and no neighbour: an islet, or an
    /// exclave whose two shapes also meet elsewhere.
    private func smallRings() -> Set<Int> {
        let sides = source.sides()
        var meetings: [FeaturePair: Int] = [:]
        for number in source.arcs.indices where sides.left[number] >= 0 && sides.right[number] >= 0 {
            meetings[FeaturePair(Int(sides.left[number]), Int(sides.right[number])), default: 0] += 1
        }
        var parts = source.shapes.map(\.polygons.count)
        var result: Set<Int> = []
        let smallest = 2 * frame.unit
        let used = Set(source.arcs.lazy.filter { $0.first != $0.last }.flatMap { [$0[0], $0[$0.count - 1]] })
        for (number, arc) in source.arcs.enumerated() where arc.first == arc.last && !used.contains(arc[0]) {
            let box = GridBox(arc)
            guard Double(box.width) < smallest, Double(box.height) < smallest else { continue }
            let isLeftInside = doubledArea(arc.dropLast()) > 0
            let inner = isLeftInside ? sides.left[number] : sides.right[number]
            let outer = isLeftInside ? sides.right[number] : sides.left[number]
            guard inner >= 0 else {
                // A gap that nobody owns.
                result.insert(number)
                continue
            }
            guard parts[Int(inner)] > 1 else { continue }
            if outer >= 0 {
                let pair = FeaturePair(Int(inner), Int(outer))
                guard meetings[pair, default: 0] > 1 else { continue }
                meetings[pair, default: 0] -= 1
            }
            parts[Int(inner)] -= 1
            result.insert(number)
        }
        return result
    }

    /// Brings vertices back at and beside what is at fault; false when there are none.
    private mutating func restore(_ faults: [CoverageFault], _ numbers: [Int]) -> Bool {
        var places: Set<GridPoint> = []
        var whole: Set<Int> = []
        for fault in faults {
            switch fault {
            case .crossing(let one, let other):
                for point in [one.a, one.b, other.a, other.b] { places.insert(point) }
            case .repeatedPoint(let arc, _), .collapsed(let arc): whole.insert(numbers[arc])
            case .overlap(_, _, let point), .nested(_, _, let point): places.insert(point)
            case .tangled: return false
            }
        }
        var hasChanged = false
        var stuck: [Int] = []
        for number in kept.indices where !dropped.contains(number) {
            let isAtFault = rounded[number].map { places.contains($0) }
            guard whole.contains(number) || isAtFault.contains(true) else { continue }
            let positions = isAtFault.indices.dropLast().filter {
                whole.contains(number) || isAtFault[$0] || isAtFault[$0 + 1]
            }
            if refine(number, at: Set(positions)) {
                hasChanged = true
            } else if whole.contains(number) {
                stuck.append(number)
            }
            guard stayWithinBound(number) else { return false }
        }
        if !stuck.isEmpty, spread(stuck) { hasChanged = true }
        return hasChanged
    }

    /// Moves a vertex of each arc whose vertices fall onto one grid point to a free one beside it; false when none
    /// could be.
    private mutating func spread(_ numbers: [Int]) -> Bool {
        var occupied: Set<GridPoint> = []
        var users: [GridPoint: [Int]] = [:]
        for (number, points) in rounded.enumerated() where !dropped.contains(number) {
            occupied.formUnion(points)
            let arc = source.arcs[number]
            users[arc[0], default: []].append(number)
            if arc[0] != arc[arc.count - 1] { users[arc[arc.count - 1], default: []].append(number) }
        }
        var hasChanged = false
        for number in numbers {
            guard let position = repeatedPosition(number) else { continue }
            let point = source.arcs[number][kept[number][position]]
            guard moved[point] == nil, let free = freePoint(beside: point, occupied) else { continue }
            moved[point] = free
            occupied.insert(free)
            for user in Set(users[point, default: []] + [number]) {
                rounded[user] = round(user)
                guard stayWithinBound(user) else { return false }
            }
            hasChanged = true
        }
        return hasChanged
    }

    /// The last place of an arc whose grid point another place of it has; the end of a closed arc is its start.
    private func repeatedPosition(_ number: Int) -> Int? {
        let points = rounded[number]
        let isClosed = source.arcs[number].first == source.arcs[number].last
        return (1..<(isClosed ? points.count - 1 : points.count)).last { points[..<$0].contains(points[$0]) }
    }

    /// Of the eight grid points around the nearest one, the free one nearest to a point.
    private func freePoint(beside point: GridPoint, _ occupied: Set<GridPoint>) -> GridPoint? {
        let middle = frame.round(point)
        var best: (point: GridPoint, distance: Double)?
        for dx in -1...1 {
            for dy in -1...1 {
                let candidate = GridPoint(middle.x + dx, middle.y + dy)
                guard !occupied.contains(candidate) else { continue }
                let place = frame.millimetres(candidate)
                let (x, y) = (place.x - Double(point.x), place.y - Double(point.y))
                let distance = x * x + y * y
                if best.map({ distance < $0.distance }) ?? true { best = (candidate, distance) }
            }
        }
        return best?.point
    }

    private func farthest(_ arc: [GridPoint], _ from: Int, _ to: Int) -> Int? {
        var best: (distance: Double, index: Int)?
        for index in (from + 1)..<max(from + 1, to) {
            let distance = squaredDistance(of: arc[index], fromSegment: arc[from], arc[to])
            if best.map({ distance > $0.distance }) ?? true { best = (distance, index) }
        }
        return best?.index
    }
}
