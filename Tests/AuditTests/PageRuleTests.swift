import Diagnostics
import Testing

@testable import Audit

@Suite("Audit of a page: each rule, a planted defect and its clean twin")
struct PageRuleTests {
    static let defects: [Planted] = [
        Planted("dead-link", "<p>⟪<a href=\"\">⟫strona</a></p>", clean: "<p><a href=\"/strona/\">strona</a></p>"),
        Planted(
            "dead-anchor", "<p><a href=\"⟪#kontakt⟫\">Kontakt z urzędem</a></p>",
            clean:
                "<p id=\"kontakt\"><a href=\"#kontakt\">Kontakt z urzędem</a> <a href=\"#\">Początek</a> <a href=\"#top\">Góra</a></p>"
        ),
        Planted(
            "dead-anchor", "<svg><use href=\"⟪#znak⟫\"/></svg>",
            clean: "<svg><symbol id=\"znak\"/><use href=\"#znak\"/></svg>"),
        Planted(
            "duplicate-id", "<h2 id=\"a\">A</h2><p id=\"⟪a⟫\">B</p>", clean: "<h2 id=\"a\">A</h2><p id=\"a-2\">B</p>"),
        Planted(
            "missing-alt", "⟪<img src=\"/a.png\" width=\"1\" height=\"1\">⟫",
            clean: "<img src=\"/a.png\" alt=\"Rynek\" width=\"1\" height=\"1\">"),
        Planted(
            "missing-alt", "⟪<svg role=\"img\">⟫<path/></svg>",
            clean: "<svg role=\"img\"><title>Mapa</title><path/></svg><svg role=\"img\" aria-label=\"Mapa\"/>"),
        Planted(
            "missing-alt", "<map name=\"m\">⟪<area href=\"/x/\">⟫</map>",
            clean: "<map name=\"m\"><area href=\"/x/\" alt=\"X\"></map>"),
        Planted(
            "empty-alt", "⟪<img src=\"/a.png\" alt=\"\" width=\"1\" height=\"1\">⟫",
            clean:
                "<img src=\"/a.png\" alt=\"\" aria-hidden=\"true\" width=\"1\" height=\"1\">"
        ),
        Planted(
            "empty-link-text", "<p>⟪<a href=\"/x/\">⟫ &nbsp;\u{A0}<span></span></a></p>",
            clean:
                "<p><a href=\"/x/\"><img src=\"/a.png\" alt=\"Rynek\" width=\"1\" height=\"1\"></a> <a href=\"/x/\" aria-label=\"Mapa\"></a> <a href=\"/y/\"><svg aria-label=\"Y\"></svg></a></p>"
        ),
        Planted(
            "empty-link-text", "<p>⟪<a href=\"/x/\">⟫<span aria-hidden=\"true\">→</span></a></p>",
            clean: "<p><a href=\"/x/\">Dalej <span aria-hidden=\"true\">→</span></a></p>"),
        Planted(
            "empty-link-text", "<svg>⟪<a href=\"/x/\">⟫<path/></a></svg>",
            clean: "<svg><a href=\"/x/\"><title>Skawina</title><path/></a></svg>"),
        Planted(
            "vague-link-text", "<p><a href=\"/x/\">⟪Kliknij  tutaj⟫</a></p>",
            clean: "<p><a href=\"/x/\">Kliknij na kontur gminy</a></p>"),
        Planted(
            "vague-link-text", "<p><a href=\"/x/\">⟪<b>Więcej</b>…⟫</a></p>",
            clean:
                "<p><a href=\"/x/\" aria-label=\"Więcej o Skawinie\">Więcej</a> <a href=\"/x/\">Tutejsze szlaki</a></p>"
        ),
        Planted("vague-link-text", "<p><a href=\"/x/\">⟪tutaj⟫</a></p>", clean: "<p><a href=\"/x/\">Tyniec</a></p>"),
        Planted(
            "vague-link-text", "<p><a href=\"/x/\">⟪czytaj więcej »⟫</a></p>",
            clean: "<p><a href=\"/x/\">czytaj więcej o mapie »</a></p>"),
        Planted("heading-skipped", "<h2>A</h2>⟪<h4>⟫B</h4>", clean: "<h2>A</h2><h3>B</h3><h4>C</h4><h2>D</h2>"),
        Planted("several-h1", "⟪<h1 class=\"x\">⟫Drugi</h1>", clean: "<h2>Drugi</h2>"),
        Planted(
            "missing-h1", page: Planted.page("<p>x</p>", h1: "").replacing("<body>", "⟪<body>⟫"),
            clean: Planted.page("<p>x</p>")),
        Planted(
            "missing-lang", page: Planted.page("", lang: "").replacing("<html>", "⟪<html>⟫"), clean: Planted.page("")),
        Planted(
            "missing-lang",
            page: Planted.page("", lang: " lang=\"\"").replacing("<html lang=\"\">", "⟪<html lang=\"\">⟫"),
            clean: Planted.page("")),
        Planted(
            "table-without-headers", "⟪<table>⟫<tr><td>1</td></tr></table>",
            clean: "<table><tr><th>Rok<td>1</table><table role=\"presentation\"><tr><td>x</table>"),
        Planted(
            "table-without-headers", "<table><tr><th>A</th><td>⟪<table>⟫<tr><td>1</td></tr></table></td></tr></table>",
            clean: "<table><tr><th>A</th><td>1</td></tr></table>"),
        Planted(
            "field-without-label", "⟪<input type=\"search\" name=\"q\">⟫",
            clean:
                "<label for=\"q\">Szukaj</label><input id=\"q\"><label>Kod <input></label><input aria-label=\"Rok\"><input type=\"hidden\"><input type=\"submit\">"
        ),
        Planted(
            "field-without-label", "⟪<select id=\"s\">⟫<option>1<option>2</select>",
            clean: "<select id=\"s\"><option>1<option>2</select><label for=\"s\">Ile</label>"),
        Planted(
            "new-window-unannounced", "<p><a href=\"https://bip.example/\" target=\"⟪_blank⟫\">BIP</a></p>",
            clean:
                "<p><a href=\"https://bip.example/\" target=\"_blank\">BIP <span>(otwiera się w nowej karcie)</span></a> <a href=\"https://bip.example/\" target=\"_self\">BIP</a></p>"
        ),
        Planted(
            "mixed-content", "<img src=\"⟪http://x.pl/a.png⟫\" alt=\"A\" width=\"1\" height=\"1\">",
            clean: "<p><a href=\"http://x.pl/\">strona X</a></p>"),
        Planted(
            "third-party-request", "<script src=\"⟪//cdn.example/a.js⟫\"></script>",
            clean: "<script src=\"/a.js\"></script>"),
        Planted(
            "third-party-request",
            "<img srcset=\"/a.png 1x, ⟪https://x.pl/b.png⟫ 2x\" src=\"/a.png\" alt=\"A\" width=\"1\" height=\"1\">",
            clean: "<img srcset=\"/a.png 1x, /b.png 2x\" src=\"/a.png\" alt=\"A\" width=\"1\" height=\"1\">"),
        Planted(
            "missing-title", page: Planted.page("", title: "").replacing("<head>", "⟪<head>⟫"),
            clean: Planted.page("<svg><title>nie ten</title></svg>")),
        Planted(
            "missing-title", page: Planted.page("", title: "<title> </title>").replacing("<head>", "⟪<head>⟫"),
            clean: Planted.page("")),
        Planted(
            "missing-description", page: Planted.page("", description: "").replacing("<head>", "⟪<head>⟫"),
            clean: Planted.page("", description: "<meta name=\"robots\" content=\"noindex\">")),
        Planted(
            "long-description",
            page: Planted.page(
                "", description: "<meta name=\"description\" content=\"⟪" + String(repeating: "ą", count: 161) + "⟫\">"),
            clean: Planted.page(
                "", description: "<meta name=\"description\" content=\"" + String(repeating: "ą", count: 160) + "\">")),
        Planted(
            "image-without-size", "⟪<img src=\"/a.png\" alt=\"Rynek\" width=\"1\">⟫",
            clean: "<img src=\"/a.png\" alt=\"Rynek\" width=\"1\" height=\"1\">"),
        Planted(
            "absolute-own-url", "<p><a href=\"⟪https://metropolia.example/gminy/⟫\">Gminy</a></p>",
            clean: "<p><a href=\"/gminy/\">Gminy</a> <a href=\"https://metropolia.example.org/\">Inna strona</a></p>"),
        Planted(
            "absolute-own-url", "<p><a href=\"⟪https://metropolia.example⟫\">Strona główna</a></p>",
            clean: "<p><a href=\"/\">Strona główna</a></p>"),
        Planted(
            "missing-reference", "<nav aria-labelledby=\"⟪spis⟫\">x</nav>",
            clean: "<nav aria-labelledby=\"spis spis-2\"><h2 id=\"spis\">Spis</h2><p id=\"spis-2\">x</p></nav>"),
        Planted(
            "missing-reference", "<label for=\"⟪q⟫\">Szukaj</label>",
            clean: "<label for=\"q\">Szukaj</label><input id=\"q\">"),
        Planted("inline-style", "<p ⟪style=\"color:red⟫\">x</p>", clean: "<p class=\"red\">x</p>"),
        Planted(
            "inline-style", "⟪<style>⟫p > b { color: red }</style>",
            clean: "<link rel=\"stylesheet\" href=\"/style.css\">"),
        Planted(
            "inline-script", "⟪<script>⟫if (a < b && c) { x('</p>') }</script>",
            clean: "<script type=\"application/json\">{\"a\": \"</p>\"}</script><script src=\"/a.js\" defer></script>"),
        Planted(
            "inline-script", "<button type=\"button\" ⟪onclick=\"x()⟫\">Pokaż</button>",
            clean: "<button type=\"button\">Pokaż</button>"),
        Planted(
            "inline-script", "<p><a href=\"⟪javascript:x()⟫\">Pokaż mapę</a></p>",
            clean: "<p><a href=\"mailto:x@example.org\">Napisz do nas</a> <a href=\"tel:+48120000000\">Zadzwoń</a></p>"),
    ]

