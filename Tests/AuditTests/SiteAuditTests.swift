import Testing

@testable import Audit

@Suite("Audit of the whole site")
struct SiteAuditTests {
    private struct Site {
        var pages: [(url: String, body: String, title: String)] = [
            ("/", "<p><a href=\"/gminy/\">Gminy</a> <a href=\"/o-nas/#cele\">Cele</a></p>", "Start"),
            ("/gminy/", "<p><a href=\"/\">Start</a> <a href=\"/gminy/skawina/\">Skawina</a></p>", "Gminy"),
            ("/gminy/skawina/", "<h2 id=\"kontakt\">Kontakt</h2><p><a href=\"../\">Gminy</a></p>", "Skawina"),
            ("/o-nas/", "<h2 id=\"cele\">Cele</h2>", "O nas"),
            ("/404.html", "<p>nie ma</p>", "404"),
        ]
        var files: [String] = ["/style.css", "/herb.svg"]
        var settings = AuditSettings(siteURL: "https://x.pl/m/")

        func html(_ index: Int) -> [UInt8] {
            Array(Planted.page(pages[index].body, title: "<title>\(pages[index].title)</title>").utf8)
        }

        func findings(reversed: Bool = false, extra: (inout SiteAudit) -> Void = { _ in }) -> [SiteFinding] {
            var site = SiteAudit(settings)
            var audit = PageAudit(settings)
            var order = Array(pages.indices)
            if reversed { order.reverse() }
            for index in order { site.add(audit.audit(html(index), url: pages[index].url).summary) }
            for file in files { site.add(file: file) }
            extra(&site)
            return site.findings()
        }

        func described(_ findings: [SiteFinding]) -> [String] {
            findings.map { finding in
                let index = pages.firstIndex { $0.url == finding.url }
                let bytes = index.map { html($0) } ?? []
                let text = String(decoding: bytes[finding.range.clamped(to: 0..<bytes.count)], as: UTF8.self)
                return "\(finding.rule.name) \(finding.url) \(text)"
            }
        }
    }

    @Test("a sound site gives nothing")
    func sound() {
        let site = Site()
        #expect(site.described(site.findings()) == [])
    }

    @Test(
        "links that lead somewhere",
        arguments: [
            "/gminy/skawina/", "/gminy/skawina/#kontakt", "/gminy/skawina/index.html", "skawina/", "../o-nas/#cele",
            "./", "..",
            "/gminy/?a=b#", "/herb.svg", "/gm%69ny/", "https://inna.pl/x", "mailto:x@y.pl", "https://x.pl/m/gminy/",
            "/404.html",
            "https://x.pl/poza", "//x.pl/x", "/gminy/./skawina/../", "/gminy/&#115;kawina/", "#", "?q=1",
        ])
    func alive(_ href: String) {
        var site = Site()
        site.pages[1].body += "<p><a href=\"\(href)\">cel odnośnika</a></p>"
        #expect(site.described(site.findings()) == [])
    }

    @Test(
        "links that lead nowhere, each at its place",
        arguments: [
            "/gminy/skawna/", "/gminy/skawina", "/Gminy/", "/gminy/skawina/x.html", "skawina", "../../x/", "/herb.png",
            "https://x.pl/m/gminy/skawna/", "/gminy//",
        ])
    func dead(_ href: String) throws {
        var site = Site()
        site.pages[1].body += "<p><a href=\"\(href)\">cel odnośnika</a></p>"
        let findings = site.findings()
        #expect(site.described(findings) == ["dead-link /gminy/ \(href)"])
    }

