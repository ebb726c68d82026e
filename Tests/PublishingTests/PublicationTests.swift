import Foundation
import Testing

@testable import Publishing

@Suite("Publication: what is written, kept and deleted")
struct PublicationTests {
    @Test("the first publish makes the folder, with those above it, and says what it added")
    func first() throws {
        let folder = TemporaryFolder()
        let changes = try Site.first.publish(into: folder, output: "deep/er/public")
        #expect(folder.published("deep/er/public") == Site.first.files)
        #expect(changes.added == Site.first.files.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        #expect(changes.changed.isEmpty && changes.deleted.isEmpty)
        #expect(!folder.exists("deep/er/public/.metropolia-staging"))
    }

    @Test("the next one writes what differs, deletes what is gone and the folders that empties")
    func second() throws {
        let folder = TemporaryFolder()
        try Site.first.publish(into: folder)
        let changes = try Site.second.publish(into: folder)
        #expect(folder.published() == Site.second.files)
        #expect(
            changes.added == [
                "a/index.html", "b/c", "gminy/mogilany/index.html", "style.4567cdef.css", "wpisy/2026/nowy/index.html",
            ])
        #expect(changes.changed == ["gminy/index.html", "index.html", "sitemap.xml"])
        #expect(changes.deleted == ["a", "b/c/d.html", "gminy/liszki/index.html", "style.0123abcd.css"])
        #expect(changes.unchangedCount == 2)
        #expect(!folder.exists("public/gminy/liszki"))
        #expect(!folder.exists("public/.metropolia-staging"))
    }

    @Test("an unchanged output keeps its inode and time stamps, and so does the manifest when nothing changed")
    func unchanged() throws {
        let folder = TemporaryFolder()
        try Site.first.publish(into: folder)
        let page = folder.stamp("public/gminy/skawina/index.html")
        let manifest = folder.stamp("public/.metropolia-manifest.json")
        let changes = try Site.first.publish(into: folder)
        #expect(changes.isEmpty)
        #expect(changes.unchangedCount == Site.first.outputs.count)
        #expect(folder.stamp("public/.metropolia-manifest.json") == manifest)
        try Site.second.publish(into: folder)
        #expect(folder.stamp("public/gminy/skawina/index.html") == page)
        #expect(folder.stamp("public/.metropolia-manifest.json") != manifest)
    }

    @Test("the manifest depends on the outputs alone, not on their order or history")
    func manifest() throws {
        let folder = TemporaryFolder()
        try Site.second.publish(into: folder, output: "one")
        try Site.first.publish(into: folder, output: "two")
        var reversed = Site.second
        reversed.outputs.reverse()
        try reversed.publish(into: folder, output: "two")
        #expect(folder.read("one/.metropolia-manifest.json") == folder.read("two/.metropolia-manifest.json"))
        let json = try #require(folder.read("one/.metropolia-manifest.json"))
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect((object["outputs"] as? [Any])?.count == Site.second.outputs.count)
        #expect(!json.contains(folder.path))
        #expect(
            ContentHash(of: Array("abc".utf8)).hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
    }

    @Test("a hash is 64 lower-case digits, and its own text again")
    func hashText() {
        let hash = ContentHash(of: Array("abc".utf8))
        #expect(ContentHash(hex: hash.hex) == hash)
        #expect(hash.bytes.count == 32 && hash.bytes.first == 0xBA && hash.bytes.last == 0xAD)
        for wrong in [
            "", String(hash.hex.dropLast()), hash.hex.uppercased(), "g" + hash.hex.dropFirst(), hash.hex + "0",
        ] {
            #expect(ContentHash(hex: wrong) == nil)
        }
        // Every byte in the place of every digit.
        let digits = Array(hash.hex.utf8)
        for place in digits.indices {
            for byte in UInt8.min...UInt8.max {
                var changed = digits
                changed[place] = byte
                let isDigit = "0123456789abcdef".utf8.contains(byte)
                let read = changed.withUnsafeBufferPointer { ContentHash(hex: $0) }
                let isRight = read.map { Array($0.hex.utf8) == changed } == (isDigit ? true : nil)
                #expect(isRight, "\(byte) at \(place)")
            }
        }
    }

    @Test("files that the manifest does not list stay, also in folders that our files leave")
    func foreign() throws {
        let folder = TemporaryFolder()
        try Site.first.publish(into: folder)
        let mine = [
            "CNAME": "x.pl", ".git/HEAD": "ref", "gminy/liszki/notatka.txt": "mine", "gminy/moje/a.html": "mine",
        ]
        for (path, text) in mine { folder.write(text, to: "public/" + path) }
        try Site.second.publish(into: folder)
        for (path, text) in mine { #expect(folder.read("public/" + path) == text) }
        #expect(!folder.exists("public/gminy/liszki/index.html"))
    }

    @Test(
        "a foreign file, folder or link in the place of an output is a refusal, and nothing changes",
        arguments: [
            "wpisy", "wpisy/2026", "gminy/mogilany/index.html", "gminy/mogilany", "a-link", "b/c/mine.txt", "dir",
        ])
    func inThePlace(_ what: String) throws {
        let folder = TemporaryFolder()
        try Site.first.publish(into: folder)
        switch what {
        case "a-link": folder.link("public/wpisy", to: folder.path + "/content")
        case "dir":
            folder.makeFolder("public/style.4567cdef.css/mine")
            folder.write("mine", to: "public/style.4567cdef.css/mine/x")
        default: folder.write("mine", to: "public/" + what)
        }
        let before = folder.tree("public")
        let error = #expect(throws: PublishingError.self) { try Site.second.publish(into: folder) }
        #expect(error?.diagnostic.rule.name == "foreign-file")
        #expect(error?.exitStatus == 1)
        #expect(folder.tree("public") == before)
        #expect(folder.tree("content").isEmpty)
    }

    @Test("our file that became a link to a foreign folder: neither written nor deleted through")
    func linkedFolder() throws {
        let folder = TemporaryFolder()
        try Site.first.publish(into: folder)
        folder.write("precious", to: "elsewhere/index.html")
        folder.remove("public/gminy/liszki")
        folder.link("public/gminy/liszki", to: folder.path + "/elsewhere")
        try Site.second.publish(into: folder)
        #expect(folder.read("elsewhere/index.html") == "precious")
    }

    @Test("an output that someone truncated or deleted is written again, whatever the manifest says")
    func repaired() throws {
        let folder = TemporaryFolder()
        try Site.first.publish(into: folder)
        folder.write("", to: "public/index.html")
        folder.remove("public/gminy/skawina/index.html")
        let changes = try Site.first.publish(into: folder)
        #expect(changes.changed == ["gminy/skawina/index.html", "index.html"])
        #expect(folder.published() == Site.first.files)
    }

    @Test("keep() takes over what is published without its bytes, and says when it cannot")
    func keep() throws {
        let folder = TemporaryFolder()
        try Site.first.publish(into: folder)
        folder.remove("public/index.html")
        let publication = try Site.first.begin(folder)
        #expect(!publication.keep(path: "index.html"))
        #expect(!publication.keep(path: "unknown.html"))
        #expect(!publication.keep(path: "a", hash: ContentHash(of: [1])))
        try publication.stage(path: "index.html", bytes: Array("new home".utf8), kind: .page)
        for output in Site.first.outputs where output.path != "index.html" {
            #expect(
                publication.keep(path: output.path, hash: ContentHash(of: Array(output.text.utf8))))
        }
        let changes = try publication.commit()
        #expect(changes.changed == ["index.html"] && changes.added.isEmpty && changes.deleted.isEmpty)
    }

    @Test("a manifest that a formatter rewrote is read all the same, and written anew")
    func reformatted() throws {
        let folder = TemporaryFolder()
        try Site.first.publish(into: folder)
        let original = try #require(folder.read("public/.metropolia-manifest.json"))
        let object = try JSONSerialization.jsonObject(with: Data(original.utf8))
        let pretty = try JSONSerialization.data(withJSONObject: object, options: [.prettyPrinted])
        folder.write(String(decoding: pretty, as: UTF8.self), to: "public/.metropolia-manifest.json")
        let changes = try Site.first.publish(into: folder)
        #expect(changes.isEmpty && changes.unchangedCount == Site.first.outputs.count)
        #expect(folder.read("public/.metropolia-manifest.json") == original)
    }

    @Test("abort leaves the output as it was, and no folder that it made")
    func abort() throws {
        let folder = TemporaryFolder()
        let publication = try Site.first.begin(folder)
        try Site.first.stage(on: publication)
        publication.abort()
        #expect(folder.tree(".") == ["content/": ""])
        try Site.first.publish(into: folder)
        let before = folder.tree("public")
        let next = try Site.second.begin(folder)
        try Site.second.stage(on: next)
        next.abort()
        #expect(folder.tree("public") == before)
    }

    @Test("one path twice, or a file where another output needs a folder: refused before anything changes")
    func twice() throws {
        for pair in [("x", "x"), ("x", "x/y"), ("x/y/z", "x"), ("x", "x/y/z")] {
            let folder = TemporaryFolder()
            try Site.first.publish(into: folder)
            let before = folder.tree("public")
            let error = #expect(throws: PublishingError.self) {
                let publication = try Site.first.begin(folder)
                defer { publication.abort() }
                try publication.stage(path: pair.0, bytes: [1], kind: .page)
                try publication.stage(path: "x-y", bytes: [1], kind: .page)
                try publication.stage(path: pair.1, bytes: [1], kind: .asset)
                _ = try publication.commit()
            }
            #expect(error?.diagnostic.rule.name == "duplicate-output", "\(pair)")
            #expect(folder.tree("public") == before)
        }
    }

    @Test("of any three paths, those are refused of which one is the folder of another, or the same")
    func folders() {
        let paths = [
            "a", "a!", "a-b", "a-b/c", "a.b", "a/b", "a/b/c", "a/b-", "a0", "a/ą/b", "a/ą", "aa/b", "ą", "ą/b",
        ]
        for one in paths {
            for two in paths {
                for three in paths {
                    let given = [one, two, three]
                    var record = OutputRecord()
                    record.staged = given.map {
                        StagedOutput(entry: Manifest.Entry(path: $0, hash: ContentHash(of: []), size: 0), kind: .page)
                    }
                    let clashes =
                        Set(given).count < 3
                        || given.contains { path in
                            given.contains { Array($0.utf8).starts(with: Array((path + "/").utf8)) }
                        }
                    let plan = try? CommitPlan(record, old: Manifest())
                    #expect((plan == nil) == clashes, "\(given)")
                    let sorted = given.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
                    if let plan { #expect(plan.manifest?.entries.map(\.path) == sorted, "\(given)") }
                }
            }
        }
    }

    @Test("hashed assets stay for the days asked for, then go; other files go at once")
    func keepAssets() throws {
        let folder = TemporaryFolder()
        func publish(_ site: Site, today: Int, days: Int = 30) throws -> Changes {
            let publication = try site.begin(folder)
            publication.keepAssets(days: days, today: today)
            try site.stage(on: publication)
            return try publication.commit()
        }
        _ = try publish(.first, today: 100)
        let second = try publish(.second, today: 100)
        #expect(second.retained == ["style.0123abcd.css"])
        #expect(folder.exists("public/style.0123abcd.css") && !folder.exists("public/a.html"))
        let later = try publish(.second, today: 129)
        #expect(later.retained == ["style.0123abcd.css"] && later.isEmpty)
        let after = try publish(.second, today: 130)
        #expect(after.deleted == ["style.0123abcd.css"])
        #expect(folder.published() == Site.second.files)
    }

    @Test(
        "a name with a content hash",
        arguments: [
            ("css/site.3f9a2c1b.css", true), ("site-3f9a2c1bdd.css.br", true), ("3f9a2c1b.css", false),
            ("site.css", false),
            ("site.3f9a2c1.css", false), ("site.3f9a2c1g.css", false), ("a.12345678/site.css", false),
        ])
    func fingerprint(_ path: String, expected: Bool) {
        #expect(AssetRetention.isFingerprinted(path) == expected)
    }

    @Test("a page that vanishes is a warning that names its URL and the alias to add")
    func vanished() throws {
        let folder = TemporaryFolder()
        try Site.first.publish(into: folder)
        let publication = try Site.second.begin(folder)
        try Site.second.stage(on: publication)
        let warnings = try publication.plannedChanges().vanishedPages
        publication.abort()
        #expect(
            warnings.map(\.message.en) == [
                "the page /b/c/d.html vanishes and nothing leads on from its address",
                "the page /gminy/liszki/ vanishes and nothing leads on from its address",
            ])
        #expect(warnings[1].remedy?.pl.contains("aliases: [\"/gminy/liszki/\"]") == true)
    }

    @Test("changes as JSON are URLs below the base path")
    func json() throws {
        var changes = Changes()
        changes.added = ["index.html", "gminy/skawina/index.html", "sitemap.xml"]
        #expect(
            changes.json(basePath: "/m")
                == #"{"added":["/m/","/m/gminy/skawina/","/m/sitemap.xml"],"changed":[],"deleted":[]}"# + "\n")
    }

    @Test("several threads stage at once, into shared and own folders")
    func threads() async throws {
        let folder = TemporaryFolder()
        let publication = try Site.first.begin(folder)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<4 {
                group.addTask {
                    for index in 0..<200 {
                        let path =
                            index.isMultiple(of: 2)
                            ? "s/\(index % 7)/\(worker)-\(index).html" : "w\(worker)/\(index)/i.html"
                        try publication.stage(path: path, bytes: Array("\(worker) \(index)".utf8), kind: .page)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try publication.commit().added.count == 800)
        #expect(folder.published().count == 800)
        #expect(folder.read("public/w3/199/i.html") == "3 199")
    }

    @Test("--durable gives the same result")
    func durable() throws {
        let folder = TemporaryFolder()
        let publication = try Site.first.begin(folder)
        try Site.first.stage(on: publication)
        _ = try publication.commit(durable: true)
        #expect(folder.published() == Site.first.files)
    }
}
