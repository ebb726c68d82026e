import Diagnostics
import Testing

@testable import SiteBuilder

@Suite("site-config.json")
struct ConfigTests {
    static func read(_ text: String) -> (SiteConfig?, Findings) {
        var findings = Findings()
        let config = ConfigReader.read(SourceFile(path: "site-config.json", text: text), findings: &findings)
        return (config, findings)
    }

    static let pages = "\"pages\": { \"folder\": \"content\", \"template\": \"strona.html\" }"

    @Test("the smallest config that works, with comments")
    func smallest() {
        let (config, findings) = Self.read(
            "{ // nazwa\n \"title\": \"A\", /* adres */ \"baseURL\": \"https://a.pl/\", \(Self.pages) }")
        #expect(findings.isEmpty)
        #expect(config?.mainLanguage.code == "pl")
        #expect(config?.siteOperator.values.allSatisfy { $0 == nil } == true)
    }

    @Test(
        "a wrong setting is named with its place",
        arguments: [
            ("\"titel\": \"A\"", "unknown-setting", "title"), ("\"title\": 5", "bad-config", "tekst"),
            ("\"language\": \"xx\"", "bad-config", "xx"), ("\"menus\": []", "bad-config", "obiekt"),
            ("\"menus\": { \"main\": [ { \"label\": \"A\" } ] }", "bad-config", "url"),
            ("\"audit\": { \"dead-lnk\": \"error\" }", "unknown-setting", "dead-link"),
            ("\"audit\": { \"dead-link\": \"eror\" }", "bad-config", "warning"),
            ("\"operator\": { \"fone\": \"1\" }", "unknown-setting", "phone"),
            ("\"map\": { \"boundaries\": \"a\", \"collection\": \"gmny\", \"key\": \"teryt\" }", "bad-config", "gmny"),
            (
                "\"collections\": { \"g\": { \"folder\": \"content/g\", \"url\": \"/g/\", \"template\": \"g.html\" } }",
                "bad-config", ":slug"
            ),
            ("\"languages\": { \"pl\": { \"title\": \"A\" } }", "bad-config", "pl"),
        ])
    func wrong(setting: String, rule: String, says: String) {
        let (_, findings) = Self.read(
            "{ \"title\": \"A\", \"baseURL\": \"https://a.pl/\", \(Self.pages),\n\(setting) }".replacing(
                "\"title\": \"A\", \"baseURL\"",
                with: setting.contains("\"title\": 5") ? "\"baseURL\"" : "\"title\": \"A\", \"baseURL\""))
        let text = TextWriter(language: .pl).text(findings)
        #expect(findings.all.contains { $0.rule.name == rule }, "\(text)")
        #expect(text.contains("site-config.json:2:"), "\(text)")
        #expect(text.contains(says), "\(text)")
    }

    @Test("each known setting is named once")
    func knownSettings() throws {
        let (_, findings) = Self.read(
            "{ \"title\": \"A\", \"baseURL\": \"https://a.pl/\", \(Self.pages), \"xyzzy\": 1 }")
        let unknown = try #require(findings.all.first { $0.rule.name == "unknown-setting" })
        let names = try #require(unknown.remedy).en.split(separator: ": ")[1].split(separator: ", ")
        #expect(names.contains("metropolia") && Set(names).count == names.count, "\(names)")
    }

    @Test("what is missing is said")
    func missing() {
        let (config, findings) = Self.read("{ }")
        #expect(config == nil)
        let text = TextWriter(language: .pl).text(findings)
        for name in ["title", "baseURL", "pages"] { #expect(text.contains("brakuje „\(name)”"), "\(text)") }
    }

    @Test("every rule's name is distinct, readable and explained in both languages")
    func catalogue() {
        let rules = RuleCatalogue.all
        #expect(Set(rules.map(\.name)).count == rules.count)
        for rule in rules {
            #expect(
                rule.name.utf8.allSatisfy { $0 == 0x2D || (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) },
                "\(rule.name)")
            #expect(!rule.why.pl.isEmpty && !rule.why.en.isEmpty && rule.why.pl != rule.why.en, "\(rule.name)")
        }
    }
}
