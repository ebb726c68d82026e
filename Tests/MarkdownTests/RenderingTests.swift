import CSupport
import Diagnostics
import LanguageRules
import Testing

@testable import Markdown

/// What each construct becomes. Every case names the rule that it guards.
@Suite struct RenderingTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let rule: String
        let text: String
        let html: String

        init(_ rule: String, _ text: String, _ html: String) {
            self.rule = rule
            self.text = text
            self.html = html
        }

        var testDescription: String { rule }
    }

    static let blocks: [Case] = [
        Case("an empty body", "", ""),
        Case("nothing but blank lines", "\n \n\t\n", ""),
        Case("a paragraph", "a\n", "<p>a</p>\n"),
        Case("a paragraph without a last newline", "a", "<p>a</p>\n"),
        Case("CRLF", "a\r\nb\r\n\r\nc\r\n", "<p>a\nb</p>\n<p>c</p>\n"),
        Case("a lone CR", "a\rb", "<p>a\nb</p>\n"),
        Case("a byte-order mark is no text", "\u{FEFF}# a", "<h1 id=\"a\">a</h1>\n"),
        Case("Polish letters", "Zażółć gęślą jaźń", "<p>Zażółć gęślą jaźń</p>\n"),
        Case("a hard break by two spaces", "a  \nb", "<p>a<br>\nb</p>\n"),
        Case("a hard break by a backslash", "a\\\nb", "<p>a<br>\nb</p>\n"),
        Case("a block quote", "> a\n>\n> b", "<blockquote>\n<p>a</p>\n<p>b</p>\n</blockquote>\n"),
        Case("an empty block quote", ">", "<blockquote>\n</blockquote>\n"),
        Case("a thematic break, void element without a slash", "a\n\n---\n", "<p>a</p>\n<hr>\n"),
        Case("a tight list has no paragraphs", "- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        Case("a loose list has", "- a\n\n- b", "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>\n"),
        Case("a list in a list", "- a\n  - b", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n"),
        Case("an ordered list", "1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n"),
        Case("its first number", "7) a", "<ol start=\"7\">\n<li>a</li>\n</ol>\n"),
        Case("even zero", "0. a", "<ol start=\"0\">\n<li>a</li>\n</ol>\n"),
        Case("an indented code block", "    a < b\n", "<pre><code>a &lt; b\n</code></pre>\n"),
        Case("a fenced code block", "```\n*a*\n```", "<pre><code>*a*\n</code></pre>\n"),
        Case("its language", "```swift\nlet a\n```", "<pre><code class=\"language-swift\">let a\n</code></pre>\n"),
        Case(
            "the first word of the info alone", "~~~ c++ linie=3\na\n~~~",
            "<pre><code class=\"language-c++\">a\n</code></pre>\n"),
        Case(
            "a quote in the info is escaped", "~~~ a\"b\n~~~",
            "<pre><code class=\"language-a&quot;b\"></code></pre>"
                + "\n"),
        Case(
            "a wide code block takes the focus, for it scrolls", "```\n" + String(repeating: "x", count: 73) + "\n```",
            "<pre role=\"region\" tabindex=\"0\" aria-label=\"Kod\"><code>" + String(repeating: "x", count: 73)
                + "\n</code></pre>\n"),
        Case("definitions leave no trace", "[a]: b\n", ""),
    ]

    static let inlines: [Case] = [
        Case("emphasis", "*a* _b_", "<p><em>a</em> <em>b</em></p>\n"),
        Case("strong", "**a** __b__", "<p><strong>a</strong> <strong>b</strong></p>\n"),
        Case("no emphasis within a word by underscores", "a_b_c", "<p>a_b_c</p>\n"),
        Case("strikethrough", "~~a~~", "<p><del>a</del></p>\n"),
        Case("strikethrough by one tilde", "~a~", "<p><del>a</del></p>\n"),
        Case("none by three", "~~~a~~~", "<pre><code class=\"language-a~~~\"></code></pre>\n"),
        Case("none by three within a line", "b ~~~a~~~", "<p>b ~~~a~~~</p>\n"),
        Case("escaped tildes", "\\~~a~~", "<p>~~a~~</p>\n"),
        Case("strikethrough around strong", "~~a **b**~~", "<p><del>a <strong>b</strong></del></p>\n"),
        Case("a code span", "`a < b`", "<p><code>a &lt; b</code></p>\n"),
        Case("a code span with backticks", "`` `a` ``", "<p><code>`a`</code></p>\n"),
        Case("an escape", "\\*a\\*", "<p>*a*</p>\n"),
        Case("an entity", "&copy; &amp; &#x105;", "<p>© &amp; ą</p>\n"),
        Case("no entity", "&brak; R&D", "<p>&amp;brak; R&amp;D</p>\n"),
        Case("text is escaped", "a < b > \"c\" & 'd'", "<p>a &lt; b &gt; &quot;c&quot; &amp; 'd'</p>\n"),
    ]

    static let links: [Case] = [
        Case("a link", "[a](b.md)", "<p><a href=\"b.md\">a</a></p>\n"),
        Case(
            "its title", "[a](b.md \"c & \\\"d\\\"\")",
            "<p><a href=\"b.md\" title=\"c &amp; &quot;d&quot;\">a</a></p>\n"),
        Case("a link by reference", "[a][B]\n\n[b]: c.md", "<p><a href=\"c.md\">a</a></p>\n"),
        Case("the first of two definitions", "[a]\n\n[a]: b\n[a]: c", "<p><a href=\"b\">a</a></p>\n"),
        Case("Polish labels fold", "[ŻABA]\n\n[żaba]: b", "<p><a href=\"b\">ŻABA</a></p>\n"),
        Case("a destination is percent-encoded", "[a](</ż b>)", "<p><a href=\"/%C5%BC%20b\">a</a></p>\n"),
        Case("once only", "[a](%C5%BC)", "<p><a href=\"%C5%BC\">a</a></p>\n"),
        Case("an ampersand in it is escaped", "[a](b?c=d&e=f)", "<p><a href=\"b?c=d&amp;e=f\">a</a></p>\n"),
        Case("an apostrophe in it too", "[a](b'c)", "<p><a href=\"b&#39;c\">a</a></p>\n"),
        Case(
            "an autolink", "<https://a.pl/b?c&d>",
            "<p><a href=\"https://a.pl/b?c&amp;d\">https://a.pl/b?c&amp;d</a></p>\n"),
        Case("an address", "<a@b.pl>", "<p><a href=\"mailto:a@b.pl\">a@b.pl</a></p>\n"),
        Case("a bare URL", "https://a.pl/b_c_", "<p><a href=\"https://a.pl/b_c\">https://a.pl/b_c</a>_</p>\n"),
        Case(
            "marks in a bare URL are its own", "http://a.pl/*b*",
            "<p><a href=\"http://a.pl/*b\">http://a.pl/*b</a>*</p>\n"),
        Case("a bare `www.`", "www.a.pl.", "<p><a href=\"http://www.a.pl\">www.a.pl</a>.</p>\n"),
        Case(
            "parentheses around it are not", "(www.a.pl/b(c))",
            "<p>(<a href=\"http://www.a.pl/b(c)\">www.a.pl/b(c)</a>)</p>\n"),
        Case(
            "a bare address", "Pisz: jan.k@a-b.pl!",
            "<p>Pisz: <a href=\"mailto:jan.k@a-b.pl\">jan.k@a-b.pl</a>!</p>"
                + "\n"),
        Case("no `www.` within a word", "awww.a.pl", "<p>awww.a.pl</p>\n"),
        Case("none without a dot", "www a", "<p>www a</p>\n"),
        Case("no bare URL in code", "`www.a.pl`", "<p><code>www.a.pl</code></p>\n"),
        Case("none in a link's text", "[www.a.pl](b)", "<p><a href=\"b\">www.a.pl</a></p>\n"),
        Case(
            "of links within each other the outermost", "[a <https://b.pl>](c)",
            "<p><a href=\"c\">a https://b.pl</a></p>\n"),
        Case("a refused link leaves its text", "[a *b*](brak.md)", "<p>a <em>b</em></p>\n"),
        Case(
            "an image", "a ![b](c.jpg)",
            "<p>a <img src=\"c.jpg\" alt=\"b\" loading=\"lazy\" decoding=\"async\"></p>"
                + "\n"),
        Case(
            "its size when it is known", "![b *c*](foto.jpg)",
            "<p><img src=\"/foto.jpg\" alt=\"b c\" width=\"640\" height=\"480\" loading=\"lazy\" decoding=\"async\">"
                + "</p>\n"
        ),
        Case(
            "alone with a title: a figure", "![b](foto.jpg \"Rynek < 1900\")",
            "<figure><img src=\"/foto.jpg\" alt=\"b\" width=\"640\" height=\"480\" loading=\"lazy\" decoding=\"async\">"
                + "<figcaption>Rynek &lt; 1900</figcaption></figure>\n"),
        Case(
            "with a title among text: no figure", "a ![b](c.jpg \"d\")",
            "<p>a <img src=\"c.jpg\" alt=\"b\" title=\"d\" loading=\"lazy\" decoding=\"async\"></p>\n"),
        Case(
            "an empty alternative text stays", "a ![](c.jpg)",
            "<p>a <img src=\"c.jpg\" alt=\"\" loading=\"lazy\" decoding=\"async\"></p>\n"),
    ]

    static let tables: [Case] = [
        Case(
            "a table: header cells have a scope", "|a|b|\n|-|-|\n|c|d|",
            "<table>\n<thead>\n<tr>\n<th scope=\"col\">a</th>\n<th scope=\"col\">b</th>\n</tr>\n</thead>\n<tbody>\n"
                + "<tr>\n<td>c</td>\n"
                + "<td>d</td>\n</tr>\n</tbody>\n</table>\n"),
        Case(
            "alignment by class, for styles are forbidden", "|a|b|c|\n|:-|:-:|-:|",
            "<table>\n<thead>\n<tr>\n<th scope=\"col\" class=\"align-left\">a</th>\n"
                + "<th scope=\"col\" class=\"align-center\">b</th>\n"
                + "<th scope=\"col\" class=\"align-right\">c</th>\n</tr>\n</thead>\n</table>\n"),
        Case(
            "an empty header cell is no header", "||b|\n|-|-|",
            "<table>\n<thead>\n<tr>\n<td></td>\n<th scope=\"col\">b</th>\n</tr>\n</thead>\n</table>\n"),
        Case(
            "short rows are filled up, long ones cut", "|a|b|\n|-|-|\n|c|\n|d|e|f|",
            "<table>\n<thead>\n<tr>\n<th scope=\"col\">a</th>\n<th scope=\"col\">b</th>\n</tr>\n</thead>\n<tbody>\n"
                + "<tr>\n<td>c</td>\n"
                + "<td></td>\n</tr>\n<tr>\n<td>d</td>\n<td>e</td>\n</tr>\n</tbody>\n</table>\n"),
        Case(
            "a pipe in a cell", "|a|\n|-|\n|`b \\| c`|",
            "<table>\n<thead>\n<tr>\n<th scope=\"col\">a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td><code>"
                + "b | c</code></td>\n</tr>\n</tbody>\n"
                + "</table>\n"),
        Case("no table without its dashes", "|a|b|\n|c|d|", "<p>|a|b|\n|c|d|</p>\n"),
        Case("no table when the columns differ", "|a|\n|-|-|", "<p>|a|\n|-|-|</p>\n"),
    ]

    static let tasks: [Case] = [
        Case(
            "task boxes have names", "- [ ] a\n- [x] b",
            "<ul class=\"task-list\">\n<li class=\"task\">"
                + "<input type=\"checkbox\" disabled aria-label=\"Do zrobienia\"> a</li>\n"
                + "<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"Zrobione\"> b</li>\n"
                + "</ul>\n"
        ),
        Case("no box without a space", "- [x]a", "<ul>\n<li>[x]a</li>\n</ul>\n"),
        Case("no box outside a list", "[ ] a", "<p>[ ] a</p>\n"),
    ]

    static let headings: [Case] = [
        Case("levels", "# a\n\n###### b\n", "<h1 id=\"a\">a</h1>\n<h6 id=\"b\">b</h6>\n"),
        Case("underlined headings", "a\n===\n\nb\n---", "<h1 id=\"a\">a</h1>\n<h2 id=\"b\">b</h2>\n"),
        Case("a Polish slug", "## Świątniki Górne", "<h2 id=\"swiatniki-gorne\">Świątniki Górne</h2>\n"),
        Case(
            "from the text, not the marks", "## *a* `b` [c](d)",
            "<h2 id=\"a-b-c\"><em>a</em> <code>b</code> <a href=\"d\">c</a></h2>\n"),
        Case(
            "a repeat gets a number", "# a\n# a\n# a",
            "<h1 id=\"a\">a</h1>\n<h1 id=\"a-2\">a</h1>\n<h1 id=\"a-3\">a</h1>\n"),
        Case(
            "that no heading has literally", "# a\n# a-2\n# a\n# a-2",
            "<h1 id=\"a\">a</h1>\n<h1 id=\"a-2\">a-2</h1>\n<h1 id=\"a-3\">a</h1>\n<h1 id=\"a-2-2\">a-2</h1>\n"),
        Case(
            "nor a later literal one", "# a\n# a\n# a-2",
            "<h1 id=\"a\">a</h1>\n<h1 id=\"a-2\">a</h1>\n<h1 id=\"a-2-2\">a-2</h1>\n"),
        Case("a heading without letters", "# !\n# ?", "<h1 id=\"sekcja\">!</h1>\n<h1 id=\"sekcja-2\">?</h1>\n"),
        Case("an empty heading", "#", "<h1 id=\"sekcja\"></h1>\n"),
    ]

    static let footnotes: [Case] = [
        Case(
            "a footnote: section, names, link back", "a[^x]\n\n[^x]: b",
            "<p>a<sup class=\"footnote-ref\"><a href=\"#fn_1\" id=\"fnref_1\" aria-label=\"Przypis 1\">1</a></sup>"
                + "</p>\n"
                + "<section class=\"footnotes\" aria-labelledby=\"przypisy\">\n<h2 id=\"przypisy\">Przypisy</h2>\n"
                + "<ol>\n<li id=\"fn_1\">\n"
                + "<p>b <a class=\"footnote-back\" href=\"#fnref_1\" aria-label=\"Wróć do treści\">↩\u{FE0E}</a></p>"
                + "\n</li>\n</ol>\n"
                + "</section>\n"),
        Case(
            "several references: ids of their own, a link back to each", "a[^x] b[^x]\n\n[^x]: c",
            "<p>a<sup class=\"footnote-ref\"><a href=\"#fn_1\" id=\"fnref_1\" aria-label=\"Przypis 1\">1</a></sup> "
                + "b<sup class=\"footnote-ref\"><a href=\"#fn_1\" id=\"fnref_1_2\" aria-label=\"Przypis 1\">1</a>"
                + "</sup></p>\n"
                + "<section class=\"footnotes\" aria-labelledby=\"przypisy\">\n<h2 id=\"przypisy\">Przypisy</h2>\n"
                + "<ol>\n<li id=\"fn_1\">\n"
                + "<p>c <a class=\"footnote-back\" href=\"#fnref_1\" aria-label=\"Wróć do treści (1)\">↩\u{FE0E}</a>"
                + " <a class=\"footnote-back\" href=\"#fnref_1_2\" aria-label=\"Wróć do treści (2)\">↩\u{FE0E}<sup>"
                + "2</sup></a></p>\n</li>\n"
                + "</ol>\n</section>\n"),
        Case(
            "a note that ends with a list", "a[^x]\n\n[^x]: - b",
            "<p>a<sup class=\"footnote-ref\"><a href=\"#fn_1\" id=\"fnref_1\" aria-label=\"Przypis 1\">1</a></sup>"
                + "</p>\n"
                + "<section class=\"footnotes\" aria-labelledby=\"przypisy\">\n<h2 id=\"przypisy\">Przypisy</h2>\n"
                + "<ol>\n<li id=\"fn_1\">\n"
                + "<ul>\n<li>b</li>\n</ul>\n<p>"
                + " <a class=\"footnote-back\" href=\"#fnref_1\" aria-label=\"Wróć do treści\">↩\u{FE0E}</a></p>\n"
                + "</li>\n</ol>\n</section>\n"),
    ]

    @Test(
        "what a construct becomes",
        arguments: blocks + inlines + links + tables + tasks + headings + footnotes)
    func construct(_ example: Case) {
        #expect(Rendered(example.text).html == example.html)
    }

    @Test("the section's heading keeps clear of the author's")
    func footnoteHeading() {
        let rendered = Rendered("## Przypisy\n\na[^1]\n\n[^1]: b")
        #expect(rendered.html.contains("<h2 id=\"przypisy\">Przypisy</h2>"))
        #expect(rendered.html.contains("<h2 id=\"przypisy-2\">Przypisy</h2>"))
        #expect(rendered.html.contains("aria-labelledby=\"przypisy-2\""))
    }

    @Test("every id stands once, whatever the document", arguments: [31, 32] as [UInt64])
    func uniqueIDs(seed: UInt64) {
        var generator = DocumentGenerator(
            seed: seed,
            pieces: [
                "[^1]", "[^2]", "[^1] ", "\n# a\n", "\n# a-2\n", "\n## Przypisy\n", "\n\n[^1]: x[^2]\n\n",
                "\n\n[^2]: y[^1]\n\n", "b",
            ])
        for _ in 0..<cases(2_000) {
            let html = Rendered(generator.document()).html
            var ids: [Substring] = []
            var rest = html[...]
            while let found = rest.firstRange(of: " id=\"") {
                rest = rest[found.upperBound...]
                ids.append(rest.prefix { $0 != "\"" })
            }
            #expect(Set(ids).count == ids.count, "\(html)")
        }
    }

    @Test(
        "a table is wide when its longest words do not fit a phone's line",
        arguments: [
            ("|a|b|\n|-|-|\n|c|d|", false),
            ("|Gmina|Liczba mieszkańców|Rok|\n|-|-|-|\n|Świątniki Górne|11 174|2024|", false),
            ("|Kocmyrzów-Luborzyca|Igołomia-Wawrzeńczyce|\n|-|-|\n|a|b|", true),
            ("|a1|a2|a3|a4|a5|a6|a7|a8|a9|b1|b2|\n" + String(repeating: "|-", count: 11) + "|", true),
            ("|a|\n|-|\n|" + String(repeating: "słowo ", count: 100) + "|", false),
        ])
    func wideTable(text: String, isWide: Bool) {
        let html = Rendered(text).html
        #expect(
            html.contains("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Tabela: ") == isWide)
        #expect(html.hasSuffix(isWide ? "</table>\n</div>\n" : "</table>\n"))
    }

    @Test("the region of a wide table is named after its columns")
    func wideTableName() {
        let html = Rendered("|Kocmyrzów-Luborzyca|*Igołomia* & Wawrzeńczyce|nnnnnnnnnnnnnnn|\n|-|-|-|").html
        #expect(
            html.hasPrefix(
                "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" "
                    + "aria-label=\"Tabela: Kocmyrzów-Luborzyca, Igołomia &amp; Wawrzeńczyce, nnnnnnnnnnnnnnn\">\n<table>"
            ))
    }

    @Test("English words on an English site")
    func english() {
        let html = Rendered("a[^1]\n\n- [ ] b\n\n[^1]: c", language: "en").html
        for words in ["Footnotes", "aria-label=\"Footnote 1\"", "Back to the text", "aria-label=\"To do\""] {
            #expect(html.contains(words))
        }
    }

    @Test("headings shift, within six levels")
    func shift() {
        let rendered = Rendered("# a\n###### b") { $0.headingShift = 1 }
        #expect(rendered.html == "<h2 id=\"a\">a</h2>\n<h6 id=\"b\">b</h6>\n")
        #expect(rendered.page.headings.map(\.level) == [2, 6])
    }

    @Test("raw HTML passes when it is allowed")
    func rawHTML() {
        #expect(
            Rendered("a <b>c</b>\n\n<div>\nd\n</div>", rawHTML: true).html == "<p>a <b>c</b></p>\n<div>\nd\n</div>\n")
    }

    @Test("raw HTML leaves no trace when it is not")
    func noRawHTML() {
        let rendered = Rendered("a <b>c</b>\n\n<div>\nd\n</div>")
        #expect(rendered.html == "<p>a c</p>\n")
        #expect(rendered.findings.map(\.rule.name) == ["raw-html", "raw-html", "raw-html"])
    }

    @Test("a renderer is used again without a trace of its last page")
    func again() {
        let renderer = MarkdownRenderer(options: MarkdownOptions(language: Polish()))
        var findings = Findings()
        let texts = [
            "# a\n\n[x](y)[^1]\n\n[^1]: b", "|a|b|\n|-|-|\n", "# a\n- [ ] c", String(repeating: "[", count: 50_000),
            "# a",
        ]
        func html(_ text: String) -> [UInt8] {
            renderer.render(file: SourceFile(path: "a.md", text: text), resolver: StubResolver(), findings: &findings)
                .html
        }
        let first = texts.map(html)
        for _ in 0..<3 { #expect(texts.map(html) == first) }
        #expect(String(decoding: first[4], as: UTF8.self) == "<h1 id=\"a\">a</h1>\n")
    }

    @Test(
        "the HTML as text: well-formed bytes as they are, others mended as the standard library does",
        arguments: [
            [], Array("a".utf8), Array("zażółć gęślą jaźń, 12345678 \u{10FFFF}€".utf8), [0x80], [0xC1, 0x80],
            [0xE0, 0x9F, 0x80], [0xE0, 0xA0, 0x80], [0xED, 0xA0, 0x80], [0xED, 0x9F, 0xBF], [0xF0, 0x8F, 0x80, 0x80],
            [0xF0, 0x90, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF4, 0x8F, 0xBF, 0xBF], [0xF5, 0x80, 0x80, 0x80],
            Array("abcdefgh".utf8) + [0xC4], Array("abcdefg".utf8) + [0xE2, 0x82], [0xC4, 0x41], [0xFF, 0xFE],
        ] as [[UInt8]])
    func htmlText(bytes: [UInt8]) {
        var rendered = RenderedMarkdown()
        rendered.html = bytes
        #expect(rendered.htmlText.utf8.elementsEqual(String(decoding: bytes, as: UTF8.self).utf8))
        #expect(wellFormed(bytes) == prefixByStandardLibrary(bytes))
    }

    /// The longest well-formed beginning: the fast check looks at 64 bytes at once, so faults lie at every place of them.
    @Test("how far bytes are well-formed UTF-8, wherever the fault lies", arguments: 0..<4)
    func wellFormedBeginning(shift: Int) {
        let texts = ["a", "ą", "€", "\u{10FFFF}", "aąb", "zażółć gęślą jaźń – ", "\u{D7FF}", "\u{E000}", "\u{0800}"]
        let faults: [[UInt8]] = [
            [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC4], [0xC4, 0x41], [0xE0, 0x9F, 0x80], [0xE2, 0x82],
            [0xE2, 0x82, 0x41], [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0x80, 0x80], [0xF0, 0x90, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xF5], [0xFF],
        ]
        for text in texts {
            let run = Array(String(repeating: "x", count: shift).utf8) + Array(String(repeating: text, count: 200).utf8)
            #expect(wellFormed(run) == run.count)
            for end in 0..<150 {
                let beginning = Array(run[..<end])
                #expect(wellFormed(beginning) == prefixByStandardLibrary(beginning))
                for fault in faults {
                    let bytes = beginning + fault + run
                    let length = wellFormed(bytes)
                    if length != prefixByStandardLibrary(bytes) {
                        Issue.record("\(text) cut at \(end), then \(fault): \(length)")
                        return
                    }
                }
            }
        }
    }

    private func wellFormed(_ bytes: [UInt8]) -> Int {
        bytes.withUnsafeBufferPointer { csupport_utf8_length($0.baseAddress, $0.count) }
    }

    private func prefixByStandardLibrary(_ bytes: [UInt8]) -> Int {
        var decoder = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var length = 0
        while case .valid(let scalar) = decoder.parseScalar(from: &iterator) { length += scalar.count }
        return length
    }
}
