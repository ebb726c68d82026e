import Glibc
import Testing

@testable import PreviewServer

/// The cases of the project's list of what went wrong in other preview servers, against a live server on the loopback.
@Suite("Security of the preview", .serialized)
struct SecurityTests {
    private let secret = "the-secret-beside-the-root"
    private let folder = TemporaryFolder()

    private func server(adjust: (inout PreviewLimits) -> Void = { _ in }) throws -> LiveServer {
        folder.write("secret.txt", secret)
        folder.write("out-private/s.html", secret)
        folder.write("static/index.css", "a {}")
        folder.write("static/.env", secret)
        folder.write("static/.git/config", secret)
        folder.write("static/a/.hidden", secret)
        folder.write("static/.well-known/security.txt", "Contact: mailto:x@example.org")
        return try LiveServer(FolderSource(folder), folder: folder, adjust: adjust)
    }

    private func expectRefused(_ server: LiveServer, _ target: String, _ allowed: [Int] = [400, 404]) throws {
        let reply = try server.get(target)
        #expect(allowed.contains(reply.status), "\(target) was answered with \(reply.status)")
        #expect(!reply.text.contains(secret))
    }

    @Test(
        "1–4, 6: no path leads out of the outputs",
        arguments: [
            "/../secret.txt", "/%2e%2e/secret.txt", "/%2e%2e%2fsecret.txt", "/..%5csecret.txt",
            "/%252e%252e/secret.txt", "//etc/passwd",
            "/./../secret.txt", "/a/..//../secret.txt", "/@x/#/../../secret.txt", "http://evil/../secret.txt",
            "/../out-private/s.html",
            "/..%2f..%2fsecret.txt", "/%2e%2e%5csecret.txt", "/static/../../secret.txt", "/content/../secret.txt",
        ])
    func traversal(target: String) throws { try expectRefused(server(), target, [400, 403, 404]) }

    @Test("5: the query is cut before any decision")
    func query() throws {
        let server = try server()
        try expectRefused(server, "/secret?raw??", [404])
        let reply = try server.get("/index.html?x=/../secret.txt")
        #expect(reply.status == 200)
        #expect(reply.text.contains("home"))
    }

    @Test("7: hidden files are no outputs, .well-known is")
    func hidden() throws {
        let server = try server()
        for target in ["/.env", "/.env/.", "/.git/config", "/a/.hidden"] { try expectRefused(server, target) }
        #expect(try server.get("/.well-known/security.txt").status == 200)
    }

    @Test("8: links planted in static/ and content/ are served by nobody")
    func links() throws {
        for place in ["static", "content"] {
            symlink("../secret.txt", folder.absolute(place + "/l"))
            symlink("..", folder.absolute(place + "/d"))
        }
        let server = try server()
        for target in ["/l", "/l/", "/d/secret.txt", "/d/"] { try expectRefused(server, target, [404]) }
    }

    @Test(
        "9: a foreign, empty or doubled Host",
        arguments: [
            "attacker.example", "127.0.0.1.attacker.example", "", "localhost:1", "8.8.8.8",
        ])
    func foreignHost(name: String) throws {
        let server = try server()
        let reply = try server.get("/", host: name == "attacker.example" ? "\(name):\(server.port)" : name)
        #expect([400, 403].contains(reply.status))
        #expect(!reply.text.contains("home"))
        #expect(try server.get("/", headers: ["Host: \(server.host)"]).status == 400)
        #expect(try server.get("/", headers: ["Host: attacker.example"]).status == 400)
        let old = try RawClient(port: server.port)
        old.send("GET / HTTP/1.0\r\n\r\n")
        #expect(Reply(old.receiveAll(), isWhole: true)?.status == 403)
        let none = try RawClient(port: server.port)
        none.send("GET / HTTP/1.1\r\n\r\n")
        #expect(Reply(none.receiveAll(), isWhole: true)?.status == 400)
    }

    @Test("9: our own names are answered")
    func ownHost() throws {
        let server = try server()
        for name in ["localhost", "127.0.0.1", "[::1]", "LocalHost"] {
            #expect(try server.get("/", host: "\(name):\(server.port)").status == 200)
        }
    }

    @Test("10: X-Forwarded-* and Forwarded change nothing and are never echoed")
    func forwarded() throws {
        let server = try server()
        let plain = try server.get("/")
        let reply = try server.get(
            "/",
            headers: [
                "X-Forwarded-Host: attacker.example", "X-Forwarded-Proto: https", "Forwarded: host=attacker.example",
                "X-Original-URL: /x",
            ])
        #expect(reply.body == plain.body)
        #expect(reply.headers.map(\.value).contains { $0.contains("attacker") } == false)
        let redirect = try server.get("/.well-known", headers: ["X-Forwarded-Host: attacker.example"])
        #expect(!redirect.headers.contains { $0.value.contains("attacker") })
    }

