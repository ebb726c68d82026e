import Diagnostics

/// Reads polygons from an ESRI Shapefile (“ESRI Shapefile Technical Description”, 1998): types 5, 15 (with heights) and
/// 25 (with measures); attributes from the `.dbf`, the coordinate system from the `.prj`.
///
/// The file lists rings, not polygons: outer ones run clockwise, holes the other way, and a hole belongs to the
/// smallest outer ring that holds it.
struct ShapefileReader {
    private let file: SourceFile
    private let reader: ByteReader
    private let table: AttributeTable
    private let attributes: AttributeNames
    private var layer: SourceLayer
    /// Comparisons left for sorting holes into outer rings; a hostile file would take minutes.
    private var budget = 200_000_000

    static func read(_ file: BoundaryFile, attributes: AttributeNames) throws(DiagnosticError) -> SourceLayer {
        let source = file.source
        guard let tableFile = file.companions["dbf"] else {
            throw DiagnosticError(
                Diagnostic(
                    .mapFormat,
                    Words(
                        pl: "obok pliku .shp nie ma tabeli .dbf z atrybutami",
                        en: "there is no .dbf table of attributes beside the .shp file"),
                    at: place(source),
                    remedy: Words(
                        pl: "połóż obok pliki o tej samej nazwie: .dbf, .prj i .cpg",
                        en: "put the files of the same name beside it: .dbf, .prj and .cpg")))
        }
        let table = try AttributeTable.read(tableFile, codePage: file.companions["cpg"])
        var reader = ShapefileReader(file: source, table: table, attributes: attributes)
        try reader.shapes()
        reader.declareSystem(file.companions["prj"])
        if let codePage = file.companions["cpg"], let name = table.unsupportedEncoding {
            reader.warnEncoding(name, codePage)
        }
        return reader.layer
    }

    /// A binary file has no lines: the message names the file, and its text the place.
    static func place(_ file: SourceFile) -> Location {
        Location(SourceFile(path: file.path, bytes: []), Span(0, 0))
    }

    private init(file: SourceFile, table: AttributeTable, attributes: AttributeNames) {
        self.file = file
        self.table = table
        self.attributes = attributes
        reader = ByteReader(bytes: file.bytes)
        layer = SourceLayer(file: SourceFile(path: file.path, bytes: []), format: .shapefile)
    }

    private func fault(_ pl: String, _ en: String) -> DiagnosticError {
        DiagnosticError(Diagnostic(.mapFormat, Words(pl: pl, en: en), at: ShapefileReader.place(file)))
    }

    private mutating func declareSystem(_ projection: SourceFile?) {
        guard let projection else { return }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let start = projection.bytes.starts(with: mark) ? mark.count : 0
        let text = String(decoding: projection.bytes[start...].prefix(4000), as: UTF8.self)
        let name = text.split(separator: "\"").dropFirst().first.map(String.init) ?? projection.path
        layer.declared = SourceLayer.Declared(
            name: name, system: ReferenceSystemName.system(wellKnownText: text), span: Span(0, 0))
    }

    private mutating func warnEncoding(_ name: String, _ codePage: SourceFile) {
        layer.warnings.append(
            Diagnostic(
                .mapMended,
                Words(
                    pl: "kodowanie „\(name)” nie jest obsługiwane: nazwy odczytano jako UTF-8 albo Windows-1250",
                    en: "the encoding “\(name)” is not supported: names were read as UTF-8 or Windows-1250"),
                at: Location(codePage, Span(0, codePage.bytes.count)),
                remedy: Words(
                    pl: "zapisz tabelę w UTF-8, a w pliku .cpg wpisz UTF-8",
                    en: "save the table as UTF-8, and write UTF-8 into the .cpg file")))
    }

    private mutating func warnDeleted(_ count: Int) {
        layer.warnings.append(
            Diagnostic(
                .mapMended,
                Words(
                    pl: "pominięto kształty, których rekordy w tabeli .dbf są oznaczone jako usunięte: \(count)",
                    en: "left out shapes whose records in the .dbf table are marked as deleted: \(count)"),
                at: ShapefileReader.place(file)))
    }

    private mutating func shapes() throws(DiagnosticError) {
        guard reader.big32(0) == 9994, let type = reader.little32(32) else {
            throw fault("to nie jest plik .shp", "this is no .shp file")
        }
        guard [5, 15, 25].contains(type) else {
            throw fault(
                "kształty typu \(type) nie są wielokątami (5, 15 albo 25)",
                "shapes of type \(type) are no polygons (5, 15 or 25)")
        }
        guard let length = reader.big32(24), 2 * length <= reader.bytes.count else {
            throw fault(
                "plik .shp jest ucięty: jego nagłówek podaje większą długość",
                "the .shp file is truncated: its header gives a larger length")
        }
        var at = 100
        var record = 0
        var deleted = 0
        while at + 8 <= reader.bytes.count {
            guard let words = reader.big32(at + 4), words >= 2 else {
                throw fault("rekord \(record + 1) ma błędną długość", "record \(record + 1) has a wrong length")
            }
            let end = at + 8 + 2 * words
            guard end <= reader.bytes.count else {
                throw fault(
                    "plik .shp jest ucięty w rekordzie \(record + 1)",
                    "the .shp file is truncated in record \(record + 1)")
            }
            if record < table.count, table.isDeleted(record) {
                deleted += 1
            } else {
                try shape(from: at + 8, to: end, record: record)
            }
            at = end
            record += 1
        }
        guard record == table.count else {
            throw fault(
                "plik .shp ma \(record) kształtów, a tabela .dbf \(table.count) rekordów",
                "the .shp file has \(record) shapes, the .dbf table \(table.count) records")
        }
        if deleted > 0 { warnDeleted(deleted) }
        guard record > deleted else {
            throw fault("plik nie zawiera ani jednej granicy", "the file holds no boundary at all")
        }
    }

