import Testing

@testable import BoundaryMap

/// The proof must fail on each kind of broken map, and agree with the pairwise oracle.
@Suite struct CoverageCheckTests {
    private static func square(_ x: Int, _ y: Int, _ side: Int) -> [GridPoint] {
        [
            GridPoint(x, y), GridPoint(x + side, y), GridPoint(x + side, y + side), GridPoint(x, y + side),
            GridPoint(x, y),
        ]
    }

    private static func shape(_ key: String, _ polygons: [[[Int]]]) -> CoverageShape {
        CoverageShape(key: key, name: key, polygons: polygons)
    }

    @Test("an enclave in the hole cut for it is valid")
    func enclave() {
        let coverage = Coverage(
            arcs: [Self.square(0, 0, 100), Self.square(40, 40, 20)],
            shapes: [Self.shape("a", [[[0], [~1]]]), Self.shape("b", [[[1]]])])
        #expect(CoverageCheck.faults(of: coverage).isEmpty)
    }

    @Test("a shape inside another without a hole is nested in it")
    func inside() {
        let coverage = Coverage(
            arcs: [Self.square(0, 0, 100), Self.square(40, 40, 20)],
            shapes: [Self.shape("a", [[[0]]]), Self.shape("b", [[[1]]])])
        guard case .nested(1, 0, _) = CoverageCheck.faults(of: coverage).first else {
            Issue.record("not found")
            return
        }
    }

    @Test("an overlap that touches in one point only is found at the junction")
    func pinched() {
        let inner = [GridPoint(0, 0), GridPoint(50, 10), GridPoint(10, 50), GridPoint(0, 0)]
        let coverage = Coverage(
            arcs: [Self.square(0, 0, 100), inner], shapes: [Self.shape("a", [[[0]]]), Self.shape("b", [[[1]]])])
        guard case .overlap(_, _, let place) = CoverageCheck.faults(of: coverage).first else {
            Issue.record("not found")
            return
        }
        #expect(place == GridPoint(0, 0))
    }

    @Test("crossings, touches and repeated points are found wherever they are")
    func random() {
        var found = 0
        for seed in 0..<seedCount * 3 {
            var dice = Dice(seed: seed)
            var lines: [[GridPoint]] = []
            for _ in 0..<2 + dice.below(4) {
                var line: [GridPoint] = []
                for _ in 0..<2 + dice.below(4) { line.append(GridPoint(dice.below(12), dice.below(12))) }
                if zip(line, line.dropFirst()).contains(where: { $0 == $1 }) { continue }
                lines.append(line)
            }
            let segments = lines.enumerated().flatMap { number, line in
                (0..<(line.count - 1)).map {
                    ArcSegment(a: line[$0], b: line[$0 + 1], arc: Int32(number), index: Int32($0))
                }
            }
            var expected = 0
            for (index, one) in segments.enumerated() {
                for other in segments[(index + 1)...] where isBad(one, other) { expected += 1 }
            }
            #expect(SegmentCrossings.find(segments).pairs.count == expected, "seed \(seed)")
            found += expected
        }
        #expect(found > 100)
    }

    /// By rational arithmetic on the parameters of the common point, not by signs.
    private func isBad(_ one: ArcSegment, _ other: ArcSegment) -> Bool {
        let (ax, ay) = (one.b.x - one.a.x, one.b.y - one.a.y)
        let (bx, by) = (other.b.x - other.a.x, other.b.y - other.a.y)
        let (cx, cy) = (other.a.x - one.a.x, other.a.y - one.a.y)
        let cross = ax * by - ay * bx
        if cross != 0 {
            let sign = cross > 0 ? 1 : -1
            let s = (cx * by - cy * bx) * sign
            let t = (cx * ay - cy * ax) * sign
            let size = cross * sign
            guard s >= 0, s <= size, t >= 0, t <= size else { return false }
            return !((s == 0 || s == size) && (t == 0 || t == size))
        }
        guard cx * ay - cy * ax == 0 else { return false }
        // On one line: common stretch longer than a point.
        let length = ax * ax + ay * ay
        let from = cx * ax + cy * ay
        let to = from + bx * ax + by * ay
        return max(0, min(from, to)) < min(length, max(from, to))
    }

    @Test("a hostile outline ends the search and does not take minutes")
    func tangled() {
        // A star of needles through one point: every box overlaps every other.
        var segments: [ArcSegment] = []
        for index in 0..<6000 {
            let angle = index * 25_000
            segments.append(
                ArcSegment(
                    a: GridPoint(0, 0), b: GridPoint(1_000_000_000 - angle, angle), arc: Int32(index), index: 0))
        }
        #expect(SegmentCrossings.find(segments).isTangled)
    }
}
