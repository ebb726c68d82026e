import Diagnostics
import Testing

@testable import Content

/// A file and how its front matter reads, or the rule that refuses it and the bytes that are blamed.
struct FrontMatterCase: CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    /// The tree as text (`{title: 'a', list: [b]}`; quoted scalars in quotes), or nil when it is refused.
    let tree: String?
    let body: String
    let rule: String
    let blamed: String

    static func taken(_ name: String, _ text: String, _ tree: String, body: String = "") -> FrontMatterCase {
        FrontMatterCase(name: name, bytes: Array(text.utf8), tree: tree, body: body, rule: "", blamed: "")
    }

    static func refused(_ name: String, _ text: String, _ rule: String, at blamed: String) -> FrontMatterCase {
        FrontMatterCase(name: name, bytes: Array(text.utf8), tree: nil, body: "", rule: rule, blamed: blamed)
    }

    static func refused(_ name: String, _ bytes: [UInt8], _ rule: String, at blamed: String) -> FrontMatterCase {
        FrontMatterCase(name: name, bytes: bytes, tree: nil, body: "", rule: rule, blamed: blamed)
    }

    var testDescription: String { name }
}

/// Puts fences around fields.
private func fenced(_ fields: String, body: String = "") -> String { "---\n" + fields + "\n---\n" + body }

