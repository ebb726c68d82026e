/// Follows `extends`, `include` and the imports from template to template, as the parser understood them.
///
/// A name that an expression puts together (`"karty/" ~ entry.rodzaj ~ ".html"`) reaches every template that begins and
/// ends as its literal parts do: what might be used counts as used.
struct TemplateReach {
    let trees: [String: TemplateSyntax]

    /// The templates that these reach, themselves among them; names without a template are left out.
    func reached(from roots: some Sequence<String>) -> Set<String> {
        var reached: Set<String> = []
        var waiting = Array(roots)
        while let name = waiting.popLast() {
            guard let tree = trees[name], reached.insert(name).inserted else { continue }
            for expression in TemplateReach.references(in: tree.body) { waiting += names(expression) }
        }
        return reached
    }

    private static func references(in body: [Statement]) -> [Expression] {
        body.flatMap { statement -> [Expression] in
            let inner = statement.bodies.flatMap(references)
            switch statement.kind {
            case .extends(let name), .include(let name, _, _), .importModule(let name, _, _, _),
                .importNames(let name, _, _):
                return [name] + inner
            default: return inner
            }
        }
    }

    private func names(_ expression: Expression) -> [String] {
        switch expression.kind {
        case .literal(.string(let name)): [name]
        case .list(let items), .tuple(let items): items.flatMap(names)
        case .conditional(_, let yes, let no): names(yes) + (no.map(names) ?? [])
        case .or(let left, let right): names(left) + names(right)
        case .concatenation(let parts): matching(parts.first, parts.last)
        case .binary(.add, let left, let right): matching(left, right)
        default: Array(trees.keys)
        }
    }

    private func matching(_ first: Expression?, _ last: Expression?) -> [String] {
        let start = first.flatMap(TemplateReach.literal) ?? ""
        let end = last.flatMap(TemplateReach.literal) ?? ""
        return trees.keys.filter { $0.hasPrefix(start) && $0.hasSuffix(end) }
    }

    private static func literal(_ expression: Expression) -> String? {
        if case .literal(.string(let text)) = expression.kind { return text }
        return nil
    }
}

extension TemplateSet {
    /// The templates that none of the named ones reaches; none while a template cannot be read, for it might reach any.
    public func unused(besides named: some Sequence<String>) -> [String] {
        guard !syntax.contains(where: { $0 == nil }) else { return [] }
        let reached = TemplateReach(trees: trees).reached(from: named)
        return names.filter { !reached.contains($0) }
    }

    /// Whether a template reads the member of a variable (`collections.przystanki`), or the variable in a way that does
    /// not say which member (`collections[name]`).
    public func reads(_ member: String, of variable: String) -> Bool {
        syntax.contains { tree in
            guard let tree else { return true }
            return Expression.read(member, of: variable, in: tree.body)
        }
    }

    var trees: [String: TemplateSyntax] {
        var trees: [String: TemplateSyntax] = [:]
        for tree in syntax.compactMap({ $0 }) { trees[tree.name] = tree }
        return trees
    }
}

extension Expression {
    fileprivate static func read(_ member: String, of variable: String, in body: [Statement]) -> Bool {
        body.contains { statement in
            statement.expressions.contains { $0.reads(member, of: variable) }
                || statement.bodies.contains { read(member, of: variable, in: $0) }
        }
    }

    private func reads(_ member: String, of variable: String) -> Bool {
        switch kind {
        case .attribute(let subject, let name, _) where subject.isName(variable): return name == member
        case .item(let subject, let key) where subject.isName(variable):
            if case .literal(.string(let name)) = key.kind { return name == member }
            return true
        default: return isName(variable) || parts.contains { $0.reads(member, of: variable) }
        }
    }

    private func isName(_ variable: String) -> Bool {
        if case .name(let name) = kind { return name == variable }
        return false
    }
}
