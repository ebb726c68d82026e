import Diagnostics
import Testing

@Suite("The bytes of texts")
struct StringBytesTests {
    @Test("their order is that of the bytes, whatever Unicode makes of them")
    func order() {
        let texts = [
            "", "a", "b", "ab", "a/b", "a-b", "ł", "Łódź", "Lo\u{301}dz\u{301}", "Lódź", "\u{0}", "a\u{0}", "🏛",
            "\u{FFFD}",
            "gminy/skawina/index.html", "gminy/skawina/index.htm", "gminy/skawina-wieś/index.html",
        ]
        for one in texts {
            for two in texts {
                let (left, right) = (Array(one.utf8), Array(two.utf8))
                #expect(one.precedesByBytes(two) == left.lexicographicallyPrecedes(right), "\(one) \(two)")
                #expect(one.hasSameBytes(as: two) == (left == right), "\(one) \(two)")
            }
        }
    }
}
