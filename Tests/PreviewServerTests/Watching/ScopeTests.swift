import Testing

@testable import PreviewServer

@Suite("Which files are watched, and when a burst is over")
struct ScopeTests {
    private let scope = WatchScope(
        root: "/site/", roots: ["content", "./templates/", "data/map/granice.topojson", "site-config.json"],
        ignored: ["public", "content/cache"])

    @Test(
        "reported",
        arguments: [
            "content", "content/a.md", "content/gminy/x/y.md", "templates/baza.html", "data/map/granice.topojson",
            "site-config.json",
            "content/.well-known/x",
        ])
    func reported(path: String) { #expect(scope.reports(path)) }

    @Test(
        "not reported",
        arguments: [
            "", "content2/a.md", "public/index.html", "content/cache/x", "content/.a.md.swp", "content/a.md~",
            "content/.git/x", "data/map/other.json",
            "data", "README.md", "content/a.tmp", "content/a.swp",
        ])
    func unreported(path: String) { #expect(!scope.reports(path)) }

    @Test("entered", arguments: ["", "content", "content/gminy", "data", "data/map", "templates"])
    func entered(path: String) { #expect(scope.enters(path)) }

    @Test(
        "not entered",
        arguments: [
            "public", ".git", "content/.git", "content/cache", "data2", "data/other", "Sources", "node_modules",
        ])
    func unentered(path: String) { #expect(!scope.enters(path)) }

    @Test("one saved file is built after a few milliseconds")
    func oneFile() {
        var burst = Burst(now: 0)
        burst.add("a")
        #expect(burst.patience(now: 1) <= 5)
    }

    @Test("a file that vanished may come back, a file half written is waited for, many files may become more")
    func patience() {
        var burst = Burst(now: 0)
        burst.addVanished("a")
        #expect(burst.patience(now: 0) == 25)
        burst.add("a")
        #expect(burst.patience(now: 0) == 3)
        burst.addUnfinished("b")
        #expect(burst.patience(now: 0) == 150)
        burst.add("b")
        #expect(burst.patience(now: 0) == 3)
        burst.addVanished("scratch", renaming: 7)
        #expect(burst.patience(now: 0) == 25)
        burst.add("b", renaming: 7)
        #expect(burst.patience(now: 0) == 3)
        for index in 0..<20 { burst.add("\(index)") }
        #expect(burst.patience(now: 0) == 25)
    }

    @Test("nothing is waited for longer than half a second")
    func bounded() {
        var burst = Burst(now: 0)
        burst.addUnfinished("a")
        #expect(burst.patience(now: 499.5) == 1)
        #expect(burst.patience(now: 500) == 0)
    }

    @Test(
        "the file system of a path is that of the longest mount point",
        arguments: [
            ("/home/a", "ext4"), ("/mnt/c/site", "9p"), ("/mnt/c", "9p"), ("/mnt/cd", "ext4"),
            ("/my disk/x", "fuse.sshfs"), ("/nfs", "tmpfs"),
        ])
    func fileSystem(path: String, kind: String) {
        let mounts = """
            1 0 8:1 / / rw - ext4 /dev/sda1 rw
            2 1 0:1 / /mnt/c rw,noatime shared:1 master:2 - 9p C: rw
            3 1 0:2 / /my\\040disk rw - fuse.sshfs host:/ rw
            4 1 0:3 / /nfs rw - nfs4 server:/ rw
            5 4 0:4 / /nfs rw - tmpfs tmpfs rw
            """
        #expect(FileSystemKind.kind(of: path, mountinfo: mounts) == kind)
    }

    @Test(
        "what another machine can write to is polled",
        arguments: [
            ("nfs4", true), ("cifs", true), ("9p", true), ("fuse.sshfs", true), ("virtiofs", true), ("ext4", false),
            ("tmpfs", false), ("overlay", false),
            ("btrfs", false), ("fuseblk", false),
        ])
    func remote(kind: String, polled: Bool) { #expect(FileSystemKind.isRemote(kind) == polled) }
}
