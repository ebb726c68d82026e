import Diagnostics

/// The file that `map svg` writes: a whole SVG document with its own style, for print, slides and other programs.
public struct StandaloneMap: Sendable {
    public let bytes: [UInt8]
    public let warnings: [Diagnostic]
    /// The largest distance of an original vertex from the drawn line, in pixels of the width asked for.
    public let deviation: Double

    /// - Parameters:
    ///   - width: pixels.
    ///   - tolerance: pixels that a line may stray before it is rounded to a quarter of a pixel; with that it never
    ///     strays more than 1.2 times as far.
    ///
    /// Errors: as for an import; boundaries that stray too far from their original for this width.
    public static func make(
        _ files: [BoundaryFile], options: BoundaryImport.Options = BoundaryImport.Options(), width: Int = 800,
        tolerance: Double = 0.5
    ) throws(DiagnosticError) -> StandaloneMap {
        let full = try FullCoverage.read(files, options: options)
        let general = try MapScale(width: width, tolerance: tolerance).draw(
            full.coverage, strayed: full.strayed)
        let box = GridBox(full.coverage.arcs.joined())
        let facts = full.facts(coarse: general)
        var writer = StandaloneMarkup(
            general: general, facts: facts, credit: options.credit ?? full.credit, width: width)
        return StandaloneMap(
            bytes: writer.markup(), warnings: full.warnings,
            deviation: (general.deviation + full.strayed * 1000) * Double(width) / Double(max(1, box.width)))
    }
}

private struct StandaloneMarkup {
    let general: Generalisation
    let facts: [BoundaryFacts]
    let credit: String
    let width: Int
    private var out: [UInt8] = []

    init(general: Generalisation, facts: [BoundaryFacts], credit: String, width: Int) {
        self.general = general
        self.facts = facts
        self.credit = credit
        self.width = width
    }

    private static let style = """
        path{stroke:#33506b;stroke-width:1;stroke-linejoin:round;vector-effect:non-scaling-stroke}\
        text{font-family:sans-serif;text-anchor:middle;fill:#14202b}\
        .c0{fill:#f3e3c3}.c1{fill:#dfe9ee}.c2{fill:#e6ead6}.c3{fill:#efdfe6}.c4{fill:#e3e0ef}.c5{fill:#f6f1e4}\
        .leader{fill:none}
        """

    mutating func markup() -> [UInt8] {
        let coverage = general.coverage
        let box = GridBox(coverage.arcs.joined())
        let height = max(1, (box.height * width + box.width / 2) / max(1, box.width))
        out.append(text: "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\"")
        out.append(text: " viewBox=\"-8 -8 \(box.width + 16) \(box.height + 16)\">\n<desc>")
        out.append(escaped: credit)
        out.append(text: "</desc>\n<style>" + StandaloneMarkup.style + "</style>\n")
        let polygons = coverage.shapes.map { $0.polygons.map { $0.map { coverage.corners($0) } } }
        for (index, shape) in coverage.shapes.enumerated() {
            out.append(text: "<path class=\"c\((facts[index].colour - 1) % 6)\"")
            out.append(attribute: "data-key", shape.key)
            out.append(text: " d=\"")
            out += PathData.closed(polygons[index].flatMap { $0 })
            out.append(text: "\"><title>")
            out.append(escaped: shape.name)
            out.append(text: "</title></path>\n")
        }
        labels(coverage.shapes.map(\.name), polygons, box)
        out.append(text: "</svg>\n")
        return out
    }

    private mutating func labels(_ names: [String], _ polygons: [[[[GridPoint]]]], _ box: GridBox) {
        let size = max(1, box.width * 13 / max(1, width))
        // Of hundreds of shapes most are too small for a name; a search for free places would only take time.
        let area = names.count <= LabelPlacement.mostBeside ? box : GridBox()
        let poles = facts.map { facts -> GridPoint in
            let place = TransverseMercator.poland.project(
                longitude: facts.label.longitude, latitude: facts.label.latitude)
            return general.frame.round(GridPoint(Int(place.east * 1000), Int(place.north * 1000)))
        }
        let placed = LabelPlacement.place(names, shapes: polygons, poles: poles, fontSize: size, area: area)
        out.append(text: "<g font-size=\"\(size)\">\n")
        for label in placed {
            guard let label else { continue }
            LabelMarkup.append(label, size: size, leaderClass: "leader", to: &out)
        }
        out.append(text: "</g>\n")
    }
}
