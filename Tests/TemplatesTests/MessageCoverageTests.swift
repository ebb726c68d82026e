import Diagnostics
import Foundation
import Testing

@testable import Templates

/// Every message about a template that stands in the code is printed whole by a case, in both languages.
@Suite("Messages about templates")
struct MessageCoverageTests {
    private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Sources/Templates")

    /// What a message looks like in the code: its fixed parts, between which values stand.
    struct Message {
        let file: String
        let parts: [String]

        /// Whether the parts stand in the text in their order, on one line.
        func isIn(_ line: Substring) -> Bool {
            var rest = line
            for part in parts where !part.isEmpty {
                guard let place = rest.range(of: part) else { return false }
                rest = rest[place.upperBound...]
            }
            return true
        }
    }

    /// The text of the string literals after `label` in a file.
    static func messages(in source: String, of file: String, after label: String) -> [Message] {
        source.components(separatedBy: "\(label): \"").dropFirst().map { text in
            var parts = [""]
            var letters = text.makeIterator()
            while let letter = letters.next(), letter != "\"" {
                guard letter == "\\", let escaped = letters.next() else {
                    parts[parts.count - 1].append(letter)
                    continue
                }
                guard escaped == "(" else {
                    parts[parts.count - 1].append(escaped)
                    continue
                }
                var open = 1
                while open > 0, let inner = letters.next() { open += inner == "(" ? 1 : inner == ")" ? -1 : 0 }
                parts.append("")
            }
            return Message(file: file, parts: parts)
        }
    }

    private static func messages(after label: String) throws -> [Message] {
        var result: [Message] = []
        for folder in ["Syntax", "Checking", "Program"] {
            let names = try FileManager.default.contentsOfDirectory(atPath: sources.appendingPathComponent(folder).path)
            for name in names.sorted() where name.hasSuffix(".swift") {
                let text = try String(contentsOf: sources.appendingPathComponent("\(folder)/\(name)"), encoding: .utf8)
                result += messages(in: text, of: "\(folder)/\(name)", after: label)
            }
        }
        return result
    }

    @Test("each has a case", arguments: [("en", "expect"), ("pl", "oczekiwane")])
    func covered(label: String, part: String) throws {
        var lines = try Section.read("Checker/cases.txt").flatMap { ($0[part] ?? "").split(separator: "\n") }
        // Too long for a file to read: they stand below.
        for item in LongTemplateTests.cases + LongTemplateTests.expressions {
            lines += (item.printed[label] ?? "").split(separator: "\n")
        }
        let messages = try Self.messages(after: label)
        #expect(messages.count > 90)
        for message in messages where message.parts.contains(where: { !$0.isEmpty }) {
            #expect(lines.contains { message.isIn($0) }, "\(message.file): \(message.parts)")
        }
    }

