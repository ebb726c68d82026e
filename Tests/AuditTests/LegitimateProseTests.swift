import Testing

@testable import Audit

/// What looks like a defect and is none: false alarms teach editors to ignore the audit.
@Suite("What the audit must leave alone, and what it must see through")
struct LegitimateProseTests {
    @Test(
        "prose with signs of Markdown that are none",
        arguments: [
            "Język C# i F#, numer #1.", "#metropolia #skawina", "#Metropolia #Skawina", "#skawina to nasz znak.",
            "Hotel **** i hotel ***, hasło: *****.", "Ocena: *** (trzy gwiazdki)", "Kraków • Skawina • Wieliczka",
            "Przedział [0, 1] (domknięty)", "Tablica a[0] i (b)", "Wykładnik 2 * 3 * 4",
            "<code>a[i](x) **p** ![x](y)</code>",
            "<pre>#Tytuł\n• punkt\n**x**</pre>", "<kbd>**</kbd> i <samp>](</samp>", "[1], [x], [^ ]", "Uwaga! [ważne]",
            "Zob. [1] (s. 5), [x] (w/g spisu), [a] (/), [a] (b/c d.md)",
            "<math><mi>f</mi><mo>(</mo></math>", "5* i 4*", "Wiersz\n- myślnik", "Kurs 1€ ≈ 4,3 zł – tanio…",
        ])
    func prose(_ text: String) {
        let report = audit(Planted.page("<div>\(text)</div>"))
        #expect(report.findings.isEmpty, "\(report.described)")
    }

    @Test(
        "signs of Markdown that are",
        arguments: [
            "#Tytuł", "##tytuł", "To **ważne", "Mieszkańcy***i goście", "• punkt", "x\n• punkt", "a ![b](c d)",
            "[a](b c)",
            "słowo[^nota]",
            "[Skawina] (../gminy/skawina.md)", "[BIP] (https://bip.example/)", "[Gminy] (/gminy/)", "###### Łąki",
        ])
    func signs(_ text: String) {
        #expect(audit(Planted.page("<p>\(text)</p>")).names == ["markdown-shows-through"])
    }

    @Test(
        "targets in the page, however they are written",
        arguments: [
            ("<h2 id=\"łąki\">Ł</h2>", "#łąki"), ("<h2 id=\"łąki\">Ł</h2>", "#%C5%82%C4%85ki"),
            ("<h2 id=\"łąki\">Ł</h2>", "#%c5%82%c4%85ki"), ("<h2 id=\"a&amp;b\">A</h2>", "#a&amp;b"),
            ("<h2 id=\"a&amp;b\">A</h2>", "#a%26b"), ("<h2 ID=kontakt>K</h2>", "#kontakt"),
            ("<h2 id='kontakt'>K</h2>", " #kontakt "), ("<a name=\"kontakt\"></a>", "#kontakt"),
            ("<a id=\"k\" name=\"k\"></a>", "#k"), ("<p>x</p>", "#TOP"), ("<p>x</p>", "#Top"),
            ("<p>x</p>", "#:~:text=gmina"), ("<h2 id=\"x\">X</h2>", "&#35;x"), ("<h2 id=\"x\">X</h2>", "&num;x"),
            ("<svg><g id=\"g1\"/></svg>", "#g1"),
        ])
    func targets(_ target: String, _ address: String) {
        let report = audit(Planted.page("\(target)<p><a href=\"\(address)\">dokąd prowadzi</a></p>"))
        #expect(report.findings.isEmpty, "\(report.described)")
    }

    @Test(
        "targets that only look alike",
        arguments: [
            ("<h2 id=\"o\u{301}smy\">Ó</h2>", "#\u{F3}smy"), ("<h2 id=\"Kontakt\">K</h2>", "#kontakt"),
            ("<!-- <h2 id=\"x\"> -->", "#x"), ("<h2 class=\"x\">X</h2>", "#x"), ("<p name=\"x\">X</p>", "#x"),
            ("<h2 id=\"a&amp;b\">A</h2>", "#a&amp;amp;b"), ("<h2 id=\"x\">X</h2>", "#x%20"),
        ])
    func lookAlikes(_ target: String, _ address: String) {
        let report = audit(Planted.page("\(target)<p><a href=\"\(address)\">dokąd prowadzi</a></p>"))
        #expect(report.names == ["dead-anchor"], "\(report.described)")
    }

    /// What a page at `/gminy/` finds when it holds this, beside pages `/`, `/o-nas/#cele` and a file `/Nasz plan.pdf`.
    private func findings(_ body: String, head: String = "", siteURL: String = "https://x.pl/m/") -> [String] {
        let settings = AuditSettings(siteURL: siteURL)
        var audit = PageAudit(settings)
        var site = SiteAudit(settings)
        let home = Planted.page(
            "<p><a href=\"/gminy/\">Spis gmin</a> <a href=\"/o-nas/\">Kim jesteśmy</a></p>", title: "<title>A</title>")
        site.add(audit.audit(Array(home.utf8), url: "/").summary)
        site.add(
            audit.audit(Array(Planted.page("<h2 id=\"cele\">C</h2>", title: "<title>B</title>").utf8), url: "/o-nas/")
                .summary)
        let html = Array(Planted.page(body, head: head, title: "<title>G</title>").utf8)
        let report = audit.audit(html, url: "/gminy/")
        site.add(report.summary)
        site.add(file: "/Nasz%20plan.pdf")
        return report.names + site.findings().map(\.rule.name)
    }

