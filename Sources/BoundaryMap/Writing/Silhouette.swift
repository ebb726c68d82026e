/// One shape on its own, as large as its box allows.
enum Silhouette {
    static func markup(_ coverage: Coverage, shape number: Int, size: SilhouetteSize) -> [UInt8]? {
        var alone = CoverageShape(key: "", name: "", polygons: [])
        var arcs: [[GridPoint]] = []
        // Each ring as one closed arc: alone, a shape shares nothing.
        for polygon in coverage.shapes[number].polygons {
            alone.polygons.append(
                polygon.map { ring in
                    let corners = coverage.corners(ring)
                    arcs.append(corners + corners.prefix(1))
                    return [arcs.count - 1]
                })
        }
        let single = Coverage(arcs: arcs, shapes: [alone])
        let box = GridBox(arcs.joined())
        // The longer side has the size's pixels.
        let width = max(1, box.height > box.width ? size.rawValue * box.width / max(1, box.height) : size.rawValue)
        guard let general = try? MapScale(width: width, tolerance: 0.4, unitsPerPixel: 2).draw(single) else {
            return nil
        }
        let extent = GridBox(general.coverage.arcs.joined())
        var out: [UInt8] = []
        out.append(
            text: "<svg class=\"silhouette\" viewBox=\"-4 -4 \(extent.width + 8) \(extent.height + 8)\" "
                + "aria-hidden=\"true\" focusable=\"false\"><path d=\"")
        out += PathData.closed(
            general.coverage.shapes[0].polygons.flatMap { $0 }.map { general.coverage.corners($0) })
        out.append(text: "\"/></svg>\n")
        return out
    }
}
