import Diagnostics

extension Compiler {
    func emit(_ body: [Statement], in scope: Scope, isTopLevel: Bool, isRootLevel: Bool) {
        for statement in body { emit(statement, in: scope, isTopLevel: isTopLevel, isRootLevel: isRootLevel) }
    }

    /// `isTopLevel`: the root or a condition in it, where assignments are exported; `isRootLevel`: the root itself.
    private func emit(_ statement: Statement, in scope: Scope, isTopLevel: Bool, isRootLevel: Bool) {
        let unit = scope.unit
        let span = statement.span
        switch statement.kind {
        case .text(let bytes): output(scope.printsToPage, unit, span) { self.emit(text: bytes, unit, span) }
        case .print(let value): output(scope.printsToPage, unit, span) { self.emit(print: value, statement, in: scope) }
        case .condition(let branches, let otherwise):
            emitCondition(branches, otherwise, in: scope, isTopLevel: isTopLevel)
        case .loop(let loop): emit(loop, in: scope, span)
        case .set(let target, let value):
            emit(value, in: scope)
            assign(target, in: scope, isTopLevel: isTopLevel)
        case .setBlock(let target, let filter, let body):
            emitSetBlock(target, filter, body, in: scope, isTopLevel: isTopLevel, span)
        case .macro(let definition):
            emitClosure(definition, in: scope)
            assign(.name(definition.name, definition.nameSpan), in: scope, isTopLevel: isTopLevel)
        case .callBlock(let definition, let call): emitCallBlock(definition, call, in: scope, span)
        case .filterBlock(let filter, let body): emitFilterBlock(filter, body, in: scope, span)
        case .with(let members, let body): emitWith(members, body, in: scope, span)
        case .autoescape(let flag, let body): emitAutoescape(flag, body, in: scope, span)
        case .block(let block): emitBlock(block, in: scope, isTopLevel: isTopLevel)
        case .extends(let template):
            emitExtends(template, in: scope, isTopLevel: isTopLevel, isRootLevel: isRootLevel, span)
        case .include(let template, let ignoresMissing, let withContext):
            emit(template, in: scope)
            let shape = withContext ? localShape(scope) : -1
            unit.emit(
                .include, span, pops: 1, b: shape, flag: (ignoresMissing ? 1 : 0) | (withContext ? 2 : 0))
        case .importModule(let template, let name, let nameSpan, let withContext):
            emitImport(template, withContext, in: scope, span)
            assign(.name(name, nameSpan), in: scope, isTopLevel: isTopLevel, exportFlag: 2)
        case .importNames(let template, let names, let withContext):
            emitImport(template, withContext, in: scope, span)
            for name in names {
                unit.emit(.importMember, name.span, pushes: 1, a: symbols.number(of: name.name))
                assign(.name(name.alias, name.span), in: scope, isTopLevel: isTopLevel, exportFlag: 2)
            }
            unit.emit(.discard, span, pops: 1)
        }
    }

    // MARK: Output

    /// Emits output, unless a parent template prints instead of this one.
    private func output(_ mayBeHidden: Bool, _ unit: UnitBuilder, _ span: Span, _ body: () -> Void) {
        guard mayBeHidden, hasPossibleParent else { return body() }
        if hasCertainParent { return }
        let jump = unit.emit(.jumpIfExtended, span)
        body()
        unit.land(jump)
    }

    func emit(text bytes: [UInt8], _ unit: UnitBuilder, _ span: Span) {
        guard !bytes.isEmpty else { return }
        unit.emit(.text, span, a: Int32(text.count), b: Int32(bytes.count))
        text.append(contentsOf: bytes)
    }

    private func emit(print value: Expression, _ statement: Statement, in scope: Scope) {
        if case .call(let callee, let arguments) = value.kind, case .name("super") = callee.kind, arguments.isEmpty,
            scope.unit.symbol >= 0, scope.unit.parent == nil
        {
            scope.unit.emit(.superBlock, value.span)
            return
        }
        emit(value, in: scope)
        let context = surroundings.escapes[ObjectIdentifier(statement)] ?? .text
        scope.unit.emit(.print, value.span, pops: 1, flag: context.rawValue)
    }

    // MARK: Assignment

