import Diagnostics

/// Reads polygons from an ESRI Shapefile.
struct ShapefileReader {
    static func read(_ file: BoundaryFile, attributes: AttributeNames) throws(DiagnosticError) -> SourceLayer {
        throw DiagnosticError(
            Diagnostic(
                .mapFormat, Words(pl: "format Shapefile nie jest jeszcze odczytywany", en: "Shapefile is not read yet")))
    }
}
