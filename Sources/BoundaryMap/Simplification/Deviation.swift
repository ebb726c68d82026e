/// How far a simplified and rounded line strays from the original, in both directions.
///
/// Each stretch of the original lies in the band of its largest distance around the piece that replaces it. The piece
/// in turn lies in the same band around the stretch, but for its ends beyond the feet of the stretch's own ends; there
/// it is no farther than the rounding moved these. So the larger of both bounds the Hausdorff distance.
struct Deviation {
    /// In millimetres.
    private(set) var largest = 0.0
    /// Pieces beyond the bound, by their positions.
    private(set) var beyond: [Int] = []

    /// Measures one arc.
    ///
    /// - Parameters:
    ///   - rounded: the kept vertices on the frame's grid.
    ///   - bound: in millimetres.
    init(of arc: [GridPoint], kept: [Int], rounded: [GridPoint], _ frame: GridFrame, bound: Double) {
        arc.withUnsafeBufferPointer { arc in
            for position in 0..<max(0, kept.count - 1) {
                let stray = Deviation.stray(
                    arc, from: kept[position], to: kept[position + 1], frame.millimetres(rounded[position]),
                    frame.millimetres(rounded[position + 1]))
                largest = max(largest, stray)
                if stray > bound { beyond.append(position) }
            }
        }
    }

    private typealias Place = (x: Double, y: Double)

    private static func stray(
        _ arc: UnsafeBufferPointer<GridPoint>, from: Int, to: Int, _ start: Place, _ end: Place
    ) -> Double {
        var largest = max(squaredLength(arc[from], start), squaredLength(arc[to], end))
        for index in (from + 1)..<max(from + 1, to) { largest = max(largest, distance(arc[index], start, end)) }
        return largest.squareRoot()
    }

    private static func squaredLength(_ point: GridPoint, _ place: Place) -> Double {
        let (dx, dy) = (Double(point.x) - place.x, Double(point.y) - place.y)
        return dx * dx + dy * dy
    }

    /// Squared.
    @inline(__always)
    private static func distance(_ point: GridPoint, _ a: Place, _ b: Place) -> Double {
        let (dx, dy) = (b.x - a.x, b.y - a.y)
        let (px, py) = (Double(point.x) - a.x, Double(point.y) - a.y)
        let length = dx * dx + dy * dy
        let along = length > 0 ? min(1, max(0, (px * dx + py * dy) / length)) : 0
        let (ex, ey) = (px - along * dx, py - along * dy)
        return ex * ex + ey * ey
    }
}
