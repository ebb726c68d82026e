import Diagnostics
import Glibc
import Synchronization

@testable import PreviewServer

/// Always the same outputs.
struct FixedSource: PreviewSource {
    var build: PreviewBuild

    init(_ outputs: [String: String], basePath: String = "/", entries: [PreviewEntry] = []) {
        build = PreviewBuild(outputs: outputs.mapValues { Array($0.utf8) }, basePath: basePath, entries: entries)
    }

    func build(_ changes: ChangedPaths) -> PreviewBuild { build }
    func inspect(page: String) -> String? { page == "/" ? "entry.title: text = \"<Skawina>\"" : nil }
}

/// A generator in small: each `content/x.txt` becomes the page `x/index.html`, each file of `static/` is copied. A text
/// that holds `BROKEN` is an error with its place.
final class FolderSource: PreviewSource {
    let folder: TemporaryFolder
    private let seen = Mutex<[ChangedPaths]>([])

    init(_ folder: TemporaryFolder) { self.folder = folder }

    var changes: [ChangedPaths] { seen.withLock { $0 } }

    func build(_ changes: ChangedPaths) -> PreviewBuild {
        seen.withLock { $0.append(changes) }
        var findings = Findings()
        let outputs = FolderSource.outputs(folder, findings: &findings)
        return PreviewBuild(outputs: findings.isEmpty ? outputs : nil, findings: findings, timings: "total 1 ms")
    }

    /// What a clean build makes.
    static func outputs(_ folder: TemporaryFolder, findings: inout Findings) -> [String: [UInt8]] {
        var outputs: [String: [UInt8]] = ["index.html": Array("<!DOCTYPE html><body>home</body>".utf8)]
        walk(folder, "content") { path, bytes in
            let file = SourceFile(path: path, bytes: bytes)
            let text = String(decoding: bytes, as: UTF8.self)
            if let found = text.range(of: "BROKEN") {
                let start = text[..<found.lowerBound].utf8.count
                findings.add(
                    Diagnostic(
                        broken, Words(pl: "zepsute <b>słowo</b>", en: "a broken <b>word</b>"),
                        at: Location(file, Span(start, start + 6)),
                        remedy: Words(pl: "popraw je", en: "mend it")))
            }
            let name = path.dropFirst("content/".count).split(separator: ".").dropLast().joined(separator: ".")
            outputs[name + "/index.html"] = Array(
                "<!DOCTYPE html><link rel=\"stylesheet\" href=\"/style.css\"><body>\(text)</body>".utf8)
        }
        walk(folder, "static") { path, bytes in outputs[String(path.dropFirst("static/".count))] = bytes }
        return outputs
    }

    private static let broken = Rule("broken-word", why: Words(pl: "próba", en: "test"))

    private static func walk(_ folder: TemporaryFolder, _ path: String, _ body: (String, [UInt8]) -> Void) {
        let listing = FolderListing(folder.absolute(path))
        for name in listing.files {
            var status = stat()
            let file = path + "/" + name
            guard lstat(folder.absolute(file), &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
            if name.hasPrefix(".") || name.hasSuffix("~") || name.contains(".new-") { continue }
            body(file, bytes(folder.absolute(file)))
        }
        for name in listing.folders where !name.hasPrefix(".") || name == ".well-known" {
            walk(folder, path + "/" + name, body)
        }
    }

    private static func bytes(_ path: String) -> [UInt8] {
        guard let file = fopen(path, "r") else { return [] }
        defer { fclose(file) }
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { all += buffer[..<count] }
        return all
    }
}

extension String {
    /// The first place of another text, without Foundation.
    func range(of text: String) -> Range<String.Index>? {
        let bytes = Array(utf8)
        let wanted = Array(text.utf8)
        guard bytes.count >= wanted.count else { return nil }
        for start in 0...(bytes.count - wanted.count) where bytes[start..<(start + wanted.count)].elementsEqual(wanted)
        {
            return utf8.index(startIndex, offsetBy: start)..<utf8.index(startIndex, offsetBy: start + wanted.count)
        }
        return nil
    }
}

/// Full numbers only when asked for.
enum TestScale {
    static let isLong = getenv("METROPOLIA_LONG").map { String(cString: $0) == "1" } ?? false
    static func of(_ full: Int) -> Int { isLong ? full : max(1, full / 10) }
    /// Milliseconds: what hangs takes longer than this, what works does not, however loaded the machine is.
    static let hang = 20_000.0
}
