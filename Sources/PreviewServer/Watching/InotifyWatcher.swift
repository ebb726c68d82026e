#if canImport(Glibc)
    import Glibc

    /// Watches folders with Linux' inotify: the kernel tells of every change as it happens.
    ///
    /// One watch a folder. A folder that appears is entered at once, and what already lies in it counts as changed; a folder
    /// that leaves is forgotten with all below it, since its watches would go on speaking under the old name.
    final class InotifyWatcher: ChangeWatcher {
        private let scope: WatchScope
        private let descriptor: Int32
        private var pathByWatch: [Int32: String] = [:]
        private var watchByPath: [String: Int32] = [:]
        private var fault: WatchFault?
        private var buffer = [UInt8](repeating: 0, count: 256 * 1024)

        private static let mask =
            UInt32(IN_CLOSE_WRITE) | UInt32(IN_MODIFY) | UInt32(IN_CREATE) | UInt32(IN_DELETE) | UInt32(IN_MOVED_FROM)
            | UInt32(IN_MOVED_TO) | UInt32(IN_ATTRIB) | UInt32(IN_DELETE_SELF) | UInt32(IN_MOVE_SELF)
            | UInt32(IN_ONLYDIR)
            | UInt32(IN_DONT_FOLLOW)

        init(scope: WatchScope) throws(WatchFault) {
            self.scope = scope
            descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
            guard descriptor >= 0 else {
                throw errno == EMFILE ? .limit(.instances) : .system(code: errno)
            }
            _ = enter("", reportInto: nil)
            if let fault { throw fault }
        }

        deinit {
            if descriptor >= 0 { close(descriptor) }
        }

        var watchedFolders: Int { watchByPath.count }

        func next(waker: WakePipe) -> WatchResult {
            while true {
                var burst = Burst(now: MonotonicClock.milliseconds)
                var patience = isRootWatched ? -1 : 500
                while true {
                    switch waker.wait(for: descriptor, milliseconds: patience) {
                    case .woken: return .stopped
                    case .ready:
                        if burst.isEmpty { burst = Burst(now: MonotonicClock.milliseconds) }
                        read(into: &burst)
                    case .timeout: patience = 0
                    }
                    if let fault { return .failed(fault) }
                    if burst.isEmpty, !isRootWatched { comeBack(&burst) }
                    if burst.isEmpty { break }
                    if patience == 0 { return .changed(burst.paths) }
                    patience = burst.patience(now: MonotonicClock.milliseconds)
                    if patience == 0 { return .changed(burst.paths) }
                }
            }
        }

        // MARK: - Watches

        private var isRootWatched: Bool { watchByPath[""] != nil }

        /// The root was deleted or moved away: it is looked for until it is there again.
        private func comeBack(_ burst: inout Burst) {
            var status = stat()
            guard stat(scope.root, &status) == 0 else { return }
            startAnew(&burst)
        }

        private func startAnew(_ burst: inout Burst) {
            forget("")
            _ = enter("", reportInto: nil)
            burst.addEverything()
        }

        /// Watches a folder and all below it; with `reportInto`, what lies in them is added to the burst. The watch comes before
        /// the listing, so that nothing can be made between the two.
        private func enter(_ folder: String, reportInto burst: UnsafeMutablePointer<Burst>?) -> Bool {
            guard scope.enters(folder), watch(folder) else { return false }
            let listing = FolderListing(scope.absolute(folder))
            let prefix = folder.isEmpty ? "" : folder + "/"
            if let burst {
                for name in listing.files where scope.reports(prefix + name) { burst.pointee.add(prefix + name) }
            }
            for name in listing.folders { _ = enter(prefix + name, reportInto: burst) }
            return true
        }

        private func watch(_ folder: String) -> Bool {
            // The root itself may be a symbolic link; below it none is followed.
            let mask = folder.isEmpty ? Self.mask & ~UInt32(IN_DONT_FOLLOW) : Self.mask
            let watch = inotify_add_watch(descriptor, scope.absolute(folder), mask)
            guard watch >= 0 else {
                // A folder that is gone again is no fault.
                if errno == ENOSPC { fault = .limit(.watches) }
                return false
            }
            if let old = pathByWatch[watch], old != folder, watchByPath[old] == watch { watchByPath[old] = nil }
            pathByWatch[watch] = folder
            watchByPath[folder] = watch
            return true
        }

        private func forget(_ folder: String) {
            let prefix = folder.isEmpty ? "" : folder + "/"
            for (path, watch) in watchByPath where path == folder || path.utf8.starts(with: prefix.utf8) {
                _ = inotify_rm_watch(descriptor, watch)
                watchByPath[path] = nil
                pathByWatch[watch] = nil
            }
        }

        // MARK: - Events

        private func read(into burst: inout Burst) {
            while true {
                let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return }
                for event in events(in: count) { take(event, into: &burst) }
            }
        }

        private struct Event {
            let watch: Int32
            let mask: UInt32
            /// What the two halves of a renaming have in common.
            let cookie: UInt32
            let name: String

            func has(_ flag: Int32) -> Bool { mask & UInt32(flag) != 0 }
            /// The flag's value does not fit the type that the header gives it.
            var isFolder: Bool { mask & 0x4000_0000 != 0 }
        }

        /// `struct inotify_event`: watch, mask, cookie, length of the name that follows, padded with zeros (inotify(7)).
        private func events(in count: Int) -> [Event] {
            var events: [Event] = []
            buffer.withUnsafeBytes { bytes in
                var offset = 0
                while offset + 16 <= count {
                    let length = Int(bytes.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
                    let end = min(offset + 16 + length, count)
                    events.append(
                        Event(
                            watch: bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self),
                            mask: bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self),
                            cookie: bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt32.self),
                            name: String(decoding: bytes[(offset + 16)..<end].prefix { $0 != 0 }, as: UTF8.self)))
                    offset += 16 + length
                }
            }
            return events
        }

        private func take(_ event: Event, into burst: inout Burst) {
            if event.has(IN_Q_OVERFLOW) { return startAnew(&burst) }
            guard let folder = pathByWatch[event.watch] else { return }
            if event.has(IN_IGNORED) {
                pathByWatch[event.watch] = nil
                if watchByPath[folder] == event.watch { watchByPath[folder] = nil }
                return
            }
            if event.name.isEmpty { return takeFolderItself(event, folder, into: &burst) }
            let path = folder.isEmpty ? event.name : folder + "/" + event.name
            if event.isFolder {
                takeFolder(event, path, into: &burst)
            } else if scope.reports(path) {
                takeFile(event, path, into: &burst)
            }
        }

        private func takeFolderItself(_ event: Event, _ folder: String, into burst: inout Burst) {
            guard event.has(IN_DELETE_SELF) || event.has(IN_MOVE_SELF) else { return }
            // The parent tells of all others; nobody tells of the root.
            guard folder.isEmpty else { return }
            forget("")
            burst.addEverything()
        }

        private func takeFolder(_ event: Event, _ path: String, into burst: inout Burst) {
            guard scope.enters(path) else { return }
            if event.has(IN_MOVED_FROM) || event.has(IN_DELETE) {
                forget(path)
                burst.addVanished(path, renaming: event.cookie)
            } else {
                if event.has(IN_MOVED_TO) { forget(path) }
                withUnsafeMutablePointer(to: &burst) { _ = enter(path, reportInto: $0) }
                burst.add(path, renaming: event.cookie)
            }
        }

        private func takeFile(_ event: Event, _ path: String, into burst: inout Burst) {
            if event.has(IN_DELETE) || event.has(IN_MOVED_FROM) {
                burst.addVanished(path, renaming: event.cookie)
            } else if event.has(IN_CREATE) || event.has(IN_MODIFY) {
                burst.addUnfinished(path)
            } else {
                burst.add(path, renaming: event.cookie)
            }
        }
    }
#endif
