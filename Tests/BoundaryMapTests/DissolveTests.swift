import Diagnostics
import Testing

@testable import BoundaryMap

/// Parts of one boundary that share a border become one part; everything else stays as it is.
@Suite struct DissolveTests {
    /// Squares of 1 km, each a polygon of its own.
    private static func text(_ key: String, _ cells: [(Int, Int)]) -> String {
        let polygons = cells.map { "[\(cell($0.0, $0.1))]" }
        return feature(
            key, "Gmina \(key)", #"{"type":"MultiPolygon","coordinates":[\#(polygons.joined(separator: ","))]}"#)
    }

    private static func cell(_ x: Int, _ y: Int) -> String {
        let corners = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)]
        return "[" + corners.map { "[\(500 + $0)000,\(250 + $1)000]" }.joined(separator: ",") + "]"
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let rule: String
        let cells: [(Int, Int)]
        /// Rings of each polygon.
        let polygons: [Int]
        var isSaid = true
        var testDescription: String { rule }
    }

    static let cases = [
        Case(rule: "one part stays", cells: [(0, 0)], polygons: [1], isSaid: false),
        Case(rule: "two beside each other", cells: [(0, 0), (1, 0)], polygons: [1]),
        Case(rule: "a touch in one point stays", cells: [(0, 0), (1, 1)], polygons: [1, 1], isSaid: false),
        Case(rule: "apart stays", cells: [(0, 0), (3, 0)], polygons: [1, 1], isSaid: false),
        Case(rule: "a row with a part apart", cells: [(0, 0), (1, 0), (2, 0), (5, 5)], polygons: [1, 1]),
        Case(
            rule: "a ring of parts around a hole",
            cells: [(0, 0), (1, 0), (2, 0), (0, 1), (2, 1), (0, 2), (1, 2), (2, 2)], polygons: [2]),
        Case(
            rule: "the same with the hole filled",
            cells: [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (2, 1), (0, 2), (1, 2), (2, 2)], polygons: [1]),
        Case(
            rule: "an island in the hole",
            cells: (0..<5).flatMap { x in (0..<5).map { (x, $0) } }
                .filter { $0 == 0 || $0 == 4 || $1 == 0 || $1 == 4 || ($0 == 2 && $1 == 2) }, polygons: [1, 2]),
        Case(
            rule: "two holes that touch in a point",
            cells: (0..<4).flatMap { x in (0..<4).map { (x, $0) } }
                .filter { !($0 == 1 && $1 == 1) && !($0 == 2 && $1 == 2) }, polygons: [3]),
        Case(rule: "two rows that touch in a point", cells: [(0, 0), (1, 0), (2, 1), (3, 1)], polygons: [1, 1]),
    ]

    @Test("parts with a border in common are joined", arguments: cases)
    func parts(_ one: Case) throws {
        let full = try FullCoverage.read([file(DissolveTests.text("1", one.cells))], options: .init())
        #expect(full.coverage.shapes[0].polygons.map(\.count).sorted() == one.polygons.sorted())
        #expect(full.warnings.contains { $0.rule.name == "map-mended" } == one.isSaid)
        let result = try BoundaryImport.run([file(DissolveTests.text("1", one.cells))])
        let area = Double(one.cells.count) / (0.9993 * 0.9993)
        #expect(abs((result.boundaries.area("1") ?? 0) - area) < 0.001)
        let again = try BoundaryImport.run([BoundaryFile(SourceFile(path: "b.topojson", bytes: result.topoJSON))])
        #expect(again.topoJSON == result.topoJSON)
    }

    @Test("a slit between a hole and the outside is no border")
    func keyhole() throws {
        let ring =
            "[[500000,250000],[503000,250000],[503000,253000],[500000,253000],[500000,251000],[501000,251000],"
            + "[501000,252000],[502000,252000],[502000,251000],[501000,251000],[500000,251000],[500000,250000]]"
        let full = try FullCoverage.read([file(feature("1", "A", polygon(ring)))], options: .init())
        #expect(full.coverage.shapes[0].polygons.map(\.count) == [2])
        #expect(full.warnings.map(\.rule.name) == ["map-mended"])
    }

    @Test("any land cut into its cells and given whole are the same map, neighbours and all")
    func cells() throws {
        for seed in 0..<(seedCount) {
            var dice = Dice(seed: seed)
            let size = 2 + dice.below(5)
            var cells: [Int: [(Int, Int)]] = [:]
            for x in 0..<size {
                for y in 0..<size where dice.below(6) > 0 { cells[dice.below(3), default: []].append((x, y)) }
            }
            guard !cells.isEmpty else { continue }
            let texts = cells.sorted { $0.key < $1.key }.map { DissolveTests.text("\($0.key)", $0.value) }
            let files = [file(#"{"type":"FeatureCollection","features":[\#(texts.joined(separator: ","))]}"#)]
            let full = try FullCoverage.read(files, options: .init())
            #expect(CoverageCheck.faults(of: full.coverage).isEmpty, "seed \(seed)")
            for shape in full.coverage.shapes {
                let rings = shape.polygons.flatMap { $0 }.map { full.coverage.corners($0) }
                let area = rings.reduce(0) { $0 + doubledArea($1) }
                #expect(area == 2_000_000_000_000 * (cells[Int(shape.key) ?? -1]?.count ?? 0), "seed \(seed)")
                // Each polygon hangs together: no ring passes a point twice, and holes lie in their shell.
                for ring in rings { #expect(Set(ring).count == ring.count, "seed \(seed)") }
                for polygon in shape.polygons { #expect(doubledArea(full.coverage.corners(polygon[0])) > 0) }
                #expect(shape.polygons.count == DissolveTests.pieces(cells[Int(shape.key) ?? -1] ?? []), "seed \(seed)")
            }
            // No edge is left between two parts of one boundary.
            let sides = full.coverage.sides()
            #expect(!zip(sides.left, sides.right).contains { $0 == $1 }, "seed \(seed)")
        }
    }

    /// Groups of cells that hang together by their sides.
    private static func pieces(_ cells: [(Int, Int)]) -> Int {
        var open = Set(cells.map { GridPoint($0, $1) })
        var count = 0
        while let start = open.popFirst() {
            count += 1
            var stack = [start]
            while let cell = stack.popLast() {
                for (dx, dy) in [(1, 0), (-1, 0), (0, 1), (0, -1)] {
                    if let next = open.remove(GridPoint(cell.x + dx, cell.y + dy)) { stack.append(next) }
                }
            }
        }
        return count
    }
}
