import Diagnostics

extension Checker {
    func kind(
        ofCall callee: Expression, _ arguments: ArgumentList, _ span: Span, _ scope: CheckScope, hasCaller: Bool = false
    ) -> Kind {
        if case .attribute(let subject, let name, let nameSpan) = callee.kind {
            let found = kind(of: subject, scope)
            if found.module == nil, let result = method(name, of: found, subject, nameSpan, arguments, scope) {
                return result
            }
        }
        if case .name("caller") = callee.kind, scope.find("caller") == nil {
            for argument in arguments.all { _ = kind(of: argument, scope) }
            return Kind(.markup)
        }
        if case .name("super") = callee.kind, scope.find("super") == nil {
            showParentBlock(callee.span, scope)
            return Kind(.markup)
        }
        if let builtin = builtinResult(callee, arguments, scope) { return builtin }
        let target = kind(of: callee, scope)
        if let macro = target.macro { return call(macro, arguments, span, scope, hasCaller: hasCaller) }
        switch target.type.present {
        case .function(let signature):
            return call(signature, named: callee.path ?? "", arguments, span, scope)
        case .any:
            for argument in arguments.all { _ = kind(of: argument, scope) }
            return .any
        case .record(let type) where type == Checker.loopType:
            // `loop(children)` walks a recursive loop's body again.
            for argument in arguments.all { _ = kind(of: argument, scope) }
            return Kind(.markup)
        default:
            let label = target.type.present.label
            report(
                .wrongType, Words(pl: "\(label.pl) to nic, co można wywołać", en: "\(label.en) cannot be called"), span)
            return .any
        }
    }

    private func builtinResult(_ callee: Expression, _ arguments: ArgumentList, _ scope: CheckScope) -> Kind? {
        guard case .name(let name) = callee.kind, scope.find(name) == nil, globals[name] == nil,
            let builtin = Builtin(rawValue: name)
        else { return nil }
        for argument in arguments.all { _ = kind(of: argument, scope) }
        switch builtin {
        case .range: return Kind(.list(of: .integer))
        case .dict: return Kind(.map(of: .any))
        case .debug: return Kind(.string)
        case .namespace, .cycler, .joiner: return .any
        }
    }

    // MARK: Methods

    private func method(
        _ name: String, of subject: Kind, _ expression: Expression, _ span: Span, _ arguments: ArgumentList,
        _ scope: CheckScope
    ) -> Kind? {
        let type = subject.type.present
        let result: TypeInfo
        switch type {
        case .string, .url, .enumeration, .markup:
            guard let method = TextMethod(rawValue: name) else { return nil }
            if method != .format { checkArguments(of: method, arguments, span, scope) }
            switch method {
            case .split, .rsplit, .splitlines: result = .list(of: .string)
            case .count, .find, .index, .rfind, .rindex: result = .integer
            case .partition, .rpartition: result = .tuple([.string, .string, .string])
            case .startswith, .endswith, .isalnum, .isalpha, .isascii, .isdecimal, .isdigit, .islower, .isnumeric,
                .isspace,
                .istitle, .isupper:
                result = .boolean
            default: result = type == .markup ? .markup : .string
            }
        case .list(let item):
            guard let method = ListMethod(rawValue: name) else { return nil }
            switch method {
            case .count, .index: result = .integer
            case .copy: result = type
            case .pop: result = item
            default: result = .none
            }
        case .map(let value):
            guard let method = MapMethod(rawValue: name) else { return nil }
            switch method {
            case .items: result = .list(of: .tuple([.string, value]))
            case .keys: result = .list(of: .string)
            case .values: result = .list(of: value)
            case .get: result = arguments.positional.count > 1 ? value : value.orAbsent
            default: result = .any
            }
        default: return nil
        }
        requirePresent(subject, expression, scope)
        for argument in arguments.all { _ = kind(of: argument, scope) }
        return Kind(result)
    }

