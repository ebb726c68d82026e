import Diagnostics

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file of the cache: what a build wrote for the next one, believed only when it is whole.
///
/// ```
/// content
/// length, checksum          of the content; of an image, the checksum of its head, since its records have their own
/// magic, format, program    of this build of metropolia and no other
/// ```
struct CacheFile: Sendable {
    /// Changes with the layout of any part of the cache.
    static let format: UInt64 = 6
    private static let magic: UInt64 = 0x4C4F_504F_5254_454D
    private static let trailerSize = 40

    let path: String
    let program: UInt64

    /// The content; nil when there is none, or it is damaged, or another program wrote it.
    func read() -> [UInt8]? {
        guard var bytes = try? DiskFile.read(path), let (length, checksum) = bytes.withUnsafeBytes(trailer) else {
            return nil
        }
        bytes.removeLast(bytes.count - length)
        return bytes.withUnsafeBufferPointer { StableHash.hash($0) } == checksum ? bytes : nil
    }

    /// The image in the file, whose records are read when they are wanted; nil as for `read`.
    ///
    /// - Parameter base: the image over which it was made.
    func image(over base: CacheImage? = nil) -> CacheImage? {
        guard let mapping = CacheBytes.Mapping(path) else { return nil }
        let bytes = CacheBytes.mapped(mapping)
        guard let (_, checksum) = bytes.read(trailer), bytes.read(CacheImage.identity) == checksum else { return nil }
        return CacheImage(bytes, over: base)
    }

    private func trailer(_ buffer: UnsafeRawBufferPointer) -> (length: Int, checksum: UInt64)? {
        let length = buffer.count - CacheFile.trailerSize
        guard length >= 0 else { return nil }
        var reader = BinaryReader(UnsafeRawBufferPointer(rebasing: buffer[length...]))
        guard reader.word() == UInt64(length) else { return nil }
        let checksum = reader.word()
        let isOurs = reader.word() == CacheFile.magic && reader.word() == CacheFile.format && reader.word() == program
        return isOurs ? (length, checksum) : nil
    }

    /// Writes beside the place and renames. A cache that cannot be written is no error: the next build does the work.
    func write(_ content: [UInt8]) {
        write(content, checksum: content.withUnsafeBufferPointer { StableHash.hash($0) })
    }

    /// Writes an image, as `write` does.
    ///
    /// - Returns: the identity of the image; nil when it is not there now.
    @discardableResult
    func write(image: [UInt8]) -> UInt64? {
        guard let identity = image.withUnsafeBytes(CacheImage.identity), write(image, checksum: identity) else {
            return nil
        }
        return identity
    }

    @discardableResult
    private func write(_ content: [UInt8], checksum: UInt64) -> Bool {
        var writer = BinaryWriter()
        writer.word(UInt64(content.count))
        writer.word(checksum)
        writer.word(CacheFile.magic)
        writer.word(CacheFile.format)
        writer.word(program)
        return (try? DiskFile.write(path, [content, writer.take()])) != nil
    }
}

/// Which build of the program this is: a cache that another one wrote is not read.
enum ProgramIdentity {
    /// A hash of the executable; nil when it cannot be read, and nothing is cached.
    ///
    /// Reading 50 MB costs more than a build without changes, so the hash is kept in the cache folder with what the
    /// system says of the executable.
    static func hash(folder: String, begun: (time: Int, device: UInt64)) -> UInt64? {
        var status = stat()
        guard let path = executable, stat(path, &status) == 0 else { return nil }
        let stamp = SourceLedger.Stamp(status)
        let file = CacheFile(path: folder + "/program", program: 0)
        if let known = file.read(), let hash = known.withUnsafeBytes({ kept(in: $0, stamp: stamp) }) { return hash }
        guard let bytes = try? DiskFile.read(path) else { return nil }
        let hash = bytes.withUnsafeBufferPointer { StableHash.hash($0) }
        guard max(stamp.changed, stamp.modified) < begun.time - 2_000_000_000 else { return hash }
        var writer = BinaryWriter()
        writer.stamp(stamp)
        writer.word(hash)
        file.write(writer.take())
        return hash
    }

    private static func kept(in bytes: UnsafeRawBufferPointer, stamp: SourceLedger.Stamp) -> UInt64? {
        var reader = BinaryReader(bytes)
        let known = reader.stamp()
        let hash = reader.word()
        return reader.isSound && known == stamp ? hash : nil
    }

    private static var executable: String? {
        #if canImport(Glibc)
            return "/proc/self/exe"
        #else
            var size = UInt32(PATH_MAX)
            var buffer = [CChar](repeating: 0, count: Int(size))
            guard _NSGetExecutablePath(&buffer, &size) == 0 else { return nil }
            return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        #endif
    }
}

extension BinaryWriter {
    mutating func stamp(_ stamp: SourceLedger.Stamp) {
        number(stamp.size)
        number(stamp.modified)
        number(stamp.changed)
        word(stamp.inode)
        word(stamp.device)
    }
}

extension BinaryReader {
    mutating func stamp() -> SourceLedger.Stamp {
        SourceLedger.Stamp(size: number(), modified: number(), changed: number(), inode: word(), device: word())
    }
}
