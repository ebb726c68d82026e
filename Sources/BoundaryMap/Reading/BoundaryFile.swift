import Diagnostics

/// A file to read boundaries from, with the files that belong to it.
public struct BoundaryFile: Sendable {
    public let source: SourceFile
    /// Of a Shapefile: what lies beside the `.shp` under the same name, by lower-case extension (`dbf`, `prj`, `cpg`).
    public let companions: [String: SourceFile]

    /// The extensions to look for beside a `.shp`.
    public static let companionExtensions = ["dbf", "prj", "cpg"]

    public init(_ source: SourceFile, companions: [String: SourceFile] = [:]) {
        self.source = source
        self.companions = companions
    }

    /// Whether the path is one that has companions.
    public static func hasCompanions(path: String) -> Bool { path.lowercased().hasSuffix(".shp") }
}

/// Chooses the reader by what the file holds, not by its name.
enum BoundaryReading {
    static func read(_ file: BoundaryFile, attributes: AttributeNames) throws(DiagnosticError) -> SourceLayer {
        let bytes = file.source.bytes
        if bytes.starts(with: [0x00, 0x00, 0x27, 0x0A]) || BoundaryFile.hasCompanions(path: file.source.path) {
            return try ShapefileReader.read(file, attributes: attributes)
        }
        return try isTopology(file.source)
            ? TopoJSONReader.layer(file.source, attributes: attributes)
            : GeoJSONReader.read(file.source, attributes: attributes)
    }

    /// A TopoJSON file says so in its outermost object; a key `arcs` or `objects` there is as good.
    private static func isTopology(_ file: SourceFile) throws(DiagnosticError) -> Bool {
        var cursor = try JSONCursor(file: file)
        guard cursor.token == .objectStart else { return false }
        try cursor.advance()
        while cursor.token == .key {
            if cursor.isText("type") {
                try cursor.advance()
                return cursor.token == .string && cursor.isText("Topology")
            }
            if cursor.isText("features") || cursor.isText("geometry") || cursor.isText("coordinates") { return false }
            if cursor.isText("arcs") || cursor.isText("objects") { return true }
            try cursor.advance()
            try cursor.skip()
        }
        return false
    }
}