    private func checkArguments(
        of method: TextMethod, _ arguments: ArgumentList, _ span: Span, _ scope: CheckScope
    ) {
        guard arguments.spread == nil, arguments.keywordSpread == nil else { return }
        let parameters = method.parameters.map { parameter in
            Parameter(parameter.name, method.wanted(parameter.name), required: parameter.isRequired)
        }
        _ = call(Signature(parameters, returns: .any), named: method.rawValue, arguments, span, scope)
    }

    // MARK: Macros

    private func call(
        _ macro: Kind.MacroBinding, _ arguments: ArgumentList, _ span: Span, _ scope: CheckScope, hasCaller: Bool
    ) -> Kind {
        let definition = macro.definition
        usedMacros.insert(ObjectIdentifier(definition))
        var given: [String: Kind] = [:]
        let takesRest = Statement.mention("varargs", in: definition.body)
        let takesNames = Statement.mention("kwargs", in: definition.body)
        for (place, argument) in arguments.positional.enumerated() {
            let found = kind(of: argument, scope)
            if place < definition.parameters.count {
                given[definition.parameters[place].name] = found
            } else if !takesRest {
                reportTooMany(definition.name, definition.parameters.count, argument.span)
            }
        }
        for keyword in arguments.keywords {
            let found = kind(of: keyword.value, scope)
            if definition.parameters.contains(where: { $0.name == keyword.name }) {
                given[keyword.name] = found
            } else if !takesNames {
                reportUnknownArgument(keyword, definition.name, definition.parameters.map(\.name))
            }
        }
        for spread in [arguments.spread, arguments.keywordSpread].compactMap({ $0 }) { _ = kind(of: spread, scope) }
        let isSpread = arguments.spread != nil || arguments.keywordSpread != nil
        for parameter in definition.parameters
        where given[parameter.name] == nil && parameter.defaultValue == nil && !isSpread {
            report(
                .wrongArgument,
                Words(
                    pl: "makro „\(definition.name)” potrzebuje argumentu „\(parameter.name)”",
                    en: "the macro “\(definition.name)” needs the argument “\(parameter.name)”"), span)
            given[parameter.name] = .any
        }
        if hasCaller, !Statement.mention("caller", in: definition.body) {
            report(
                .wrongArgument,
                Words(
                    pl: "makro „\(definition.name)” nie używa „caller()”, a wywołano je z treścią",
                    en: "the macro “\(definition.name)” does not use “caller()” but was called with a body"), span)
        }
        checkBody(of: macro, given)
        return Kind(.markup)
    }

    /// Checks a macro's body once for each set of argument types.
    private func checkBody(of macro: Kind.MacroBinding, _ given: [String: Kind]) {
        let definition = macro.definition
        let types = definition.parameters.map { parameter in
            given[parameter.name].map { "\($0.type.label.en)/\($0.present.sorted().joined(separator: ","))" } ?? "-"
        }
        let key = "\(ObjectIdentifier(definition)) \(types.joined(separator: ";"))"
        guard checkedMacros.count < 4000, checkedMacros.insert(key).inserted, macroDepth < 24 else { return }
        macroDepth += 1
        defer { macroDepth -= 1 }
        let inner = CheckScope(parent: macro.scope)
        enter(macro.template) {
            for parameter in definition.parameters {
                var kind = given[parameter.name] ?? parameter.defaultValue.map { self.kind(of: $0, inner) } ?? .any
                if given[parameter.name] == nil, kind.type == .none { kind.type = .optional(.any) }
                kind.path = parameter.name
                inner.set(parameter.name, kind)
            }
            for name in ["caller", "varargs", "kwargs"] where inner.find(name) == nil {
                inner.set(name, name == "caller" ? Kind(.function(Signature([], rest: .any, returns: .markup))) : .any)
            }
            self.withGlobals(onlyEnvironment: !macro.seesPage) { self.walk(definition.body, inner, isRoot: false) }
        }
    }