    @Test("11: there is no CORS header", arguments: ["http://attacker.example", "null", "http://8.8.8.8"])
    func noCORS(origin: String) throws {
        let server = try server()
        for target in ["/", "/_podglad/messages.json", "/_podglad/client.js", "/nothing", "/_podglad/"] {
            let reply = try server.get(target, headers: ["Origin: \(origin)"])
            #expect(!reply.headers.contains { $0.name.hasPrefix("access-control") })
            #expect(reply["x-content-type-options"] == "nosniff")
            #expect(reply["cache-control"] == "no-store")
            #expect(reply["cross-origin-resource-policy"] == "same-origin")
        }
    }

    @Test(
        "11: another site may link here, not use our files",
        arguments: [
            ("cross-site", "no-cors", 403), ("same-site", "cors", 403), ("cross-site", "navigate", 200),
            ("same-origin", "cors", 200), ("none", "navigate", 200),
        ])
    func fetchMetadata(site: String, mode: String, status: Int) throws {
        let headers = ["Sec-Fetch-Site: \(site)", "Sec-Fetch-Mode: \(mode)"]
        #expect(try server().get("/index.css", headers: headers).status == status)
    }

    @Test("12: the reload stream is refused to strangers")
    func reloadStream() throws {
        let server = try server()
        for query in [
            "", "?token=", "?token=wrong", "?token=\(server.token)x", "?token=\(String(server.token.dropLast()))",
            "?Token=\(server.token)",
        ] {
            #expect(try server.get("/_podglad/events\(query)").status == 403, "\(query)")
        }
        let good = "/_podglad/events?token=\(server.token)"
        for origin in [
            "null", "http://attacker.example", "http://127.0.0.1:1", "http://8.8.8.8", "http://localhost", "",
        ] {
            #expect(try server.get(good, headers: ["Origin: \(origin)"]).status == 403, "\(origin)")
        }
        for site in ["cross-site", "same-site", "none"] {
            #expect(try server.get(good, headers: ["Sec-Fetch-Site: \(site)"]).status == 403, "\(site)")
        }
        #expect(try server.get(good, host: "attacker.example:\(server.port)").status == 403)
        #expect(try server.get(good, method: "HEAD").status == 403)
    }

    @Test(
        "12: our own page opens it and hears of a change, and of nothing else",
        arguments: [
            [String](), ["Origin: http://HOST"], ["Sec-Fetch-Site: same-origin"],
            ["Origin: http://HOST", "Sec-Fetch-Site: same-origin"],
        ])
    func ownStream(headers: [String]) throws {
        folder.write("content/a.txt", "one")
        let server = try server()
        let (client, head) = try server.stream(headers: headers.map { $0.replacing("HOST", with: server.host) })
        #expect(head.hasPrefix("HTTP/1.1 200"))
        folder.write("content/a.txt", "two")
        let heard = client.receive(until: "event: reload")
        #expect(heard.found)
        #expect(!heard.text.contains("content") && !heard.text.contains("two"))
    }

