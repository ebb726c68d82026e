import Diagnostics

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The cache of a site as one build uses it: what the last build left, and where it leaves something itself.
struct CacheFolder: Sendable {
    private let path: String
    /// The time of the file system before anything of the site was read.
    let begun: (time: Int, device: UInt64)
    let program: UInt64

    /// Nil where nothing can be cached: no site there, a folder that cannot be written.
    init?(root: String, config: String) {
        path = root + "/" + BuildCache.folder
        guard access(config.hasPrefix("/") ? config : root + "/" + config, F_OK) == 0 else { return nil }
        if mkdir(path, 0o777) == 0 { try? DiskFile.write(path + "/.gitignore", Array("*\n".utf8)) }
        var status = stat()
        guard (try? DiskFile.write(path + "/clock", [UInt8(ascii: "\n")])) != nil, stat(path + "/clock", &status) == 0
        else { return nil }
        let stamp = SourceLedger.Stamp(status)
        begun = (stamp.modified, stamp.device)
        guard let program = ProgramIdentity.hash(folder: path, begun: begun) else { return nil }
        self.program = program
    }

    private var run: CacheFile { CacheFile(path: path + "/run", program: program) }
    private var parts: CacheFile { CacheFile(path: path + "/parts", program: program) }
    /// What lies over the parts: the few that have changed since they were written.
    private var edits: CacheFile { CacheFile(path: path + "/edits", program: program) }

    /// The last build that was published.
    func record(root: String) -> RunRecord? {
        // Places of findings lead to files that are read when a message shows their lines.
        run.read().flatMap {
            RunRecord($0) { path in
                SourceFile(path: path) { (try? DiskFile.read(root + "/" + path)) ?? [] }
            }
        }
    }

    func image() -> CacheImage {
        guard let base = parts.image() else { return CacheImage() }
        return edits.image(over: base) ?? base
    }

    func write(_ record: RunRecord) { run.write(record.encoded()) }

    /// Writes an image of all parts.
    func write(image: [UInt8]) {
        parts.write(image: image)
        unlink(edits.path)
    }

    /// Writes an image that lies over the one of all parts.
    ///
    /// - Returns: the identity of both; nil when it could not be written.
    func write(edits image: [UInt8], over base: UInt64) -> UInt64? {
        edits.write(image: image).map { CacheImage.identity($0, over: base) }
    }
}
