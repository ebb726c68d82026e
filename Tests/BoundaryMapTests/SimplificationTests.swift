import Testing

@testable import BoundaryMap

@Suite struct SimplificationTests {
    private func points(_ pairs: [(Int, Int)]) -> [GridPoint] { pairs.map { GridPoint($0.0 * 1000, $0.1 * 1000) } }

    @Test("a corner stays while another vertex stands in its triangle")
    func corner() {
        // A hairpin reaches into the bend of its neighbour; without the test the first line would cut it.
        let bend = points([(0, 0), (50, 30), (100, 0)])
        let hairpin = points([(30, -50), (50, 10), (70, -50)])
        let kept = ArcSimplifier.simplify([bend, hairpin], tolerance: 40_000)
        #expect(kept == [[0, 1, 2], [0, 1, 2]])
        // Alone, both are straightened.
        #expect(ArcSimplifier.simplify([bend], tolerance: 40_000) == [[0, 2]])
    }

    @Test("a vertex on the new edge counts as in the way")
    func touching() {
        let bend = points([(0, 0), (50, 30), (100, 0)])
        let other = points([(50, -60), (50, 0), (60, -60)])
        #expect(ArcSimplifier.simplify([bend, other], tolerance: 40_000)[0] == [0, 1, 2])
    }

    @Test("two arcs between the same junctions are not both straightened")
    func twice() {
        let upper = points([(0, 0), (50, 5), (100, 0)])
        let lower = points([(0, 0), (50, -5), (100, 0)])
        let kept = ArcSimplifier.simplify([upper, lower], tolerance: 50_000)
        #expect(kept.map(\.count).sorted() == [2, 3])
    }

    @Test("a closed arc keeps three corners")
    func closed() {
        let island = points([(0, 0), (10, -2), (20, 0), (22, 10), (20, 20), (10, 22), (0, 20), (-2, 10), (0, 0)])
        let kept = ArcSimplifier.simplify([island], tolerance: 1_000_000)
        #expect(kept[0].count == 4)
        #expect(kept[0].first == 0 && kept[0].last == 8)
    }

    @Test("the bound is a distance: no removed vertex lies farther from its edge", arguments: [1.0, 3, 10, 30])
    func bound(tolerance: Double) {
        var dice = Dice(seed: Int(tolerance))
        var line: [GridPoint] = []
        for step in 0..<400 { line.append(GridPoint(step * 1000, dice.around(20_000))) }
        let kept = ArcSimplifier.simplify([line], tolerance: tolerance * 1000)[0]
        for (from, to) in zip(kept, kept.dropFirst()) {
            for index in from...to {
                let squared = squaredDistance(of: line[index], fromSegment: line[from], line[to])
                #expect(squared.squareRoot() <= tolerance * 1000)
            }
        }
    }

    @Test("an arc and its reverse lose the same vertices")
    func reversed() {
        var dice = Dice(seed: 4)
        var line: [GridPoint] = []
        for step in 0..<200 { line.append(GridPoint(step * 900, dice.around(15_000))) }
        let forward = ArcSimplifier.simplify([line], tolerance: 9000)[0]
        let backward = ArcSimplifier.simplify([line.reversed()], tolerance: 9000)[0]
        #expect(forward == backward.map { line.count - 1 - $0 }.reversed())
    }

    @Test("a grid too coarse for the map is refined until the map fits")
    func refined() throws {
        // Two lakes a metre apart in one shape: a grid of 8 m cannot tell them apart.
        let outer = points([(0, 0), (300, 0), (300, 200), (0, 200), (0, 0)])
        let one = points([(100, 50), (100, 150), (149, 100), (100, 50)])
        let two = points([(150, 100), (200, 150), (200, 50), (150, 100)])
        let shapes = [
            CoverageShape(key: "a", name: "a", polygons: [[[0], [1], [2]]]),
            CoverageShape(key: "b", name: "b", polygons: [[[~1]]]),
            CoverageShape(key: "c", name: "c", polygons: [[[~2]]]),
        ]
        let coverage = Coverage(arcs: [outer, one, two], shapes: shapes)
        #expect(CoverageCheck.faults(of: coverage).isEmpty)
        let frame = GridFrame(originX: 0, originY: 0, numerator: 1, denominator: 8000, isFlipped: false)
        let result = try Generalisation.make(coverage, tolerance: 2000, frame: frame)
        #expect(result.refinements > 0)
        #expect(Oracle(result.coverage).faults().isEmpty)
    }

    @Test("two junctions on one grid point: one moves beside it, and the grid stays as coarse as it was")
    func crowdedJunctions() throws {
        // Four fields whose borders meet the middle line a metre apart, on a grid of a hundred metres.
        let arcs = [
            points([(50_000, 0), (50_000, 50_000)]), points([(50_000, 50_000), (50_000, 50_001)]),
            points([(50_000, 50_001), (50_000, 100_000)]), points([(0, 50_001), (50_000, 50_001)]),
            points([(50_000, 50_000), (100_000, 50_000)]), points([(0, 50_001), (0, 0), (50_000, 0)]),
            points([(50_000, 0), (100_000, 0), (100_000, 50_000)]),
            points([(100_000, 50_000), (100_000, 100_000), (50_000, 100_000)]),
            points([(50_000, 100_000), (0, 100_000), (0, 50_001)]),
        ]
        let shapes = [
            CoverageShape(key: "a", name: "a", polygons: [[[5, 0, 1, ~3]]]),
            CoverageShape(key: "b", name: "b", polygons: [[[6, ~4, ~0]]]),
            CoverageShape(key: "c", name: "c", polygons: [[[7, ~2, ~1, 4]]]),
            CoverageShape(key: "d", name: "d", polygons: [[[8, 3, 2]]]),
        ]
        let coverage = Coverage(arcs: arcs, shapes: shapes)
        #expect(CoverageCheck.faults(of: coverage).isEmpty)
        let frame = GridFrame(originX: 0, originY: 0, numerator: 1, denominator: 100_000, isFlipped: false)
        let result = try Generalisation.make(coverage, tolerance: 10_000, bound: 240_000, frame: frame)
        #expect(result.refinements == 0)
        #expect(result.deviation <= 240_000)
        #expect(Oracle(result.coverage).faults().isEmpty)
        #expect(Oracle(result.coverage).neighbourPairs() == Oracle(coverage).neighbourPairs())
    }

    @Test("an islet smaller than the grid is left out, with the exclave that fills a hole, but no last part of a shape")
    func islets() throws {
        let land = points([(0, 0), (1000, 0), (1000, 1000), (0, 1000), (0, 0)])
        let islet = points([(2000, 0), (2001, 0), (2001, 1), (2000, 0)])
        let alone = points([(3000, 0), (3001, 0), (3001, 1), (3000, 0)])
        let shapes = [
            CoverageShape(key: "a", name: "a", polygons: [[[0]], [[1]]]),
            CoverageShape(key: "b", name: "b", polygons: [[[2]]]),
        ]
        let frame = GridFrame(originX: 0, originY: 0, numerator: 1, denominator: 5000, isFlipped: false)
        let result = try Generalisation.make(
            Coverage(arcs: [land, islet, alone], shapes: shapes), tolerance: 3000, frame: frame)
        #expect(result.dropped == 1)
        #expect(result.coverage.shapes.map(\.polygons.count) == [1, 1])
        #expect(Oracle(result.coverage).faults().isEmpty)
    }
}
