extension Expression {
    /// The parts of an expression in the order of evaluation.
    var parts: [Expression] {
        switch kind {
        case .literal, .name: []
        case .list(let items), .tuple(let items), .concatenation(let items): items
        case .map(let members): members.flatMap { [$0.key, $0.value] }
        case .attribute(let subject, _, _), .unary(_, let subject), .not(let subject): [subject]
        case .item(let subject, let key): [subject, key]
        case .slice(let subject, let start, let stop, let step):
            [subject] + [start, stop, step].compactMap { $0 }
        case .call(let subject, let arguments): [subject] + arguments.all
        case .filter(let subject, _, _, let arguments): [subject].compactMap { $0 } + arguments.all
        case .test(let subject, _, _, let arguments): [subject] + arguments.all
        case .binary(_, let left, let right), .and(let left, let right), .or(let left, let right): [left, right]
        case .comparison(let first, let rest): [first] + rest.map(\.value)
        case .conditional(let test, let yes, let no): [test, yes] + [no].compactMap { $0 }
        }
    }

    /// The variables that the expression reads, each as often as it stands there.
    var names: [String] {
        if case .name(let name) = kind { return [name] }
        return parts.flatMap(\.names)
    }
}

extension Expression {
    /// Whether Jinja2 would compute it when it compiles: literals, and what is made of literals without a call.
    ///
    /// It matters in one place: a `~` of such values is a plain text there, even when a part was marked safe.
    var isConstant: Bool {
        switch kind {
        case .name, .call: false
        case .filter(_, let name, _, _):
            !["map", "select", "reject", "selectattr", "rejectattr"].contains(name) && parts.allSatisfy(\.isConstant)
        default: parts.allSatisfy(\.isConstant)
        }
    }
}

extension Statement {
    /// The bodies inside of the statement.
    var bodies: [[Statement]] {
        switch kind {
        case .condition(let branches, let otherwise): branches.map(\.body) + [otherwise]
        case .loop(let loop): [loop.body, loop.otherwise ?? []]
        case .setBlock(_, _, let body), .filterBlock(_, let body), .with(_, let body), .autoescape(_, let body): [body]
        case .macro(let definition), .callBlock(let definition, _): [definition.body]
        case .block(let block): [block.body]
        default: []
        }
    }

    /// The expressions that stand in the statement itself, not in its bodies.
    var expressions: [Expression] {
        switch kind {
        case .text, .block: []
        case .print(let value), .extends(let value), .include(let value, _, _), .autoescape(let value, _): [value]
        case .condition(let branches, _): branches.map(\.test)
        case .loop(let loop): [loop.iterable] + [loop.test].compactMap { $0 }
        case .set(_, let value), .filterBlock(let value, _): [value]
        case .setBlock(_, let filter, _): [filter].compactMap { $0 }
        case .macro(let definition): definition.parameters.compactMap(\.defaultValue)
        case .callBlock(let definition, let call): definition.parameters.compactMap(\.defaultValue) + [call]
        case .with(let members, _): members.map(\.value)
        case .importModule(let value, _, _, _), .importNames(let value, _, _): [value]
        }
    }

    /// Whether a name is read anywhere in the statements; blocks have scopes of their own and do not count.
    static func mention(_ name: String, in statements: [Statement], throughBlocks: Bool = false) -> Bool {
        statements.contains { statement in
            if !throughBlocks, case .block = statement.kind { return false }
            return statement.expressions.contains { $0.names.contains(name) }
                || statement.bodies.contains { mention(name, in: $0, throughBlocks: throughBlocks) }
        }
    }
}
