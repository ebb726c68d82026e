import Diagnostics

extension Compiler {
    /// Emits code that leaves the expression's value on the stack.
    func emit(_ expression: Expression, in scope: Scope) {
        let unit = scope.unit
        let span = expression.span
        switch expression.kind {
        case .literal(let value): unit.emit(.constant, span, pushes: 1, a: constant(value))
        case .name(let name): emit(name: name, in: scope, span)
        case .list(let items): emit(items, as: .list, in: scope, span)
        case .tuple(let items): emit(items, as: .tuple, in: scope, span)
        case .concatenation(let items):
            emit(items, as: .concatenate, in: scope, span, flag: items.allSatisfy(\.isConstant) ? 1 : 0)
        case .map(let members):
            for member in members {
                emit(member.key, in: scope)
                emit(member.value, in: scope)
            }
            unit.emit(.map, span, pops: members.count * 2, pushes: 1, a: Int32(members.count))
        case .attribute(let subject, let name, let nameSpan): emit(attribute: name, of: subject, in: scope, nameSpan)
        case .item(let subject, let key):
            emit(subject, in: scope)
            emit(key, in: scope)
            unit.emit(.item, span, pops: 2, pushes: 1)
        case .slice(let subject, let start, let stop, let step):
            emit(subject, in: scope)
            var flag: UInt8 = 0
            for (bit, part) in [start, stop, step].enumerated() {
                guard let part else { continue }
                emit(part, in: scope)
                flag |= 1 << UInt8(bit)
            }
            unit.emit(.slice, span, pops: 1 + flag.nonzeroBitCount, pushes: 1, flag: flag)
        case .call(let callee, let arguments): emit(call: callee, arguments, in: scope, span)
        case .filter(let subject, let name, let nameSpan, let arguments):
            if let subject { emit(subject, in: scope) }
            emit(filter: name, arguments, in: scope, nameSpan)
        case .test(let subject, let name, let nameSpan, let arguments):
            emit(subject, in: scope)
            emit(test: name, arguments, in: scope, nameSpan)
        case .unary(let operation, let inner):
            emit(inner, in: scope)
            unit.emit(operation == .negative ? .negative : .positive, span, pops: 1, pushes: 1)
        case .binary(let operation, let left, let right):
            emit(left, in: scope)
            emit(right, in: scope)
            unit.emit(operation.opcode, span, pops: 2, pushes: 1)
        case .not(let inner):
            emit(inner, in: scope)
            unit.emit(.not, span, pops: 1, pushes: 1)
        case .and(let left, let right): emit(left, .jumpIfFalseKeeping, right, in: scope, span)
        case .or(let left, let right): emit(left, .jumpIfTrueKeeping, right, in: scope, span)
        case .comparison(let first, let rest): emit(comparison: first, rest, in: scope, span)
        case .conditional(let test, let yes, let no): emit(condition: test, yes, no, in: scope, span)
        }
    }

    private func emit(
        _ items: [Expression], as opcode: Opcode, in scope: Scope, _ span: Span, flag: UInt8 = 0
    ) {
        for item in items { emit(item, in: scope) }
        scope.unit.emit(opcode, span, pops: items.count, pushes: 1, a: Int32(items.count), flag: flag)
    }

    private func emit(name: String, in scope: Scope, _ span: Span) {
        if let variable = scope.find(name) {
            load(variable, from: scope.unit, span)
        }
    }

    private func emit(attribute name: String, of subject: Expression, in scope: Scope, _ span: Span) {
        emit(subject, in: scope)
        let field = LoopField(rawValue: name)?.number ?? 0
        scope.unit.emit(
            .attribute, span, pops: 1, pushes: 1, a: symbols.number(of: name), b: makeCache(), flag: field)
    }

    private func makeCache() -> Int32 {
        defer { cacheCount += 1 }
        return Int32(cacheCount)
    }

