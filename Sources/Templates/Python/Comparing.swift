import Diagnostics

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension String {
    /// Whether both have the same bytes; Swift's own `==` also equates composed and decomposed letters.
    func isSame(as other: String) -> Bool {
        let count = utf8.count
        guard count == other.utf8.count else { return false }
        var left = self
        var right = other
        return left.withUTF8 { left in
            right.withUTF8 { right in
                guard let left = left.baseAddress, let right = right.baseAddress else { return true }
                return memcmp(left, right, count) == 0
            }
        }
    }

    /// The order of code points, which is the order of UTF-8's bytes.
    func precedes(_ other: String) -> Bool { order(other) < 0 }

    func order(_ other: String) -> Int {
        var left = self
        var right = other
        return left.withUTF8 { left in
            right.withUTF8 { right in
                let shared = min(left.count, right.count)
                if shared > 0, let first = left.baseAddress, let second = right.baseAddress {
                    let found = memcmp(first, second, shared)
                    if found != 0 { return Int(found) }
                }
                return left.count - right.count
            }
        }
    }
}

extension Value {
    /// Python's `==`; false when the values are too large or too deep to be told apart.
    func isEqual(to other: Value) -> Bool {
        var steps = Value.comparisonSteps
        return isEqual(to: other, depth: 0, steps: &steps)
    }

    /// Lists that share their parts compare in exponential time, and rings of lists for ever.
    static let comparisonSteps = 2_000_000
    private static let comparisonDepth = 250

    /// With the steps that are left; none are when they did not suffice.
    func isEqual(to other: Value, depth: Int, steps: inout Int) -> Bool {
        steps -= 1
        guard steps > 0, depth < Value.comparisonDepth else {
            steps = 0
            return false
        }
        switch (self, other) {
        case (.string(let left), .string(let right)), (.string(let left), .markup(let right)),
            (.markup(let left), .string(let right)), (.markup(let left), .markup(let right)):
            if left.utf8.count == right.utf8.count { steps -= left.utf8.count >> 8 }
            return left.isSame(as: right)
        case (.none, .none), (.undefined, .undefined): return true
        case (.date(let left), .date(let right)): return left == right
        case (.list(let left), .list(let right)):
            guard left.face.isComparable(with: right.face), left.items.count == right.items.count else { return false }
            if left === right { return true }
            for (first, second) in zip(left.items, right.items)
            where !first.isEqual(to: second, depth: depth + 1, steps: &steps) { return false }
            return true
        case (.map(let left), .map(let right)):
            guard left.count == right.count else { return false }
            for place in left.keys.indices {
                if case .list = left.keys[place] { steps -= MapKey.longest }
                guard let value = right[left.keys[place]],
                    value.isEqual(to: left.values[place], depth: depth + 1, steps: &steps)
                else { return false }
            }
            return true
        case (.record(let left), .record(let right)): return left == right
        case (.object(let left), .object(let right)): return left === right
        case (.function(let left), .function(let right)): return left === right
        case (.runtime(let left), .runtime(let right)): return left === right
        default:
            if let left = wholeNumber, let right = other.wholeNumber { return left == right }
            if let left = realNumber, let right = other.realNumber { return left == right }
            return false
        }
    }

    /// An integer, or a boolean as Python counts it.
    var wholeNumber: Int? {
        switch self {
        case .integer(let number): number
        case .boolean(let flag): flag ? 1 : 0
        default: nil
        }
    }

    var realNumber: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .number(let number): number
        case .boolean(let flag): flag ? 1 : 0
        default: nil
        }
    }

    /// How the values stand to each other; nil for those that have no order, and when the steps did not suffice.
    func order(against other: Value, depth: Int = 0, steps: inout Int) -> Ordering? {
        switch (self, other) {
        case (.string(let left), .string(let right)), (.string(let left), .markup(let right)),
            (.markup(let left), .string(let right)), (.markup(let left), .markup(let right)):
            steps -= 1 + min(left.utf8.count, right.utf8.count) >> 8
            return Ordering(left.order(right))
        case (.date(let left), .date(let right)): return Ordering(left, right)
        case (.list(let left), .list(let right)):
            guard left.face == right.face, left.face == .list || left.face == .tuple else { return nil }
            guard left !== right else { return .same }
            for (first, second) in zip(left.items, right.items)
            where !first.isEqual(to: second, depth: depth, steps: &steps) {
                guard steps > 0 else { return nil }
                return first.order(against: second, depth: depth + 1, steps: &steps)
            }
            return Ordering(left.items.count, right.items.count)
        default:
            if let left = wholeNumber, let right = other.wholeNumber { return Ordering(left, right) }
            guard let left = realNumber, let right = other.realNumber else { return nil }
            return left.isNaN || right.isNaN ? .nowhere : Ordering(left, right)
        }
    }
}

