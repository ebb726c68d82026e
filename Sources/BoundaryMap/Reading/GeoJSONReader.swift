import Content
import Diagnostics

/// Reads polygons from GeoJSON (RFC 7946): FeatureCollection, Feature, GeometryCollection, Polygon, MultiPolygon.
///
/// The file is read token by token into flat arrays, so that half a million vertices cost their numbers and no tree.
/// The `crs` member of the older specification is taken, with a warning.
struct GeoJSONReader {
    private var cursor: JSONCursor
    private var layer: SourceLayer
    private let attributes: AttributeNames

    static func read(_ file: SourceFile, attributes: AttributeNames) throws(DiagnosticError) -> SourceLayer {
        var reader = GeoJSONReader(
            cursor: try JSONCursor(file: file), layer: SourceLayer(file: file, format: .geoJSON),
            attributes: attributes)
        try reader.root()
        return reader.layer
    }

    /// What one object of the file turned out to hold; its `type` may come last.
    private struct Found {
        var type: String?
        var typeSpan = Span(0, 0)
        var scan: CoordinateScan?
        var scanStart = 0
        var coordinatesSpan = Span(0, 0)
        var key: String?
        var name: String?
        var attributes: [String] = []
        var hasGeometry = false
    }

    private mutating func root() throws(DiagnosticError) {
        guard cursor.token == .objectStart else {
            throw cursor.fault("GeoJSON musi być obiektem { … }", "GeoJSON must be an object { … }")
        }
        let start = cursor.span
        layer.features.append(SourceFeature(span: start))
        var found = Found()
        try object(&found, feature: 0, isRoot: true)
        while cursor.token != .end { try cursor.skip() }
        if found.type == "FeatureCollection" {
            layer.features.removeFirst()
            // A collection has no geometry of its own; one that stands there belongs to nobody.
            layer.rings.removeAll { $0.feature == 0 }
            for index in layer.rings.indices {
                let ring = layer.rings[index]
                layer.rings[index] = SourceRing(
                    feature: ring.feature - 1, polygon: ring.polygon, index: ring.index, start: ring.start,
                    end: ring.end)
            }
        }
        if layer.features.isEmpty {
            throw cursor.fault(
                "plik nie zawiera ani jednej granicy", "the file holds no boundary at all", at: start)
        }
    }

    /// Reads an object and files its polygons under `feature`.
    private mutating func object(_ found: inout Found, feature: Int, isRoot: Bool) throws(DiagnosticError) {
        let start = cursor.span
        try cursor.advance()
        while cursor.token == .key {
            if cursor.isText("type") {
                try cursor.advance()
                found.typeSpan = cursor.span
                found.type = try cursor.scalarText()
            } else if cursor.isText("features") {
                try cursor.advance()
                try features()
            } else if cursor.isText("geometry") {
                try cursor.advance()
                try geometry(&found, feature: feature)
            } else if cursor.isText("geometries") {
                try cursor.advance()
                try geometries(&found, feature: feature)
            } else if cursor.isText("coordinates") {
                try coordinates(&found)
            } else if cursor.isText("properties") {
                try cursor.advance()
                try properties(&found)
            } else if cursor.isText("id") {
                try cursor.advance()
                let id = try cursor.scalarText()
                if attributes.keys.contains("id") { found.key = id }
            } else if isRoot, cursor.isText("crs") {
                try cursor.advance()
                try referenceSystem()
            } else {
                try cursor.advance()
                try cursor.skip()
            }
        }
        try cursor.advance()
        try finish(&found, feature: feature, start: start)
    }

    /// Checks the type against what was found, and moves the rings into the layer.
    private mutating func finish(_ found: inout Found, feature: Int, start: Span) throws(DiagnosticError) {
        switch found.type {
        case "FeatureCollection": return
        case "Feature", "GeometryCollection":
            if found.type == "Feature" || found.key != nil {
                layer.features[feature].key = found.key
                layer.features[feature].name = found.name
                layer.features[feature].attributes = found.attributes
            }
        case "Polygon", "MultiPolygon":
            guard let scan = found.scan else {
                throw cursor.fault(
                    "wielokąt nie ma współrzędnych („coordinates”)", "the polygon has no coordinates", at: start)
            }
            let due = found.type == "Polygon" ? 3 : 4
            guard scan.depth == due || scan.depth == 0 else {
                throw cursor.fault(
                    "„\(found.type ?? "")” ma współrzędne zagnieżdżone \(scan.depth) razy, a powinien \(due)",
                    "the coordinates of a \(found.type ?? "") are nested \(scan.depth) deep instead of \(due)",
                    at: found.coordinatesSpan)
            }
            guard scan.depth > 0 else {
                throw cursor.fault("wielokąt jest pusty", "the polygon is empty", at: found.coordinatesSpan)
            }
            append(scan, from: found.scanStart, feature: feature)
        case nil:
            throw cursor.fault("brak pola „type”", "there is no “type”", at: start)
        case let type?:
            let known = ["Point", "MultiPoint", "LineString", "MultiLineString"].contains(type)
            throw cursor.fault(
                known ? "„\(type)” nie jest obszarem" : "nieznany typ „\(type)”",
                known ? "a \(type) is no area" : "unknown type “\(type)”",
                remedy: Words(
                    pl: "granica musi być typu Polygon albo MultiPolygon",
                    en: "a boundary must be a Polygon or a MultiPolygon"),
                at: found.typeSpan)
        }
    }

