import Foundation

/// A folder of its own for one test, deleted at its end.
final class TemporaryFolder {
    let path: String

    init() {
        let base = NSTemporaryDirectory() + "publishing-" + UUID().uuidString
        try! FileManager.default.createDirectory(atPath: base, withIntermediateDirectories: true)
        path = Self.realPath(base)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ text: String, to relative: String) {
        let file = path + "/" + relative
        try! FileManager.default.createDirectory(
            atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try! Data(text.utf8).write(to: URL(fileURLWithPath: file))
    }

    func read(_ relative: String) -> String? {
        FileManager.default.contents(atPath: path + "/" + relative).map { String(decoding: $0, as: UTF8.self) }
    }

    func exists(_ relative: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + relative) }

    func remove(_ relative: String) { try? FileManager.default.removeItem(atPath: path + "/" + relative) }

    func makeFolder(_ relative: String) {
        try! FileManager.default.createDirectory(atPath: path + "/" + relative, withIntermediateDirectories: true)
    }

    func link(_ relative: String, to target: String) {
        try! FileManager.default.createSymbolicLink(atPath: path + "/" + relative, withDestinationPath: target)
    }

    /// Inode and time of change: the same when a file was not written.
    func stamp(_ relative: String) -> String {
        var status = stat()
        lstat(path + "/" + relative, &status)
        return "\(status.st_ino) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }

    /// Every file below a folder with its text; what is not a file stands with what it is.
    func tree(_ relative: String) -> [String: String] {
        var found: [String: String] = [:]
        let root = path + "/" + relative
        for case let name as String in FileManager.default.enumerator(atPath: root) ?? .init() {
            let attributes = try? FileManager.default.attributesOfItem(atPath: root + "/" + name)
            switch attributes?[.type] as? FileAttributeType {
            case .typeDirectory?: found[name + "/"] = ""
            case .typeSymbolicLink?: found[name] = "(link)"
            default: found[name] = read(relative + "/" + name)
            }
        }
        return found
    }

    private static func realPath(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
