/// Which files of a site are watched: some roots below one folder, without what the tool itself writes there.
///
/// ```swift
/// WatchScope(root: "/site", roots: ["content", "site-config.json"], ignored: ["public"]).reports("content/a.md")    // true
/// ```
public struct WatchScope: Sendable {
    /// The site's root, without a trailing slash.
    public let root: String
    /// Files and folders, relative to the root; they need not exist yet.
    public private(set) var roots: [String]
    /// Folders and files that are never looked into, relative to the root: the output, the cache.
    public let ignored: [String]

    public init(root: String, roots: [String], ignored: [String] = []) {
        self.root = root.count > 1 && root.hasSuffix("/") ? String(root.dropLast()) : root
        self.roots = roots.map(WatchScope.trimmed)
        self.ignored = ignored.map(WatchScope.trimmed)
    }

    /// Takes other files and folders; false when they are the same as before.
    mutating func watch(_ roots: [String]) -> Bool {
        let roots = roots.map(WatchScope.trimmed)
        guard Set(roots) != Set(self.roots) else { return false }
        self.roots = roots
        return true
    }

    /// Whether a folder is or may come to be on the way to something watched. The root itself is `""`.
    func enters(_ folder: String) -> Bool {
        if folder.isEmpty { return true }
        guard !isHidden(folder), !isIgnored(folder) else { return false }
        return roots.contains { isWithin(folder, $0) || isWithin($0, folder) }
    }

    /// Whether a change of this file or folder may change the site.
    func reports(_ path: String) -> Bool {
        guard !path.isEmpty, !isHidden(path), !isIgnored(path), !isScratch(path) else { return false }
        return roots.contains { isWithin(path, $0) }
    }

    func absolute(_ path: String) -> String { path.isEmpty ? root : root + "/" + path }

    private func isIgnored(_ path: String) -> Bool { ignored.contains { isWithin(path, $0) } }

    /// Hidden files are an editor's or a tool's; `.well-known` is a part of a site.
    private func isHidden(_ path: String) -> Bool {
        path.utf8.split(separator: UInt8(ascii: "/")).contains { part in
            part.first == UInt8(ascii: ".") && !part.elementsEqual(".well-known".utf8)
        }
    }

    /// Backups and swap files that editors write beside a file.
    private func isScratch(_ path: String) -> Bool {
        path.hasSuffix("~") || path.hasSuffix(".swp") || path.hasSuffix(".tmp")
    }

    private func isWithin(_ path: String, _ folder: String) -> Bool {
        if folder.isEmpty || folder == "." { return true }
        guard path.utf8.starts(with: folder.utf8) else { return false }
        return path.utf8.count == folder.utf8.count || path.utf8.dropFirst(folder.utf8.count).first == UInt8(ascii: "/")
    }

    private static func trimmed(_ path: String) -> String {
        var bytes = Array(path.utf8)[...]
        while bytes.starts(with: "./".utf8) { bytes = bytes.dropFirst(2) }
        while bytes.last == UInt8(ascii: "/") { bytes = bytes.dropLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
