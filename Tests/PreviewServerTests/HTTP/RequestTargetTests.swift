import Testing

@testable import PreviewServer

@Suite("A request target becomes path segments, or nothing")
struct RequestTargetTests {
    @Test(
        "well-formed targets",
        arguments: [
            ("/", [String](), true), ("/gminy/skawina/", ["gminy", "skawina"], true),
            ("/gminy/skawina", ["gminy", "skawina"], false),
            ("/a?x=/../b", ["a"], false), ("/secret?raw??", ["secret"], false), ("/%C5%9Bwi%C4%85t", ["świąt"], false),
            ("/%252e%252e/x", ["%2e%2e", "x"], false),
            ("/.well-known/security.txt", [".well-known", "security.txt"], false),
            ("/a.b..c/...", ["a.b..c"], false),
        ])
    func wellFormed(target: String, segments: [String], slash: Bool) throws {
        if target.hasSuffix("...") {
            // A segment of three dots begins with a dot: hidden.
            #expect(throws: RequestTarget.Fault.unservable) { try RequestTarget(target) }
            return
        }
        let parsed = try RequestTarget(target)
        #expect(parsed.segments == segments)
        #expect(parsed.endsWithSlash == slash)
    }

    @Test(
        "targets that no browser sends",
        arguments: [
            "", "x", "*", "http://evil/", "/../x", "/a/../x", "/./x", "/%2e%2e/x", "/%2E/x", "/%2e%2e%2fx", "/a%2Fb",
            "/..%5cx", "/a\\b",
            "/a%00b", "/a%0d%0aX:1", "/a%7f", "/a b", "/a#b", "/%", "/%4", "/%zz", "/%ff", "/%c0%af", "/%ed%a0%80",
            "/a\u{7F}",
        ])
    func malformed(target: String) {
        #expect(throws: RequestTarget.Fault.malformed) { try RequestTarget(target) }
    }

    @Test(
        "hidden files and empty segments name nothing",
        arguments: ["//etc/passwd", "/a//b", "/.env", "/.git/config", "/a/.hidden", "/.env/"])
    func unservable(target: String) {
        #expect(throws: RequestTarget.Fault.unservable) { try RequestTarget(target) }
    }

    @Test("`.env/.` is refused although it names the same file")
    func dotAfterHidden() {
        #expect(throws: RequestTarget.Fault.malformed) { try RequestTarget("/.env/.") }
    }

    @Test("a redirect's path begins with one slash and is encoded anew")
    func redirectPath() {
        #expect(RequestTarget.path(of: ["gminy", "świąt ni\"ki"]) == "/gminy/%C5%9Bwi%C4%85t%20ni%22ki/")
        #expect(RequestTarget.path(of: []) == "/")
    }

    @Test(
        "parameters are decoded once",
        arguments: [
            ("/x?page=/gminy/", "/gminy/"), ("/x?page=%2Fgminy%2F", "/gminy/"), ("/x?a=1&page=b", "b"),
            ("/x?page=%2525", "%25"),
        ])
    func parameters(target: String, value: String) throws {
        #expect(try RequestTarget(target).parameter("page") == value)
    }

    @Test(
        "a badly encoded or missing parameter is none", arguments: ["/x", "/x?pages=1", "/x?page=%zz", "/x?page=%00"])
    func noParameter(target: String) throws {
        #expect(try RequestTarget(target).parameter("page") == nil)
    }
}

@Suite("Which names a browser may use")
struct HostRuleTests {
    private let rule = HostRule(host: "127.0.0.1", port: 8080, allowed: ["podglad.example"])

    @Test(
        "ours",
        arguments: [
            "localhost:8080", "127.0.0.1:8080", "[::1]:8080", "LOCALHOST:8080", "podglad.example",
            "podglad.example:8080",
        ])
    func ours(host: String) { #expect(rule.allows(host, localAddress: "127.0.0.1")) }

    @Test(
        "not ours",
        arguments: [
            "", ":8080", "localhost", "127.0.0.1", "localhost:1", "localhost:80800", "localhost.:8080",
            "localhost:8080 ", "localhost:08080",
            "attacker.example:8080", "127.0.0.1.attacker.example:8080", "attacker.example", "127.0.0.2:8080",
            "8.8.8.8:8080", "[::]:8080",
            "0.0.0.0:8080", "user@localhost:8080", "localhost:8080@evil", "podglad.example:1", "x.podglad.example:8080",
        ])
    func foreign(host: String) { #expect(!rule.allows(host, localAddress: "127.0.0.1")) }

    @Test("on all addresses, the one that was reached is ours, others are not")
    func wildcard() {
        let rule = HostRule(host: "0.0.0.0", port: 8080, allowed: [])
        #expect(rule.allows("192.168.1.5:8080", localAddress: "192.168.1.5"))
        #expect(!rule.allows("192.168.1.6:8080", localAddress: "192.168.1.5"))
        #expect(!rule.allows("0.0.0.0:8080", localAddress: "192.168.1.5"))
    }

    @Test("on port 80 a browser leaves the port out")
    func port80() { #expect(HostRule(host: "127.0.0.1", port: 80, allowed: []).allows("localhost", localAddress: nil)) }

    @Test(
        "origins",
        arguments: [
            ("http://localhost:8080", true), ("https://localhost:8080", true), ("null", false),
            ("http://localhost:3000", false),
            ("http://localhost", false), ("http://8.8.8.8", false), ("http://attacker.example", false), ("", false),
        ])
    func origins(origin: String, own: Bool) { #expect(HostRule.isOwn(origin: origin, host: "localhost:8080") == own) }
}

@Suite("Ranges of bytes (RFC 9110, 14.1.2)")
struct ByteRangeTests {
    @Test(arguments: [
        ("bytes=0-0", ByteRange.part(0..<1)), ("bytes=2-", .part(2..<10)), ("bytes=2-4", .part(2..<5)),
        ("bytes=2-99", .part(2..<10)),
        ("bytes=-3", .part(7..<10)), ("bytes=-99", .part(0..<10)), ("bytes=10-", .beyond), ("bytes=10-12", .beyond),
        ("bytes=-0", .beyond),
        ("bytes=4-2", .whole), ("bytes=0-1,3-4", .whole), ("lines=0-1", .whole), ("bytes=-", .whole),
        ("bytes=a-b", .whole), ("", .whole),
        ("bytes=0-99999999999999999999", .whole), ("bytes=--1", .whole),
    ])
    func ranges(header: String, range: ByteRange) { #expect(ByteRange(header, length: 10) == range) }

    @Test("nothing of an empty file can be asked for") func empty() {
        #expect(ByteRange("bytes=0-", length: 0) == .beyond)
    }
}
