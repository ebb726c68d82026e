/// A rule of the tool: its readable name, its usual level, and why it exists.
///
/// The name is printed with each message and is the key by which `"audit"` in the config sets another level.
/// Each module declares its rules as static members in an extension and lists them in a `static let` of its own
/// (`Rule.contentRules`), from which the command line joins the whole catalogue.
public struct Rule: Hashable, Sendable {
    public let name: String
    public let level: Level
    public let why: Words

    public init(_ name: String, _ level: Level = .error, why: Words) {
        self.name = name
        self.level = level
        self.why = why
    }

    public static func == (left: Rule, right: Rule) -> Bool { left.name == right.name }
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// How grave a finding is: what the operator still owes, a warning, an error.
public enum Level: Int, Comparable, CaseIterable, Sendable {
    case toFillIn
    case warning
    case error

    public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }

    /// The name used on the command line and in machine formats.
    public var name: String {
        switch self {
        case .toFillIn: "to-fill-in"
        case .warning: "warning"
        case .error: "error"
        }
    }

    /// The word printed before a message.
    public var words: Words {
        switch self {
        case .toFillIn: Words(pl: "do uzupełnienia", en: "to fill in")
        case .warning: Words(pl: "ostrzeżenie", en: "warning")
        case .error: Words(pl: "błąd", en: "error")
        }
    }
}
