/// Where a point lies relative to a ring.
enum PointPosition {
    case inside
    case outside
    case border
}

/// Even-odd rule by exact crossings of the ray to the right; the ring has no closing vertex.
func pointPosition(_ point: GridPoint, in ring: [GridPoint]) -> PointPosition {
    guard var previous = ring.last else { return .outside }
    var isInside = false
    for corner in ring {
        let side = turn(previous, corner, point)
        if side == 0, point.x >= min(previous.x, corner.x), point.x <= max(previous.x, corner.x),
            point.y >= min(previous.y, corner.y), point.y <= max(previous.y, corner.y)
        {
            return .border
        }
        if (previous.y > point.y) != (corner.y > point.y), (side > 0) == (corner.y > previous.y) {
            isInside.toggle()
        }
        previous = corner
    }
    return isInside ? .inside : .outside
}

/// An upright rectangle on the grid, its border included.
struct GridBox: Equatable, Sendable {
    var minX = Int.max
    var minY = Int.max
    var maxX = Int.min
    var maxY = Int.min

    init() {}

    init(_ points: some Sequence<GridPoint>) {
        for point in points { add(point) }
    }

    mutating func add(_ point: GridPoint) {
        minX = min(minX, point.x)
        minY = min(minY, point.y)
        maxX = max(maxX, point.x)
        maxY = max(maxY, point.y)
    }

    var isEmpty: Bool { minX > maxX }
    var width: Int { isEmpty ? 0 : maxX - minX }
    var height: Int { isEmpty ? 0 : maxY - minY }

    /// Whether the boxes have a point in common.
    func meets(_ other: GridBox) -> Bool {
        minX <= other.maxX && other.minX <= maxX && minY <= other.maxY && other.minY <= maxY
    }

    /// Whether no point of the other box lies outside.
    func holds(_ other: GridBox) -> Bool {
        minX <= other.minX && other.maxX <= maxX && minY <= other.minY && other.maxY <= maxY
    }

    func holds(_ point: GridPoint) -> Bool {
        point.x >= minX && point.x <= maxX && point.y >= minY && point.y <= maxY
    }
}