    @Test("the parts of a literal are found")
    func parts() {
        let found = Self.messages(in: #"Words(en: "a \(b.c("d")) e\"f", pl: "g") en: "h""#, of: "x", after: "en")
        #expect(found.map(\.parts) == [["a ", " e\"f"], ["h"]])
        #expect(found[0].isIn("1: a xyz e\"f!") && !found[0].isIn("e\"f a"))
    }
}

/// What is refused for its size or its bytes, with a template that is just small enough beside it.
@Suite("Templates at their limits")
struct LongTemplateTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let wrong: [UInt8]
        let twin: [UInt8]
        let printed: [String: String]
    }

    private static func nested(_ count: Int, _ open: String, _ inner: String, _ close: String) -> [UInt8] {
        Array((String(repeating: open, count: count) + inner + String(repeating: close, count: count)).utf8)
    }

    /// As much of the line as a message shows.
    private static let brackets = String(repeating: ")", count: 99)

    static let cases: [Case] = [
        Case(
            testDescription: "tags", wrong: nested(61, "{% if 1 %}\n", "x", "\n{% endif %}"),
            twin: nested(60, "{% if 1 %}\n", "x", "\n{% endif %}"),
            printed: [
                "en": """
                templates/main.html:61:4: error: tags are nested more than 60 deep [template-syntax]
                  61 | {% if 1 %}
                     |    ^^

                """,
                "pl": """
                templates/main.html:61:4: błąd: znaczniki są zagnieżdżone głębiej niż 60 razy [template-syntax]
                  61 | {% if 1 %}
                     |    ^^

                """,
            ]),
        Case(
            testDescription: "brackets", wrong: Array("{{\n".utf8) + nested(120, "(\n", "1", ")") + Array("}}".utf8),
            twin: Array("{{\n".utf8) + nested(100, "(\n", "1", ")") + Array("}}".utf8),
            printed: [
                "en": """
                templates/main.html:122:1: error: the expression nests more than 120 deep [template-syntax]
                 122 | 1\(brackets)…
                     | ^
                     = split it into several “{% set %}”

                """,
                "pl": """
                templates/main.html:122:1: błąd: wyrażenie jest zagnieżdżone głębiej niż 120 razy [template-syntax]
                 122 | 1\(brackets)…
                     | ^
                     = rozbij je na kilka „{% set %}”

                """,
            ]),
        Case(
            testDescription: "bytes", wrong: Array("ab\nc".utf8) + [0xC3, 0x28], twin: Array("ab\ncć(".utf8),
            printed: [
                "en": """
                templates/main.html:2:2: error: the file is not UTF-8 [template-syntax]
                   2 | c\u{FFFD}(
                     |  ^
                     = save the file as UTF-8

                """,
                "pl": """
                templates/main.html:2:2: błąd: plik nie jest w UTF-8 [template-syntax]
                   2 | c\u{FFFD}(
                     |  ^
                     = zapisz plik w kodowaniu UTF-8

                """,
            ]),
    ]

    /// Expressions of computed fields.
    static let expressions: [Case] = [
        Case(
            testDescription: "one that breaks off", wrong: Array("1 + ".utf8), twin: Array("1 + 1".utf8),
            printed: [
                "en": """
                config.json:1:5: error: the end of the expression has no meaning here [template-syntax]
                   1 | 1 +\u{20}
                     |     ^

                """,
                "pl": """
                config.json:1:5: błąd: koniec wyrażenia nie ma tu znaczenia [template-syntax]
                   1 | 1 +\u{20}
                     |     ^

                """,
            ]),
        Case(
            testDescription: "one of a field that an entry may lack", wrong: Array("entry.ludnosc.liczba".utf8),
            twin: Array("entry.ludnosc.liczba if entry.ludnosc".utf8),
            printed: [
                "en": """
                config.json:1:1: error: “entry.ludnosc” may have no value [missing-guard]
                   1 | entry.ludnosc.liczba
                     | ^^^^^^^^^^^^^
                     = end with “if entry.ludnosc” (the field may then be absent), or give “| default(…)”

                """,
                "pl": """
                config.json:1:1: błąd: „entry.ludnosc” może nie mieć wartości [missing-guard]
                   1 | entry.ludnosc.liczba
                     | ^^^^^^^^^^^^^
                     = dopisz na końcu „if entry.ludnosc” (wtedy pole może być puste) albo podaj „| default(…)”

                """,
            ]),
    ]

    @Test("an expression is refused word for word, and its clean twin is not", arguments: expressions)
    func expression(_ item: Case) throws {
        let set = TestSite().set([:])
        _ = try set.compile(expression: SourceFile(path: "config.json", bytes: item.twin))
        do throws(DiagnosticError) {
            _ = try set.compile(expression: SourceFile(path: "config.json", bytes: item.wrong))
            Issue.record("no error")
        } catch {
            for (language, label) in [(MessageLanguage.en, "en"), (.pl, "pl")] {
                #expect(TextWriter(language: language).text(error.diagnostics[0]) == item.printed[label])
            }
        }
    }

    @Test("each is printed word for word, and its clean twin is silent", arguments: cases)
    func messages(_ item: Case) {
        let site = TestSite()
        func found(_ bytes: [UInt8], _ language: MessageLanguage) -> String {
            let set = TemplateSet(
                files: [SourceFile(path: "templates/main.html", bytes: bytes)], environment: site.environment)
            var findings = Findings()
            findings.add(set.diagnostics)
            findings.add(set.check([TemplatePage("main.html")]).diagnostics)
            return TextWriter(language: language).text(findings)
        }
        #expect(found(item.wrong, .en) == item.printed["en"])
        #expect(found(item.wrong, .pl) == item.printed["pl"])
        #expect(found(item.twin, .en).isEmpty)
    }
}
