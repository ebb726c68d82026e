import Diagnostics
import Testing

@testable import BoundaryMap

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A thousand seeds in `make test-long`, a hundred otherwise.
let seedCount = getenv("METROPOLIA_LONG") == nil ? 100 : 1000

/// What must hold for every coverage, tried on made-up ones. A failure prints its seed, which makes it again.
@Suite struct CoveragePropertyTests {
    private func options(_ tolerance: Double) -> BoundaryImport.Options {
        var options = BoundaryImport.Options()
        options.tolerance = tolerance
        return options
    }

    /// Pairs of the made-up land by key.
    private func expectedPairs(_ land: MadeUpCoverage) -> Set<String> {
        Set(
            land.neighbourPairs.map { pair in
                let numbers = pair.split(separator: "-").compactMap { Int($0) }
                return MadeUpCoverage.key(numbers[0]) + "-" + MadeUpCoverage.key(numbers[1])
            })
    }

    @Test("the full coverage is proved valid, with the neighbours that the land has")
    func fullCoverage() throws {
        for seed in 0..<seedCount {
            let land = MadeUpCoverage(seed: seed)
            guard !land.rings.isEmpty else { continue }
            let full = try FullCoverage.read(land.geoJSON(), options: options(5))
            let oracle = Oracle(full.coverage)
            #expect(oracle.neighbourPairs() == expectedPairs(land), "seed \(seed)")
            #expect(full.report.neighbourPairs == land.neighbourPairs.count, "seed \(seed)")
            #expect(full.report.snappedPoints == 0, "seed \(seed)")
            let areas = oracle.doubledAreas()
            #expect(areas.sum == areas.outer, "seed \(seed)")
        }
    }

    @Test("simplified and rounded: no crossing, no gap, no overlap, the same neighbours, within the tolerance")
    func generalised() throws {
        for seed in 0..<seedCount {
            let land = MadeUpCoverage(seed: seed, shapes: 2 + seed % 6, smoothness: 20 + seed % 60)
            guard !land.rings.isEmpty else { continue }
            // From a tolerance that leaves all to one that takes all but the corners.
            let tolerance = [2.0, 40, 150, 400, 1500][seed % 5]
            let full = try FullCoverage.read(land.geoJSON(), options: options(tolerance))
            let result = try BoundaryImport.run(land.geoJSON(), options: options(tolerance))
            let coverage = result.boundaries.coverage
            let oracle = Oracle(coverage)
            #expect(oracle.faults().isEmpty, "seed \(seed): \(oracle.faults().prefix(3))")
            let areas = oracle.doubledAreas()
            #expect(areas.sum == areas.outer, "seed \(seed)")
            #expect(oracle.neighbourPairs() == expectedPairs(land), "seed \(seed)")
            #expect(result.report.deviation <= tolerance, "seed \(seed): \(result.report.deviation)")
            deviation(full.coverage, coverage, tolerance, seed)
            ownership(Oracle(full.coverage), oracle, tolerance, seed)
        }
    }

    /// Both ways, corner by corner.
    private func deviation(_ before: Coverage, _ after: Coverage, _ tolerance: Double, _ seed: Int) {
        for (one, other) in zip(before.shapes, after.shapes) {
            let full = one.polygons.flatMap { $0 }.map { before.corners($0) }
            let coarse = other.polygons.flatMap { $0 }.map { after.corners($0) }
            #expect(full.count == coarse.count, "seed \(seed)")
            #expect(Oracle.deviation(of: full.flatMap { $0 }, from: coarse) <= tolerance * 1000, "seed \(seed)")
            #expect(Oracle.deviation(of: coarse.flatMap { $0 }, from: full) <= tolerance * 1000, "seed \(seed)")
        }
    }

    /// A point farther from every border than the tolerance belongs to the same shape before and after.
    private func ownership(_ before: Oracle, _ after: Oracle, _ tolerance: Double, _ seed: Int) {
        var dice = Dice(seed: seed + 5000)
        let extent = 5 * MadeUpCoverage.cell
        let rings = before.shapes.flatMap(\.rings)
        for _ in 0..<12 {
            let point = GridPoint(
                MadeUpCoverage.originX + dice.below(extent), MadeUpCoverage.originY + dice.below(extent))
            guard Oracle.deviation(of: [point], from: rings) > tolerance * 1000 + 1 else { continue }
            #expect(before.owners(of: point) == after.owners(of: point), "seed \(seed) at \(point)")
        }
    }

    @Test("the same bytes for shuffled features, rotated and reversed rings, and features split over files")
    func order() throws {
        for seed in 0..<seedCount {
            let land = MadeUpCoverage(seed: seed, size: 4)
            guard !land.rings.isEmpty else { continue }
            let plain = try BoundaryImport.run(land.geoJSON(), options: options(40)).topoJSON
            let disguise = Disguise(
                shufflesFeatures: true, rotatesRings: true, reversesRings: true, files: 1 + seed % 3)
            let other = try BoundaryImport.run(land.geoJSON(seed: seed, disguise), options: options(40)).topoJSON
            let isSame = plain == other
            #expect(isSame, "seed \(seed)")
        }
    }

    @Test("importing what an import wrote changes nothing")
    func idempotent() throws {
        for seed in 0..<(seedCount / 2) {
            let land = MadeUpCoverage(seed: seed, size: 4)
            guard !land.rings.isEmpty else { continue }
            let once = try BoundaryImport.run(land.geoJSON(), options: options(40)).topoJSON
            let file = BoundaryFile(SourceFile(path: "granice.topojson", bytes: once))
            let twice = try BoundaryImport.run([file], options: options(40)).topoJSON
            let same = zip(once, twice).prefix { $0 == $1 }.count
            let isSame = once == twice
            #expect(
                isSame,
                "seed \(seed) at \(String(decoding: once.dropFirst(max(0, same - 60)).prefix(120), as: UTF8.self))")
        }
    }

    @Test("corners that are a few centimetres off are brought together; the neighbours are found")
    func jitter() throws {
        for seed in 0..<seedCount {
            let land = MadeUpCoverage(seed: seed, smoothness: 80)
            guard !land.rings.isEmpty else { continue }
            let disguise = seed.isMultiple(of: 2) ? Disguise(jitter: 50) : Disguise(coarseStep: 100)
            let full = try FullCoverage.read(land.geoJSON(seed: seed, disguise), options: options(5))
            let pairs = Oracle(full.coverage).neighbourPairs()
            #expect(pairs == expectedPairs(land), "seed \(seed)")
            #expect(full.report.largestSnap <= 0.25 * 4, "seed \(seed)")
            let clean = try FullCoverage.read(land.geoJSON(), options: options(5))
            #expect(full.report.arcs == clean.report.arcs, "seed \(seed)")
            #expect(full.report.junctions == clean.report.junctions, "seed \(seed)")
        }
    }

    @Test("the drawing's paths, read as a browser reads them, are the drawing's rings")
    func parsedBack() throws {
        for seed in 0..<(seedCount / 4) {
            let land = MadeUpCoverage(seed: seed)
            guard !land.rings.isEmpty else { continue }
            let boundaries = try BoundaryImport.run(land.geoJSON(), options: options(5)).boundaries
            let drawing = try MapDrawing(boundaries, width: 300, tolerance: 0.5)
            for shape in boundaries.shapes.indices {
                let rings = drawing.polygons(shape).flatMap { $0 }
                let parsed = PathParser.rings(String(decoding: PathData.closed(rings), as: UTF8.self))
                #expect(parsed == rings, "seed \(seed)")
            }
        }
    }
}
