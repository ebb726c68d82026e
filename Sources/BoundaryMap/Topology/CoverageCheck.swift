/// What can be wrong with a coverage.
enum CoverageFault {
    /// Two pieces cross, or touch where neither ends.
    case crossing(ArcSegment, ArcSegment)
    /// A vertex that two places use although no junction is there.
    case repeatedPoint(arc: Int, index: Int)
    /// An arc without extent, or a closed one with fewer than three corners.
    case collapsed(arc: Int)
    /// Two shapes lay claim to the same ground beside a junction or around an island; −1 is no shape.
    case overlap(first: Int, second: Int, at: GridPoint)
    /// A shape lies inside another that has no hole there; −1 is no shape.
    case nested(inner: Int, outer: Int, at: GridPoint)
    /// Too many pieces lie over one another to be told apart.
    case tangled
}

/// Proves a coverage valid, or says where it is not, in exact integers.
///
/// Three parts make the proof: no two segments meet except at common ends; around each junction the shape on the left
/// of an arc is the one on the right of the next; each connected part lies in the face that its outer side names. Then
/// every face has one owner at most: no overlap, and no gap that is not a face of its own.
struct CoverageCheck {
    private let arcs: [[GridPoint]]
    private let left: [Int32]
    private let right: [Int32]
    private var faults: [CoverageFault] = []

    /// - Parameter isMirrored: the coordinates count y downwards, so that left and right have changed places.
    static func faults(of coverage: Coverage, isMirrored: Bool = false) -> [CoverageFault] {
        let (left, right) = coverage.sides()
        var check = CoverageCheck(
            arcs: coverage.arcs, left: isMirrored ? right : left, right: isMirrored ? left : right)
        check.collapsedArcs()
        check.repeatedPoints()
        check.crossings()
        // The other two parts presuppose a planar drawing.
        if check.faults.isEmpty { check.faces() }
        return check.faults
    }

    private init(arcs: [[GridPoint]], left: [Int32], right: [Int32]) {
        self.arcs = arcs
        self.left = left
        self.right = right
    }

    private mutating func collapsedArcs() {
        for (number, arc) in arcs.enumerated() {
            let isClosed = arc.first == arc.last
            if arc.count < (isClosed ? 4 : 2) { faults.append(.collapsed(arc: number)) }
        }
    }

    private mutating func repeatedPoints() {
        let total = arcs.reduce(0) { $0 + $1.count }
        var table = KeyTable(capacity: total)
        for arc in arcs {
            if let first = arc.first { _ = table.number(of: first.packed) }
            if let last = arc.last { _ = table.number(of: last.packed) }
        }
        for (number, arc) in arcs.enumerated() where arc.count > 2 {
            for index in 1..<(arc.count - 1) where !table.number(of: arc[index].packed).isNew {
                faults.append(.repeatedPoint(arc: number, index: index))
                if faults.count > 200 { return }
            }
        }
    }

    private mutating func crossings() {
        var segments: [ArcSegment] = []
        segments.reserveCapacity(arcs.reduce(0) { $0 + $1.count })
        for (number, arc) in arcs.enumerated() where arc.count > 1 {
            for index in 0..<(arc.count - 1) where arc[index] != arc[index + 1] {
                segments.append(ArcSegment(a: arc[index], b: arc[index + 1], arc: Int32(number), index: Int32(index)))
            }
        }
        let found = SegmentCrossings.find(segments)
        if found.isTangled { faults.append(.tangled) }
        let sorted = found.pairs.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
        for pair in sorted { faults.append(.crossing(segments[Int(pair.first)], segments[Int(pair.second)])) }
    }

    private mutating func faces() {
        var fans = FaceFans(arcs: arcs, left: left, right: right)
        for mismatch in fans.mismatches() {
            faults.append(.overlap(first: mismatch.first, second: mismatch.second, at: mismatch.at))
        }
        guard faults.isEmpty else { return }
        for mismatch in NestingCheck.mismatches(arcs: arcs, left: left, right: right, fans: fans) {
            faults.append(.nested(inner: mismatch.first, outer: mismatch.second, at: mismatch.at))
        }
    }
}

/// Two owners that a face cannot have at once.
struct FaceMismatch {
    let first: Int
    let second: Int
    let at: GridPoint
}
