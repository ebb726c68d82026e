import LanguageRules
import Testing

@Suite("Typography of nothing")
struct EmptyTextTests {
    @Test("an empty text stays empty, also as the first thing that a typesetter sees", arguments: ["pl", "en"])
    func empty(code: String) throws {
        let language = try #require(Languages.named(code))
        #expect(language.typeset("") == "")
        var typesetter = language.typesetter()
        var output: [UInt8] = Array("<h2>".utf8)
        typesetter.text("", at: output.count)
        output += Array("</h2>".utf8)
        typesetter.finish(&output)
        #expect(String(decoding: output, as: UTF8.self) == "<h2></h2>")
        #expect(typesetter.typeset("a") == "a")
    }
}
