import Diagnostics
import LanguageRules

/// How `sort` compares: by code point as Jinja2, or as the site's language orders texts.
struct SortOrder {
    let byCase: Bool
    private let language: (any Language)?

    init(_ machine: Machine, byCase: Bool) throws(RenderFailure) {
        self.byCase = byCase
        language = machine.set.options.mode == .site ? machine.set.language : nil
    }

    /// A text becomes bytes that compare as it should be ordered.
    func key(_ value: Value) -> SortKey {
        switch value {
        case .string(let text), .markup(let text):
            if let language { return .bytes(language.sortKey(text)) }
            return .bytes(Array((byCase ? text : text.lowercased()).utf8))
        default: return .value(value)
        }
    }

    /// The places of the keys in their order; equal ones keep theirs.
    func sort(_ keys: [SortKey], descending: Bool, in machine: Machine) throws(RenderFailure) -> [Int] {
        var failure: RenderFailure?
        let places = keys.indices.sorted { left, right in
            if failure != nil { return left < right }
            guard let order = keys[left].order(against: keys[right]) else {
                failure = machine.unordered(keys[left].value, keys[right].value)
                return left < right
            }
            if order == 0 || order == 2 { return left < right }
            return descending ? order > 0 : order < 0
        }
        if let failure { throw failure }
        return places
    }
}

/// What a value is ordered by.
indirect enum SortKey {
    case bytes([UInt8])
    case value(Value)
    case several([SortKey])

    var value: Value {
        switch self {
        case .bytes(let bytes): .string(String(decoding: bytes, as: UTF8.self))
        case .value(let value): value
        case .several(let keys): keys.first?.value ?? .none
        }
    }

    func order(against other: SortKey) -> Int? {
        switch (self, other) {
        case (.bytes(let left), .bytes(let right)):
            for (first, second) in zip(left, right) where first != second { return first < second ? -1 : 1 }
            return left.count - right.count
        case (.several(let left), .several(let right)):
            for (first, second) in zip(left, right) {
                guard let order = first.order(against: second) else { return nil }
                if order != 0 { return order }
            }
            return 0
        default: return value.order(against: other.value)
        }
    }
}
