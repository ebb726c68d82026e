import Diagnostics
import LanguageRules
import Testing

@testable import SiteBuilder

@Suite("Feeds and files")
struct GeneratedFileTests {
    static func site(_ settings: String = "", _ files: [String: String] = [:]) throws -> TemporarySite {
        let config = TemporarySite.minimalConfig.replacing(
            "\"sort\": \"-date\",", with: "\"sort\": \"-date\", \"feed\": { \"limit\": 3 },"
        ).replacing("\"menus\":", with: settings + "\"menus\":")
        return try TemporarySite(["site-config.json": config].merging(files) { $1 })
    }

    static func post(_ title: String, _ text: String = "Tekst.", _ more: String = "") -> String {
        "---\ntitle: \(title)\ndescription: O.\n\(more)---\n\(text)\n"
    }

    @Test("the newest entries in full, with absolute addresses and days that mean the same in Warsaw")
    func feeds() throws {
        let site = try Self.site(
            "",
            [
                "content/wpisy/2025-01-01-a.md": Self.post("A"), "content/wpisy/2025-01-02-b.md": Self.post("B"),
                "content/wpisy/2025-01-03-c.md": Self.post(
                    "\"]]> & <b> 🎈\"", "[x](../gminy/skawina.md) i przypis.[^1]\n\n[^1]: Tu.", "updated: 2025-02-01\n"),
                "content/wpisy/2025-01-04-d.md": Self.post("D"),
            ])
        let report = site.publish()
        #expect(report.isPublished, "\(report.text())")
        let atom = site.read("public/wpisy/atom.xml") ?? ""
        #expect(atom.split(separator: "<entry>").count == 4, "three entries, as the config says")
        #expect(atom.contains("<title>]]&gt; &amp; &lt;b&gt; 🎈</title>"))
        #expect(atom.contains("<id>https://proba.example/wpisy/2025/c/</id>"))
        #expect(atom.contains("<updated>2025-02-01T12:00:00Z</updated>"))
        #expect(atom.contains("href=&quot;https://proba.example/gminy/skawina/&quot;"))
        #expect(atom.contains("href=&quot;https://proba.example/wpisy/2025/c/#"), "a footnote's anchor")
        #expect(!atom.contains("href=&quot;/") && !atom.contains("href=&quot;#"))
        let json = site.read("public/wpisy/feed.json") ?? ""
        #expect(json.contains("\"feed_url\":\"https://proba.example/wpisy/feed.json\""))
        #expect(json.contains("\"date_modified\":\"2025-02-01T12:00:00Z\""))
    }

    @Test("a dead link in a feed is said once, on the page's line; every finding has a place or names the file")
    func deadLinks() throws {
        let site = try Self.site(
            "", ["content/wpisy/2025-01-01-a.md": Self.post("A", "[x](/nie-ma/) i [y](/#nie-ma).")])
        let found = site.check().findings.all.filter { ["dead-link", "dead-anchor"].contains($0.rule.name) }
        #expect(found.count == 2, "\(found)")
        for one in found {
            #expect(one.location?.file.path == "content/wpisy/2025-01-01-a.md", "\(one)")
            #expect(one.location?.start.line == 5, "\(one)")
        }
    }

    @Test("an empty collection has an empty feed of the build's day; an entry without a day is said")
    func empty() throws {
        let site = try Self.site()
        #expect(site.publish().isPublished)
        #expect(site.read("public/wpisy/atom.xml")?.contains("<updated>2026-11-22T12:00:00Z</updated>") == true)
        let other = TemporarySite.minimalConfig.replacing(
            "\"teryt\": {", with: "\"rok\": { \"type\": \"year\" }, \"teryt\": {"
        )
        .replacing("\"sort\": \"title\",", with: "\"sort\": \"title\", \"feed\": { \"title\": \"Gminy\" },")
        let undated = try TemporarySite(["site-config.json": other])
        #expect(undated.publish().has("undated-feed-entry"))
    }