    static let showingMarkdown: [Planted] = [
        Planted(
            "markdown-shows-through", "<p>Zob. ⟪![Rynek](rynek w maju.jpg)⟫ obok.</p>", clean: "<p>Uwaga! [1] (tak)</p>"
        ),
        Planted(
            "markdown-shows-through", "<p>Zob. [BIP⟪](bip x)⟫ obok, i jeszcze kilka słów dalej.</p>",
            clean: "<p>Zob. [BIP] (bip) obok, i jeszcze kilka słów dalej.</p>"),
        Planted(
            "markdown-shows-through", "<p>To jest bardzo ⟪** ważne **⟫ dla wszystkich.</p>",
            clean: "<p>To jest bardzo * ważne * dla <b>wszystkich</b>.</p>"),
        Planted(
            "markdown-shows-through", "<p>Mieszkańcy⟪**⟫ (dane z 2024 r.)</p>",
            clean: "<p>Mieszkańcy* (dane z 2024 r.)</p>"),
        Planted(
            "markdown-shows-through", "<p>Liczba mieszkańców wzrosła.⟪[^1]⟫</p>",
            clean: "<p>Liczba mieszkańców wzrosła [1], [^ ], [x].</p>"),
        Planted(
            "markdown-shows-through", "<p>⟪#Tytuł rozdziału⟫</p>",
            clean: "<p>#1 w rankingu, w tekście #Metropolia, <b>x</b>#Y</p>"),
        Planted("markdown-shows-through", "<p>Akapit\n⟪###Łąki⟫\ndalej</p>", clean: "<p>Akapit\nC# i łąki</p>"),
        Planted(
            "markdown-shows-through", "<p>⟪•⟫ pierwszy punkt</p>",
            clean: "<ul><li>pierwszy punkt</li></ul><p>Kraków · Skawina – „cytat” … €</p>"),
        Planted(
            "markdown-shows-through", "<p>Punkty:<br>⟪\u{F0B7}⟫ pierwszy</p>", clean: "<p>Punkty:<br>– pierwszy</p>"),
        Planted(
            "markdown-shows-through", "<p>x <code>y</code> ⟪**z**⟫</p>",
            clean:
                "<p><code>**z** ![a](b) [^1]</code></p><pre>#Tytuł\n• x</pre><p><kbd>**</kbd></p><textarea aria-label=\"x\">**</textarea>"
        ),
    ]