    @Test("12: no WebSocket is spoken")
    func webSocket() throws {
        let headers = [
            "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        ]
        let server = try server()
        let reply = try server.get("/_podglad/events", headers: headers)
        #expect(reply.status == 403)
        #expect(try server.get("/", headers: headers).status == 200)
    }

    @Test("13: a pipe, a folder, a file that nobody may read, odd names")
    func oddFiles() throws {
        for place in ["static", "content"] {
            mkfifo(folder.absolute(place + "/p"), 0o644)
            folder.make(place + "/empty")
        }
        let server = try server()
        let start = MonotonicClock.milliseconds
        for target in ["/p", "/p/", "/empty/", "/empty", "/a%00.html", "/a%0d%0aX:1", "/%0d%0aSet-Cookie:x=1"] {
            let reply = try server.get(target)
            #expect([400, 404].contains(reply.status), "\(target)")
            #expect(reply["set-cookie"] == nil && reply["x"] == nil)
        }
        #expect(MonotonicClock.milliseconds - start < TestScale.hang)
        #expect(try server.get("/").status == 200)
    }

    @Test("14: slow senders are closed at the deadline, and others are answered meanwhile")
    func slowSenders() throws {
        let seconds = TestScale.isLong ? 10 : 5
        let server = try server { $0.requestSeconds = seconds }
        let start = MonotonicClock.milliseconds
        Threads.run(50) { index in
            guard let client = try? RawClient(port: server.port) else { return }
            if index == 0 { Self.expectQuickAnswers(server, seconds: seconds) }
            for byte in "GET / HTTP/1.1\r\nHost: \(server.host)\r\nX-Slow: 1234567890" {
                guard client.send(String(byte)) else { break }
                client.setTimeout(1)
                let reply = client.receive()
                if let reply {
                    #expect(String(decoding: reply, as: UTF8.self).contains("408"))
                    return
                }
                guard MonotonicClock.milliseconds - start < Double(seconds) * 1_000 + TestScale.hang else {
                    Issue.record("client \(index) is still open")
                    return
                }
            }
        }
        #expect(MonotonicClock.milliseconds - start < Double(seconds) * 1_000 + TestScale.hang)
    }

    private static func expectQuickAnswers(_ server: LiveServer, seconds: Int) {
        for _ in 0..<20 {
            let asked = MonotonicClock.milliseconds
            #expect((try? server.get("/"))?.status == 200)
            #expect(MonotonicClock.milliseconds - asked < Double(seconds - 1) * 1_000)
        }
    }

    @Test("14: half a second request on a kept connection is closed too")
    func slowSecondRequest() throws {
        let server = try server { $0.requestSeconds = 1 }
        let client = try RawClient(port: server.port)
        client.send("GET / HTTP/1.1\r\nHost: \(server.host)\r\n\r\n")
        #expect(client.receiveAnswer()?.status == 200)
        client.send("GET / HT")
        let start = MonotonicClock.milliseconds
        #expect(String(decoding: client.receiveAll(), as: UTF8.self).hasPrefix("HTTP/1.1 408"))
        #expect(MonotonicClock.milliseconds - start < TestScale.hang)
    }

    /// A request that is wrong as a whole; `HOST` stands for ours.
    struct Senseless: CustomTestStringConvertible {
        let testDescription: String
        let bytes: String
        let allowed: [Int]

        init(_ name: String, _ bytes: String, _ allowed: Int...) {
            testDescription = name
            self.bytes = bytes
            self.allowed = allowed
        }

        static let all = [
            Senseless(
                "one header of 100 KiB", "GET / HTTP/1.1\r\nHost: HOST\r\nX: \(many("a", 100 * 1024))\r\n\r\n", 431),
            Senseless(
                "headers of 20 KiB", "GET / HTTP/1.1\r\nHost: HOST\r\n\(many("X: \(many("a", 1000))\r\n", 20))\r\n", 431
            ),
            Senseless("200 headers", "GET / HTTP/1.1\r\nHost: HOST\r\n\(many("X: a\r\n", 200))\r\n", 431),
            Senseless("a target of 9 000 bytes", "GET /\(many("a", 9_000)) HTTP/1.1\r\nHost: HOST\r\n\r\n", 414),
            Senseless(
                "a target of 200 000 bytes", "GET /\(many("a", 200_000)) HTTP/1.1\r\nHost: HOST\r\n\r\n", 414, 431),
            Senseless("a negative length", "GET / HTTP/1.1\r\nHost: HOST\r\nContent-Length: -1\r\n\r\n", 400),
            Senseless("a body", "GET / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\n\r\nhello", 400),
            Senseless(
                "a chunked body",
                "GET / HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", 400),
            Senseless(
                "two lengths of a body",
                "GET / HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", 400),
            Senseless("a blank after a header's name", "GET / HTTP/1.1\r\nHost : HOST\r\n\r\n", 400),
            Senseless("a version to come", "GET / HTTP/9.9\r\nHost: HOST\r\n\r\n", 400, 505),
            Senseless("no version", "GET /\r\n\r\n", 400, 403),
            Senseless("the beginning of TLS", "\u{16}\u{03}\u{01}hello there\r\n\r\n", 400),
            Senseless("an unknown method", "NONSENSE / HTTP/1.1\r\nHost: HOST\r\n\r\n", 400, 405),
        ]

        private static func many(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
    }

    @Test("14: heads that are too large or make no sense", arguments: Senseless.all)
    func senselessHeads(_ wrong: Senseless) throws {
        let server = try server()
        let client = try RawClient(port: server.port)
        client.send(wrong.bytes.replacing("HOST", with: server.host))
        let reply = Reply(client.receiveAll(), isWhole: true)
        #expect(wrong.allowed.contains(reply?.status ?? 0), "answered with \(reply?.status ?? 0)")
        #expect(reply?["x-content-type-options"] == "nosniff")
        #expect(try server.get("/").status == 200)
    }

    @Test("15, extra: only GET and HEAD", arguments: ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT"])
    func otherMethods(method: String) throws {
        let server = try server()
        let reply = try server.get(method == "CONNECT" ? "127.0.0.1:80" : "/", method: method)
        #expect(reply.status == 405)
        #expect(reply["allow"] == "GET, HEAD")
        let body = try server.get("/", method: method == "CONNECT" ? "POST" : method, headers: ["Content-Length: 3"])
        #expect(body.status == 405)
    }

    @Test("the server's own pages hold no absolute path and escape what they show")
    func ownPages() throws {
        folder.write("content/bad.txt", "one\nBROKEN <script>alert(1)</script>\n")
        let server = try server()
        for target in ["/", "/_podglad/", "/_podglad/messages.json", "/nothing/"] {
            let text = try server.get(target).text
            #expect(!text.contains(folder.path))
            if target != "/_podglad/messages.json" { #expect(!text.contains("<script>alert")) }
        }
        #expect(try server.get("/").status == 503)
        #expect(try server.get("/_podglad/")["content-security-policy"]?.contains("frame-ancestors 'none'") == true)
    }
}
