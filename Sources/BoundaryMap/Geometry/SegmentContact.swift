/// How two segments of a planar map meet.
enum SegmentContact: Equatable {
    /// No common point, or just a common end.
    case none
    /// They cross at an inner point of both.
    case crossing
    /// An end of one lies inside the other, or they overlap along a stretch.
    case touching
}

/// Decides by signs of exact integer determinants, so that no rounding can hide a crossing.
@inline(__always)
func contact(_ a: GridPoint, _ b: GridPoint, _ c: GridPoint, _ d: GridPoint) -> SegmentContact {
    if max(a.x, b.x) < min(c.x, d.x) || max(c.x, d.x) < min(a.x, b.x) || max(a.y, b.y) < min(c.y, d.y)
        || max(c.y, d.y) < min(a.y, b.y)
    {
        return .none
    }
    return contactWithinBoxes(a, b, c, d)
}

private func contactWithinBoxes(_ a: GridPoint, _ b: GridPoint, _ c: GridPoint, _ d: GridPoint) -> SegmentContact {
    let first = turn(a, b, c).signum()
    let second = turn(a, b, d).signum()
    if first * second > 0 { return .none }
    let third = turn(c, d, a).signum()
    let fourth = turn(c, d, b).signum()
    if third * fourth > 0 { return .none }
    if first != 0, second != 0, third != 0, fourth != 0 { return .crossing }
    if (first == 0 && isInside(c, a, b)) || (second == 0 && isInside(d, a, b)) || (third == 0 && isInside(a, c, d))
        || (fourth == 0 && isInside(b, c, d))
    {
        return .touching
    }
    let same = (a == c && b == d) || (a == d && b == c)
    return same ? .touching : .none
}

/// Whether a point known to be on the line a–b lies strictly between its ends.
private func isInside(_ point: GridPoint, _ a: GridPoint, _ b: GridPoint) -> Bool {
    if a.x != b.x { return point.x > min(a.x, b.x) && point.x < max(a.x, b.x) }
    return point.y > min(a.y, b.y) && point.y < max(a.y, b.y)
}
