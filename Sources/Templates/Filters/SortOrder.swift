import Diagnostics
import LanguageRules

/// How `sort` compares: by code point as Jinja2, or as the site's language orders texts.
///
/// On a site what has no value comes last, whatever the direction; Jinja2 gives an error.
struct SortOrder {
    let byCase: Bool
    let descending: Bool
    private let language: (any Language)?

    init(_ machine: Machine, byCase: Bool, descending: Bool = false) {
        self.byCase = byCase
        self.descending = descending
        language = machine.set.options.mode == .site ? machine.set.language : nil
    }

    /// A text becomes bytes that compare as it should be ordered.
    func key(_ value: Value, in machine: Machine) throws(RenderFailure) -> SortKey {
        switch value {
        case .string(let text), .markup(let text):
            try machine.charge(4 + 2 * text.utf8.count)
            if let language { return .bytes(language.sortKey(text)) }
            return .bytes(Array((byCase ? text : LetterCase.lowered(text)).utf8))
        case .undefined where language != nil: return .missing
        default: return .value(value)
        }
    }

    /// The places of the keys in their order; equal ones keep theirs.
    func sort(_ keys: [SortKey], in machine: Machine) throws(RenderFailure) -> [Int] {
        var failure: RenderFailure?
        let places = keys.indices.sorted { left, right in
            if failure != nil { return left < right }
            do throws(RenderFailure) {
                switch try order(keys[left], keys[right], in: machine) {
                case .before: return true
                case .after: return false
                default: return left < right
                }
            } catch {
                failure = error
                return left < right
            }
        }
        if let failure { throw failure }
        return places
    }

    private func order(_ left: SortKey, _ right: SortKey, in machine: Machine) throws(RenderFailure) -> Ordering {
        switch (left, right) {
        case (.missing, .missing): return .same
        case (.missing, _): return .after
        case (_, .missing): return .before
        case (.several(let left), .several(let right)):
            // As Python compares lists: the first part that differs decides.
            for (first, second) in zip(left, right) {
                if try isSame(first, second, in: machine) { continue }
                return try order(first, second, in: machine)
            }
            return .same
        case (.bytes(let left), .bytes(let right)):
            try machine.charge(1 + min(left.count, right.count) >> 4)
            for (first, second) in zip(left, right) where first != second {
                return turned(Ordering(first, second))
            }
            return turned(Ordering(left.count, right.count))
        default:
            return turned(try machine.order(left.value, right.value))
        }
    }

    private func turned(_ order: Ordering) -> Ordering {
        guard descending else { return order }
        return order == .before ? .after : order == .after ? .before : order
    }

    private func isSame(_ left: SortKey, _ right: SortKey, in machine: Machine) throws(RenderFailure) -> Bool {
        switch (left, right) {
        case (.bytes(let left), .bytes(let right)):
            try machine.charge(1 + min(left.count, right.count) >> 4)
            return left == right
        case (.value(let left), .value(let right)):
            if machine.policy == .strict, left.isUndefined || right.isUndefined {
                throw machine.unordered(left, right)
            }
            return try machine.isEqual(left, right)
        default: return false
        }
    }
}

/// What a value is ordered by.
indirect enum SortKey {
    case bytes([UInt8])
    case value(Value)
    case several([SortKey])
    /// A field that an entry of the site leaves out.
    case missing

    var value: Value {
        switch self {
        case .bytes(let bytes): .string(String(decoding: bytes, as: UTF8.self))
        case .value(let value): value
        case .several(let keys): keys.first?.value ?? .none
        case .missing: .absent
        }
    }
}
