import Diagnostics
import LanguageRules
import Testing

@testable import SiteBuilder

@Suite("Addresses")
struct PlanningTests {
    @Test(
        "base URLs: scheme, host and path; everything else is refused",
        arguments: [
            ("https://x.pl/", "https://x.pl", ""), ("https://x.pl", "https://x.pl", ""),
            ("https://x.pl/metropolia/", "https://x.pl", "/metropolia"),
            ("http://X.PL:8080/a/b", "http://x.pl:8080", "/a/b"),
        ])
    func baseURL(text: String, origin: String, path: String) {
        let base = BaseURL(text)
        #expect(base?.origin == origin)
        #expect(base?.path == path)
    }

    @Test(
        "no base URL",
        arguments: [
            "", "x.pl", "ftp://x.pl/", "https://", "https://a@x.pl/", "https://x.pl/?a", "https://x.pl/../a",
            "https://x.pl/a b",
        ])
    func noBaseURL(text: String) { #expect(BaseURL(text) == nil) }

    @Test(
        "URL patterns",
        arguments: [
            ("/gminy/:slug/", "/gminy/skawina/"), ("/wpisy/:year/:slug/", "/wpisy/2025/skawina/"),
            ("/a/:year/:month/:day/:slug/", "/a/2025/03/09/skawina/"), ("/:slug/", "/skawina/"),
        ])
    func pattern(text: String, url: String) {
        let date = CivilDate(iso: "2025-03-09")
        #expect(URLPattern(text)?.url(slug: "skawina", date: date) == url)
    }

    @Test(
        "no URL pattern",
        arguments: ["gminy/:slug/", "/gminy/:slug", "/gminy/", "/:tytul/:slug/", "/../:slug/", "/a:slug/"])
    func noPattern(text: String) { #expect(URLPattern(text) == nil) }

    @Test("a pattern with a date gives no URL without one")
    func missingDate() { #expect(URLPattern("/:year/:slug/")?.url(slug: "a", date: nil) == nil) }

    @Test(
        "relative paths between source files",
        arguments: [
            ("content/gminy", "mogilany.md", "content/gminy/mogilany.md"),
            ("content/gminy", "../o-nas.md", "content/o-nas.md"),
            ("content", "./a/./b.md", "content/a/b.md"), ("", "a.md", "a.md"), ("a", "../../b", nil),
            ("a/b", "..//c", "a/c"), ("a", "b/.c", "a/b/.c"), ("a/", "b", "a/b"), ("a", "", "a"), ("a", "b/", "a/b"),
            ("a", "/b", "a/b"), ("/a", "b", "a/b"), ("a", "b/..", "a"), ("a", ".", "a"), ("", "..", nil),
            ("a", "...", "a/..."), ("żółw", "ćma.md", "żółw/ćma.md"),
        ])
    func joined(folder: String, relative: String, path: String?) {
        #expect(SitePath.joined(folder, relative) == path)
        for file in [folder + "/x.md", "x.md", "/x.md", folder + "//x.md", "ż/" + folder + "/x.md"] {
            #expect(SitePath.seen(from: file, relative) == SitePath.joined(SitePath.folder(of: file), relative))
        }
    }

    @Test(
        "a path as it is written from a folder",
        arguments: [
            ("content/gminy/a.md", "content/gminy", "a.md"), ("content/gminy/a.md", "content/wpisy", "../gminy/a.md"),
            ("a.md", "content", "../a.md"), ("content/x/y/a.md", "content", "x/y/a.md"),
        ])
    func relative(path: String, folder: String, written: String) {
        #expect(SitePath.relative(path, from: folder) == written)
    }

    @Test(
        "percent-decoding, once; broken sequences and bad UTF-8 are refused",
        arguments: [
            ("a%20b", "a b"), ("%C4%85", "ą"), ("%2541", "%41"), ("%", nil), ("%4", nil), ("%zz", nil), ("%FF", nil),
            ("ą", "ą"),
        ])
    func decoded(text: String, expected: String?) { #expect(SitePath.percentDecoded(text) == expected) }

    @Test(
        "percent-encoding of file names",
        arguments: [("a b.pdf", "a%20b.pdf"), ("ż.jpg", "%C5%BC.jpg"), ("/a/b-c_d.css", "/a/b-c_d.css")])
    func encoded(text: String, expected: String) { #expect(SitePath.percentEncoded(text) == expected) }

    @Test(
        "which file of the output serves a URL",
        arguments: [
            ("/", "index.html"), ("/gminy/skawina/", "gminy/skawina/index.html"), ("/404.html", "404.html"),
            ("/a%20b.pdf", "a b.pdf"),
        ])
    func output(url: String, path: String) { #expect(SitePath.output(of: url) == path) }

    @Test(
        "URLs that a server may take for one are equal",
        arguments: [("/A/", "/a/"), ("/a/index.html", "/a/"), ("/%C4%85/", "/ą/"), ("/z\u{307}/", "/ż/")])
    func folded(left: String, right: String) { #expect(URLKey.folded(left) == URLKey.folded(right)) }

    @Test(
        "links with a scheme are not paths",
        arguments: [
            ("https://a", true), ("mailto:a@b", true), ("//a/b", true), ("a.md", false), ("a:b", true), ("1a:b", false),
            ("#x", false), ("a/b:c", false), (":a", false),
        ])
    func scheme(href: String, expected: Bool) { #expect(LinkMap.hasScheme(href) == expected) }

    @Test("work is done once for each index, on any number of threads", arguments: [1, 2, 3, 8])
    func workers(jobs: Int) {
        let results = Slots<Int>(count: 1000)
        Workers.forEach(
            count: 1000, jobs: jobs, state: { 0 },
            body: { index, state in
                state += 1
                results[index] = (results[index] ?? 0) + index
            })
        #expect(results.all == (0..<1000).map { $0 })
    }

    @Test("a sitemap is in order of URL, escaped, with lastmod where a page has one")
    func sitemap() throws {
        let base = try #require(BaseURL("https://x.pl/m/"))
        let text = String(
            decoding: Sitemap(base: base).files([
                Sitemap.Page(url: "/b/", modified: CivilDate(iso: "2026-01-02")),
                Sitemap.Page(url: "/a&b/", modified: nil),
            ])[0].bytes, as: UTF8.self)
        #expect(
            text == """
                <?xml version="1.0" encoding="UTF-8"?>
                <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
                <url><loc>https://x.pl/m/a&amp;b/</loc></url>
                <url><loc>https://x.pl/m/b/</loc><lastmod>2026-01-02</lastmod></url>
                </urlset>

                """)
    }
}
