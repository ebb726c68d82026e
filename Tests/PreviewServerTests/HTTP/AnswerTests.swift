import Glibc
import Testing

@testable import PreviewServer

@Suite("What the server answers", .serialized)
struct AnswerTests {
    private let outputs = [
        "index.html": "<!DOCTYPE html><title>home</title><body>home</body></html>",
        "gminy/skawina/index.html": "<body>Skawina</body>",
        "404.html": "<body>own 404</body>", "style.css": "a{}", "gminy/mapa.svg": "<svg/>", "film.mp4": "0123456789",
        "x.js": "1",
        "feed.xml": "<x/>", "a b/ś.txt": "x", "data.json": "{}", "unknown.abc": "?", "noname": "?",
        "strona.pdf": "%PDF",
    ]

    @Test(
        "content types tell the charset of texts",
        arguments: [
            ("/", "text/html; charset=utf-8"), ("/style.css", "text/css; charset=utf-8"),
            ("/gminy/mapa.svg", "image/svg+xml; charset=utf-8"),
            ("/x.js", "text/javascript; charset=utf-8"), ("/feed.xml", "application/xml; charset=utf-8"),
            ("/data.json", "application/json; charset=utf-8"),
            ("/a%20b/%C5%9B.txt", "text/plain; charset=utf-8"), ("/film.mp4", "video/mp4"),
            ("/unknown.abc", "application/octet-stream"),
            ("/noname", "application/octet-stream"), ("/strona.pdf", "application/pdf"),
        ])
    func contentTypes(target: String, type: String) throws {
        let reply = try LiveServer(FixedSource(outputs)).get(target)
        #expect(reply.status == 200)
        #expect(reply["content-type"] == type)
    }

    @Test("HEAD tells the length and sends nothing", arguments: ["/", "/film.mp4", "/nothing", "/_podglad/client.js"])
    func head(target: String) throws {
        let server = try LiveServer(FixedSource(outputs))
        let head = try server.get(target, method: "HEAD")
        let get = try server.get(target)
        #expect(head.body.isEmpty)
        #expect(head.status == get.status)
        #expect(head["content-length"] == String(get.body.count))
        #expect(head["content-type"] == get["content-type"])
    }