    private func emit(_ left: Expression, _ opcode: Opcode, _ right: Expression, in scope: Scope, _ span: Span) {
        emit(left, in: scope)
        let jump = scope.unit.emit(opcode, span, pops: 1)
        emit(right, in: scope)
        scope.unit.land(jump)
    }

    private func emit(
        comparison first: Expression, _ rest: [(operation: Comparison, value: Expression)], in scope: Scope,
        _ span: Span
    ) {
        let unit = scope.unit
        emit(first, in: scope)
        var jumps: [Int] = []
        for (place, link) in rest.enumerated() {
            emit(link.value, in: scope)
            let isLast = place == rest.count - 1
            jumps.append(
                unit.emit(
                    isLast ? .compare : .compareLink, span, pops: 2, pushes: 1, flag: link.operation.number))
            if isLast { jumps.removeLast() }
        }
        for jump in jumps { unit.land(jump) }
    }

    private func emit(condition test: Expression, _ yes: Expression, _ no: Expression?, in scope: Scope, _ span: Span) {
        let unit = scope.unit
        emit(test, in: scope)
        let skip = unit.emit(.jumpIfFalse, test.span, pops: 1)
        emit(yes, in: scope)
        let end = unit.emit(.jump, span)
        unit.land(skip)
        unit.adjust(-1)
        if let no {
            emit(no, in: scope)
        } else {
            unit.emit(.conditionalUndefined, span, pushes: 1)
        }
        unit.land(end)
    }

    // MARK: Calls

    func emit(
        call callee: Expression, _ arguments: ArgumentList, in scope: Scope, _ span: Span,
        caller: MacroDefinition? = nil
    ) {
        let unit = scope.unit
        if case .attribute(let subject, let name, _) = callee.kind {
            emit(subject, in: scope)
            let shape = emit(arguments, in: scope, caller: caller)
            unit.emit(
                .callMethod, span, pops: callShapes[Int(shape)].count + 1, pushes: 1, a: shape,
                b: symbols.number(of: name))
            return
        }
        emit(callee, in: scope)
        let shape = emit(arguments, in: scope, caller: caller)
        unit.emit(.call, span, pops: callShapes[Int(shape)].count + 1, pushes: 1, a: shape)
    }

    private func emit(_ arguments: ArgumentList, in scope: Scope, caller: MacroDefinition? = nil) -> Int32 {
        for argument in arguments.positional { emit(argument, in: scope) }
        for keyword in arguments.keywords { emit(keyword.value, in: scope) }
        var keywords = arguments.keywords.map(\.name)
        if let caller {
            emitClosure(caller, in: scope)
            keywords.append("caller")
        }
        if let spread = arguments.spread { emit(spread, in: scope) }
        if let spread = arguments.keywordSpread { emit(spread, in: scope) }
        callShapes.append(
            CallShape(
                positional: arguments.positional.count, keywords: keywords, hasSpread: arguments.spread != nil,
                hasKeywordSpread: arguments.keywordSpread != nil))
        return Int32(callShapes.count - 1)
    }

    // MARK: Filters and tests

    /// Emits the filters of a chain whose innermost subject lies on the stack.
    func emit(filterChain expression: Expression, in scope: Scope) {
        guard case .filter(let subject, let name, let span, let arguments) = expression.kind else { return }
        if let subject { emit(filterChain: subject, in: scope) }
        emit(filter: name, arguments, in: scope, span)
    }

    private func emit(filter name: String, _ arguments: ArgumentList, in scope: Scope, _ span: Span) {
        let unit = scope.unit
        if let host = surroundings.hostFilters[name] {
            let shape = emit(arguments, in: scope)
            unit.emit(
                .hostFilter, span, pops: callShapes[Int(shape)].count + 1, pushes: 1, a: Int32(host), b: shape)
            return
        }
        guard let filter = Filter.named(name, mode: surroundings.mode) else {
            report(
                .unknownFilter, Words(pl: "nieznany filtr „\(name)”", en: "unknown filter “\(name)”"), span,
                remedy: NearMiss.remedy(
                    for: name, in: Filter.names(mode: surroundings.mode) + surroundings.hostFilters.keys.sorted()))
            return
        }
        if filter.isVariadic || arguments.spread != nil || arguments.keywordSpread != nil {
            let shape = emit(arguments, in: scope)
            unit.emit(
                .filterSpread, span, pops: callShapes[Int(shape)].count + 1, pushes: 1, a: Int32(filter.rawValue),
                b: shape)
            return
        }
        let count = emit(arguments, boundTo: filter.parameters, of: name, in: scope, span)
        unit.emit(.filter, span, pops: count + 1, pushes: 1, a: Int32(filter.rawValue), b: Int32(count))
    }

