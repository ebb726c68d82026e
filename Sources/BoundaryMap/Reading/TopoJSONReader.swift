import Content
import Diagnostics

/// Reads TopoJSON: delta-encoded and quantised, or plain; polygons of every object, `~i` for an arc run backwards.
struct TopoJSONReader {
    private var cursor: JSONCursor
    private var document: TopoJSONDocument

    static func read(_ file: SourceFile) throws(DiagnosticError) -> TopoJSONDocument {
        var reader = TopoJSONReader(cursor: try JSONCursor(file: file), document: TopoJSONDocument(file: file))
        try reader.root()
        return reader.document
    }

    private mutating func root() throws(DiagnosticError) {
        guard cursor.token == .objectStart else {
            throw cursor.fault("TopoJSON musi być obiektem { … }", "TopoJSON must be an object { … }")
        }
        let start = cursor.span
        var isTopology = false
        try cursor.advance()
        while cursor.token == .key {
            let name = cursor.text
            try cursor.advance()
            switch name {
            case "type": isTopology = try cursor.scalarText() == "Topology"
            case "arcs": try arcs()
            case "transform": try transform()
            case "objects": try objects()
            case "credit": document.credit = try cursor.scalarText()
            case "metropolia": document.own = try cursor.node()
            case "crs": document.referenceSystem = ReferenceSystemName.declared(by: try cursor.node())
            default: try cursor.skip()
            }
        }
        try cursor.advance()
        guard isTopology else {
            throw cursor.fault("brak „type”: „Topology”", "there is no “type”: “Topology”", at: start)
        }
        applyTransform()
        try checkReferences()
    }

    // MARK: - Arcs

    private mutating func arcs() throws(DiagnosticError) {
        guard document.arcEnds.isEmpty else {
            throw cursor.fault("„arcs” stoi w pliku dwa razy", "“arcs” stands in the file twice")
        }
        try expectArray("arcs")
        while cursor.token != .arrayEnd {
            try expectArray("arcs")
            while cursor.token != .arrayEnd { try position() }
            try cursor.advance()
            document.arcEnds.append(document.x.count)
        }
        try cursor.advance()
    }

    private mutating func position() throws(DiagnosticError) {
        let start = cursor.span.start
        guard cursor.token == .arrayStart else {
            throw cursor.fault(
                "wierzchołek łuku musi być listą liczb", "a vertex of an arc must be an array of numbers")
        }
        try cursor.advance()
        guard cursor.token == .number else { throw twoNumbers() }
        let x = cursor.double
        try cursor.advance()
        guard cursor.token == .number else { throw twoNumbers() }
        document.x.append(x)
        document.y.append(cursor.double)
        document.offsets.append(UInt32(truncatingIfNeeded: start))
        repeat { try cursor.advance() } while cursor.token == .number
        guard cursor.token == .arrayEnd else { throw twoNumbers() }
        try cursor.advance()
    }

    private func twoNumbers() -> DiagnosticError {
        cursor.fault("wierzchołek musi mieć dwie liczby", "a vertex needs two numbers")
    }

    private mutating func expectArray(_ name: String) throws(DiagnosticError) {
        guard cursor.token == .arrayStart else {
            throw cursor.fault("„\(name)” musi być listą", "“\(name)” must be an array")
        }
        try cursor.advance()
    }

    private mutating func transform() throws(DiagnosticError) {
        let node = try cursor.node()
        func pair(_ name: String) -> (Double, Double)? {
            guard let items = node[name]?.array, items.count == 2, let x = items[0].number?.double,
                let y = items[1].number?.double
            else { return nil }
            return (x, y)
        }
        guard let scale = pair("scale"), let translate = pair("translate"), scale.0 > 0, scale.1 > 0 else {
            throw cursor.fault(
                "„transform” musi mieć „scale” i „translate” po dwie liczby",
                "“transform” needs “scale” and “translate” of two numbers each",
                remedy: Words(pl: "liczby „scale” są większe od zera", en: "the numbers of “scale” are above zero"),
                at: node.span)
        }
        document.transform = (scale.0, scale.1, translate.0, translate.1)
    }

    /// Sums the deltas of each arc and scales them.
    private mutating func applyTransform() {
        guard let transform = document.transform else { return }
        for number in document.arcEnds.indices {
            var (x, y) = (0.0, 0.0)
            for index in document.arcRange(number) {
                x += document.x[index]
                y += document.y[index]
                document.x[index] = x * transform.scaleX + transform.x
                document.y[index] = y * transform.scaleY + transform.y
            }
        }
    }

    // MARK: - Objects

