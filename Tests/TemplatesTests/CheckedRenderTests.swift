import Diagnostics
import Foundation
import Testing

@testable import Templates

/// What the checker passes renders: over schemas, entries and templates made at random.
@Suite("What passes the check renders")
struct CheckedRenderTests {
    private static let count = ProcessInfo.processInfo.environment["METROPOLIA_LONG"] == nil ? 1_500 : 15_000

    @Test("for every entry that the schema allows")
    func property() throws {
        var clean = 0
        var wrong: [String] = []
        for seed in 0..<Self.count {
            var random = Seeded(seed: UInt64(seed))
            let site = RandomSite(&random)
            var writer = RandomTemplate(random)
            let text = writer.template(site)
            let set = TemplateSet(
                sources: [.init(name: "main.html", file: SourceFile(path: "templates/main.html", text: text))],
                environment: site.environment)
            guard set.diagnostics.isEmpty, set.check(template: "main.html").isEmpty else { continue }
            clean += 1
            for number in 0..<RandomSite.entryCount {
                var bytes: [UInt8] = []
                do throws(DiagnosticError) {
                    try set.renderer().render(
                        "main.html", globals: site.globals(for: number), records: site.records, into: &bytes)
                } catch {
                    // Only the numbers themselves decide these.
                    let message = error.diagnostics[0].message.en
                    if message == "division by zero" || message.hasSuffix("64 bits") { continue }
                    wrong.append("seed \(seed): \(TextWriter(language: .en).text(error.diagnostics[0]))")
                    break
                }
            }
        }
        #expect(clean > Self.count / 10, "\(clean) of \(Self.count) passed the check")
        #expect(clean < Self.count * 4 / 5, "\(clean) of \(Self.count) passed the check")
        #expect(
            wrong.isEmpty,
            Comment(rawValue: "\(wrong.count) of \(clean) failed\n" + wrong.prefix(25).joined(separator: "\n")))
    }
}
