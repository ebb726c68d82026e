import Content
import Diagnostics

/// The boundaries that a site keeps: shapes with shared borders, and the facts of the full outlines.
///
/// ```swift
/// let boundaries = try Boundaries(file: SourceFile(path: "content/mapa/granice.topojson", bytes: bytes))
/// boundaries["1261011"]?.facts.area    // 326.85
/// boundaries.neighbours("1261011").map(\.name)
/// ```
public struct Boundaries: Sendable {
    /// Whom to name beside the map.
    public let credit: String
    /// Sorted by key.
    public let shapes: [Boundary]
    /// How far, in metres, the kept lines stray from the original ones at most, as measured by `map import`.
    public let deviation: Double
    /// In millimetres.
    let coverage: Coverage
    /// Where each shape stands in the file, in the shapes' order; none for boundaries just imported.
    let locations: [Location?]

    init(
        credit: String, shapes: [Boundary], deviation: Double, coverage: Coverage, locations: [Location?]? = nil
    ) {
        self.credit = credit
        self.shapes = shapes
        self.deviation = deviation
        self.coverage = coverage
        self.locations = locations ?? shapes.map { _ in nil }
    }

    /// Reads what `map import` wrote.
    ///
    /// Errors: a file that is no TopoJSON, or one that another program made and that therefore has no facts.
    public init(file: SourceFile) throws(DiagnosticError) {
        self = try KeptBoundaries.read(file)
    }

    public subscript(key: String) -> Boundary? { index(of: key).map { shapes[$0] } }

    /// Those with a common stretch of border, the longest first; none for an unknown key.
    public func neighbours(_ key: String) -> [BorderNeighbour] { self[key]?.facts.neighbours ?? [] }

    /// Square kilometres of the full outline, on the ellipsoid.
    public func area(_ key: String) -> Double? { self[key]?.facts.area }

    func index(of key: String) -> Int? {
        var (low, high) = (0, shapes.count)
        while low < high {
            let middle = (low + high) / 2
            if shapes[middle].key < key { low = middle + 1 } else { high = middle }
        }
        return low < shapes.count && shapes[low].key == key ? low : nil
    }
}

/// One boundary: its key (a TERYT code), its name in the source, its facts.
public struct Boundary: Sendable {
    public let key: String
    public let name: String
    public let facts: BoundaryFacts

    public init(key: String, name: String, facts: BoundaryFacts) {
        self.key = key
        self.name = name
        self.facts = facts
    }
}