    @Test("anchors that do not exist in another page")
    func anchors() throws {
        var site = Site()
        site.pages[1].body += "<p><a href=\"/gminy/skawina/#kontakty\">Kontakt do urzędu</a></p>"
        let findings = site.findings()
        #expect(site.described(findings) == ["dead-anchor /gminy/ /gminy/skawina/#kontakty"])
        #expect(
            findings[0].message(in: site.html(1)).message.en
                == "the page /gminy/skawina/ has no target for the link /gminy/skawina/#kontakty")
    }

    @Test("a dead link is answered with the URL that was meant")
    func nearMiss() throws {
        var site = Site()
        site.pages[0].body +=
            "<p><a href=\"/gminy/skawna/\">Skawina i okolice</a> <a href=\"/o-nas\">O metropolii</a></p>"
        let remedies = site.findings().map { $0.message(in: site.html(0)).remedy?.en }
        #expect(remedies == ["did you mean /gminy/skawina/?", "did you mean /o-nas/?"])
    }

    @Test("images, source sets, style sheets, SVG and redirects are links too")
    func everyAttribute() {
        let bodies = [
            "<img src=\"/x.png\" alt=\"a\" width=\"1\" height=\"1\">",
            "<img src=\"/herb.svg\" srcset=\"/herb.svg 1x, /x.png 2x\" alt=\"a\" width=\"1\" height=\"1\">",
            "<svg><image href=\"/x.png\"/></svg>", "<svg><a xlink:href=\"/x.png\"><title>a</title></a></svg>",
            "<video poster=\"/x.png\"></video>", "<form action=\"/x.png\"></form>",
            "<object data=\"/x.png\">x</object>",
            "<link rel=\"icon\" href=\"/x.png\">", "<source src=\"/x.png\">",
        ]
        for body in bodies {
            var site = Site()
            site.pages[1].body += body
            #expect(site.described(site.findings()) == ["dead-link /gminy/ /x.png"], "\(body)")
        }
    }

    @Test("titles that stand twice name each other")
    func titles() {
        var site = Site()
        site.pages[3].title = "Gminy"
        let findings = site.findings()
        #expect(site.described(findings) == ["duplicate-title /gminy/ Gminy", "duplicate-title /o-nas/ Gminy"])
        #expect(findings[0].message(in: site.html(1)).message.en == "the same title “Gminy” stands on: /o-nas/")
    }

    @Test(
        "one title in two spellings of Unicode, and beside titles of which every sign may be one",
        arguments: ["Gminy", "🏛", "日本"])
    func titlesInUnicode(_ other: String) {
        var site = Site()
        site.pages[0].title = other
        site.pages[2].title = "Łączność \u{17C}"
        site.pages[3].title = "Łączność z\u{307}"
        site.pages[4].title = "Łączność \u{17C}\u{307}"
        let pair = ["/gminy/skawina/", "/o-nas/"]
        #expect(site.findings().map(\.url) == (other == "Gminy" ? ["/", "/gminy/"] : []) + pair)
    }

    @Test("a page that only itself links to is an orphan")
    func orphan() {
        var site = Site()
        site.pages.append(("/sama/", "<p><a href=\"/sama/\">ta strona</a></p>", "Sama"))
        #expect(site.findings().map(\.rule.name) == ["orphan-page"])
        #expect(site.findings()[0].url == "/sama/")
    }

    @Test("JSON-LD, Open Graph, canonical: own absolute URLs must exist")
    func statements() {
        for head in [
            "<script type=\"application/ld+json\">{\"url\": \"https://x.pl/m/nie/\", \"a\": \"https://x.pl/m/gminy/\"}</script>",
            "<meta property=\"og:image\" content=\"https://x.pl/m/nie/\">",
            "<link rel=\"canonical\" href=\"https://x.pl/m/nie/\">",
        ] {
            var site = Site()
            site.pages[1].body += head
            #expect(site.described(site.findings()) == ["dead-link /gminy/ https://x.pl/m/nie/"], "\(head)")
        }
    }

    @Test("feeds and style sheets")
    func files() {
        let site = Site()
        let css = Array(
            "/* url(/a) */ @import \"/b.css\"; a { background: url( '/herb.svg' ) } b { src: url(data:x), url(c.png), url(#d) } .curl(e) {}"
                .utf8)
        let feed = Array(
            "<loc>https://x.pl/m/gminy/</loc><a>https://x.pl/m/nie/#x</a> &lt;a href=&quot;https://x.pl/m/brak&quot;&gt; https://x.pl.com/ \"https:\\/\\/\""
                .utf8)
        let files = FileAudit(site.settings)
        let findings = site.findings { audit in
            audit.add(files.css(css, url: "/css/a.css"))
            audit.add(files.feed(feed, url: "/feed.xml"))
        }
        let texts = findings.map { finding in
            let bytes = finding.url == "/feed.xml" ? feed : css
            return String(decoding: bytes[finding.range], as: UTF8.self)
        }
        #expect(texts == ["/b.css", "c.png", "https://x.pl/m/nie/#x", "https://x.pl/m/brak"])
        #expect(
            files.css(css, url: "/css/a.css").rootURLs.map { String(decoding: css[$0..<$0 + 2], as: UTF8.self) } == [
                "/b", "/h",
            ])
    }

    @Test("a drawing of its own is checked like a page, and takes the base path")
    func drawing() {
        let site = Site()
        let svg = Array(
            "<?xml version=\"1.0\"?><svg><a href=\"/gminy/nie/\"><path/></a><a xlink:href='/gminy/'/><use href=\"#x\"/></svg>"
                .utf8)
        let summary = FileAudit(site.settings).svg(svg, url: "/mapa.svg")
        let findings = site.findings { $0.add(summary) }
        #expect(findings.map { String(decoding: svg[$0.range], as: UTF8.self) } == ["/gminy/nie/"])
        #expect(summary.rootURLs.count == 2)
    }

    @Test("the order of adding changes nothing")
    func order() {
        var site = Site()
        site.pages[3].title = "Gminy"
        site.pages[1].body += "<p><a href=\"/nie/\">nie ma jej</a></p>"
        #expect(site.described(site.findings()) == site.described(site.findings(reversed: true)))
    }

    @Test("every page leads to the declaration, when the site has one")
    func declaration() {
        var site = Site()
        site.settings.declarationURL = "/o-nas/"
        #expect(
            site.findings().map { "\($0.rule.name) \($0.url)" }
                == ["/404.html", "/gminy/", "/gminy/skawina/"].map { "declaration-not-linked \($0)" })
    }
}

