import Foundation
import Testing

@testable import Assets

@Suite("Names, integrity, compression")
struct NameTests {
    // echo -n abc | sha256sum → ba7816bf8f01cfea…
    @Test(
        "the hash stands before the extension",
        arguments: [
            ("/style.css", "/style.ba7816bf8f.css"), ("/a.b/c.min.js", "/a.b/c.min.ba7816bf8f.js"),
            ("/a.b/LICENSE", "/a.b/LICENSE.ba7816bf8f"), ("/.x", "/.x.ba7816bf8f"),
        ])
    func hashed(_ url: String, _ expected: String) {
        #expect(AssetName.hashed(url, Array("abc".utf8)) == expected)
        #expect(AssetName.looksHashed(expected) == (url.contains(".css") || url.contains(".js")))
    }

    @Test(
        "names that only look so",
        arguments: [
            ("/a.2024010112.pdf", true), ("/a.20240101.pdf", false), ("/a.ABCDEF0123.js", false),
            ("/2024010112.pdf", false),
        ])
    func looks(_ url: String, _ expected: Bool) { #expect(AssetName.looksHashed(url) == expected) }

    // openssl dgst -sha384 -binary | base64
    @Test(
        "integrity is SHA-384 in base64",
        arguments: [
            ("", "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb"),
            ("abc", "sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn"),
        ])
    func integrity(_ text: String, _ expected: String) { #expect(Integrity.value(of: Array(text.utf8)) == expected) }

    @Test("small files and pictures have no packed form, a long text has both")
    func companions() {
        let text = Array(String(repeating: "<p>Skawina i Zabierzów</p>\n", count: 200).utf8)
        #expect(Precompression.companions(of: text, path: "a/index.html").map(\.ending) == [".gz", ".br"])
        #expect(Precompression.companions(of: text, path: "a.png").isEmpty)
        #expect(Precompression.companions(of: text, path: "README").isEmpty)
        #expect(Precompression.companions(of: Array(text.prefix(Precompression.smallest - 1)), path: "a.html").isEmpty)
        #expect(Precompression.companions(of: [], path: "a.html").isEmpty)
        var random = RandomSource(seed: 1)
        let noise = (0..<5000).map { _ in UInt8.random(in: 0...255, using: &random) }
        #expect(Precompression.companions(of: noise, path: "a.txt").isEmpty, "nothing is gained")
    }

    @Test("what gzip packed is the same text again, and carries no time and no system")
    func gzip() throws {
        let text = Array(String(repeating: "zażółć gęślą jaźń ", count: 5000).utf8)
        let packed = try #require(Gzip.compressed(text))
        #expect(packed == Gzip.compressed(text))
        #expect(packed.prefix(4) == [0x1F, 0x8B, 8, 0] && packed[4..<8] == [0, 0, 0, 0] && packed[9] == 255)
        #expect(try Self.unpacked(packed, "import gzip; w(gzip.decompress(r()))") == text)
        #expect(try Self.unpacked(try #require(Gzip.compressed([])), "import gzip; w(gzip.decompress(r()))") == [])
    }

    @Test(
        "what brotli packed is the same text again",
        .enabled(
            if: FileManager.default.fileExists(atPath: "/usr/bin/brotli"),
            "skipped: brotli -d, because /usr/bin/brotli is not installed"))
    func brotli() throws {
        let text = Array(String(repeating: "zażółć gęślą jaźń ", count: 5000).utf8)
        let packed = try #require(Brotli.compressed(text))
        #expect(packed == Brotli.compressed(text))
        #expect(
            try Self.unpacked(
                packed, "import subprocess; w(subprocess.run(['brotli','-dc'],input=r(),capture_output=True).stdout)")
                == text)
    }

    private static func unpacked(_ bytes: [UInt8], _ code: String) throws -> [UInt8] {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("packed-\(UUID().uuidString)")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let start =
            "import sys; r=lambda: open('\(file.path)','rb').read(); w=lambda b: open('\(file.path)','wb').write(b); "
        _ = try Oracle.run(["-c", start + code], input: "")
        return [UInt8](try Data(contentsOf: file))
    }
}