    private mutating func shape(from: Int, to end: Int, record: Int) throws(DiagnosticError) {
        guard record < table.count else { return layer.features.append(SourceFeature(span: Span(0, 0))) }
        var feature = SourceFeature(span: Span(0, 0))
        feature.key = table.value(of: attributes.keys, record: record)
        feature.name = table.value(of: attributes.names, record: record)
        feature.attributes = table.fields.map(\.name)
        layer.features.append(feature)
        let who = feature.name ?? feature.key ?? "\(record + 1)"
        guard let type = reader.little32(from), [5, 15, 25].contains(type) else {
            throw fault("granica „\(who)” nie ma geometrii", "the boundary “\(who)” has no geometry")
        }
        guard let parts = reader.little32(from + 36), let points = reader.little32(from + 40), parts > 0, points > 0,
            parts <= points, from + 44 + 4 * parts + 16 * points <= end
        else {
            throw fault(
                "granica „\(who)”: liczba pierścieni albo punktów nie zgadza się z długością rekordu",
                "the boundary “\(who)”: the number of rings or points does not fit the record's length")
        }
        var starts: [Int] = []
        for part in 0..<parts { starts.append(reader.little32(from + 44 + 4 * part) ?? -1) }
        starts.append(points)
        guard starts[0] == 0, zip(starts, starts.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw fault(
                "granica „\(who)”: początki pierścieni nie rosną",
                "the boundary “\(who)”: the rings' starts do not rise")
        }
        let first = layer.x.count
        let data = from + 44 + 4 * parts
        for point in 0..<points {
            layer.x.append(reader.double(data + 16 * point) ?? .nan)
            layer.y.append(reader.double(data + 16 * point + 8) ?? .nan)
        }
        group((0..<parts).map { (first + starts[$0])..<(first + starts[$0 + 1]) })
    }

    // MARK: - Rings into polygons

    private mutating func group(_ rings: [Range<Int>]) {
        let feature = layer.features.count - 1
        let areas = rings.map { signedArea($0) }
        var outer = rings.indices.filter { areas[$0] < 0 }
        // All the wrong way round: then all are shells.
        if outer.isEmpty { outer = Array(rings.indices) }
        var holes: [Int: [Int]] = [:]
        for ring in rings.indices where !outer.contains(ring) {
            holes[owner(of: rings[ring], among: outer, rings, areas), default: []].append(ring)
        }
        for (polygon, shell) in outer.enumerated() {
            for (index, ring) in ([shell] + holes[shell, default: []]).enumerated() {
                layer.rings.append(
                    SourceRing(
                        feature: feature, polygon: polygon, index: index, start: rings[ring].lowerBound,
                        end: rings[ring].upperBound))
            }
        }
    }

    private func signedArea(_ ring: Range<Int>) -> Double {
        var sum = 0.0
        let (baseX, baseY) = (layer.x[ring.lowerBound], layer.y[ring.lowerBound])
        for index in ring.dropFirst() {
            sum +=
                (layer.x[index - 1] - baseX) * (layer.y[index] - baseY)
                - (layer.x[index] - baseX) * (layer.y[index - 1] - baseY)
        }
        return sum / 2
    }

    private mutating func owner(
        of hole: Range<Int>, among outer: [Int], _ rings: [Range<Int>], _ areas: [Double]
    ) -> Int {
        var best = outer[0]
        var isFound = false
        guard outer.count > 1 else { return best }
        for candidate in outer where budget > 0 && (!isFound || abs(areas[candidate]) < abs(areas[best])) {
            budget -= rings[candidate].count
            // The middle of the hole's first edge: a corner may stand on the shell.
            let next = min(hole.lowerBound + 1, hole.upperBound - 1)
            let x = (layer.x[hole.lowerBound] + layer.x[next]) / 2
            let y = (layer.y[hole.lowerBound] + layer.y[next]) / 2
            if holds(rings[candidate], x, y) {
                best = candidate
                isFound = true
            }
        }
        return best
    }

    private func holds(_ ring: Range<Int>, _ x: Double, _ y: Double) -> Bool {
        var isInside = false
        for index in ring.dropFirst() {
            let (ax, ay) = (layer.x[index - 1], layer.y[index - 1])
            let (bx, by) = (layer.x[index], layer.y[index])
            if (ay > y) != (by > y), x < (bx - ax) * (y - ay) / (by - ay) + ax { isInside.toggle() }
        }
        return isInside
    }
}
