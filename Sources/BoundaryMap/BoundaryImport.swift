import Diagnostics

/// From the files of a boundary register to the small, exact file that a site keeps.
///
/// Read → check each ring → project → snap → find shared arcs → prove the coverage → simplify → round → prove again →
/// write. Errors name the place; nothing is written from a map that could not be proved.
///
/// ```swift
/// let result = try BoundaryImport.run([BoundaryFile(file)])
/// result.topoJSON    // bytes of granice.topojson
/// ```
public struct BoundaryImport: Sendable {
    /// What an import can be told.
    public struct Options: Sendable {
        public var attributes = AttributeNames()
        /// Nil finds the coordinate system in each file.
        public var system: CoordinateSystem?
        /// Metres within which corners of different boundaries count as one.
        public var snap = 0.25
        /// Metres that a kept line may stray from the original, rounding included; nil takes 5, or less for a narrow map.
        public var tolerance: Double?
        /// Whom to name beside the map; nil names whom a file of `map import` names, else the register.
        public var credit: String?

        public init() {}
    }

    /// How the register asks to be named.
    public static let registerCredit = "Granice gmin: Państwowy Rejestr Granic (GUGiK)"

    public let boundaries: Boundaries
    public let topoJSON: [UInt8]
    public let warnings: [Diagnostic]
    public let report: ImportReport

    public static func run(
        _ files: [BoundaryFile], options: Options = Options()
    ) throws(DiagnosticError) -> BoundaryImport {
        let full = try FullCoverage.read(files, options: options)
        let tolerance = options.tolerance ?? full.usualTolerance
        let frame = keptFrame(full.coverage, tolerance: tolerance)
        // The bound holds from the original: what was lost before, and what rounding takes, is not there to lose.
        guard full.strayed <= tolerance else { throw tooCoarse(full.strayed, tolerance) }
        var bound = (tolerance - full.strayed) * 1000
        // What was made with this tolerance already stays as it is, to the millimetre of its own grid.
        if tolerance == full.keptTolerance { bound = min(bound, 1) }
        let room = tolerance <= full.keptTolerance ? 0 : max(0, bound - 0.7072 * frame.unit)
        let general = try Generalisation.make(full.coverage, tolerance: room, bound: bound, frame: frame).atOrigin()
        let facts = full.facts(coarse: general)
        let shapes = zip(full.coverage.shapes, facts).map { Boundary(key: $0.key, name: $0.name, facts: $1) }
        let boundaries = Boundaries(
            credit: options.credit ?? full.credit, shapes: shapes, deviation: general.deviation / 1000 + full.strayed,
            coverage: KeptGrid.millimetres(general))
        var report = full.report
        report.keptVertices = general.coverage.vertexCount
        report.deviation = general.deviation / 1000 + full.strayed
        report.droppedRings = general.dropped
        return BoundaryImport(
            boundaries: boundaries,
            topoJSON: TopoJSONWriter.bytes(boundaries, generalisation: general, tolerance: tolerance),
            warnings: full.warnings, report: report)
    }

    private static func tooCoarse(_ strayed: Double, _ tolerance: Double) -> DiagnosticError {
        DiagnosticError(
            Diagnostic(
                .mapTolerance,
                Words(
                    pl: "granice w pliku odbiegają już od oryginału o \(decimalComma(strayed, 3)) m, "
                        + "więcej niż --tolerance \(decimal(tolerance, 3))",
                    en: "the boundaries in the file stray \(decimal(strayed, 3)) m from the original already, "
                        + "more than --tolerance \(decimal(tolerance, 3))"),
                remedy: Words(
                    pl: "zaimportuj pełne granice z rejestru albo podaj większą --tolerance",
                    en: "import the full boundaries from the register, or give a larger --tolerance")))
    }

    /// A grid a fifth as fine as the tolerance, in whole millimetres.
    static func keptFrame(_ coverage: Coverage, tolerance: Double) -> GridFrame {
        let unit = max(1, Int(tolerance * 200))
        var box = GridBox()
        for arc in coverage.arcs { for point in arc { box.add(point) } }
        return GridFrame(
            originX: floorDivide(box.minX, unit) * unit, originY: floorDivide(box.minY, unit) * unit, numerator: 1,
            denominator: unit, isFlipped: false)
    }
}

/// What an import did, for the person who runs it.
public struct ImportReport: Sendable {
    public var features = 0
    /// Vertices of all rings in the files.
    public var sourceVertices = 0
    public var arcs = 0
    public var junctions = 0
    public var neighbourPairs = 0
    /// Points that were moved onto another, and the longest move in metres.
    public var snappedPoints = 0
    public var largestSnap = 0.0
    /// “Kraków – Wieliczka: 312”, the most first.
    public var snappedBorders: [(first: String, second: String, points: Int)] = []
    /// Corners put into a neighbour's straight edge.
    public var insertedCorners = 0
    public var keptVertices = 0
    /// Metres.
    public var deviation = 0.0
    public var droppedRings = 0
}

/// A generalised coverage in millimetres again.
enum KeptGrid {
    static func millimetres(_ general: Generalisation) -> Coverage {
        var coverage = general.coverage
        coverage.arcs = coverage.arcs.map { arc in
            arc.map { point in
                let place = general.frame.millimetres(point)
                return GridPoint(Int(place.x.rounded()), Int(place.y.rounded()))
            }
        }
        return coverage
    }
}
