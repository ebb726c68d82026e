import Diagnostics
import Testing

@testable import BoundaryMap

@Suite struct TopoJSONReaderTests {
    /// Two squares side by side, in degrees: arc 0 is the common border.
    private static func topology(
        arcs: String = "[[20.1,50],[20.1,50.1]],[[20.1,50.1],[20,50.1],[20,50],[20.1,50]],"
            + "[[20.1,50],[20.2,50],[20.2,50.1],[20.1,50.1]]",
        first: String = "[[0,1]]", second: String = "[[2,-1]]", more: String = "", type: String = "Polygon"
    ) -> String {
        #"{"type":"Topology",\#(more)"objects":{"gminy":{"type":"GeometryCollection","geometries":["#
            + #"{"type":"\#(type)","properties":{"teryt":"1","name":"A"},"arcs":\#(first)},"#
            + #"{"type":"Polygon","id":"2","properties":{"name":"B"},"arcs":\#(second)}]}},"arcs":[\#(arcs)]}"#
    }

    @Test("plain positions, arcs run backwards, an id for a key")
    func plain() throws {
        let result = try BoundaryImport.run([file(TopoJSONReaderTests.topology())])
        #expect(result.boundaries.shapes.map(\.key) == ["1", "2"])
        #expect(result.boundaries.shapes.map(\.name) == ["A", "B"])
        #expect(result.report.neighbourPairs == 1)
    }

    @Test("geometries that are no areas are left out, and said")
    func leftOut() throws {
        let text = TopoJSONReaderTests.topology().replacing(
            #""geometries":["#,
            with: #""geometries":[{"type":"Point","coordinates":[20,50]},{"type":"LineString","arcs":[0]},"#)
        let result = try BoundaryImport.run([file("\u{FEFF}" + text)])
        #expect(result.boundaries.shapes.map(\.key) == ["1", "2"])
        #expect(result.warnings.map(\.message.en) == ["left out geometries that are no areas: 2, the first: Point"])
    }

    @Test("quantised deltas are the same map")
    func quantised() throws {
        let arcs = "[[1,0],[0,1]],[[1,1],[-1,0],[0,-1],[1,0]],[[1,0],[1,0],[0,1],[-1,0]]"
        let text = TopoJSONReaderTests.topology(
            arcs: arcs, more: #""transform":{"scale":[0.1,0.1],"translate":[20,50]},"#)
        let plain = try BoundaryImport.run([file(TopoJSONReaderTests.topology())]).topoJSON
        #expect(try BoundaryImport.run([file(text)]).topoJSON == plain)
    }

    struct Bad: Sendable, CustomTestStringConvertible {
        let rule: String
        let text: String
        let message: String
        var testDescription: String { rule }
    }

    static let bad = [
        Bad(
            rule: "an arc that is not there", text: topology(first: "[[0,7]]"),
            message: "[map-format] a geometry uses arc 7, which does not exist (there are 3)"),
        Bad(
            rule: "the smallest integer", text: topology(first: "[[0,-9223372036854775808]]"),
            message: "[map-format] the “arcs” of a geometry must be rings of arc numbers"),
        Bad(
            rule: "arcs nested wrongly", text: topology(first: "[0,1]"),
            message: "[map-format] the “arcs” of a geometry must be rings of arc numbers"),
        Bad(
            rule: "nesting fits the type", text: topology(type: "MultiPolygon"),
            message: "[map-format] the arcs of the geometry are nested 2 deep instead of 3"),
        Bad(
            rule: "arcs that do not join", text: topology(first: "[[0,2]]"),
            message: "[map-format] the arcs of a ring do not join end to end"),
        Bad(
            rule: "a transform without a scale",
            text: topology(more: #""transform":{"scale":[0,1],"translate":[0,0]},"#),
            message: "[map-format] “transform” needs “scale” and “translate” of two numbers each"),
        Bad(
            rule: "a vertex of one number", text: topology(arcs: "[[20],[20,50]]"),
            message: "[map-format] a vertex needs two numbers"),
        Bad(
            rule: "no polygons", text: #"{"type":"Topology","objects":{},"arcs":[]}"#,
            message: "[map-format] the file holds no boundary at all"),
        Bad(
            rule: "arcs that stand there twice", text: topology(more: #""arcs":[[[20,50],[21,51]]],"#),
            message: "[map-format] “arcs” stands in the file twice"),
        Bad(
            rule: "a boundary without geometry",
            text: topology(type: "").replacing(#""type":"""#, with: #""type":null"#),
            message: "[map-format] a boundary has no geometry"),
        Bad(
            rule: "a type that nobody knows", text: topology(type: "polygon"),
            message: "[map-format] unknown type “polygon”"),
        Bad(
            rule: "a reference system that is not read",
            text: topology(more: #""crs":{"type":"name","properties":{"name":"EPSG:3857"}},"#),
            message: "[map-coordinates] unsupported coordinate system “EPSG:3857”"),
        Bad(
            rule: "collections nested without end",
            text: #"{"type":"Topology","arcs":[],"objects":{"a":"#
                + String(repeating: #"{"type":"GeometryCollection","geometries":["#, count: 10_000),
            message: ""),
        Bad(
            rule: "an empty arc",
            text: topology(arcs: "[],[[20.1,50.1],[20,50.1],[20,50],[20.1,50]],[[20,50],[21,51]]"),
            message: "[map-format] a geometry uses arc 0, which does not exist (there are 3)"),
        Bad(
            rule: "a scale that is no number",
            text: topology(more: #""transform":{"scale":[1e999,1],"translate":[0,0]},"#), message: ""),
        Bad(
            rule: "deltas that run away",
            text: topology(
                arcs: "[[1e308,0],[1e308,1]],[[1e308,1],[0,0]],[[0,0],[1,1]]",
                more: #""transform":{"scale":[1e300,1],"translate":[0,0]},"#),
            message: ""),
    ]

    @Test("a bad TopoJSON ends with a message", arguments: bad)
    func badFile(_ bad: Bad) {
        let found = messages([file(bad.text)])
        #expect(!found.isEmpty)
        if !bad.message.isEmpty { #expect(found.first?.hasSuffix(bad.message) == true, "\(found)") }
    }

    @Test("a file that uses one arc a thousand times is refused")
    func bomb() {
        let ring = "[" + Array(repeating: "0,-1", count: 5000).joined(separator: ",") + "]"
        let found = messages([file(TopoJSONReaderTests.topology(first: "[\(ring)]"))])
        #expect(!found.isEmpty)
    }
}
