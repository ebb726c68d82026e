import Diagnostics

extension Machine {
    /// Runs a unit whose locals start at `base`.
    mutating func execute(
        _ program: Program, _ unit: Unit, base: Int, captures: [Cell], context: Context, level: Int
    ) throws(RenderFailure) {
        let code = unit.code.start
        var place = 0
        var parent: Program?
        do throws(RenderFailure) {
            while true {
                let step = code[place]
                switch step.code {
                case .text:
                    out.append(
                        contentsOf: UnsafeBufferPointer(start: program.text.start + Int(step.a), count: Int(step.b)))
                    if isTracingOutput { traceText(program, unit.spans[place], count: Int(step.b)) }
                case .print:
                    if isTracingOutput {
                        try printTraced(step, program, unit.spans[place])
                    } else {
                        try write(stack.pop(), EscapeContext(rawValue: step.flag) ?? .text)
                    }
                case .finishBody:
                    if isTracingOutput {
                        try printTraced(step, program, unit.spans[place])
                    } else {
                        try finishBody(flag: step.flag)
                    }
                case .constant: stack.push(program.constants[Int(step.a)])
                case .context: stack.push(read(step.a, context))
                case .local: stack.push(stack[base + Int(step.a)])
                case .storeLocal: stack[base + Int(step.a)] = stack.pop()
                case .cell: stack.push(cell(base + Int(step.a))?.value ?? .none)
                case .storeCell: cell(base + Int(step.a))?.value = stack.pop()
                case .captured: stack.push(captures[Int(step.a)].value)
                case .clearLocal: stack[base + Int(step.a)] = .undefined(Undefined(.variable, step.b))
                case .clearCell: cell(base + Int(step.a))?.value = .undefined(Undefined(.variable, step.b))
                case .attribute:
                    let value = try attribute(stack.pop(), step)
                    stack.push(value)
                case .jump: place = Int(step.a) - 1
                case .jumpIfFalse: if try !truth(stack.pop()) { place = Int(step.a) - 1 }
                case .jumpIfFalseKeeping: try jumpKeeping(when: false, step, &place)
                case .jumpIfTrueKeeping: try jumpKeeping(when: true, step, &place)
                case .loopBegin: if try beginLoop(step, base) { place = Int(step.a) - 1 }
                case .loopNext:
                    if try !nextTurn(of: step.a - Int32(truncatingIfNeeded: place)) { place = Int(step.a) - 1 }
                case .compareLink: if try !compareLink(step) { place = Int(step.a) - 1 }
                case .jumpIfExtended: if parent != nil { place = Int(step.a) - 1 }
                case .jumpIfGiven: if isGiven(base + Int(step.a)) { place = Int(step.b) - 1 }
                case .extends: parent = try extend(step, context, program, already: parent)
                case .end:
                    if let parent { try runParent(parent, context) }
                    return
                case .makeMacro: stack.push(makeMacro(step, program, base, captures, context))
                case .loopRecursive: try runRecursive(step, program, base, captures, context)
                case .superBlock: try writeSuper(unit.symbol, level, context)
                case .superReference: stack.push(superReference(unit.symbol, level, context))
                case .block: try runBlock(step, program, base, captures, context)
                case .include: try include(step, program, base, captures, context)
                case .importModule: try importModule(step, program, base, captures, context)
                case .markMissing: markMissing(base + Int(step.a), step.b)
                default: try executeRare(step, program, context)
                }
                place += 1
            }
        } catch {
            throw error.passing(code[place].code, program.file, unit.spans[place])
        }
    }

