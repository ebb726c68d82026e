import Diagnostics

/// A node of a template's body.
final class Statement: Sendable {
    enum Kind: Sendable {
        case text([UInt8])
        case print(Expression)
        case condition([(test: Expression, body: [Statement])], otherwise: [Statement])
        case loop(Loop)
        case set(Target, Expression)
        case setBlock(Target, filter: Expression?, body: [Statement])
        case macro(MacroDefinition)
        case callBlock(MacroDefinition, call: Expression)
        case filterBlock(Expression, body: [Statement])
        case with([(target: Target, value: Expression)], body: [Statement])
        case autoescape(Expression, body: [Statement])
        case block(BlockDefinition)
        case extends(Expression)
        case include(Expression, ignoreMissing: Bool, withContext: Bool)
        case importModule(Expression, name: String, nameSpan: Span, withContext: Bool)
        case importNames(Expression, names: [ImportedName], withContext: Bool)
    }

    struct ImportedName: Sendable {
        let name: String
        let alias: String
        let span: Span
    }

    let kind: Kind
    let span: Span

    init(_ kind: Kind, _ span: Span) {
        self.kind = kind
        self.span = span
    }
}

/// `{% for target in iterable if test recursive %}`.
final class Loop: Sendable {
    let target: Target
    let iterable: Expression
    let test: Expression?
    let isRecursive: Bool
    let body: [Statement]
    let otherwise: [Statement]?

    init(
        target: Target, iterable: Expression, test: Expression?, isRecursive: Bool, body: [Statement],
        otherwise: [Statement]?
    ) {
        self.target = target
        self.iterable = iterable
        self.test = test
        self.isRecursive = isRecursive
        self.body = body
        self.otherwise = otherwise
    }
}

/// A macro, or the body of a `{% call(args) %}`.
final class MacroDefinition: Sendable {
    struct Parameter: Sendable {
        let name: String
        let span: Span
        let defaultValue: Expression?
    }

    let name: String
    let nameSpan: Span
    let parameters: [Parameter]
    let body: [Statement]

    init(name: String, nameSpan: Span, parameters: [Parameter], body: [Statement]) {
        self.name = name
        self.nameSpan = nameSpan
        self.parameters = parameters
        self.body = body
    }
}

/// `{% block name scoped required %}`.
final class BlockDefinition: Sendable {
    let name: String
    let nameSpan: Span
    let isScoped: Bool
    let isRequired: Bool
    let body: [Statement]

    init(name: String, nameSpan: Span, isScoped: Bool, isRequired: Bool, body: [Statement]) {
        self.name = name
        self.nameSpan = nameSpan
        self.isScoped = isScoped
        self.isRequired = isRequired
        self.body = body
    }
}

/// What a value is assigned to.
indirect enum Target: Sendable {
    case name(String, Span)
    case tuple([Target], Span)
    case namespaceField(String, String, Span)

    var span: Span {
        switch self {
        case .name(_, let span), .tuple(_, let span), .namespaceField(_, _, let span): span
        }
    }

    /// The names that the assignment makes.
    var names: [String] {
        switch self {
        case .name(let name, _): [name]
        case .tuple(let targets, _): targets.flatMap(\.names)
        case .namespaceField: []
        }
    }
}

/// A template as the parser understood it.
final class TemplateSyntax: Sendable {
    let file: SourceFile
    let name: String
    let body: [Statement]
    /// All blocks at any depth, in the order of the file.
    let blocks: [BlockDefinition]

    /// The template of the first `{% extends "name" %}` at the top level.
    var parentName: String? {
        for statement in body {
            if case .extends(let template) = statement.kind, case .literal(.string(let name)) = template.kind {
                return name
            }
        }
        return nil
    }

    init(file: SourceFile, name: String, body: [Statement], blocks: [BlockDefinition]) {
        self.file = file
        self.name = name
        self.body = body
        self.blocks = blocks
    }
}
