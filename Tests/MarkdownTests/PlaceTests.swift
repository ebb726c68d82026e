import Diagnostics
import Testing

@testable import Markdown

/// What a span covers is what the author wrote.
@Suite struct PlaceTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let rule: String
        let text: String
        /// The whole constructs, in the order of the text.
        let wholes: [String]
        /// Their destinations.
        let destinations: [String]

        init(_ rule: String, _ text: String, _ wholes: [String], _ destinations: [String]) {
            self.rule = rule
            self.text = text
            self.wholes = wholes
            self.destinations = destinations
        }

        var testDescription: String { rule }
    }

    static let links: [Case] = [
        Case("an inline link", "a [b](c.md) d", ["[b](c.md)"], ["c.md"]),
        Case("a title is no part of the destination", "[b](c.md \"t\")", ["[b](c.md \"t\")"], ["c.md"]),
        Case("angle brackets are no part of it", "[b](<c d.md> 't')", ["[b](<c d.md> 't')"], ["c d.md"]),
        Case("parentheses in pairs are", "[b](c(1).md)", ["[b](c(1).md)"], ["c(1).md"]),
        Case("escapes stand as written", "[b](c\\)d.md)", ["[b](c\\)d.md)"], ["c\\)d.md"]),
        Case("an empty destination", "[b]()", ["[b]()"], [""]),
        Case("after Polish letters", "Świątniki Górne [ż](ź.md)", ["[ż](ź.md)"], ["ź.md"]),
        Case("after an escape", "a\\*b\\[ [b](c.md)", ["[b](c.md)"], ["c.md"]),
        Case("after entities", "a &amp; &copy; &#64; &brak; [b](c.md)", ["[b](c.md)"], ["c.md"]),
        Case("after code with brackets", "`[x](y)` ``a`b`` [b](c.md)", ["[b](c.md)"], ["c.md"]),
        Case("after emphasis of every kind", "*a **b*** ~~c~~ ~d~ ***e*** [b](c.md)", ["[b](c.md)"], ["c.md"]),
        Case("within emphasis", "**a *[b](c.md)* d**", ["[b](c.md)"], ["c.md"]),
        Case("after brackets that are no link", "[a] [b [b](c.md) ]", ["[b](c.md)"], ["c.md"]),
        Case("after a soft break", "a  b \n   [b](c.md)", ["[b](c.md)"], ["c.md"]),
        Case("after a hard break", "a  \nb\\\n[b](c.md)", ["[b](c.md)"], ["c.md"]),
        Case(
            "over two lines", "a [b\nc](d.md\n\"t\") e [f](g.md)", ["[b\nc](d.md\n\"t\")", "[f](g.md)"],
            ["d.md", "g.md"]),
        Case("after a code span over two lines", "`a\nb` [b](c.md)", ["[b](c.md)"], ["c.md"]),
        Case("with CRLF", "a\r\nb [b](c.md)\r\n", ["[b](c.md)"], ["c.md"]),
        Case("with a lone CR", "a\rb [b](c.md)\r", ["[b](c.md)"], ["c.md"]),
        Case("after a byte-order mark", "\u{FEFF}[b](c.md)", ["[b](c.md)"], ["c.md"]),
        Case("after tabs", "a\n\tb\t[b](c.md)", ["[b](c.md)"], ["c.md"]),
        Case("in a block quote", "> a\n>  b [b](c.md)\n> > [d](e.md)", ["[b](c.md)", "[d](e.md)"], ["c.md", "e.md"]),
        Case("in a lazy line of a quote", "> a\nb [b](c.md)", ["[b](c.md)"], ["c.md"]),
        Case(
            "in a list", "- a [b](c.md)\n  d [e](f.md)\n- [g](h.md)", ["[b](c.md)", "[e](f.md)", "[g](h.md)"],
            ["c.md", "f.md", "h.md"]),
        Case("in a list after a tab", "-\ta\n\t[b](c.md)", ["[b](c.md)"], ["c.md"]),
        Case("in an ordered list", "10) a\n    [b](c.md)", ["[b](c.md)"], ["c.md"]),
        Case("in a task", "- [ ] [b](c.md)\n- [x] a [d](e.md)", ["[b](c.md)", "[d](e.md)"], ["c.md", "e.md"]),
        Case("in a quote in a list", "- > a\n  > [b](c.md)", ["[b](c.md)"], ["c.md"]),
        Case("in a heading", "## a [b](c.md) ##", ["[b](c.md)"], ["c.md"]),
        Case("in an indented heading in a quote", ">   #  a [b](c.md)", ["[b](c.md)"], ["c.md"]),
        Case("in an underlined heading", "a\n[b](c.md)\n===", ["[b](c.md)"], ["c.md"]),
        Case("in a table's header", "|a [b](c.md)|d|\n|-|-|\n", ["[b](c.md)"], ["c.md"]),
        Case(
            "in a table without outer pipes", "a | [b](c.md)\n-|-\n[d](e.md)|f", ["[b](c.md)", "[d](e.md)"],
            ["c.md", "e.md"]),
        Case("in a cell after an escaped pipe", "|a|\n|-|\n|x \\| y [b](c.md)|\n", ["[b](c.md)"], ["c.md"]),
        Case("around an escaped pipe", "|a|\n|-|\n|[b \\| d](c.md)|\n", ["[b \\| d](c.md)"], ["c.md"]),
        Case("in a cell after code with a pipe", "|a|\n|-|\n|`x \\| y` [b](c.md)|\n", ["[b](c.md)"], ["c.md"]),
        Case("in the second cell", "|a|b|\n|-|-|\n|x| ż [b](c.md) |\n", ["[b](c.md)"], ["c.md"]),
        Case(
            "in a table after a line of text", "tekst\n|a|[b](c.md)|\n|-|-|\n|d|[e](f.md)|",
            ["[b](c.md)", "[e](f.md)"],
            ["c.md", "f.md"]),
        Case(
            "in a table in a list", "- |a|[b](c.md)|\n  |-|-|\n  |d|[e](f.md)|", ["[b](c.md)", "[e](f.md)"],
            ["c.md", "f.md"]),
        Case(
            "in a table in a quote", "> |a|[b](c.md)|\n> |-|-|\n> |d|[e](f.md)|", ["[b](c.md)", "[e](f.md)"],
            ["c.md", "f.md"]),
        Case(
            "in a footnote", "a[^1]\n\n[^1]: b [b](c.md)\n\n    [d](e.md)", ["[b](c.md)", "[d](e.md)"],
            ["c.md", "e.md"]),
        Case("after a footnote reference", "a[^1] [b](c.md)\n\n[^1]: b", ["[b](c.md)"], ["c.md"]),
        Case("after definitions in its paragraph", "[x]: /y\n[z]: /w 't'\na [b](c.md)", ["[b](c.md)"], ["c.md"]),
        Case("by full reference", "a [b][x] c\n\n[x]: d.md", ["[b][x]"], ["[b][x]"]),
        Case("by collapsed reference", "a [x][] c\n\n[x]: d.md", ["[x][]"], ["[x][]"]),
        Case("by shortcut", "a [x] [y]\n\n[x]: d.md", ["[x]"], ["[x]"]),
        Case("in angle brackets", "a <https://x.pl/ż> b", ["<https://x.pl/ż>"], ["https://x.pl/ż"]),
        Case("an address in angle brackets", "a <a@b.pl>", ["<a@b.pl>"], ["a@b.pl"]),
        Case("a bare URL", "a https://x.pl/a_b*c, d", ["https://x.pl/a_b*c"], ["https://x.pl/a_b*c"]),
        Case("a bare `www.`", "(www.x.pl)", ["www.x.pl"], ["www.x.pl"]),
        Case("a bare address", "ż a.b@c.pl.", ["a.b@c.pl"], ["a.b@c.pl"]),
        Case("a bare address after an escape", "\\* a@b.pl [c](d.md)", ["a@b.pl", "[c](d.md)"], ["a@b.pl", "d.md"]),
        Case(
            "a bare URL after emphasis", "*a* **b** http://x.pl **c** [d](e.md)", ["http://x.pl", "[d](e.md)"],
            ["http://x.pl", "e.md"]),
        Case("after raw HTML", "a <b>c</b> [b](c.md)", ["[b](c.md)"], ["c.md"]),
        Case(
            "around an image", "[![a](b.jpg)](c.md) [d](e.md)", ["[![a](b.jpg)](c.md)", "[d](e.md)"], ["c.md", "e.md"]),
    ]

    @Test("a link's span", arguments: links)
    func link(_ example: Case) {
        let rendered = Rendered(example.text, rawHTML: true)
        #expect(rendered.page.links.map { rendered.text($0.location) } == example.wholes)
        #expect(rendered.page.links.map { rendered.text($0.destination) } == example.destinations)
    }

    static let images: [Case] = [
        Case("an image", "a ![b](c.jpg) d", ["![b](c.jpg)"], ["c.jpg"]),
        Case("with a title", "![b](c.jpg \"t\")", ["![b](c.jpg \"t\")"], ["c.jpg"]),
        Case("in a link", "[a ![b](c.jpg)](d.md) ![e](f.jpg)", ["![b](c.jpg)", "![e](f.jpg)"], ["c.jpg", "f.jpg"]),
        Case("with a link in its text", "![a [b](c.md)](d.jpg) e", ["![a [b](c.md)](d.jpg)"], ["d.jpg"]),
        Case("by reference", "![b][x]\n\n[x]: c.jpg", ["![b][x]"], ["![b][x]"]),
        Case(
            "in a list in a quote", "> - ![b](c.jpg)\n>   ![d](e.jpg)", ["![b](c.jpg)", "![d](e.jpg)"],
            ["c.jpg", "e.jpg"]),
    ]

    @Test("an image's span", arguments: images)
    func image(_ example: Case) {
        let rendered = Rendered(example.text)
        #expect(rendered.page.images.map { rendered.text($0.location) } == example.wholes)
        #expect(rendered.page.images.map { rendered.text($0.destination) } == example.destinations)
    }

    @Test(
        "a heading's span",
        arguments: [
            ("a\n\n## b ##\n", "## b ##"), ("> # ż\n", "# ż"), ("- ### a\n", "### a"), ("a\nb\n---\n", "a\nb\n---"),
            ("x\n\na  \n=== \n", "a  \n==="), ("[x]: /y\na\n=\n", "a\n="), ("#\n", "#"), ("\u{FEFF}# a\r\n", "# a"),
        ])
    func heading(text: String, whole: String) {
        let rendered = Rendered(text)
        #expect(rendered.page.headings.map { rendered.text($0.location) } == [whole])
    }

    @Test(
        "raw HTML's span",
        arguments: [
            ("a <b> c", ["<b>"]), ("a <b\nc> d </b>", ["<b\nc>", "</b>"]),
            ("<div>\na\n</div>\n\nb", ["<div>\na\n</div>"]),
            ("> <div>\n\nb", ["<div>"]), ("- a\n\n  <!-- b -->\n", ["<!-- b -->"]), ("|a|\n|-|\n|ż <i>|\n", ["<i>"]),
            ("&amp; \\* <br/> x", ["<br/>"]),
        ])
    func rawHTML(text: String, wholes: [String]) {
        let rendered = Rendered(text)
        #expect(rendered.findings.map { rendered.text($0.location) } == wholes)
        #expect(rendered.findings.allSatisfy { $0.rule == .rawHTML })
    }

    @Test("a body after front matter: offsets count from the file's start")
    func frontMatter() {
        let file = SourceFile(path: "a.md", text: "---\ntytuł: ż\n---\nż [b](c.md)\n")
        var findings = Findings()
        let start = 19
        let page = MarkdownRenderer(options: MarkdownOptions(language: .polishForTests)).render(
            file: file, body: start..<file.bytes.count, resolver: StubResolver(), findings: &findings)
        let span = page.links.first?.location.span ?? Span(0, 0)
        #expect(String(decoding: file.bytes[span.start..<span.end], as: UTF8.self) == "[b](c.md)")
    }

    @Test(
        "what a span covers is that construct and nothing else, in any document",
        arguments: [11, 12, 13, 14] as [UInt64])
    func anyDocument(seed: UInt64) {
        var generator = DocumentGenerator(seed: seed)
        var seen = 0
        for number in 0..<cases(10_000) {
            let definitions = "\n\n[x]: /x 'tytuł'\n"
            let rendered = Rendered(generator.document() + definitions, rawHTML: true)
            for link in rendered.page.links {
                let text = rendered.text(link.location)
                guard !text.contains(where: \.isNewline) else { continue }
                seen += 1
                guard isExactly(link, text, destination: rendered.text(link.destination))
                else {
                    Issue.record(
                        "seed \(seed), document \(number): \(text.debugDescription) for \(link.href) in \(rendered.source)"
                    )
                    return
                }
            }
            for image in rendered.page.images {
                let text = rendered.text(image.location)
                guard !text.contains(where: \.isNewline), !text.contains("\\|"), text.hasSuffix(")") else { continue }
                seen += 1
                let isExact = ["", definitions].contains { definitions in
                    let alone = Rendered(text + definitions, rawHTML: true)
                    return alone.page.images.contains { $0.href == image.href && alone.text($0.location) == text }
                }
                guard isExact else {
                    Issue.record(
                        "seed \(seed), document \(number): \(text.debugDescription) in \(rendered.source)"
                    )
                    return
                }
            }
        }
        #expect(seen > cases(10_000))
    }

    @Test(
        "whether places are noted changes neither the page nor what is found, in any document",
        arguments: [15, 16] as [UInt64])
    func withoutPlaces(seed: UInt64) {
        var generator = DocumentGenerator(seed: seed)
        var found = 0
        for number in 0..<cases(10_000) {
            let text =
                generator.document()
                + "\n\n[b](brak.md) <https://a.pl> www.a.pl [www.b.pl](http://www.b.pl) ![c](javascript:d) [x]\n\n[x]: brak\n"
            let bytes = Array(text.utf8)
            let noted = Rendered(bytes: bytes)
            let plain = Rendered(bytes: bytes, notesPlaces: false)
            let isSame =
                plain.page.html == noted.page.html && lines(plain) == lines(noted)
                && plain.page.toc == noted.page.toc && plain.page.summary == noted.page.summary
            #expect(isSame, "seed \(seed), document \(number): \(noted.source)")
            #expect(plain.page.links.isEmpty && plain.page.images.isEmpty)
            found += plain.findings.count
        }
        #expect(found > cases(10_000))
    }

    private func lines(_ rendered: Rendered) -> [String] {
        rendered.findings.map { finding in
            let span = finding.location?.span ?? Span(-1, -1)
            return "\(span.start)-\(span.end) \(finding.rule.name) \(finding.message.en) \(finding.remedy?.en ?? "")"
        }
    }

    /// Whether the text is the link's construct: taken alone it must give the same link. What depends on the text
    /// around it (definitions, the letter before a bare URL, a table's escaped pipe) is compared by its shape.
    private func isExactly(_ link: RenderedMarkdown.Link, _ text: String, destination: String) -> Bool {
        let unpiped = text.split(separator: "\\|", omittingEmptySubsequences: false).joined(separator: "|")
        switch link.kind {
        case .bare:
            // An address is found in decoded text: `a&#64;b.pl`.
            let isDecoded = text.contains("&") || text.contains("\\")
            return ["", "http://", "mailto:"].contains { $0 + unpiped == link.href || $0 + text == link.href }
                || isDecoded && link.href.contains("mailto:")
        case .reference: return text.hasPrefix("[") && text.hasSuffix("]") && destination == text
        case .angle: return text.hasPrefix("<") && text.hasSuffix(">") && destination == text.dropFirst().dropLast()
        case .inline:
            guard unpiped == text else { return text.hasPrefix("[") && text.hasSuffix(")") }
            return ["", "\n\n[x]: /x\n"].contains { definitions in
                let alone = Rendered(text + definitions, rawHTML: true)
                guard let first = alone.page.links.first else { return false }
                return first.href == link.href && alone.text(first.location) == text
                    && alone.text(first.destination) == destination
            }
        }
    }
}
