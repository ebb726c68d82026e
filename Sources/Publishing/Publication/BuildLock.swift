import Diagnostics

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Keeps a second run out of an output folder while one is at work.
///
/// An advisory `flock` on a file in the staging area. The kernel lets go of it when the process ends, however it ends:
/// a file that is there but not locked belongs to a run that died.
struct BuildLock: ~Copyable, Sendable {
    static let fileName = "lock"

    /// The staging area.
    let folder: Descriptor
    private let file: Descriptor
    /// The process that left the lock behind without finishing; nil when there was none.
    let abandonedBy: Int?

    /// Takes the lock at once or refuses; never waits. Nil when the run that held it has just removed the folder.
    static func take(in folder: consuming Descriptor, label: String) throws(PublishingError) -> BuildLock? {
        let staging = folder.number
        var lastOwner: Int?
        for _ in 0..<20 {
            let number = openat(staging, fileName, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o666)
            guard number >= 0 else {
                if errno == ENOENT { return nil }
                throw .fileSystem(.lock, path: label, code: errno)
            }
            let file = Descriptor(number)
            let owner = owner(of: file.number)
            lastOwner = owner
            guard flock(file.number, LOCK_EX | LOCK_NB) == 0 else {
                let code = errno
                if code == EINTR { continue }
                guard code == EWOULDBLOCK else { throw .fileSystem(.lock, path: label, code: code) }
                // A child that this process is just starting holds a copy of the lock until it runs its program.
                if owner == Int(getpid()), usleep(50_000) == 0 { continue }
                throw busy(label, owner: owner)
            }
            // Another run may have removed the file between our opening and our locking of it.
            guard isSame(file.number, staging) else { continue }
            try writeOwner(file.number, label: label)
            return BuildLock(folder: folder, file: file, abandonedBy: owner)
        }
        throw busy(label, owner: lastOwner)
    }

    private init(folder: consuming Descriptor, file: consuming Descriptor, abandonedBy: Int?) {
        self.folder = folder
        self.file = file
        self.abandonedBy = abandonedBy
    }

    private static func owner(of file: Int32) -> Int? {
        var buffer = [UInt8](repeating: 0, count: 20)
        let count = pread(file, &buffer, buffer.count, 0)
        guard count > 0 else { return nil }
        return Int(String(decoding: buffer[..<count].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
    }

    private static func isSame(_ file: Int32, _ staging: Int32) -> Bool {
        var opened = stat()
        var named = stat()
        guard fstat(file, &opened) == 0, fstatat(staging, fileName, &named, AT_SYMLINK_NOFOLLOW) == 0 else {
            return false
        }
        return opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
    }

    private static func writeOwner(_ file: Int32, label: String) throws(PublishingError) {
        let text = Array("\(getpid())\n".utf8)
        let done = ftruncate(file, 0) == 0 && pwrite(file, text, text.count, 0) == text.count
        guard done else { throw .fileSystem(.writeFile, path: label, code: errno) }
    }

    private static func busy(_ label: String, owner: Int?) -> PublishingError {
        let process = owner.map { Words(pl: " (proces \($0))", en: " (process \($0))") } ?? Words(same: "")
        return PublishingError(
            .fileSystem,
            Diagnostic(
                .outputFolderBusy,
                Words(
                    pl: "do folderu „\(label)” pisze właśnie inny przebieg",
                    en: "another run is writing into “\(label)”") + process,
                remedy: Words(
                    pl: "poczekaj, aż się skończy, albo wskaż inny folder (--output)",
                    en: "wait until it ends, or name another folder (--output)")))
    }
}
