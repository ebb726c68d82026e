import Diagnostics
import Glibc
import Testing

@testable import PreviewServer

/// Cases 6, 8, 13 and 15 of the security list with real builds: what somebody plants in `static/` and `content/`.
@Suite("Files planted in a real site", .serialized)
struct PlantedFileTests {
    private let folder = TemporaryFolder()
    private let secret = "the-secret-beside-the-root"

    /// Plants something beneath a preview that was clean before, and waits for the build to have seen it.
    private func plant(_ change: (TemporaryFolder, String) -> Void, then check: (LiveServer) throws -> Void) throws {
        for place in ["static", "content"] {
            let source = try SiteSource(folder)
            let outside = TemporaryFolder()
            outside.write("secret.txt", secret)
            folder.write("secret.txt", secret)
            let server = try LiveServer(source, folder: folder)
            #expect(try server.get("/").status == 200)
            change(folder, place)
            #expect(LiveServer.eventually { server.builds >= 2 }, "a build after something was planted in \(place)/")
            usleep(100_000)
            #expect(try server.get("/").text.contains("Treść."), "the last good site stays")
            try check(server)
            for target in ["/", "/_podglad/", "/_podglad/messages.json"] {
                let text = try server.get(target).text
                #expect(!text.contains(secret) && !text.contains(folder.path), "\(target)")
            }
            folder.remove(place)
            folder.make(place)
        }
    }

    @Test("8: links to a file and to a folder outside are named in an error and never served")
    func links() throws {
        try plant { folder, place in
            symlink("../secret.txt", folder.absolute(place + "/l.txt"))
            symlink("..", folder.absolute(place + "/d"))
            symlink("/etc", folder.absolute(place + "/e"))
        } then: { server in
            for target in ["/l.txt", "/d/secret.txt", "/d/", "/e/passwd", "/e/hostname"] {
                let reply = try server.get(target)
                #expect(reply.status == 404, "\(target)")
                #expect(!reply.text.contains(secret))
            }
        }
    }

    @Test("13: a pipe, an empty folder and odd names answer at once")
    func oddFiles() throws {
        try plant { folder, place in
            mkfifo(folder.absolute(place + "/p"), 0o644)
            folder.make(place + "/empty")
            folder.write(place + "/a\nb.txt", "x")
        } then: { server in
            let start = MonotonicClock.milliseconds
            for target in ["/p", "/empty/", "/a%0ab.txt", "/a%00.html"] {
                let status = try server.get(target).status
                #expect([400, 404].contains(status))
            }
            #expect(MonotonicClock.milliseconds - start < TestScale.hang)
        }
    }

    @Test("6: a folder whose name begins like the output's is no output")
    func prefixTrap() throws {
        let source = try SiteSource(folder)
        folder.write("public/old.html", secret)
        folder.write("public-private/s.html", secret)
        folder.write("static-private/s.html", secret)
        let server = try LiveServer(source, folder: folder)
        for target in [
            "/../public-private/s.html", "/public-private/s.html", "/s.html", "/old.html", "/public/old.html",
            "/../static-private/s.html",
        ] {
            let reply = try server.get(target)
            #expect([400, 404].contains(reply.status))
            #expect(!reply.text.contains(secret))
        }
    }

    @Test(
        "15: a slug that leads out of the site is an error",
        arguments: ["../../x", "%2e%2e/x", "/abs", "a/../../b", ".."])
    func slugs(slug: String) throws {
        let source = try SiteSource(folder)
        folder.write("content/zla.md", "---\ntitle: Zła\nslug: \"\(slug)\"\n---\n\nTekst.\n")
        let build = source.build(.everything)
        #expect(build.outputs == nil)
        #expect(build.findings.contains(atLeast: .error))
    }

    @Test("a broken page shows the terminal's message, and comes back when it is mended")
    func mending() throws {
        let server = try LiveServer(try SiteSource(folder), folder: folder)
        let (client, _) = try server.stream()
        folder.write("content/index.md", "---\ntitle: Początek\ntytulik: x\n---\n\nTreść.\n")
        #expect(client.receive(until: "event: errors").found)
        let messages = try server.get("/_podglad/messages.json").text
        #expect(messages.contains("content/index.md:3:1: error:") && messages.contains("^^^^^^^"))
        folder.write("content/index.md", "---\ntitle: Początek\n---\n\nNowa treść.\n")
        #expect(client.receive(until: "event: reload").found)
        #expect(try server.get("/").text.contains("Nowa treść."))
        #expect(try server.get("/_podglad/inspect?page=/").text.contains("entry"))
    }
}
