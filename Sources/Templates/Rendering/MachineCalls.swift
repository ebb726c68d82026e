import Diagnostics

extension Machine {
    /// Takes the arguments of a call from the stack and spreads what is to be spread.
    mutating func popArguments(_ shape: CallShape) throws(RenderFailure) -> CallArguments {
        var arguments = CallArguments()
        let keywordSpread = shape.hasKeywordSpread ? stack.pop() : nil
        let spread = shape.hasSpread ? stack.pop() : nil
        if !shape.keywords.isEmpty {
            let values = stack.popLast(shape.keywords.count)
            for (name, value) in zip(shape.keywords, values) { arguments.keywords.append((name, value)) }
        }
        arguments.positional = stack.popLast(shape.positional)
        if let spread { arguments.positional += try counted(spread) }
        if let keywordSpread { try spreadKeywords(keywordSpread, into: &arguments) }
        return arguments
    }

    private func spreadKeywords(_ value: Value, into arguments: inout CallArguments) throws(RenderFailure) {
        guard case .map(let map) = value else {
            throw RenderFailure(Words(pl: "po „**” musi stać mapa", en: "a map must follow “**”"))
        }
        try charge(8 * map.count)
        var known = Set(arguments.keywords.map(\.name))
        for (key, value) in zip(map.keys, map.values) {
            guard let name = key.text else {
                throw RenderFailure(
                    Words(
                        pl: "klucze mapy po „**” muszą być tekstami", en: "the keys of a map after “**” must be texts"))
            }
            guard known.insert(name).inserted else {
                throw RenderFailure(
                    Words(pl: "argument „\(name)” podano dwa razy", en: "the argument “\(name)” is given twice"))
            }
            arguments.keywords.append((name, value))
        }
    }

    // MARK: Calls of values

    mutating func call(_ shape: CallShape) throws(RenderFailure) {
        let callee = stack[stack.count - 1 - shape.count]
        if case .runtime(let object) = callee, object.kind == .macro, shape.isPlain {
            let macro = unsafeDowncast(object, to: Macro.self)
            let unit = macro.program.units[macro.unit]
            if shape.positional <= unit.parameters.count, unit.kwargsSlot < 0, unit.varargsSlot < 0 {
                return try callPlain(macro, unit, shape.positional)
            }
        }
        let arguments = try popArguments(shape)
        let target = stack.pop()
        stack.push(try call(target, arguments))
    }

    mutating func callMethod(_ shape: CallShape, _ symbol: Int32) throws(RenderFailure) {
        let arguments = try popArguments(shape)
        let subject = try resolved(stack.pop())
        let name = symbols.name(symbol)
        switch subject {
        case .string, .markup, .list, .map, .number, .integer:
            if let result = try method(name, of: subject, arguments) {
                stack.push(result)
                return
            }
        default: break
        }
        let callee = try attribute(subject, named: name, symbol: symbol)
        stack.push(try call(callee, arguments))
    }

    mutating func call(_ callee: Value, _ arguments: CallArguments) throws(RenderFailure) -> Value {
        try charge(4)
        switch callee {
        case .function(let function): return try call(function, arguments, subject: nil)
        case .undefined(let undefined): throw undefinedFailure(undefined)
        case .runtime(let object):
            switch object.kind {
            case .macro: return try call(unsafeDowncast(object, to: Macro.self), arguments)
            case .method:
                let method = unsafeDowncast(object, to: BoundMethod.self)
                if let result = try self.method(method.name, of: method.subject, arguments) { return result }
            case .builtin: return try call(unsafeDowncast(object, to: BuiltinFunction.self).builtin, arguments)
            case .joiner:
                let joiner = unsafeDowncast(object, to: Joiner.self)
                defer { joiner.wasUsed = true }
                return joiner.wasUsed ? joiner.separator : .string("")
            case .loop: return try recurse(unsafeDowncast(object, to: LoopObject.self), arguments)
            case .block: return try render(unsafeDowncast(object, to: BlockReference.self))
            default: break
            }
        default: break
        }
        let kind = kindName(callee)
        throw RenderFailure(Words(pl: "\(kind.pl) to nic, co można wywołać", en: "\(kind.en) cannot be called"))
    }

    // MARK: Macros

    /// Calls a macro whose arguments are all positional and lie on the stack above it.
    private mutating func callPlain(_ macro: Macro, _ unit: Unit, _ count: Int) throws(RenderFailure) {
        let base = try enter(unit)
        let start = base - count
        for (place, parameter) in unit.parameters.enumerated() {
            stack[base + Int(parameter.slot)] = place < count ? stack[start + place] : .missingArgument
        }
        if unit.callerSlot >= 0 { stack[base + Int(unit.callerSlot)] = .undefined(Undefined(.caller)) }
        let result = try run(macro, unit, base)
        stack.shrink(to: start - 1)
        stack.push(result)
    }

