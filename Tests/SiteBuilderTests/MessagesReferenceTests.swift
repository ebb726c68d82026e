import Diagnostics
import Foundation
import Testing

@testable import Audit
@testable import SiteBuilder

/// `docs/messages.md` says of each rule that is not in `docs/audit.md` what it finds, why, and how to mend it.
@Suite("docs/messages.md")
struct MessagesReferenceTests {
    private static let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("docs/messages.md")

    @Test(
        "has each rule once, with its level, the program's own reason and a remedy, and no other",
        .enabled(if: FileManager.default.fileExists(atPath: page.path), "skipped: docs/messages.md is missing"))
    func rules() throws {
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        let sections = text.components(separatedBy: "\n### ").dropFirst()
        let named = sections.map { String($0.prefix { $0 != "\n" }) }
        let rules = RuleCatalogue.all.filter { !Rule.auditRules.contains($0) }
        #expect(named.count == Set(named).count)
        #expect(Set(named).symmetricDifference(rules.map(\.name)) == [])
        for section in sections {
            guard let rule = rules.first(where: { section.hasPrefix($0.name + "\n") }) else { continue }
            #expect(section.contains("\n*\(rule.level.name).* "), "\(section)")
            #expect(section.lowercased().contains("\nwhy: " + rule.why.en.lowercased()), "\(section)")
            #expect(section.contains("\nRemedy: "), "\(section)")
        }
    }
}
