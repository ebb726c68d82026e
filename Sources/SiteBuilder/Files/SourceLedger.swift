import Publishing
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Everything that a build asked the disk about its sources, and what the answers were.
///
/// A build is a pure function of its options and these answers. The next build may skip all its work when each of them
/// is still the same, and knows a file's hash without reading it where nothing about the file has moved.
public final class SourceLedger: Sendable {
    /// What the system says of a file; a file whose bytes change without any of this cannot be told from its past.
    struct Stamp: Hashable, Sendable {
        let size: Int
        /// Nanoseconds since 1970: of the bytes, and of the file's own record, which no program can set back.
        let modified: Int
        let changed: Int
        let inode: UInt64
        let device: UInt64

        init(size: Int, modified: Int, changed: Int, inode: UInt64, device: UInt64) {
            self.size = size
            self.modified = modified
            self.changed = changed
            self.inode = inode
            self.device = device
        }

        init(_ status: stat) {
            #if canImport(Glibc)
                let (written, altered) = (status.st_mtim, status.st_ctim)
            #else
                let (written, altered) = (status.st_mtimespec, status.st_ctimespec)
            #endif
            size = Int(status.st_size)
            modified = written.tv_sec * 1_000_000_000 + written.tv_nsec
            changed = altered.tv_sec * 1_000_000_000 + altered.tv_nsec
            inode = UInt64(status.st_ino)
            device = UInt64(truncatingIfNeeded: status.st_dev)
        }
    }

    struct Reading: Hashable, Sendable {
        let hash: ContentHash
        let stamp: Stamp
        /// Whether the stamp had come to rest when the file was read: a change since then must show in it.
        let isSettled: Bool
    }

    struct Notes: Sendable {
        var readings: [String: Reading] = [:]
        /// Folder → hash of the list of its files.
        var lists: [String: UInt64] = [:]
        var presences: [String: Bool] = [:]
        /// False when something could not be read: the next build has to try again.
        var isWhole = true
        /// Files that changed while the build was reading.
        var unsteady: [String] = []
    }

    /// Whether a later build may ask for the notes: else their hashes are for this run alone.
    let isKept: Bool
    /// What an earlier build noted.
    private let known: KnownReadings
    /// The time of the file system before the first file was read; nil settles nothing.
    private let begun: Mutex<(time: Int, device: UInt64)?>
    private let state: Mutex<Notes>
    /// Whether what an earlier build read counts as read by this one.
    private let isTakenOver = Atomic<Bool>(false)

    init(known: KnownReadings = KnownReadings(), begun: (time: Int, device: UInt64)? = nil, isKept: Bool = true) {
        self.isKept = isKept
        self.known = known
        self.begun = Mutex(begun)
        state = Mutex(Notes())
    }

    /// Whether no earlier build left anything to go by.
    var isNew: Bool { known.isEmpty }

    var notes: Notes { state.withLock { $0 } }

    /// Lets what an earlier build read count as read by this one, but for the files that it has read itself: the system
    /// says of them what it said then. The notes name the others alone.
    func takeOverKnown() { isTakenOver.store(true, ordering: .releasing) }

    private func takenOver(_ path: String) -> Reading? {
        isTakenOver.load(ordering: .acquiring) ? known[path] : nil
    }

    /// Goes on with a further build of the same site: what was noted stays, but for these files, which are read again.
    func goOn(begun: (time: Int, device: UInt64)?, forgetting paths: [String]) {
        self.begun.withLock { $0 = begun }
        state.withLock { notes in
            for path in paths { notes.readings[path] = nil }
            notes.unsteady = []
        }
    }

    /// The files that changed while the build was reading: what was made of them cannot be trusted.
    var unsteady: [String] { state.withLock { $0.unsteady }.sorted() }

    func noteList(_ folder: String, _ hash: UInt64) { state.withLock { $0.lists[folder] = hash } }

    func notePresence(_ path: String, _ isPresent: Bool) { state.withLock { $0.presences[path] = isPresent } }

    func noteFailure() { state.withLock { $0.isWhole = false } }

    func noteUnsteady(_ path: String) {
        state.withLock { notes in
            if !notes.unsteady.contains(path) { notes.unsteady.append(path) }
        }
    }

    func noteReading(_ path: String, _ hash: ContentHash, _ status: stat) {
        let stamp = Stamp(status)
        let reading = Reading(hash: hash, stamp: stamp, isSettled: isSettled(stamp))
        let isSame = state.withLock { notes in
            let earlier = notes.readings.updateValue(reading, forKey: path) ?? takenOver(path)
            return earlier == nil || earlier?.hash == hash
        }
        if !isSame { noteUnsteady(path) }
    }

    /// The hash of a file that nobody has touched since an earlier build read it; the reading counts as made again.
    func untouched(_ path: String, _ status: stat) -> ContentHash? {
        guard let reading = known[path], reading.isSettled, reading.stamp == Stamp(status) else { return nil }
        state.withLock { $0.readings[path] = reading }
        return reading.hash
    }

    /// The hash of a file that this build has read.
    func hash(of path: String) -> ContentHash? {
        state.withLock { $0.readings[path]?.hash } ?? takenOver(path)?.hash
    }

    /// A stamp that is two seconds older than the build has settled: whatever is written from then on carries a later
    /// time, on file systems that count in whole seconds too.
    private func isSettled(_ stamp: Stamp) -> Bool {
        guard let begun = begun.withLock({ $0 }), stamp.device == begun.device else { return false }
        return max(stamp.modified, stamp.changed) < begun.time - 2_000_000_000
    }
}
