import Diagnostics
import Testing

@Suite("Near misses")
struct NearMissTests {
    @Test(
        "the name that was most likely meant",
        arguments: [
            ("ludnsc", "ludnosc"), ("ludność", "ludnosc"), ("titel", "title"), ("Title", "title"),
            ("data-przegladu", "data_przegladu"),
        ])
    func near(written: String, meant: String) {
        let known = ["ludnosc", "title", "teryt", "data_przegladu"]
        #expect(NearMiss.best(for: written, in: known) == meant)
    }

    @Test("nothing is suggested when nothing is near", arguments: ["x", "zupełnie-inne", ""])
    func far(written: String) {
        #expect(NearMiss.best(for: written, in: ["ludnosc", "title"]) == nil)
    }
}
