import Diagnostics

/// A JSON value and the bytes it was read from.
public struct JSONNode: Sendable {
    public let value: JSONValue
    public let span: Span

    public init(value: JSONValue, span: Span) {
        self.value = value
        self.span = span
    }

    /// The member of an object, or nil when this is no object or has no such key.
    public subscript(key: String) -> JSONNode? { member(key)?.value }

    /// The member of an object with the span of its key.
    public func member(_ key: String) -> JSONMember? {
        guard case .object(let members) = value else { return nil }
        return members.first { $0.key == key }
    }

    public var string: String? {
        guard case .string(let text) = value else { return nil }
        return text
    }

    public var boolean: Bool? {
        guard case .boolean(let flag) = value else { return nil }
        return flag
    }

    public var number: JSONNumber? {
        guard case .number(let number) = value else { return nil }
        return number
    }

    public var integer: Int? { number?.integer }

    public var array: [JSONNode]? {
        guard case .array(let items) = value else { return nil }
        return items
    }

    public var object: [JSONMember]? {
        guard case .object(let members) = value else { return nil }
        return members
    }

    public var isNull: Bool {
        guard case .null = value else { return false }
        return true
    }
}

/// The six kinds of JSON value; an object keeps the order of its members.
public enum JSONValue: Sendable {
    case null
    case boolean(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONNode])
    case object([JSONMember])

    /// The kind's name for messages.
    public var kind: Words {
        switch self {
        case .null: Words(pl: "pusta wartość (null)", en: "null")
        case .boolean: Words(pl: "wartość logiczna", en: "a boolean")
        case .number: Words(pl: "liczba", en: "a number")
        case .string: Words(pl: "tekst", en: "a string")
        case .array: Words(pl: "lista", en: "an array")
        case .object: Words(pl: "obiekt", en: "an object")
        }
    }
}

/// One `"key": value` of an object.
public struct JSONMember: Sendable {
    public let key: String
    public let keySpan: Span
    public let value: JSONNode

    public init(key: String, keySpan: Span, value: JSONNode) {
        self.key = key
        self.keySpan = keySpan
        self.value = value
    }
}

/// A JSON number: the text as it was written, and the nearest double.
public struct JSONNumber: Sendable {
    public let text: String
    /// The correctly rounded value; always finite.
    public let double: Double

    public init(text: String, double: Double) {
        self.text = text
        self.double = double
    }

    /// The value as a whole number (`12`, `12.0` and `1.2e1` are one), or nil when it is none or does not fit.
    public var integer: Int? {
        if let exact = Int(text) { return exact }
        guard abs(double) <= 9_007_199_254_740_992 else { return nil }
        return Int(exactly: double)
    }
}