    static let brokenMarkup: [Planted] = [
        Planted("ill-formed-html", "<p>a ⟪<⟫ b</p>", clean: "<p>a &lt; b > c</p>"),
        Planted("ill-formed-html", "⟪<div>⟫<p>x</p>", clean: "<div><p>x</p></div>"),
        Planted("ill-formed-html", "<p>x⟪</span>⟫</p>", clean: "<p><span>x</span></p>"),
        Planted("ill-formed-html", "<p>⟪<b>⟫x</p>", clean: "<p><b>x</b></p>"),
        Planted("ill-formed-html", "<p>x<div>y</div>⟪</p>⟫", clean: "<p>x</p><div>y</div>"),
        Planted("ill-formed-html", "<p>x⟪</br>⟫</p>", clean: "<p>x<br>y<br/>z</p>"),
        Planted(
            "ill-formed-html", "<div>⟪<span/>⟫</span></div>",
            clean: "<div><svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"/></svg></div>"),
        Planted("ill-formed-html", "<p id=\"a\" ⟪id⟫=\"b\">x</p>", clean: "<p id=\"a\" class=\"b\">x</p>"),
        Planted("ill-formed-html", "<p id=\"a⟪\"c⟫lass=\"b\">x</p>", clean: "<p id=\"a\"\n class='b'>x</p>"),
        Planted(
            "ill-formed-html", "<p><a href=\"/x/\">A ⟪<a href=\"/y/\">⟫B</a></a></p>",
            clean: "<p><a href=\"/x/\">A</a> <a href=\"/y/\">B</a></p>"),
        Planted("ill-formed-html", "<p>x</p ⟪class⟫>", clean: "<p>x</p >"),
        Planted(
            "ill-formed-html", page: "⟪⟫" + Planted.page("").dropFirst("<!DOCTYPE html>\n".count),
            clean: Planted.page("")),
        Planted("ill-formed-html", "⟪<!--⟫ x", clean: "<!-- x --><!----><!-- a -- > b -->"),
        Planted(
            "ill-formed-html", "<ul><li>a<li>b<ul><li>c</ul></ul>⟪</li>⟫",
            clean:
                "<ul><li>a<li>b<ul><li>c</ul></ul><dl><dt>a<dd>b<dt>c<dd>d</dl><table><thead><tr><th>x<tbody><tr><td>y<tfoot><tr><td>z</table><select aria-label=\"x\"><optgroup label=\"a\"><option>1<optgroup label=\"b\"><option>2</select>"
        ),
    ]

    @Test("finds what was planted, at its place, and nothing else", arguments: defects + showingMarkdown)
    func found(_ case: Planted) throws {
        let (bytes, range) = Planted.unmarked(`case`.html)
        var audit = PageAudit(settings)
        let report = audit.audit(bytes, url: "/gminy/skawina/")
        #expect(report.names == [`case`.rule], "\(report.described)")
        #expect(report.findings.first?.range == range, "\(report.described)")
    }

    @Test("finds what is ill-formed at its place", arguments: brokenMarkup)
    func illFormed(_ case: Planted) throws {
        let (bytes, range) = Planted.unmarked(`case`.html)
        var audit = PageAudit(settings)
        let report = audit.audit(bytes, url: "/gminy/skawina/")
        let places = report.findings.filter { $0.rule.name == "ill-formed-html" }.map(\.range)
        #expect(!places.isEmpty && places.count == report.findings.count, "\(report.described)")
        let wanted = try #require(range)
        if `case`.html.contains("</p ⟪") {
            #expect(places[0].contains(wanted.lowerBound), "\(report.described)")
        } else {
            #expect(places.contains(wanted), "\(report.described)")
        }
    }

    @Test("is silent on the clean twin", arguments: defects + showingMarkdown + brokenMarkup)
    func clean(_ case: Planted) {
        let report = audit(`case`.clean)
        #expect(report.names == [], "\(report.described)")
    }

    @Test("one audit value gives the same for a page whatever came before it")
    func reuse() {
        var reused = PageAudit(settings)
        for planted in Self.defects + Self.showingMarkdown + Self.brokenMarkup {
            for html in [planted.html, planted.clean] {
                let bytes = Planted.unmarked(html).bytes
                var fresh = PageAudit(settings)
                let (first, second) = (reused.audit(bytes, url: "/x/"), fresh.audit(bytes, url: "/x/"))
                #expect(first.described == second.described)
                #expect(first.summary == second.summary)
                #expect(first.rootURLs == second.rootURLs)
            }
        }
    }

    @Test("every rule of the page has a case")
    func everyRule() {
        let site: Set = ["duplicate-title", "orphan-page"]
        let covered = Set((Self.defects + Self.showingMarkdown + Self.brokenMarkup).map(\.rule)).union(site)
        let rules = Rule.auditRules.map(\.name).filter { !$0.hasPrefix("declaration-") }
        #expect(Set(rules) == covered)
        #expect(Set(Rule.auditRules.map(\.name)).count == Rule.auditRules.count)
    }

    @Test("a page cut off at any byte, or with any byte changed, ends and stays within its bytes")
    func damaged() {
        let page = Array(
            Planted.page(
                "<p id='a'>x <a href=\"/x?a=1&amp;b#c\" target=_blank>y</a> <img srcset=\"/a 1x, /b 2x\" alt=''>**b** [^1] ![x](y)</p><!-- c --><script>a</script><svg><a xlink:href='#'/><title>t</title></svg>"
            ).utf8)
        var audit = PageAudit(settings)
        for end in 0..<page.count {
            let report = audit.audit(Array(page[..<end]), url: "/x/")
            #expect(report.findings.allSatisfy { $0.range.upperBound <= end })
            #expect(report.rootURLs.allSatisfy { $0 < end })
        }
        for index in page.indices {
            for byte: UInt8 in [0, 0x22, 0x26, 0x27, 0x2F, 0x3C, 0x3D, 0x3E, 0x5B, 0xE2, 0xFF] {
                var changed = page
                changed[index] = byte
                let report = audit.audit(changed, url: "/x/")
                #expect(report.findings.allSatisfy { $0.range.upperBound <= page.count })
            }
        }
    }
}

extension String {
    func replacing(_ text: String, _ other: String) -> String {
        guard let range = firstRange(of: text) else { return self }
        return self[..<range.lowerBound] + other + self[range.upperBound...]
    }

    private func firstRange(of text: String) -> Range<String.Index>? {
        var index = startIndex
        while index < endIndex {
            if self[index...].hasPrefix(text) { return index..<self.index(index, offsetBy: text.count) }
            index = self.index(after: index)
        }
        return nil
    }
}
