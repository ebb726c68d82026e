import Diagnostics
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The folder inside the output folder, and so on its file system, where new outputs wait until all are there.
///
/// ```
/// public/.metropolia-staging/
///     lock                 the run at work
///     assets/ pages/ feeds/    new and changed outputs under their final paths
///     manifest.new         the next manifest while it is written
///     journal.json         the next manifest: from here on the publish is committed
/// ```
/// The journal becomes the output's manifest by the last rename: as long as it is here there is work to finish.
final class StagingArea: Sendable {
    static let folderName = ".metropolia-staging"
    static let journalName = "journal.json"
    static let draftName = "manifest.new"

    let folder: Descriptor
    /// What messages call the output folder.
    let label: String
    private let assets: Descriptor
    private let pages: Descriptor
    private let feeds: Descriptor
    /// The folders made so far, by a hash of their kind and path. Two folders that share a hash cost a second attempt.
    private let made = Mutex<Set<UInt64>>([])

    /// Makes the folders of each kind in an area that is empty but for the lock.
    init(in root: Int32, label: String) throws(PublishingError) {
        let folder = try FileSystem.openFolder(StagingArea.folderName, in: root, label: label)
        func open(_ kind: OutputKind, _ area: Int32) throws(PublishingError) -> Descriptor {
            try FileSystem.makeFolder(kind.folderName, in: area, label: label)
            return try FileSystem.openFolder(kind.folderName, in: area, label: label)
        }
        assets = try open(.asset, folder.number)
        pages = try open(.page, folder.number)
        feeds = try open(.feed, folder.number)
        self.folder = folder
        self.label = label
    }

    func folder(of kind: OutputKind) -> Int32 {
        switch kind {
        case .asset: assets.number
        case .page: pages.number
        case .feed: feeds.number
        }
    }

    /// Writes one output under its final path. Safe to call from several threads at once.
    func write(_ bytes: UnsafeRawBufferPointer, path: String, kind: OutputKind) throws(PublishingError) {
        let parent = folder(of: kind)
        try makeFolders(of: path, kind: kind)
        var number = create(path, in: parent)
        if number < 0, errno == ENOENT {
            try makeFolders(of: path, kind: kind, evenIfKnown: true)
            number = create(path, in: parent)
        }
        guard number >= 0 else {
            throw errno == EEXIST || errno == ENOTDIR || errno == EISDIR
                ? Refusal.twice(path) : .fileSystem(.createFile, path: shown(path), code: errno)
        }
        do throws(PublishingError) {
            try FileSystem.writeAll(bytes, to: number, label: shown(path))
        } catch {
            close(number)
            throw error
        }
        // A network file system may report a full disk only here.
        guard close(number) == 0 || errno == EINTR else {
            throw .fileSystem(.writeFile, path: shown(path), code: errno)
        }
    }

    private func create(_ path: String, in parent: Int32) -> Int32 {
        openat(parent, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    }

    private func makeFolders(of path: String, kind: OutputKind, evenIfKnown: Bool = false) throws(PublishingError) {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return }
        let folderPath = String(path[..<slash])
        let key = StableHash.join(UInt64(kind.rawValue), StableHash.hash(folderPath))
        if !evenIfKnown, made.withLock({ $0.contains(key) }) { return }
        if mkdirat(folder(of: kind), folderPath, 0o777) != 0, errno != EEXIST {
            guard errno == ENOENT else { throw .fileSystem(.createFolder, path: shown(folderPath), code: errno) }
            try makeFolders(of: folderPath, kind: kind, evenIfKnown: true)
            guard mkdirat(folder(of: kind), folderPath, 0o777) == 0 || errno == EEXIST else {
                throw .fileSystem(.createFolder, path: shown(folderPath), code: errno)
            }
        }
        made.withLock { _ = $0.insert(key) }
    }

    /// The path as a message shows it: where it would lie in the output folder.
    private func shown(_ path: String) -> String { label + "/" + path }

    /// Writes the next manifest and makes it the journal: the commit point.
    ///
    /// - Parameter durable: everything staged reaches the disk before, and the journal's name after.
    func writeJournal(_ json: [UInt8], durable: Bool, checkpoint: Checkpoint?) throws(PublishingError) {
        try FileSystem.writeFile(json, to: StagingArea.draftName, in: folder.number, label: shown(Manifest.fileName))
        if durable { try FileSystem.flush(folder.number, label: label) }
        try checkpoint?(.writeJournal)
        try FileSystem.rename(
            StagingArea.draftName, in: folder.number, to: StagingArea.journalName, in: folder.number,
            label: shown(Manifest.fileName))
        if durable, fsync(folder.number) != 0 { throw .fileSystem(.sync, path: label, code: errno) }
    }

    /// Removes the area with all that is in it. What cannot be removed stays for the next run to discard.
    func remove(from root: Int32) {
        try? FileSystem.empty(folder.number, label: label)
        _ = unlinkat(root, StagingArea.folderName, AT_REMOVEDIR)
    }
}
