import Diagnostics

/// A coverage made coarser: simplified, rounded once to a grid, and proved valid there.
struct Generalisation: Sendable {
    /// In units of the frame.
    let coverage: Coverage
    let frame: GridFrame
    /// The largest distance between the original and the coarse line, in millimetres, rounding included.
    let deviation: Double
    /// For each arc of the original the vertices that stand; a coarser drawing can begin with these.
    let kept: [[Int]]
    /// How many halvings of the grid it took.
    let refinements: Int
    /// Closed arcs (islets, tiny exclaves) that are smaller than a grid unit and were left out.
    let dropped: Int

    /// The same in canonical order, with the frame's origin at the smallest coordinates: it does not remember what was
    /// cut off.
    func atOrigin() -> Generalisation {
        guard !frame.isFlipped, frame.numerator == 1 else { return self }
        let box = GridBox(coverage.arcs.joined())
        var moved = coverage
        moved.arcs = coverage.arcs.map { $0.map { GridPoint($0.x - box.minX, $0.y - box.minY) } }
        var frame = frame
        frame.originX += box.minX * frame.denominator
        frame.originY += box.minY * frame.denominator
        return Generalisation(
            coverage: moved.canonical(), frame: frame, deviation: deviation, kept: kept, refinements: refinements,
            dropped: dropped)
    }

    /// - Parameters:
    ///   - start: the vertices that a finer drawing of the same coverage kept; nil for all.
    ///   - tolerance: how far, in millimetres, a vertex may lie from the simplified line before rounding.
    ///   - bound: how far it may lie from the line after rounding.
    ///   - frame: the grid wished for; a finer one is taken when this one cannot hold the map.
    static func make(
        _ coverage: Coverage, from start: [[Int]]? = nil, tolerance: Double, bound: Double = .infinity,
        frame: GridFrame
    ) throws(DiagnosticError) -> Generalisation {
        let kept = ArcSimplifier.simplify(coverage.arcs, from: start, tolerance: tolerance)
        var frame = frame
        for refinement in 0..<8 {
            var rounding = GridRounding(coverage, kept: kept, frame: frame, bound: bound)
            if let result = rounding.repaired() {
                return Generalisation(
                    coverage: result, frame: frame, deviation: rounding.deviation, kept: rounding.kept,
                    refinements: refinement, dropped: rounding.dropped.count)
            }
            frame = frame.finer
        }
        throw DiagnosticError(
            Diagnostic(
                .mapTolerance,
                Words(
                    pl: "nie da się uprościć granic bez przecięć przy tej tolerancji",
                    en: "the boundaries cannot be simplified without crossings at this tolerance"),
                remedy: Words(
                    pl: "podaj mniejszą --tolerance", en: "give a smaller --tolerance")))
    }
}
