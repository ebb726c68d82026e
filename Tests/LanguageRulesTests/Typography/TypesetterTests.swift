import LanguageRules
import Testing

@Suite("The typesetter within HTML")
struct TypesetterTests {
    /// Strings that begin with `<` are the renderer's tags; `|` is a code span, `/` a hard line break.
    private func set(_ parts: [String], _ options: TypographyOptions = .all) -> String {
        var typesetter = Polish().typesetter(options, escapesHTML: true)
        var output = Array("<p>".utf8)
        for part in parts {
            switch part {
            case "|":
                output += "<code>a - \"b\"</code>".utf8
                typesetter.opaque()
            case "/":
                output += "<br>".utf8
                typesetter.lineBreak()
            case let tag where tag.hasPrefix("<"): output += tag.utf8
            default: typesetter.text(part, at: output.count)
            }
        }
        typesetter.finish(&output)
        return String(decoding: output, as: UTF8.self)
    }

    static let blocks: [(rule: String, parts: [String], html: String)] = [
        ("plain", ["kot"], "<p>kot"),
        ("unit in emphasis", ["5 ", "<em>", "km", "</em>"], "<p>5·<em>km</em>"),
        (
            "short word before a link", ["dom w ", "<a href=\"x\">", "Skawinie", "</a>"],
            "<p>dom w·<a href=\"x\">Skawinie</a>"
        ),
        ("space within the link", ["dom w", "<b>", " lesie", "</b>"], "<p>dom w<b>·lesie</b>"),
        ("quote over nodes", ["\"", "<em>", "Rejs", "</em>", "\" jest"], "<p>„<em>Rejs</em>” jest"),
        ("quote nested in emphasis", ["\"Film ", "<em>", "\"Rejs\"", "</em>", "\""], "<p>„Film <em>»Rejs«</em>”"),
        ("dots over nodes", [".", "<b>", "..", "</b>"], "<p>…<b></b>"),
        ("code is a word", ["w ", "|"], "<p>w·<code>a - \"b\"</code>"),
        ("quotes around code", ["\"", "|", "\""], "<p>„<code>a - \"b\"</code>”"),
        ("dash beside code", ["|", " - kot"], "<p><code>a - \"b\"</code> – kot"),
        ("code alone", ["|"], "<p><code>a - \"b\"</code>"),
        ("code first", ["|", " i kot"], "<p><code>a - \"b\"</code> i·kot"),
        ("soft line break", ["dom w", "\n", "lesie"], "<p>dom w·lesie"),
        ("hard line break", ["dom w", "/", "lesie"], "<p>dom w<br>lesie"),
        ("hard line break behind a space", ["dom w ", "/", "lesie"], "<p>dom w <br>lesie"),
        ("escapes", ["a1 < b1 & c1 > d1"], "<p>a1 &lt; b1 &amp; c1 &gt; d1"),
        ("straight quote that stays", ["17\" ekran"], "<p>17&quot; ekran"),
        ("debris at a node's end", ["Skaw\u{AD}", "<b>", "\u{200B}ina", "</b>"], "<p>Skaw<b>ina</b>"),
        ("debris within nodes", ["a\u{AD}1", "<b>", "b\u{AD}\u{AD}2", "</b>", "c\u{AD}"], "<p>a1<b>b2</b>c"),
        ("doubled no-break space over nodes", ["a1·", "<b>", "·b1", "</b>"], "<p>a1·<b>b1</b>"),
        ("empty node", ["", "<b>", "", "</b>", "kot"], "<p><b></b>kot"),
    ]

    @Test("a block in nodes", arguments: blocks.indices)
    func block(_ index: Int) {
        let testCase = Self.blocks[index]
        let parts = testCase.parts.map { String($0.map { $0 == "·" ? "\u{A0}" : $0 }) }
        #expect(set(parts) == String(testCase.html.map { $0 == "·" ? "\u{A0}" : $0 }), "\(testCase.rule)")
    }

    @Test("tags kept elsewhere give the same", arguments: blocks.indices)
    func elsewhere(_ index: Int) {
        let parts = Self.blocks[index].parts.map { String($0.map { $0 == "·" ? "\u{A0}" : $0 }) }
        var typesetter = Polish().typesetter(escapesHTML: true)
        var tags = Array("<p>".utf8)
        for part in parts {
            switch part {
            case "|":
                tags += "<code>a - \"b\"</code>".utf8
                typesetter.opaque()
            case "/":
                tags += "<br>".utf8
                typesetter.lineBreak()
            case let tag where tag.hasPrefix("<"): tags += tag.utf8
            default: typesetter.text(part, at: tags.count)
            }
        }
        var output: [UInt8] = []
        tags.withUnsafeBufferPointer { tags in typesetter.finish(tags) { output += Array($0) } }
        #expect(String(decoding: output, as: UTF8.self) == set(parts))
    }

