import Content
import Diagnostics

/// Reads the TopoJSON that `map import` wrote back into boundaries; at every build, so without finding topology again.
enum KeptBoundaries {
    static func read(_ file: SourceFile) throws(DiagnosticError) -> Boundaries {
        let document = try TopoJSONReader.read(file)
        guard let own = document.own, document.transform != nil, own["version"]?.integer == 1 else {
            throw fault(
                file, Span(0, 1), "to nie jest plik granic z „metropolia map import”",
                "this is no boundary file made by “metropolia map import”",
                remedy: Words(
                    pl: "utwórz go: metropolia map import PLIK -o \(file.path)",
                    en: "make one: metropolia map import FILE -o \(file.path)"))
        }
        // What a file says of itself counts against every drawing: a negative figure would loosen the bound.
        for name in ["deviation", "tolerance"] where !(0...largest).contains(own[name]?.number?.double ?? 0) {
            throw damaged(file, own[name]?.span ?? own.span, "metropolia.\(name)")
        }
        let arcs = try self.arcs(document)
        var shapes: [CoverageShape] = []
        var facts: [String: BoundaryFacts] = [:]
        var names: [String: String] = [:]
        var places: [String: Location] = [:]
        for geometry in document.geometries {
            guard let properties = geometry.properties, let key = properties["key"]?.string,
                let name = properties["name"]?.string
            else { throw damaged(file, geometry.span, "key, name") }
            places[key] = Location(file, geometry.span)
            shapes.append(CoverageShape(key: key, name: name, polygons: geometry.polygons))
            if names.updateValue(name, forKey: key) != nil { throw damaged(file, geometry.span, key) }
        }
        for geometry in document.geometries {
            guard let properties = geometry.properties, let key = properties["key"]?.string else { continue }
            facts[key] = try read(properties, names, file)
        }
        shapes.sort { $0.key < $1.key }
        let boundaries = shapes.compactMap { shape in
            facts[shape.key].map { Boundary(key: shape.key, name: shape.name, facts: $0) }
        }
        let coverage = Coverage(arcs: arcs, shapes: shapes)
        return Boundaries(
            credit: document.credit ?? "", shapes: boundaries, deviation: own["deviation"]?.number?.double ?? 0,
            coverage: coverage, locations: shapes.map { places[$0.key] })
    }

    private static func arcs(_ document: TopoJSONDocument) throws(DiagnosticError) -> [[GridPoint]] {
        var arcs: [[GridPoint]] = []
        arcs.reserveCapacity(document.arcEnds.count)
        for number in document.arcEnds.indices {
            var arc: [GridPoint] = []
            for index in document.arcRange(number) {
                let x = (document.x[index] * 1000).rounded()
                let y = (document.y[index] * 1000).rounded()
                guard abs(x) < Double(GridPoint.limit), abs(y) < Double(GridPoint.limit) else {
                    let offset = Int(document.offsets[index])
                    throw damaged(document.file, Span(offset, offset + 1), "arcs")
                }
                arc.append(GridPoint(Int(x), Int(y)))
            }
            guard arc.count >= 2 else { throw damaged(document.file, Span(0, 1), "arcs") }
            arcs.append(arc)
        }
        return arcs
    }

    private static func read(
        _ node: JSONNode, _ names: [String: String], _ file: SourceFile
    ) throws(DiagnosticError) -> BoundaryFacts {
        func numbers(_ name: String, _ count: Int) -> [Double]? {
            guard let items = node[name]?.array else { return nil }
            let values = items.compactMap { $0.number?.double }
            return values.count == count ? values : nil
        }
        guard let area = node["area"]?.number?.double, let perimeter = node["perimeter"]?.number?.double,
            let compactness = node["compactness"]?.number?.double, let colour = node["colour"]?.integer,
            let box = numbers("bounds", 4), let label = numbers("label", 2),
            let members = node["neighbours"]?.object, let touches = node["touches"]?.array
        else {
            throw damaged(file, node.span, "area, perimeter, compactness, colour, bounds, label, neighbours, touches")
        }
        for (name, value) in [("area", area), ("perimeter", perimeter), ("compactness", compactness)]
        where !(0...largest).contains(value) { throw damaged(file, node[name]?.span ?? node.span, name) }
        // Around Poland, where the predicates are exact.
        for (name, east, north) in [
            ("bounds", box[0], box[1]), ("bounds", box[2], box[3]), ("label", label[0], label[1]),
        ]
        where !(12...26).contains(east) || !(48...56).contains(north) {
            throw damaged(file, node[name]?.span ?? node.span, name)
        }
        var neighbours: [BorderNeighbour] = []
        for member in members {
            guard let name = names[member.key], let length = member.value.number?.double,
                (0...largest).contains(length)
            else {
                throw damaged(file, member.keySpan, member.key)
            }
            neighbours.append(BorderNeighbour(key: member.key, name: name, length: length))
        }
        return BoundaryFacts(
            area: area, perimeter: perimeter, compactness: compactness,
            bounds: DegreeBox(west: box[0], south: box[1], east: box[2], north: box[3]),
            label: DegreePoint(longitude: label[0], latitude: label[1]), neighbours: neighbours,
            touches: touches.compactMap(\.string), colour: max(1, colour))
    }

    /// More metres, kilometres or square kilometres than Poland has of any.
    private static let largest = 1e9

    private static func damaged(_ file: SourceFile, _ span: Span, _ what: String) -> DiagnosticError {
        fault(
            file, span, "plik granic jest uszkodzony (\(what))", "the boundary file is damaged (\(what))",
            remedy: Words(
                pl: "utwórz go na nowo: metropolia map import", en: "make it anew: metropolia map import"))
    }

    private static func fault(
        _ file: SourceFile, _ span: Span, _ pl: String, _ en: String, remedy: Words
    ) -> DiagnosticError {
        DiagnosticError(Diagnostic(.mapFormat, Words(pl: pl, en: en), at: Location(file, span), remedy: remedy))
    }
}
