#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Moves staged outputs into place and deletes the files that are ours no longer: the part of a publish that comes
/// after the commit point.
///
/// Every step may be done already: a run that was killed half-way is finished by doing all of it again. A folder that
/// the output does not have yet moves as a whole, so that a first publish costs a handful of renames.
struct Merge {
    let root: Int32
    let staging: StagingArea
    let old: Manifest
    let new: Manifest
    /// Whether an earlier run may have made some of the moves.
    let isResumed: Bool
    let checkpoint: Checkpoint?

    /// Moves the outputs of one kind; the paths come in the order of their bytes.
    func move(_ paths: some Sequence<String>, kind: OutputKind) throws(PublishingError) {
        var walk = FolderWalk(root: root)
        let source = staging.folder(of: kind)
        var movedFolder: String?
        for path in paths {
            if let movedFolder, path.utf8.starts(with: movedFolder.utf8) { continue }
            switch try walk.place(of: path) {
            case .open(let folder, let nameStart):
                try moveFile(path, from: source, to: folder, nameStart: nameStart, walk: &walk)
            case .missing(let folder, let nameStart, let length):
                try moveFolder(length, from: source, to: folder, nameStart: nameStart, walk: &walk)
                movedFolder = walk.text(to: length) + "/"
            case .blocked(let folder, let nameStart, let length):
                try deleteBlockingFile(length, in: folder, nameStart: nameStart, walk: &walk)
                try moveFolder(length, from: source, to: folder, nameStart: nameStart, walk: &walk)
                movedFolder = walk.text(to: length) + "/"
            }
        }
    }

    /// Deletes the files that the old manifest lists and the new one does not, and the folders that this empties.
    func deleteStale() throws(PublishingError) {
        try delete(old.paths(absentFrom: new))
    }

    private func moveFile(
        _ path: String, from source: Int32, to folder: Int32, nameStart: Int, walk: inout FolderWalk
    ) throws(PublishingError) {
        try checkpoint?(.move)
        for attempt in 0..<2 {
            let done = walk.withPath { renameat(source, $0, folder, $0 + nameStart) == 0 }
            if done || (errno == ENOENT && isResumed) { return }
            guard attempt == 0, errno == EISDIR || errno == ENOTEMPTY || errno == EEXIST else { break }
            // A folder of old outputs, or an empty one, stands where a file is to be.
            let isStale: (String) -> Bool = { new[$0] == nil }
            try delete(old.entries(inFolder: path + "/").map(\.path).filter(isStale), below: path)
            try checkpoint?(.delete)
            let name = String(decoding: path.utf8.dropFirst(nameStart), as: UTF8.self)
            try FileSystem.removeEmptyFolders(name, in: folder, label: staging.label + "/" + path)
        }
        throw .fileSystem(.rename, path: staging.label + "/" + path, code: errno)
    }

    private func moveFolder(
        _ length: Int, from source: Int32, to folder: Int32, nameStart: Int, walk: inout FolderWalk
    ) throws(PublishingError) {
        try checkpoint?(.move)
        let done = walk.withPrefix(length) { renameat(source, $0, folder, $0 + nameStart) == 0 }
        guard done || (errno == ENOENT && isResumed) else {
            throw .fileSystem(.rename, path: staging.label + "/" + walk.text(to: length), code: errno)
        }
    }

    private func deleteBlockingFile(
        _ length: Int, in folder: Int32, nameStart: Int, walk: inout FolderWalk
    ) throws(PublishingError) {
        let path = walk.text(to: length)
        guard old[path] != nil, new[path] == nil else { throw Refusal.foreign(path, in: staging.label, isLink: false) }
        try checkpoint?(.delete)
        let done = walk.withPrefix(length) { unlinkat(folder, $0 + nameStart, 0) == 0 }
        guard done || errno == ENOENT else {
            throw .fileSystem(.delete, path: staging.label + "/" + path, code: errno)
        }
    }

    /// - Parameter top: the highest folder that may go with what is in it; empty for any.
    private func delete(_ paths: some Sequence<String>, below top: String = "") throws(PublishingError) {
        var walk = FolderWalk(root: root)
        var emptied: Set<String> = []
        for path in paths {
            // A path that leads through a link or a file now is not ours any more.
            guard case .open(let folder, let nameStart) = try walk.place(of: path) else { continue }
            try checkpoint?(.delete)
            let done = walk.withPath { unlinkat(folder, $0 + nameStart, 0) == 0 }
            guard done || errno == ENOENT || errno == EISDIR || errno == EPERM else {
                throw .fileSystem(.delete, path: staging.label + "/" + path, code: errno)
            }
            if nameStart > 0 { emptied.insert(walk.text(to: nameStart - 1)) }
        }
        try removeEmptyFolders(emptied, below: top)
    }

    /// Deepest first; a folder that still holds something stays.
    private func removeEmptyFolders(_ folders: Set<String>, below top: String) throws(PublishingError) {
        var walk = FolderWalk(root: root)
        var rest = folders
        while let deepest = rest.max(by: { $0.utf8.count < $1.utf8.count }) {
            let length = deepest.utf8.count
            for folder in rest.filter({ $0.utf8.count == length }) {
                rest.remove(folder)
                guard case .open(let parent, let nameStart) = try walk.place(of: folder) else { continue }
                try checkpoint?(.delete)
                let isGone = walk.withPath { unlinkat(parent, $0 + nameStart, AT_REMOVEDIR) == 0 }
                if isGone, nameStart > max(0, top.utf8.count) { rest.insert(walk.text(to: nameStart - 1)) }
            }
        }
    }
}

extension Merge {
    /// The end of a publish: stale files go, and the journal becomes the manifest.
    func finish(durable: Bool) throws(PublishingError) {
        try deleteStale()
        try checkpoint?(.writeManifest)
        try FileSystem.rename(
            StagingArea.journalName, in: staging.folder.number, to: Manifest.fileName, in: root,
            label: staging.label + "/" + Manifest.fileName)
        if durable { try FileSystem.flush(root, label: staging.label) }
    }
}
