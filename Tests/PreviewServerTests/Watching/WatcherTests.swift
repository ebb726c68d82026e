import Glibc
import Testing

@testable import PreviewServer

@Suite("Watching the site's files", .serialized)
struct WatcherTests {
    private let folder = TemporaryFolder()

    private func served(_ server: LiveServer, equals source: FolderSource) throws -> Bool {
        var findings = PreviewBuild(outputs: [:]).findings
        let clean = FolderSource.outputs(source.folder, findings: &findings)
        for (path, bytes) in clean {
            let reply = try server.get("/" + path)
            guard reply.status == 200 else { return false }
            let wanted = String(decoding: bytes, as: UTF8.self)
            let got = reply.text.split(separator: "<script src=\"/_podglad/").first.map(String.init) ?? ""
            guard path.hasSuffix(".html") ? wanted == got + "</body>" : wanted == reply.text else { return false }
        }
        return true
    }

    /// Does something to the folder and expects that what is served becomes what a clean build makes.
    private func expectCaughtUp(polls: Bool, _ name: Comment, gone: [String] = [], _ change: (TemporaryFolder) -> Void)
        throws
    {
        folder.write("content/a.txt", "one")
        folder.write("content/gminy/b.txt", "two")
        folder.write("content/gminy/deep/c.txt", "three")
        folder.write("static/style.css", "a{}")
        let source = FolderSource(folder)
        let server = try LiveServer(source, folder: folder, polls: polls)
        #expect(try served(server, equals: source))
        change(folder)
        #expect(
            try LiveServer.eventually {
                try served(server, equals: source) && gone.allSatisfy { try server.get($0).status == 404 }
            }, name)
    }

    @Test("saved in place", arguments: [false, true])
    func inPlace(polls: Bool) throws {
        try expectCaughtUp(polls: polls, "in place") { $0.write("content/a.txt", "new") }
    }

    @Test("saved beside and renamed over, as editors do", arguments: [false, true])
    func atomic(polls: Bool) throws {
        try expectCaughtUp(polls: polls, "vim") { folder in
            folder.rename("content/a.txt", to: "content/a.txt~")
            folder.write("content/a.txt", "vim")
            folder.remove("content/a.txt~")
        }
        try expectCaughtUp(polls: polls, "gedit") {
            $0.writeAtomically("content/a.txt", "gedit", scratch: "content/.goutputstream-X1")
        }
        try expectCaughtUp(polls: polls, "VS Code") { $0.writeAtomically("content/gminy/b.txt", "code") }
    }

    @Test("new folders with files in them, made at once", arguments: [false, true])
    func newFolders(polls: Bool) throws {
        try expectCaughtUp(polls: polls, "new folders") { folder in
            for index in 0..<20 { folder.write("content/nowe/\(index)/\(index)/strona.txt", "\(index)") }
        }
    }

    @Test("a folder renamed, and renamed again, and a file in it changed", arguments: [false, true])
    func renamedFolder(polls: Bool) throws {
        try expectCaughtUp(polls: polls, "renamed folder", gone: ["/gminy/b/", "/gminy/deep/c/", "/x/b/"]) { folder in
            folder.rename("content/gminy", to: "content/x")
            folder.rename("content/x", to: "content/y")
            folder.write("content/y/deep/c.txt", "changed")
        }
    }

    @Test("a change in a folder that was renamed a while ago", arguments: [false, true])
    func renamedLongAgo(polls: Bool) throws {
        folder.write("content/gminy/b.txt", "two")
        let source = FolderSource(folder)
        let server = try LiveServer(source, folder: folder, polls: polls)
        folder.rename("content/gminy", to: "content/inne")
        #expect(try LiveServer.eventually { try server.get("/inne/b/").status == 200 })
        folder.write("content/inne/b.txt", "later")
        #expect(try LiveServer.eventually { try server.get("/inne/b/").text.contains("later") })
        folder.rename("content/inne", to: "content/gminy")
        #expect(try LiveServer.eventually { try server.get("/gminy/b/").text.contains("later") })
        folder.write("content/gminy/b.txt", "latest")
        #expect(try LiveServer.eventually { try server.get("/gminy/b/").text.contains("latest") })
    }

    @Test("a folder deleted, and made anew", arguments: [false, true])
    func deletedFolder(polls: Bool) throws {
        try expectCaughtUp(polls: polls, "deleted", gone: ["/gminy/b/"]) { $0.remove("content/gminy") }
        try expectCaughtUp(polls: polls, "deleted and made anew", gone: ["/gminy/deep/c/"]) { folder in
            folder.remove("content/gminy")
            folder.write("content/gminy/b.txt", "anew")
        }
    }

    @Test("all of content/ deleted and made anew", arguments: [false, true])
    func deletedRoot(polls: Bool) throws {
        try expectCaughtUp(polls: polls, "content/ anew", gone: ["/a/"]) { folder in
            folder.remove("content")
            usleep(50_000)
            folder.write("content/z.txt", "anew")
        }
    }

    @Test("a folder moved out of the site and another moved in", arguments: [false, true])
    func movedAcross(polls: Bool) throws {
        let outside = TemporaryFolder()
        outside.write("content/in/d.txt", "moved in")
        try expectCaughtUp(polls: polls, "moved across", gone: ["/gminy/b/"]) { folder in
            Glibc.rename(folder.absolute("content/gminy"), outside.absolute("gone"))
            Glibc.rename(outside.absolute("content/in"), folder.absolute("content/in"))
        }
    }

    @Test("2 000 files changed at once", arguments: [false, true])
    func manyFiles(polls: Bool) throws {
        let count = TestScale.of(2_000)
        for index in 0..<count { folder.write("content/wpisy/\(index % 40)/\(index).txt", "old") }
        let source = FolderSource(folder)
        let server = try LiveServer(source, folder: folder, polls: polls)
        for index in 0..<count { folder.write("content/wpisy/\(index % 40)/\(index).txt", "new") }
        #expect(
            try LiveServer.eventually(within: 30) {
                try server.get("/wpisy/0/0/").text.contains("new")
                    && server.get("/wpisy/39/\(count - 1)/").text.contains("new")
            })
        #expect(try served(server, equals: source))
        #expect(server.builds < 40, "bursts are gathered: \(server.builds) builds for \(count) files")
    }

    @Test("what the tool itself writes, hidden files and scratch files wake nobody")
    func ignored() throws {
        folder.make("static/ignored")
        let server = try LiveServer(FolderSource(folder), folder: folder)
        folder.write("static/ignored/x.css", "x")
        folder.write("content/.a.txt.swp", "x")
        folder.write("content/a.txt~", "x")
        folder.write("content/.git/index", "x")
        folder.write("other/x.txt", "x")
        usleep(400_000)
        #expect(server.builds == 1)
    }

    @Test(
        "a queue that overflows makes a full look",
        .enabled(
            if: InotifyQueue.limit <= 70_000,
            "skipped: the queue holds more than 70 000 events, because the system says so"))
    func overflow() throws {
        folder.write("content/a.txt", "one")
        let scope = WatchScope(root: folder.path, roots: ["content"])
        let watcher = try InotifyWatcher(scope: scope)
        // Nobody reads the queue meanwhile. Two files in turn, since equal events in a row are merged.
        let first = open(folder.absolute("content/a.txt"), O_WRONLY)
        let second = open(folder.absolute("content/b.txt"), O_WRONLY | O_CREAT, 0o644)
        var byte: UInt8 = 1
        for _ in 0...(InotifyQueue.limit / 2 + 10) {
            write(first, &byte, 1)
            write(second, &byte, 1)
        }
        close(first)
        close(second)
        let waker = try #require(WakePipe())
        #expect(watcher.next(waker: waker) == .changed(.everything))
        folder.write("content/new/c.txt", "after")
        guard case .changed(.some(let paths)) = watcher.next(waker: waker) else {
            Issue.record("no change was seen after the overflow")
            return
        }
        #expect(paths.contains("content/new/c.txt"))
    }

    @Test("a woken pipe ends the wait")
    func stopped() throws {
        let waker = try #require(WakePipe())
        waker.wake()
        #expect(
            try InotifyWatcher(scope: WatchScope(root: folder.path, roots: ["content"])).next(waker: waker) == .stopped)
        #expect(PollingWatcher(scope: WatchScope(root: folder.path, roots: ["content"])).next(waker: waker) == .stopped)
    }

    @Test("polling compares contents: same size and same time do not hide a change")
    func pollingByContent() throws {
        folder.write("content/a.txt", "one")
        let watcher = PollingWatcher(scope: WatchScope(root: folder.path, roots: ["content"]), interval: 10)
        var status = stat()
        stat(folder.absolute("content/a.txt"), &status)
        folder.write("content/a.txt", "two")
        var times = [status.st_atim, status.st_mtim]
        utimensat(AT_FDCWD, folder.absolute("content/a.txt"), &times, 0)
        let waker = try #require(WakePipe())
        #expect(watcher.next(waker: waker) == .changed(.some(["content/a.txt"])))
    }

    @Test("messages about limits name the remedy")
    func limits() {
        #expect(WatchLimit.watches.words.en.contains("sudo sysctl fs.inotify.max_user_watches="))
        #expect(WatchLimit.instances.words.pl.contains("sudo sysctl fs.inotify.max_user_instances="))
    }
}

enum InotifyQueue {
    static let limit: Int = {
        guard let file = fopen("/proc/sys/fs/inotify/max_queued_events", "r") else { return .max }
        defer { fclose(file) }
        var number = 0
        while case let byte = fgetc(file), (48...57).contains(byte) { number = number * 10 + Int(byte - 48) }
        return number
    }()
}
