import Diagnostics

extension Checker {
    /// The kind of an expression's value; what is wrong in it is reported.
    func kind(of expression: Expression, _ scope: CheckScope) -> Kind {
        depth += 1
        defer { depth -= 1 }
        switch expression.kind {
        case .literal(let value): return Kind(Checker.type(of: value))
        case .name(let name): return kind(ofVariable: name, expression.span, scope)
        case .list(let items):
            let kinds = items.map { kind(of: $0, scope) }
            return Kind(.list(of: kinds.dropFirst().reduce(kinds.first?.type ?? .any) { TypeInfo.join($0, $1.type) }))
        case .tuple(let items): return Kind(.tuple(items.map { kind(of: $0, scope).type }))
        case .map(let members):
            for member in members {
                _ = kind(of: member.key, scope)
                _ = kind(of: member.value, scope)
            }
            return Kind(.map(of: .any))
        case .attribute(let subject, let name, let span):
            return field(name, of: kind(of: subject, scope), subject, span, scope)
        case .item(let subject, let key): return item(of: subject, key, scope)
        case .slice(let subject, let start, let stop, let step):
            for part in [start, stop, step].compactMap({ $0 }) { _ = kind(of: part, scope) }
            var result = kind(of: subject, scope)
            result.path = nil
            return result
        case .call(let callee, let arguments): return kind(ofCall: callee, arguments, expression.span, scope)
        case .filter(let subject, let name, let span, let arguments):
            guard let subject else { return .any }
            return kind(ofFilter: name, span, arguments, on: kind(of: subject, scope), subject, scope)
        case .test(let subject, let name, _, let arguments): return kind(ofTest: name, subject, arguments, scope)
        case .unary(_, let inner):
            let found = kind(of: inner, scope)
            requirePresent(found, inner, scope)
            return kind(ofSigned: found.type.present, inner)
        case .binary(let operation, let left, let right): return kind(ofBinary: operation, left, right, scope)
        case .not(let inner):
            _ = kind(of: inner, scope)
            return Kind(.boolean)
        case .and(let left, let right): return kind(ofAnd: left, right, scope)
        case .or(let left, let right): return kind(ofOr: left, right, scope)
        case .concatenation(let parts):
            var isMarkup = false
            for part in parts {
                let found = checkPrintable(part, scope)
                isMarkup = isMarkup || found.type.present == .markup
            }
            return Kind(isMarkup ? .markup : .string)
        case .comparison(let first, let rest): return kind(ofComparison: first, rest, scope)
        case .conditional(let test, let yes, let no): return kind(ofCondition: test, yes, no, scope)
        }
    }

    private static func type(of value: Value) -> TypeInfo {
        switch value {
        case .none: .none
        case .boolean: .boolean
        case .integer: .integer
        case .number: .number
        case .string: .string
        default: .any
        }
    }

    private func kind(ofSigned type: TypeInfo, _ expression: Expression) -> Kind {
        guard type != .any, type != .boolean, !type.isNumeric else { return Kind(type == .boolean ? .integer : type) }
        reportWrongType(type, Words(pl: "liczba", en: "a number"), "-", expression.span)
        return .any
    }

    private func kind(ofAnd left: Expression, _ right: Expression, _ scope: CheckScope) -> Kind {
        let first = kind(of: left, scope)
        let second = kind(of: right, CheckScope(parent: scope, facts: Guards.of(left).whenTrue))
        var result = Kind.join(first, second)
        if first.type == .boolean, second.type == .boolean { result = Kind(.boolean) }
        result.path = nil
        return result
    }

    /// `a or b` is `a` only when it has a value.
    private func kind(ofOr left: Expression, _ right: Expression, _ scope: CheckScope) -> Kind {
        var first = kind(of: left, scope)
        let second = kind(of: right, CheckScope(parent: scope, facts: Guards.of(left).whenFalse))
        first.type = first.type.present
        var result = Kind.join(first, second)
        result.path = nil
        return result
    }

    private func kind(ofCondition test: Expression, _ yes: Expression, _ no: Expression?, _ scope: CheckScope) -> Kind {
        _ = kind(of: test, scope)
        let guards = Guards.of(test)
        let first = kind(of: yes, CheckScope(parent: scope, facts: guards.whenTrue))
        guard let no else {
            var result = first
            result.type = result.type.orAbsent
            result.path = nil
            return result
        }
        var result = Kind.join(first, kind(of: no, CheckScope(parent: scope, facts: guards.whenFalse)))
        result.path = nil
        return result
    }

