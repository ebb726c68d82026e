import Diagnostics

extension Checker {
    func walk(_ body: [Statement], _ scope: CheckScope, isRoot: Bool) {
        let outer = scope.assignedLater
        scope.assignedLater.formUnion(Checker.assignedNames(in: body))
        // A macro may be called by another that stands above it.
        for statement in body {
            if case .macro(let definition) = statement.kind, let template { bind(definition, template, scope) }
        }
        for statement in body { walk(statement, scope, isRoot: isRoot) }
        scope.assignedLater = outer
    }

    private func bind(_ definition: MacroDefinition, _ template: TemplateSyntax, _ scope: CheckScope) {
        var kind = Kind(.function(Signature([], rest: .any, returns: .markup)))
        kind.macro = Kind.MacroBinding(definition, template, scope, seesPage: seesPage)
        scope.set(definition.name, kind)
    }

    private static func assignedNames(in body: [Statement]) -> Set<String> {
        var names: Set<String> = []
        for statement in body {
            switch statement.kind {
            case .set(let target, _), .setBlock(let target, _, _): names.formUnion(target.names)
            case .importModule(_, let name, _, _): names.insert(name)
            case .importNames(_, let imported, _): names.formUnion(imported.map(\.alias))
            case .condition(let branches, let otherwise):
                for body in branches.map(\.body) + [otherwise] { names.formUnion(assignedNames(in: body)) }
            default: break
            }
        }
        return names
    }

    private func walk(_ statement: Statement, _ scope: CheckScope, isRoot: Bool) {
        switch statement.kind {
        case .text: break
        case .print(let value): checkPrinted(value, scope)
        case .condition(let branches, let otherwise): walkCondition(branches, otherwise, scope, isRoot: isRoot)
        case .loop(let loop): walk(loop, scope)
        case .set(let target, let value): assign(target, kind(of: value, scope), scope)
        case .setBlock(let target, let filter, let body):
            walk(body, CheckScope(parent: scope), isRoot: false)
            var result = Kind(.markup)
            if let filter { result = kind(ofFilterChain: filter, on: result, scope) }
            assign(target, result, scope)
        case .macro: break
        case .callBlock(let definition, let call): walkCall(definition, call, scope)
        case .filterBlock(let filter, let body):
            walk(body, CheckScope(parent: scope), isRoot: false)
            _ = kind(ofFilterChain: filter, on: Kind(.markup), scope)
        case .with(let members, let body):
            let inner = CheckScope(parent: scope)
            for member in members { assign(member.target, kind(of: member.value, scope), inner) }
            walk(body, inner, isRoot: false)
        case .autoescape(let flag, let body):
            _ = kind(of: flag, scope)
            if case .literal(.boolean(false)) = flag.kind {
                report(
                    .unsafeHTML,
                    Words(
                        pl: "wyłączenie zamiany znaków wpuszcza tekst jako HTML",
                        en: "to switch escaping off lets texts in as HTML"), statement.span,
                    remedy: Words(
                        pl: "jedno miejsce dopuść przez „| trusted(\"powód\")”",
                        en: "allow one place through “| trusted(\"reason\")”"))
            }
            walk(body, CheckScope(parent: scope), isRoot: false)
        case .block(let block): walk(block, scope, isRoot: isRoot)
        case .extends(let template): checkTemplateName(template, scope, ignoresMissing: false)
        case .include(let template, let ignoresMissing, let withContext):
            checkTemplateName(template, scope, ignoresMissing: ignoresMissing)
            for name in Checker.names(of: template) { include(name, scope, withContext: withContext) }
        case .importModule(let template, let name, _, let withContext):
            checkTemplateName(template, scope, ignoresMissing: false)
            var result = Kind.any
            result.module = Checker.names(of: template).first.flatMap { module($0, scope, withContext: withContext) }
            scope.set(name, result)
        case .importNames(let template, let names, let withContext):
            walkImport(template, names, scope, withContext: withContext)
        }
    }

    private func walk(_ block: BlockDefinition, _ scope: CheckScope, isRoot: Bool) {
        // A child's blocks are shown where the parent places them.
        if isRoot, let template, parentTree(of: template) != nil { return }
        showBlock(block.name, scope, block)
    }

    private func walkImport(
        _ template: Expression, _ names: [Statement.ImportedName], _ scope: CheckScope, withContext: Bool
    ) {
        checkTemplateName(template, scope, ignoresMissing: false)
        let name = Checker.names(of: template).first ?? ""
        let members = module(name, scope, withContext: withContext)
        for imported in names {
            guard let members else {
                scope.set(imported.alias, .any)
                continue
            }
            guard let member = members[imported.name] else {
                report(
                    .unknownVariable,
                    Words(
                        pl: "szablon „\(name)” nie ma „\(imported.name)”",
                        en: "the template “\(name)” has no “\(imported.name)”"),
                    imported.span, remedy: NearMiss.remedy(for: imported.name, in: members.keys.sorted()))
                scope.set(imported.alias, .any)
                continue
            }
            scope.set(imported.alias, member)
        }
    }