    func assign(_ target: Target, in scope: Scope, isTopLevel: Bool, exportFlag: UInt8 = 1) {
        let unit = scope.unit
        switch target {
        case .name(let name, let span):
            guard let variable = scope.find(name) else { return }
            if isTopLevel {
                unit.emit(
                    .export, span, a: symbols.number(of: name), flag: name.hasPrefix("_") ? 0 : exportFlag)
            }
            store(variable, from: unit, span)
        case .tuple(let targets, let span):
            unit.emit(.unpack, span, pops: 1, pushes: targets.count, a: Int32(targets.count))
            for target in targets { assign(target, in: scope, isTopLevel: isTopLevel, exportFlag: exportFlag) }
        case .namespaceField(let name, let field, let span):
            guard let variable = scope.find(name) else { return }
            load(variable, from: unit, span)
            unit.emit(.setField, span, pops: 2, a: symbols.number(of: field))
        }
    }

    private func emitSetBlock(
        _ target: Target, _ filter: Expression?, _ body: [Statement], in scope: Scope, isTopLevel: Bool, _ span: Span
    ) {
        let unit = scope.unit
        let inner = Scope(parent: scope, unit: unit, compiler: self)
        inner.printsToPage = false
        inner.read(body)
        if let filter { inner.read(filter) }
        enter(inner, span)
        unit.emit(.captureBegin, span)
        emit(body, in: inner, isTopLevel: false, isRootLevel: false)
        unit.emit(.captureEnd, span, pushes: 1)
        if let filter { emit(filterChain: filter, in: inner) }
        if filter != nil { unit.emit(.finishBody, span, pops: 1, pushes: 1, flag: 1) }
        assign(target, in: scope, isTopLevel: isTopLevel)
    }

    // MARK: Conditions and loops

    private func emitCondition(
        _ branches: [(test: Expression, body: [Statement])], _ otherwise: [Statement], in scope: Scope,
        isTopLevel: Bool
    ) {
        let unit = scope.unit
        var ends: [Int] = []
        let certain = hasCertainParent
        for branch in branches {
            emit(branch.test, in: scope)
            let skip = unit.emit(.jumpIfFalse, branch.test.span, pops: 1)
            emit(branch.body, in: scope, isTopLevel: isTopLevel, isRootLevel: false)
            ends.append(unit.emit(.jump, branch.test.span))
            unit.land(skip)
        }
        emit(otherwise, in: scope, isTopLevel: isTopLevel, isRootLevel: false)
        hasCertainParent = certain
        for end in ends { unit.land(end) }
    }

    private func emit(_ loop: Loop, in scope: Scope, _ span: Span) {
        if loop.isRecursive {
            emitRecursive(loop, in: scope, span)
        } else {
            emit(loop.iterable, in: scope)
            emitTurns(loop, iterableScope: scope, unit: scope.unit, span)
        }
    }

    /// Emits the turns of a loop whose iterable lies on the stack.
    private func emitTurns(_ loop: Loop, iterableScope scope: Scope, unit: UnitBuilder, _ span: Span) {
        if let test = loop.test { emitChoice(loop, test, in: scope, unit: unit, span) }
        let inner = Scope(parent: scope, unit: unit, compiler: self)
        let needsLoop =
            loop.isRecursive || Statement.mention("loop", in: loop.body)
            || Compiler.containsScopedBlock(loop.body)
            // Jinja2 gives `loop` to an include only when the body speaks of it too; on a site it always comes along.
            || surroundings.mode == .site && Compiler.containsInclude(loop.body)
        if needsLoop { inner.parameter("loop") }
        declare(loop.target, in: inner)
        inner.read(loop.body)
        let loopVariable = needsLoop ? inner.find("loop") : nil
        // The loop object is put into its local by `loopBegin`; a macro that shares it needs it in a cell.
        let loopSlot = loopVariable.map { _ in unit.makeLocal() } ?? -1
        let begin = unit.emit(.loopBegin, loop.iterable.span, pops: 1, b: loopSlot)
        if let loopVariable {
            unit.emit(.local, span, pushes: 1, a: loopSlot)
            store(loopVariable, from: unit, span)
        }
        let top = unit.position
        let next = unit.emit(.loopNext, loop.target.span, pushes: 1)
        enter(inner, loop.target.span)
        assign(loop.target, in: inner, isTopLevel: false)
        emit(loop.body, in: inner, isTopLevel: false, isRootLevel: false)
        unit.emit(.jump, span, a: Int32(top))
        unit.land(next)
        if let otherwise = loop.otherwise {
            let end = unit.emit(.jump, span)
            unit.land(begin)
            let elseScope = Scope(parent: scope, unit: unit, compiler: self)
            elseScope.read(otherwise)
            enter(elseScope, span)
            emit(otherwise, in: elseScope, isTopLevel: false, isRootLevel: false)
            unit.land(end)
        } else {
            unit.land(begin)
        }
    }

