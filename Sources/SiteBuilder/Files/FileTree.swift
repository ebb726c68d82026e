import Content
import Diagnostics
import Publishing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Lists and reads the source files of a site; the only place of this module that touches the disk for reading.
///
/// Paths are relative to the site's root, with `/`; lists are sorted by bytes, so that no order of a directory reaches
/// the output. A symbolic link is followed only to a regular file inside the root. Whatever is asked is noted in the
/// ledger with its answer, so that nothing can be read that the next build does not know of.
public struct FileTree: Sendable {
    /// The site's root as a resolved absolute path without a trailing slash.
    public let root: String
    let ledger: SourceLedger
    /// The root itself: from it a path is shorter than from `/`.
    private let folder: OpenFolder

    /// Throws `FileFailure` when the folder does not exist.
    public init(root: String) throws(FileFailure) { try self.init(root: root, ledger: SourceLedger()) }

    init(root: String, ledger: SourceLedger) throws(FileFailure) {
        self.ledger = ledger
        guard let resolved = FileTree.resolved(root) else {
            throw FileFailure(path: root, problem: .missing(errno))
        }
        self.root = resolved == "/" ? "" : resolved
        folder = OpenFolder(resolved)
    }

    public func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : root + "/" + path
    }

    public func exists(_ path: String) -> Bool {
        var status = stat()
        let isPresent = stat(absolute(path), &status) == 0
        ledger.notePresence(path, isPresent)
        return isPresent
    }

    /// Whether a regular file stands there, a link to one inside the site included.
    func isFile(_ path: String) -> Bool {
        guard exists(path), case .file = kind(of: path, type: Int(DT_UNKNOWN)) else { return false }
        return true
    }

    /// All regular files below a folder, sorted; an absent folder is empty. What cannot be read as a file of the site
    /// (a link that leaves it, a device, a folder that nobody may open) is reported.
    public func files(under folder: String, findings: inout Findings) -> [String] {
        var found: [String] = []
        let before = findings.all.count
        collect(folder, depth: 0, into: &found, findings: &findings)
        found.sort { $0.precedesByBytes($1) }
        if findings.all.count != before { ledger.noteFailure() }
        ledger.noteList(folder, FileTree.hash(found))
        return found
    }

    /// The hash of the list that `files` gives, without putting it in order.
    func listHash(under folder: String, findings: inout Findings) -> UInt64 {
        var found: [String] = []
        let before = findings.all.count
        collect(folder, depth: 0, into: &found, findings: &findings)
        if findings.all.count != before { ledger.noteFailure() }
        let hash = FileTree.hash(found)
        ledger.noteList(folder, hash)
        return hash
    }

    /// The same in any order.
    private static func hash(_ paths: [String]) -> UInt64 {
        paths.reduce(UInt64(paths.count)) { $0 &+ StableHash.join(1, StableHash.hash($1)) }
    }

    private func collect(_ folder: String, depth: Int, into found: inout [String], findings: inout Findings) {
        guard let stream = opendir(absolute(folder)) else {
            if errno != ENOENT { findings.add(unreadable(folder, errno)) }
            return
        }
        defer { closedir(stream) }
        guard depth < 64 else {
            findings.add(
                Diagnostic(
                    .folderTooDeep,
                    Words(
                        pl: "folder \(folder) leży głębiej niż 64 poziomy",
                        en: "folder \(folder) is nested deeper than 64 levels"),
                    at: Location(SourceFile(path: folder, bytes: []), Span(0, 0)),
                    remedy: Words(pl: "przenieś go wyżej albo usuń", en: "move it up, or delete it")))
            return
        }
        while let entry = readdir(stream) {
            let (name, isText) = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                let bytes = bytes.prefix { $0 != 0 }
                return (String(decoding: bytes, as: UTF8.self), String(validating: bytes, as: UTF8.self) != nil)
            }
            // Hidden files are an editor's or a tool's, but `.well-known` is a part of the site.
            if name.hasPrefix("."), name != ".well-known" { continue }
            let path = folder + "/" + name
            guard isText else {
                findings.add(FileTree.unreadableName(path))
                continue
            }
            switch kind(of: path, type: Int(entry.pointee.d_type)) {
            case .file: found.append(path)
            case .folder:
                if name.hasSuffix(".md") { findings.add(FileTree.folderNamedAsEntry(path)) }
                collect(path, depth: depth + 1, into: &found, findings: &findings)
            case .outside:
                findings.add(
                    Diagnostic(
                        .linkLeavesSite,
                        Words(
                            pl: "dowiązanie \(path) prowadzi poza folder witryny albo do folderu",
                            en: "the symbolic link \(path) leads out of the site's folder or to a folder"),
                        at: Location(SourceFile(path: path, bytes: []), Span(0, 0)),
                        remedy: Words(
                            pl: "zamiast dowiązania umieść tu sam plik",
                            en: "put the file itself here instead of the link")))
            case .special:
                findings.add(
                    Diagnostic(
                        .notAFile,
                        Words(
                            pl: "\(path) nie jest zwykłym plikiem", en: "\(path) is no regular file"),
                        at: Location(SourceFile(path: path, bytes: []), Span(0, 0)),
                        remedy: Words(pl: "usuń je z folderu", en: "remove it from the folder")))
            case .missing(let code): findings.add(unreadable(path, code))
            }
        }
    }

    /// A name in Windows-1250, as an old archive leaves behind: no URL and no message could say it.
    private static func unreadableName(_ path: String) -> Diagnostic {
        Diagnostic(
            .badFileName,
            Words(pl: "nazwa pliku nie jest zapisana w UTF-8", en: "the file's name is not written in UTF-8"),
            at: Location(SourceFile(path: path, bytes: []), Span(0, 0)),
            remedy: Words(
                pl: "nazwij plik od nowa, literami a–z, cyframi i minusami",
                en: "name the file anew, with letters a–z, digits and hyphens"))
    }

    private static func folderNamedAsEntry(_ path: String) -> Diagnostic {
        Diagnostic(
            .badFileName,
            Words(
                pl: "\(path) to folder, a nazywa się jak wpis", en: "\(path) is a folder, and is named like an entry"),
            at: Location(SourceFile(path: path, bytes: []), Span(0, 0)),
            remedy: Words(
                pl: "usuń „.md” z nazwy folderu; wpis w folderze to plik index.md",
                en: "take “.md” out of the folder's name; the entry of a folder is its index.md"))
    }

    private enum Kind {
        case file
        case folder
        case outside
        case special
        case missing(Int32)
    }

    /// - Parameter type: what the folder says of it, on file systems that keep it there.
    private func kind(of path: String, type: Int) -> Kind {
        if type == Int(DT_REG) { return .file }
        if type == Int(DT_DIR) { return .folder }
        var status = stat()
        guard lstat(absolute(path), &status) == 0 else { return .missing(errno) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        case S_IFLNK:
            guard let target = FileTree.resolved(absolute(path)) else { return .missing(errno) }
            guard target.hasPrefix(root + "/"), stat(target, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
                return .outside
            }
            return .file
        default: return .special
        }
    }

    /// The bytes of a file.
    public func read(_ path: String) throws(FileFailure) -> [UInt8] { try readHashed(path).bytes }

    func readHashed(_ path: String) throws(FileFailure) -> (bytes: [UInt8], hash: ContentHash) {
        do throws(FileFailure) {
            let descriptor = open(absolute(path), O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw FileFailure(path: path, problem: .unreadable(errno)) }
            defer { close(descriptor) }
            var status = stat()
            let bytes = try Descriptor.bytes(of: descriptor, path: path, status: &status)
            let hash = ledger.isKept ? ContentHash(of: bytes) : ContentHash(forThisRun: bytes)
            ledger.noteReading(path, hash, status)
            return (bytes, hash)
        } catch {
            ledger.noteFailure()
            throw error
        }
    }

    /// The hash of a file, without reading it when nobody has touched it since an earlier build; else its bytes too.
    func hash(_ path: String) throws(FileFailure) -> (hash: ContentHash, bytes: [UInt8]?) {
        var status = stat()
        if !ledger.isNew, folder.status(of: path, &status) || stat(absolute(path), &status) == 0,
            let hash = ledger.untouched(path, status)
        {
            return (hash, nil)
        }
        let (bytes, hash) = try readHashed(path)
        return (hash, bytes)
    }

    /// A source file that keeps no bytes in memory: it reads itself again when they are wanted.
    ///
    /// The build goes by the hash in the ledger. Should the file say something else by then, the ledger notes it, the file
    /// counts as empty, and the build is not published.
    ///
    /// - Parameter loaded: the bytes, when they are in memory just now.
    func source(_ path: String, loaded: [UInt8]?) -> SourceFile {
        let tree = self
        return SourceFile(path: path, loaded: loaded) {
            let hash = tree.ledger.hash(of: path)
            if let (bytes, now) = try? tree.readHashed(path), now == hash { return bytes }
            tree.ledger.noteUnsteady(path)
            return []
        }
    }

    /// Whether the system says of a file what it said when it was read, and that can be trusted.
    func isUntouched(_ path: String, since reading: SourceLedger.Reading) -> Bool {
        var status = stat()
        return reading.isSettled && stat(absolute(path), &status) == 0 && SourceLedger.Stamp(status) == reading.stamp
    }

    /// The same of a file as an earlier build noted it.
    func isUntouched(_ index: Int, of readings: KnownReadings) -> Bool {
        var status = stat()
        return readings.withPath(index) { folder.status(of: $0, &status) }
            && readings.isUntouched(index, SourceLedger.Stamp(status))
    }

    /// A source file with its bytes; a failure becomes a finding and nil.
    public func source(_ path: String, findings: inout Findings) -> SourceFile? {
        do {
            return SourceFile(path: path, bytes: try read(path))
        } catch {
            findings.add(error.diagnostic)
            return nil
        }
    }

    private func unreadable(_ path: String, _ code: Int32) -> Diagnostic {
        FileFailure(path: path, problem: .unreadable(code)).diagnostic
    }

    private static func resolved(_ path: String) -> String? {
        guard let pointer = realpath(path, nil) else { return nil }
        defer { free(pointer) }
        return String(cString: pointer)
    }
}

