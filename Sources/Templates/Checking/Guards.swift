/// What a test proves: the paths that have a value when it is true, and when it is false.
///
/// The guards that are understood: `a`, `a.b`, `not …`, `… and …`, `… or …`, `a is defined`, `a is not none`, tests of
/// a type (`a is string`), comparisons with a value (`a == "x"`, `a > 0`, `a in list`), and `a | length`.
struct Guards {
    var whenTrue: Set<String> = []
    var whenFalse: Set<String> = []

    static func of(_ expression: Expression) -> Guards {
        if let path = expression.path { return Guards(whenTrue: prefixes(of: path)) }
        switch expression.kind {
        case .not(let inner):
            let found = of(inner)
            return Guards(whenTrue: found.whenFalse, whenFalse: found.whenTrue)
        case .and(let left, let right):
            let (first, second) = (of(left), of(right))
            return Guards(
                whenTrue: first.whenTrue.union(second.whenTrue),
                whenFalse: first.whenFalse.intersection(second.whenFalse))
        case .or(let left, let right):
            let (first, second) = (of(left), of(right))
            return Guards(
                whenTrue: first.whenTrue.intersection(second.whenTrue),
                whenFalse: first.whenFalse.union(second.whenFalse))
        case .test(let subject, let name, _, _): return test(name, of: subject)
        case .comparison(let first, let rest): return comparison(first, rest)
        case .filter(let subject?, let name, _, _) where ["length", "count", "trim", "list", "first"].contains(name):
            return Guards(whenTrue: of(subject).whenTrue)
        default: return Guards()
        }
    }

    private static func prefixes(of path: String) -> Set<String> {
        var result: Set<String> = []
        var part = ""
        for piece in path.split(separator: ".") {
            part += part.isEmpty ? String(piece) : "." + piece
            result.insert(part)
        }
        return result
    }

    private static func test(_ name: String, of subject: Expression) -> Guards {
        guard let path = subject.path else { return Guards() }
        switch name {
        case "undefined", "none", "empty": return Guards(whenFalse: prefixes(of: path))
        case "sameas", "callable", "escaped", "filter", "test", "ne", "sequence", "iterable": return Guards()
        default: return Guards(whenTrue: prefixes(of: path))
        }
    }

    private static func comparison(_ first: Expression, _ rest: [(operation: Comparison, value: Expression)]) -> Guards
    {
        guard rest.count == 1, let link = rest.first else { return Guards() }
        var result = Guards()
        for (side, other) in [(first, link.value), (link.value, first)] {
            var paths: Set<String> = []
            if let path = side.path { paths = prefixes(of: path) }
            if case .filter(let subject?, "length", _, _) = side.kind, let path = subject.path {
                paths = prefixes(of: path)
            }
            guard !paths.isEmpty else { continue }
            let isNone: Bool
            if case .literal(.none) = other.kind { isNone = true } else { isNone = false }
            switch link.operation {
            case .equal:
                if isNone {
                    result.whenFalse.formUnion(paths)
                } else if other.isConstant {
                    result.whenTrue.formUnion(paths)
                }
            case .notEqual:
                if isNone {
                    result.whenTrue.formUnion(paths)
                } else if other.isConstant {
                    result.whenFalse.formUnion(paths)
                }
            case .isIn: if side === first { result.whenTrue.formUnion(paths) }
            case .less, .lessOrEqual, .greater, .greaterOrEqual: result.whenTrue.formUnion(paths)
            case .isNotIn: break
            }
        }
        return result
    }
}

extension Expression {
    /// `a.b.c` of a variable and its fields; nil for anything else.
    var path: String? {
        switch kind {
        case .name(let name): return name
        case .attribute(let subject, let name, _): return subject.path.map { $0 + "." + name }
        case .item(let subject, let key):
            guard case .literal(.string(let name)) = key.kind else { return nil }
            return subject.path.map { $0 + "." + name }
        default: return nil
        }
    }
}