    private func kind(
        ofComparison first: Expression, _ rest: [(operation: Comparison, value: Expression)], _ scope: CheckScope
    ) -> Kind {
        var left = first
        var leftKind = kind(of: first, scope)
        for link in rest {
            let right = kind(of: link.value, scope)
            switch link.operation {
            case .less, .lessOrEqual, .greater, .greaterOrEqual:
                requirePresent(leftKind, left, scope)
                requirePresent(right, link.value, scope)
                checkOrder(leftKind.type.present, right.type.present, link.value.span)
            case .isIn, .isNotIn: requirePresent(right, link.value, scope)
            default: break
            }
            left = link.value
            leftKind = right
        }
        return Kind(.boolean)
    }

    func checkOrder(_ left: TypeInfo, _ right: TypeInfo, _ span: Span) {
        if left == .any || right == .any || left == right { return }
        if left.isNumeric && right.isNumeric || left.isText && right.isText { return }
        report(
            .wrongType,
            Words(
                pl: "nie da się uporządkować: \(left.label.pl) i \(right.label.pl)",
                en: "\(left.label.en) and \(right.label.en) have no order"), span)
    }

    private func kind(ofBinary operation: BinaryOperator, _ left: Expression, _ right: Expression, _ scope: CheckScope)
        -> Kind
    {
        let first = kind(of: left, scope)
        let second = kind(of: right, scope)
        requirePresent(first, left, scope)
        requirePresent(second, right, scope)
        let (one, two) = (first.type.present, second.type.present)
        if one == .any || two == .any { return .any }
        if one.isNumeric, two.isNumeric {
            if operation == .divide { return Kind(.number) }
            return Kind(one == .integer && two == .integer && operation != .power ? .integer : .number)
        }
        switch (operation, one, two) {
        case (.add, .list, .list): return Kind(TypeInfo.join(one, two))
        case (.add, _, _) where one.isText && two.isText: return Kind(.string)
        case (.add, .markup, _) where two.isText || two == .markup: return Kind(.markup)
        case (.add, _, .markup) where one.isText: return Kind(.markup)
        case (.multiply, _, .integer) where one.isText: return Kind(.string)
        case (.remainder, _, _) where one.isText: return Kind(.string)
        case (.subtract, .date, .date): return Kind(.integer)
        case (.multiply, .list, .integer): return Kind(one)
        default:
            report(
                .wrongType,
                Words(
                    pl: "„\(operation.rawValue)” nie działa tak: \(one.label.pl) i \(two.label.pl)",
                    en: "“\(operation.rawValue)” does not work with \(one.label.en) and \(two.label.en)"),
                left.span.union(right.span),
                remedy: operation == .add ? Words(pl: "teksty łączy „~”", en: "“~” joins texts") : nil)
            return .any
        }
    }

    private func kind(ofTest name: String, _ subject: Expression, _ arguments: ArgumentList, _ scope: CheckScope)
        -> Kind
    {
        if name == "defined" || name == "undefined", case .name = subject.kind {
            // The one place where a name may be asked for that is not there.
        } else {
            _ = kind(of: subject, scope)
        }
        for argument in arguments.all { _ = kind(of: argument, scope) }
        if let test = TemplateTest.named(name), TemplateTest.ordering.contains(test),
            let other = arguments.positional.first
        {
            let found = kind(of: other, scope)
            requirePresent(found, other, scope)
            checkOrder(kind(of: subject, scope).type.present, found.type.present, other.span)
        }
        return Kind(.boolean)
    }

    // MARK: Variables and fields

