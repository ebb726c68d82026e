/// Finds all pairs of points that lie within a radius of each other.
///
/// The points are sorted into rows as high as the radius; a pair lies in one row or in two neighbouring ones, and
/// inside a row only a window of the sorted x has to be looked at.
struct NearPairs {
    /// Visits each pair once, in no particular order; false when there are more than `limit` candidates.
    static func visit(
        _ candidates: [Int32], of points: [GridPoint], radius: Int, limit: Int,
        _ body: (Int32, Int32, Int) -> Void
    ) -> Bool {
        let row = max(1, radius)
        let sorted = candidates.map { (row: floorDivide(points[Int($0)].y, row), point: $0) }.sorted {
            $0.row != $1.row ? $0.row < $1.row : points[Int($0.point)] < points[Int($1.point)]
        }
        let squared = radius * radius
        var tested = 0
        var below = 0
        for index in sorted.indices {
            let here = points[Int(sorted[index].point)]
            func consider(_ other: Int) {
                tested += 1
                let distance = here.squaredDistance(to: points[Int(sorted[other].point)])
                if distance <= squared { body(sorted[index].point, sorted[other].point, distance) }
            }
            var other = index + 1
            while other < sorted.count, sorted[other].row == sorted[index].row,
                points[Int(sorted[other].point)].x - here.x <= radius
            {
                consider(other)
                other += 1
            }
            // The window of the next row moves on with this one's x.
            let next = sorted[index].row + 1
            while below < sorted.count,
                sorted[below].row < next
                    || (sorted[below].row == next && points[Int(sorted[below].point)].x < here.x - radius)
            {
                below += 1
            }
            other = below
            while other < sorted.count, sorted[other].row == next,
                points[Int(sorted[other].point)].x - here.x <= radius
            {
                consider(other)
                other += 1
            }
            if tested > limit { return false }
        }
        return true
    }
}

/// Division that rounds towards −∞; the divisor is positive.
@inline(__always)
func floorDivide(_ value: Int, _ divisor: Int) -> Int {
    value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
}
