import Testing

/// A text before and after setting, and the rule it guards. `·` stands for a no-break space on both sides.
struct TypographyCase: Sendable, CustomTestStringConvertible {
    let rule: String
    let text: String
    let expected: String

    init(_ rule: String, _ text: String, _ expected: String) {
        self.rule = rule
        self.text = TypographyCase.spaced(text)
        self.expected = TypographyCase.spaced(expected)
    }

    /// A text that stays as it is.
    init(_ rule: String, untouched text: String) { self.init(rule, text, text) }

    var testDescription: String { "\(rule): \(text)" }

    private static func spaced(_ text: String) -> String {
        String(text.map { $0 == "·" ? "\u{A0}" : $0 })
    }
}