    private func emitChoice(_ loop: Loop, _ test: Expression, in scope: Scope, unit: UnitBuilder, _ span: Span) {
        let inner = Scope(parent: scope, unit: unit, compiler: self)
        declare(loop.target, in: inner)
        inner.read(test)
        unit.emit(.chooseBegin, loop.iterable.span, pops: 1)
        let top = unit.position
        let next = unit.emit(.loopNext, loop.target.span, pushes: 1)
        enter(inner, loop.target.span)
        assign(loop.target, in: inner, isTopLevel: false)
        emit(test, in: inner)
        if case .tuple = loop.target {
            unit.emit(.choose, test.span, pops: 1, flag: 1)
        } else {
            unit.emit(.choose, test.span, pops: 1)
        }
        unit.emit(.jump, span, a: Int32(top))
        unit.land(next)
        unit.emit(.chooseEnd, span, pushes: 1)
    }

    private func declare(_ target: Target, in scope: Scope) {
        switch target {
        case .name(let name, _): scope.parameter(name)
        case .tuple(let targets, _): for target in targets { declare(target, in: scope) }
        case .namespaceField: break
        }
    }

    private func emitRecursive(_ loop: Loop, in scope: Scope, _ span: Span) {
        emit(loop.iterable, in: scope)
        let unit = makeUnit(parent: scope.unit)
        let iterable = unit.makeLocal()
        unit.emit(.local, span, pushes: 1, a: iterable)
        emitTurns(loop, iterableScope: scope, unit: unit, span)
        unit.emit(.end, span)
        scope.unit.emit(.loopRecursive, span, pops: 1, a: Int32(unit.index))
    }

    static func containsInclude(_ body: [Statement]) -> Bool {
        body.contains { statement in
            if case .include(_, _, true) = statement.kind { return true }
            return statement.bodies.contains(where: containsInclude)
        }
    }

    static func containsScopedBlock(_ body: [Statement]) -> Bool {
        body.contains { statement in
            if case .block(let block) = statement.kind, block.isScoped { return true }
            return statement.bodies.contains(where: containsScopedBlock)
        }
    }

    // MARK: Scopes with bodies

    private func emitWith(
        _ members: [(target: Target, value: Expression)], _ body: [Statement], in scope: Scope, _ span: Span
    ) {
        let inner = Scope(parent: scope, unit: scope.unit, compiler: self)
        for member in members { declare(member.target, in: inner) }
        inner.read(body)
        enter(inner, span)
        for member in members {
            emit(member.value, in: scope)
            assign(member.target, in: inner, isTopLevel: false)
        }
        emit(body, in: inner, isTopLevel: false, isRootLevel: false)
    }

    private func emitFilterBlock(_ filter: Expression, _ body: [Statement], in scope: Scope, _ span: Span) {
        let unit = scope.unit
        let inner = Scope(parent: scope, unit: unit, compiler: self)
        inner.read(filter)
        inner.read(body)
        enter(inner, span)
        unit.emit(.captureBegin, span)
        emit(body, in: inner, isTopLevel: false, isRootLevel: false)
        unit.emit(.captureEnd, span, pushes: 1)
        emit(filterChain: filter, in: inner)
        unit.emit(.finishBody, filter.span, pops: 1)
    }

    private func emitAutoescape(_ flag: Expression, _ body: [Statement], in scope: Scope, _ span: Span) {
        let inner = Scope(parent: scope, unit: scope.unit, compiler: self)
        inner.read(flag)
        inner.read(body)
        enter(inner, span)
        emit(flag, in: inner)
        scope.unit.emit(.setAutoescape, span, pops: 1)
        emit(body, in: inner, isTopLevel: false, isRootLevel: false)
        scope.unit.emit(.restoreAutoescape, span)
    }

    // MARK: Macros

