import Diagnostics

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The checks that an output folder must pass before anything is written into it.
///
/// ```swift
/// let folder = try OutputFolder.check("public", sources: ["content", "templates", "site-config.json"])
/// folder.path    // "/srv/site/public"
/// ```
public struct OutputFolder: Sendable {
    /// Absolute, without symbolic links.
    public let path: String

    /// Refuses `/`, `.`, `..`, the current folder and those above it, home and those above it, a symbolic link, a file,
    /// a folder that holds a source or lies in one, and a folder that holds something but no manifest of ours.
    ///
    /// - Parameter sources: files and folders that are read; each must exist.
    public static func check(_ path: String, sources: [String]) throws(PublishingError) -> OutputFolder {
        if path.utf8.contains(0) {
            throw refused(path, Words(pl: "nazwa zawiera znak NUL", en: "the name holds a NUL character"))
        }
        let trimmed = path.hasSuffix("/") && path != "/" ? trimSlashes(path) : path
        if trimmed.isEmpty { throw refused(path, Words(pl: "nazwa jest pusta", en: "the name is empty")) }
        switch FilePaths.kind(trimmed) {
        case .link: throw refused(path, Words(pl: "to jest dowiązanie symboliczne", en: "it is a symbolic link"))
        case .file, .other: throw refused(path, Words(pl: "to nie jest folder", en: "it is not a folder"))
        case .missing, .folder: break
        }
        guard let resolved = FilePaths.resolve(trimmed) else {
            throw .fileSystem(.inspect, path: path, code: errno)
        }
        try checkPlace(resolved, given: path)
        try checkSources(resolved, given: path, sources: sources)
        let folder = OutputFolder(path: resolved)
        try folder.checkContents(given: path)
        return folder
    }

    private static func checkPlace(_ resolved: String, given path: String) throws(PublishingError) {
        if resolved == "/" {
            throw refused(path, Words(pl: "to jest korzeń systemu plików", en: "it is the root of the file system"))
        }
        if let current = FilePaths.current, FilePaths.contains(resolved, current) {
            throw refused(
                path,
                Words(pl: "to jest bieżący folder albo folder nad nim", en: "it is the current folder or one above it"))
        }
        for home in FilePaths.homes where FilePaths.contains(resolved, home) {
            throw refused(
                path,
                Words(pl: "to jest folder domowy albo folder nad nim", en: "it is the home folder or one above it"))
        }
    }

    private static func checkSources(_ resolved: String, given path: String, sources: [String]) throws(PublishingError)
    {
        for source in sources {
            guard FilePaths.kind(source) != .missing, let place = FilePaths.resolve(source) else {
                throw .fileSystem(.inspect, path: source, code: ENOENT)
            }
            if FilePaths.contains(resolved, place) {
                throw refused(path, Words(pl: "leży w nim źródło „\(source)”", en: "it holds the source “\(source)”"))
            }
            if FilePaths.contains(place, resolved) {
                throw refused(path, Words(pl: "leży w źródle „\(source)”", en: "it lies in the source “\(source)”"))
            }
        }
    }

    private func checkContents(given path: String) throws(PublishingError) {
        guard FilePaths.kind(self.path) == .folder else { return }
        let folder = try FileSystem.openFolder(self.path, label: path)
        try OutputFolder.checkContents(of: folder.number, given: path)
    }

    /// Refuses a folder that holds something and neither a manifest nor the journal of a first publish that was cut off.
    static func checkContents(of folder: Int32, given path: String) throws(PublishingError) {
        let names = try FileSystem.names(in: folder, label: path)
        if names.contains(Manifest.fileName) { return }
        guard let foreign = names.first(where: { $0 != StagingArea.folderName }) else { return }
        let journal = StagingArea.folderName + "/" + StagingArea.journalName
        if case .file = try FileSystem.kind(journal, in: folder) { return }
        throw refused(
            path,
            Words(
                pl: "nie jest pusty (jest w nim „\(foreign)”), a nie ma w nim spisu \(Manifest.fileName)",
                en: "it is not empty (it holds “\(foreign)”) and has no manifest \(Manifest.fileName)"),
            remedy: Words(
                pl:
                    "wskaż pusty folder albo usuń z tego folderu wszystko sam; program nie usuwa plików, których nie zapisał",
                en:
                    "name an empty folder, or empty this one yourself; the program deletes no file that it did not write"
            ))
    }

    private static func refused(_ path: String, _ reason: Words, remedy: Words? = nil) -> PublishingError {
        PublishingError(
            .folder,
            Diagnostic(
                .outputFolderRefused,
                Words(
                    pl: "folderu „\(path)” nie można użyć na wynik: ",
                    en: "the folder “\(path)” cannot take the output: ")
                    + reason,
                remedy: remedy
                    ?? Words(
                        pl: "wskaż osobny folder, na przykład --output public",
                        en: "name a folder of its own, for example --output public")))
    }

    private static func trimSlashes(_ path: String) -> String {
        var trimmed = path
        while trimmed.hasSuffix("/"), trimmed != "/" { trimmed.removeLast() }
        return trimmed
    }
}
