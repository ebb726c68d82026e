import Diagnostics
import Testing

@testable import Content

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The Python whose `json` judges.
enum PythonOracle {
    static let isThere = system("\(ValidatorOracle.python) -c 'import json' >/dev/null 2>&1") == 0
    static let hexadecimal: [String] = (0..<256).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
}

/// One text and whether RFC 8259 (with our limits) takes it; the name says which rule it guards.
struct JSONCase: CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let isAccepted: Bool
    /// For a refusal: where it is found.
    let offset: Int?

    init(_ name: String, _ text: String, _ isAccepted: Bool = true, at offset: Int? = nil) {
        self.init(name, Array(text.utf8), isAccepted, at: offset)
    }

    init(_ name: String, _ bytes: [UInt8], _ isAccepted: Bool, at offset: Int? = nil) {
        self.name = name
        self.bytes = bytes
        self.isAccepted = isAccepted
        self.offset = offset
    }

    var testDescription: String { name }

    static let accepted: [JSONCase] = [
        JSONCase("a lone string", #""a""#), JSONCase("a lone number", "1"), JSONCase("a lone true", "true"),
        JSONCase("a lone false", "false"), JSONCase("a lone null", "null"), JSONCase("empty array", "[]"),
        JSONCase("empty object", "{}"), JSONCase("empty string", #""""#), JSONCase("empty key", #"{"": 0}"#),
        JSONCase("space around everything", " \t\r\n[ \t\r\n1 \t\r\n, \t\r\n2 ] "),
        JSONCase("space around a colon", "{\"a\" \n:\t1}"), JSONCase("no white space", #"{"a":[1,{"b":null}]}"#),
        JSONCase("final newline", "[]\n"), JSONCase("minus zero", "-0"), JSONCase("minus zero with fraction", "-0.0"),
        JSONCase("exponent", "1e5"), JSONCase("capital exponent", "1E5"), JSONCase("signed exponents", "[1e+5, 1e-5]"),
        JSONCase("exponent with leading zero", "1e05"), JSONCase("fraction and exponent", "0.5e1"),
        JSONCase("zero exponent", "0e0"), JSONCase("tiny number becomes zero", "1e-9999"),
        JSONCase("a long number", "[" + String(repeating: "7", count: 300) + "]"),
        JSONCase("many digits after the dot", "0." + String(repeating: "1", count: 1000)),
        JSONCase("all simple escapes", #""\"\\\/\b\f\n\r\t""#), JSONCase("an escaped letter", #""\u0142""#),
        JSONCase("hex digits in both cases", #""\u00aB\u00Ab""#), JSONCase("an escaped NUL", #""\u0000""#),
        JSONCase("a surrogate pair", #""\uD83D\uDE00""#), JSONCase("the last surrogate pair", #""\uDBFF\uDFFF""#),
        JSONCase("escaped noncharacter", #""\uFFFF""#), JSONCase("backslash before u", #""\\u12""#),
        JSONCase("DEL is no control character", "\"\u{7F}\""), JSONCase("C1 controls", "\"\u{80}\u{9F}\""),
        JSONCase("line separators U+2028 U+2029", "\"\u{2028}\u{2029}\""), JSONCase("two bytes", "\"ż\""),
        JSONCase("three bytes", "\"–\""), JSONCase("four bytes", "\"😀\""), JSONCase("U+10FFFF", "\"\u{10FFFF}\""),
        JSONCase("first and last of three bytes", "\"\u{800}\u{FFFF}\""),
        JSONCase("U+D7FF and U+E000", "\"\u{D7FF}\u{E000}\""),
        JSONCase("a BOM inside a string", "\"\u{FEFF}\""), JSONCase("a slash need not be escaped", #""a/b""#),
        JSONCase("comment marks in a string", #""// /* */ #""#), JSONCase("brackets in a string", #""[{]}""#),
        JSONCase("repeated values", "[1,1,1]"), JSONCase("one key in two objects", #"[{"a":1},{"a":1}]"#),
        JSONCase("keys that differ in case", #"{"a":1,"A":2}"#), JSONCase("words as keys", #"{"true":1,"null":2}"#),
        JSONCase("nested arrays", "[[[[[]]]]]"), JSONCase("nested objects", #"{"a":{"a":{"a":{}}}}"#),
        JSONCase("a key of 2 000 characters", "{\"" + String(repeating: "k", count: 2000) + "\":1}"),
    ]

    static let refused: [JSONCase] = [
        JSONCase("nothing", "", false, at: 0), JSONCase("only white space", " \n", false, at: 0),
        JSONCase("byte-order mark", "\u{FEFF}[]", false, at: 0),
        JSONCase("UTF-16", [0xFF, 0xFE, 0x5B, 0], false, at: 0),
        JSONCase("two values", "1 2", false, at: 2), JSONCase("a value after the object", "{}{}", false, at: 2),
        JSONCase("closing bracket after the end", "[]]", false, at: 2),
        JSONCase("trailing comma in an array", "[1,]", false, at: 2),
        JSONCase("trailing comma in an object", #"{"a":1,}"#, false, at: 6),
        JSONCase("leading comma", "[,1]", false, at: 1), JSONCase("doubled comma", "[1,,2]", false, at: 3),
        JSONCase("leading comma in an object", "{,}", false, at: 1), JSONCase("comma alone", ",", false, at: 0),
        JSONCase("missing comma", "[1 2]", false, at: 3),
        JSONCase("missing comma between members", #"{"a":1 "b":2}"#, false, at: 7),
        JSONCase("missing colon", #"{"a" 1}"#, false, at: 5), JSONCase("missing value", #"{"a":}"#, false, at: 5),
        JSONCase("doubled colon", #"{"a"::1}"#, false, at: 5), JSONCase("key without a value", #"{"a"}"#, false, at: 4),
        JSONCase("semicolon", #"{"a":1;"b":2}"#, false, at: 6), JSONCase("key without quotes", "{a:1}", false, at: 1),
        JSONCase("number as a key", "{1:1}", false, at: 1), JSONCase("null as a key", "{null:1}", false, at: 1),
        JSONCase("key in single quotes", "{'a':1}", false, at: 1),
        JSONCase("string in single quotes", "['a']", false, at: 1),
        JSONCase("typographic quotes", "[„a”]", false, at: 1),
        JSONCase("typographic quotes at a key", "{“a”:1}", false, at: 1),
        JSONCase("array closed as an object", "[1}", false, at: 2),
        JSONCase("object closed as an array", #"{"a":1]"#, false, at: 6),
        JSONCase("empty object closed as an array", "{]", false, at: 1), JSONCase("unclosed array", "[1", false, at: 1),
        JSONCase("unclosed array after a comma", "[1,", false, at: 2),
        JSONCase("unclosed object", #"{"a":1"#, false, at: 5),
        JSONCase("object that breaks off after a colon", #"{"a":"#, false), JSONCase("lone bracket", "[", false, at: 0),
        JSONCase("lone closing bracket", "]", false, at: 0), JSONCase("lone brace", "{", false, at: 0),
        JSONCase("unclosed string", #"["a"#, false, at: 1),
        JSONCase("string that ends in a backslash", #""\"#, false, at: 1),
        JSONCase("escaped closing quote", #""\""#, false, at: 0),
        JSONCase("line break in a string", "[\"a\nb\"]", false, at: 1),
        JSONCase("tab in a string", "\"\t\"", false, at: 1), JSONCase("NUL in a string", "\"\0\"", false, at: 1),
        JSONCase("U+001F in a string", "\"\u{1F}\"", false, at: 1), JSONCase("NUL outside", "[\0]", false, at: 1),
        JSONCase("unknown escape", #""\x41""#, false, at: 1), JSONCase("escaped single quote", #""\'""#, false, at: 1),
        JSONCase("escaped capital U", #""\U0041""#, false, at: 1),
        JSONCase("escaped letter beyond ASCII", #""\ł""#, false, at: 1),
        JSONCase("three hex digits", #""\u041""#, false, at: 1), JSONCase("no hex digits", #""\u""#, false, at: 1),
        JSONCase("a letter beyond F", #""\u004G""#, false, at: 1),
        JSONCase("sign in an escape", #""\u+041""#, false, at: 1),
        JSONCase("lone high surrogate", #""\uD83D""#, false, at: 1),
        JSONCase("lone low surrogate", #""\uDE00""#, false, at: 1),
        JSONCase("two high surrogates", #""\uD83D\uD83D""#, false, at: 1),
        JSONCase("high surrogate and a letter", #""\uD83D\u0041""#, false, at: 1),
        JSONCase("high surrogate and text", #""\uD83Dabcdef""#, false, at: 1),
        JSONCase("leading zero", "01", false, at: 0), JSONCase("leading zeros after minus", "-012", false, at: 0),
        JSONCase("plus sign", "+1", false, at: 0), JSONCase("no digit before the dot", ".5", false, at: 0),
        JSONCase("no digit after the dot", "[5.]", false, at: 1), JSONCase("dot and exponent", "5.e1", false, at: 0),
        JSONCase("minus alone", "[-]", false, at: 1), JSONCase("two minuses", "--1", false, at: 0),
        JSONCase("minus and a word", "-Infinity", false, at: 0),
        JSONCase("no digit in the exponent", "1e", false, at: 0),
        JSONCase("only a sign in the exponent", "1e+", false, at: 0),
        JSONCase("fraction in the exponent", "1e1.5", false, at: 3),
        JSONCase("two dots", "1.2.3", false, at: 3), JSONCase("hexadecimal", "0x1F", false, at: 1),
        JSONCase("digit groups", "1_000", false, at: 1), JSONCase("decimal comma", #"{"a":1,5}"#, false, at: 7),
        JSONCase("spaced digits", "1 000", false, at: 2), JSONCase("beyond a double", "1e309", false, at: 0),
        JSONCase("beyond a double in digits", String(repeating: "9", count: 400), false, at: 0),
        JSONCase("an exponent of 40 digits", "1e" + String(repeating: "9", count: 40), false, at: 0),
        JSONCase("NaN", "[NaN]", false, at: 1), JSONCase("Infinity", "Infinity", false, at: 0),
        JSONCase("capital True", "True", false, at: 0), JSONCase("Polish tak", "[tak]", false, at: 1),
        JSONCase("None", "None", false, at: 0), JSONCase("undefined", "undefined", false, at: 0),
        JSONCase("cut word", "tru", false, at: 0), JSONCase("word with more", "nullx", false, at: 0),
        JSONCase("word with a digit", "true1", false, at: 0),
        JSONCase("unquoted text", "{\"a\": Skawina}", false, at: 6),
        JSONCase("line comment", "[] // a", false, at: 3), JSONCase("block comment", "/* a */ []", false, at: 0),
        JSONCase("hash comment", "# a\n[]", false, at: 0), JSONCase("slash alone", "/", false, at: 0),
        JSONCase("duplicate key", #"{"a":1,"a":1}"#, false, at: 7),
        JSONCase("duplicate key through an escape", #"{"a":1,"\u0061":1}"#, false, at: 7),
        JSONCase("duplicate key in a nested object", #"{"x":{"a":1,"a":2}}"#, false, at: 12),
        JSONCase("no-break space outside", "[\u{A0}1]", false, at: 1),
        JSONCase("form feed outside", "[\u{0C}]", false, at: 1),
        JSONCase("vertical tab outside", "\u{0B}1", false, at: 0), JSONCase("a backtick", "`a`", false, at: 0),
        JSONCase("Windows-1250 in a string", [0x22, 0xB9, 0x22], false, at: 1),
        // Found by fuzzing: the span reached past the end of the file.
        JSONCase("a byte that is no UTF-8 after a backslash", [0x22, 0x5C, 0xFF], false, at: 2),
        JSONCase("Windows-1250 outside", [0x5B, 0xB9, 0x5D], false, at: 1),
        JSONCase("overlong slash", [0x22, 0xC0, 0xAF, 0x22], false, at: 1),
        JSONCase("overlong in three bytes", [0x22, 0xE0, 0x80, 0xAF, 0x22], false, at: 1),
        JSONCase("overlong in four bytes", [0x22, 0xF0, 0x80, 0x80, 0xAF, 0x22], false, at: 1),
        JSONCase("surrogate in UTF-8", [0x22, 0xED, 0xA0, 0x80, 0x22], false, at: 1),
        JSONCase("beyond U+10FFFF", [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], false, at: 1),
        JSONCase("byte FF", [0x22, 0xFF, 0x22], false, at: 1),
        JSONCase("lone continuation", [0x22, 0x80, 0x22], false, at: 1),
        JSONCase("cut sequence", [0x22, 0xC5, 0x22], false, at: 1),
        JSONCase("cut at the end of the file", [0x22, 0xE2, 0x80], false, at: 1),
    ]
}

@Suite("JSON grammar")
struct JSONGrammarTests {
    @Test("there are at least a hundred of them, and of front matter's too")
    func count() {
        #expect(JSONCase.accepted.count + JSONCase.refused.count >= 100)
        let frontMatter = FrontMatterCase.files + FrontMatterCase.values + FrontMatterCase.faults
        #expect(frontMatter.count >= 100)
        #expect(Set(frontMatter.map(\.name)).count == frontMatter.count)
    }

    @Test("taken", arguments: JSONCase.accepted)
    func accepted(example: JSONCase) throws {
        var reader = JSONReader(file: SourceFile(path: "a.json", bytes: example.bytes))
        _ = try reader.read()
    }

    @Test("refused, at the right byte, with a message and a remedy", arguments: JSONCase.refused)
    func refused(example: JSONCase) throws {
        var reader = JSONReader(file: SourceFile(path: "a.json", bytes: example.bytes))
        let error = #expect(throws: DiagnosticError.self) { try reader.read() }
        let diagnostic = try #require(error?.diagnostics.first)
        if let offset = example.offset {
            #expect(diagnostic.location?.span.start == offset, "\(diagnostic.message.en)")
        }
        #expect(diagnostic.remedy != nil)
        let span = try #require(diagnostic.location?.span)
        #expect(span.start <= span.end && span.end <= max(1, example.bytes.count))
    }

    @Test(
        "Python's json, made as strict as we are, takes and refuses the same texts",
        .enabled(if: PythonOracle.isThere, "skipped: the JSON oracle, because there is no python3"))
    func python() throws {
        var texts = (JSONCase.accepted + JSONCase.refused).map(\.bytes)
        let seed: UInt64 = 20_261_126
        var random = Seeded(seed: seed)
        for _ in 0..<(isLong ? 20_000 : 2000) { texts.append(JSONGrammarTests.mutated(&random)) }
        let file = "/tmp/metropolia-json-\(getpid())"
        defer { system("rm -f \(file) \(file).verdicts") }
        let handle = try #require(fopen(file, "w"))
        for text in texts { fputs(text.map { PythonOracle.hexadecimal[Int($0)] }.joined() + "\n", handle) }
        fclose(handle)
        let script = Site.root + "/Tests/ContentTests/Fixtures/oracle/json_verdicts.py"
        #expect(system("\(ValidatorOracle.python) '\(script)' \(file) > \(file).verdicts") == 0)
        let verdicts = String(decoding: try #require(Site.bytes(file + ".verdicts")), as: UTF8.self)
            .split(separator: "\n")
        #expect(verdicts.count == texts.count)
        var taken = 0
        for (text, verdict) in zip(texts, verdicts) {
            var reader = JSONReader(file: SourceFile(path: "a.json", bytes: text))
            let isTaken = (try? reader.read()) != nil
            if isTaken { taken += 1 }
            #expect(isTaken == (verdict == "taken"), "seed \(seed): \(String(decoding: text, as: UTF8.self))")
        }
        #expect(taken > texts.count / 10)
    }

    /// A JSON text of a random shape, with none to three of its bytes changed, dropped or doubled.
    private static func mutated(_ random: inout Seeded) -> [UInt8] {
        var bytes = Array(value(depth: 0, &random).utf8)
        for _ in 0..<Int.random(in: 0...3, using: &random) where !bytes.isEmpty {
            let index = Int.random(in: bytes.indices, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: bytes.remove(at: index)
            case 1: bytes.insert(bytes[index], at: index)
            default:
                let signs = Array("{}[],:\"\\0123456789.eE+-tfnu /\n\tż".utf8)
                bytes[index] = signs[Int.random(in: signs.indices, using: &random)]
            }
        }
        return bytes
    }

    private static func value(depth: Int, _ random: inout Seeded) -> String {
        let scalars = [
            "0", "-0.5e+3", "12", "1E2", "true", "false", "null", "\"\"", "\"ż\\n\"", "\"\\u0142\\uD83D\\uDE00\"",
            "\"a b\"",
        ]
        let blank = ["", "", " ", "\n"][Int.random(in: 0..<4, using: &random)]
        guard depth < 4, Int.random(in: 0..<3, using: &random) > 0 else {
            return blank + scalars[Int.random(in: scalars.indices, using: &random)]
        }
        let isObject = Bool.random(using: &random)
        let items = (0..<Int.random(in: 0...3, using: &random)).map { number in
            (isObject ? "\"\(["a", "b", "ł"][number])\"\(blank):" : "") + value(depth: depth + 1, &random)
        }
        return blank + (isObject ? "{" : "[") + items.joined(separator: ",") + (isObject ? "}" : "]")
    }

    @Test("every prefix and every one-byte change of a text ends with a value or a located error")
    func mutations() throws {
        let text = Array(#"{"a": [1, -2.5e-3, "ł\u0142\uD83D\uDE00"], "b": {"c": null, "d": true}}"#.utf8)
        for end in 0..<text.count { check(Array(text[..<end])) }
        for index in text.indices {
            for byte in UInt8.min...UInt8.max {
                var changed = text
                changed[index] = byte
                check(changed)
            }
        }
    }

    private func check(_ bytes: [UInt8]) {
        var reader = JSONReader(file: SourceFile(path: "a.json", bytes: bytes))
        do { _ = try reader.read() } catch {
            let span = error.diagnostics[0].location?.span ?? Span(0, 0)
            #expect(span.start >= 0 && span.end <= max(1, bytes.count) && span.start <= span.end)
        }
    }
}
