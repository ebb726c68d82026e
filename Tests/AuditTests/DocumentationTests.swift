import Diagnostics
import Foundation
import Testing

@testable import Audit

/// `docs/audit.md` says of each rule what it finds, why, and how to mend it.
@Suite("docs/audit.md")
struct DocumentationTests {
    private static let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("docs/audit.md")

    @Test(
        "has each rule once, with its level, why and remedy, and no other",
        .enabled(if: FileManager.default.fileExists(atPath: page.path), "skipped: docs/audit.md is missing"))
    func rules() throws {
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        let sections = text.components(separatedBy: "\n### ").dropFirst()
        let named = sections.map { String($0.prefix { $0 != "\n" }) }
        #expect(named.count == Set(named).count)
        #expect(Set(named) == Set(Rule.auditRules.map(\.name)))
        for section in sections {
            let rule = Rule.auditRules.first { section.hasPrefix($0.name + "\n") }
            #expect(section.contains("\n*\(rule?.level.name ?? "").* "), "\(section)")
            #expect(section.contains("\nWhy: ") && section.contains("\nRemedy: "), "\(section)")
        }
    }
}
