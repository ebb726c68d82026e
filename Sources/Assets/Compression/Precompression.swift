/// The compressed files that stand beside a text file, so that a server needs not compress on each request.
public enum Precompression {
    /// Bytes below which a file fits into one packet anyway (1500 less the headers).
    public static let smallest = 1400

    private static let textTypes: Set<String> = [
        "html", "css", "js", "mjs", "svg", "xml", "json", "txt", "webmanifest", "csv", "md", "map", "ics", "xsl",
        "geojson",
        "topojson",
    ]

    /// Whether a path names a text that is worth compressing.
    public static func isText(_ path: String) -> Bool {
        guard let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")) else { return false }
        return textTypes.contains(path[path.utf8.index(after: dot)...].lowercased())
    }

    /// The endings of the files that may stand beside a text file.
    public static let endings = [".gz", ".br"]

    /// The compressed forms of a text file, each with its ending; none of a file that is small or gains nothing.
    public static func companions(of bytes: [UInt8], path: String) -> [(ending: String, bytes: [UInt8])] {
        // zlib counts in 32 bits.
        guard isText(path), bytes.count >= smallest, bytes.count < Int(Int32.max) else { return [] }
        return [(".gz", Gzip.compressed(bytes)), (".br", Brotli.compressed(bytes))].compactMap { ending, packed in
            guard let packed, packed.count < bytes.count else { return nil }
            return (ending, packed)
        }
    }
}
