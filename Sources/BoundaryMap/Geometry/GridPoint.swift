/// A vertex on the integer grid: millimetres of EPSG:2180, x to the east, y to the north.
///
/// Poland fits into 2³⁰ millimetres, so a product of two differences stays below 2⁶⁰ and every predicate here is exact
/// in 64 bits.
struct GridPoint: Hashable, Comparable, Sendable {
    var x: Int
    var y: Int

    init(_ x: Int, _ y: Int) {
        self.x = x
        self.y = y
    }

    /// The largest coordinate that keeps the predicates exact.
    static let limit = 1 << 30

    /// Both coordinates in one word: the key of the hash tables.
    var packed: UInt64 { UInt64(truncatingIfNeeded: x) << 32 | UInt64(UInt32(truncatingIfNeeded: y)) }

    static func < (left: GridPoint, right: GridPoint) -> Bool {
        left.x != right.x ? left.x < right.x : left.y < right.y
    }

    func squaredDistance(to other: GridPoint) -> Int {
        let dx = x - other.x
        let dy = y - other.y
        return dx * dx + dy * dy
    }

    func distance(to other: GridPoint) -> Double {
        Double(squaredDistance(to: other)).squareRoot()
    }
}

/// Twice the signed area of the triangle a, b, c: positive when c lies to the left of a → b.
@inline(__always)
func turn(_ a: GridPoint, _ b: GridPoint, _ c: GridPoint) -> Int {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// Whether `point` lies in the closed triangle a, b, c (on its border counts).
func triangle(_ a: GridPoint, _ b: GridPoint, _ c: GridPoint, holds point: GridPoint) -> Bool {
    let first = turn(a, b, point)
    let second = turn(b, c, point)
    let third = turn(c, a, point)
    if first == 0, second == 0, third == 0 {
        return point.x >= min(a.x, b.x, c.x) && point.x <= max(a.x, b.x, c.x)
            && point.y >= min(a.y, b.y, c.y) && point.y <= max(a.y, b.y, c.y)
    }
    return (first >= 0 && second >= 0 && third >= 0) || (first <= 0 && second <= 0 && third <= 0)
}

/// The squared distance of a point from the segment a–b, in squared grid units.
func squaredDistance(of point: GridPoint, fromSegment a: GridPoint, _ b: GridPoint) -> Double {
    let length = a.squaredDistance(to: b)
    if length == 0 { return Double(point.squaredDistance(to: a)) }
    let along = (point.x - a.x) * (b.x - a.x) + (point.y - a.y) * (b.y - a.y)
    if along <= 0 { return Double(point.squaredDistance(to: a)) }
    if along >= length { return Double(point.squaredDistance(to: b)) }
    let across = Double(turn(a, b, point))
    return across * across / Double(length)
}

/// Twice the signed area of a ring without its closing vertex; positive when it runs counter-clockwise.
///
/// The sum may wrap on the way: the result is right when the true value fits, which it does for any ring that does not
/// cross itself.
func doubledArea(_ ring: some RandomAccessCollection<GridPoint>) -> Int {
    guard let first = ring.first, let last = ring.last else { return 0 }
    var sum = 0
    var previous = last
    for point in ring {
        let term = (previous.x - first.x) &* (point.y - first.y) &- (previous.y - first.y) &* (point.x - first.x)
        sum = sum &+ term
        previous = point
    }
    return sum
}
