import BoundaryMap
import Diagnostics

/// The map's three readers, and all that follows them, on arbitrary bytes.
///
/// The first byte chooses: 0 a GeoJSON or TopoJSON file, 1 the file that a site keeps (drawn when it is read), 2 a
/// Shapefile, whose table begins after as many bytes as the next two say (little-endian). A finding is a message; only a
/// crash or a hang is a fault.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMap(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let start, count > 0 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    switch bytes[0] % 3 {
    case 0: importing([BoundaryFile(SourceFile(path: "a.json", bytes: Array(bytes.dropFirst())))])
    case 1: keeping(SourceFile(path: "granice.topojson", bytes: Array(bytes.dropFirst())))
    default: shapefile(bytes)
    }
    return 0
}

private func importing(_ files: [BoundaryFile]) {
    _ = try? StandaloneMap.make(files)
    // Both outcomes are fine: a map, or messages.
    guard let result = try? BoundaryImport.run(files) else { return }
    let kept = SourceFile(path: "granice.topojson", bytes: result.topoJSON)
    // What an import writes must be read back.
    precondition((try? Boundaries(file: kept)) != nil, "an import's own file was refused")
}

private func keeping(_ file: SourceFile) {
    _ = try? StandaloneMap.make([BoundaryFile(file)])
    guard let boundaries = try? Boundaries(file: file), let drawing = try? MapDrawing(boundaries) else { return }
    let links = boundaries.shapes.map { MapLink(key: $0.key, href: "/", name: $0.name) }
    _ = drawing.svg(links: links, title: "", description: "")
    for shape in boundaries.shapes {
        _ = drawing.locator(shape.key, title: "")
        _ = drawing.silhouette(shape.key, size: .small)
    }
}

private func shapefile(_ bytes: [UInt8]) {
    guard bytes.count >= 3 else { return }
    let split = min(bytes.count, 3 + Int(bytes[1]) + Int(bytes[2]) << 8)
    let table = SourceFile(path: "a.dbf", bytes: Array(bytes[split...]))
    importing([
        BoundaryFile(SourceFile(path: "a.shp", bytes: Array(bytes[3..<split])), companions: ["dbf": table])
    ])
}
