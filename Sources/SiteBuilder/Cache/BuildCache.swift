#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The folder `.metropolia/` beside the sources: everything in it can be made again.
public enum BuildCache {
    public static let folder = ".metropolia"

    /// Removes the cache, and nothing else; an absent one is no error.
    public static func remove(root: String) throws(FileFailure) {
        try removeFolder(root + "/" + folder)
    }

    private static func removeFolder(_ path: String) throws(FileFailure) {
        guard let stream = opendir(path) else {
            if errno == ENOENT { return }
            throw FileFailure(path: path, problem: .unreadable(errno))
        }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name != ".", name != ".." else { continue }
            var status = stat()
            guard lstat(path + "/" + name, &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFDIR {
                try removeFolder(path + "/" + name)
            } else if unlink(path + "/" + name) != 0 {
                throw FileFailure(path: path + "/" + name, problem: .unreadable(errno))
            }
        }
        if rmdir(path) != 0 { throw FileFailure(path: path, problem: .unreadable(errno)) }
    }
}
