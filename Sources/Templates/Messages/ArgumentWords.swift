import Diagnostics

extension Words {
    /// A call with more arguments than there are parameters.
    static func tooManyArguments(_ name: String, _ count: Int) -> Words {
        Words(
            pl: "„\(name)” bierze najwyżej tyle argumentów: \(count)",
            en: "“\(name)” takes at most \(count) \(count == 1 ? "argument" : "arguments")")
    }
}
