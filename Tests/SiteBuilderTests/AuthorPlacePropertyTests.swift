import Diagnostics
import Testing

@testable import SiteBuilder

@Suite("From HTML back to the author's line: every byte of every page")
struct AuthorPlacePropertyTests {
    @Test("each letter of a page leads to the same letter of a file, and no range leads out of it")
    func everyByte() throws {
        var files = ["site-config.json": AuthorPlaceTests.config]
        for (name, word) in [("a", "zamek"), ("b", "rynek"), ("c", "rynek")] {
            files["content/gminy/\(name).md"] = AuthorPlaceTests.gmina(
                "Gmina \(name)", "uwaga: \(word)\natuty: [\(word), \(word), dwór]\npartnerzy: [a, b]\n",
                "Tu jest \(word) i *\(word)*, \"stary\" – zob. [\(word)](a.md).\n\n## Dojazd\n\n- \(word)\n- \(word)[^1]\n\n[^1]: Tak.\n"
            )
        }
        files["templates/gmina.html"] = AuthorPlaceTests.template(
            "{% for a in entry.atuty or [] %}<b>{{ a }}</b>{% endfor %}{% for p in entry.partnerzy or [] %}<i>{{ p.uwaga or \"\" }}</i>{% endfor %}\n{{ entry.content }}\n"
        )
        let site = try TemporarySite(files)
        var findings = Findings()
        let sources = try #require(SiteLoader.load(site.options(), findings: &findings))
        let plan = Planner.plan(sources, options: site.options(), findings: &findings)
        let images = ImageFacts.read(sources, plan, findings: &findings)
        let world = SiteWorld(
            sources: sources, plan: plan, images: images, date: site.options().date, findings: FindingStore())
        let templates = try #require(SiteTemplates.compile(world, findings: &findings))
        var places = AuthorPlace(world: world, templates: templates)
        var letters = 0
        for page in plan.pages {
            let html = places.html(of: page)
            for start in 0...html.count {
                for length in [0, 1, 7, 400] {
                    let location = places.location(of: start..<start + length, on: page)
                    let (span, bytes) = (location.span, location.file.bytes)
                    try #require(span.start >= 0 && span.start <= span.end && span.end <= bytes.count)
                    // A letter that a value's author wrote, or a template: not what a filter or a function made.
                    guard length == 1, start < html.count, Skeleton.isLetterOrDigit(html[start]),
                        !isInTag(start, html),
                        location.file.path.hasPrefix("content/gminy/"), span.end - span.start == 1
                    else { continue }
                    letters += 1
                    try #require(
                        bytes[span.start] == html[start],
                        "\(page.url) \(start): \(String(decoding: html[start..<min(html.count, start + 20)], as: UTF8.self)) → \(location.file.path):\(location.start.line):\(location.start.column)"
                    )
                }
            }
        }
        #expect(letters > 200)
    }

    private func isInTag(_ place: Int, _ html: [UInt8]) -> Bool {
        let opened = html[..<place].lastIndex(of: UInt8(ascii: "<")) ?? -1
        return opened > html[..<place].lastIndex(of: UInt8(ascii: ">")) ?? -1
    }
}
