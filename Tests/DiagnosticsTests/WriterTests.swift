import Diagnostics
import Testing

@Suite("Writers of findings")
struct WriterTests {
    static let file = SourceFile(path: "content/gminy/skawina.md", text: "---\ntitle: Skawina\nludnsc: 24000\n---\n")
    static let rule = Rule("unknown-field", why: Words(pl: "Dlaczego.", en: "Why."))

    static func findings() -> Findings {
        var findings = Findings()
        let diagnostic = Diagnostic(
            rule, Words(pl: "nieznane pole „ludnsc”", en: "unknown field “ludnsc”"), at: Location(file, Span(19, 25)),
            remedy: Words(pl: "czy chodziło o „ludnosc”?", en: "did you mean “ludnosc”?"))
        findings.add(diagnostic)
        findings.add(diagnostic)
        return findings
    }

    @Test("text: place, level, message, rule, the line with a caret, the remedy; the same finding once")
    func text() {
        #expect(
            TextWriter(language: .pl).text(Self.findings()) == """
                content/gminy/skawina.md:3:1: błąd: nieznane pole „ludnsc” [unknown-field]
                   3 | ludnsc: 24000
                     | ^^^^^^
                     = czy chodziło o „ludnosc”?

                """)
    }

    @Test("text: no control byte of a file reaches the terminal, and a long line is cut around the caret")
    func hostileText() {
        let long = String(repeating: "x", count: 5000) + "\u{1B}[31mZ"
        let file = SourceFile(path: "a.md", text: long)
        var findings = Findings()
        findings.add(Diagnostic(Self.rule, Words(same: "m"), at: Location(file, Span(5000, 5001))))
        let output = TextWriter(language: .en).text(findings)
        #expect(!output.utf8.contains(0x1B))
        #expect(output.split(separator: "\n").allSatisfy { $0.count < 130 })
    }

    @Test("text: a long list is cut and says by how much")
    func limit() {
        var findings = Findings()
        for index in 0..<10 { findings.add(Diagnostic(Self.rule, Words(same: "m\(index)"))) }
        let output = TextWriter(language: .en, limit: 3).text(findings)
        #expect(output.contains("m2"))
        #expect(!output.contains("m3"))
        #expect(output.contains("and 7 more"))
    }

    @Test("github: properties and data are escaped as workflow commands want it")
    func github() {
        #expect(
            GitHubWriter(language: .en).text(Self.findings())
                == "::error file=content/gminy/skawina.md,line=3,col=1,endColumn=7,title=unknown-field::"
                + "unknown field “ludnsc”%0Adid you mean “ludnosc”?\n")
        var findings = Findings()
        let odd = SourceFile(path: "a,b:c%.md", text: "x")
        findings.add(Diagnostic(Self.rule, Words(same: "100%\nof"), at: Location(odd, Span(0, 1))))
        #expect(GitHubWriter().text(findings).hasPrefix("::error file=a%2Cb%3Ac%25.md,line=1"))
        #expect(GitHubWriter().text(findings).hasSuffix("::100%25%0Aof\n"))
    }

    @Test("gitlab: the fingerprint is distinct for two findings and the same when lines above move")
    func gitlab() {
        func report(_ prefix: String) -> String {
            let file = SourceFile(path: "a.md", text: prefix + "one\ntwo\n")
            var findings = Findings()
            let start = prefix.utf8.count
            findings.add(Diagnostic(Self.rule, Words(same: "bad"), at: Location(file, Span(start, start + 3))))
            findings.add(Diagnostic(Self.rule, Words(same: "bad"), at: Location(file, Span(start + 4, start + 7))))
            return GitLabWriter(language: .en).text(findings)
        }
        func fingerprints(_ text: String) -> [Substring] {
            text.split(separator: "\"").filter { $0.count == 32 }
        }
        let first = fingerprints(report(""))
        #expect(first.count == 2)
        #expect(first[0] != first[1])
        #expect(fingerprints(report("new line\n")) == first)
    }

    @Test("sarif: version, column kind, place")
    func sarif() {
        let text = SARIFWriter(language: .en).text(Self.findings())
        #expect(text.contains("\"version\":\"2.1.0\""))
        #expect(text.contains("\"columnKind\":\"unicodeCodePoints\""))
        #expect(text.contains("\"region\":{\"startLine\":3,\"startColumn\":1,\"endLine\":3,\"endColumn\":7}"))
    }

    @Test("json: control characters and quotes are escaped")
    func jsonEscapes() {
        var json = JSONText()
        json.object { $0.member("a\"\\\n\u{1}", "ż\t") }
        #expect(json.text == #"{"a\"\\\n\u0001":"ż\t"}"#)
    }

    @Test("levels: the config can raise, lower and switch off a rule")
    func levels() {
        var findings = Self.findings()
        findings.apply(levels: ["unknown-field": Level.warning])
        #expect(findings.count(.warning) == 1)
        #expect(!findings.contains(atLeast: .error))
        findings.apply(levels: ["unknown-field": nil as Level?])
        #expect(findings.isEmpty)
    }

    @Test("findings are sorted by file and place, whatever their order")
    func sorted() {
        let other = SourceFile(path: "a.md", text: "xyz")
        var findings = Self.findings()
        findings.add(Diagnostic(Self.rule, Words(same: "late"), at: Location(other, Span(2, 3))))
        findings.add(Diagnostic(Self.rule, Words(same: "early"), at: Location(other, Span(0, 1))))
        #expect(findings.sorted().map(\.message.en) == ["early", "late", "unknown field “ludnsc”"])
    }

    @Test("of findings that differ in their notes only, the same one is kept in any order")
    func sharedFinding() {
        let pages = ["/b/", "/a/", "/c/"].map { page in
            Diagnostic(
                Self.rule, Words(same: "shared"), at: Location(Self.file, Span(0, 3)),
                notes: [Diagnostic.Note(Words(same: "on the page \(page)"))])
        }
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            var findings = Findings()
            findings.add(order.map { pages[$0] })
            #expect(findings.sorted().map { $0.notes.map(\.message.en) } == [["on the page /a/"]])
        }
    }
}
