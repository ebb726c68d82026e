import Diagnostics

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Whether the system reports all changes below a folder.
enum FileSystemKind {
    /// The reason for comparing files instead, or nil when the system's reports can be relied on.
    static func reasonToPoll(_ folder: String) -> Words? {
        #if canImport(Glibc)
            guard let resolved = realpath(folder, nil) else { return nil }
            defer { free(resolved) }
            guard let mounts = text(of: "/proc/self/mountinfo"),
                let kind = kind(of: String(cString: resolved), mountinfo: mounts), isRemote(kind)
            else { return nil }
            return Words(
                pl: "Folder witryny leży na dysku typu \(kind), który nie zgłasza zmian zrobionych z zewnątrz.",
                en: "The site's folder is on a \(kind) file system, which does not report changes made from outside.")
        #else
            return Words(
                pl: "W tym systemie podgląd nie dostaje zgłoszeń o zmianach.",
                en: "On this system the preview is not told of changes.")
        #endif
    }

    /// File systems on which another machine, or the host of a container, can write.
    static func isRemote(_ kind: String) -> Bool {
        if kind.hasPrefix("fuse.") || kind.hasPrefix("nfs") || kind.hasPrefix("smb") { return true }
        return ["cifs", "9p", "virtiofs", "vboxsf", "vmhgfs", "ceph", "afs", "prl_fs", "fuse", "drvfs", "lustre"]
            .contains(kind)
    }

    /// The type of the file system that a path lies on, from the text of `/proc/self/mountinfo` (proc(5)):
    /// `36 35 98:0 /root /mount/point options optional… - type source options`. The longest mount point wins; of equal
    /// ones the later, which hides the earlier.
    static func kind(of path: String, mountinfo: String) -> String? {
        var best: (length: Int, kind: String)?
        for line in mountinfo.utf8.split(separator: UInt8(ascii: "\n")) {
            let fields = line.split(separator: UInt8(ascii: " "))
            guard fields.count > 6, let dash = fields.firstIndex(where: { $0.elementsEqual("-".utf8) }),
                dash + 1 < fields.count
            else { continue }
            let point = unescaped(fields[4])
            guard covers(point, Array(path.utf8)), point.count >= best?.length ?? 0 else { continue }
            best = (point.count, String(decoding: fields[dash + 1], as: UTF8.self))
        }
        return best?.kind
    }

    private static func covers(_ point: [UInt8], _ path: [UInt8]) -> Bool {
        guard path.starts(with: point) else { return false }
        return point == [UInt8(ascii: "/")] || path.count == point.count || path[point.count] == UInt8(ascii: "/")
    }

    /// Blanks stand as `\040`.
    private static func unescaped(_ field: Substring.UTF8View) -> [UInt8] {
        var result: [UInt8] = []
        var rest = field[...]
        while let byte = rest.first {
            rest = rest.dropFirst()
            let digits = rest.prefix(3)
            if byte == UInt8(ascii: "\\"), digits.count == 3, digits.allSatisfy({ (48...55).contains($0) }) {
                result.append(UInt8(truncatingIfNeeded: digits.reduce(0) { $0 * 8 + Int($1 - 48) }))
                rest = rest.dropFirst(3)
            } else {
                result.append(byte)
            }
        }
        return result
    }

    private static func text(of path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16 * 1024)
        while true {
            let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(contentsOf: buffer[..<count])
        }
    }
}