    mutating func call(_ macro: Macro, _ arguments: CallArguments) throws(RenderFailure) -> Value {
        let unit = macro.program.units[macro.unit]
        var keywords = arguments.keywords
        var values: [Value] = Array(arguments.positional.prefix(unit.parameters.count))
        for parameter in unit.parameters.dropFirst(values.count) {
            if let place = keywords.firstIndex(where: { $0.name == parameter.name }) {
                values.append(keywords.remove(at: place).value)
            } else {
                values.append(.missingArgument)
            }
        }
        var caller = Value.undefined(Undefined(.caller))
        if unit.callerSlot >= 0, let place = keywords.firstIndex(where: { $0.name == "caller" }) {
            caller = keywords.remove(at: place).value
        }
        let rest = Array(arguments.positional.dropFirst(unit.parameters.count))
        if unit.kwargsSlot < 0, let extra = keywords.first { throw refused(extra.name, macro, unit) }
        if unit.varargsSlot < 0, !rest.isEmpty {
            throw RenderFailure(
                .tooManyArguments(macro.name, unit.parameters.count),
                rule: .wrongArgument)
        }
        let base = try enter(unit)
        for (parameter, value) in zip(unit.parameters, values) { stack[base + Int(parameter.slot)] = value }
        if unit.callerSlot >= 0 { stack[base + Int(unit.callerSlot)] = caller }
        if unit.kwargsSlot >= 0 {
            let map = MapValue(keys: keywords.map { .string($0.name) }, values: keywords.map(\.value), frozen: false)
            stack[base + Int(unit.kwargsSlot)] = .map(map)
        }
        if unit.varargsSlot >= 0 { stack[base + Int(unit.varargsSlot)] = .list(ListValue(rest, face: .tuple)) }
        return try run(macro, unit, base)
    }

    private func refused(_ argument: String, _ macro: Macro, _ unit: Unit) -> RenderFailure {
        if argument == "caller" {
            return RenderFailure(
                Words(
                    pl: "makro „\(macro.name)” nie używa „caller()”, a wywołano je z treścią",
                    en: "the macro “\(macro.name)” does not use “caller()” but was called with a body"),
                rule: .wrongArgument)
        }
        return CallArguments.unknown(argument, of: macro.name, unit.parameters.map(\.name))
    }

    /// Runs a macro whose arguments stand in its locals; its output becomes a value.
    private mutating func run(_ macro: Macro, _ unit: Unit, _ base: Int) throws(RenderFailure) -> Value {
        let wasEscaping = autoescape
        autoescape = macro.escapes
        shareLocals(unit, base)
        trace.noteTemplate(macro.program.index)
        let start = out.count
        try execute(macro.program, unit, base: base, captures: macro.captures, context: macro.context, level: 0)
        leave(base)
        autoescape = wasEscaping
        let text = try takeOutput(since: start)
        return autoescape ? .markup(text) : .string(text)
    }

    // MARK: The site's functions

    mutating func callHostFilter(_ index: Int, _ shape: CallShape) throws(RenderFailure) {
        let arguments = try popArguments(shape)
        let subject = try resolved(stack.pop())
        stack.push(try call(set.hostFilters[index], arguments, subject: subject))
    }

    mutating func call(_ function: HostFunction, _ arguments: CallArguments, subject: Value?)
        throws(RenderFailure) -> Value
    {
        let parameters = function.signature.parameters
        var given = arguments.positional
        if let subject { given.insert(subject, at: 0) }
        var values = [Value](repeating: .absent, count: parameters.count)
        var isGiven = [Bool](repeating: false, count: parameters.count)
        for (place, value) in given.prefix(parameters.count).enumerated() {
            values[place] = value
            isGiven[place] = true
        }
        let rest = Array(given.dropFirst(parameters.count))
        if !rest.isEmpty, function.signature.rest == nil {
            throw RenderFailure(
                .tooManyArguments(function.name, parameters.count - (subject == nil ? 0 : 1)),
                rule: .wrongArgument)
        }
        for keyword in arguments.keywords {
            guard let place = parameters.firstIndex(where: { $0.name == keyword.name }), !isGiven[place] else {
                throw CallArguments.unknown(keyword.name, of: function.name, parameters.map(\.name))
            }
            values[place] = keyword.value
            isGiven[place] = true
        }
        for (place, parameter) in parameters.enumerated() where parameter.isRequired && !isGiven[place] {
            throw CallArguments.missing(parameter.name, of: function.name)
        }
        for value in values {
            if case .undefined(let undefined) = value, policy != .lenient, undefined.kind != .absent {
                throw undefinedFailure(undefined)
            }
        }
        return try invoke(function, values, rest)
    }

