import Diagnostics
import Testing

@testable import Content

@Suite("Image headers")
struct ImageHeaderTests {
    /// Images of 37 × 21 pixels, written by Pillow 13: `turned` has EXIF orientation 6, `gps` a position.
    @Test(
        "size, orientation and position from real files",
        arguments: [
            ("plain.png", ImageHeader.Kind.png, false, false), ("turned.png", .png, true, false),
            ("plain.jpg", .jpeg, false, false), ("progressive.jpg", .jpeg, false, false),
            ("turned.jpg", .jpeg, true, false), ("gps.jpg", .jpeg, false, true), ("plain.gif", .gif, false, false),
            ("lossy.webp", .webp, false, false), ("lossless.webp", .webp, false, false),
            ("turned.webp", .webp, true, false), ("gps.webp", .webp, false, true), ("plain.avif", .avif, false, false),
            ("turned.avif", .avif, true, false),
        ])
    func files(name: String, kind: ImageHeader.Kind, isTurned: Bool, hasPosition: Bool) throws {
        let bytes = try #require(Site.bytes(Site.root + "/Tests/ContentTests/Fixtures/images/" + name))
        let header = try #require(ImageHeader(bytes))
        #expect(header.kind == kind)
        #expect(header.width == (isTurned ? 21 : 37))
        #expect(header.height == (isTurned ? 37 : 21))
        #expect(header.hasPosition == hasPosition)
    }

    @Test(
        "SVG: width and height, else the view box",
        arguments: [
            ("<svg width=\"30\" height=\"20\"/>", 30, 20), ("<svg width='30px' height='20.4px'>", 30, 20),
            ("<svg viewBox=\"0 0 100 50\">", 100, 50), ("<svg viewBox='0,0,100,50' width='10'>", 10, 5),
            ("<svg height='10' viewBox='0 0 100 50'>", 20, 10), ("<svg width='1in' height='2.54cm'>", 96, 96),
            ("<svg width='100%' height='100%' viewBox='0 0 7 9'>", 7, 9), ("<svg>", 0, 0),
            (
                "<?xml version='1.0'?>\n<!-- a > b -->\n<!DOCTYPE svg [ <!ENTITY a '>'> ]>\n<svg width='3' height='4'>",
                3, 4
            ),
            ("\u{FEFF}<svg\n  width = \"3\"\n  height = \"4\" >", 3, 4),
        ])
    func svg(text: String, width: Int, height: Int) throws {
        let header = try #require(ImageHeader(Array(text.utf8)))
        #expect(header.kind == .svg)
        #expect((header.width, header.height) == (width, height))
    }

    @Test(
        "what is no image", arguments: ["", "<", "<html>", "<svgx>", "GIF", "plain text", "%PDF-1.7", "<?xml", "<!--"])
    func noImage(text: String) { #expect(ImageHeader(Array(text.utf8)) == nil) }

    @Test("every prefix and random changes of real files end without a crash")
    func mutations() {
        var random = Seeded(seed: 7)
        for name in Site.names(Site.root + "/Tests/ContentTests/Fixtures/images") {
            guard let bytes = Site.bytes(Site.root + "/Tests/ContentTests/Fixtures/images/" + name) else { continue }
            for end in 0..<bytes.count { _ = ImageHeader(Array(bytes[..<end])) }
            for _ in 0..<(isLong ? 20_000 : 2000) {
                var changed = bytes
                for _ in 0..<Int.random(in: 1...4, using: &random) {
                    changed[Int.random(in: 0..<changed.count, using: &random)] = UInt8.random(
                        in: 0...255, using: &random)
                }
                _ = ImageHeader(changed)
            }
        }
    }

    @Test("advice: heavy, large, telling its place, awkwardly named; nothing for a good file")
    func advice() {
        var header = ImageHeader(kind: .jpeg, width: 4000, height: 3000)
        header.hasPosition = true
        let rules = MediaAdvice.findings(path: "img/Zdjęcie 1.JPG", size: 900_000, header: header, at: nil).map(
            \.rule.name)
        #expect(rules == ["heavy-image", "large-image", "image-position", "awkward-file-name"])
        #expect(MediaAdvice.betterName("Zdjęcie 1.JPG") == "zdjecie-1.jpg")
        let good = ImageHeader(kind: .webp, width: 2560, height: 1000)
        #expect(MediaAdvice.findings(path: "a/rynek.webp", size: 500 * 1024, header: good, at: nil).isEmpty)
        let drawing = ImageHeader(kind: .svg, width: 9000, height: 9000)
        #expect(MediaAdvice.findings(path: "a.svg", size: 900_000, header: drawing, at: nil).isEmpty)
    }
}
