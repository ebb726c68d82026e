import Diagnostics
import Testing

@testable import Markdown

/// Small inputs that once cost minutes: each ends with an error at its place, or is rendered, in a moment.
@Suite(.serialized) struct BombTests {
    struct Bomb: CustomTestStringConvertible, Sendable {
        let name: String
        /// The rule that stops it; nil when it may pass.
        let rule: Rule?
        let text: @Sendable () -> String

        init(_ name: String, _ rule: Rule?, _ text: @escaping @Sendable () -> String) {
            self.name = name
            self.rule = rule
            self.text = text
        }

        var testDescription: String { name }
    }

    private static func many(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

    static let bombs: [Bomb] = [
        Bomb("table whose short rows fill up to 10⁶ cells", .tableTooLarge) {
            many("|a", 1000) + "|\n" + many("|-", 1000) + "|\n" + many("|b\n", 1000)
        },
        Bomb("table of few columns whose short rows fill up to 10⁶ cells", .tableTooLarge) {
            many("|a", 199) + "\n" + many("|-", 199) + "\n" + many("|b\n", 5000)
        },
        Bomb("table of 9 · 10⁵ cells written out", .tableTooLarge) {
            many("|a", 199) + "\n" + many("|-", 199) + "\n" + many(many("|b", 199) + "\n", 4500)
        },
        Bomb("table of 65 000 columns", .tableTooLarge) {
            many("|a", 65_000) + "|\n" + many("|-", 65_000) + "|\n|b|\n"
        },
        Bomb("rows of dashes under each other", .tableTooLarge) { "a\n" + many("|-|-|\n", 50_000) },
        Bomb("10⁵ quotes on a line", .markdownTooDeep) { many("> ", 100_000) + "a\n" },
        Bomb("10⁵ quotes on a line, then 10⁵ lazy lines", .markdownTooDeep) {
            many(">", 100_000) + "a\n" + many("a\n", 100_000)
        },
        Bomb("10⁵ list marks on a line", .markdownTooDeep) { many("- ", 100_000) + "a\n" },
        Bomb("10⁵ list marks on a line, then 10⁵ lazy lines", .markdownTooDeep) {
            many("- ", 100_000) + "a\n" + many("a\n", 100_000)
        },
        Bomb("a staircase of 900 lists", .markdownTooDeep) {
            (0..<900).map { many(" ", $0 * 2) + "- a\n" }.joined()
        },
        Bomb("2 MB of quote marks", .markdownTooDeep) { many(">", 1_900_000) },
        Bomb("10⁵ opening brackets", .markdownTooComplex) { many("[", 100_000) },
        Bomb("10⁵ brackets within each other", .markdownTooComplex) { many("[", 100_000) + "a" + many("]", 100_000) },
        Bomb("10⁵ image openings", .markdownTooComplex) { many("![", 100_000) },
        Bomb("10⁵ links without an end", .markdownTooComplex) { many("[a](", 100_000) },
        Bomb("10⁵ links with an open angle", .markdownTooComplex) { many("[a](<b", 100_000) },
        Bomb("10⁵ footnote openings", .markdownTooComplex) { many("[^a", 100_000) },
        Bomb("10⁵ emphasis openings", .markdownTooComplex) { many("*a ", 100_000) },
        Bomb("10⁵ strong within each other", .markdownTooComplex) { many("**a", 100_000) + many("b**", 100_000) },
        Bomb("10⁵ mixed delimiters", .markdownTooComplex) { many("*a_ ", 100_000) },
        Bomb("10⁵ tildes apart", .markdownTooComplex) { many("~a ", 100_000) },
        Bomb("backticks of every length", .markdownTooComplex) { (1...500).map { many("`", $0) + "a" }.joined() },
        Bomb("10⁵ comment openings", .markdownTooComplex) { "a " + many("<!-- a", 100_000) },
        Bomb("10⁵ tag openings", .markdownTooComplex) { "a " + many("<a b=\"", 100_000) },
        Bomb("10⁵ entities", .markdownTooComplex) { many("&amp;", 100_000) },
        Bomb("10⁵ at signs", .markdownTooComplex) { many("a@", 100_000) },
        Bomb("9 900 at signs in each of 100 paragraphs", .markdownTooComplex) { many(many("a@", 9900) + "\n\n", 100) },
        Bomb("a URL with 10⁵ closing parentheses", .markdownTooComplex) { "http://a" + many(")", 100_000) },
        Bomb("10⁵ `www.` that are no domain", .markdownTooComplex) { many("(www.a_b", 100_000) },
        Bomb("one link reference of 1 MB, used 1 000 times", .markdownTooComplex) {
            "[a]: /" + many("b", 1_000_000) + "\n\n" + many("[a]", 1000)
        },
        Bomb("10⁵ definitions with an open title", .markdownTooComplex) { many("[a]: b \"\n", 100_000) },
        Bomb("10⁵ definitions", nil) { (0..<20_000).map { "[a\($0)]: b\n\n" }.joined() },
        Bomb("a line of 10⁶ characters", nil) { many("ala ma kota ", 83_000) },
        Bomb("a word of 10⁶ characters", nil) { many("w", 1_000_000) },
        Bomb("a heading of 10⁶ characters", nil) { "# " + many("ż", 500_000) },
        Bomb("10⁶ spaces", nil) { "a" + many(" ", 1_000_000) + "b" },
        Bomb("10⁶ blank lines", nil) { "- a\n" + many("\n", 1_000_000) + "- b" },
        Bomb("10⁵ equal headings", nil) { many("# a\n", 100_000) },
        Bomb("10⁵ notes without reference", nil) { (0..<20_000).map { "[^\($0)]: b\n\n" }.joined() },
        Bomb("10 MB", .markdownTooLarge) { many("ala ma kota\n\n", 800_000) },
        Bomb("as much prose as is allowed", nil) { many("ala *ma* kota\n\n", 130_000) },
    ]

    @Test("ends at once, with an error at its place", arguments: bombs)
    func bomb(_ bomb: Bomb) {
        let text = bomb.text()
        let clock = ContinuousClock()
        var rendered: Rendered?
        let time = clock.measure { rendered = Rendered(text) }
        let errors = Set((rendered?.findings ?? []).filter { $0.level == .error }.map(\.rule.name))
        if time > .seconds(1) { print(bomb.name, time) }
        if let rule = bomb.rule { #expect(errors == [rule.name]) } else { #expect(errors == []) }
        #expect(rendered?.findings.allSatisfy { $0.location != nil && $0.remedy != nil } == true)
        // Debug builds are some ten times slower than what is shipped.
        #expect(time < .seconds(10))
    }
}
