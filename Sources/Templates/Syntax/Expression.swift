import Diagnostics

/// A node of an expression, with the text that it was read from.
final class Expression: Sendable {
    enum Kind: Sendable {
        case literal(Value)
        case name(String)
        case list([Expression])
        case tuple([Expression])
        case map([(key: Expression, value: Expression)])
        case attribute(Expression, String, Span)
        case item(Expression, Expression)
        case slice(Expression, Expression?, Expression?, Expression?)
        case call(Expression, ArgumentList)
        /// The subject is nil where a `{% filter %}` or `{% set %}…{% endset %}` gives it.
        case filter(Expression?, String, Span, ArgumentList)
        case test(Expression, String, Span, ArgumentList)
        case unary(UnaryOperator, Expression)
        case binary(BinaryOperator, Expression, Expression)
        case and(Expression, Expression)
        case or(Expression, Expression)
        case not(Expression)
        case concatenation([Expression])
        case comparison(Expression, [(operation: Comparison, value: Expression)])
        case conditional(test: Expression, yes: Expression, no: Expression?)
    }

    let kind: Kind
    let span: Span
    /// Nesting below this node; the parser bounds it, since every later pass recurses.
    let depth: Int

    init(_ kind: Kind, _ span: Span, depth: Int) {
        self.kind = kind
        self.span = span
        self.depth = depth
    }
}

enum UnaryOperator: Sendable {
    case negative
    case positive
}

enum BinaryOperator: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case floorDivide = "//"
    case remainder = "%"
    case power = "**"
}

enum Comparison: String, Sendable {
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case isIn = "in"
    case isNotIn = "not in"
}

/// The arguments of a call, filter or test as they were written.
struct ArgumentList: Sendable {
    struct Keyword: Sendable {
        let name: String
        let span: Span
        let value: Expression
    }

    var positional: [Expression] = []
    var keywords: [Keyword] = []
    /// `*list`
    var spread: Expression?
    /// `**map`
    var keywordSpread: Expression?

    var isEmpty: Bool { positional.isEmpty && keywords.isEmpty && spread == nil && keywordSpread == nil }

    /// All argument expressions in the order of evaluation.
    var all: [Expression] {
        positional + keywords.map(\.value) + [spread, keywordSpread].compactMap { $0 }
    }

    var depth: Int { all.map(\.depth).max() ?? 0 }
}