    private mutating func objects() throws(DiagnosticError) {
        guard cursor.token == .objectStart else {
            throw cursor.fault("„objects” musi być obiektem", "“objects” must be an object")
        }
        try cursor.advance()
        while cursor.token == .key {
            try cursor.advance()
            try geometry()
        }
        try cursor.advance()
    }

    private mutating func geometry() throws(DiagnosticError) {
        guard cursor.token == .objectStart else { return try cursor.skip() }
        var geometry = TopoJSONDocument.Geometry(span: cursor.span)
        var type: String?
        var typeSpan = cursor.span
        var isNull = false
        var arcs: JSONNode?
        try cursor.advance()
        while cursor.token == .key {
            let name = cursor.text
            try cursor.advance()
            switch name {
            case "type":
                typeSpan = cursor.span
                isNull = cursor.token == .null
                type = try cursor.scalarText()
            case "id": geometry.id = try cursor.scalarText()
            case "properties": geometry.properties = try cursor.node()
            case "geometries":
                try expectArray("geometries")
                while cursor.token != .arrayEnd { try self.geometry() }
                try cursor.advance()
            case "arcs": arcs = try cursor.node()
            default: try cursor.skip()
            }
        }
        try cursor.advance()
        switch type {
        case "Polygon", "MultiPolygon":
            let due = type == "Polygon" ? 2 : 3
            guard let arcs else {
                throw cursor.fault("wielokąt nie ma łuków („arcs”)", "the polygon has no “arcs”", at: geometry.span)
            }
            let (nested, depth) = try references(arcs)
            guard depth == due else {
                throw cursor.fault(
                    "łuki geometrii są zagnieżdżone \(depth) razy, a powinny \(due)",
                    "the arcs of the geometry are nested \(depth) deep instead of \(due)", at: arcs.span)
            }
            geometry.polygons = nested
            geometry.isPolygonal = true
            document.geometries.append(geometry)
        case "GeometryCollection": return
        case "Point", "MultiPoint", "LineString", "MultiLineString":
            let first = document.leftOut.map { ($0.first, $0.type) } ?? (typeSpan, type ?? "")
            document.leftOut = (first.0, first.1, (document.leftOut?.count ?? 0) + 1)
        case nil where isNull:
            throw cursor.fault("granica nie ma geometrii", "a boundary has no geometry", at: geometry.span)
        case nil: throw cursor.fault("brak pola „type”", "there is no “type”", at: geometry.span)
        case let type?:
            throw cursor.fault(
                "nieznany typ „\(type)”", "unknown type “\(type)”",
                remedy: Words(
                    pl: "granica musi być typu Polygon albo MultiPolygon",
                    en: "a boundary must be a Polygon or a MultiPolygon"),
                at: typeSpan)
        }
    }

    /// Arc numbers nested two deep (rings) or three deep (polygons); rings come back as one polygon.
    private func references(_ node: JSONNode) throws(DiagnosticError) -> (polygons: [[[Int]]], depth: Int) {
        func number(_ node: JSONNode) -> Int? { node.integer.flatMap { (-1 << 31..<1 << 31).contains($0) ? $0 : nil } }
        func ring(_ node: JSONNode) -> [Int]? {
            guard let items = node.array else { return nil }
            let numbers = items.compactMap(number)
            return numbers.count == items.count && !numbers.isEmpty ? numbers : nil
        }
        func polygon(_ node: JSONNode) -> [[Int]]? {
            guard let items = node.array else { return nil }
            let rings = items.compactMap(ring)
            return rings.count == items.count && !rings.isEmpty ? rings : nil
        }
        if let single = polygon(node) { return ([single], 2) }
        if let items = node.array, !items.isEmpty {
            let polygons = items.compactMap(polygon)
            if polygons.count == items.count { return (polygons, 3) }
        }
        throw cursor.fault(
            "„arcs” geometrii musi być listą pierścieni z numerami łuków",
            "the “arcs” of a geometry must be rings of arc numbers", at: node.span)
    }

    private func checkReferences() throws(DiagnosticError) {
        for geometry in document.geometries {
            for reference in geometry.polygons.joined().joined() {
                let number = reference >= 0 ? reference : ~reference
                guard number < document.arcEnds.count, !document.arcRange(number).isEmpty else {
                    throw cursor.fault(
                        "geometria używa łuku \(reference), którego nie ma (łuków jest \(document.arcEnds.count))",
                        "a geometry uses arc \(reference), which does not exist (there are \(document.arcEnds.count))",
                        at: geometry.span)
                }
            }
        }
    }
}