    private func walkCondition(
        _ branches: [(test: Expression, body: [Statement])], _ otherwise: [Statement], _ scope: CheckScope, isRoot: Bool
    ) {
        var failed: Set<String> = []
        var ends: [CheckScope] = []
        for branch in branches {
            let test = CheckScope(parent: scope, facts: failed)
            _ = kind(of: branch.test, test)
            let guards = Guards.of(branch.test)
            let inner = CheckScope(parent: scope, facts: failed.union(guards.whenTrue))
            walk(branch.body, inner, isRoot: isRoot)
            ends.append(inner)
            failed.formUnion(guards.whenFalse)
        }
        let last = CheckScope(parent: scope, facts: failed)
        walk(otherwise, last, isRoot: isRoot)
        ends.append(last)
        scope.merge(ends)
    }

    private func walk(_ loop: Loop, _ scope: CheckScope) {
        let iterable = kind(of: loop.iterable, scope)
        checkWalked(iterable, loop.iterable, scope)
        let inner = CheckScope(parent: scope)
        assign(loop.target, iterable.item, inner)
        inner.set("loop", Kind(.record(Checker.loopType)))
        if let test = loop.test {
            _ = kind(of: test, inner)
            inner.facts.formUnion(Guards.of(test).whenTrue)
        }
        walk(loop.body, inner, isRoot: false)
        if let otherwise = loop.otherwise { walk(otherwise, CheckScope(parent: scope), isRoot: false) }
    }

    private func checkWalked(_ kind: Kind, _ expression: Expression, _ scope: CheckScope) {
        requirePresent(kind, expression, scope)
        switch kind.type.present {
        case .any, .list, .map, .tuple, .string, .enumeration, .url: return
        default:
            let label = kind.type.present.label
            report(
                .wrongType,
                Words(pl: "po tym nie da się iść: \(label.pl)", en: "there are no items to walk over: \(label.en)"),
                expression.span)
        }
    }

    func assign(_ target: Target, _ kind: Kind, _ scope: CheckScope) {
        switch target {
        case .name(let name, _):
            var kind = kind
            kind.path = name
            scope.set(name, kind)
        case .tuple(let targets, _):
            if case .tuple(let parts) = kind.type, parts.count == targets.count {
                for (target, part) in zip(targets, parts) {
                    var inner = Kind(part)
                    inner.present = kind.present
                    assign(target, inner, scope)
                }
            } else {
                for target in targets { assign(target, .any, scope) }
            }
        case .namespaceField: break
        }
    }

    private func walkCall(_ definition: MacroDefinition, _ call: Expression, _ scope: CheckScope) {
        let inner = CheckScope(parent: scope)
        for parameter in definition.parameters {
            if let value = parameter.defaultValue { _ = kind(of: value, scope) }
            inner.set(parameter.name, .any)
        }
        walk(definition.body, inner, isRoot: false)
        guard case .call(let callee, let arguments) = call.kind else { return }
        _ = kind(ofCall: callee, arguments, call.span, scope, hasCaller: true)
    }

    // MARK: Names of templates

    static func names(of expression: Expression) -> [String] {
        switch expression.kind {
        case .literal(.string(let name)): [name]
        case .list(let items), .tuple(let items): items.flatMap(names)
        case .conditional(_, let yes, let no): names(of: yes) + (no.map(names) ?? [])
        default: []
        }
    }

    private func checkTemplateName(_ expression: Expression, _ scope: CheckScope, ignoresMissing: Bool) {
        _ = kind(of: expression, scope)
        let names = Checker.names(of: expression)
        guard !names.isEmpty, !ignoresMissing else { return }
        let isChoice: Bool
        switch expression.kind {
        case .list, .tuple: isChoice = true
        default: isChoice = false
        }
        if isChoice, names.contains(where: { trees[$0] != nil }) { return }
        for name in names where trees[name] == nil {
            report(
                .missingTemplate, Words(pl: "nie ma szablonu „\(name)”", en: "there is no template “\(name)”"),
                expression.span, remedy: NearMiss.remedy(for: name, in: trees.keys.sorted()))
        }
    }

    static let loopType = RecordType(
        "loop",
        [
            .init("index", .integer), .init("index0", .integer), .init("revindex", .integer),
            .init("revindex0", .integer),
            .init("first", .boolean), .init("last", .boolean), .init("length", .integer), .init("depth", .integer),
            .init("depth0", .integer), .init("previtem", .any), .init("nextitem", .any),
            .init("cycle", .function(Signature([], rest: .any, returns: .any))),
            .init("changed", .function(Signature([], rest: .any, returns: .boolean))),
        ])
}