    /// The steps that need neither locals nor closures.
    private mutating func executeRare(_ step: Instruction, _ program: Program, _ context: Context)
        throws(RenderFailure)
    {
        switch step.code {
        case .captureBegin: captureStarts.append(out.count)
        case .captureEnd: stack.push(try endCapture())
        case .discard: _ = stack.pop()
        case .duplicate: stack.push(stack[stack.count - 1])
        case .export: context.export(step.a, stack[stack.count - 1], flag: step.flag)
        case .list: try makeList(Int(step.a), .list)
        case .tuple: try makeList(Int(step.a), .tuple)
        case .map: stack.push(try makeMap(Int(step.a)))
        case .unpack: try unpack(Int(step.a))
        case .setField: try setField(step.a)
        case .item:
            let key = stack.pop()
            let subject = stack.pop()
            stack.push(try item(of: subject, key))
        case .slice: try slice(flag: step.flag)
        case .negative: stack.push(try negate(stack.pop()))
        case .positive: stack.push(try positive(stack.pop()))
        case .not: stack.push(.boolean(try !truth(stack.pop())))
        case .add, .subtract, .multiply, .divide, .floorDivide, .remainder, .power:
            let right = stack.pop()
            let left = stack.pop()
            stack.push(try arithmetic(step.code, left, right))
        case .concatenate: stack.push(try concatenate(stack.popLast(Int(step.a)), isPlain: step.flag != 0))
        case .compare:
            let right = stack.pop()
            let left = stack.pop()
            stack.push(.boolean(try compare(Comparison.all[Int(step.flag)], left, right)))
        case .conditionalUndefined: stack.push(.undefined(Undefined(.conditional)))
        case .call: try call(program.callShapes[Int(step.a)])
        case .callMethod: try callMethod(program.callShapes[Int(step.a)], step.b)
        case .filter:
            let arguments = stack.popLast(Int(step.b))
            let subject = stack.pop()
            stack.push(try apply(Filter.numbered(step.a), subject, arguments))
        case .test:
            let arguments = stack.popLast(Int(step.b))
            let subject = stack.pop()
            stack.push(.boolean(try check(TemplateTest.numbered(step.a), subject, arguments)))
        case .filterSpread:
            let arguments = try popArguments(program.callShapes[Int(step.b)])
            let subject = stack.pop()
            stack.push(try apply(Filter.numbered(step.a), subject, spread: arguments))
        case .testSpread:
            let arguments = try popArguments(program.callShapes[Int(step.b)])
            let subject = stack.pop()
            let test = TemplateTest.numbered(step.a)
            stack.push(.boolean(try check(test, subject, try arguments.bound(to: test.parameters, of: test.name))))
        case .hostFilter: try callHostFilter(Int(step.a), program.callShapes[Int(step.b)])
        case .chooseBegin: try beginChoice()
        case .choose: try choose(try truth(stack.pop()), asTuple: step.flag == 1)
        case .chooseEnd: stack.push(endChoice())
        case .selfReference: stack.push(.runtime(SelfReference(context: context)))
        case .importMember: try importMember(step.a)
        case .setAutoescape:
            autoescapes.append(autoescape)
            autoescape = try truth(stack.pop())
        case .restoreAutoescape: autoescape = autoescapes.popLast() ?? autoescape
        default: break
        }
    }

    @inline(__always)
    private mutating func read(_ symbol: Int32, _ context: Context) -> Value {
        if Int(symbol) < set.globalCount { trace.noteGlobal(symbol) }
        return context.value(symbol)
    }

    private mutating func makeList(_ count: Int, _ face: ListValue.Face) throws(RenderFailure) {
        try charge(2 + count >> 1)
        let list = Value.list(ListValue(items: stack.popLast(count), face: face, frozen: false))
        try checkDepth(list)
        stack.push(list)
    }

    private mutating func jumpKeeping(when wanted: Bool, _ step: Instruction, _ place: inout Int)
        throws(RenderFailure)
    {
        if try truth(stack[stack.count - 1]) == wanted {
            place = Int(step.a) - 1
        } else {
            _ = stack.pop()
        }
    }

    /// One link of `a < b < c`: leaves the right value for the next link, or false.
    private mutating func compareLink(_ step: Instruction) throws(RenderFailure) -> Bool {
        let right = stack.pop()
        let left = stack.pop()
        let holds = try compare(Comparison.all[Int(step.flag)], left, right)
        stack.push(holds ? right : .boolean(false))
        return holds
    }

    private func isGiven(_ place: Int) -> Bool {
        let value = cell(place)?.value ?? stack[place]
        if case .undefined(let undefined) = value { return !undefined.isMissingArgument }
        return true
    }

    private mutating func markMissing(_ place: Int, _ symbol: Int32) {
        let value = Value.undefined(Undefined(.parameter, symbol))
        if let cell = cell(place) {
            cell.value = value
        } else {
            stack[place] = value
        }
    }

    private mutating func makeMacro(
        _ step: Instruction, _ program: Program, _ base: Int, _ captures: [Cell], _ context: Context
    ) -> Value {
        let unit = program.units[Int(step.a)]
        return .runtime(
            Macro(
                unit: Int(step.a), program: program, name: symbols.name(unit.symbol),
                captures: capture(unit, base, captures), context: context, escapes: autoescape))
    }

    func capture(_ unit: Unit, _ base: Int, _ captures: [Cell]) -> [Cell] {
        unit.captures.map { capture in
            switch capture {
            case .local(let slot): cell(base + Int(slot)) ?? Cell(.none)
            case .captured(let index): captures[Int(index)]
            }
        }
    }
}

extension Undefined {
    static let missingArgument = Undefined(.parameter, -2)

    var isMissingArgument: Bool { kind == .parameter && symbol == -2 }
}

extension Value {
    /// The mark of an argument that a call left out.
    static let missingArgument = Value.undefined(.missingArgument)

    var isMissingArgument: Bool {
        if case .undefined(let undefined) = self { return undefined.isMissingArgument }
        return false
    }

    /// The value, or nil for an argument that was left out.
    var given: Value? { isMissingArgument ? nil : self }
}