    private func kind(ofVariable name: String, _ span: Span, _ scope: CheckScope) -> Kind {
        if var found = scope.find(name) {
            if found.isMaybeUnset {
                if !scope.facts.contains(name) {
                    report(
                        .usedBeforeSet,
                        Words(
                            pl: "zmienna „\(name)” nie zawsze ma tu wartość",
                            en: "the variable “\(name)” does not always have a value here"), span,
                        remedy: Words(
                            pl: "ustaw ją także w „{% else %}” albo przed warunkiem",
                            en: "set it in “{% else %}” too, or before the condition"))
                }
                found.isMaybeUnset = false
            }
            if scope.facts.contains(name) { found.type = found.type.present }
            if found.path == nil { found.path = name }
            return found
        }
        if var found = globals[name] {
            if scope.facts.contains(name) { found.type = found.type.present }
            return found
        }
        if ["range", "dict", "namespace", "cycler", "joiner", "debug", "super", "self", "caller", "varargs", "kwargs"]
            .contains(name)
        {
            if name == "super" { showParentBlock(span, scope) }
            return Kind(.any)
        }
        reportUnknown(name, span, scope)
        return .any
    }

    private func reportUnknown(_ name: String, _ span: Span, _ scope: CheckScope) {
        if scope.isAssignedLater(name) {
            report(
                .usedBeforeSet,
                Words(
                    pl: "zmienna „\(name)” jest użyta, zanim ją ustawiono",
                    en: "the variable “\(name)” is used before it is set"), span)
            return
        }
        var remedy = NearMiss.remedy(for: name, in: visibleNames(scope))
        if environment.globals.contains(where: { $0.name == name }) {
            remedy = Words(
                pl: "zaimportuj szablon „with context” albo podaj tę wartość makru jako argument",
                en: "import the template “with context”, or give the value to the macro as an argument")
        }
        report(
            .unknownVariable, Words(pl: "nieznana zmienna „\(name)”", en: "unknown variable “\(name)”"), span,
            remedy: remedy)
    }

    private func visibleNames(_ scope: CheckScope) -> [String] {
        var names = Set(globals.keys)
        var current: CheckScope? = scope
        while let scope = current {
            names.formUnion(scope.variables.keys)
            current = scope.parent
        }
        return names.sorted()
    }

    func field(_ name: String, of subject: Kind, _ expression: Expression, _ span: Span, _ scope: CheckScope) -> Kind {
        if let module = subject.module {
            if let member = module[name] { return member }
            report(
                .unknownVariable,
                Words(pl: "zaimportowany szablon nie ma „\(name)”", en: "the imported template has no “\(name)”"), span,
                remedy: NearMiss.remedy(for: name, in: module.keys.sorted()))
            return .any
        }
        requirePresent(subject, expression, scope)
        let path = subject.path.map { $0 + "." + name }
        var result: Kind
        switch subject.type.present {
        case .any: result = .any
        case .record(let type):
            guard let field = type.field(name) else {
                if type.isOpen {
                    result = Kind(.optional(.any), path: path)
                    break
                }
                reportUnknownField(name, type, span)
                return .any
            }
            if let instead = field.insteadUse {
                report(
                    .unknownField,
                    Words(pl: "tu nie ma „\(name)”", en: "there is no “\(name)” here"), span,
                    remedy: Words(pl: "napisz „\(instead)”", en: "write “\(instead)”"))
                return .any
            }
            result = Kind(field.type, path: path)
        case .map(let value): result = MapMethod(rawValue: name) == nil ? Kind(value.orAbsent, path: path) : .any
        case .tuple(let parts) where name == "grouper" && parts.count == 2: result = Kind(parts[0])
        case .tuple(let parts) where name == "list" && parts.count == 2:
            result = Kind(parts[1])
            result.present = subject.present
        case .date where ["year", "month", "day"].contains(name): result = Kind(.integer)
        case .string, .url, .enumeration, .markup:
            if TextMethod(rawValue: name) == nil {
                reportNoField(name, subject.type.present, span, TextMethod.allCases.map(\.rawValue))
            }
            return .any
        case .list:
            if ListMethod(rawValue: name) == nil { reportNoField(name, subject.type.present, span, []) }
            return .any
        default:
            reportNoField(name, subject.type.present, span, [])
            return .any
        }
        result.path = path
        let isProven = path.map { scope.facts.contains($0) } ?? false
        if isProven || subject.present.contains(name) { result.type = result.type.present }
        for part in subject.present where part.hasPrefix(name + ".") {
            result.present.insert(String(part.dropFirst(name.count + 1)))
        }
        return result
    }

