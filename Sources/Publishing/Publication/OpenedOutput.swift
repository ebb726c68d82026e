import Diagnostics

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An output folder that is locked, recovered and read: what a publish starts from.
final class OpenedOutput: Sendable {
    let staging: StagingArea
    let manifest: Manifest
    let recovery: Diagnostic?
    /// Of the bytes of the manifest; 0 for none.
    let manifestHash: UInt64
    let isFirst: Bool
    let madeFolder: Bool
    let root: Descriptor
    private let lock: BuildLock

    init(_ folder: OutputFolder, label: String, seen: OutputView?, checkpoint: Checkpoint?) throws(PublishingError) {
        madeFolder = try OpenedOutput.makeFolders(folder.path, label: label)
        root = try FileSystem.openFolder(folder.path, label: label)
        lock = try OpenedOutput.lock(root.number, label: label)
        // Under the lock: another run may have finished since the folder was checked.
        try OutputFolder.checkContents(of: root.number, given: label)
        let outcome = try Recovery(root: root.number, area: lock.folder.number, label: label, checkpoint: checkpoint)
            .run()
        let manifestBytes = try FileSystem.readFile(
            Manifest.fileName, in: root.number, label: label + "/" + Manifest.fileName)
        let hash = manifestBytes.map(Manifest.hash) ?? 0
        manifest =
            if let seen, seen.manifestHash == hash { seen.published } else {
                try manifestBytes.map { bytes throws(PublishingError) in
                    try Manifest.read(bytes, path: label + "/" + Manifest.fileName)
                } ?? Manifest()
            }
        manifestHash = hash
        isFirst = manifestBytes == nil
        recovery = outcome.diagnostic(label: label, process: lock.abandonedBy)
        staging = try StagingArea(in: root.number, label: label)
    }

    private static func makeFolders(_ path: String, label: String) throws(PublishingError) -> Bool {
        if mkdir(path, 0o777) == 0 { return true }
        if errno == EEXIST { return false }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
            throw .fileSystem(.createFolder, path: label, code: errno)
        }
        _ = try makeFolders(String(path[..<slash]), label: label)
        guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
            throw .fileSystem(.createFolder, path: label, code: errno)
        }
        return true
    }

    private static func lock(_ root: Int32, label: String) throws(PublishingError) -> BuildLock {
        for _ in 0..<20 {
            try FileSystem.makeFolder(StagingArea.folderName, in: root, label: label + "/" + StagingArea.folderName)
            let number = openat(root, StagingArea.folderName, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard number >= 0 else {
                if errno == ENOENT { continue }
                throw .fileSystem(.openFolder, path: label + "/" + StagingArea.folderName, code: errno)
            }
            let area = Descriptor(number)
            if let lock = try BuildLock.take(in: area, label: label) { return lock }
        }
        throw .fileSystem(.lock, path: label, code: EAGAIN)
    }
}