    static let dense = "Kot w \"domu\" O'Neilla - 5 km...  ul. Nowa, tel. 12 34 56 7\u{A0}\u{A0}8-9 a\u{AD}b"

    static let switches: [(name: String, text: String)] = [
        ("quotes", "Kot w „domu” O'Neilla - 5 km...  ul. Nowa, tel. 12 34 56 7\u{A0}\u{A0}8-9 a\u{AD}b"),
        ("apostrophes", "Kot w \"domu\" O’Neilla - 5 km...  ul. Nowa, tel. 12 34 56 7\u{A0}\u{A0}8-9 a\u{AD}b"),
        ("dashes", "Kot w \"domu\" O'Neilla – 5 km...  ul. Nowa, tel. 12 34 56 7\u{A0}\u{A0}8–9 a\u{AD}b"),
        ("ellipses", "Kot w \"domu\" O'Neilla - 5 km…  ul. Nowa, tel. 12 34 56 7\u{A0}\u{A0}8-9 a\u{AD}b"),
        ("shortWords", "Kot w\u{A0}\"domu\" O'Neilla - 5 km...  ul. Nowa, tel. 12 34 56 7\u{A0}\u{A0}8-9 a\u{AD}b"),
        ("units", "Kot w \"domu\" O'Neilla - 5\u{A0}km...  ul. Nowa, tel. 12 34 56 7\u{A0}\u{A0}8-9 a\u{AD}b"),
        (
            "abbreviations",
            "Kot w \"domu\" O'Neilla - 5 km...  ul.\u{A0}Nowa, tel.\u{A0}12 34 56 7\u{A0}\u{A0}8-9 a\u{AD}b"
        ),
        (
            "phoneNumbers",
            "Kot w \"domu\" O'Neilla - 5 km...  ul. Nowa, tel. 12\u{A0}34\u{A0}56\u{A0}7\u{A0}\u{A0}8-9 a\u{AD}b"
        ),
        ("debris", "Kot w \"domu\" O'Neilla - 5 km...  ul. Nowa, tel. 12 34 56 7\u{A0}8-9 ab"),
    ]

    @Test("each kind of mending alone", arguments: switches.indices)
    func alone(_ index: Int) throws {
        let option = try #require(TypographyOptions(named: Self.switches[index].name))
        var typesetter = Polish().typesetter(option)
        #expect(typesetter.typeset(Self.dense) == Self.switches[index].text)
    }

    @Test("all kinds are switched by name")
    func names() {
        #expect(TypographyOptions.names == Self.switches.map(\.name))
        let all = TypographyOptions.names.compactMap(TypographyOptions.init(named:))
        #expect(TypographyOptions(all) == .all)
        #expect(TypographyOptions(named: "spelling") == nil)
    }

    @Test("nothing changes when all is off")
    func off() {
        var typesetter = Polish().typesetter([])
        #expect(typesetter.typeset(Self.dense) == Self.dense)
    }

    @Test("debris is counted by kind")
    func debris() {
        var typesetter = Polish().typesetter()
        #expect(typesetter.debris.isEmpty)
        _ = typesetter.typeset("\u{FEFF}a\u{AD}b\u{AD}c\u{200B} d\u{A0}\u{A0}e\u{A0} f")
        #expect(typesetter.debris.softHyphens == 2)
        #expect(typesetter.debris.zeroWidthSpaces == 1)
        #expect(typesetter.debris.byteOrderMarks == 1)
        #expect(typesetter.debris.doubledNoBreakSpaces == 2)
        typesetter.debris = Debris()
        _ = typesetter.typeset("czysty tekst")
        #expect(typesetter.debris.isEmpty)
    }

    @Test(
        "a block takes time in proportion to its length",
        arguments: ["\"", "'", "„", " '", "1-", "1 ", "a'", "(\"", "-", ".", "\u{A0}", "\"'", "w ", "\u{AD}", "f('"])
    func linear(_ piece: String) {
        let clock = ContinuousClock()
        var typesetter = Polish().typesetter()
        let text = String(repeating: piece, count: 40_000)
        let time = clock.measure { _ = typesetter.typeset(text) }
        // A quadratic rule needs minutes; this is generous to a busy machine.
        #expect(time < .seconds(10))
    }
}
