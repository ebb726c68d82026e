import Diagnostics
import Testing

@testable import BoundaryMap

@Suite struct ShapefileReaderTests {
    /// Clockwise, as outer rings are.
    static func outer(_ west: Double, _ south: Double, _ side: Double) -> [(Double, Double)] {
        [(west, south), (west, south + side), (west + side, south + side), (west + side, south), (west, south)]
    }

    static func hole(_ west: Double, _ south: Double, _ side: Double) -> [(Double, Double)] {
        outer(west, south, side).reversed()
    }

    /// “Świątniki Górne” in Windows-1250.
    static let name1250: [UInt8] = [
        0x8C, 0x77, 0x69, 0xB9, 0x74, 0x6E, 0x69, 0x6B, 0x69, 0x20, 0x47, 0xF3, 0x72, 0x6E, 0x65,
    ]
    /// The same in ISO 8859-2.
    static let nameLatin2: [UInt8] = [
        0xA6, 0x77, 0x69, 0xB1, 0x74, 0x6E, 0x69, 0x6B, 0x69, 0x20, 0x47, 0xF3, 0x72, 0x6E, 0x65,
    ]

    static func simple(_ name: [UInt8] = name1250) -> ShapefileBuilder {
        var builder = ShapefileBuilder()
        builder.records = [(attributes: [Array("1206143".utf8), name], rings: [outer(20, 50, 0.1)])]
        return builder
    }

    struct Encoded: Sendable {
        let name: [UInt8]
        let codePage: String?
        let mark: UInt8
    }

    static let encodings = [
        Encoded(name: name1250, codePage: "1250", mark: 0),
        Encoded(name: name1250, codePage: "CP1250", mark: 0),
        Encoded(name: name1250, codePage: "windows-1250\r\n", mark: 0),
        Encoded(name: name1250, codePage: nil, mark: 0xC8),
        Encoded(name: name1250, codePage: nil, mark: 0),
        Encoded(name: nameLatin2, codePage: "ISO 88592", mark: 0),
        Encoded(name: Array("Świątniki Górne".utf8), codePage: "UTF-8", mark: 0),
        Encoded(name: Array("Świątniki Górne".utf8), codePage: nil, mark: 0),
    ]

    @Test("attributes are read in every encoding that Polish tables come in", arguments: encodings)
    func encoding(_ encoded: Encoded) throws {
        var builder = ShapefileReaderTests.simple(encoded.name)
        builder.codePage = encoded.codePage
        builder.mark = encoded.mark
        let result = try BoundaryImport.run([builder.file()])
        #expect(result.boundaries.shapes.map(\.name) == ["Świątniki Górne"])
        #expect(result.boundaries.shapes.map(\.key) == ["1206143"])
    }

    @Test("polygons with heights and measures are read as plain ones", arguments: [5, 15, 25])
    func types(type: Int) throws {
        var builder = ShapefileReaderTests.simple()
        builder.type = type
        let area = try BoundaryImport.run([builder.file()]).boundaries.area("1206143") ?? 0
        #expect(abs(area - 79.66) < 0.05)
    }

    @Test("holes go to the smallest outer ring that holds them, whatever the order")
    func holes() throws {
        var builder = ShapefileBuilder()
        let rings = [
            ShapefileReaderTests.hole(20.02, 50.02, 0.06), ShapefileReaderTests.outer(20, 50, 0.1),
            ShapefileReaderTests.outer(20.04, 50.04, 0.02), ShapefileReaderTests.hole(20.045, 50.045, 0.005),
        ]
        builder.records = [(attributes: [Array("1206143".utf8), Array("A".utf8)], rings: rings)]
        let shape = try FullCoverage.read([builder.file()], options: .init()).coverage.shapes[0]
        #expect(shape.polygons.count == 2)
        #expect(shape.polygons.map(\.count) == [2, 2])
    }