    private mutating func invoke(_ function: HostFunction, _ values: [Value], _ rest: [Value])
        throws(RenderFailure) -> Value
    {
        for text in values.lazy.compactMap(\.text) { try charge(8 * text.utf8.count) }
        var call = HostCall(arguments: values, rest: rest, records: records, trace: trace)
        trace = ReadTrace()
        defer {
            trace = call.trace
            if case .unknown = function.reads { trace.noteUntraced() }
        }
        do throws(HostFailure) {
            return try function.body(&call)
        } catch {
            throw RenderFailure(
                error.message, remedy: error.remedy, rule: error.rule ?? .templateRuntime, notes: error.notes)
        }
    }

    // MARK: Functions of the language

    private mutating func call(_ builtin: Builtin, _ arguments: CallArguments) throws(RenderFailure) -> Value {
        switch builtin {
        case .range: return try makeRange(arguments)
        case .dict: return try dictionary(arguments)
        case .namespace:
            guard case .map(let map) = try dictionary(arguments) else { return .none }
            try charge(8)
            let namespace = Namespace(map)
            arena.append(.runtime(namespace))
            return .runtime(namespace)
        case .cycler:
            guard !arguments.positional.isEmpty else {
                throw RenderFailure(Words(pl: "„cycler” potrzebuje wartości", en: "“cycler” needs values"))
            }
            return .runtime(Cycler(arguments.positional))
        case .joiner:
            let bound = try arguments.bound(to: [BoundParameter("sep")], of: "joiner")
            return .runtime(Joiner(bound[0].given ?? .string(", ")))
        case .debug:
            guard let value = arguments.positional.first else { return .string("") }
            trace.noteUntraced()
            var inspection = Inspection(records: records, deepest: 1)
            inspection.add("", value)
            return .string(inspection.text(in: .en))
        }
    }

    mutating func dictionary(_ arguments: CallArguments) throws(RenderFailure) -> Value {
        var keys: [Value] = []
        var values: [Value] = []
        guard arguments.positional.count <= 1 else {
            throw RenderFailure(Words(pl: "tu może stać najwyżej jedna mapa", en: "at most one map may stand here"))
        }
        if let first = arguments.positional.first {
            if case .map(let map) = first {
                try charge(8 * map.count)
                keys = map.keys
                values = map.values
            } else if case .undefined(let undefined) = first {
                throw undefinedFailure(undefined)
            } else {
                for pair in try counted(first) {
                    let parts = try counted(pair)
                    guard parts.count == 2 else {
                        throw RenderFailure(
                            Words(pl: "mapę tworzą pary klucz i wartość", en: "a map is made of pairs of key and value")
                        )
                    }
                    try checkKey(parts[0])
                    try charge(8)
                    keys.append(parts[0])
                    values.append(parts[1])
                }
            }
        }
        for keyword in arguments.keywords {
            keys.append(.string(keyword.name))
            values.append(keyword.value)
        }
        try charge(4 + 2 * keys.count)
        let map = Value.map(MapValue(keys: keys, values: values, frozen: false))
        try checkDepth(map)
        return map
    }

    private mutating func makeRange(_ arguments: CallArguments) throws(RenderFailure) -> Value {
        var numbers: [Int] = []
        for value in arguments.positional {
            guard let number = value.wholeNumber else {
                throw RenderFailure(
                    Words(pl: "„range” bierze liczby całkowite", en: "“range” takes whole numbers"))
            }
            numbers.append(number)
        }
        guard (1...3).contains(numbers.count), arguments.keywords.isEmpty else {
            throw RenderFailure(
                Words(pl: "„range” bierze od jednej do trzech liczb", en: "“range” takes one to three numbers"))
        }
        let start = numbers.count == 1 ? 0 : numbers[0]
        let stop = numbers.count == 1 ? numbers[0] : numbers[1]
        let step = numbers.count == 3 ? numbers[2] : 1
        guard step != 0 else {
            throw RenderFailure(Words(pl: "krok „range” nie może być zerem", en: "the step of “range” cannot be zero"))
        }
        let distance = Double(stop) - Double(start)
        let count = distance / Double(step)
        if count > Double(limits.listLength) { try checkLength(limits.listLength + 1) }
        try charge(1 + Int(max(0, count)))
        let items = stride(from: start, to: stop, by: step).map { Value.integer($0) }
        return .list(ListValue(rangeItems: items, bounds: (start, stop, step)))
    }
}

extension CallShape {
    var isPlain: Bool { keywords.isEmpty && !hasSpread && !hasKeywordSpread }
}