    /// Emits the code that leaves a closure of the macro on the stack.
    func emitClosure(_ definition: MacroDefinition, in scope: Scope) {
        let unit = makeUnit(parent: scope.unit, symbol: symbols.number(of: definition.name))
        let inner = Scope(parent: scope, unit: unit, compiler: self)
        for parameter in definition.parameters { inner.parameter(parameter.name) }
        let names = Set(definition.parameters.map(\.name))
        var special: [String: Int] = [:]
        for name in ["caller", "kwargs", "varargs"]
        where !names.contains(name) && Statement.mention(name, in: definition.body) {
            inner.parameter(name)
            special[name] = inner.find(name)
        }
        for parameter in definition.parameters {
            if let value = parameter.defaultValue {
                inner.read(value)
            } else if parameter.name == "caller", Statement.mention("caller", in: definition.body) {
                report(
                    .templateSyntax,
                    Words(
                        pl: "parametr „caller” musi mieć wartość domyślną albo zniknąć z listy",
                        en: "the parameter “caller” must have a default or go from the list"), parameter.span)
            }
        }
        inner.read(definition.body)
        unit.callerSlot = special["caller"].map { variables[$0].slot } ?? -1
        unit.kwargsSlot = special["kwargs"].map { variables[$0].slot } ?? -1
        unit.varargsSlot = special["varargs"].map { variables[$0].slot } ?? -1
        enter(inner, definition.nameSpan)
        for parameter in definition.parameters { emit(parameter, in: inner) }
        emit(definition.body, in: inner, isTopLevel: false, isRootLevel: false)
        unit.emit(.end, definition.nameSpan)
        scope.unit.emit(.makeMacro, definition.nameSpan, pushes: 1, a: Int32(unit.index))
    }

    private func emit(_ parameter: MacroDefinition.Parameter, in scope: Scope) {
        guard let variable = scope.find(parameter.name) else { return }
        let unit = scope.unit
        let slot = variables[variable].slot
        let symbol = symbols.number(of: parameter.name)
        unit.parameters.append(Unit.MacroParameter(name: parameter.name, symbol: symbol, slot: slot))
        let given = unit.emit(.jumpIfGiven, parameter.span, a: slot)
        if let value = parameter.defaultValue {
            emit(value, in: scope)
            store(variable, from: unit, parameter.span)
        } else {
            unit.emit(.markMissing, parameter.span, a: slot, b: symbol)
        }
        unit.landSecond(given)
    }

    private func emitCallBlock(_ definition: MacroDefinition, _ call: Expression, in scope: Scope, _ span: Span) {
        guard case .call(let callee, let arguments) = call.kind else { return }
        emit(call: callee, arguments, in: scope, call.span, caller: definition)
        scope.unit.emit(.finishBody, span, pops: 1)
    }

    // MARK: Blocks and other templates

    private func emitBlock(_ block: BlockDefinition, in scope: Scope, isTopLevel: Bool) {
        output(isTopLevel, scope.unit, block.nameSpan) {
            let shape = block.isScoped ? localShape(scope) : -1
            scope.unit.emit(
                .block, block.nameSpan, a: symbols.number(of: block.name), b: shape,
                flag: (block.isScoped ? 1 : 0) | (block.isRequired ? 2 : 0))
        }
    }

    private func emitExtends(
        _ template: Expression, in scope: Scope, isTopLevel: Bool, isRootLevel: Bool, _ span: Span
    ) {
        guard isTopLevel else {
            report(
                .templateSyntax,
                Words(
                    pl: "„extends” może stać tylko na najwyższym poziomie szablonu",
                    en: "“extends” may stand only at the top level of a template"), span)
            return
        }
        if hasCertainParent {
            report(
                .templateSyntax,
                Words(pl: "szablon ma już szablon nadrzędny", en: "the template already has a parent"), span)
            return
        }
        emit(template, in: scope)
        scope.unit.emit(.extends, template.span, pops: 1, flag: isRootLevel ? 1 : 0)
        if isRootLevel, !hasPossibleParent, case .literal(.string(let name)) = template.kind { staticParent = name }
        hasPossibleParent = true
        if isRootLevel { hasCertainParent = true }
    }

    private func emitImport(_ template: Expression, _ withContext: Bool, in scope: Scope, _ span: Span) {
        emit(template, in: scope)
        let shape = withContext ? localShape(scope) : -1
        scope.unit.emit(.importModule, span, pops: 1, pushes: 1, b: shape, flag: withContext ? 2 : 0)
    }
}
