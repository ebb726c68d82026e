import Diagnostics
import Testing

@Suite("Places in files")
struct SourceFileTests {
    @Test(
        "line and column are 1-based, columns count code points, the byte-order mark is none",
        arguments: [
            ("abc", 0, 1, 1), ("abc", 3, 1, 4), ("a\nbc", 2, 2, 1), ("ąę\nść", 4, 1, 3), ("ąę\nść", 5, 2, 1),
            ("ąę\nść", 7, 2, 2), ("\u{FEFF}ab", 3, 1, 1), ("\u{FEFF}ab", 4, 1, 2), ("a\r\nb", 3, 2, 1), ("", 0, 1, 1),
            ("ab", 99, 1, 3),
        ])
    func position(text: String, offset: Int, line: Int, column: Int) {
        let file = SourceFile(path: "a.md", text: text)
        #expect(file.position(at: offset) == Position(line: line, column: column))
    }

    @Test(
        "a line's text has no line end and no byte-order mark",
        arguments: [("a\nb\n", 2, "b"), ("a\r\nb", 1, "a"), ("\u{FEFF}x\n", 1, "x"), ("a", 5, ""), ("a\n", 2, "")])
    func lineText(text: String, line: Int, expected: String) {
        #expect(SourceFile(path: "a.md", text: text).lineText(line) == expected)
    }
}
