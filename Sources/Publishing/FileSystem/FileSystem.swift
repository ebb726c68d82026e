import Diagnostics

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The POSIX calls that publishing makes, each relative to an open folder, repeated when a signal interrupts them.
///
/// `label` is the path that a message shows; no call uses it.
enum FileSystem {
    /// What `fstatat` says of a name without following a link.
    enum Kind: Equatable {
        case missing
        case file(size: Int)
        case folder
        case link
        case other
    }

    static func openFolder(_ path: String, in folder: Int32 = AT_FDCWD, label: String) throws(PublishingError)
        -> Descriptor
    {
        let number = openat(folder, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard number >= 0 else { throw .fileSystem(.openFolder, path: label, code: errno) }
        return Descriptor(number)
    }

    /// Makes a folder; one that is there already is left as it is.
    static func makeFolder(_ path: String, in folder: Int32 = AT_FDCWD, label: String) throws(PublishingError) {
        guard mkdirat(folder, path, 0o777) == 0 || errno == EEXIST else {
            throw .fileSystem(.createFolder, path: label, code: errno)
        }
    }

    static func kind(_ path: UnsafePointer<CChar>, in folder: Int32) throws(PublishingError) -> Kind {
        var status = stat()
        guard fstatat(folder, path, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            let code = errno
            if code == ENOENT || code == ENOTDIR { return .missing }
            throw .fileSystem(.inspect, path: String(cString: path), code: code)
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file(size: Int(status.st_size))
        case S_IFDIR: return .folder
        case S_IFLNK: return .link
        default: return .other
        }
    }

    static func writeAll(_ bytes: UnsafeRawBufferPointer, to file: Int32, label: String) throws(PublishingError) {
        var written = 0
        while written < bytes.count {
            let count = write(file, bytes.baseAddress?.advanced(by: written), bytes.count - written)
            if count < 0 {
                if errno == EINTR { continue }
                throw .fileSystem(.writeFile, path: label, code: errno)
            }
            written += count
        }
    }

    /// The whole file, or nil when there is none.
    static func readFile(_ path: String, in folder: Int32, label: String) throws(PublishingError) -> [UInt8]? {
        let number = openat(folder, path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard number >= 0 else {
            if errno == ENOENT { return nil }
            throw .fileSystem(.readFile, path: label, code: errno)
        }
        let file = Descriptor(number)
        var status = stat()
        guard fstat(file.number, &status) == 0 else { throw .fileSystem(.readFile, path: label, code: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .fileSystem(.readFile, path: label, code: EISDIR) }
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, filled in
            filled = 0
            while filled < buffer.count {
                let count = read(file.number, buffer.baseAddress?.advanced(by: filled), buffer.count - filled)
                if count < 0, errno == EINTR { continue }
                if count < 0 { failure = errno }
                if count <= 0 { break }
                filled += count
            }
        }
        guard failure == 0 else { throw .fileSystem(.readFile, path: label, code: failure) }
        return bytes
    }

    /// Writes a new file, or replaces the one that is there.
    static func writeFile(_ bytes: [UInt8], to path: String, in folder: Int32, label: String) throws(PublishingError) {
        let number = openat(folder, path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o666)
        guard number >= 0 else { throw .fileSystem(.createFile, path: label, code: errno) }
        let file = Descriptor(number)
        let failure = bytes.withUnsafeBytes { buffer -> PublishingError? in
            do throws(PublishingError) {
                try writeAll(buffer, to: file.number, label: label)
                return nil
            } catch { return error }
        }
        if let failure { throw failure }
    }

    /// The names in a folder, without `.` and `..`, in the order of their bytes.
    static func names(in folder: Int32, label: String) throws(PublishingError) -> [String] {
        let copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0 else { throw .fileSystem(.readFolder, path: label, code: errno) }
        guard let stream = fdopendir(copy) else {
            let code = errno
            close(copy)
            throw .fileSystem(.readFolder, path: label, code: code)
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.precedesByBytes($1) }
    }

    /// Deletes everything in a folder but the names to keep; links are deleted, not followed.
    static func empty(_ folder: Int32, keeping kept: Set<String> = [], label: String) throws(PublishingError) {
        for name in try names(in: folder, label: label) where !kept.contains(name) {
            try removeTree(name, in: folder, label: label)
        }
    }

    /// Deletes a file, a link or a folder with all that is in it; what is gone already is no error.
    private static func removeTree(_ name: String, in folder: Int32, label: String) throws(PublishingError) {
        // Most of what is left after a publish are empty folders: one call each.
        if unlinkat(folder, name, AT_REMOVEDIR) == 0 || errno == ENOENT { return }
        if errno == ENOTDIR {
            if unlinkat(folder, name, 0) == 0 || errno == ENOENT { return }
            throw .fileSystem(.delete, path: label + "/" + name, code: errno)
        }
        guard errno == ENOTEMPTY || errno == EEXIST else {
            throw .fileSystem(.delete, path: label + "/" + name, code: errno)
        }
        // Scoped, so that the folder is closed before it is removed.
        do {
            let inner = try openFolder(name, in: folder, label: label)
            try empty(inner.number, label: label + "/" + name)
        }
        guard unlinkat(folder, name, AT_REMOVEDIR) == 0 || errno == ENOENT else {
            throw .fileSystem(.delete, path: label + "/" + name, code: errno)
        }
    }

    /// Deletes a folder in which there are only folders, and these; one with anything else in it stays, and what leads to it.
    static func removeEmptyFolders(_ name: String, in folder: Int32, label: String) throws(PublishingError) {
        if unlinkat(folder, name, AT_REMOVEDIR) == 0 || (errno != ENOTEMPTY && errno != EEXIST) { return }
        // Scoped, so that the folder is closed before it is removed.
        do {
            let inner = try openFolder(name, in: folder, label: label)
            for child in try names(in: inner.number, label: label) {
                try removeEmptyFolders(child, in: inner.number, label: label + "/" + child)
            }
        }
        _ = unlinkat(folder, name, AT_REMOVEDIR)
    }

    static func rename(_ path: String, in folder: Int32, to newPath: String, in newFolder: Int32, label: String)
        throws(PublishingError)
    {
        guard renameat(folder, path, newFolder, newPath) == 0 else {
            throw .fileSystem(.rename, path: label, code: errno)
        }
    }

    /// Waits until all that was written to the folder's file system lies on the disk.
    static func flush(_ folder: Int32, label: String) throws(PublishingError) {
        #if canImport(Glibc)
            // glibc declares `syncfs` only under `_GNU_SOURCE`, which the Glibc module does not set.
            typealias SyncFS = @convention(c) (Int32) -> Int32
            if let symbol = dlsym(nil, "syncfs") {
                guard unsafeBitCast(symbol, to: SyncFS.self)(folder) == 0 else {
                    throw .fileSystem(.sync, path: label, code: errno)
                }
                return
            }
        #endif
        sync()
    }
}
