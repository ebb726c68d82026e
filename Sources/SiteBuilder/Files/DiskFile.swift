#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Files outside of a site's tree, named on the command line.
public enum DiskFile {
    public static func read(_ path: String) throws(FileFailure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFailure(path: path, problem: .unreadable(errno)) }
        defer { close(descriptor) }
        var status = stat()
        return try Descriptor.bytes(of: descriptor, path: path, status: &status)
    }

    /// Writes beside the place and renames, so that a reader sees the old file or the new one.
    public static func write(_ path: String, _ bytes: [UInt8]) throws(FileFailure) { try write(path, [bytes]) }

    /// Writes the parts one after the other, as `write` does.
    static func write(_ path: String, _ parts: [[UInt8]]) throws(FileFailure) {
        let draft = path + ".new"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw FileFailure(path: path, problem: .unwritable(errno)) }
        var failure: Int32 = 0
        for bytes in parts where failure == 0 {
            bytes.withUnsafeBytes { buffer in
                var offset = 0
                while offset < buffer.count, let base = buffer.baseAddress {
                    let written = systemWrite(descriptor, base + offset, buffer.count - offset)
                    if written < 0, errno == EINTR { continue }
                    if written <= 0 {
                        failure = errno
                        break
                    }
                    offset += written
                }
            }
        }
        if close(descriptor) != 0, failure == 0 { failure = errno }
        if failure == 0, rename(draft, path) != 0 { failure = errno }
        guard failure == 0 else {
            unlink(draft)
            throw FileFailure(path: path, problem: .unwritable(failure))
        }
    }
}

/// Reading an open file to its end.
enum Descriptor {
    /// The whole file; one that grows or shrinks meanwhile gives what was there.
    ///
    /// - Parameter status: what the system says of the file before its first byte is read.
    static func bytes(of descriptor: Int32, path: String, status: inout stat) throws(FileFailure) -> [UInt8] {
        guard fstat(descriptor, &status) == 0 else { throw FileFailure(path: path, problem: .unreadable(errno)) }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw FileFailure(path: path, problem: .unreadable(EISDIR)) }
        let expected = Int(status.st_size)
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: expected) { buffer, count in
            while count < expected, let base = buffer.baseAddress {
                let got = systemRead(descriptor, base + count, expected - count)
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = errno }
                if got <= 0 { break }
                count += got
            }
        }
        if failure != 0 { throw FileFailure(path: path, problem: .unreadable(failure)) }
        return bytes
    }
}

// The plain names are taken by methods of the types that call them.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}

private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer, _ count: Int) -> Int {
    write(descriptor, buffer, count)
}
