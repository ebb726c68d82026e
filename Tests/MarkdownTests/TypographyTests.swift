import Diagnostics
import LanguageRules
import Testing

@testable import Markdown

/// Running text goes through the language's typesetter, and nothing else does.
@Suite struct TypographyTests {
    private func html(_ text: String) -> String { Rendered(text) { $0.typography = .all }.html }

    @Test(
        "text is set as a whole, across its marks",
        arguments: [
            ("a \"b *c*\" d", "<p>a\u{A0}„b <em>c</em>” d</p>\n"),
            ("w Krakowie", "<p>w\u{A0}Krakowie</p>\n"),
            ("5 *km*", "<p>5\u{A0}<em>km</em></p>\n"),
            ("2004-2020 < 3 & 4", "<p>2004–2020 &lt; 3 &amp; 4</p>\n"),
            ("- \"a\"\n- b", "<ul>\n<li>„a”</li>\n<li>b</li>\n</ul>\n"),
            ("Idę *w*\nlas", "<p>Idę <em>w</em>\u{A0}las</p>\n"),
            ("[\"a\"](b)", "<p><a href=\"b\">„a”</a></p>\n"),
        ])
    func text(source: String, expected: String) { #expect(html(source) == expected) }

    @Test(
        "code, URLs and raw HTML are not",
        arguments: [
            ("`\"a\" - 2004-2020`", "<p><code>&quot;a&quot; - 2004-2020</code></p>\n"),
            ("    \"a\"", "<pre><code>&quot;a&quot;\n</code></pre>\n"),
            (
                "https://a.pl/2004-2020...b",
                "<p><a href=\"https://a.pl/2004-2020...b\">https://a.pl/2004-2020...b</a></p>\n"
            ),
            ("<https://a.pl/a--b>", "<p><a href=\"https://a.pl/a--b\">https://a.pl/a--b</a></p>\n"),
            ("[a](2004-2020.md)", "<p><a href=\"2004-2020.md\">a</a></p>\n"),
        ])
    func verbatim(source: String, expected: String) { #expect(html(source) == expected) }

    @Test("headings, cells, captions and the table of contents too; ids not")
    func places() {
        let rendered = Rendered("## Wieś w \"gminie\"\n\n|\"a\"|\n|-|\n|w b|\n\n![x](foto.jpg \"w lesie\")") {
            $0.typography = .all
        }
        #expect(rendered.html.contains("<h2 id=\"wies-w-gminie\">Wieś w\u{A0}„gminie”</h2>"))
        #expect(rendered.page.toc.map(\.title) == ["Wieś w\u{A0}„gminie”"])
        #expect(rendered.html.contains("<th scope=\"col\">„a”</th>"))
        #expect(rendered.html.contains("<td>w\u{A0}b</td>"))
        #expect(rendered.html.contains("<figcaption>w\u{A0}lesie</figcaption>"))
    }

    @Test("nothing changes when it is off")
    func off() { #expect(Rendered("w \"a\" - b...").html == "<p>w &quot;a&quot; - b...</p>\n") }

    @Test("debris is cleaned and reported at its first place")
    func debris() {
        let rendered = Rendered("a ko\u{AD}tek ko\u{AD}t, b\u{200B}c") { $0.typography = .all }
        #expect(!rendered.html.contains("\u{AD}") && !rendered.html.contains("\u{200B}"))
        #expect(rendered.findings.map(\.rule.name) == ["text-debris", "text-debris"])
        #expect(rendered.findings.map { rendered.text($0.location) } == ["\u{AD}", "\u{200B}"])
        #expect(rendered.findings.first?.message.en == "soft hyphen (U+00AD) ×2")
    }

    @Test("with the typesetter on, tags and links are the same as without it", arguments: [51, 52] as [UInt64])
    func sameStructure(seed: UInt64) {
        var generator = DocumentGenerator(seed: seed)
        func tags(_ html: String) -> [Substring] {
            html.split(separator: "<").dropFirst().map { $0.prefix { $0 != ">" } }.filter { !$0.hasPrefix("div") }
        }
        for number in 0..<cases(5_000) {
            let document = generator.document()
            let plain = Rendered(document, rawHTML: true).html
            let set = Rendered(document, rawHTML: true) { $0.typography = .all }.html
            guard tags(plain) != tags(set) else { continue }
            Issue.record("seed \(seed), document \(number): \(document.debugDescription)\n\(plain)\n---\n\(set)")
            return
        }
    }
}
