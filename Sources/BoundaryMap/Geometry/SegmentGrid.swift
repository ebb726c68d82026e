/// Segments filed by the square cells of a grid, to find those near a point.
///
/// The cell is as wide as the mean segment, and at least the search radius, so that the whole grid holds a few entries
/// for each segment, however long single ones are.
struct SegmentGrid {
    private let radius: Int
    private let cell: Int
    private let originX: Int
    private let originY: Int
    private let columns: Int
    private let rows: Int
    private var starts: [Int32]
    private var entries: [Int32] = []

    /// - Parameter segments: both ends of each segment.
    init(_ segments: [(GridPoint, GridPoint)], radius: Int) {
        var box = GridBox()
        var extent = 0
        for (a, b) in segments {
            box.add(a)
            box.add(b)
            extent += abs(a.x - b.x) + abs(a.y - b.y)
        }
        var cell = max(1, radius, extent / max(1, segments.count))
        // Not more cells than there is use for.
        while (box.width / cell + 3) * (box.height / cell + 3) > 4 * segments.count + 64 { cell += cell / 2 + 1 }
        self.cell = cell
        self.radius = radius
        originX = box.isEmpty ? 0 : box.minX - cell
        originY = box.isEmpty ? 0 : box.minY - cell
        columns = box.width / cell + 3
        rows = box.height / cell + 3
        starts = [Int32](repeating: 0, count: columns * rows + 1)
        file(segments)
    }

    private mutating func file(_ segments: [(GridPoint, GridPoint)]) {
        var counts = starts
        for segment in segments { forEachCell(of: segment) { counts[$0 + 1] += 1 } }
        for index in 1..<counts.count { counts[index] += counts[index - 1] }
        starts = counts
        var filled = [Int32](repeating: 0, count: Int(counts[counts.count - 1]))
        for (number, segment) in segments.enumerated() {
            forEachCell(of: segment) { cell in
                filled[Int(counts[cell])] = Int32(number)
                counts[cell] += 1
            }
        }
        entries = filled
    }

    /// Row by row, the cells between the segment's x where it enters and leaves the row.
    private func forEachCell(of segment: (GridPoint, GridPoint), _ body: (Int) -> Void) {
        let (a, b) = segment.0.y <= segment.1.y ? segment : (segment.1, segment.0)
        let firstRow = (a.y - originY) / cell
        let lastRow = (b.y - originY) / cell
        for row in firstRow...lastRow {
            var (left, right) = (a.x, b.x)
            if a.y != b.y {
                let bottom = max(a.y, originY + row * cell)
                let top = min(b.y, originY + (row + 1) * cell)
                left = a.x + Int((Double(b.x - a.x) * Double(bottom - a.y) / Double(b.y - a.y)).rounded(.down))
                right = a.x + Int((Double(b.x - a.x) * Double(top - a.y) / Double(b.y - a.y)).rounded(.up))
            }
            let firstColumn = max(0, (min(left, right) - 1 - originX) / cell)
            let lastColumn = min(columns - 1, (max(left, right) + 1 - originX) / cell)
            for column in firstColumn...lastColumn { body(row * columns + column) }
        }
    }

    /// Visits the segments that may lie within the radius of a point; one may come several times.
    ///
    /// - Returns: how many were visited.
    @discardableResult
    func visit(near point: GridPoint, _ body: (Int) -> Void) -> Int {
        let columnRange = cells(point.x - originX, columns)
        var count = 0
        for row in cells(point.y - originY, rows) {
            for column in columnRange {
                let slot = row * columns + column
                let range = Int(starts[slot])..<Int(starts[slot + 1])
                for entry in range { body(Int(entries[entry])) }
                count += range.count
            }
        }
        return count
    }

    /// The cells within the radius of an offset.
    private func cells(_ offset: Int, _ count: Int) -> Range<Int> {
        let first = max(0, floorDivide(offset - radius, cell))
        let last = min(count - 1, floorDivide(offset + radius, cell))
        return first..<max(first, last + 1)
    }
}
