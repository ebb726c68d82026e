#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Opens the folders of a series of paths, each once when the paths come in order, and never through a link.
///
/// The folders that two neighbouring paths share stay open between them.
struct FolderWalk: ~Copyable {
    /// Where a path's folder stands. Lengths count the bytes of the path, without the slash that follows.
    enum Place {
        /// The folder is open; the name in it starts at the offset.
        case open(folder: Int32, nameStart: Int)
        /// This prefix of the path does not exist; `folder` is the one it would stand in.
        case missing(folder: Int32, nameStart: Int, prefixLength: Int)
        /// This prefix exists and is no folder (a file, or a link).
        case blocked(folder: Int32, nameStart: Int, prefixLength: Int)
    }

    private struct Level {
        let prefixLength: Int
        let folder: Int32
    }

    private let root: Int32
    private var levels: [Level] = []
    /// The path at hand, ended by a NUL.
    private(set) var path: [UInt8] = [0]

    init(root: Int32) { self.root = root }

    deinit {
        for level in levels { close(level.folder) }
    }

    /// The place of the path's last folder.
    mutating func place(of newPath: String) throws(PublishingError) -> Place {
        moveTo(newPath)
        var start = levels.last.map { $0.prefixLength + 1 } ?? 0
        while let slash = path[start...].firstIndex(of: UInt8(ascii: "/")) {
            let parent = levels.last?.folder ?? root
            let folder = withPrefix(slash) {
                openat(parent, $0 + start, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            }
            if folder < 0 {
                switch errno {
                case ENOENT: return .missing(folder: parent, nameStart: start, prefixLength: slash)
                case ENOTDIR, ELOOP: return .blocked(folder: parent, nameStart: start, prefixLength: slash)
                default: throw .fileSystem(.openFolder, path: text(to: slash), code: errno)
                }
            }
            levels.append(Level(prefixLength: slash, folder: folder))
            start = slash + 1
        }
        return .open(folder: levels.last?.folder ?? root, nameStart: start)
    }

    /// Calls with the prefix as a C string.
    mutating func withPrefix<Result>(_ length: Int, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
        let saved = path[length]
        path[length] = 0
        defer { path[length] = saved }
        return path.withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                // The buffer holds at least its NUL, so that it has an address.
                characters.baseAddress.map(body) ?? withUnsafePointer(to: 0, body)
            }
        }
    }

    /// Calls with the whole path as a C string.
    mutating func withPath<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        withPrefix(path.count - 1, body)
    }

    func text(to length: Int) -> String {
        String(decoding: path[..<length], as: UTF8.self)
    }

    /// Closes the folders that the new path does not share.
    private mutating func moveTo(_ newPath: String) {
        var shared = 0
        let bytes = newPath.utf8
        let limit = levels.last?.prefixLength ?? 0
        var index = bytes.startIndex
        while shared <= limit, index < bytes.endIndex, bytes[index] == path[shared] {
            bytes.formIndex(after: &index)
            shared += 1
        }
        while let last = levels.last, last.prefixLength >= shared {
            close(last.folder)
            levels.removeLast()
        }
        path.removeAll(keepingCapacity: true)
        path.append(contentsOf: bytes)
        path.append(0)
    }
}
