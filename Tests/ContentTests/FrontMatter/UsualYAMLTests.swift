import Diagnostics
import Testing

@_spi(Fuzzing) @testable import Content

/// The quick reader of front matter: it gives libyaml's tree or none.
@Suite struct UsualYAMLTests {
    private static func tree(_ text: String) -> DataTree? {
        var tree = DataTree()
        let bytes = Array(text.utf8)
        return bytes.withUnsafeBufferPointer { UsualYAML.read($0, start: 0, into: &tree) } ? tree : nil
    }

    private static func library(_ text: String) -> DataTree? {
        var tree = DataTree()
        let file = SourceFile(path: "a.md", text: text)
        do {
            try YAMLReader.readByLibrary(file, 0..<file.bytes.count, into: &tree)
            return tree
        } catch {
            return nil
        }
    }

    /// What editors write every day must be read quickly, or the reader is of no use.
    @Test(arguments: [
        "title: Skawina\n", "title: Skawina", "title:\n", "title:", "title: \n", "title:  Skawina  \n",
        "title: \"Gmina: Skawina # 1\"\n", "title: 'Skawina'\n", "title: \"\"\n", "a: Plac nr 1 #uwaga\n",
        "# uwaga\n\ntitle: x # y\n   # z\nb: 1\n", "adres: https://www.skawina.pl/a?b=c:d\n", "a: -5\nb: –\n",
        "tags: [transport, środowisko, „a”]\n", "tags: []\na: {}\n", "a: { b: 1, c: \"x, y\" } # z\n",
        "a: [[1, 2], { b: [c] }]\n", "facts:\n  - { nazwa: \"woda\", wartosc: \"1\" }\n  - { nazwa: las }\n",
        "lista:\n  - a\n  - b c\nd: 1\n", "lista:\n- a\n- b\nd: 1\n", "lista:\n- a: 1\n  b: 2\n- a: 3\n",
        "lista:\n  -   a: 1\n      b:\n        - c\n        - d\n      e: f\n  - a: 2\n",
        "a:\n  b:\n    c: 1\n  d: 2\ne: 3\n",
        "a:\n  - b:\n    - c\n    d:\n  - b: x\n", "a:\nb:\n  # tylko uwaga\nc: 1\n", "żółć: gęślą jaźń\n", "a: x:y\n",
        "ludnosc: { liczba: 43_000, rok: 2024 }\n", "a: 12:30\n", "a: [10:30, b-c, -1]\n", "a: b'c\"d\n", "a: 1\n\n\n",
    ])
    func `usual front matter is read without libyaml, to the same tree`(text: String) throws {
        let tree = try #require(UsualYAMLTests.tree(text))
        #expect(tree == UsualYAMLTests.library(text))
    }

    @Test(arguments: [
        "", "# nic\n", "a: |\n  b\n", "a: >-\n  b\n", "a: &x b\n", "a: *x\n", "a: !b c\n", "a: b\n  c\n", "a:\n  b\n",
        "a: \"b\n  c\"\n", "a: \"b\\n\"\n", "a: 'b''c'\n", "\"a\": b\n", "a : b\n", "a: b: c\n", "a: b:\n",
        "a: [b\n  , c]\n",
        "a: [b, ]\n", "a: [b: c]\n", "a: {b}\n", "a: {b: c, b: d}\n", "a: 1\na: 2\n", "? a\n: b\n", "- a\n", " a: 1\n",
        "a: 1\n b: 2\n", "a:\n  - b\n  c: 1\n", "a:\n  - - b\n", "a:\n  -\n    b: 1\n", "a: 1\n---\nb: 2\n",
        "a: 1\n...\n",
        "a:\tb\n", "a: b\tc\n", "a: b\r\n", "a: \u{85}b\n", "a: \u{2028}b\n", "a: \u{FEFF}b\n", "a: b]\nc: }\n- d\n",
        "a: @b\n",
        "a: %b\n", "a: `b\n", "a: - b\n", "a: [b #c\n]\n", "a: [b:]\n", "a: [b:,c]\n", "a: \"b\"c\n", "a: \"b\"#c\n",
        "a: [b]c\n",
        "a: {b:c}\n", "a: {b: c}: d\n", "a: [?b]\n", "a\n", "a:b\n", "%YAML 1.2\n---\na: 1\n",
        "a: [[[[[[[[[[[[[[x]]]]]]]]]]]]]]\n",
    ])
    func `what is not usual is left to libyaml`(text: String) {
        #expect(UsualYAMLTests.tree(text) == nil)
    }

    /// Pieces of YAML put together at random: most are read by both, many by libyaml alone, many are errors.
    @Test(arguments: 0..<(isLong ? 200 : 20))
    func `random texts give one tree by both ways`(seed: Int) {
        var random = Seeded(seed: UInt64(seed))
        var quick = 0
        for _ in 0..<3_000 {
            let text = YAMLPieces.text(&random)
            guard let tree = UsualYAMLTests.tree(text) else { continue }
            quick += 1
            if tree != UsualYAMLTests.library(text) {
                Issue.record("seed \(seed): \(text.debugDescription)")
                return
            }
        }
        #expect(quick > 1_000, "seed \(seed): only \(quick) of 3000 texts were usual")
    }
}