    func reportTooMany(_ name: String, _ count: Int, _ span: Span) {
        report(
            .wrongArgument,
            .tooManyArguments(name, count),
            span)
    }

    func reportUnknownArgument(_ keyword: ArgumentList.Keyword, _ name: String, _ known: [String]) {
        report(
            .wrongArgument,
            Words(
                pl: "„\(name)” nie ma argumentu „\(keyword.name)”", en: "“\(name)” has no argument “\(keyword.name)”"),
            keyword.span, remedy: NearMiss.remedy(for: keyword.name, in: known))
    }

    // MARK: The site's functions

    /// Checks arguments against a signature; `subject` is what a filter is applied to.
    func call(
        _ signature: Signature, named name: String, _ arguments: ArgumentList, _ span: Span, _ scope: CheckScope,
        subject: (kind: Kind, expression: Expression)? = nil
    ) -> Kind {
        var parameters = signature.parameters[...]
        if let subject, let first = parameters.first {
            checkArgument(subject.kind, subject.expression, first, name, scope)
            parameters = parameters.dropFirst()
        }
        var missing = parameters.map { $0 }
        for (place, argument) in arguments.positional.enumerated() {
            let found = kind(of: argument, scope)
            let index = parameters.startIndex + place
            if index < parameters.endIndex {
                checkArgument(found, argument, parameters[index], name, scope)
                missing.removeAll { $0.name == parameters[index].name }
            } else if let rest = signature.rest {
                checkArgument(found, argument, Parameter("", rest), name, scope)
            } else {
                reportTooMany(name, parameters.count, argument.span)
            }
        }
        for keyword in arguments.keywords {
            let found = kind(of: keyword.value, scope)
            guard let parameter = missing.first(where: { $0.name == keyword.name }) else {
                reportUnknownArgument(keyword, name, parameters.map(\.name))
                continue
            }
            checkArgument(found, keyword.value, parameter, name, scope)
            missing.removeAll { $0.name == keyword.name }
        }
        if arguments.spread == nil, arguments.keywordSpread == nil {
            for parameter in missing where parameter.isRequired {
                report(
                    .wrongArgument,
                    Words(
                        pl: "„\(name)” potrzebuje argumentu „\(parameter.name)”",
                        en: "“\(name)” needs the argument “\(parameter.name)”"), span)
            }
        }
        return Kind(signature.result)
    }

    private func checkArgument(
        _ kind: Kind, _ expression: Expression, _ parameter: Parameter, _ name: String, _ scope: CheckScope
    ) {
        if !parameter.type.isOptional, parameter.type != .any { requirePresent(kind, expression, scope) }
        let wanted = parameter.type.present
        guard !kind.type.present.fits(wanted) else { return }
        reportWrongType(kind.type.present, wanted.label, name, expression.span)
    }

    func reportWrongType(_ found: TypeInfo, _ wanted: Words, _ name: String, _ span: Span) {
        report(
            .wrongType,
            Words(
                pl: "„\(name)” oczekuje: \(wanted.pl), a dostaje: \(found.label.pl)",
                en: "“\(name)” expects \(wanted.en) but is given \(found.label.en)"), span)
    }
}

extension TypeInfo {
    /// Whether a value of this type may be given where another is wanted.
    func fits(_ wanted: TypeInfo) -> Bool {
        if self == wanted || self == .any || wanted == .any { return true }
        switch (self, wanted) {
        case (.optional(let inner), _): return inner.fits(wanted)
        case (_, .optional(let inner)): return self == .none || fits(inner)
        case (.integer, .number): return true
        case (.url, .string), (.enumeration, .string), (.string, .url), (.string, .enumeration),
            (.enumeration, .enumeration):
            return true
        case (.markup, .string): return true
        case (.list(let item), .list(let other)): return item.fits(other)
        case (.map(let value), .map(let other)): return value.fits(other)
        case (.tuple(let parts), .list(let other)): return parts.allSatisfy { $0.fits(other) }
        default: return false
        }
    }
}
