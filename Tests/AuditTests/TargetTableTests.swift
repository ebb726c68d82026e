import Testing

@testable import Audit

@Suite("What links lead to")
struct TargetTableTests {
    @Test("a table holds what a dictionary holds, also when all targets choose one slot", arguments: [0, 1, 20, 63])
    func likeADictionary(freeBits: Int) {
        var table = TargetTable()
        var dictionary: [UInt64: Int] = [:]
        for step in 1...3_000 {
            // Targets that differ in their upper bits alone fall on one slot; every third comes again.
            let target = UInt64(step % 2_000 + 1) &* 0x9E37_79B9_7F4A_7C15 << UInt64(freeBits) | 1
            table[target] = step
            dictionary[target] = step
        }
        for (target, number) in dictionary {
            #expect(table[target] == number)
            #expect(table[target &+ 2] == dictionary[target &+ 2])
        }
    }

    @Test("pages, and files beside them")
    func targets() {
        let settings = AuditSettings(siteURL: "https://x.pl/")
        var audit = PageAudit(settings)
        let page = audit.audit(Array(Planted.page("<p><a href=\"/gm%69ny/#a\">Gminy</a></p>").utf8), url: "/").summary
        let ofPages = LinkTargets(pages: [page])
        let sheet = FileAudit(settings).css(Array("a { background: url(herb.svg) }".utf8), url: "/style.css")
        let all = ofPages.with(files: [sheet])
        #expect(ofPages.contains("/gminy/") && !ofPages.contains("/herb.svg") && !ofPages.contains("/gminy"))
        #expect(all.contains("/gminy/") && all.contains("/herb.svg") && !all.contains("/style.css"))
    }
}
