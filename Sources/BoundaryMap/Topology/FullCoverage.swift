import Diagnostics

/// The boundaries as the files have them, read, checked, joined and proved: what every fact is measured on.
struct FullCoverage {
    let coverage: Coverage
    let warnings: [Diagnostic]
    let report: ImportReport
    /// Metres by which this coverage strays from the original at most: what a file of `map import` says of itself, and
    /// what snapping moved.
    let strayed: Double
    /// Metres: no line is to be simplified again with less than this, or importing a file twice would change it.
    let keptTolerance: Double
    /// Facts of the original, when one such file is all that was read.
    let keptFacts: [String: BoundaryFacts]
    /// Whom to name: as the files say, when they agree.
    let credit: String

    static func read(
        _ files: [BoundaryFile], options: BoundaryImport.Options
    ) throws(DiagnosticError) -> FullCoverage {
        var layers: [SourceLayer] = []
        var errors: [Diagnostic] = []
        for file in files {
            do throws(DiagnosticError) {
                layers.append(try BoundaryReading.read(file, attributes: options.attributes))
            } catch { errors += error.diagnostics }
        }
        if !errors.isEmpty { throw DiagnosticError(errors) }
        let grid = try GridProjection.project(layers, as: options.system)
        return try build(grid, options: options)
    }

    /// What the original says of each shape, measured here or read from the file that knows it.
    func facts(coarse: Generalisation) -> [BoundaryFacts] {
        let kept = coverage.shapes.compactMap { keptFacts[$0.key] }
        return kept.count == coverage.shapes.count ? kept : FactsBuilder(coverage, coarse: coarse).facts()
    }

    /// Metres that lines may stray when nobody says how far: those of the file that is imported again; else 5, which no
    /// page shows of a map 40 km wide, and of a narrower one as much less, but never less than snapping has moved.
    var usualTolerance: Double {
        if keptTolerance > 0 { return keptTolerance }
        let width = Double(GridBox(coverage.arcs.joined()).width) / 1000
        let centimetres = max(width / 80, 200 * strayed, 1).rounded(.up)
        return min(5, centimetres / 100)
    }

    private static func build(
        _ grid: GridLayer, options: BoundaryImport.Options
    ) throws(DiagnosticError) -> FullCoverage {
        let (checked, ringWarnings) = try RingCheck.check(grid)
        let tolerance = Int((options.snap * 1000).rounded())
        let (snapped, snapReport) = Snapping.snap(checked, tolerance: tolerance)
        var (mended, cornerReport) = TJunctions.mend(snapped, tolerance: tolerance)
        var found = try topology(mended, grid, cornerReport, options)
        if !found.faults.isEmpty {
            let (noded, nodingReport) = TJunctions.node(mended)
            cornerReport.inserted += nodingReport.inserted
            if nodingReport.inserted > 0 {
                mended = noded
                found = try topology(mended, grid, cornerReport, options)
            }
        }
        var messages = CoverageMessages(grid: grid, rings: mended)
        messages.faults(found.faults, in: found.coverage)
        if !messages.errors.isEmpty { throw DiagnosticError(messages.errors) }
        messages.joined(found.joined)
        messages.nearBorders(found.rings, found.edges)
        messages.snapping(snapReport, tolerance: options.snap)
        let coverage = found.coverage
        return FullCoverage(
            coverage: coverage, warnings: grid.warnings + ringWarnings + messages.warnings,
            report: report(grid, coverage, snapReport, cornerReport),
            strayed: grid.layers.reduce(0) { max($0, $1.strayed) } + (snapReport.largest + cornerReport.largest) / 1000,
            keptTolerance: grid.layers.map(\.keptTolerance).min() ?? 0,
            keptFacts: grid.layers.count == 1 ? grid.layers[0].facts : [:], credit: credit(grid.layers))
    }

    private static func credit(_ layers: [SourceLayer]) -> String {
        let named = Set(layers.map(\.credit))
        return (named.count == 1 ? layers.first?.credit : nil) ?? BoundaryImport.registerCredit
    }

    /// Rings with what was found in them.
    private struct Topology {
        let rings: RingSet
        let edges: EdgeTable
        let joined: [Dissolve.Joined]
        let coverage: Coverage
        /// What keeps the arcs from being a coverage.
        let faults: [CoverageFault]
    }

    private static func topology(
        _ source: RingSet, _ grid: GridLayer, _ corners: TJunctions.Report, _ options: BoundaryImport.Options
    ) throws(DiagnosticError) -> Topology {
        var rings = source
        var edges = EdgeTable(rings)
        var messages = CoverageMessages(grid: grid, rings: rings)
        if corners.isTangled { messages.tangled() }
        messages.conflicts(edges)
        if !messages.errors.isEmpty { throw DiagnosticError(messages.errors) }
        var joined: [Dissolve.Joined] = []
        if let dissolved = Dissolve.parts(of: rings, edges) {
            (rings, joined) = dissolved
            edges = EdgeTable(rings)
        }
        let names = grid.features.map { (key: $0.key, name: $0.name) }
        let coverage = ArcBuilder.build(rings, edges: edges, names: names)
        messages.vanished(coverage, tolerance: options.snap)
        if !messages.errors.isEmpty { throw DiagnosticError(messages.errors) }
        return Topology(
            rings: rings, edges: edges, joined: joined, coverage: coverage,
            faults: CoverageCheck.faults(of: coverage))
    }

    private static func report(
        _ grid: GridLayer, _ coverage: Coverage, _ snapping: Snapping.Report, _ corners: TJunctions.Report
    ) -> ImportReport {
        var report = ImportReport()
        report.features = grid.features.count
        report.sourceVertices = grid.points.count
        report.arcs = coverage.arcs.count
        report.junctions = coverage.junctions().count
        let sides = coverage.sides()
        var pairs: Set<FeaturePair> = []
        for arc in coverage.arcs.indices where sides.left[arc] >= 0 && sides.right[arc] >= 0 {
            pairs.insert(FeaturePair(Int(sides.left[arc]), Int(sides.right[arc])))
        }
        report.neighbourPairs = pairs.count
        report.snappedPoints = snapping.moved
        report.largestSnap = snapping.largest / 1000
        report.snappedBorders = snapping.borders.map { pair, points in
            let names = [grid.features[pair.first].name, grid.features[pair.second].name].sorted()
            return (first: names[0], second: names[1], points: points)
        }.sorted { ($1.points, $0.first, $0.second) < ($0.points, $1.first, $1.second) }
        report.insertedCorners = corners.inserted
        return report
    }
}
