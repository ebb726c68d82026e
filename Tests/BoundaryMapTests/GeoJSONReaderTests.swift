import Diagnostics
import Testing

@testable import BoundaryMap

/// A square of 0.1 degrees near Kraków, as text.
func square(_ west: Double = 20, _ south: Double = 50, side: Double = 0.1) -> String {
    let (east, north) = (west + side, south + side)
    return "[[\(west),\(south)],[\(east),\(south)],[\(east),\(north)],[\(west),\(north)],[\(west),\(south)]]"
}

func feature(_ key: String, _ name: String, _ geometry: String) -> String {
    #"{"type":"Feature","properties":{"teryt":"\#(key)","name":"\#(name)"},"geometry":\#(geometry)}"#
}

func polygon(_ rings: String...) -> String {
    #"{"type":"Polygon","coordinates":[\#(rings.joined(separator: ","))]}"#
}

func collection(_ features: String...) -> String {
    #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#
}

func file(_ text: String, path: String = "a.geojson") -> BoundaryFile {
    BoundaryFile(SourceFile(path: path, text: text))
}

/// The messages of an import that fails, in English, as `line:column: [rule] message`.
func messages(_ files: [BoundaryFile], _ options: BoundaryImport.Options = .init()) -> [String] {
    do throws(DiagnosticError) {
        _ = try BoundaryImport.run(files, options: options)
        return []
    } catch {
        return error.diagnostics.map { diagnostic in
            let place = diagnostic.location.map { "\($0.start.line):\($0.start.column): " } ?? ""
            return place + "[\(diagnostic.rule.name)] \(diagnostic.message.en)"
        }
    }
}

@Suite struct GeoJSONReaderTests {
    struct Bad: Sendable, CustomTestStringConvertible {
        let rule: String
        var testDescription: String { rule }
        let text: String
        let message: String
    }

