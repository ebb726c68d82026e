import Diagnostics
import Starter

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Makes a new site from the starter that the program carries.
public enum NewSite {
    /// Writes all files of the starter; a folder that is not there yet is made, one that holds anything is refused.
    ///
    /// - Returns: the paths that were made, relative to the folder.
    public static func make(in folder: String) throws(DiagnosticError) -> [String] {
        let isNew = try prepare(folder)
        var made: [String] = []
        do throws(FileFailure) {
            for file in StarterFile.all {
                let path = folder + "/" + file.path
                try makeFolders(of: path, below: folder)
                try DiskFile.write(path, Array(file.text.utf8))
                made.append(file.path)
            }
        } catch {
            undo(folder, isNew: isNew)
            throw DiagnosticError(error.diagnostic)
        }
        return made
    }

    /// Makes the folder, or checks that it is empty; true when it was made.
    private static func prepare(_ folder: String) throws(DiagnosticError) -> Bool {
        guard let names = names(in: folder) else {
            let reason = errno
            guard reason == ENOENT else { throw refusal(folder, reason) }
            do throws(FileFailure) {
                try makeFolders(of: folder + "/x", below: "")
            } catch {
                throw DiagnosticError(error.diagnostic)
            }
            return true
        }
        guard names.isEmpty else {
            throw DiagnosticError(
                Diagnostic(
                    .folderNotEmpty,
                    Words(pl: "folder \(folder) nie jest pusty", en: "the folder \(folder) is not empty"),
                    remedy: Words(
                        pl: "podaj nowy folder, na przykład: metropolia init \(folder)/witryna",
                        en: "name a new folder, for example: metropolia init \(folder)/site")))
        }
        return false
    }

    private static func refusal(_ folder: String, _ reason: Int32) -> DiagnosticError {
        DiagnosticError(FileFailure(path: folder, problem: .unwritable(reason)).diagnostic)
    }

    /// The names in a folder; nil, with `errno`, when it cannot be read.
    private static func names(in folder: String) -> [String]? {
        guard let stream = opendir(folder) else { return nil }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    private static func makeFolders(of path: String, below folder: String) throws(FileFailure) {
        var index = path.index(path.startIndex, offsetBy: folder.count)
        while let slash = path[index...].dropFirst().firstIndex(of: "/") {
            let parent = String(path[..<slash])
            if mkdir(parent, 0o755) != 0, errno != EEXIST {
                throw FileFailure(path: parent, problem: .unwritable(errno))
            }
            index = slash
        }
    }

    /// Half a site would be taken for a whole one: what was written goes.
    private static func undo(_ folder: String, isNew: Bool) {
        for file in StarterFile.all { unlink(folder + "/" + file.path) }
        let folders = Set(
            StarterFile.all.flatMap { file in
                let parts = file.path.split(separator: "/").dropLast()
                return (1..<max(parts.count + 1, 1)).map { parts.prefix($0).joined(separator: "/") }
            })
        for path in folders.sorted(by: >) { rmdir(folder + "/" + path) }
        if isNew { rmdir(folder) }
    }
}
