import Diagnostics

/// The polygons of one file as they stand in it: coordinates unprojected, rings with their closing vertex.
struct SourceLayer {
    let file: SourceFile
    let format: Format
    var features: [SourceFeature] = []
    var rings: [SourceRing] = []
    /// Degrees east, or metres, of every vertex of every ring in turn.
    var x: [Double] = []
    /// Degrees north, or metres.
    var y: [Double] = []
    /// The byte at which each vertex begins, for messages; empty for a binary file.
    var offsets: [UInt32] = []
    /// The system that the file names (a `crs` member, a `.prj` file), when it does.
    var declared: Declared?
    var warnings: [Diagnostic] = []
    /// Whom the file asks to be named.
    var credit: String?
    /// Metres by which the lines stray from an original that is not here: a file of `map import` says so itself.
    var strayed = 0.0
    /// The tolerance, in metres, with which that file was made; 0 for a register's own.
    var keptTolerance = 0.0
    /// The facts of that original, by key.
    var facts: [String: BoundaryFacts] = [:]

    enum Format {
        case geoJSON
        case topoJSON
        case shapefile
    }

    struct Declared {
        let name: String
        let system: CoordinateSystem?
        let span: Span
    }

    init(file: SourceFile, format: Format) {
        self.file = file
        self.format = format
    }
}

/// One boundary: what its attributes say, and where it stands.
struct SourceFeature {
    var key: String?
    var name: String?
    var span: Span
    /// The names of the attributes it has, for a remedy.
    var attributes: [String] = []
}

/// A run of vertices; the first ring of a polygon is its shell, the others are holes.
struct SourceRing {
    let feature: Int
    let polygon: Int
    let index: Int
    let start: Int
    let end: Int
}

/// Which attributes hold the key and the name; the first that a feature has is taken.
///
/// `JPT_KOD_JE` and `JPT_NAZWA_` are what the register itself (PRG) calls them.
public struct AttributeNames: Sendable {
    public var keys: [String]
    public var names: [String]

    public init(key: String? = nil, name: String? = nil) {
        keys = key.map { [$0] } ?? ["teryt", "TERYT", "JPT_KOD_JE"]
        names = name.map { [$0] } ?? ["name", "nazwa", "NAZWA", "JPT_NAZWA_"]
    }
}

/// The two systems that can be read.
public enum CoordinateSystem: String, Sendable, CaseIterable {
    /// Longitude and latitude in degrees; ETRS89 (EPSG:4258) is the same within a metre.
    case degrees = "EPSG:4326"
    /// PL-1992 in metres.
    case poland1992 = "EPSG:2180"
}
