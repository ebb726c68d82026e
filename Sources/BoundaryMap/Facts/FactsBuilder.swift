/// Measures every shape of a coverage.
struct FactsBuilder {
    private let coverage: Coverage
    private let lengths: [Double]
    private let left: [Int32]
    private let right: [Int32]
    private let poles: [Pole]

    /// - Parameter coarse: the same shapes generalised; label points are found there, where it is quick.
    init(_ coverage: Coverage, coarse: Generalisation) {
        self.coverage = coverage
        poles = coarse.coverage.shapes.map { shape in
            let pole = Pole.find(shape.polygons.map { $0.map { coarse.coverage.corners($0) } })
            let place = coarse.frame.millimetres(x: pole.x, y: pole.y)
            return Pole(x: place.x, y: place.y, radius: pole.radius * coarse.frame.unit)
        }
        lengths = coverage.arcs.map { arc in
            var sum = 0.0
            for index in 1..<max(1, arc.count) { sum += arc[index - 1].distance(to: arc[index]) }
            return sum / 1000 / FactsBuilder.scale(at: arc[arc.count / 2])
        }
        (left, right) = coverage.sides()
    }

    /// Facts in the order of the shapes.
    func facts() -> [BoundaryFacts] {
        let common = borders()
        let touching = touches(common)
        let adjacency = coverage.shapes.indices.map { shape in
            common.keys.compactMap { $0.first == shape ? $0.second : $0.second == shape ? $0.first : nil }.sorted()
        }
        let colours = MapColouring.colours(of: adjacency)
        return coverage.shapes.indices.map { shape in
            measure(shape, common, touching[shape], colour: colours[shape])
        }
    }

    private static func scale(at point: GridPoint) -> Double {
        let place = TransverseMercator.poland.unproject(east: Double(point.x) / 1000, north: Double(point.y) / 1000)
        return TransverseMercator.poland.pointScale(longitude: place.longitude, latitude: place.latitude)
    }

    /// The common length of each pair of neighbours, in metres on the ellipsoid.
    func borders() -> [FeaturePair: Double] {
        var common: [FeaturePair: Double] = [:]
        for number in coverage.arcs.indices where left[number] >= 0 && right[number] >= 0 {
            guard left[number] != right[number] else { continue }
            common[FeaturePair(Int(left[number]), Int(right[number])), default: 0] += lengths[number]
        }
        return common
    }

    /// For each shape the others that it meets in points only.
    private func touches(_ common: [FeaturePair: Double]) -> [[Int]] {
        var users: [GridPoint: Set<Int32>] = [:]
        for (number, arc) in coverage.arcs.enumerated() {
            for end in [arc[0], arc[arc.count - 1]] {
                for side in [left[number], right[number]] where side >= 0 { users[end, default: []].insert(side) }
            }
        }
        var found: [Set<Int>] = Array(repeating: [], count: coverage.shapes.count)
        for group in users.values where group.count > 1 {
            for one in group {
                for other in group where other != one && common[FeaturePair(Int(one), Int(other))] == nil {
                    found[Int(one)].insert(Int(other))
                }
            }
        }
        return found.map { $0.sorted() }
    }

    private func measure(
        _ shape: Int, _ common: [FeaturePair: Double], _ touching: [Int], colour: Int
    ) -> BoundaryFacts {
        let rings = coverage.shapes[shape].polygons.flatMap { $0 }.map { coverage.corners($0) }
        let plane = rings.reduce(0) { $0 + Double(doubledArea($1)) / 2 } / 1e6
        var length = 0.0
        for reference in coverage.shapes[shape].polygons.joined().joined() {
            length += lengths[reference >= 0 ? reference : ~reference]
        }
        let middle = centroid(rings)
        let scale = FactsBuilder.scale(at: GridPoint(Int(middle.x), Int(middle.y)))
        let area = plane / (scale * scale)
        let label = TransverseMercator.poland.unproject(east: poles[shape].x / 1000, north: poles[shape].y / 1000)
        let neighbours = common.compactMap { pair, length -> BorderNeighbour? in
            guard pair.first == shape || pair.second == shape else { return nil }
            let other = coverage.shapes[pair.first == shape ? pair.second : pair.first]
            return BorderNeighbour(key: other.key, name: other.name, length: length)
        }
        return BoundaryFacts(
            area: area / 1e6, perimeter: length / 1000,
            compactness: length > 0 ? 4 * .pi * area / (length * length) : 0, bounds: bounds(rings),
            label: DegreePoint(longitude: label.longitude, latitude: label.latitude),
            neighbours: neighbours.sorted { $0.length != $1.length ? $0.length > $1.length : $0.key < $1.key },
            touches: touching.map { coverage.shapes[$0].key }, colour: colour)
    }

    /// The centre of gravity, in millimetres.
    private func centroid(_ rings: [[GridPoint]]) -> (x: Double, y: Double) {
        guard let base = rings.first?.first else { return (0, 0) }
        var (sumX, sumY, sum) = (0.0, 0.0, 0.0)
        for ring in rings {
            guard var previous = ring.last else { continue }
            for point in ring {
                let (ax, ay) = (Double(previous.x - base.x), Double(previous.y - base.y))
                let (bx, by) = (Double(point.x - base.x), Double(point.y - base.y))
                let cross = ax * by - ay * bx
                sumX += (ax + bx) * cross
                sumY += (ay + by) * cross
                sum += cross
                previous = point
            }
        }
        guard sum != 0 else { return (Double(base.x), Double(base.y)) }
        return (Double(base.x) + sumX / (3 * sum), Double(base.y) + sumY / (3 * sum))
    }

    private func bounds(_ rings: [[GridPoint]]) -> DegreeBox {
        var (west, south, east, north) = (180.0, 90.0, -180.0, -90.0)
        // Meridians and parallels are curved on the plane: only points near the edges of the box can be outermost.
        let box = GridBox(rings.joined())
        let margin = max(box.width, box.height) / 8
        for point in rings.joined()
        where point.x - box.minX < margin || box.maxX - point.x < margin || point.y - box.minY < margin
            || box.maxY - point.y < margin
        {
            let place = TransverseMercator.poland.unproject(
                east: Double(point.x) / 1000, north: Double(point.y) / 1000)
            west = min(west, place.longitude)
            south = min(south, place.latitude)
            east = max(east, place.longitude)
            north = max(north, place.latitude)
        }
        return DegreeBox(west: west, south: south, east: east, north: north)
    }
}