    @Test("a record that the table marks as deleted is left out with its shape, and said")
    func deleted() throws {
        var builder = ShapefileReaderTests.simple()
        builder.records.insert(
            (
                attributes: [Array("1206999".utf8), Array("Dawna".utf8)],
                rings: [ShapefileReaderTests.outer(20, 50, 0.1)]
            ),
            at: 0)
        builder.deleted = [0]
        let result = try BoundaryImport.run([builder.file()])
        #expect(result.boundaries.shapes.map(\.key) == ["1206143"])
        #expect(
            result.warnings.map(\.message.en)
                == ["left out shapes whose records in the .dbf table are marked as deleted: 1"])
    }

    @Test("an encoding that is not read is said when a name depends on it", arguments: ["932", "IBM866", "UTF-16"])
    func oddEncoding(_ name: String) throws {
        var builder = ShapefileReaderTests.simple()
        builder.codePage = name
        let result = try BoundaryImport.run([builder.file()])
        #expect(
            result.warnings.map(\.message.en)
                == ["the encoding “\(name)” is not supported: names were read as UTF-8 or Windows-1250"])
        builder = ShapefileReaderTests.simple(Array("Liszki".utf8))
        builder.codePage = name
        #expect(try BoundaryImport.run([builder.file()]).warnings.isEmpty)
    }

    @Test("a projection file names the system")
    func projection() throws {
        var builder = ShapefileBuilder()
        let square = ShapefileReaderTests.outer(500_000, 250_000, 10_000)
        builder.records = [(attributes: [Array("1206143".utf8), Array("A".utf8)], rings: [square])]
        builder.projection =
            #"PROJCS["ETRS_1989_Poland_CS92",GEOGCS["GCS_ETRS_1989"],PARAMETER["False_Northing",-5300000.0]]"#
        let area = try BoundaryImport.run([builder.file()]).boundaries.area("1206143") ?? 0
        #expect(abs(area - 100 / (0.9993 * 0.9993)) < 0.01)
        builder.projection = "\u{FEFF}" + (builder.projection ?? "")
        #expect(try BoundaryImport.run([builder.file()]).boundaries.shapes.count == 1)
        builder.projection = #"PROJCS["ETRS_1989_Poland_CS2000_Zone_7"]"#
        #expect(
            messages([builder.file()])
                == ["1:1: [map-coordinates] unsupported coordinate system “ETRS_1989_Poland_CS2000_Zone_7”"])
    }

    @Test("the same map as from GeoJSON")
    func sameAsGeoJSON() throws {
        let shape = try BoundaryImport.run([ShapefileReaderTests.simple().file()]).topoJSON
        let text = feature("1206143", "Świątniki Górne", polygon(square(20, 50, side: 0.1)))
        #expect(try BoundaryImport.run([file(text)]).topoJSON == shape)
    }

    @Test("a file cut at any byte ends with a message, and so does one with any byte changed")
    func damaged() {
        let builder = ShapefileReaderTests.simple()
        let (shp, dbf) = (builder.shp(), builder.dbf())
        for length in 0..<shp.count {
            let cut = BoundaryFile(
                SourceFile(path: "a.shp", bytes: Array(shp.prefix(length))),
                companions: ["dbf": SourceFile(path: "a.dbf", bytes: dbf)])
            #expect(!messages([cut]).isEmpty, "cut to \(length)")
        }
        for length in 0..<(dbf.count - 1) {
            let cut = BoundaryFile(
                SourceFile(path: "a.shp", bytes: shp),
                companions: ["dbf": SourceFile(path: "a.dbf", bytes: Array(dbf.prefix(length)))])
            #expect(!messages([cut]).isEmpty, "table cut to \(length)")
        }
        for at in shp.indices {
            for value in [UInt8(0), 0x7F, 0x80, 0xFF] {
                var changed = shp
                changed[at] = value
                // Read or refused: it must only not crash.
                _ = messages([
                    BoundaryFile(
                        SourceFile(path: "a.shp", bytes: changed),
                        companions: ["dbf": SourceFile(path: "a.dbf", bytes: dbf)])
                ])
            }
        }
    }

    struct Bad: Sendable, CustomTestStringConvertible {
        let rule: String
        var testDescription: String { rule }
        let make: @Sendable () -> BoundaryFile
        let message: String
    }

    static let bad: [Bad] = [
        Bad(
            rule: "no table",
            make: { BoundaryFile(SourceFile(path: "a.shp", bytes: simple().shp())) },
            message: "1:1: [map-format] there is no .dbf table of attributes beside the .shp file"),
        Bad(
            rule: "lines are no areas",
            make: {
                var builder = simple()
                builder.type = 3
                return builder.file()
            }, message: "1:1: [map-format] shapes of type 3 are no polygons (5, 15 or 25)"),
        Bad(
            rule: "a coordinate that is no number",
            make: {
                var builder = simple()
                builder.records[0].rings[0][1] = (Double.nan, 50)
                return builder.file()
            }, message: "1:1: [map-coordinates] “Świątniki Górne”: a coordinate is no number (NaN or infinity)"),
        Bad(
            rule: "more records than shapes",
            make: {
                var builder = simple()
                let shp = builder.shp()
                builder.records.append(builder.records[0])
                return BoundaryFile(
                    SourceFile(path: "a.shp", bytes: shp),
                    companions: ["dbf": SourceFile(path: "a.dbf", bytes: builder.dbf())])
            }, message: "1:1: [map-format] the .shp file has 1 shapes, the .dbf table 2 records"),
        Bad(
            rule: "a memo field is no key",
            make: {
                var builder = simple()
                builder.fieldTypes = "MC"
                return builder.file()
            }, message: "1:1: [map-key] the boundary “Świątniki Górne” has no key"),
        Bad(
            rule: "all records deleted",
            make: {
                var builder = simple()
                builder.deleted = [0]
                return builder.file()
            }, message: "1:1: [map-format] the file holds no boundary at all"),
        Bad(
            rule: "no records", make: { ShapefileBuilder().file() },
            message: "1:1: [map-format] the file holds no boundary at all"),
        Bad(
            rule: "a header that promises more",
            make: {
                let builder = simple()
                var shp = builder.shp()
                shp[25] = 1
                return BoundaryFile(
                    SourceFile(path: "a.shp", bytes: shp),
                    companions: ["dbf": SourceFile(path: "a.dbf", bytes: builder.dbf())])
            }, message: "1:1: [map-format] the .shp file is truncated: its header gives a larger length"),
        Bad(
            rule: "degrees of another ellipsoid",
            make: {
                var builder = simple()
                builder.projection = #"GEOGCS["GCS_WGS_1972",DATUM["D_WGS_1972"]]"#
                return builder.file()
            }, message: "1:1: [map-coordinates] unsupported coordinate system “GCS_WGS_1972”"),
        Bad(
            rule: "unclosed ring",
            make: {
                var builder = simple()
                builder.records[0].rings[0].removeLast()
                return builder.file()
            },
            message: "1:1: [map-ring] Świątniki Górne (1206143), part 1, outer ring, vertex 4 "
                + "(20.100000 E, 50.000000 N): the ring does not close: its end lies 7165.06 m from its start"),
    ]

    @Test("a bad Shapefile ends with a message", arguments: bad)
    func badFile(_ bad: Bad) {
        #expect(messages([bad.make()]).first == bad.message, "\(bad.rule)")
    }
}
