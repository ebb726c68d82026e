import Content
import Diagnostics

extension Manifest {
    /// Reads a manifest and checks every path in it: a manifest that was tampered with must not lead a deletion astray.
    ///
    /// - Parameter path: what messages call the file.
    static func read(_ bytes: [UInt8], path: String) throws(PublishingError) -> Manifest {
        if let entries = ManifestScanner.entries(bytes), isSound(entries) {
            return Manifest(sorted: entries, isWritten: true)
        }
        // Not as we write it: a formatter or a merge went over it. It is rewritten at the next commit.
        guard let entries = entries(fromJSON: SourceFile(path: path, bytes: bytes)) else { throw damaged(path) }
        let sorted = entries.sorted { $0.path.precedesByBytes($1.path) }
        guard isSound(sorted) else { throw damaged(path) }
        return Manifest(sorted: sorted)
    }

    /// Whether the paths are safe, each stands once, and all are in order.
    private static func isSound(_ entries: [Entry]) -> Bool {
        entries.allSatisfy { OutputPath.refusal($0.path) == nil }
            && zip(entries, entries.dropFirst()).allSatisfy { $0.path.precedesByBytes($1.path) }
    }

    private static func entries(fromJSON file: SourceFile) -> [Entry]? {
        var reader = JSONReader(file: file)
        guard let root = try? reader.read(), root["version"]?.integer == 1, let items = root["outputs"]?.array else {
            return nil
        }
        var entries: [Entry] = []
        for item in items {
            guard let entry = entry(item) else { return nil }
            entries.append(entry)
        }
        return entries
    }

    private static func entry(_ item: JSONNode) -> Entry? {
        guard let path = item["path"]?.string, let hash = item["sha256"]?.string.flatMap({ ContentHash(hex: $0) }),
            let size = item["size"]?.integer
        else { return nil }
        guard let retired = item["retiredOn"] else { return Entry(path: path, hash: hash, size: size) }
        guard let day = retired.integer else { return nil }
        return Entry(path: path, hash: hash, size: size, retiredOn: day)
    }

    private static func damaged(_ path: String) -> PublishingError {
        PublishingError(
            .folder,
            Diagnostic(
                .damagedManifest,
                Words(pl: "nie można odczytać spisu „\(path)”", en: "the manifest “\(path)” cannot be read"),
                remedy: Words(
                    pl: "przywróć ten plik albo usuń cały folder wynikowy i zbuduj od nowa",
                    en: "restore the file, or delete the whole output folder and build again")))
    }
}