extension FrontMatterCase {
    static let files: [FrontMatterCase] = [
        taken("one field and a body", "---\ntitle: a\n---\nbody\n", "{title: a}", body: "body\n"),
        taken("byte-order mark", "\u{FEFF}---\ntitle: a\n---\nbody", "{title: a}", body: "body"),
        taken("CRLF", "---\r\ntitle: a\r\nx: b\r\n---\r\nbody\r\n", "{title: a, x: b}", body: "body\r\n"),
        taken("byte-order mark and CRLF", "\u{FEFF}---\r\ntitle: a\r\n---\r\nx", "{title: a}", body: "x"),
        taken("no final newline after the fence", "---\ntitle: a\n---", "{title: a}"),
        taken("no final newline, CRLF", "---\r\ntitle: a\r\n---\r", "{title: a}"),
        taken("blanks after the fences", "--- \ntitle: a\n---\t \nb", "{title: a}", body: "b"),
        taken("empty front matter", "---\n---\nbody", "", body: "body"),
        taken("front matter of blank lines", "---\n\n  \n---\nbody", "", body: "body"),
        taken("front matter of comments", "---\n# a\n  # b\n---\nbody", "", body: "body"),
        taken("front matter of a lone null", "---\n~\n---\n", ""),
        taken("no front matter", "# Heading\n\ntext\n", "", body: "# Heading\n\ntext\n"),
        taken("no front matter, a rule later", "text\n\n---\n\nmore", "", body: "text\n\n---\n\nmore"),
        taken("no front matter, a setext heading", "Kraków: miasto\n---\ntext", "", body: "Kraków: miasto\n---\ntext"),
        taken("the body opens with a thematic break", "---\ntitle: a\n---\n---\nb", "{title: a}", body: "---\nb"),
        taken(
            "the body opens with a blank line and a break", fenced("t: a", body: "\n---\n"), "{t: a}", body: "\n---\n"),
        taken("fences in the body", fenced("t: a", body: "a\n---\nb\n---\n"), "{t: a}", body: "a\n---\nb\n---\n"),
        taken("four hyphens are no fence", "---\nt: a\nu: |\n  b\n  ----\n---\n", "{t: a, u: |b\n----\n}"),
        taken("hyphens inside a quoted value", fenced("t: \"a --- b\""), "{t: 'a --- b'}"),
        taken("an indented fence inside a quoted value", fenced("t: \"a\n  ---\n  b\""), "{t: 'a --- b'}"),
        taken("a fence inside a block scalar", fenced("t: |\n  a\n  ---\n  b"), "{t: |a\n---\nb\n}"),
        taken("a file of one byte", "x", "", body: "x"),
        refused("an empty file", "", "empty-file", at: ""),
        refused("no closing fence", "---\ntitle: a\nbody", "unclosed-front-matter", at: "---"),
        refused("the opening fence alone", "---", "unclosed-front-matter", at: "---"),
        refused("closed by dots", "---\ntitle: a\n...\nbody", "unclosed-front-matter", at: "---"),
        refused("closed by four hyphens", "---\ntitle: a\n----\nbody", "unclosed-front-matter", at: "---"),
        refused("closed by a dash", "---\ntitle: a\n—\nbody", "unclosed-front-matter", at: "---"),
        refused("closed by an indented fence", "---\ntitle: a\n ---\nbody", "unclosed-front-matter", at: "---"),
        refused("TOML", "+++\ntitle = \"a\"\n+++\n", "foreign-front-matter", at: "+++"),
        refused("JavaScript", "---js\n{}\n---\n", "foreign-front-matter", at: "---js"),
        refused("JSON by name", "---json\n{}\n---\n", "foreign-front-matter", at: "---json"),
        refused("JSON by brace", "{\n\"title\": \"a\"\n}\nbody", "foreign-front-matter", at: "{"),
        refused("JSON by semicolons", ";;;\n{}\n;;;\n", "foreign-front-matter", at: ";;;"),
        refused("TOML by name", "---toml\na = 1\n---\n", "foreign-front-matter", at: "---toml"),
        refused("YAML by name", "---yaml\na: 1\n---\n", "misplaced-front-matter", at: "---yaml"),
        refused("opened by four hyphens", "----\ntitle: a\n----\n", "misplaced-front-matter", at: "----"),
        refused("opened by a dash", "—\ntitle: a\n---\n", "misplaced-front-matter", at: "—"),
        refused("a blank line before the fence", "\n---\ntitle: a\n---\n", "misplaced-front-matter", at: "---"),
        refused("no opening fence", "title: a\ndate: 2025-01-01\n---\nbody", "misplaced-front-matter", at: "title: a"),
        refused("NUL in the front matter", "---\ntitle: a\0b\n---\n", "control-character", at: "\0"),
        refused("NUL in the body", "---\ntitle: a\n---\nb\0", "control-character", at: "\0"),
        refused("a control character", "---\ntitle: a\u{7}b\n---\n", "control-character", at: "\u{7}"),
        refused("an escape character", "---\ntitle: a\u{1B}b\n---\n", "control-character", at: "\u{1B}"),
        refused(
            "Windows-1250", Array("---\ntitle: ".utf8) + [0x8C] + Array("w\n---\n".utf8), "bad-encoding", at: "\u{FFFD}"
        ),
        refused("ISO-8859-2 in the body", Array("---\n---\n".utf8) + [0xB6], "bad-encoding", at: "\u{FFFD}"),
        refused("UTF-16", [0xFF, 0xFE, 0x2D, 0], "bad-encoding", at: "\u{FFFD}"),
    ]

