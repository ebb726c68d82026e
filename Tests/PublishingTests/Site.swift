@testable import Publishing

/// Paths and texts of a small site, published in one call.
struct Site {
    var outputs: [(path: String, text: String, kind: OutputKind)]

    static let first = Site(outputs: [
        ("style.0123abcd.css", "a{}", .asset),
        ("gminy/skawina/herb.svg", "<svg/>", .asset),
        ("index.html", "first home", .page),
        ("gminy/index.html", "first list", .page),
        ("gminy/skawina/index.html", "Skawina", .page),
        ("gminy/liszki/index.html", "Liszki", .page),
        ("a", "a file", .asset),
        ("b/c/d.html", "in a folder", .page),
        ("sitemap.xml", "first map", .feed),
    ])

    /// Against `first`: one page changed, one added, one gone, a file that becomes a folder and the other way round.
    static let second = Site(outputs: [
        ("style.4567cdef.css", "b{}", .asset),
        ("gminy/skawina/herb.svg", "<svg/>", .asset),
        ("index.html", "second home", .page),
        ("gminy/index.html", "second list", .page),
        ("gminy/skawina/index.html", "Skawina", .page),
        ("gminy/mogilany/index.html", "Mogilany", .page),
        ("a/index.html", "a is a folder now", .page),
        ("b/c", "b/c is a file now", .asset),
        ("wpisy/2026/nowy/index.html", "new", .page),
        ("sitemap.xml", "second map", .feed),
    ])

    @discardableResult
    func publish(into folder: TemporaryFolder, output: String = "public", checkpoint: Checkpoint? = nil) throws
        -> Changes
    {
        let publication = try begin(folder, output: output, checkpoint: checkpoint)
        try stage(on: publication)
        return try publication.commit()
    }

    func begin(_ folder: TemporaryFolder, output: String = "public", checkpoint: Checkpoint? = nil) throws
        -> Publication
    {
        folder.makeFolder("content")
        return try Publication.begin(
            output: folder.path + "/" + output, sources: [folder.path + "/content"], checkpoint: checkpoint)
    }

    func stage(on publication: Publication) throws {
        for output in outputs {
            try publication.stage(path: output.path, bytes: Array(output.text.utf8), kind: output.kind)
        }
    }

    /// The files that a finished publish leaves, without the manifest.
    var files: [String: String] {
        Dictionary(uniqueKeysWithValues: outputs.map { ($0.path, $0.text) })
    }
}

extension TemporaryFolder {
    /// The published files without the manifest and the folders.
    func published(_ output: String = "public") -> [String: String] {
        tree(output).filter { $0.key != ".metropolia-manifest.json" && !$0.key.hasSuffix("/") }
    }
}