@Suite("Base path")
struct BasePathTests {
    @Test(
        "the path of a base URL",
        arguments: [
            ("https://x.pl/", ""), ("https://x.pl", ""), ("https://x.pl/m/", "/m"), ("https://x.pl/a/b", "/a/b"),
            ("/m/", "/m"), ("", ""),
        ])
    func text(_ url: String, _ path: String) {
        #expect(BasePath(ofBaseURL: url).text == path)
    }

    @Test("goes in front of every root-relative URL and of nothing else")
    func insert() {
        let body = """
            <a href="/a/">x</a><a href='/b'>x</a><a href=/c>x</a><a href=" /d">x</a><img src="/e" srcset="/f 1x, g 2x,/h 3x" alt="/i">
            <a href="//j/">x</a><a href="#k">x</a><a href="https://x.pl/l">x</a><form action="/m"><button formaction="/n">x</button></form>
            <video poster="/o"></video><svg><use xlink:href="/p#q"/></svg><code>href="/r"</code><!-- href="/s" --><script>"/t"</script>
            <meta property="og:image" content="/u"><p title="/v" data-x="/w">/x</p><meta http-equiv="refresh" content="0; url=/y">
            """
        let bytes = Array(Planted.page(body).utf8)
        var audit = PageAudit(settings)
        let report = audit.audit(bytes, url: "/")
        let output = String(
            decoding: BasePath(ofBaseURL: "https://x.pl/Z").insert(into: bytes, at: report.rootURLs), as: UTF8.self)
        let letters = output.components(after: "/Z/").map { String($0) }.joined()
        #expect(letters == "abcdefhmnopy")
        #expect(BasePath(ofBaseURL: "https://x.pl/").insert(into: bytes, at: report.rootURLs) == bytes)
    }
}

extension String {
    /// The characters that follow each occurrence of a text.
    fileprivate func components(after text: String) -> [Character] {
        var found: [Character] = []
        var rest = self[...]
        while let slash = rest.firstIndex(of: "/") {
            if rest[slash...].hasPrefix(text) { found.append(rest[rest.index(slash, offsetBy: text.count)]) }
            rest = rest[rest.index(after: slash)...]
        }
        return found
    }
}
