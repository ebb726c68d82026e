import Diagnostics
import Foundation
import Testing

@testable import Templates

/// Every example of `docs/templates.md` prints what stands below it, and the checker finds nothing in it.
@Suite("docs/templates.md")
struct DocumentationTests {
    struct Example {
        let template: String
        let output: String
        let isOracle: Bool
        let line: Int
    }

    static let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("docs/templates.md")
    static let isThere = FileManager.default.fileExists(atPath: path.path)

    static func text() throws -> String { try String(contentsOf: path, encoding: .utf8) }

    static func examples() throws -> [Example] {
        var examples: [Example] = []
        var template: [String]?
        var output: [String]?
        var isOracle = false
        var start = 0
        for (place, line) in try text().components(separatedBy: "\n").enumerated() {
            if line.hasPrefix("```jinja") {
                template = []
                output = nil
                isOracle = line.contains("oracle")
                start = place + 1
            } else if line == "```text", template != nil {
                output = []
            } else if line == "```" {
                if let lines = template, let printed = output {
                    examples.append(
                        Example(
                            template: lines.joined(separator: "\n"), output: printed.joined(separator: "\n"),
                            isOracle: isOracle, line: start))
                    template = nil
                    output = nil
                }
            } else if output != nil {
                output?.append(line)
            } else if template != nil {
                template?.append(line)
            }
        }
        return examples
    }

    private let others = [
        "baza.html": "<main>{% block tresc %}Metropolia{% endblock %}</main>", "karta.html": "[{{ entry.title }}]",
        "makra.html": "{% macro pogrub(x) %}<b>{{ x }}</b>{% endmacro %}",
    ]

    @Test("each example prints what stands below it", .enabled(if: isThere, "skipped: docs/templates.md is missing"))
    func examples() throws {
        let site = TestSite()
        let examples = try DocumentationTests.examples()
        #expect(examples.count > 120)
        for example in examples {
            var templates = others
            let printed: String
            do throws(DiagnosticError) {
                if example.isOracle {
                    printed = try Rendering.oracle(["main": example.template])
                } else {
                    templates["main.html"] = example.template
                    printed = try site.render(templates)
                    let found = site.set(templates).check(template: "main.html")
                    #expect(found.isEmpty, "line \(example.line): \(found.map(\.message.en))")
                }
            } catch {
                Issue.record("line \(example.line): \(error.diagnostics.map(\.message.en))")
                continue
            }
            #expect(printed == example.output, "line \(example.line)")
        }
    }

    @Test(
        "every filter, test, tag and method stands there",
        .enabled(if: isThere, "skipped: docs/templates.md is missing"))
    func complete() throws {
        let text = try DocumentationTests.text()
        for filter in Filter.allCases {
            #expect(text.contains("### \(filter.name)\n") || text.contains("### \(filter.name)("), "\(filter.name)")
        }
        for test in TemplateTest.allCases { #expect(text.contains("### is \(test.name)\n"), "\(test.name)") }
        for tag in Parser.tagNames { #expect(text.contains(tag), "\(tag)") }
        for field in LoopField.allCases { #expect(text.contains("loop.\(field.rawValue)`"), "\(field.rawValue)") }
        for method in TextMethod.allCases { #expect(text.contains(method.rawValue), "\(method.rawValue)") }
        #expect(Filter.allCases.count + 3 + 4 >= 60)
        #expect(TemplateTest.allCases.count >= 20)
    }
}
