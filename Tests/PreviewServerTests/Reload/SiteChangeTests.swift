import Diagnostics
import Testing

@testable import PreviewServer

@Suite("What differs between two builds")
struct SiteChangeTests {
    private func page(_ sheet: String, _ text: String = "x") -> String {
        "<!DOCTYPE html><head><link rel=\"stylesheet\" href=\"\(sheet)\" integrity=\"\(sheet)\"></head><body>\(text)</body>"
    }

    private func change(_ old: [String: String], _ new: [String: String]) -> SiteChange {
        SiteChange.between(old.mapValues { Array($0.utf8) }, new.mapValues { Array($0.utf8) })
    }

    @Test("nothing") func nothing() { #expect(change(["a": "1"], ["a": "1"]) == .nothing) }

    @Test("a stylesheet alone is swapped") func sheet() {
        #expect(change(["s.css": "1", "i.html": "x"], ["s.css": "2", "i.html": "x"]) == .styles(outputs: 1))
    }

    @Test("a stylesheet with a hash in its name changes its pages too, and is swapped")
    func hashedSheet() {
        let old = ["s.1.css": "1", "index.html": page("/s.1.css"), "b/index.html": page("/s.1.css")]
        let new = ["s.2.css": "2", "index.html": page("/s.2.css"), "b/index.html": page("/s.2.css")]
        #expect(change(old, new) == .styles(outputs: 4))
    }

    @Test("a stylesheet and one page's text is a reload")
    func sheetAndText() {
        #expect(
            change(["s.css": "1", "index.html": page("/s.css")], ["s.css": "2", "index.html": page("/s.css", "y")])
                == .pages(outputs: 2))
    }

    @Test("a page, a picture, a new page, a page that is gone: a reload")
    func others() {
        #expect(change(["a.html": "1"], ["a.html": "2"]) == .pages(outputs: 1))
        #expect(change(["a.png": "1"], ["a.png": "2"]) == .pages(outputs: 1))
        #expect(change([:], ["a.html": "2"]) == .pages(outputs: 1))
        #expect(change(["a.html": "2"], [:]) == .pages(outputs: 1))
    }

    @Test("a page that names another stylesheet, with none changed, is a reload")
    func otherSheet() { #expect(change(["i.html": page("/a.css")], ["i.html": page("/b.css")]) == .pages(outputs: 1)) }

    @Test(
        "only stylesheet links are cut out",
        arguments: [
            ("<p><link rel=stylesheet href=a>x", "<p>x"), ("<LINK REL=\"stylesheet\">", ""),
            ("<link rel=icon>", "<link rel=icon>"),
            ("<linked stylesheet>", "<linked stylesheet>"), ("<link", "<link"), ("", ""), ("a<b>c", "a<b>c"),
        ])
    func cutting(page: String, rest: String) {
        #expect(String(decoding: StylesheetLinks.without(Array(page.utf8)), as: UTF8.self) == rest)
    }

    @Test(
        "the script stands before the end of the body, however that is written",
        arguments: [
            ("<body>a</body></html>", "<body>a|</body></html>"), ("a</BODY >", "a|</BODY >"), ("a", "a|"), ("", "|"),
            ("<!-- </body> --><p></body>", "<!-- </body> --><p>|</body>"),
        ])
    func place(page: String, result: String) {
        let injection = PageInjection(token: "t", version: 3)
        let expected = result.replacing("|", with: injection.markup)
        #expect(String(decoding: injection.applied(to: Array(page.utf8)), as: UTF8.self) == expected)
    }

    @Test(
        "what open pages are told",
        arguments: [
            (SiteChange.pages(outputs: 1), false, ReloadEvent.Kind.reload), (.styles(outputs: 1), false, .styles),
            (.failed, false, .errors),
            (.failed, true, .errors), (.nothing, true, .mended), (.styles(outputs: 1), true, .reload),
            (.nothing, false, nil),
        ] as [(SiteChange, Bool, ReloadEvent.Kind?)])
    func events(change: SiteChange, wasFailing: Bool, kind: ReloadEvent.Kind?) {
        var before = ServedSite()
        if !wasFailing { _ = before.install(PreviewBuild(outputs: [:])) }
        #expect(ReloadEvent(change, before: before, after: before)?.kind == kind)
    }

    @Test("the same bytes have the same hash in every run; one byte makes another")
    func hashes() {
        #expect(ContentHash(Array("Skawina".utf8)).text == ContentHash(Array("Skawina".utf8)).text)
        var seen: Set<UInt64> = []
        var bytes = [UInt8](repeating: 0, count: 67)
        for index in bytes.indices {
            for value in UInt8.min...UInt8.max {
                bytes[index] = value
                seen.insert(ContentHash(bytes).value)
            }
            bytes[index] = 0
        }
        for length in 0..<66 { seen.insert(ContentHash([UInt8](repeating: 0, count: length)).value) }
        #expect(seen.count == 67 * 255 + 1 + 66)
    }
}