    @Test("characters that XML cannot hold are left out of a feed")
    func controls() {
        #expect(XMLText.escaped("a\u{0}b\u{B}c\u{FFFF}d\u{1B}e\tf\u{7F}") == "abcde\tf")
        #expect(XMLText.escaped("]]>\"'<&🎈") == "]]&gt;&quot;&#39;&lt;&amp;🎈")
    }

    @Test("more addresses than a sitemap may hold: several, and an index")
    func sitemapIndex() {
        let base = BaseURL("https://x.pl/pod/")!
        let pages = (1...5).map { Sitemap.Page(url: "/\($0)/", modified: CivilDate(iso: "2025-01-0\($0)")) }
        let files = Sitemap(base: base).files(pages, most: 2)
        #expect(files.map(\.url) == ["/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-3.xml", "/sitemap.xml"])
        #expect(String(decoding: files[3].bytes, as: UTF8.self).contains("<loc>https://x.pl/pod/sitemap-3.xml</loc>"))
        #expect(Sitemap(base: base).files(pages).count == 1)
    }

    @Test("the sitemap knows when a page changed, and its other languages")
    func sitemap() throws {
        let site = try Self.site(
            "\"languages\": { \"en\": { \"title\": \"Trial\" } }, ",
            [
                "content/wpisy/2025-01-01-a.md": Self.post("A", "T.", "updated: 2025-03-04\n"),
                "content/gminy/skawina.en.md": Self.post("Skawina"), "content/index.en.md": Self.post("Start"),
                "content/ukryta.md": Self.post("Ukryta", "T.", "noindex: true\n"),
            ])
        #expect(site.publish().isPublished)
        let map = site.read("public/sitemap.xml") ?? ""
        #expect(map.contains("<loc>https://proba.example/wpisy/2025/a/</loc><lastmod>2025-03-04</lastmod>"), "\(map)")
        #expect(
            map.contains(
                "<xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"https://proba.example/en/gminy/skawina/\"/>"))
        #expect(!map.contains("ukryta") && !map.contains("404"))
    }

    static let securities: [(String, Bool, String?)] = [
        ("{ \"contact\": null }", false, "operator-owes"),
        ("{ \"contact\": \"mailto:a@b.pl\", \"expires\": \"2027-06-30\" }", true, nil),
        ("{ \"contact\": \"mailto:a@b.pl\", \"expires\": \"2026-12-01\" }", true, "security-txt-expires"),
        ("{ \"contact\": \"mailto:a@b.pl\", \"expires\": \"2026-01-01\" }", true, "security-txt-expires"),
        ("{ \"contact\": \"mailto:a@b.pl\" }", false, "bad-config"),
        ("{ \"contact\": \"Jan\", \"expires\": \"2027-06-30\" }", false, "bad-config"),
        ("{ \"contact\": \"mailto:a@b.pl\", \"expires\": \"2027-02-30\" }", false, "bad-config"),
        ("{ \"contact\": \"mailto:a@b.pl\\nX: y\", \"expires\": \"2027-06-30\" }", false, "bad-config"),
    ]

    @Test("security.txt is written with a contact only, and warns before it runs out", arguments: securities)
    func security(_ setting: String, _ isWritten: Bool, _ rule: String?) throws {
        let site = try Self.site("\"security\": \(setting), ")
        let report = site.publish()
        #expect((site.read("public/.well-known/security.txt") != nil) == isWritten, "\(report.text())")
        if let rule {
            #expect(report.has(rule), "\(report.text())")
        } else {
            #expect(!report.has("security-txt-expires"))
        }
        if isWritten {
            #expect(
                site.read("public/.well-known/security.txt")?.contains("Contact: mailto:a@b.pl\nExpires: 20") == true)
        }
    }

