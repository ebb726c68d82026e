/// One shape on its own, as large as its box allows.
enum Silhouette {
    /// Pixels, at the size's width, that a line may stray from the kept one. (What that strayed comes on top: a
    /// silhouette is an ornament, and nothing is measured on it.)
    private static let tolerance = 0.4

    /// - Parameter finer: for each arc the vertices that a drawing of much the same scale kept; nil for all.
    static func markup(
        _ boundaries: Boundaries, shape number: Int, size: SilhouetteSize, finer: [[Int]]?
    ) -> [UInt8]? {
        var rings = ClosedRings(boundaries.coverage, finer: finer)
        let polygons = boundaries.coverage.shapes[number].polygons.map { $0.map { [rings.add($0)] } }
        let single = Coverage(arcs: rings.arcs, shapes: [CoverageShape(key: "", name: "", polygons: polygons)])
        let box = GridBox(single.arcs.joined())
        // The longer side has the size's pixels.
        let width = max(1, box.height > box.width ? size.rawValue * box.width / max(1, box.height) : size.rawValue)
        let scale = MapScale(width: width, tolerance: tolerance, unitsPerPixel: 2)
        guard let general = try? scale.draw(single, from: rings.kept) else { return nil }
        let extent = GridBox(general.coverage.arcs.joined())
        var out: [UInt8] = []
        out.append(
            text: "<svg class=\"silhouette\" viewBox=\"-4 -4 \(extent.width + 8) \(extent.height + 8)\" "
                + "aria-hidden=\"true\" focusable=\"false\"><path d=\"")
        out += PathData.closed(
            general.coverage.shapes[0].polygons.flatMap { $0 }.map { general.coverage.corners($0) })
        out.append(text: "\"/></svg>\n")
        return out
    }
}

/// Rings as closed arcs of their own: alone, a shape shares nothing.
private struct ClosedRings {
    private let coverage: Coverage
    private let finer: [[Int]]?
    private(set) var arcs: [[GridPoint]] = []
    private(set) var kept: [[Int]] = []

    init(_ coverage: Coverage, finer: [[Int]]?) {
        self.coverage = coverage
        self.finer = finer
    }

    /// The number of the new arc.
    mutating func add(_ ring: [Int]) -> Int {
        var points: [GridPoint] = []
        var standing: [Int] = []
        for reference in ring {
            let arc = coverage.arcs[reference >= 0 ? reference : ~reference]
            let vertices = finer?[reference >= 0 ? reference : ~reference] ?? Array(arc.indices)
            let last = arc.count - 1
            if reference >= 0 {
                standing += vertices.dropLast().map { points.count + $0 }
                points += arc.dropLast()
            } else {
                standing += vertices.dropFirst().reversed().map { points.count + last - $0 }
                points += arc.dropFirst().reversed()
            }
        }
        standing.append(points.count)
        points.append(points[0])
        arcs.append(points)
        kept.append(standing)
        return arcs.count - 1
    }
}