    @Test(
        "addresses that lead somewhere",
        arguments: [
            "/o-nas/?a=1&b=2#cele", "/o-nas/?a=1&amp;b=2#cele", "../o-nas/#cele", "/Nasz%20plan.pdf", "/Nasz plan.pdf",
            "&#47;o-nas&sol;", "/o%2Dnas/", "/./o-nas/", "mailto:a@x.pl?subject=a%20b", "tel:+48120000000",
            "sms:+48600", "MAILTO:a@x.pl", "https://x.pl/inne/", "//x.pl/inne/", "HTTPS://X.PL/inne/", "//inny.pl/",
            "https://x.pl.inny.pl/m/nic/", "https://x.plus/m/", "geo:50.06,19.94", "/o-nas/index.html#cele",
        ])
    func alive(_ address: String) {
        #expect(findings("<p><a href=\"\(address)\">dokąd prowadzi</a></p>") == [])
    }

    @Test(
        "addresses that lead nowhere",
        arguments: [
            "/o-nas", "/O-nas/", "/o-nas//", "/o-nas/x", "/Nasz%2520plan.pdf", "/nasz%20plan.pdf", "o-nas/",
            "&#47;o-nsa&sol;", "/o-nas/index.htm", "/m/o-nas/",
        ])
    func dead(_ address: String) {
        #expect(findings("<p><a href=\"\(address)\">dokąd prowadzi</a></p>") == ["dead-link"])
    }

    @Test(
        "the site's own full address in any form",
        arguments: [
            "https://x.pl/m/o-nas/", "HTTPS://X.pl/m/o-nas/", "http://x.pl/m/o-nas/", "//x.pl/m/o-nas/",
            "https://x.pl/m/o-nas/#cele", "https://x.pl/m",
        ])
    func own(_ address: String) {
        #expect(findings("<p><a href=\"\(address)\">dokąd prowadzi</a></p>") == ["absolute-own-url"])
    }

    @Test(
        "resources",
        arguments: [
            ("<img alt=\"A\" width=\"1\" height=\"1\" src=\"https://x.pl/inne.png\">", []),
            ("<img alt=\"A\" width=\"1\" height=\"1\" src=\"//x.pl/inne.png\">", []),
            ("<img alt=\"A\" width=\"1\" height=\"1\" src=\"//cdn.pl/a.png\">", ["third-party-request"]),
            ("<IMG ALT=A WIDTH=1 HEIGHT=1 SRC=//cdn.pl/a.png>", ["third-party-request"]),
            ("<img alt=\"A\" width=\"1\" height=\"1\" src=\"data:image/gif;base64,R0lGOD==\">", []),
            (
                "<img alt=\"A\" width=\"1\" height=\"1\" src=\"/Nasz%20plan.pdf\" srcset=\"/brak.png 2x\">",
                ["dead-link"]
            ),
            (
                "<img alt=\"A\" width=\"1\" height=\"1\" src=\"/Nasz%20plan.pdf\" srcset=\"/Nasz%20plan.pdf 1x,/brak.png 480w\">",
                ["dead-link"]
            ),
            ("<svg><use href=\"/brak.svg#a\"/></svg>", ["dead-link"]),
            ("<svg><use xlink:href=\"#a\"/></svg>", ["dead-anchor"]),
            ("<p aria-labelledby=\"a\nb\"><b id=\"a\">x</b></p>", ["missing-reference"]),
            ("<p aria-labelledby=\"a  b\"><b id=\"a\">x</b><b id=\"b\">y</b></p>", []),
        ] as [(String, [String])])
    func resources(_ body: String, _ rules: [String]) {
        #expect(findings(body) == rules)
    }

    @Test(
        "relative addresses after <base>",
        arguments: [
            ("/o-nas/", "#cele", []), ("/o-nas/", "#brak", ["dead-anchor"]), ("/o-nas/", "./", []), ("/", "o-nas/", []),
            ("/brak/", "x/", ["dead-link"]), ("https://x.pl/m/o-nas/", "#cele", []), ("../o-nas/", "#cele", []),
            ("https://inny.pl/", "/gminy/", ["third-party-request"]),
        ] as [(String, String, [String])])
    func base(_ base: String, _ address: String, _ rules: [String]) {
        #expect(
            findings("<p><a href=\"\(address)\">dokąd prowadzi</a></p>", head: "<base href=\"\(base)\">") == rules)
    }

    @Test("one title in two languages is no duplicate; in one it is")
    func titles() {
        var site = SiteAudit(settings)
        var audit = PageAudit(settings)
        for (url, lang) in [("/", "pl"), ("/en/", "en"), ("/en/b/", "en")] {
            let links = "<p><a href=\"/en/\">Po angielsku</a> <a href=\"/en/b/\">Też</a></p>"
            let page = Planted.page(links, lang: " lang=\"\(lang)\"", title: "<title>Kraków</title>")
            site.add(audit.audit(Array(page.utf8), url: url).summary)
        }
        #expect(
            site.findings().map { "\($0.rule.name) \($0.url)" } == ["duplicate-title /en/", "duplicate-title /en/b/"])
    }

    @Test("addresses in a style sheet: escapes, comments, quotes, other hosts")
    func styleSheet() {
        let css = Array(
            """
            @import url("//cdn.pl/a.css"); @IMPORT 'http://cdn.pl/b.css'; @namespace url(http://www.w3.org/1999/xhtml);
            /* url(/c) */ a { background: URL( /d\\ e.png ), url("\\2F f.png"), url(data:image/png;base64,x) } b { content: "url(/g)" }
            """.utf8)
        let summary = FileAudit(settings).css(css, url: "/s.css")
        let text = { (range: Range<Int>) in String(decoding: css[range], as: UTF8.self) }
        #expect(summary.links.map { text($0.range) } == ["/d\\ e.png", "\\2F f.png"])
        #expect(
            summary.foreign.map(text) == ["//cdn.pl/a.css"] && summary.insecure.map(text) == ["http://cdn.pl/b.css"])
    }
}
