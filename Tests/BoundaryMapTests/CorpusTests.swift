import Diagnostics
import Testing

@testable import BoundaryMap

/// The seeds of the fuzz target, and inputs that it found, run once in every test.
@Suite struct CorpusTests {
    @Test("a seed of the fuzzer is read", arguments: ["geojson", "topojson", "kept", "shapefile"])
    func seed(name: String) throws {
        let bytes = try SharedData.read(SharedData.root + "/Fuzz/Map/Corpus/" + name)
        switch bytes[0] % 3 {
        case 0:
            let file = SourceFile(path: "a.json", bytes: Array(bytes.dropFirst()))
            #expect(try BoundaryImport.run([BoundaryFile(file)]).report.features == 2)
        case 1:
            let boundaries = try Boundaries(file: SourceFile(path: "granice.topojson", bytes: Array(bytes.dropFirst())))
            let drawing = try MapDrawing(boundaries)
            #expect(drawing.polygons(0).count == 1)
        default:
            let split = 3 + Int(bytes[1]) + Int(bytes[2]) << 8
            let table = SourceFile(path: "a.dbf", bytes: Array(bytes[split...]))
            let file = SourceFile(path: "a.shp", bytes: Array(bytes[3..<split]))
            let result = try BoundaryImport.run([BoundaryFile(file, companions: ["dbf": table])])
            #expect(result.boundaries.shapes.map(\.name) == ["Świątniki"])
        }
    }

    @Test("a seed of the fuzzer cut at any byte ends, with a message or without")
    func cut() throws {
        for name in ["geojson", "topojson", "kept"] {
            let bytes = try SharedData.read(SharedData.root + "/Fuzz/Map/Corpus/" + name)
            for length in 1..<(bytes.count - 1) {
                let file = SourceFile(path: "a.json", bytes: Array(bytes[1...length]))
                if bytes[0] == 1 {
                    #expect((try? Boundaries(file: file)) == nil, "\(name) cut to \(length)")
                } else {
                    #expect(!messages([BoundaryFile(file)]).isEmpty, "\(name) cut to \(length)")
                }
            }
        }
    }
}
