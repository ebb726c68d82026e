import Diagnostics

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Finds changes by looking again and again, where the system reports none: network and container mounts, macOS.
///
/// Size and time of a file are a hint only, since such mounts round or delay them: besides every file whose hint changed,
/// each look reads the contents of some more, so that all have been compared within a bounded number of looks.
final class PollingWatcher: ChangeWatcher {
    private let scope: WatchScope
    private let interval: Int
    /// Bytes that one look may read although nothing points to a change.
    private let budget: Int
    private var known: [String: Seen]
    private var order: [String] = []
    private var next = 0

    private struct Hint: Equatable {
        var size: Int
        var seconds: Int
        var nanoseconds: Int
        var inode: UInt64
        var mode: UInt32
    }

    private struct Seen {
        var hint: Hint
        var hash: UInt64
    }

    init(scope: WatchScope, interval: Int = 300, budget: Int = 16 << 20) {
        self.scope = scope
        self.interval = interval
        self.budget = budget
        known = [:]
        _ = look()
    }

    func next(waker: WakePipe) -> WatchResult {
        while true {
            if waker.wait(for: nil, milliseconds: interval) == .woken { return .stopped }
            var changed = look()
            guard !changed.isEmpty else { continue }
            // Until a look finds nothing new, at most ten times: a checkout may be under way.
            for _ in 0..<10 {
                if waker.wait(for: nil, milliseconds: 20) == .woken { return .stopped }
                let more = look()
                if more.isEmpty { break }
                changed.formUnion(more)
            }
            return .changed(.some(changed))
        }
    }

    /// Paths whose content, or whose being there, differs from the last look.
    private func look() -> Set<String> {
        var changed: Set<String> = []
        let hints = list()
        for (path, hint) in hints where known[path]?.hint != hint {
            let hash = hash(of: path)
            if known[path]?.hash != hash { changed.insert(path) }
            known[path] = Seen(hint: hint, hash: hash)
        }
        for path in known.keys where hints[path] == nil {
            known[path] = nil
            changed.insert(path)
        }
        compareSome(&changed)
        return changed
    }

    /// Goes on with the contents where the last look stopped.
    private func compareSome(_ changed: inout Set<String>) {
        if next >= order.count {
            order = known.keys.sorted { $0.precedesByBytes($1) }
            next = 0
        }
        var read = 0
        while next < order.count, read < budget {
            let path = order[next]
            next += 1
            guard let seen = known[path], !changed.contains(path) else { continue }
            read += seen.hint.size
            let hash = hash(of: path)
            if hash == seen.hash { continue }
            known[path] = Seen(hint: seen.hint, hash: hash)
            changed.insert(path)
        }
    }

    private func list() -> [String: Hint] {
        var found: [String: Hint] = [:]
        var waiting = [""]
        while let folder = waiting.popLast() {
            let listing = FolderListing(scope.absolute(folder))
            let prefix = folder.isEmpty ? "" : folder + "/"
            for name in listing.files where scope.reports(prefix + name) {
                if let hint = hint(of: prefix + name) { found[prefix + name] = hint }
            }
            waiting.append(contentsOf: listing.folders.map { prefix + $0 }.filter(scope.enters))
        }
        return found
    }

    private func hint(of path: String) -> Hint? {
        var status = stat()
        guard lstat(scope.absolute(path), &status) == 0 else { return nil }
        #if canImport(Glibc)
            let time = status.st_mtim
        #else
            let time = status.st_mtimespec
        #endif
        return Hint(
            size: Int(status.st_size), seconds: Int(time.tv_sec), nanoseconds: Int(time.tv_nsec),
            inode: UInt64(status.st_ino), mode: UInt32(status.st_mode))
    }

    /// Zero for a file that cannot be read; a device or a pipe is never opened for reading.
    private func hash(of path: String) -> UInt64 {
        let descriptor = open(scope.absolute(path), O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return 0 }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return 0 }
        var hash = ContentHash()
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return hash.value }
            buffer.withUnsafeBytes { hash.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        }
    }
}