/// A folder that stays open, to ask for files in it.
private final class OpenFolder: Sendable {
    private let number: Int32

    init(_ path: String) { number = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }

    deinit { if number >= 0 { close(number) } }

    /// - Returns: false when the file cannot be asked for from here.
    func status(of path: UnsafePointer<CChar>, _ status: inout stat) -> Bool {
        number >= 0 && fstatat(number, path, &status, 0) == 0
    }
}

/// A source file that could not be read.
public struct FileFailure: Error, Sendable {
    public let path: String
    public let problem: Problem

    public enum Problem: Sendable {
        case missing(Int32)
        case unreadable(Int32)
        case unwritable(Int32)
    }

    public var diagnostic: Diagnostic {
        let location = Location(SourceFile(path: path, bytes: []), Span(0, 0))
        switch problem {
        case .missing(let code):
            return Diagnostic(
                .fileUnreadable,
                Words(pl: "nie ma folderu \(path)", en: "there is no folder \(path)") + FileFailure.reason(code),
                at: location)
        case .unreadable(let code):
            return Diagnostic(
                .fileUnreadable,
                Words(pl: "nie można odczytać \(path)", en: "cannot read \(path)") + FileFailure.reason(code),
                at: location,
                remedy: Words(
                    pl: "sprawdź, czy plik istnieje i czy wolno go czytać",
                    en: "check that the file exists and may be read"))
        case .unwritable(let code):
            return Diagnostic(
                .fileUnwritable,
                Words(pl: "nie można zapisać \(path)", en: "cannot write \(path)") + FileFailure.reason(code),
                at: location)
        }
    }

    private static func reason(_ code: Int32) -> Words {
        Words(same: ": ") + SystemCause(code).words
    }
}
