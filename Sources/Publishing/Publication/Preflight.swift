#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Looks, before the commit point, whether every new output may take its place: a file that is not ours is not replaced
/// and no path leads through a symbolic link.
struct Preflight {
    let root: Int32
    let label: String
    let old: Manifest
    let new: Manifest

    /// - Parameter paths: of the outputs to be written, in the order of their bytes.
    func check(_ paths: some Sequence<String>) throws(PublishingError) {
        var walk = FolderWalk(root: root)
        for path in paths {
            switch try walk.place(of: path) {
            case .missing: continue
            case .blocked(let folder, let nameStart, let length):
                let prefix = walk.text(to: length)
                let kind = try self.kind(&walk, length: length, nameStart: nameStart, in: folder)
                guard case .file = kind, isStale(prefix) else {
                    throw Refusal.foreign(prefix, in: label, isLink: kind == .link)
                }
            case .open(let folder, let nameStart):
                let length = path.utf8.count
                switch try kind(&walk, length: length, nameStart: nameStart, in: folder) {
                case .missing: continue
                case .file: if old[path] == nil { throw Refusal.foreign(path, in: label, isLink: false) }
                case .folder: try checkFolder(path)
                case .link: throw Refusal.foreign(path, in: label, isLink: true)
                case .other: throw Refusal.foreign(path, in: label, isLink: false)
                }
            }
        }
    }

    private func kind(_ walk: inout FolderWalk, length: Int, nameStart: Int, in folder: Int32)
        throws(PublishingError) -> FileSystem.Kind
    {
        let result = walk.withPrefix(length) { path in
            Result { () throws(PublishingError) in try FileSystem.kind(path + nameStart, in: folder) }
        }
        return try result.get()
    }

    private func isStale(_ path: String) -> Bool { old[path] != nil && new[path] == nil }

    /// A folder may give way to a file only when all that it holds is ours and goes.
    private func checkFolder(_ path: String) throws(PublishingError) {
        let folder = try FileSystem.openFolder(path, in: root, label: label + "/" + path)
        for name in try FileSystem.names(in: folder.number, label: label + "/" + path) {
            let inner = path + "/" + name
            switch try FileSystem.kind(name, in: folder.number) {
            case .folder: try checkFolder(inner)
            case .file where isStale(inner): continue
            default: throw Refusal.foreign(inner, in: label, isLink: false)
            }
        }
    }
}
