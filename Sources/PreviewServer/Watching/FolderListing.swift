#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The files and folders directly in a folder; symbolic links count as files and are never followed.
struct FolderListing {
    private(set) var files: [String] = []
    private(set) var folders: [String] = []

    /// Empty for a folder that is not there.
    init(_ absolutePath: String) {
        guard let stream = opendir(absolutePath) else { return }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name == "." || name == ".." { continue }
            if FolderListing.isFolder(entry.pointee.d_type, absolutePath + "/" + name) {
                folders.append(name)
            } else {
                files.append(name)
            }
        }
    }

    private static func isFolder(_ type: UInt8, _ path: String) -> Bool {
        if type == UInt8(DT_DIR) { return true }
        // Some file systems do not tell the type in the listing.
        guard type == UInt8(DT_UNKNOWN) else { return false }
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