    @Test("manifest, OpenSearch, redirects, headers; a file of static/ takes the place of ours")
    func files() throws {
        let site = try Self.site(
            "\"manifest\": { \"shortName\": \"P\", \"icons\": [\"/favicon.svg\"] }, \"search\": { \"page\": \"/szukaj/\" }, ",
            [
                "static/favicon.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>",
                "static/robots.txt": "mine\n",
                "content/szukaj.md": Self.post("Szukaj"),
                "content/gminy/a.md": Self.post("Ą", "T.", "aliases: [/stare/ą/]\n"),
            ])
        let report = site.publish()
        #expect(report.isPublished, "\(report.text())")
        #expect(
            site.read("public/manifest.webmanifest")?.contains(
                "{\"src\":\"/favicon.svg\",\"type\":\"image/svg+xml\",\"sizes\":\"any\"}") == true)
        #expect(
            site.read("public/opensearch.xml")?.contains("template=\"https://proba.example/szukaj/?q={searchTerms}\"")
                == true)
        #expect(
            site.read("public/_redirects")?.contains(" /gminy/a/ 301\n") == true,
            "\(site.read("public/_redirects") ?? "")")
        #expect(site.read("public/robots.txt") == "mine\n")
        #expect(site.read("public/_headers")?.hasPrefix("/*\n  Content-Security-Policy: default-src 'self'") == true)
        let missing = try Self.site("\"manifest\": { \"icons\": [\"/ikona.svg\"] }, ").check()
        #expect(missing.has("missing-asset"))
    }

    @Test("each language's search knows the pages of that language")
    func searchOfLanguages() throws {
        let site = try Self.site(
            "\"search\": { \"page\": \"/szukaj/\" }, \"languages\": { \"en\": { \"title\": \"Test\", \"paths\": { \"szukaj\": \"search\" } } }, ",
            [
                "content/szukaj.md": Self.post("Szukaj"), "content/szukaj.en.md": Self.post("Search"),
                "content/gminy/a.md": Self.post("Ąka", "Kopalnia.\n"),
                "content/gminy/a.en.md": Self.post("Aka", "Mine.\n"), "content/gminy/b.md": Self.post("Beka"),
            ])
        let report = site.publish()
        #expect(report.isPublished, "\(report.text())")
        let polish = try #require(site.read("public/szukaj/index.json"))
        let english = try #require(site.read("public/en/search/index.json"))
        #expect(polish.contains("\"/gminy/a/\"") && polish.contains("kopaln") && !polish.contains("/en/"), "\(polish)")
        #expect(english.contains("[\"Aka\",\"/en/gminy/a/\"") && english.contains("mine"), "\(english)")
        #expect(!english.contains("\"/gminy/") && !english.contains("Beka") && !english.contains("/en/search/"))
    }

    @Test("the policy stands in the page without what only a header may say")
    func policy() {
        #expect(ContentPolicy.meta("default-src 'self'; frame-ancestors 'none'; sandbox") == "default-src 'self'")
        #expect(ContentPolicy.header("default-src 'self'") == "default-src 'self'; frame-ancestors 'none'")
        #expect(ContentPolicy.header("frame-ancestors 'self'") == "frame-ancestors 'self'")
    }

    @Test("the search index: stems, pages as differences, numbers beyond one letter")
    func searchIndex() {
        #expect(
            ["gmina", "gminy", "gminami"].map { String(SearchStem.of(Substring($0))) }
                == ["gmina", "gminy", "gmina"].map { _ in "gmin" })
        #expect(SearchIndex.words([["kot", "kotara"], ["kot"], [], ["kotara"]]) == "0kotAA3araAC")
        let many = (0..<400).map { [0, 100, 399].contains($0) ? Set(["a"]) : [] }
        #expect(SearchIndex.words(many) == "0aAZ" + "J" + "YZC")
        let words = SearchWords(language: Polish())
        let body = Array("## Dojazd\n\n[tekst](https://ukryte.example/adres) <b title=\"x\">kolej</b>[^1]\n".utf8)
        #expect(
            words.stems(words.read(body[...]).text) == ["teks", "kolej"]
                || words.stems(words.read(body[...]).text) == ["tekst", "kolej"])
        #expect(words.read(body[...]).headings.contains("Dojazd"))
    }
}