/// How one value stands to another.
enum Ordering: Sendable {
    case before, same, after
    /// What a NaN is to every number.
    case nowhere

    /// Of a difference: below zero, zero, above zero.
    init(_ difference: Int) { self = difference < 0 ? .before : difference > 0 ? .after : .same }

    init<Item: Comparable>(_ left: Item, _ right: Item) {
        self = left < right ? .before : left > right ? .after : .same
    }
}

extension ListValue.Face {
    func isComparable(with other: ListValue.Face) -> Bool {
        self == other || (self == .keys && other == .items) || (self == .items && other == .keys)
    }
}

extension Machine {
    func truth(_ value: Value) throws(RenderFailure) -> Bool {
        switch value {
        case .boolean(let flag): flag
        case .none: false
        case .undefined(let undefined):
            if policy == .strict, undefined.kind != .conditional { throw undefinedFailure(undefined) } else { false }
        case .string(let text), .markup(let text): !text.isEmpty
        case .integer(let number): number != 0
        case .number(let number): number != 0
        case .list(let list): !list.items.isEmpty
        case .map(let map): map.count > 0
        case .deferred(let deferred): try truth(try resolve(deferred))
        default: true
        }
    }

    mutating func compare(_ operation: Comparison, _ left: Value, _ right: Value) throws(RenderFailure) -> Bool {
        if case .deferred(let deferred) = left { return try compare(operation, try resolve(deferred), right) }
        if case .deferred(let deferred) = right { return try compare(operation, left, try resolve(deferred)) }
        if policy == .strict {
            if case .undefined(let undefined) = left { throw undefinedFailure(undefined) }
            if case .undefined(let undefined) = right { throw undefinedFailure(undefined) }
        }
        switch operation {
        case .equal: return try isEqual(left, right)
        case .notEqual: return try !isEqual(left, right)
        case .isIn: return try contains(right, left)
        case .isNotIn: return try !contains(right, left)
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            let order = try order(left, right)
            switch operation {
            case .less: return order == .before
            case .lessOrEqual: return order == .before || order == .same
            case .greater: return order == .after
            default: return order == .after || order == .same
            }
        }
    }

    /// Python's `==`, whose steps count as the render's work.
    func isEqual(_ left: Value, _ right: Value) throws(RenderFailure) -> Bool {
        // On a site what an entry leaves out is none.
        if policy == .guarded, left.isUndefined && right.isNone || left.isNone && right.isUndefined { return true }
        var steps = Value.comparisonSteps
        let isEqual = left.isEqual(to: right, depth: 0, steps: &steps)
        try finishComparing(steps)
        return isEqual
    }

    /// Python's `<`; an error for values that have no order.
    func order(_ left: Value, _ right: Value) throws(RenderFailure) -> Ordering {
        var steps = Value.comparisonSteps
        let order = left.order(against: right, steps: &steps)
        try finishComparing(steps)
        guard let order else { throw unordered(left, right) }
        return order
    }

    private func finishComparing(_ left: Int) throws(RenderFailure) {
        guard left > 0 else {
            throw RenderFailure(
                Words(pl: "listy są zbyt duże, żeby je porównać", en: "the lists are too large to be compared"),
                rule: .templateLimit)
        }
        try charge(Value.comparisonSteps - left)
    }

    func unordered(_ left: Value, _ right: Value) -> RenderFailure {
        if case .undefined(let undefined) = left { return undefinedFailure(undefined) }
        if case .undefined(let undefined) = right { return undefinedFailure(undefined) }
        let first = kindName(left)
        let second = kindName(right)
        return RenderFailure(
            Words(
                pl: "nie da się uporządkować: \(first.pl) i \(second.pl)",
                en: "\(first.en) and \(second.en) have no order"))
    }

    /// Python's `in`.
    mutating func contains(_ container: Value, _ value: Value) throws(RenderFailure) -> Bool {
        switch container {
        case .string(let text), .markup(let text):
            guard let part = value.text else {
                let kind = kindName(value)
                throw RenderFailure(
                    Words(
                        pl: "w tekście można szukać tylko tekstu, a jest \(kind.pl)",
                        en: "only a text can be sought in a text, not \(kind.en)"))
            }
            try charge(1 + (part.utf8.count + text.utf8.count) >> 4)
            return TextSearch.first(of: part, in: text) != nil
        case .map(let map):
            try checkKey(value)
            return map[value] != nil
        case .undefined(let undefined):
            if policy == .lenient || undefined.kind == .conditional { return false }
            throw undefinedFailure(undefined)
        case .record, .object:
            guard let name = value.text else { return false }
            if case .record(let index) = container {
                trace.noteField(index, slot: -1)
                return records[index]?.type.slot(of: name) != nil
            }
            if case .object(let object) = container { return object.type.slot(of: name) != nil }
            return false
        default: return try place(of: value, in: try items(of: container)) != nil
        }
    }
}
