import Diagnostics

extension Manifest {
    /// Reads a manifest and checks every path in it: a manifest that was tampered with must not lead a deletion astray.
    ///
    /// - Parameter path: what messages call the file.
    static func read(_ bytes: [UInt8], path: String) throws(PublishingError) -> Manifest {
        guard let entries = ManifestScanner.entries(bytes) else { throw damaged(path) }
        for entry in entries where OutputPath.refusal(entry.path) != nil { throw damaged(path) }
        for (entry, next) in zip(entries, entries.dropFirst()) where !entry.path.precedesByBytes(next.path) {
            return try Manifest(sorted: inOrder(entries, path: path))
        }
        return Manifest(sorted: entries)
    }

    private static func inOrder(_ entries: [Entry], path: String) throws(PublishingError) -> [Entry] {
        let sorted = entries.sorted { $0.path.precedesByBytes($1.path) }
        for (entry, next) in zip(sorted, sorted.dropFirst()) where entry.path.hasSameBytes(as: next.path) {
            throw damaged(path)
        }
        return sorted
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
