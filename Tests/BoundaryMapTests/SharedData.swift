import Diagnostics

@testable import BoundaryMap

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Files of the project, and the big ones beside it that it does not contain.
enum SharedData {
    /// The repository's root, found from where this file was compiled.
    static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(
        separator: "/")

    /// `METROPOLIA_SHARED`, else `../shared` beside the repository.
    static let folder = getenv("METROPOLIA_SHARED").map { String(cString: $0) } ?? root + "/../shared"

    static let hasBoundaries = access(folder + "/geodata/metropolia-krakowska.geojson", R_OK) == 0
    static let reason =
        "skipped: the outlines of the register are not part of the project; set METROPOLIA_SHARED to their folder"

    static func boundaries(_ name: String) throws -> BoundaryFile {
        let path = folder + "/geodata/" + name
        return BoundaryFile(SourceFile(path: name, bytes: try read(path)))
    }

    /// The boundaries that the site keeps.
    static func kept() throws -> SourceFile {
        SourceFile(path: "content/mapa/granice.topojson", bytes: try read(root + "/content/mapa/granice.topojson"))
    }

    struct Missing: Error { let path: String }

    static func read(_ path: String) throws -> [UInt8] {
        guard let stream = fopen(path, "rb") else { throw Missing(path: path) }
        defer { fclose(stream) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&chunk, 1, chunk.count, stream)
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
    }
}
