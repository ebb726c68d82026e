#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Questions about absolute paths, answered component by component.
enum FilePaths {
    /// What stands at a path; a link is not followed, and what cannot be reached counts as missing.
    static func kind(_ path: String) -> FileSystem.Kind {
        (try? FileSystem.kind(path, in: AT_FDCWD)) ?? .missing
    }

    /// The real path; of what does not exist yet, the real path of the nearest folder that does, and the rest, with
    /// `.` and `..` worked out.
    static func resolve(_ path: String) -> String? {
        if let real = real(path) { return real }
        guard errno == ENOENT, var known = path.hasPrefix("/") ? path : current.map({ $0 + "/" + path }) else {
            return nil
        }
        var rest: [Substring] = []
        while let slash = known.lastIndex(of: "/") {
            rest.append(known[known.index(after: slash)...])
            known = String(known[..<slash])
            guard let base = real(known.isEmpty ? "/" : known) else { continue }
            var parts = base.split(separator: "/")
            for part in rest.reversed() where !part.isEmpty && part != "." {
                if part == ".." { _ = parts.popLast() } else { parts.append(part) }
            }
            return "/" + parts.joined(separator: "/")
        }
        return nil
    }

    /// Whether `inner` is `outer` or lies below it; `/a/bc` does not lie below `/a/b`.
    static func contains(_ outer: String, _ inner: String) -> Bool {
        if outer == "/" || outer == inner { return true }
        return inner.utf8.starts(with: outer.utf8) && Array(inner.utf8)[outer.utf8.count] == UInt8(ascii: "/")
    }

    static var current: String? { real(".") }

    /// The home folder of the environment and the one that the system has on record.
    static var homes: [String] {
        var found: [String] = []
        if let home = getenv("HOME"), let path = real(String(cString: home)) { found.append(path) }
        if let record = getpwuid(getuid()), let path = real(String(cString: record.pointee.pw_dir)) {
            found.append(path)
        }
        return found.filter { $0 != "/" }
    }

    private static func real(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
