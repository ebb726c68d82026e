import LanguageRules
import Testing

@Suite("Typography keeps its promises on any text")
struct TypographyProperties {
    static let languages: [any Language] = [Polish(), English()]
    static let seed: UInt64 = 20_261_122

    static func texts(_ count: Int, seed: UInt64 = seed) -> [String] {
        var random = RandomSource(seed: seed)
        return (0..<trials(count)).map { index in
            let pieces = index.isMultiple(of: 3) ? RandomText.quotes : RandomText.pieces
            return RandomText.text(pieces, atMost: 24, using: &random)
        }
    }

    @Test("setting a set text changes nothing", arguments: languages.map(\.code))
    func idempotent(_ code: String) throws {
        let language = try #require(Languages.named(code))
        var typesetter = language.typesetter()
        for text in Self.texts(100_000) {
            let once = typesetter.typeset(text)
            let twice = typesetter.typeset(once)
            #expect(once == twice, "seed \(Self.seed): \(text.debugDescription)")
            if once != twice { return }
        }
    }

    @Test("setting a set text changes nothing, whatever is switched off")
    func idempotentInPart() {
        var random = RandomSource(seed: Self.seed)
        for text in Self.texts(20_000, seed: 7) {
            let options = TypographyOptions(rawValue: .random(in: 0...TypographyOptions.all.rawValue, using: &random))
            var typesetter = Polish().typesetter(options)
            let once = typesetter.typeset(text)
            #expect(typesetter.typeset(once) == once, "seed 7, options \(options.rawValue): \(text.debugDescription)")
        }
    }

    @Test("only spaces, quotes, dashes, dots and apostrophes change", arguments: languages.map(\.code))
    func neutral(_ code: String) throws {
        let language = try #require(Languages.named(code))
        var typesetter = language.typesetter()
        for text in Self.texts(100_000) {
            let typeset = typesetter.typeset(text)
            #expect(Self.bare(text) == Self.bare(typeset), "seed \(Self.seed): \(text.debugDescription)")
        }
    }

    @Test("a text in nodes gives what it gives in one piece", arguments: languages.map(\.code))
    func split(_ code: String) throws {
        let language = try #require(Languages.named(code))
        var typesetter = language.typesetter(escapesHTML: true)
        var random = RandomSource(seed: Self.seed)
        for text in Self.texts(100_000) {
            let whole = typesetter.typeset(text)
            var output = Array("<p>".utf8)
            var node: [UInt8] = []
            for byte in Array(text.utf8) + [0] {
                if byte == 0 || Int.random(in: 0..<4, using: &random) == 0 {
                    node.withUnsafeBufferPointer { typesetter.text($0, at: output.count) }
                    node.removeAll()
                    if Bool.random(using: &random) { output += "<b>".utf8 }
                }
                node.append(byte)
            }
            typesetter.finish(&output)
            let joined = Self.withoutTags(output)
            #expect(joined == Array(whole.utf8), "seed \(Self.seed): \(text.debugDescription)")
            if joined != Array(whole.utf8) { return }
        }
    }

    @Test("addresses, paths and code are never touched", arguments: languages.map(\.code))
    func code(_ code: String) throws {
        let language = try #require(Languages.named(code))
        var typesetter = language.typesetter()
        var random = RandomSource(seed: Self.seed)
        let signs = ["'", "\"", "-", "--", "...", "1-2", "a", "5", ".", "„", "’"]
        for text in Self.texts(50_000) {
            let inner = RandomText.text(signs, atMost: 5, using: &random)
            let tokens = [
                "https://a.pl/x\(inner)y", "www.a.pl/x\(inner)y", "a\(inner)b@c.pl", "/etc/x\(inner)y",
                "C:\\x\(inner)y",
                "x_\(inner)y", "k=\(inner)y", "f('\(inner)y')", "d[\"\(inner)y\"]", "<a\(inner)b>", "--x\(inner)y=z",
            ]
            let token = random.element(tokens)
            let typeset = typesetter.typeset("\(text) \(token) \(text)")
            #expect(typeset.utf8.contains(token.utf8), "seed \(Self.seed): \(token) in \(typeset)")
        }
    }

    @Test("the sum of debris is that of the text, and no debris is left")
    func debris() {
        var typesetter = Polish().typesetter()
        for text in Self.texts(50_000) {
            typesetter.debris = Debris()
            let typeset = typesetter.typeset(text)
            let scalars = text.unicodeScalars
            #expect(typesetter.debris.softHyphens == scalars.count { $0 == "\u{AD}" })
            #expect(typesetter.debris.zeroWidthSpaces == scalars.count { $0 == "\u{200B}" })
            #expect(typesetter.debris.byteOrderMarks == scalars.count { $0 == "\u{FEFF}" })
            #expect(!typeset.unicodeScalars.contains { $0 == "\u{AD}" || $0 == "\u{200B}" || $0 == "\u{FEFF}" })
            #expect(!typeset.contains("\u{A0}\u{A0}"))
        }
    }

    /// The text's own `<` are escaped, so each that is left begins a tag of three bytes.
    static func withoutTags(_ html: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        var index = 0
        while index < html.count {
            if html[index] == UInt8(ascii: "<") {
                index += 3
            } else {
                text.append(html[index])
                index += 1
            }
        }
        return text
    }

    /// A text without what typography may change.
    static func bare(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case " ", "\n", "\t", "\u{A0}", "\u{AD}", "\u{200B}", "\u{FEFF}", "\"", "'", "‘"..."‟", "«", "»", "-", "–",
                "—",
                ".", "…":
                break
            default: scalars.append(scalar)
            }
        }
        return String(scalars)
    }
}

extension Collection where Element == UInt8 {
    /// Byte by byte: within a String a quotation mark may join the character before it.
    func contains(_ other: some Collection<UInt8>) -> Bool {
        firstRange(of: other) != nil
    }
}
