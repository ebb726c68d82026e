import Diagnostics
import Testing

@testable import Content

private func read(_ text: String, comments: Bool = false) throws -> JSONNode {
    var reader = JSONReader(file: SourceFile(path: "a.json", text: text), allowComments: comments)
    return try reader.read()
}

@Suite("JSON reader")
struct JSONReaderTests {
    @Test("values, keys in order, and their spans")
    func tree() throws {
        let text = #" {"tytuł": "Świątniki \u0047\n", "n": [1, -2.5e3, true, null], "o": {}} "#
        let root = try read(text)
        #expect(root["tytuł"]?.string == "Świątniki G\n")
        #expect(root["n"]?.array?[1].number?.double == -2500)
        #expect(root["n"]?.array?[0].integer == 1)
        #expect(root["n"]?.array?[2].boolean == true)
        #expect(root["n"]?.array?[3].isNull == true)
        #expect(root["o"]?.object?.isEmpty == true)
        let bytes = Array(text.utf8)
        let member = try #require(root.member("tytuł"))
        #expect(String(decoding: bytes[member.keySpan.start..<member.keySpan.end], as: UTF8.self) == "\"tytuł\"")
        #expect(bytes[member.value.span.end] == UInt8(ascii: ","))
        #expect(root.span == Span(1, bytes.count - 1))
    }

    @Test("a number keeps its text and rounds correctly")
    func numbers() throws {
        for text in [
            "0", "-0", "19.945", "50.0614300", "1e22", "1e23", "9007199254740993", "123456789012345678901234567890",
            "2.2250738585072011e-308", "4.9e-324", "1.7976931348623157e308", "0.1", "1e-400",
            "100000000000000000000e-22",
            "0.000000000000000000000000000000123456789", "1234567890123456789.5",
        ] {
            let number = try #require(read(text).number)
            #expect(number.text == text)
            #expect(number.double.bitPattern == Double(text)?.bitPattern, "\(text)")
        }
        #expect(try read("12.0").integer == 12)
        #expect(try read("1.2e1").integer == 12)
        #expect(try read("12.5").integer == nil)
        #expect(try read("9223372036854775807").integer == Int.max)
    }

    @Test("random coordinates agree with the standard library")
    func coordinates() throws {
        var random = Seeded(seed: 20_261_123)
        for _ in 0..<(isLong ? 100_000 : 10_000) {
            let digits = Int.random(in: 0...17, using: &random)
            let text = "\(Int.random(in: -180...180, using: &random)).\(Int.random(in: 0...Int(1e17), using: &random))"
            let short = String(text.prefix(text.utf8.count - digits / 2))
            guard let expected = Double(short), !short.hasSuffix("."), !short.hasSuffix("-") else { continue }
            #expect(try read(short).number?.double == expected, "seed 20261123: \(short)")
        }
    }

    @Test("comments where the config allows them, and only there")
    func comments() throws {
        let text = "// a\n{ /* b */ \"x\": 1 // ą\n }\n/* c */"
        #expect(try read(text, comments: true)["x"]?.integer == 1)
        #expect(throws: DiagnosticError.self) { try read(text) }
        #expect(throws: DiagnosticError.self) { try read("{} /* ", comments: true) }
    }

    @Test("5 000 keys in one object, and a repeated one among them")
    func manyKeys() throws {
        let keys = (0..<5000).map { "\"k\($0)\":\($0)" }
        #expect(try read("{" + keys.joined(separator: ",") + "}").object?.count == 5000)
        let error = #expect(throws: DiagnosticError.self) {
            try read("{" + keys.joined(separator: ",") + ",\"k4999\":0}")
        }
        #expect(error?.diagnostics.first?.rule == .duplicateKey)
        #expect(error?.diagnostics.first?.notes.count == 1)
    }

    @Test("keys are compared by bytes: two spellings of é are two keys")
    func canonicalEquivalence() throws {
        #expect(try read("{\"\u{E9}\": 1, \"e\u{301}\": 2}").object?.count == 2)
    }

    @Test("depth 512 is read, 513 and 100 000 are refused at once")
    func depth() throws {
        let deep = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
        _ = try read(deep)
        for depth in [513, 100_000] {
            let error = #expect(throws: DiagnosticError.self) { try read(String(repeating: "[", count: depth)) }
            #expect(error?.diagnostics.first?.rule == .tooDeep)
        }
    }

    @Test("the tokenizer skips a value whole")
    func skip() throws {
        let file = SourceFile(path: "a.json", text: #"{"a": {"b": [1, {"c": 2}]}, "d": 3}"#)
        var tokens = JSONTokenizer(file: file)
        #expect(try tokens.next() == .objectStart)
        #expect(try tokens.next() == .key)
        #expect(tokens.isText("a"))
        try tokens.skipValue()
        #expect(try tokens.next() == .key)
        #expect(tokens.text == "d")
        try tokens.skipValue()
        #expect(try tokens.next() == .objectEnd)
        #expect(try tokens.next() == .end)
        #expect(try tokens.next() == .end)
    }
}
