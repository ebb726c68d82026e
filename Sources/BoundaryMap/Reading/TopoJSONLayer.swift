import Content
import Diagnostics

extension TopoJSONReader {
    /// The document's polygons as rings, for an import.
    static func layer(_ file: SourceFile, attributes: AttributeNames) throws(DiagnosticError) -> SourceLayer {
        let document = try read(file)
        var layer = SourceLayer(file: file, format: .topoJSON)
        layer.declared = document.referenceSystem
        layer.credit = document.credit
        if let leftOut = document.leftOut {
            layer.warnings.append(
                Diagnostic(
                    .mapMended,
                    Words(
                        pl: "pominięto geometrie, które nie są obszarami: \(leftOut.count), pierwsza: \(leftOut.type)",
                        en: "left out geometries that are no areas: \(leftOut.count), the first: \(leftOut.type)"),
                    at: Location(file, leftOut.first)))
        }
        if document.own != nil {
            // A damaged one is no original: taken for that, it would hide how far it strays.
            let kept = try Boundaries(file: file)
            layer.strayed = kept.deviation
            layer.keptTolerance = document.own?["tolerance"]?.number?.double ?? 0
            for shape in kept.shapes { layer.facts[shape.key] = shape.facts }
        }
        for geometry in document.geometries {
            var feature = SourceFeature(span: geometry.span)
            let members = geometry.properties?.object ?? []
            feature.attributes = members.map(\.key)
            feature.key = value(of: attributes.keys, in: members) ?? geometry.id
            feature.name = value(of: attributes.names, in: members)
            layer.features.append(feature)
            for (number, polygon) in geometry.polygons.enumerated() {
                for (index, ring) in polygon.enumerated() {
                    let start = layer.x.count
                    guard append(ring, of: document, to: &layer) else {
                        throw DiagnosticError(
                            Diagnostic(
                                .mapFormat,
                                Words(
                                    pl: "łuki pierścienia nie łączą się końcami",
                                    en: "the arcs of a ring do not join end to end"),
                                at: Location(file, geometry.span)))
                    }
                    layer.rings.append(
                        SourceRing(
                            feature: layer.features.count - 1, polygon: number, index: index, start: start,
                            end: layer.x.count))
                }
            }
            // Arcs may be used over and over: a small file must not become a huge map.
            guard layer.x.count <= 20 * document.x.count + 1000 else {
                throw DiagnosticError(
                    Diagnostic(
                        .mapFormat,
                        Words(pl: "te same łuki są użyte zbyt wiele razy", en: "the same arcs are used too many times"),
                        at: Location(file, geometry.span)))
            }
        }
        guard !layer.features.isEmpty else {
            throw DiagnosticError(
                Diagnostic(
                    .mapFormat,
                    Words(pl: "plik nie zawiera ani jednej granicy", en: "the file holds no boundary at all"),
                    at: Location(file, Span(0, 1))))
        }
        return layer
    }

    private static func value(of names: [String], in members: [JSONMember]) -> String? {
        for name in names {
            guard let node = members.first(where: { $0.key == name })?.value else { continue }
            if let text = node.string ?? node.number?.text { return text }
        }
        return nil
    }

    /// False when an arc does not begin where the one before it ended.
    private static func append(_ ring: [Int], of document: TopoJSONDocument, to layer: inout SourceLayer) -> Bool {
        let start = layer.x.count
        for (position, reference) in ring.enumerated() {
            let range = document.arcRange(reference >= 0 ? reference : ~reference)
            var indices = reference >= 0 ? Array(range) : range.reversed()
            if position > 0 {
                let first = indices.removeFirst()
                guard layer.x[layer.x.count - 1] == document.x[first], layer.y[layer.y.count - 1] == document.y[first]
                else { return false }
            }
            for index in indices {
                layer.x.append(document.x[index])
                layer.y.append(document.y[index])
                layer.offsets.append(document.offsets[index])
            }
        }
        return layer.x.count > start
    }
}