    @Test(
        "an ETag that is known is answered with 304 and nothing else",
        arguments: ["/", "/style.css", "/_podglad/client.js"])
    func entityTags(target: String) throws {
        let server = try LiveServer(FixedSource(outputs))
        let tag = try #require(try server.get(target)["etag"])
        for header in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
            let reply = try server.get(target, headers: ["If-None-Match: \(header)"])
            #expect(reply.status == 304)
            #expect(reply.body.isEmpty)
            #expect(reply["etag"] == tag)
        }
        #expect(try server.get(target, headers: ["If-None-Match: \"x\""]).status == 200)
    }

    @Test(
        "parts of a film",
        arguments: [
            ("bytes=2-4", 206, "234", "bytes 2-4/10"), ("bytes=-2", 206, "89", "bytes 8-9/10"),
            ("bytes=0-1,4-5", 200, "0123456789", nil),
            ("bytes=10-", 416, nil, "bytes */10"),
        ] as [(String, Int, String?, String?)])
    func ranges(range: String, status: Int, body: String?, content: String?) throws {
        let reply = try LiveServer(FixedSource(outputs)).get("/film.mp4", headers: ["Range: \(range)"])
        #expect(reply.status == status)
        if let body { #expect(reply.text == body) }
        #expect(reply["content-range"] == content)
    }

    @Test("a part is sent only of the file that the client began with")
    func ifRange() throws {
        let server = try LiveServer(FixedSource(outputs))
        let tag = try #require(try server.get("/film.mp4")["etag"])
        #expect(try server.get("/film.mp4", headers: ["Range: bytes=0-1", "If-Range: \(tag)"]).status == 206)
        #expect(try server.get("/film.mp4", headers: ["Range: bytes=0-1", "If-Range: \"old\""]).status == 200)
    }

    @Test(
        "a page without its slash is found again on this host",
        arguments: [
            ("/gminy/skawina", "/gminy/skawina/"), ("/gminy/skawina?a=1&b=/x", "/gminy/skawina/?a=1&b=/x"),
            ("/_podglad", "/_podglad/"),
        ])
    func redirects(target: String, location: String) throws {
        let reply = try LiveServer(FixedSource(outputs)).get(target)
        #expect(reply.status == 302)
        #expect(reply["location"] == location)
    }

    @Test(
        "no target makes a redirect to another host",
        arguments: ["//evil.example", "//evil.example/gminy/skawina", "/%2fevil.example", "/\\evil.example"])
    func noOpenRedirect(target: String) throws {
        let reply = try LiveServer(FixedSource(["evil.example/index.html": "x", "index.html": "x"])).get(target)
        #expect([400, 404].contains(reply.status))
        #expect(reply["location"] == nil)
    }

    @Test(
        "an unknown address shows the site's 404 page with status 404",
        arguments: ["/nothing", "/gminy/", "/gminy/skawina/x", "/style.css/"])
    func notFound(target: String) throws {
        let reply = try LiveServer(FixedSource(outputs)).get(target)
        #expect(reply.status == 404)
        #expect(reply.text.contains("own 404"))
        #expect(reply.text.contains("/_podglad/client.js"))
    }

    @Test("a site without a 404 page gets one from the server")
    func builtInNotFound() throws {
        let reply = try LiveServer(FixedSource(["index.html": "x"], basePath: "/metropolia/")).get("/nothing")
        #expect(reply.status == 404)
        #expect(reply.text.contains("href=\"/metropolia/\""))
    }

    @Test(
        "a base URL with a sub-path",
        arguments: [
            ("/metropolia/", 200, nil), ("/metropolia/gminy/skawina/", 200, nil),
            ("/metropolia/gminy/skawina", 302, "/metropolia/gminy/skawina/"),
            ("/metropolia", 302, "/metropolia/"), ("/", 302, "/metropolia/"), ("/gminy/skawina/", 404, nil),
            ("/metropolia/metropolia/", 404, nil),
            ("/metropolia2/", 404, nil),
        ] as [(String, Int, String?)])
    func basePath(target: String, status: Int, location: String?) throws {
        let reply = try LiveServer(FixedSource(outputs, basePath: "/metropolia/")).get(target)
        #expect(reply.status == status)
        #expect(reply["location"] == location)
    }

    @Test("the reload script stands in pages only, before the end of the body, as an external file")
    func injection() throws {
        let server = try LiveServer(FixedSource(outputs))
        let page = try server.get("/").text
        #expect(page.contains("home<script src=\"/_podglad/client.js\" data-token="))
        #expect(page.hasSuffix("</body></html>"))
        #expect(try server.get("/film.mp4").text == outputs["film.mp4"])
        #expect(try server.get("/style.css").text == "a{}")
        #expect(try server.get("/_podglad/client.js").text.contains(server.token) == false)
    }

    @Test(
        "drafts carry a badge, other pages do not",
        arguments: [
            (PreviewEntry.State.draft, "Draft"), (.future("2027-01-01"), "2027-01-01"),
            (.expired("2020-01-01"), "Expired"),
        ])
    func badges(state: PreviewEntry.State, label: String) throws {
        let entries = [
            PreviewEntry(
                title: "<Skawina>", sourcePath: "content/gminy/skawina.md", url: "/x/gminy/skawina/", state: state,
                toFillIn: ["telefon"]),
            PreviewEntry(title: "Home", sourcePath: "content/index.md", url: "/x/"),
        ]
        let server = try LiveServer(FixedSource(outputs, basePath: "/x/", entries: entries))
        let draft = try server.get("/x/gminy/skawina/").text
        #expect(draft.contains("class=\"podglad-badge\"") && draft.contains(label))
        #expect(try server.get("/x/").text.contains("podglad-badge") == false)
        let editor = try server.get("/_podglad/").text
        #expect(
            editor.contains("&lt;Skawina&gt;") && editor.contains("telefon")
                && editor.contains("/_podglad/inspect?page=/gminy/skawina/"))
    }

    @Test("inspect shows what the source tells, escaped; an unknown page is 404")
    func inspect() throws {
        let server = try LiveServer(FixedSource(outputs))
        let reply = try server.get("/_podglad/inspect?page=/")
        #expect(reply.status == 200)
        #expect(reply.text.contains("entry.title: text = &quot;&lt;Skawina&gt;&quot;"))
        #expect(try server.get("/_podglad/inspect?page=/nothing/").status == 404)
        #expect(try server.get("/_podglad/inspect").status == 400)
        #expect(try server.get("/_podglad/inspect?page=%3Cscript%3E").text.contains("<script>") == false)
    }

    @Test("answers come in the order of requests that were sent at once")
    func pipelining() throws {
        let server = try LiveServer(FixedSource(outputs))
        let client = try RawClient(port: server.port)
        client.send(
            "GET /film.mp4 HTTP/1.1\r\nHost: \(server.host)\r\n\r\nGET /data.json HTTP/1.1\r\nHost: \(server.host)\r\nConnection: close\r\n\r\n"
        )
        let text = String(decoding: client.receiveAll(), as: UTF8.self)
        let film = try #require(text.range(of: "0123456789"))
        let data = try #require(text.range(of: "{}"))
        #expect(film.lowerBound < data.lowerBound)
    }

    @Test(
        "localhost answers on IPv6 too",
        .enabled(if: SystemAbilities.hasIPv6, "skipped: no ::1, because this machine has no IPv6"))
    func ipv6() throws {
        let server = try LiveServer(FixedSource(outputs))
        let client = try RawClient(port: server.port, host: "::1")
        client.send("GET / HTTP/1.1\r\nHost: [::1]:\(server.port)\r\nConnection: close\r\n\r\n")
        #expect(Reply(client.receiveAll(), isWhole: true)?.status == 200)
    }

    @Test("a busy port is replaced by a free one, and it is said")
    func busyPort() throws {
        let first = try LiveServer(FixedSource(outputs))
        let second = try LiveServer(FixedSource(outputs), port: first.port)
        #expect(second.port != first.port)
        #expect(try second.get("/").status == 200)
        #expect(
            second.words.contains { $0.en.contains("Port \(first.port) is taken") && $0.pl.contains("\(second.port)") })
    }

    @Test("an address that is not ours is a failure with its reason")
    func badAddress() throws {
        let preview = try Preview(
            source: FixedSource(outputs),
            options: PreviewOptions(host: "192.0.2.1", port: 0, scope: WatchScope(root: "/tmp", roots: []))
        ) { _ in }
        #expect { try preview.run() } throws: { ($0 as? PreviewFailure)?.words.en.contains("192.0.2.1") == true }
    }

    @Test("stopping ends a server with open streams and kept connections at once")
    func stopping() throws {
        let server = try LiveServer(FixedSource(outputs))
        let kept = try RawClient(port: server.port)
        kept.send("GET / HTTP/1.1\r\nHost: \(server.host)\r\n\r\n")
        #expect(kept.receiveAnswer()?.status == 200)
        let stream = try server.stream()
        let start = MonotonicClock.milliseconds
        server.stop()
        #expect(MonotonicClock.milliseconds - start < TestScale.hang)
        #expect(kept.receive() == nil)
        _ = stream.client.receiveAll()
        #expect(throws: RawClient.Failure.self) { try RawClient(port: server.port) }
    }
}

enum SystemAbilities {
    /// Whether a server could listen on ::1.
    static let hasIPv6: Bool = {
        let descriptor = socket(AF_INET6, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        inet_pton(AF_INET6, "::1", &address.sin6_addr)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size)) == 0
            }
        }
    }()
}