    private mutating func append(_ scan: CoordinateScan, from start: Int, feature: Int) {
        let offset = layer.rings.last.map { $0.feature == feature ? $0.polygon + 1 : 0 } ?? 0
        var start = start
        var index = 0
        var polygon = -1
        for ring in scan.rings {
            index = ring.polygon == polygon ? index + 1 : 0
            polygon = ring.polygon
            layer.rings.append(
                SourceRing(feature: feature, polygon: offset + polygon, index: index, start: start, end: ring.end))
            start = ring.end
        }
    }

    private mutating func features() throws(DiagnosticError) {
        guard cursor.token == .arrayStart else {
            throw cursor.fault("„features” musi być listą", "“features” must be an array")
        }
        try cursor.advance()
        while cursor.token != .arrayEnd {
            guard cursor.token == .objectStart else {
                throw cursor.fault("element „features” musi być obiektem", "an item of “features” must be an object")
            }
            layer.features.append(SourceFeature(span: cursor.span))
            let feature = layer.features.count - 1
            let rings = layer.rings.count
            var found = Found()
            let start = cursor.span
            try object(&found, feature: feature, isRoot: false)
            guard found.type == "Feature" else {
                throw cursor.fault(
                    "element „features” musi być typu Feature", "an item of “features” must be a Feature",
                    at: found.typeSpan)
            }
            if layer.rings.count == rings {
                let name = found.name ?? found.key ?? "?"
                throw cursor.fault(
                    "granica „\(name)” nie ma geometrii", "the boundary “\(name)” has no geometry", at: start)
            }
        }
        try cursor.advance()
    }

    private mutating func geometry(_ found: inout Found, feature: Int) throws(DiagnosticError) {
        guard cursor.token == .objectStart else { return try cursor.skip() }
        var inner = Found()
        try object(&inner, feature: feature, isRoot: false)
    }

    private mutating func geometries(_ found: inout Found, feature: Int) throws(DiagnosticError) {
        guard cursor.token == .arrayStart else {
            throw cursor.fault("„geometries” musi być listą", "“geometries” must be an array")
        }
        try cursor.advance()
        while cursor.token != .arrayEnd { try geometryItem(feature) }
        try cursor.advance()
    }

    private mutating func geometryItem(_ feature: Int) throws(DiagnosticError) {
        guard cursor.token == .objectStart else {
            throw cursor.fault("geometria musi być obiektem", "a geometry must be an object")
        }
        var inner = Found()
        try object(&inner, feature: feature, isRoot: false)
    }

    private mutating func coordinates(_ found: inout Found) throws(DiagnosticError) {
        try cursor.advance()
        found.coordinatesSpan = cursor.span
        found.scanStart = layer.x.count
        var scan = CoordinateScan()
        try scan.read(&cursor, into: &layer)
        found.scan = scan
    }

    private mutating func properties(_ found: inout Found) throws(DiagnosticError) {
        guard cursor.token == .objectStart else { return try cursor.skip() }
        try cursor.advance()
        var values: [String: String] = [:]
        while cursor.token == .key {
            let name = cursor.text
            try cursor.advance()
            found.attributes.append(name)
            let isWanted = attributes.keys.contains(name) || attributes.names.contains(name)
            if isWanted { values[name] = try cursor.scalarText() } else { try cursor.skip() }
        }
        try cursor.advance()
        found.key = found.key ?? attributes.keys.lazy.compactMap { values[$0] }.first
        found.name = attributes.names.lazy.compactMap { values[$0] }.first
    }

    private mutating func referenceSystem() throws(DiagnosticError) {
        let node = try cursor.node()
        layer.declared = ReferenceSystemName.declared(by: node)
        let words: Words
        if let name = layer.declared?.name {
            words = Words(
                pl: "pole „crs” jest przestarzałe (RFC 7946 dopuszcza tylko stopnie WGS 84); podaje: \(name)",
                en: "the “crs” member is obsolete (RFC 7946 allows only WGS 84 degrees); it says: \(name)")
        } else {
            words = Words(
                pl: "„crs”: null nie podaje układu współrzędnych; rozpoznano go po liczbach",
                en: "“crs”: null names no coordinate system; it was told from the numbers")
        }
        layer.warnings.append(Diagnostic(.mapReferenceSystem, words, at: Location(layer.file, node.span)))
    }
}
