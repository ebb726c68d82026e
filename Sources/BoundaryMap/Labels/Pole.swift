/// The pole of inaccessibility: the inner point farthest from the border (Garcia-Castellanos and Lombardo, “Poles of
/// inaccessibility”, 2007).
///
/// Found by splitting squares: each is bounded by the distance at its middle plus half its diagonal, and the most
/// promising one is split next. Of several parts the one with the largest radius wins. The number of squares is
/// bounded, so that a flat or empty ring ends the search and does not prolong it.
struct Pole: Sendable {
    let x: Double
    let y: Double
    /// The distance to the nearest border.
    let radius: Double

    /// - Parameter polygons: rings without closing vertex, the shell first.
    static func find(_ polygons: [[[GridPoint]]]) -> Pole {
        var best: Pole?
        for polygon in polygons {
            guard let shell = polygon.first, !shell.isEmpty else { continue }
            let box = GridBox(shell)
            // A part whose inscribed circle cannot beat the best is not searched.
            if let best, Double(min(box.width, box.height)) / 2 <= best.radius { continue }
            let pole = search(polygon, box)
            if best.map({ pole.radius > $0.radius }) ?? true { best = pole }
        }
        return best ?? Pole(x: 0, y: 0, radius: 0)
    }

    private struct Square {
        let x: Double
        let y: Double
        let half: Double
        let distance: Double
        var bound: Double { distance + half * 1.4142135623730951 }
    }

    private static func search(_ polygon: [[GridPoint]], _ box: GridBox) -> Pole {
        let size = Double(max(1, min(box.width, box.height)))
        let precision = max(size / 200, 1e-9)
        var open: [Square] = []
        func square(_ x: Double, _ y: Double, _ half: Double) -> Square {
            Square(x: x, y: y, half: half, distance: signedDistance(x, y, polygon))
        }
        let half = size / 2
        let columns = min(32, Int((Double(box.width) / size).rounded(.up)))
        let rows = min(32, Int((Double(box.height) / size).rounded(.up)))
        let stepX = max(half, Double(box.width) / Double(max(1, columns)) / 2)
        let step = max(stepX, Double(box.height) / Double(max(1, rows)) / 2)
        for row in 0..<max(1, rows) {
            for column in 0..<max(1, columns) {
                open.append(
                    square(
                        Double(box.minX) + (2 * Double(column) + 1) * step,
                        Double(box.minY) + (2 * Double(row) + 1) * step, step))
            }
        }
        var best = square(Double(box.minX) + Double(box.width) / 2, Double(box.minY) + Double(box.height) / 2, 0)
        var visited = 0
        while let next = open.indices.max(by: { open[$0].bound < open[$1].bound }), visited < 600 {
            let current = open.remove(at: next)
            visited += 1
            if current.distance > best.distance { best = current }
            guard current.bound - best.distance > precision else { break }
            let quarter = current.half / 2
            for (signX, signY) in [(-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0), (1.0, 1.0)] {
                open.append(square(current.x + signX * quarter, current.y + signY * quarter, quarter))
            }
        }
        return Pole(x: best.x, y: best.y, radius: max(0, best.distance))
    }

    /// The distance to the nearest border, negative outside.
    static func signedDistance(_ x: Double, _ y: Double, _ polygon: [[GridPoint]]) -> Double {
        var isInside = false
        var nearest = Double.infinity
        for ring in polygon {
            guard let last = ring.last else { continue }
            var (ax, ay) = (Double(last.x), Double(last.y))
            for corner in ring {
                let (bx, by) = (Double(corner.x), Double(corner.y))
                if (ay > y) != (by > y), x < (bx - ax) * (y - ay) / (by - ay) + ax { isInside.toggle() }
                let (dx, dy) = (bx - ax, by - ay)
                let length = dx * dx + dy * dy
                let along = length > 0 ? min(1, max(0, ((x - ax) * dx + (y - ay) * dy) / length)) : 0
                let (ex, ey) = (x - ax - along * dx, y - ay - along * dy)
                nearest = min(nearest, ex * ex + ey * ey)
                (ax, ay) = (bx, by)
            }
        }
        return (isInside ? 1 : -1) * nearest.squareRoot()
    }
}
