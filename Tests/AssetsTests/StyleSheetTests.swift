import Foundation
import Testing

@testable import Assets

@Suite("Style sheets")
struct StyleSheetTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let rule: String
        let css: String
        let result: String
        init(_ rule: String, _ css: String, _ result: String) {
            (self.rule, self.css, self.result) = (rule, css, result)
        }
        var testDescription: String { rule }
    }

    static let cases: [Case] = [
        Case("spaces beside brackets, semicolons and commas go", "a , b { color : red ; }\n", "a,b{color :red;}"),
        Case("the descendant combinator stays", "main  p\n.x { }", "main p .x{}"),
        Case("a space before a pseudo-class is a combinator", "a :hover { }", "a :hover{}"),
        Case("spaces around + in calc stay", "a{width:calc( 1px + 2px )}", "a{width:calc( 1px + 2px )}"),
        Case("comments go", "/* x */a/* y */{/* z */b:c}", "a{b:c}"),
        Case("a comment between two words still parts them", "a{b:1px/**/2px}", "a{b:1px/**/2px}"),
        Case("a comment before a bracket does not make a function", "a{b:c/**/(d)}", "a{b:c/**/(d)}"),
        Case("a licence stays", "/*! MIT */\na{}", "/*! MIT */ a{}"),
        Case("strings stay byte for byte", "a{content:\"/* x */  {;\"}", "a{content:\"/* x */  {;\"}"),
        Case("an escaped newline in a string", "a{content:\"x\\\ny\"}", "a{content:\"x\\\ny\"}"),
        Case(
            "a custom property keeps its value", ":root{--a:  1px /* c */  2px ;--b:{ x : y }}",
            ":root{--a:  1px /* c */  2px ;--b:{ x : y }}"),
        Case("an empty custom property", "a{--x: ;b:c}", "a{--x: ;b:c}"),
        Case("a slash of a font is no comment", "a{font: 1em / 2 serif}", "a{font:1em / 2 serif}"),
        Case(
            "media queries keep their spaces", "@media screen and (min-width : 40em) { a { } }",
            "@media screen and (min-width : 40em){a{}}"),
        Case("a charset keeps its one form", "@charset \"utf-8\";\na{}", "@charset \"utf-8\";a{}"),
        Case("an unquoted address holds what looks like a comment", "a{b:url(/*x*/y.png)}", "a{b:url(/*x*/y.png)}"),
        Case("the space after a hexadecimal escape belongs to the name", ".\\31 {}", ".\\31 {}"),
        Case("CRLF and form feed are white space", "a\r\n{\r\nb:c\u{0C}}", "a{b:c}"),
        Case("a nested rule keeps the space of its selector", "a{b :hover{c:d}}", "a{b :hover{c:d}}"),
        Case("important stays", "a{b:c ! important}", "a{b:c ! important}"),
        Case("an empty file", "", ""),
        Case("only a comment", "/* x */", ""),
    ]

    @Test("comments and white space go, nothing else", arguments: cases)
    func minified(_ example: Case) {
        let sheet = StyleSheet(Array(example.css.utf8))
        #expect(sheet.faults.isEmpty)
        let once = sheet.minified()
        #expect(String(decoding: once, as: UTF8.self) == example.result)
        #expect(StyleSheet(once).minified() == once, "a second time changes nothing")
    }

    static let broken: [(String, CSSFault, Int)] = [
        ("a{} /* x", .openComment, 4), ("a{content:\"x\n}", .openString, 10), ("a{b:url(x", .openURL, 4),
        ("a{b:url(x y)}", .badURL, 4), ("a{b:url(x\"y)}", .badURL, 4), ("a{", .openBracket, 1),
        ("a}", .strayBracket, 1),
        ("a{b:c(d}", .strayBracket, 7), ("a{b:\"x", .openString, 4),
    ]

    @Test("what is broken is said with its place, and the bytes stay", arguments: broken)
    func faults(_ css: String, _ fault: CSSFault, _ place: Int) {
        let sheet = StyleSheet(Array(css.utf8))
        #expect(sheet.faults.first { $0.kind == fault }?.range.lowerBound == place, "\(sheet.faults)")
        #expect(sheet.minified() == Array(css.utf8))
    }

    static let addresses: [(String, [String])] = [
        ("a{b:url(x.png)}", ["x.png"]), ("a{b:URL( \t\"x y.png\" )}", ["x y.png"]), ("a{b:url( x.png )}", ["x.png"]),
        ("a{b:url(a\\ b.png)}", ["a b.png"]), ("a{b:url('a\\27 b.png')}", ["a'b.png"]),
        ("@import \"x.css\";", ["x.css"]),
        ("@import url(x.css) screen;", ["x.css"]), ("@import/**/'x.css' layer(y);", ["x.css"]),
        ("a{b:image-set(\"a.png\" 1x, url(b.png) 2x type(\"image/png\"))}", ["a.png", "b.png"]),
        ("@namespace svg url(http://www.w3.org/2000/svg);", []), ("@namespace \"x\";", []),
        ("a{content:\"x.png\"}", []), ("/* url(x.png) */", []), ("a{b:\"url(x.png)\"}", []),
        ("a{b:my-url(x.png)}", []), ("a{b:u\\72l(x.png)}", ["x.png"]), ("a{b:url()}", []),
        ("a{--x:url(x.png)}", ["x.png"]),
        ("a{b:url(data:image/png;base64,AA==)}", ["data:image/png;base64,AA=="]),
        ("@font-face{src:url(a.woff2)format(\"woff2\"),url(\"b.woff\")}", ["a.woff2", "b.woff"]),
        ("@import \"a.css\";@import \"b.css\";", ["a.css", "b.css"]),
        ("@import \"a.css\" supports(content:\"x\");", ["a.css"]),
    ]

    @Test("addresses that a browser fetches", arguments: addresses)
    func finds(_ css: String, _ expected: [String]) {
        #expect(StyleSheet(Array(css.utf8)).addresses.map(\.text) == expected)
    }

    @Test("a new address stands whole in quotes and without")
    func replaced() {
        let css = "@import 'a.css';a{b:url(x.png);c:url( \"x.png\" );--d:url(x.png)}"
        let output = StyleSheet(Array(css.utf8)).minified { "/new (1)'s/" + $0 }
        #expect(
            String(decoding: output, as: UTF8.self)
                == "@import '/new%20%281%29%27s/a.css';a{b:url(/new%20%281%29%27s/x.png);c:url( \"/new%20%281%29%27s/x.png\" );--d:url(/new%20%281%29%27s/x.png)}"
        )
    }

    /// Pieces that are awkward beside each other.
    static let pieces = [
        "a", ".b", "#c", "*", " ", "\n", "\t ", "{", "}", ";", ":", ",", "(", ")", "[x=\"y\"]", "/*c*/", "/**/",
        "/*!l*/",
        "\"s /* t */\"", "'u'", "url(x.png)", "url( \"y\" )", "calc(1px + 2px)", "+", "-", ">", "~", "1px", "+.5e3em",
        "50%",
        "--x: a  b ;", "--y:{ p : q };", "color: red;", "@media x{", "@import \"z\";", "\\31 ", "ż", "!important",
        "<!--",
        "-->", "|", "&:hover{", "a:not(.b){", "/", "U+26-0F", "@", "#", "é:f;", "\r\n", "{ e : f }", "x{y:z}",
    ]

    @Test(
        "the same tokens and the same rules as before, for any text", .enabled(if: Oracle.isThere, "\(Oracle.reason)"))
    func random() throws {
        let seed: UInt64 = 20_261_126
        var random = RandomSource(seed: seed)
        var pairs: [(before: String, after: String)] = []
        for _ in 0..<(isLong ? 40_000 : 4_000) {
            let count = Int.random(in: 1...24, using: &random)
            let text = (0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
            let sheet = StyleSheet(Array(text.utf8))
            let once = sheet.minified()
            #expect(StyleSheet(once).minified() == once, "seed \(seed): \(text.debugDescription)")
            guard sheet.faults.isEmpty else {
                #expect(once == Array(text.utf8), "seed \(seed): \(text.debugDescription)")
                continue
            }
            pairs.append((text, String(decoding: once, as: UTF8.self)))
        }
        #expect(pairs.count > 300)
        let verdicts = try Oracle.verdicts("css", pairs)
        #expect(verdicts.count == pairs.count)
        for (pair, verdict) in zip(pairs, verdicts) where verdict != "same" {
            Issue.record("seed \(seed): \(pair.before.debugDescription) → \(pair.after.debugDescription): \(verdict)")
        }
    }

    @Test("the site's own style sheet means the same", .enabled(if: Oracle.isThere, "\(Oracle.reason)"))
    func shipped() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let bytes = [UInt8](try Data(contentsOf: root.appendingPathComponent("static/style.css")))
        let small = StyleSheet(bytes).minified()
        #expect(small.count < bytes.count)
        let pair = (String(decoding: bytes, as: UTF8.self), String(decoding: small, as: UTF8.self))
        #expect(try Oracle.verdicts("css", [pair]) == ["same"])
    }
}
