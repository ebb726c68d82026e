/// What the checker knows of one value: its type, which of its optional parts were proven, and what it does when
/// called.
struct Kind {
    var type: TypeInfo
    /// Paths below the value, or below the items of a list, that a test has proven to be there.
    var present: Set<String> = []
    var macro: MacroBinding?
    var module: [String: Kind]?
    /// The path from a variable, `entry.ludnosc.liczba`, while nothing was done to the value.
    var path: String?
    /// A variable that has a value only on some of the ways that lead here.
    var isMaybeUnset = false

    init(_ type: TypeInfo, path: String? = nil) {
        self.type = type
        self.path = path
    }

    static var any: Kind { Kind(.any) }

    /// A macro with the template in which it stands.
    final class MacroBinding {
        let definition: MacroDefinition
        let template: TemplateSyntax
        let scope: CheckScope
        /// Whether the template sees the page's own variables, or was imported without them.
        let seesPage: Bool

        init(_ definition: MacroDefinition, _ template: TemplateSyntax, _ scope: CheckScope, seesPage: Bool) {
            self.definition = definition
            self.template = template
            self.scope = scope
            self.seesPage = seesPage
        }
    }

    /// The items that a loop over the value gives.
    var item: Kind {
        var item: Kind
        switch type.present {
        case .list(let element): item = Kind(element)
        case .map: item = Kind(.string)
        case .string, .enumeration, .url: item = Kind(.string)
        case .tuple(let parts):
            item = Kind(parts.dropFirst().allSatisfy { $0 == parts[0] } ? parts.first ?? .any : .any)
        default: item = .any
        }
        item.present = present
        return item
    }

    func proven(_ parts: Set<String>) -> Kind {
        var result = self
        result.present.formUnion(parts)
        return result
    }

    static func join(_ left: Kind, _ right: Kind) -> Kind {
        var result = Kind(TypeInfo.join(left.type, right.type))
        result.present = left.present.intersection(right.present)
        if left.path == right.path { result.path = left.path }
        if let macro = left.macro, macro === right.macro { result.macro = macro }
        result.module = left.module == nil ? nil : right.module
        result.isMaybeUnset = left.isMaybeUnset || right.isMaybeUnset
        return result
    }
}

extension TypeInfo {
    /// The type of a value that is one or the other.
    static func join(_ left: TypeInfo, _ right: TypeInfo) -> TypeInfo {
        if left == right { return left }
        if left == .any || right == .any { return .any }
        if left.isOptional || right.isOptional || left == .none || right == .none {
            let inner: TypeInfo
            switch (left.present, right.present) {
            case (.none, let other), (let other, .none): inner = other
            case (let first, let second): inner = join(first, second)
            }
            return inner.orAbsent
        }
        switch (left, right) {
        case (.integer, .number), (.number, .integer): return .number
        case _ where left.isText && right.isText: return .string
        case (.list(let first), .list(let second)): return .list(of: join(first, second))
        case (.string, .markup), (.markup, .string): return .string
        default: return .any
        }
    }

    var isText: Bool {
        switch self {
        case .string, .url, .enumeration: true
        default: false
        }
    }

    /// Whether values of the type can be put in order; true for what nobody knows.
    var hasOrder: Bool {
        switch present {
        case .record, .map, .function, .none: false
        case .list(let item): item.hasOrder
        default: true
        }
    }

    var isNumeric: Bool { self == .integer || self == .number }

    var isAny: Bool { present == .any }
}
