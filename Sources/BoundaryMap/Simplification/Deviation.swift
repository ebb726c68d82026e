/// How far a simplified and rounded line strays from the original.
enum Deviation {
    /// The largest distance, in millimetres, of an original vertex from the piece that replaces its stretch.
    ///
    /// Each stretch of the original lies in the band of that width around its piece and joins the piece's ends, so the
    /// distance the other way is no larger, but for the rounding of the ends, which is counted here too.
    static func largest(of arcs: [[GridPoint]], kept: [[Int]], rounded: [[GridPoint]], _ frame: GridFrame) -> Double {
        var largest = 0.0
        for (number, arc) in arcs.enumerated() {
            let ends = rounded[number].map { frame.millimetres($0) }
            guard kept[number].count > 1 else { continue }
            for position in 0..<(kept[number].count - 1) {
                let (from, to) = (kept[number][position], kept[number][position + 1])
                for index in from...to {
                    let distance = self.distance(
                        (Double(arc[index].x), Double(arc[index].y)), ends[position], ends[position + 1])
                    largest = max(largest, distance)
                }
            }
        }
        return largest.squareRoot()
    }

    /// Squared.
    private static func distance(
        _ point: (x: Double, y: Double), _ a: (x: Double, y: Double), _ b: (x: Double, y: Double)
    ) -> Double {
        let (dx, dy) = (b.x - a.x, b.y - a.y)
        let length = dx * dx + dy * dy
        var along = length > 0 ? ((point.x - a.x) * dx + (point.y - a.y) * dy) / length : 0
        along = min(1, max(0, along))
        let (ex, ey) = (point.x - a.x - along * dx, point.y - a.y - along * dy)
        return ex * ex + ey * ey
    }
}
