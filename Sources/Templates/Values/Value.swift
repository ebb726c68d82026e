import LanguageRules

/// A value that a template can print, test, walk or call.
///
/// Everything that the site gives to a template is one of these; the cases after `function` exist only while a page is
/// being rendered. Texts are UTF-8 and compared byte by byte, so that composed and decomposed letters differ, as they
/// do for Jinja2.
///
/// ```swift
/// let facts: Value = .list([.string("Skawina"), .integer(24_310), .date(day)])
/// ```
public enum Value: Sendable {
    /// Nothing was found under a name; prints as nothing in oracle mode and is an error in site mode.
    case undefined(Undefined)
    case none
    case boolean(Bool)
    case integer(Int)
    case number(Double)
    /// Plain text: escaped when it is printed.
    case string(String)
    /// HTML by type: printed as it is in text, with its quotes escaped in an attribute.
    case markup(String)
    case date(Day)
    case list(ListValue)
    case map(MapValue)
    /// An entry of the `RecordTable` that the renderer was given.
    case record(RecordIndex)
    /// A typed object that belongs to one place: `site`, an image, `entry.ludnosc`.
    case object(ObjectValue)
    case function(HostFunction)
    /// A field that is computed when it is first read.
    case deferred(DeferredValue)
    /// A macro, a namespace, a loop: what templates make themselves.
    case runtime(RuntimeObject)

    public static func list(_ items: [Value]) -> Value { .list(ListValue(items)) }
    public static func date(_ date: CivilDate) -> Value { .date(Day(date)) }
    /// A string, or `none` for nil.
    public static func text(_ text: String?) -> Value { text.map(Value.string) ?? .none }
    /// The mark of an absent optional field.
    public static let absent = Value.undefined(.absent)

    public var isUndefined: Bool {
        if case .undefined = self { return true }
        return false
    }

    public var isNone: Bool {
        if case .none = self { return true }
        return false
    }

    /// The text of a string or of markup; nil for everything else.
    public var text: String? {
        switch self {
        case .string(let text), .markup(let text): text
        default: nil
        }
    }
}

/// What was looked up in vain; four bytes a part, so that a lookup that fails allocates nothing.
public struct Undefined: Sendable {
    enum Kind: UInt8, Sendable {
        /// An optional field that the entry leaves out.
        case absent
        /// A variable without a value.
        case variable
        /// A field or key of a value.
        case attribute
        /// An item under a computed key.
        case item
        /// A macro's parameter that the call left out.
        case parameter
        /// `x if c` without `else`; prints as nothing even when undefined is strict.
        case conditional
        /// `caller` in a macro that was called without a body.
        case caller
        /// `super()` in a block without a parent.
        case parentBlock
        /// The end of a loop, the first of nothing.
        case noItem
    }

    let kind: Kind
    /// The name in the symbol table, or -1.
    let symbol: Int32

    init(_ kind: Kind, _ symbol: Int32 = -1) {
        self.kind = kind
        self.symbol = symbol
    }

    public static let absent = Undefined(.absent)
}

/// A day, four bytes wide so that a `Value` stays small.
public struct Day: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01.
    public let number: Int32

    public init(_ date: CivilDate) { number = Int32(clamping: date.dayNumber) }

    /// The civil date; the epoch for a number that no civil date has, which no initialiser makes.
    public var civil: CivilDate? { CivilDate(dayNumber: Int(number)) }

    public var iso: String { civil?.iso ?? "" }

    public static func < (left: Day, right: Day) -> Bool { left.number < right.number }
}

/// The place of a record in its `RecordTable`.
public struct RecordIndex: Hashable, Sendable {
    public let number: Int32

    public init(_ number: Int) { self.number = Int32(truncatingIfNeeded: number) }
}
