import Testing

@testable import Assets

@Suite("Scripts")
struct ScriptTests {
    static let cases: [(String, String, String)] = [
        ("indentation, empty lines and comment lines go", "// x\n  a();\n\n\t// y\n  b(); // z\n", "a();\nb(); // z\n"),
        ("line ends stay, for semicolons that nobody wrote", "a\n  b", "a\nb\n"),
        (
            "a licence and a source map stay", "//! MIT\n//# sourceMappingURL=a.map\n",
            "//! MIT\n//# sourceMappingURL=a.map\n"
        ),
        ("a template literal: left alone", "x = `\n  a\n`;", "x = `\n  a\n`;"),
        ("a block comment: left alone", "/* x\n  // y */\n  a", "/* x\n  // y */\n  a"),
        ("a string over two lines: left alone", "x = 'a\\\n  // b';", "x = 'a\\\n  // b';"),
        ("CRLF", "  a;\r\n\r\n// x\r\nb;\r\n", "a;\r\nb;\r\n"), ("empty", "", ""),
    ]

    @Test("only what no engine reads goes", arguments: cases)
    func minified(_ rule: String, _ script: String, _ expected: String) {
        let once = ScriptMinifier.minified(Array(script.utf8))
        #expect(String(decoding: once, as: UTF8.self) == expected, "\(rule)")
        #expect(ScriptMinifier.minified(once) == once)
    }
}