    func reportUnknownField(_ name: String, _ type: RecordType, _ span: Span) {
        let known = type.fields.filter { $0.insteadUse == nil }.map(\.name)
        report(
            .unknownField,
            Words(pl: "„\(type.name)” nie ma pola „\(name)”", en: "“\(type.name)” has no field “\(name)”"), span,
            remedy: NearMiss.remedy(for: name, in: known)
                ?? Words(pl: "są: \(known.joined(separator: ", "))", en: "there are: \(known.joined(separator: ", "))"))
    }

    private func reportNoField(_ name: String, _ type: TypeInfo, _ span: Span, _ known: [String]) {
        report(
            .unknownField,
            Words(pl: "\(type.label.pl) nie ma pola „\(name)”", en: "\(type.label.en) has no field “\(name)”"), span,
            remedy: NearMiss.remedy(for: name, in: known))
    }

    private func item(of subject: Expression, _ key: Expression, _ scope: CheckScope) -> Kind {
        let found = kind(of: subject, scope)
        let keyKind = kind(of: key, scope)
        requirePresent(found, subject, scope)
        if case .literal(.string(let name)) = key.kind, case .record = found.type.present {
            return field(name, of: found, subject, key.span, scope)
        }
        switch found.type.present {
        case .list: return Kind(found.item.type.orAbsent)
        case .map(let value): return Kind(value.orAbsent)
        case .tuple(let parts):
            if case .literal(.integer(let place)) = key.kind, parts.indices.contains(place) {
                return Kind(parts[place])
            }
            return .any
        case .any: return .any
        case .string where keyKind.type == .integer: return Kind(.optional(.string))
        default: return .any
        }
    }

    // MARK: Guards and printing

    /// Reports a value that may be absent where it must be there.
    func requirePresent(_ kind: Kind, _ expression: Expression, _ scope: CheckScope) {
        guard kind.type.isOptional else { return }
        if let path = kind.path, scope.facts.contains(path) { return }
        let shown = expression.path ?? template?.file.text(expression.span) ?? ""
        report(
            .missingGuard,
            Words(pl: "„\(shown)” może nie mieć wartości", en: "“\(shown)” may have no value"), expression.span,
            remedy: standsAlone
                ? Words(
                    pl: "dopisz na końcu „if \(shown)” (wtedy pole może być puste) albo podaj „| default(…)”",
                    en: "end with “if \(shown)” (the field may then be absent), or give “| default(…)”")
                : Words(
                    pl: "sprawdź przez „{% if \(shown) %}” albo podaj „| default(…)”",
                    en: "test it with “{% if \(shown) %}”, or give “| default(…)”"))
    }

    func checkPrinted(_ expression: Expression, _ scope: CheckScope) { _ = checkPrintable(expression, scope) }

    private func checkPrintable(_ expression: Expression, _ scope: CheckScope) -> Kind {
        if case .conditional(let test, let yes, let no) = expression.kind {
            _ = kind(of: test, scope)
            let guards = Guards.of(test)
            let first = checkPrintable(yes, CheckScope(parent: scope, facts: guards.whenTrue))
            // Without `else` nothing is printed, which is what the author asked for.
            guard let no else { return first }
            return Kind.join(first, checkPrintable(no, CheckScope(parent: scope, facts: guards.whenFalse)))
        }
        let found = kind(of: expression, scope)
        requirePresent(found, expression, scope)
        let remedy: Words
        switch found.type.present {
        case .any, .string, .integer, .number, .markup, .date, .url, .enumeration: return found
        case .boolean:
            remedy = Words(pl: "napisz „{{ \"tak\" if … else \"nie\" }}”", en: "write “{{ \"yes\" if … else \"no\" }}”")
        case .list:
            remedy = Words(pl: "użyj „{% for %}” albo „| join(\", \")”", en: "use “{% for %}” or “| join(\", \")”")
        case .record(let type):
            let names = type.fields.filter { $0.insteadUse == nil }.prefix(6).map(\.name).joined(separator: ", ")
            remedy = Words(pl: "wybierz pole: \(names)", en: "choose a field: \(names)")
        default: remedy = Words(pl: "wybierz, co z tego pokazać", en: "choose what of it to show")
        }
        let label = found.type.present.label
        report(
            .unprintable, Words(pl: "tego się nie drukuje: \(label.pl)", en: "this is not printed: \(label.en)"),
            expression.span, remedy: remedy)
        return found
    }
}