    static let values: [FrontMatterCase] = [
        taken(
            "plain scalars stay as written", fenced("a: NO\nb: 0123456\nc: 1e3\nd: 12:30"),
            "{a: NO, b: 0123456, c: 1e3, d: 12:30}"),
        taken("a URL", fenced("a: https://x.pl/?b=c#d"), "{a: https://x.pl/?b=c#d}"),
        taken("single quotes", fenced("a: 'it''s'"), "{a: 'it's'}"),
        taken("double quotes with escapes", fenced(#"a: "\u0142 \"x\" \\ \n""#), "{a: 'ł \"x\" \\ \n'}"),
        taken("a colon in quotes", fenced("a: \"b: c\""), "{a: 'b: c'}"),
        taken("a hash without a blank", fenced("a: b#c"), "{a: b#c}"),
        taken("a comment after a value", fenced("a: b # c"), "{a: b}"),
        taken("a comment between fields", fenced("a: b\n# c\nd: e"), "{a: b, d: e}"),
        taken("Polish letters and spans after them", fenced("ąę: łódź\nżółw: ć"), "{ąę: łódź, żółw: ć}"),
        taken("emoji and spans after it", fenced("a: 😀 b\nc: d"), "{a: 😀 b, c: d}"),
        taken("an empty value", fenced("a:\nb: c"), "{a: , b: c}"),
        taken("null in its spellings", fenced("a: null\nb: ~\nc: Null"), "{a: null, b: ~, c: Null}"),
        taken("empty quotes", fenced("a: \"\"\nb: ''"), "{a: '', b: ''}"),
        taken("a plain value over two lines", fenced("a: b\n  c\nd: e"), "{a: b c, d: e}"),
        taken("a quoted value over two lines", fenced("a: \"b\n  c\"\nd: e"), "{a: 'b c', d: e}"),
        taken("a literal block", fenced("a: |\n  b\n  c\nd: e"), "{a: |b\nc\n, d: e}"),
        taken("a literal block without final newline", fenced("a: |-\n  b\n  c"), "{a: |b\nc}"),
        taken("a literal block with its final newlines", fenced("a: |+\n  b\n\nd: e"), "{a: |b\n\n, d: e}"),
        taken("a folded block", fenced("a: >\n  b\n  c\n\n  d"), "{a: |b c\nd\n}"),
        taken("a block with an indentation sign", fenced("a: |2\n    b\n  c"), "{a: |  b\nc\n}"),
        taken("a block over CRLF", "---\r\na: |\r\n  b\r\n  c\r\n---\r\n", "{a: |b\nc\n}"),
        taken("a block with a tab in its text", fenced("a: |\n  b\tc\n  \td"), "{a: |b\tc\n\td\n}"),
        taken("a list", fenced("a:\n  - b\n  - c"), "{a: [b, c]}"),
        taken("a list at the field's column", fenced("a:\n- b\n- c\nd: e"), "{a: [b, c], d: e}"),
        taken("a flow list", fenced("a: [b, 'c', \"d\"]"), "{a: [b, 'c', 'd']}"),
        taken("a flow list over lines", fenced("a: [\n  b,\n  c,\n]"), "{a: [b, c]}"),
        taken("an empty list", fenced("a: []"), "{a: []}"),
        taken("a list in a list", fenced("a:\n  - - b\n    - c\n  - d"), "{a: [[b, c], d]}"),
        taken("a nested mapping", fenced("a:\n  b: c\n  d: e\nf: g"), "{a: {b: c, d: e}, f: g}"),
        taken("a flow mapping", fenced("a: { b: c, d: 1 }"), "{a: {b: c, d: 1}}"),
        taken("JSON inside", fenced(#"a: {"b": "c", "d": [1, 2]}"#), "{a: {'b': 'c', 'd': [1, 2]}}"),
        taken("an empty mapping", fenced("a: {}"), "{a: {}}"),
        taken("a list of mappings", fenced("a:\n  - b: c\n    d: e\n  - b: f"), "{a: [{b: c, d: e}, {b: f}]}"),
        taken("an empty item", fenced("a:\n  -\n  - b"), "{a: [, b]}"),
        taken("a quoted key", fenced("\"a b\": c"), "{'a b': c}"),
        taken("a key with blanks", fenced("a b: c"), "{a b: c}"),
        taken("a number as a key", fenced("1: c"), "{1: c}"),
        taken("the whole as one flow mapping", fenced("{a: b, c: d}"), "{a: b, c: d}"),
        taken("smart quotes are text", fenced("a: „b”"), "{a: „b”}"),
        taken("a no-break space is text", fenced("a: b\u{A0}c"), "{a: b\u{A0}c}"),
        taken("a hyphen inside a value", fenced("a: b - c"), "{a: b - c}"),
        taken("a value that begins with a hyphen", fenced("a: -b"), "{a: -b}"),
        taken("question mark inside a value", fenced("a: co? tak"), "{a: co? tak}"),
        taken("a tab between colon and value", fenced("a:\tb"), "{a: b}"),
        taken(
            "64 levels", fenced("a: " + String(repeating: "[", count: 63) + String(repeating: "]", count: 63)),
            "{a: " + String(repeating: "[", count: 63) + String(repeating: "]", count: 63) + "}"),
        taken("the same key on two levels", fenced("a:\n  a: b"), "{a: {a: b}}"),
        taken("two spellings of é are two keys", fenced("\u{E9}: a\ne\u{301}: b"), "{\u{E9}: a, e\u{301}: b}"),
    ]

    static let faults: [FrontMatterCase] = [
        refused("a tab as indentation", fenced("a:\n\tb: c"), "tab-indentation", at: "\t"),
        refused("a tab after blanks", fenced("a:\n  \tb: c"), "tab-indentation", at: "\t"),
        refused("a tab before a list item", fenced("a:\n\t- b"), "tab-indentation", at: "\t"),
        refused("a tab before the first key", fenced("\ta: b"), "tab-indentation", at: "\t"),
        refused("a key twice", fenced("a: b\nc: d\na: e"), "duplicate-key", at: "a"),
        refused("a key twice, once in quotes", fenced("a: b\n\"a\": e"), "duplicate-key", at: "\"a\""),
        refused("a key twice in a nested mapping", fenced("x:\n  a: b\n  a: e"), "duplicate-key", at: "a"),
        refused("a key twice in a flow mapping", fenced("x: {a: 1, a: 2}"), "duplicate-key", at: "a"),
        refused(
            "a key twice among many", fenced((0..<100).map { "k\($0): 1" }.joined(separator: "\n") + "\nk99: 2"),
            "duplicate-key", at: "k99"),
        refused("an alias", fenced("a: b\nc: *a"), "yaml-feature", at: "*a"),
        refused("an anchor", fenced("a: &x b"), "yaml-feature", at: "&"),
        refused("an anchor on a list", fenced("a: &x [b]"), "yaml-feature", at: "&"),
        refused("an anchor on a mapping", fenced("a: &x\n  b: c"), "yaml-feature", at: "&"),
        refused("a tag", fenced("a: !!str 1"), "yaml-feature", at: "!"),
        refused("a local tag", fenced("a: !x 1"), "yaml-feature", at: "!"),
        refused("a tag on a mapping", fenced("a: !!map {b: c}"), "yaml-feature", at: "!"),
        refused("a text that begins with an exclamation mark", fenced("a: !Uwaga"), "yaml-feature", at: "!"),
        refused("a text in asterisks", fenced("a: *ważne*"), "bad-yaml", at: "*"),
        refused("a text that begins with an ampersand", fenced("a: & b"), "bad-yaml", at: "&"),
        refused("a text that begins with a percent sign", fenced("a: %b"), "bad-yaml", at: "%"),
        refused("a text that begins with an at sign", fenced("a: @b"), "bad-yaml", at: "@"),
        refused("a text that begins with a backtick", fenced("a: `b`"), "bad-yaml", at: "`"),
        refused("a second document", "---\na: b\n...\nc: d\n---\n", "yaml-feature", at: "c"),
        refused("a directive", fenced("%YAML 1.1\na: b"), "yaml-feature", at: "%"),
        refused("a colon in the value", fenced("Gmina: opis: x"), "bad-yaml", at: ":"),
        refused("a colon in a title", fenced("title: Skawina: miasto"), "bad-yaml", at: ":"),
        refused("no colon", fenced("a: b\ntitle"), "bad-yaml", at: "title"),
        refused("no blank after the colon", fenced("title:Skawina"), "bad-yaml", at: ":"),
        refused("only text", fenced("Skawina"), "bad-yaml", at: "Skawina"),
        refused("only a list", fenced("- a\n- b"), "bad-yaml", at: "- a"),
        refused("an unclosed double quote", fenced("a: \"b\nc: d"), "bad-yaml", at: "\""),
        refused("an unclosed single quote", fenced("a: 'b\nc: d"), "bad-yaml", at: "'"),
        refused("text after the closing quote", fenced("a: \"b\" c"), "bad-yaml", at: "c"),
        refused("a quoted word at the start of a text", fenced("title: \"Bunkier\" Sztuki"), "bad-yaml", at: "S"),
        refused("an unclosed list", fenced("a: [b, c\nd: e"), "bad-yaml", at: "["),
        refused("an unclosed mapping", fenced("a: {b: c\nd: e"), "bad-yaml", at: "{"),
        refused("no comma in a list", fenced("a: [\"b\" \"c\"]"), "bad-yaml", at: "\""),
        refused("a closing bracket too many", fenced("a: b]\nc: ]"), "bad-yaml", at: "]"),
        refused("a field indented otherwise", fenced("a: b\n  c: d"), "bad-yaml", at: ":"),
        refused("a field less indented", fenced("  a: b\nc: d"), "bad-yaml", at: "c"),
        refused("a list item beside fields", fenced("a: b\n- c"), "bad-yaml", at: "-"),
        refused("a list after a value", fenced("a: - b"), "bad-yaml", at: "-"),
        refused("an unknown escape", fenced(#"a: "C:\gminy""#), "bad-yaml", at: "\\"),
        refused("a short hex escape", fenced(#"a: "\x1""#), "bad-yaml", at: "1"),
        refused("a list as a key", fenced("? [a]\n: b"), "yaml-feature", at: "["),
        refused("a mapping as a key", fenced("{a: b}: c"), "yaml-feature", at: "{"),
        refused(
            "65 levels", fenced("a: " + String(repeating: "[", count: 64) + String(repeating: "]", count: 64)),
            "too-deep", at: "["),
        refused("10 000 levels", fenced("a: " + String(repeating: "[", count: 10_000)), "too-deep", at: "["),
        refused(
            "10 000 levels of lists", fenced("a:\n " + String(repeating: "- ", count: 10_000)), "too-deep", at: "-"),
        refused("a lone CR between two fields", fenced("a: b\rc: d"), "control-character", at: "\r"),
        refused("lone CRs as line ends", "---\ra: b\r---\rtext\r", "control-character", at: "\r"),
        refused("a byte-order mark before a field", fenced("a: b\n\u{FEFF}c: d"), "bad-yaml", at: "\u{FEFF}"),
        refused("no name before the colon", fenced("a: b\n: c"), "bad-yaml", at: ":"),
        refused("a quote that closes too early", fenced("a: \"b „c\"\""), "bad-yaml", at: "\""),
        refused("a merge key is a key like another", fenced("<<: *a"), "yaml-feature", at: "*a"),
    ]
}

@Suite("Front matter")
struct FrontMatterTests {
    @Test("files: fences, encodings, ends", arguments: FrontMatterCase.files)
    func files(example: FrontMatterCase) throws { try check(example) }

    @Test("values", arguments: FrontMatterCase.values)
    func values(example: FrontMatterCase) throws { try check(example) }

    @Test("faults", arguments: FrontMatterCase.faults)
    func faults(example: FrontMatterCase) throws { try check(example) }

    @Test("up to 1 MB is read, more is refused, both in bounded time")
    func big() throws {
        var reader = FrontMatterReader()
        let long = SourceFile(path: "a.md", text: fenced("t: " + String(repeating: "a", count: 1_000_000)))
        _ = try reader.read(long)
        #expect(reader.tree.nodes.count == 3)
        let keys = (0..<60_000).map { "k\($0): \($0)" }.joined(separator: "\n")
        _ = try reader.read(SourceFile(path: "a.md", text: fenced(keys)))
        #expect(reader.tree.nodes.count == 120_001)
        let longer = SourceFile(path: "a.md", text: fenced("t: " + String(repeating: "a", count: 10_000_000)))
        let error = #expect(throws: DiagnosticError.self) { try reader.read(longer) }
        #expect(error?.diagnostics[0].rule.name == "too-long")
        let body = SourceFile(path: "a.md", text: fenced("t: a", body: String(repeating: "b", count: 10_000_000)))
        #expect(try reader.read(body).body.count == 10_000_000)
    }

    @Test("every prefix and every changed byte ends with a tree or a located finding")
    func mutations() throws {
        let text = Array(fenced("ty: „ó” # x\nl: {a: [1, \"\\u0142\"]}\nb: |\n  c\n- d", body: "ż").utf8)
        var reader = FrontMatterReader()
        for end in 0...text.count { run(&reader, Array(text[..<end])) }
        for index in text.indices {
            for byte in stride(from: 0, through: 255, by: isLong ? 1 : 5) {
                var changed = text
                changed[index] = UInt8(byte)
                run(&reader, changed)
            }
        }
    }

    private func run(_ reader: inout FrontMatterReader, _ bytes: [UInt8]) {
        do {
            let split = try reader.read(SourceFile(path: "a.md", bytes: bytes))
            #expect(split.body.upperBound == bytes.count)
            for node in reader.tree.nodes {
                #expect(node.span.start <= node.span.end && node.span.end <= split.yaml.upperBound)
            }
        } catch {
            let span = error.diagnostics[0].location?.span ?? Span(-1, -1)
            #expect(span.start >= 0 && span.start <= span.end && span.end <= max(1, bytes.count))
        }
    }

    private func check(_ example: FrontMatterCase) throws {
        var reader = FrontMatterReader()
        let file = SourceFile(path: "a.md", bytes: example.bytes)
        do {
            let split = try reader.read(file)
            let tree = try #require(example.tree, "it was taken: \(show(reader.tree))")
            #expect(show(reader.tree) == tree)
            #expect(String(decoding: example.bytes[split.body], as: UTF8.self) == example.body)
            checkSpans(reader.tree, file)
        } catch let error as DiagnosticError {
            let diagnostic = error.diagnostics[0]
            #expect(example.tree == nil, "\(diagnostic.message.en)")
            #expect(diagnostic.rule.name == example.rule, "\(diagnostic.message.en)")
            #expect(file.text(diagnostic.location?.span ?? Span(0, 0)) == example.blamed, "\(diagnostic.message.en)")
            #expect(diagnostic.remedy != nil)
        }
    }

    /// A plain scalar on one line is its own bytes; a quoted one stands between its quotes.
    private func checkSpans(_ tree: DataTree, _ file: SourceFile) {
        for index in tree.nodes.indices {
            let written = file.text(tree.nodes[index].span)
            switch tree.nodes[index].kind {
            case .plain where !written.contains("\n"): #expect(written == tree.string(index))
            case .quoted: #expect(written.first == written.last && (written.first == "\"" || written.first == "'"))
            default: break
            }
        }
    }

    private func show(_ tree: DataTree) -> String {
        tree.nodes.isEmpty ? "" : show(tree, 0)
    }

    private func show(_ tree: DataTree, _ index: Int) -> String {
        switch tree.nodes[index].kind {
        case .plain: return tree.string(index)
        case .quoted: return "'" + tree.string(index) + "'"
        case .block: return "|" + tree.string(index)
        case .list: return "[" + tree.items(index).map { show(tree, $0) }.joined(separator: ", ") + "]"
        case .mapping:
            let items = tree.items(index)
            let pairs = stride(from: 0, to: items.count, by: 2).map {
                show(tree, items[$0]) + ": " + show(tree, items[$0 + 1])
            }
            return "{" + pairs.joined(separator: ", ") + "}"
        }
    }
}
