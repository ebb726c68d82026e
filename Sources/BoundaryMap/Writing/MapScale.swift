import Diagnostics

/// How a coverage becomes a drawing of some width.
///
/// What is promised is a distance from the *original* outlines, rounding included: `slack` times the tolerance. The
/// drawing measures its own distance from the lines in hand; what these strayed before is taken off first, as both may
/// add up at one place.
struct MapScale {
    /// CSS pixels.
    let width: Int
    /// Pixels that a line may stray before it is rounded.
    let tolerance: Double
    var unitsPerPixel = 4

    /// Rounding included, a line may stray so many tolerances.
    static let slack = 1.2

    /// The bound in pixels.
    var promised: Double { tolerance * MapScale.slack }

    /// - Parameters:
    ///   - start: what a finer drawing of the same coverage kept.
    ///   - strayed: metres by which the coverage strays from the original already.
    ///
    /// Errors: the coverage strays too far for this scale, or no grid holds the drawing.
    func draw(
        _ coverage: Coverage, from start: [[Int]]? = nil, strayed: Double = 0
    ) throws(DiagnosticError) -> Generalisation {
        let box = GridBox(coverage.arcs.joined())
        let extent = max(1, box.width)
        let pixel = Double(extent) / Double(width)
        let bound = promised * pixel - strayed * 1000
        guard bound > 0 else { throw tooCoarse(strayed, pixel) }
        // A vertex that stays is moved by rounding alone, at most half a unit's diagonal.
        var units = unitsPerPixel
        while units < 1024, 0.7072 * pixel / Double(units) > bound { units *= 2 }
        let frame = GridFrame(
            originX: box.minX, originY: box.maxY, numerator: width * units, denominator: extent, isFlipped: true)
        return try Generalisation.make(
            coverage, from: start, tolerance: min(tolerance * pixel, bound), bound: bound, frame: frame)
    }

    private func tooCoarse(_ strayed: Double, _ pixel: Double) -> DiagnosticError {
        let metres = promised * pixel / 1000
        return DiagnosticError(
            Diagnostic(
                .mapTolerance,
                Words(
                    pl: "granice odbiegają od oryginału o \(decimalComma(strayed, 2)) m, "
                        + "a mapa szerokości \(width) px obiecuje najwyżej \(decimalComma(metres, 2)) m",
                    en: "the boundaries stray \(decimal(strayed, 2)) m from the original, a map \(width) px wide "
                        + "promises at most \(decimal(metres, 2)) m"),
                remedy: Words(
                    pl: "zaimportuj granice ponownie z mniejszą --tolerance: "
                        + "metropolia map import PLIK -o granice.topojson --tolerance \(decimal(metres / 8, 2))",
                    en: "import the boundaries again with a smaller --tolerance: "
                        + "metropolia map import FILE -o granice.topojson --tolerance \(decimal(metres / 8, 2))")))
    }
}
