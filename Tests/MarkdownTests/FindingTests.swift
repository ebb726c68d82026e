import Diagnostics
import LanguageRules
import Testing

@testable import Markdown

/// What is reported, where, and what else a page tells.
@Suite struct FindingTests {
    @Test(
        "an address that runs code or carries its content is refused where it stands",
        arguments: [
            "javascript:alert(1)", "JavaScript:alert(1)", "vbscript:a", "data:text/html,a", "file:///etc/passwd",
            "java&#10;script:a", "&#1;javascript:a", "java&Tab;script:a",
        ])
    func unsafeLinks(href: String) {
        for text in ["[a](\(href))", "![a](<\(href)>)", "[a][x]\n\n[x]: <\(href)>"] {
            let rendered = Rendered(text)
            #expect(rendered.findings.map(\.rule.name) == ["unsafe-link"], "\(text)")
            #expect(!rendered.html.contains("href") && !rendered.html.contains("src"), "\(rendered.html)")
            if text.hasPrefix("[a](") { #expect(rendered.text(rendered.findings.first?.location) == href) }
        }
    }

    @Test(
        "other addresses are the resolver's business",
        arguments: [
            "https://a.pl", "mailto:a@b.pl", "tel:+48123", "a.md", "/a", "#a", "javascript", "dane:a", "./data:a",
            "?a=data:b",
        ])
    func safeLinks(href: String) {
        #expect(Rendered("[a](\(href))").findings.isEmpty)
    }

    @Test("a resolver's diagnostic is reported")
    func resolver() {
        let rendered = Rendered("ż [a](brak.md)")
        #expect(rendered.findings.map(\.rule.name) == ["dead-link"])
        #expect(rendered.text(rendered.findings.first?.location) == "brak.md")
        #expect(rendered.page.links.map(\.url) == [nil])
    }

    @Test(
        "a reference without its note",
        arguments: [
            ("a[^x]", ["[^x]"]), ("a[^x] b[^y]\n\n[^y]: c", ["[^x]"]), ("> a\n> b[^ż]\n", ["[^ż]"]),
            ("|a|\n|-|\n|b[^x]|", ["[^x]"]),
            ("a[^x]b[^y]c", ["[^x]", "[^y]"]), ("a\\[^x]", []), ("`[^x]`", []), ("[^x](y)", []),
            ("http://a.pl/[^x]", []),
            ("*a [^x]*", ["[^x]"]), ("[^ ]", []), ("[^]", []),
        ])
    func unknownFootnotes(text: String, places: [String]) {
        let rendered = Rendered(text)
        #expect(rendered.findings.filter { $0.rule == .unknownFootnote }.map { rendered.text($0.location) } == places)
    }

    @Test(
        "a note that is not on the page",
        arguments: [
            ("a\n\n[^x]: b", ["[^x]: b"]), ("a[^x]\n\n[^x]: b", []), ("a[^x]\n\n[^x]: b\n\n[^x]: c", ["[^x]: c"]),
            ("> [^ż]: b\n", ["[^ż]: b"]),
        ])
    func unusedFootnotes(text: String, places: [String]) {
        let rendered = Rendered(text)
        let found = rendered.findings.filter { $0.rule == .unusedFootnote }
        #expect(found.map { rendered.text($0.location) } == places)
        #expect(found.allSatisfy { $0.level == .warning })
    }

    @Test("a NUL byte is named by its place")
    func nul() {
        let rendered = Rendered("a\n\u{0}b")
        #expect(rendered.findings.map(\.rule.name) == ["markdown-nul-byte"])
        #expect(rendered.findings.first?.location?.span == Span(2, 3))
    }

    @Test("a level 1 heading is reported when that is asked for")
    func topHeading() {
        #expect(Rendered("# a").findings.isEmpty)
        let rendered = Rendered("b\n\n# a\n\n## c") { $0.reportsTopHeading = true }
        #expect(rendered.findings.map(\.rule.name) == ["heading-level-one"])
        #expect(rendered.text(rendered.findings.first?.location) == "# a")
        #expect(Rendered("# a") { ($0.reportsTopHeading, $0.headingShift) = (true, 1) }.findings.isEmpty)
    }

    @Test("limits name their place")
    func limits() {
        let deep = Rendered("a\n\n> > > b\n") { $0.limits.depth = 3 }
        #expect(deep.findings.map(\.rule.name) == ["markdown-too-deep"])
        #expect(deep.findings.first?.location?.start.line == 3)
        let table = Rendered("a\n\n|a|b|\n|-|-|\n|c|d|\n") { $0.limits.tableCells = 3 }
        #expect(table.findings.map(\.rule.name) == ["table-too-large"])
        #expect(table.findings.first?.location?.start.line == 3)
        let wide = Rendered("a\n\n|a|b|c|d|\n") { $0.limits.tableColumns = 4 }
        #expect(wide.findings.map(\.rule.name) == ["table-too-large"])
        #expect(wide.findings.first?.location?.start.line == 3)
        let marks = Rendered("a\n\n*b* *c*\n") { $0.limits.marks = 3 }
        #expect(marks.findings.map(\.rule.name) == ["markdown-too-complex"])
        #expect(marks.findings.first?.location?.start.line == 3)
        let large = Rendered("abc") { $0.limits.bytes = 2 }
        #expect(large.findings.map(\.rule.name) == ["markdown-too-large"])
        #expect(large.page.html.isEmpty)
    }

    @Test("what a page tells: table of contents, summary, words, plain text")
    func page() {
        let page = Rendered(
            """
            ![x](foto.jpg)

            Gmina *leży* nad [Wisłą](w.md), 11 km od „Krakowa” — ok.[^1] R&D < 5.

            ## Świątniki **Górne**

            - raz
            - dwa

            | A | B |
            |---|---|
            | c | d |

            ```
            kod < 3
            ```

            [^1]: Przypis.
            """
        ).page
        #expect(page.toc == [TOCEntry(level: 2, id: "swiatniki-gorne", title: "Świątniki Górne")])
        #expect(page.summary == "Gmina leży nad Wisłą, 11 km od „Krakowa” — ok. R&D < 5.")
        #expect(
            page.plainText
                == "Gmina leży nad Wisłą, 11 km od „Krakowa” — ok. R&D < 5.\nŚwiątniki Górne\nraz\ndwa\nA B\nc d\n"
                + "kod < 3"
        )
        #expect(page.wordCount == 21)
        #expect(page.images.map(\.alt) == ["x"])
        #expect(page.links.map(\.href) == ["w.md"])
    }

    @Test("every rule has a name of its own and stands in the list")
    func rules() {
        #expect(Set(Rule.markdownRules.map(\.name)).count == Rule.markdownRules.count)
        #expect(Rule.markdownRules.allSatisfy { !$0.why.pl.isEmpty && !$0.why.en.isEmpty })
    }

    @Test("no bytes crash it", arguments: [41, 42] as [UInt64])
    func randomBytes(seed: UInt64) {
        var random = FixedRandom(seed: seed)
        let alphabet = Array("*_~`[]()!<>&\\|-#>+1.: \n\t\rw@^\"'{}a".utf8) + [0, 0xC4, 0x85, 0xFF, 0xE2, 0x80]
        for _ in 0..<cases(20_000) {
            let count = Int.random(in: 0...200, using: &random)
            let bytes = (0..<count).map { _ in
                Bool.random(using: &random)
                    ? alphabet.randomElement(using: &random) ?? 0 : UInt8.random(in: 0...255, using: &random)
            }
            let rendered = Rendered(bytes: bytes) { $0.typography = .all }
            for finding in rendered.findings {
                guard let span = finding.location?.span else { continue }
                #expect(0 <= span.start && span.start <= span.end && span.end <= bytes.count)
            }
        }
    }
}