    static let bad: [Bad] = [
        Bad(rule: "no JSON", text: "", message: ""),
        Bad(rule: "not an object", text: "[1]", message: "1:1: [map-format] GeoJSON must be an object { … }"),
        Bad(
            rule: "empty collection", text: collection(),
            message: "1:1: [map-format] the file holds no boundary at all"),
        Bad(rule: "no type", text: #"{"a":1}"#, message: "1:1: [map-format] there is no “type”"),
        Bad(
            rule: "a line is no area",
            text: collection(feature("1", "A", #"{"type":"LineString","coordinates":[[20,50],[21,51]]}"#)),
            message: "1:116: [map-format] a LineString is no area"),
        Bad(
            rule: "unknown type", text: #"{"type":"Circle"}"#,
            message: "1:9: [map-format] unknown type “Circle”"),
        Bad(
            rule: "nesting fits the type",
            text: feature("1", "A", #"{"type":"MultiPolygon","coordinates":[[[20,50],[21,50],[21,51],[20,50]]]}"#),
            message: "1:105: [map-format] the coordinates of a MultiPolygon are nested 3 deep instead of 4"),
        Bad(
            rule: "uneven nesting",
            text: feature("1", "A", #"{"type":"Polygon","coordinates":[[[20,50],[[21,50]]]]}"#),
            message: "1:112: [map-format] the coordinates are nested unevenly"),
        Bad(
            rule: "one number is no vertex",
            text: feature("1", "A", #"{"type":"Polygon","coordinates":[[[20],[21,50]]]}"#),
            message: "1:105: [map-format] a vertex needs two numbers and has one"),
        Bad(
            rule: "a string is no coordinate",
            text: feature("1", "A", #"{"type":"Polygon","coordinates":[[["20",50]]]}"#),
            message: "1:103: [map-format] coordinates hold only numbers and arrays of numbers"),
        Bad(
            rule: "no geometry", text: collection(feature("1", "A", "null")),
            message: "1:41: [map-format] the boundary “A” has no geometry"),
        Bad(
            rule: "empty polygon", text: feature("1", "A", #"{"type":"Polygon","coordinates":[]}"#),
            message: "1:100: [map-format] the polygon is empty"),
        Bad(
            rule: "missing key",
            text: collection(#"{"type":"Feature","properties":{"nazwa":"A"},"geometry":\#(polygon(square()))}"#),
            message: "1:41: [map-key] the boundary “A” has no key"),
        Bad(
            rule: "double key",
            text: collection(
                feature("1", "A", polygon(square())), feature("1", "B", polygon(square(20.5)))),
            message: "1:206: [map-key] the key 1 (“B”) comes a second time"),
        Bad(
            rule: "swapped axes",
            text: feature("1", "A", polygon("[[50,20],[50.1,20],[50.1,20.1],[50,20]]")),
            message: "1:103: [map-coordinates] “A”: the vertex 50.000000, 20.000000 lies outside Poland"),
        Bad(
            rule: "outside Poland", text: feature("1", "A", polygon(square(2, 48))),
            message: "1:103: [map-coordinates] “A”: the vertex 2.000000, 48.000000 lies outside Poland"),
        Bad(
            rule: "unclosed ring",
            text: feature("1", "A", polygon("[[20,50],[20.1,50],[20.1,50.1],[20,50.1]]")),
            message: "1:133: [map-ring] A (1), part 1, outer ring, vertex 4 (20.000000 E, 50.100000 N): "
                + "the ring does not close: its end lies 11115.92 m from its start"),
        Bad(
            rule: "fewer than four points", text: feature("1", "A", polygon("[[20,50],[20.1,50],[20,50]]")),
            message: "1:103: [map-ring] A (1), part 1, outer ring, vertex 1 (20.000000 E, 50.000000 N): "
                + "the ring has fewer than 4 points (3)"),
        Bad(
            rule: "zero area", text: feature("1", "A", polygon("[[20,50],[20.1,50],[20.1,50],[20,50]]")),
            message: "1:103: [map-ring] A (1), part 1, outer ring, vertex 1 (20.000000 E, 50.000000 N): "
                + "the ring has no area"),
        Bad(
            rule: "self-crossing",
            text: feature("1", "A", polygon("[[20,50],[20.1,50.1],[20.1,50],[20,50.1],[20,50]]")),
            message: "1:103: [map-ring] A (1), part 1, outer ring, vertex 1 (20.000000 E, 50.000000 N): "
                + "the boundary crosses itself, the other piece begins at 20.100000 E, 50.000000 N"),
        Bad(
            rule: "hole outside its shell", text: feature("1", "A", polygon(square(), square(20.5))),
            message: "1:201: [map-ring] A (1), part 1, hole 1, vertex 4 (20.500000 E, 50.100000 N): "
                + "the hole lies outside its outer ring"),
        Bad(
            rule: "overlap",
            text: collection(
                feature("1", "A", polygon(square())), feature("2", "B", polygon(square(20.05, 50.05)))),
            message: "1:155: [map-overlap] A (1) and B (2) overlap (20.100000 E, 50.050011 N)"),
        Bad(
            rule: "one inside the other without a hole",
            text: collection(
                feature("1", "A", polygon(square())),
                feature("2", "B", polygon(square(20.03, 50.03, side: 0.01)))),
            message: "1:376: [map-overlap] B (2) lies inside A (1), which has no hole for it "
                + "(20.030000 E, 50.040000 N)"),
        Bad(
            rule: "parts that overlap",
            text: feature(
                "1", "A", #"{"type":"MultiPolygon","coordinates":[[\#(square())],[\#(square(20.05, 50.05))]]}"#),
            message: ""),
        Bad(
            rule: "a wild number among degrees is the vertex that is named",
            text: feature("1", "A", polygon("[[20,50],[20.1,50],[1e300,50.1],[20,50.1],[20,50]]")),
            message: "1:121: [map-coordinates] “A”: the vertex 1e+300, 50.100000 lies outside Poland"),
        Bad(
            rule: "a reference system behind a link",
            text: #"{"type":"FeatureCollection","crs":{"type":"link","properties":{"href":"http://a.example/7.wkt"}},"#
                + #""features":[\#(feature("1", "A", polygon(square())))]}"#,
            message: "1:35: [map-coordinates] unsupported coordinate system “http://a.example/7.wkt”"),
        Bad(
            rule: "a reference system that says nothing",
            text: #"{"type":"FeatureCollection","crs":{},"features":[\#(feature("1", "A", polygon(square())))]}"#,
            message: "1:35: [map-coordinates] unsupported coordinate system “?”"),
        Bad(
            rule: "two byte-order marks", text: "\u{FEFF}\u{FEFF}" + feature("1", "A", polygon(square())), message: ""),
        Bad(
            rule: "the same outline twice",
            text: collection(feature("1", "A", polygon(square())), feature("2", "B", polygon(square()))),
            message: ""),
        Bad(
            rule: "truncated file", text: String(collection(feature("1", "A", polygon(square()))).dropLast(20)),
            message: ""),
    ]

    @Test("a bad file ends with a located message", arguments: bad)
    func badFile(_ bad: Bad) {
        let found = messages([file(bad.text)])
        #expect(!found.isEmpty, "\(bad.rule)")
        if !bad.message.isEmpty { #expect(found.first == bad.message, "\(bad.rule)") }
    }

    @Test("every message is there in Polish too, and what is wrong with the shapes has a remedy", arguments: bad)
    func polish(_ bad: Bad) {
        do throws(DiagnosticError) {
            _ = try BoundaryImport.run([file(bad.text)])
        } catch {
            for diagnostic in error.diagnostics {
                #expect(!diagnostic.message.pl.isEmpty)
                #expect(diagnostic.message.pl != diagnostic.message.en, "\(bad.rule)")
                if diagnostic.rule.name != "map-format" { #expect(diagnostic.remedy != nil, "\(bad.rule)") }
            }
        }
    }

    @Test("swapped axes are called that")
    func swapped() {
        do throws(DiagnosticError) {
            _ = try BoundaryImport.run([
                file(feature("1", "A", polygon("[[50,20],[50.1,20],[50.1,20.1],[50,20]]")))
            ])
        } catch {
            #expect(
                error.diagnostics.first?.remedy?.en
                    == "latitude and longitude are swapped: GeoJSON has the longitude (east) first")
        }
    }

    struct Good: Sendable, CustomTestStringConvertible {
        let rule: String
        var testDescription: String { rule }
        let text: String
    }

    static let good: [Good] = [
        Good(rule: "a collection", text: collection(feature("1", "A", polygon(square())))),
        Good(rule: "a single feature", text: feature("1", "A", polygon(square()))),
        Good(
            rule: "coordinates before the type",
            text: feature("1", "A", #"{"coordinates":[\#(square())],"type":"Polygon"}"#)),
        Good(
            rule: "geometry before the properties",
            text: #"{"geometry":\#(polygon(square())),"type":"Feature","properties":{"name":"A","teryt":"1"}}"#),
        Good(
            rule: "a geometry collection",
            text: feature("1", "A", #"{"type":"GeometryCollection","geometries":[\#(polygon(square()))]}"#)),
        Good(
            rule: "a multipolygon",
            text: feature("1", "A", #"{"type":"MultiPolygon","coordinates":[[\#(square())]]}"#)),
        Good(rule: "a byte-order mark", text: "\u{FEFF}" + feature("1", "A", polygon(square()))),
        Good(
            rule: "a reference system that is null",
            text: #"{"type":"FeatureCollection","crs":null,"features":[\#(feature("1", "A", polygon(square())))]}"#),
        Good(
            rule: "a reference system behind a link whose address names it",
            text: #"{"type":"FeatureCollection","crs":{"type":"link","properties":"#
                + #"{"href":"http://www.opengis.net/def/crs/EPSG/0/4326"}},"features":["#
                + #"\#(feature("1", "A", polygon(square())))]}"#),
        Good(
            rule: "parts that share a border are one",
            text: feature(
                "1", "A",
                #"{"type":"MultiPolygon","coordinates":[[[[20,50],[20.05,50],[20.05,50.1],[20,50.1],[20,50]]],"#
                    + #"[[[20.05,50],[20.1,50],[20.1,50.1],[20.05,50.1],[20.05,50]]]]}"#)),
        Good(
            rule: "heights are dropped",
            text: feature(
                "1", "A", polygon("[[20,50,200],[20.1,50,200],[20.1,50.1,200],[20,50.1,200],[20,50,200]]"))),
        Good(
            rule: "repeated points are dropped",
            text: feature("1", "A", polygon("[[20,50],[20,50],[20.1,50],[20.1,50.1],[20,50.1],[20,50.1],[20,50]]"))),
        Good(
            rule: "spikes are removed",
            text: feature(
                "1", "A", polygon("[[20,50],[20.1,50],[20.2,50],[20.1,50],[20.1,50.1],[20,50.1],[20,50]]"))),
        Good(
            rule: "clockwise rings are turned",
            text: feature("1", "A", polygon("[[20,50],[20,50.1],[20.1,50.1],[20.1,50],[20,50]]"))),
        Good(
            rule: "a key that is a number",
            text: #"{"type":"Feature","properties":{"teryt":1,"name":"A"},"geometry":\#(polygon(square()))}"#),
        Good(
            rule: "the register's own attribute names",
            text:
                #"{"type":"Feature","properties":{"JPT_KOD_JE":"1","JPT_NAZWA_":"A"},"geometry":\#(polygon(square()))}"#
        ),
    ]

    @Test("what the standard allows is read", arguments: good)
    func goodFile(_ good: Good) throws {
        let result = try BoundaryImport.run([file(good.text)])
        #expect(result.boundaries.shapes.map(\.key) == ["1"])
        #expect(result.boundaries.shapes.map(\.name) == ["A"])
        // 0.1° × 0.1° at 50° N on GRS 80: 79.66 km² by PROJ's geodesic area.
        #expect(abs((result.boundaries.area("1") ?? 0) - 79.66) < 0.05, "\(good.rule)")
    }

    @Test("a reference system that cannot be read yields to --crs; null gives a warning")
    func unreadableReferenceSystem() throws {
        func text(_ crs: String) -> String {
            #"{"type":"FeatureCollection","crs":\#(crs),"features":[\#(feature("1", "A", polygon(square())))]}"#
        }
        var options = BoundaryImport.Options()
        options.system = .degrees
        let link = #"{"type":"link","properties":{"href":"http://a.example/7.wkt"}}"#
        #expect(try BoundaryImport.run([file(text(link))], options: options).boundaries.shapes.count == 1)
        let found = try BoundaryImport.run([file(text("null"))]).warnings
        #expect(found.map(\.message.en) == ["“crs”: null names no coordinate system; it was told from the numbers"])
    }

    @Test("the crs member of the old standard is read, with a warning")
    func oldReferenceSystem() throws {
        let metres = "[[500000,250000],[510000,250000],[510000,260000],[500000,260000],[500000,250000]]"
        let text =
            #"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::2180"}},"#
            + #""features":[\#(feature("1", "A", polygon(metres)))]}"#
        let result = try BoundaryImport.run([file(text)])
        #expect(abs((result.boundaries.area("1") ?? 0) - 100 / (0.9993 * 0.9993)) < 0.01)
        #expect(result.warnings.map(\.rule.name) == ["map-crs"])
        let other = text.replacing("2180", with: "2178")
        #expect(
            messages([file(other)]) == [
                "1:35: [map-coordinates] unsupported coordinate system “urn:ogc:def:crs:EPSG::2178”"
            ])
    }

    @Test("metres with north first are recognised by the voivodeship in the key")
    func northFirst() throws {
        // Tarnów lies at 20.99 E, 50.01 N: 642 km east, 240 km north. Swapped it would be in Pomerania.
        let corners = [(642, 240), (652, 240), (652, 250), (642, 250), (642, 240)]
        let straight = "[" + corners.map { "[\($0.0)000,\($0.1)000]" }.joined(separator: ",") + "]"
        let swapped = "[" + corners.map { "[\($0.1)000,\($0.0)000]" }.joined(separator: ",") + "]"
        let one = try BoundaryImport.run([file(feature("1263011", "Tarnów", polygon(straight)))])
        let other = try BoundaryImport.run([file(feature("1263011", "Tarnów", polygon(swapped)))])
        #expect(one.topoJSON == other.topoJSON)
        #expect(other.warnings.contains { $0.rule.name == "map-crs" })
    }

    @Test("a file nested ten thousand deep ends with a message")
    func deep() {
        let text = #"{"type":"Polygon","coordinates":"# + String(repeating: "[", count: 10_000)
        #expect(messages([file(text)]).count == 1)
    }

    @Test("bytes that are no UTF-8 end with a message")
    func encoding() {
        var bytes = Array(feature("1", "A", polygon(square())).utf8)
        bytes[50] = 0xB9
        #expect(messages([BoundaryFile(SourceFile(path: "a.geojson", bytes: bytes))]).count == 1)
    }
}
