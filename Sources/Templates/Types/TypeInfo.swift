/// What the checker knows about a value.
///
/// ```swift
/// let ludnosc = TypeInfo.optional(.record(RecordType("ludnosc", [.init("liczba", .optional(.integer))])))
/// ```
public indirect enum TypeInfo: Hashable, Sendable {
    /// Nothing is known; every use is allowed.
    case any
    case none
    case boolean
    case integer
    case number
    case string
    /// HTML by type: rendered Markdown, the map.
    case markup
    case date
    /// A text that is a URL.
    case url
    /// One of these texts.
    case enumeration([String])
    case list(of: TypeInfo)
    case map(of: TypeInfo)
    case record(RecordType)
    /// May be absent: printing it needs a guard.
    case optional(TypeInfo)
    case function(Signature)
    /// A tuple of known length, as the items of `dict.items()` are.
    case tuple([TypeInfo])

    /// Without the possibility of absence.
    public var present: TypeInfo {
        if case .optional(let inner) = self { return inner.present }
        return self
    }

    public var isOptional: Bool {
        if case .optional = self { return true }
        return false
    }

    public var orAbsent: TypeInfo { isOptional || self == .any ? self : .optional(self) }
}

/// The declared parameters and result of a host function or filter; a filter's first parameter is what it is applied
/// to.
public struct Signature: Hashable, Sendable {
    public let parameters: [Parameter]
    /// The type of further positional arguments, when they are taken.
    public let rest: TypeInfo?
    public let result: TypeInfo

    public init(_ parameters: [Parameter], rest: TypeInfo? = nil, returns result: TypeInfo) {
        self.parameters = parameters
        self.rest = rest
        self.result = result
    }
}

/// A parameter of a host function.
public struct Parameter: Hashable, Sendable {
    public let name: String
    public let type: TypeInfo
    public let isRequired: Bool

    public init(_ name: String, _ type: TypeInfo, required: Bool = true) {
        self.name = name
        self.type = type
        isRequired = required
    }
}
