import Diagnostics
import Testing

@testable import BoundaryMap

/// The real outlines of the register: what the issue and the data's own README say of them.
@Suite(.enabled(if: SharedData.hasBoundaries, Comment(rawValue: SharedData.reason)))
struct RegisterTests {
    /// Geodesic areas in km², computed with PROJ for the data's README.
    static let areas: [String: Double] = [
        "Kraków": 326.85, "Biskupice": 41.13, "Czernichów": 84.22, "Igołomia-Wawrzeńczyce": 62.79,
        "Kocmyrzów-Luborzyca": 82.92, "Liszki": 72.07, "Michałowice": 51.13, "Mogilany": 43.71, "Niepołomice": 96.29,
        "Skawina": 99.83, "Świątniki Górne": 20.34, "Wieliczka": 99.68, "Wielka Wieś": 48.27, "Zabierzów": 99.41,
        "Zielonki": 48.58,
    ]

    @Test("the 15 gminas: 27 pairs, 42 arcs, 28 junctions, areas, and Kraków's 12 neighbours")
    func clean() throws {
        let result = try BoundaryImport.run([SharedData.boundaries("metropolia-krakowska.geojson")])
        #expect(result.report.features == 15)
        #expect(result.report.neighbourPairs == 27)
        #expect(result.report.arcs == 42)
        #expect(result.report.junctions == 28)
        #expect(result.report.snappedPoints == 0)
        #expect(result.report.deviation <= 5)
        #expect(result.warnings.isEmpty)
        #expect(result.topoJSON.count <= 150_000)
        for (name, area) in RegisterTests.areas {
            let shape = result.boundaries.shapes.first { $0.name == name }
            #expect(abs((shape?.facts.area ?? 0) - area) < 0.0051, "\(name)")
        }
        let krakow = result.boundaries.neighbours("1261011")
        #expect(krakow.count == 12)
        #expect(!krakow.contains { ["Czernichów", "Biskupice"].contains($0.name) })
        #expect(krakow.last?.name == "Michałowice")
        #expect(abs((krakow.last?.length ?? 0) - 1250) < 2)
        #expect(Set(result.boundaries.shapes.map(\.facts.colour)) == [1, 2, 3])
        #expect(Oracle(result.boundaries.coverage).faults().isEmpty)
        #expect(try result.topoJSON == SharedData.kept().bytes, "the kept file is what an import writes today")
    }

    @Test("the outlines as first published, in two precisions, are the same map")
    func mixedPrecision() throws {
        let full = try FullCoverage.read(
            [SharedData.boundaries("mixed-precision.geojson")], options: BoundaryImport.Options())
        #expect(full.report.neighbourPairs == 27)
        #expect(full.report.arcs == 42)
        #expect(full.report.junctions == 28)
        #expect(full.report.snappedPoints > 9000)
        #expect(full.report.largestSnap < 0.35)
        // Exact matching finds 13 of the 27.
        #expect(full.report.snappedBorders.count == 14)
        #expect(CoverageCheck.faults(of: full.coverage).isEmpty)
    }

    @Test("without snapping, the borders that only nearly match are named")
    func named() throws {
        var options = BoundaryImport.Options()
        options.snap = 0
        let found = messages([try SharedData.boundaries("mixed-precision.geojson")], options)
        // The two precisions cross each other over and over: an error, as drawing it would be wrong.
        #expect(found.allSatisfy { $0.contains("overlap") })
        #expect(found.contains { $0.contains("Kraków (1261011)") })
    }
}