    private func emit(test name: String, _ arguments: ArgumentList, in scope: Scope, _ span: Span) {
        let unit = scope.unit
        guard let test = TemplateTest.named(name) else {
            report(
                .unknownTest, Words(pl: "nieznany test „\(name)”", en: "unknown test “\(name)”"), span,
                remedy: NearMiss.remedy(for: name, in: TemplateTest.names))
            return
        }
        if arguments.spread != nil || arguments.keywordSpread != nil {
            let shape = emit(arguments, in: scope)
            unit.emit(
                .testSpread, span, pops: callShapes[Int(shape)].count + 1, pushes: 1, a: Int32(test.rawValue), b: shape)
            return
        }
        let count = emit(arguments, boundTo: test.parameters, of: name, in: scope, span)
        unit.emit(.test, span, pops: count + 1, pushes: 1, a: Int32(test.rawValue), b: Int32(count))
    }

    /// Emits the arguments in the order of the parameters, up to the last that was given; how many those are.
    private func emit(
        _ arguments: ArgumentList, boundTo parameters: [BoundParameter], of name: String, in scope: Scope, _ span: Span
    ) -> Int {
        var values = [Expression?](repeating: nil, count: parameters.count)
        if arguments.positional.count > parameters.count {
            report(
                .wrongArgument,
                .tooManyArguments(name, parameters.count),
                arguments.positional[parameters.count].span)
        }
        for (place, value) in arguments.positional.enumerated() where place < values.count { values[place] = value }
        for keyword in arguments.keywords {
            guard let place = parameters.firstIndex(where: { $0.name == keyword.name }), values[place] == nil else {
                report(
                    .wrongArgument,
                    Words(
                        pl: "„\(name)” nie ma argumentu „\(keyword.name)”",
                        en: "“\(name)” has no argument “\(keyword.name)”"), keyword.span,
                    remedy: NearMiss.remedy(for: keyword.name, in: parameters.map(\.name)))
                continue
            }
            values[place] = keyword.value
        }
        for (place, parameter) in parameters.enumerated() where parameter.isRequired && values[place] == nil {
            report(
                .wrongArgument,
                Words(
                    pl: "„\(name)” potrzebuje argumentu „\(parameter.name)”",
                    en: "“\(name)” needs the argument “\(parameter.name)”"), span)
        }
        let count = (values.lastIndex { $0 != nil } ?? -1) + 1
        for value in values.prefix(count) {
            if let value {
                emit(value, in: scope)
            } else {
                scope.unit.emit(.constant, span, pushes: 1, a: constant(.missingArgument))
            }
        }
        return count
    }
}

extension BinaryOperator {
    var opcode: Opcode {
        switch self {
        case .add: .add
        case .subtract: .subtract
        case .multiply: .multiply
        case .divide: .divide
        case .floorDivide: .floorDivide
        case .remainder: .remainder
        case .power: .power
        }
    }
}

extension Comparison {
    static let all: [Comparison] = [
        .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .isIn, .isNotIn,
    ]

    var number: UInt8 { UInt8(Comparison.all.firstIndex(of: self) ?? 0) }
}

/// A parameter of a built-in filter or test, after what it is applied to.
struct BoundParameter: Sendable {
    let name: String
    let isRequired: Bool

    init(_ name: String, required: Bool = false) {
        self.name = name
        isRequired = required
    }
}
