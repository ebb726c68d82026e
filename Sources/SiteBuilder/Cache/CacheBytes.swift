#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The bytes of a cache file: in memory, or brought in by the system page by page as they are read.
enum CacheBytes: Sendable {
    case array([UInt8])
    case mapped(Mapping)

    /// A file that the system maps into memory for as long as this lives.
    ///
    /// `@unchecked Sendable`: nobody writes these bytes, since a cache file is replaced and never changed.
    final class Mapping: @unchecked Sendable {
        fileprivate let buffer: UnsafeRawBufferPointer

        /// Nil when there is no such file, or it is empty.
        init?(_ path: String) {
            let descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { return nil }
            defer { close(descriptor) }
            var status = stat()
            guard fstat(descriptor, &status) == 0, status.st_size > 0 else { return nil }
            let size = Int(status.st_size)
            guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
                return nil
            }
            buffer = UnsafeRawBufferPointer(start: start, count: size)
        }

        deinit { munmap(UnsafeMutableRawPointer(mutating: buffer.baseAddress), buffer.count) }
    }

    func read<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        switch self {
        case .array(let bytes): bytes.withUnsafeBytes(body)
        case .mapped(let mapping): body(mapping.buffer)
        }
    }
}
