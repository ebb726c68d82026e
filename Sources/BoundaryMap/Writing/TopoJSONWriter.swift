/// Writes boundaries as TopoJSON in EPSG:2180: integer deltas, shared borders once, facts as properties.
///
/// One member to a line where people look, arcs on one line each, so that a change shows in a diff.
struct TopoJSONWriter {
    static let layerName = "boundaries"

    static func bytes(_ boundaries: Boundaries, generalisation: Generalisation, tolerance: Double) -> [UInt8] {
        var writer = TopoJSONWriter()
        writer.write(boundaries, generalisation, tolerance)
        return writer.out
    }

    private var out: [UInt8] = []

    private mutating func write(_ boundaries: Boundaries, _ generalisation: Generalisation, _ tolerance: Double) {
        let frame = generalisation.frame
        out.append(text: "{\"type\":\"Topology\",\n\"credit\":")
        string(boundaries.credit)
        out.append(text: ",\n\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::2180\"}}")
        out.append(text: ",\n\"metropolia\":{\"version\":1,\"tolerance\":")
        number(tolerance, 3)
        out.append(text: ",\"deviation\":")
        // Upwards, as it is a bound; but what was read as whole millimetres stays.
        number((boundaries.deviation * 1000 - 1e-6).rounded(.up) / 1000, 3)
        out.append(text: "}")
        var box = GridBox()
        for arc in generalisation.coverage.arcs { for point in arc { box.add(point) } }
        out.append(text: ",\n\"bbox\":[")
        for (index, value) in [box.minX, box.minY, box.maxX, box.maxY].enumerated() {
            if index > 0 { out.append(text: ",") }
            let origin = index.isMultiple(of: 2) ? frame.originX : frame.originY
            number((Double(origin) + Double(value) * frame.unit) / 1000, 3)
        }
        out.append(text: "],\n\"transform\":{\"scale\":[")
        number(frame.unit / 1000, 6)
        out.append(text: ",")
        number(frame.unit / 1000, 6)
        out.append(text: "],\"translate\":[")
        number(Double(frame.originX) / 1000, 3)
        out.append(text: ",")
        number(Double(frame.originY) / 1000, 3)
        out.append(
            text: "]},\n\"objects\":{\"\(TopoJSONWriter.layerName)\":{\"type\":\"GeometryCollection\",\"geometries\":[")
        for (index, shape) in generalisation.coverage.shapes.enumerated() {
            out.append(text: index > 0 ? ",\n" : "\n")
            geometry(shape, boundaries.shapes[index].facts)
        }
        out.append(text: "]}},\n\"arcs\":[")
        for (index, arc) in generalisation.coverage.arcs.enumerated() {
            out.append(text: index > 0 ? ",\n" : "\n")
            self.arc(arc)
        }
        out.append(text: "]}\n")
    }

    private mutating func geometry(_ shape: CoverageShape, _ facts: BoundaryFacts) {
        let isSingle = shape.polygons.count == 1
        out.append(text: "{\"type\":\"\(isSingle ? "Polygon" : "MultiPolygon")\",\"id\":")
        string(shape.key)
        out.append(text: ",\"properties\":{\"key\":")
        string(shape.key)
        out.append(text: ",\"name\":")
        string(shape.name)
        out.append(text: ",\"area\":")
        number(facts.area, 4)
        out.append(text: ",\"perimeter\":")
        number(facts.perimeter, 3)
        out.append(text: ",\"compactness\":")
        number(facts.compactness, 4)
        out.append(text: ",\"colour\":")
        out.append(decimal: facts.colour)
        out.append(text: ",\"bounds\":[")
        for (index, value) in [facts.bounds.west, facts.bounds.south, facts.bounds.east, facts.bounds.north]
            .enumerated()
        {
            if index > 0 { out.append(text: ",") }
            number(value, 6)
        }
        out.append(text: "],\"label\":[")
        number(facts.label.longitude, 6)
        out.append(text: ",")
        number(facts.label.latitude, 6)
        out.append(text: "],\"neighbours\":{")
        for (index, neighbour) in facts.neighbours.enumerated() {
            if index > 0 { out.append(text: ",") }
            string(neighbour.key)
            out.append(text: ":")
            number(neighbour.length, 1)
        }
        out.append(text: "},\"touches\":[")
        for (index, key) in facts.touches.enumerated() {
            if index > 0 { out.append(text: ",") }
            string(key)
        }
        out.append(text: "]},\"arcs\":")
        if isSingle { rings(shape.polygons[0]) } else { polygons(shape.polygons) }
        out.append(text: "}")
    }

    private mutating func polygons(_ polygons: [[[Int]]]) {
        out.append(text: "[")
        for (index, polygon) in polygons.enumerated() {
            if index > 0 { out.append(text: ",") }
            rings(polygon)
        }
        out.append(text: "]")
    }

    private mutating func rings(_ rings: [[Int]]) {
        out.append(text: "[")
        for (index, ring) in rings.enumerated() {
            out.append(text: index > 0 ? ",[" : "[")
            for (position, reference) in ring.enumerated() {
                if position > 0 { out.append(text: ",") }
                out.append(decimal: reference)
            }
            out.append(text: "]")
        }
        out.append(text: "]")
    }

    private mutating func arc(_ arc: [GridPoint]) {
        out.append(text: "[")
        var previous = GridPoint(0, 0)
        for (index, point) in arc.enumerated() {
            out.append(text: index > 0 ? ",[" : "[")
            out.append(decimal: point.x - previous.x)
            out.append(text: ",")
            out.append(decimal: point.y - previous.y)
            out.append(text: "]")
            previous = point
        }
        out.append(text: "]")
    }

    /// Without trailing zeros.
    private mutating func number(_ value: Double, _ digits: Int) {
        var text = Array(decimal(value, digits).utf8)
        if digits > 0 {
            while text.last == UInt8(ascii: "0") { text.removeLast() }
            if text.last == UInt8(ascii: ".") { text.removeLast() }
        }
        out += text == [UInt8(ascii: "-"), UInt8(ascii: "0")] ? [UInt8(ascii: "0")] : text
    }

    private mutating func string(_ text: String) {
        out.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                out.append(UInt8(ascii: "\\"))
                out.append(byte)
            case 0..<0x20:
                out.append(text: "\\u00")
                out.append(Array("0123456789abcdef".utf8)[Int(byte >> 4)])
                out.append(Array("0123456789abcdef".utf8)[Int(byte & 15)])
            default: out.append(byte)
            }
        }
        out.append(UInt8(ascii: "\""))
    }
}
