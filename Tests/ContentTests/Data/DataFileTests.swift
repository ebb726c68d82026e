import Diagnostics
import Testing

@testable import Content

@Suite("Data files")
struct DataFileTests {
    private let fields = """
        { "liczba": { "type": "integer" }, "tagi": { "type": "list", "items": { "type": "string" } } }
        """

    private func read(_ path: String, _ text: String) throws -> (entries: [Entry], findings: [Diagnostic]) {
        var reader = EntryReader(schema: try Site.schema(fields), language: Site.polish)
        let entries = reader.readData(SourceFile(path: "content/dane/" + path, text: text), path: path)
        return (entries, reader.takeFindings())
    }

    @Test(
        "the same rows as CSV, YAML and JSON",
        arguments: [
            ("a.csv", "title,liczba,tagi\nŁódź,5,a|b\n\"x, \"\"y\"\"\",,\n"),
            ("b.csv", "\u{FEFF}title;liczba;tagi\r\nŁódź;5;a | b\r\n\"x, \"\"y\"\"\";;\r\n"),
            ("c.yml", "- title: Łódź\n  liczba: 5\n  tagi: [a, b]\n- title: x, \"y\"\n  liczba:\n"),
            ("d.json", #"[{"title": "Łódź", "liczba": 5, "tagi": ["a", "b"]}, {"title": "x, \"y\"", "liczba": null}]"#),
        ])
    func rows(path: String, text: String) throws {
        let (entries, findings) = try read(path, text)
        #expect(findings.map(\.message.en) == [])
        #expect(entries.map(\.slug) == ["lodz", "x-y"])
        #expect(entries.map(\.title) == ["Łódź", "x, \"y\""])
        let slots = KnownField.allCases.count
        #expect(entries[0].values[slots].value == .integer(5))
        #expect(entries[0].values[slots + 1].value.list?.map(\.value) == [.string("a"), .string("b")])
        #expect(entries[1].values[slots].value == .absent)
    }

    @Test("one mapping is one entry with the file's slug; items without a title are numbered")
    func slugs() throws {
        #expect(try read("budzet.yml", "liczba: 7").entries.map(\.slug) == ["budzet"])
        #expect(try read("budzet.json", #"{"liczba": 7, "slug": "inny"}"#).entries.map(\.slug) == ["inny"])
        #expect(try read("budzet.csv", "liczba\n1\n2\n").entries.map(\.slug) == ["budzet-1", "budzet-2"])
    }

    @Test(
        "what is wrong is located in the data file",
        arguments: [
            ("a.csv", "title,liczba\nx,abc\n", "wrong-type", "abc"), ("a.csv", "title,liczba\nx\n", "bad-table", "x"),
            ("a.csv", "title,title\n", "bad-table", "title"), ("a.csv", "title,\n", "bad-table", ""),
            ("a.csv", "title\n\"x\n", "bad-table", "\""), ("a.csv", "title\n\"x\"y\n", "bad-table", "y"),
            ("a.csv", "title,ludnsc\nx,1\n", "unknown-field", "ludnsc"), ("a.json", "[1]", "bad-table", "1"),
            ("a.json", #"[{"liczba": "5"}]"#, "wrong-type", "\"5\""), ("a.json", "[{}", "bad-json", "}"),
            ("a.yml", "- a\n", "bad-table", "a"), ("a.yml", "a: b\na: c\n", "duplicate-key", "a"),
            ("a.yml", "", "empty-file", ""),
        ])
    func faults(path: String, text: String, rule: String, blamed: String) throws {
        let diagnostic = try #require(read(path, text).findings.first)
        #expect(diagnostic.rule.name == rule)
        #expect(diagnostic.location?.file.text(diagnostic.location?.span ?? Span(0, 0)) == blamed)
    }

    @Test("a table of words as plain values")
    func plain() throws {
        let value = try DataFile.plain(SourceFile(path: "i18n/pl.yml", text: "a: Łódź\nb:\n  c: 1\n  d: [x, true]\n"))
        guard case .mapping(let members) = value.value else {
            Issue.record("no mapping")
            return
        }
        #expect(members.map(\.name) == ["a", "b"])
        #expect(members[0].value.value == .string("Łódź"))
    }
}