/// Front matter at random: fields, lists and mappings in the shapes that people write, and now and then a byte too many.
private enum YAMLPieces {
    static func text(_ random: inout Seeded) -> String {
        var lines: [String] = []
        fields(&random, indent: 0, depth: 0, into: &lines)
        var text = Array(lines.joined(separator: "\n").unicodeScalars)
        if Int.random(in: 0..<3, using: &random) == 0 {
            for _ in 0...Int.random(in: 0..<2, using: &random) where !text.isEmpty {
                let place = Int.random(in: 0..<text.count, using: &random)
                let noise = Array(" \n:-#[]{},'\"&*!|>%@`?.\\\tąa0".unicodeScalars)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: text.remove(at: place)
                case 1: text.insert(noise.randomElement(using: &random) ?? " ", at: place)
                default: text[place] = noise.randomElement(using: &random) ?? " "
                }
            }
        }
        var result = String(String.UnicodeScalarView(text))
        if Bool.random(using: &random) { result += "\n" }
        return result
    }

    private static func fields(_ random: inout Seeded, indent: Int, depth: Int, into lines: inout [String]) {
        let margin = String(repeating: " ", count: indent)
        for _ in 0...Int.random(in: 0..<4, using: &random) {
            if Int.random(in: 0..<12, using: &random) == 0 {
                lines.append(["", "# uwaga", "  # x", "   "].randomElement(using: &random) ?? "")
            }
            let key = key(&random)
            let more = depth < 4 ? Int.random(in: 0..<8, using: &random) : 7
            switch more {
            case 0:
                lines.append(margin + key + ":")
                fields(&random, indent: indent + Int.random(in: 1...3, using: &random), depth: depth + 1, into: &lines)
            case 1, 2:
                lines.append(margin + key + ":" + (Bool.random(using: &random) ? "" : " # lista"))
                items(&random, indent: indent + Int.random(in: 0...2, using: &random), depth: depth + 1, into: &lines)
            default:
                lines.append(margin + key + ":" + space(&random) + value(&random, depth) + tail(&random))
            }
        }
    }

    private static func items(_ random: inout Seeded, indent: Int, depth: Int, into lines: inout [String]) {
        let margin = String(repeating: " ", count: indent)
        for _ in 0...Int.random(in: 0..<3, using: &random) {
            if Int.random(in: 0..<3, using: &random) == 0 {
                let gap = Int.random(in: 1...3, using: &random)
                var inner: [String] = []
                fields(&random, indent: indent + 1 + gap, depth: depth + 1, into: &inner)
                let first = inner.firstIndex { !$0.isEmpty && !$0.contains("#") && $0.contains(":") } ?? 0
                inner[first] = margin + "-" + String(repeating: " ", count: gap) + inner[first].drop { $0 == " " }
                lines += inner
            } else {
                lines.append(margin + "-" + space(&random) + value(&random, depth) + tail(&random))
            }
        }
    }

    private static func key(_ random: inout Seeded) -> String {
        let word =
            ["title", "a", "b", "ludność", "x-", "_y", "Nazwa", "n0", "tags"].randomElement(using: &random) ?? "a"
        // Now and then a key stands twice.
        return word + String(Int.random(in: 0..<90, using: &random))
    }

    private static func space(_ random: inout Seeded) -> String {
        let count = Int.random(in: 1...2, using: &random)
        return Int.random(in: 0..<40, using: &random) == 0 ? "" : String(repeating: " ", count: count)
    }

    private static func tail(_ random: inout Seeded) -> String {
        let tails = ["  # uwaga", " ", " #", "#x"]
        return Int.random(in: 0..<8, using: &random) > 0 ? "" : tails.randomElement(using: &random) ?? ""
    }

    private static func scalar(_ random: inout Seeded) -> String {
        let usual = [
            "Skawina", "Wieliczka i Niepołomice", "12", "-3", "2024-05-01", "\"w cudzysłowie\"", "'też'", "\"\"", "a:b",
            "https://a.pl/b", "true", "~", "null", "„cytat”", "x#y", "a - b", "10:30", "5 zł", "a  b", "– x", "…",
            "50 % z",
        ]
        let odd = [
            "1,5", "'it''s'", "\"a\\n\"", "\"a: b, c]\"", "*", "&a b", "[", "-", "a?b", "?", "a, b", "a]b", "a}b", "!x",
        ]
        return (Int.random(in: 0..<15, using: &random) == 0 ? odd : usual).randomElement(using: &random) ?? ""
    }

    private static func value(_ random: inout Seeded, _ depth: Int) -> String {
        guard depth < 6 else { return scalar(&random) }
        switch Int.random(in: 0..<10, using: &random) {
        case 0:
            let items = (0..<Int.random(in: 0..<4, using: &random)).map { _ in value(&random, depth + 2) }
            return "[" + items.joined(separator: Bool.random(using: &random) ? ", " : " ,") + "]"
        case 1:
            let members = (0..<Int.random(in: 0..<4, using: &random)).map { _ in
                key(&random) + ":" + space(&random) + value(&random, depth + 2)
            }
            return "{ " + members.joined(separator: ", ") + " }"
        case 2: return ""
        default: return scalar(&random)
        }
    }
}
