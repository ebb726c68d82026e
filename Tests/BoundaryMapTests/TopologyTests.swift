import Diagnostics
import Testing

@testable import BoundaryMap

/// How borders that are meant to be one become one, and how those that are not are named.
@Suite struct TopologyTests {
    /// Metres of EPSG:2180 in Małopolska.
    private static func ring(_ pairs: (Double, Double)...) -> String {
        let corners = pairs + [pairs[0]]
        return "[" + corners.map { "[\(570_000 + $0.0),\(240_000 + $0.1)]" }.joined(separator: ",") + "]"
    }

    private static func read(_ features: String..., snap: Double = 0.25) throws -> FullCoverage {
        var options = BoundaryImport.Options()
        options.snap = snap
        let text = #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#
        return try FullCoverage.read([file(text)], options: options)
    }

    private static let left = feature("1", "A", polygon(ring((0, 0), (100, 0), (100, 100), (0, 100))))

    @Test("a neighbour's corner on a straight edge is put into it")
    func corner() throws {
        let right = feature(
            "2", "B", polygon(TopologyTests.ring((100, 0), (200, 0), (200, 100), (100, 100), (100.1, 50))))
        let full = try TopologyTests.read(TopologyTests.left, right)
        #expect(full.report.insertedCorners == 1)
        #expect(full.report.neighbourPairs == 1)
        #expect(full.report.arcs == 3)
        #expect(full.report.junctions == 2)
        #expect(CoverageCheck.faults(of: full.coverage).isEmpty)
    }

    @Test("corners are brought together, the largest move is told, and the border named")
    func snapped() throws {
        let right = feature("2", "B", polygon(TopologyTests.ring((100.2, 0), (200, 0), (200, 100), (100.1, 100))))
        let full = try TopologyTests.read(TopologyTests.left, right)
        #expect(full.report.snappedPoints == 2)
        #expect(abs(full.report.largestSnap - 0.2) < 0.001)
        #expect(full.report.snappedBorders.map { "\($0.first)–\($0.second) \($0.points)" } == ["A–B 2"])
        #expect(full.report.neighbourPairs == 1)
    }

    @Test("borders that run within two metres of each other are named, with the snap that would join them")
    func near() throws {
        let right = feature("2", "B", polygon(TopologyTests.ring((101, 0), (200, 0), (200, 100), (101.4, 100))))
        let full = try TopologyTests.read(TopologyTests.left, right)
        #expect(full.report.neighbourPairs == 0)
        #expect(full.warnings.map(\.rule.name) == ["map-near-border"])
        #expect(
            full.warnings.first?.message.en.hasPrefix(
                "the borders of A (1) and B (2) almost meet along 100 m: "
                    + "up to 1.40 m apart") == true)
        #expect(full.warnings.first?.remedy?.en == "give --snap 1.4 if they are one border")
        let joined = try TopologyTests.read(TopologyTests.left, right, snap: 1.5)
        #expect(joined.report.neighbourPairs == 1)
        #expect(joined.warnings.isEmpty)
    }

    @Test("borders that part at a junction are not taken for near ones")
    func parting() throws {
        let right = feature("2", "B", polygon(TopologyTests.ring((100, 0), (200, 0), (200, 100), (100, 100))))
        let full = try TopologyTests.read(TopologyTests.left, right)
        #expect(full.warnings.isEmpty)
    }

    @Test("four corners at one point: neighbours across are contacts, not neighbours")
    func fourCorners() throws {
        func box(_ key: String, _ x: Double, _ y: Double) -> String {
            feature(key, key, polygon(TopologyTests.ring((x, y), (x + 100, y), (x + 100, y + 100), (x, y + 100))))
        }
        let full = try TopologyTests.read(box("1", 0, 0), box("2", 100, 0), box("3", 0, 100), box("4", 100, 100))
        #expect(full.report.neighbourPairs == 4)
        #expect(full.report.junctions == 5)
        let frame = BoundaryImport.keptFrame(full.coverage, tolerance: 5)
        let coarse = try Generalisation.make(full.coverage, tolerance: 5000, frame: frame)
        let facts = FactsBuilder(full.coverage, coarse: coarse).facts()
        #expect(facts.map(\.touches) == [["4"], ["3"], ["2"], ["1"]])
        #expect(
            facts.map { $0.neighbours.map(\.key).sorted() } == [["2", "3"], ["1", "4"], ["1", "4"], ["2", "3"]])
        #expect(Set(facts.map(\.colour)).count == 2)
    }

    @Test("an enclave and an exclave: closed arcs, found from both sides")
    func enclave() throws {
        let outer = feature(
            "1", "A",
            polygon(
                TopologyTests.ring((0, 0), (300, 0), (300, 300), (0, 300)),
                TopologyTests.ring((100, 100), (100, 200), (200, 200), (200, 100))))
        let inner = feature("2", "B", polygon(TopologyTests.ring((200, 200), (100, 200), (100, 100), (200, 100))))
        let full = try TopologyTests.read(outer, inner)
        #expect(full.report.arcs == 2)
        #expect(full.report.junctions == 0)
        #expect(full.report.neighbourPairs == 1)
    }

    @Test("a corner that rounding carried a millimetre across a shared edge becomes a corner of that edge")
    func rounding() throws {
        let upper = feature(
            "1", "A",
            polygon(TopologyTests.ring((0, 0), (100, 0), (100, 100), (60, 100), (50, -0.001), (40, 100), (0, 100))))
        let lower = feature("2", "B", polygon(TopologyTests.ring((0, 0), (0, -100), (100, -100), (100, 0))))
        let full = try TopologyTests.read(upper, lower, snap: 0)
        #expect(full.report.insertedCorners == 1)
        #expect(full.report.neighbourPairs == 1)
        #expect(CoverageCheck.faults(of: full.coverage).isEmpty)
        // By a decimetre it is an error.
        let across = upper.replacing("239999.999", with: "239999.9")
        #expect(across != upper)
        #expect(throws: DiagnosticError.self) { try TopologyTests.read(across, lower, snap: 0) }
    }

    @Test("a boundary smaller than the snapping tolerance is an error, not a lost shape")
    func vanished() {
        let speck = feature("2", "B", polygon(TopologyTests.ring((100.1, 50), (100.2, 50), (100.1, 50.1))))
        let text = #"{"type":"FeatureCollection","features":[\#(TopologyTests.left),\#(speck)]}"#
        var options = BoundaryImport.Options()
        options.snap = 5
        #expect(!messages([file(text)], options).isEmpty)
    }

    @Test("an outline of very many close corners is done in seconds")
    func dense() throws {
        // 20 000 corners on a circle of 400 m: 13 cm apart, less than the snapping tolerance.
        var corners: [String] = []
        for step in 0..<20_000 {
            let quarter = step / 5000
            let part = Double(step % 5000) / 5000
            let (x, y) = [(part, 0.0), (1, part), (1 - part, 1), (0, 1 - part)][quarter]
            corners.append("[\(570_000 + 800 * x),\(240_000 + 800 * y)]")
        }
        let ring = "[" + (corners + corners.prefix(1)).joined(separator: ",") + "]"
        let result = try BoundaryImport.run([file(feature("1", "A", polygon(ring)))])
        #expect(result.report.keptVertices == 5)
        #expect(result.report.snappedPoints == 0)
    }
}
