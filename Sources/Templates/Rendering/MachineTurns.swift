import Diagnostics

extension Machine {
    /// The items that a `for` walks over: of a list, the keys of a map, the letters of a text.
    mutating func items(of value: Value) throws(RenderFailure) -> [Value] {
        switch value {
        case .list(let list):
            note(list)
            try charge(list.items.count >> 3)
            return list.items
        case .map(let map):
            try charge(map.count >> 3)
            return map.keys
        case .string(let text):
            try charge(letters: text)
            return text.unicodeScalars.map { .string(String($0)) }
        case .markup(let text):
            try charge(letters: text)
            // As in Python, the letters of markup are plain texts.
            return text.unicodeScalars.map { .string(String($0)) }
        case .deferred(let deferred): return try items(of: try resolve(deferred))
        case .undefined(let undefined):
            if policy == .lenient || undefined.kind == .conditional { return [] }
            throw undefinedFailure(undefined)
        case .runtime(let object) where object.kind == .loop:
            return unsafeDowncast(object, to: LoopObject.self).items
        default:
            let kind = kindName(value)
            throw RenderFailure(
                Words(pl: "\(kind.pl) nie ma pozycji, po których można iść", en: "\(kind.en) has no items to walk over")
            )
        }
    }

    private func charge(letters text: String) throws(RenderFailure) {
        try charge(reading: text)
        if text.utf8.count > limits.listLength { try checkLength(text.scalarCount) }
    }

    /// The items, each of which a filter handles.
    mutating func counted(_ value: Value) throws(RenderFailure) -> [Value] {
        let items = try items(of: value)
        try charge(items.count)
        return items
    }

    /// Starts a loop over the value on the stack; true when it has no turn.
    mutating func beginLoop(_ step: Instruction, _ base: Int) throws(RenderFailure) -> Bool {
        let items = try items(of: stack.pop())
        if items.isEmpty { return true }
        var loop: LoopObject?
        if step.b >= 0 {
            var recursion: Macro?
            if case .runtime(let object) = stack[base + Int(step.b)], object.kind == .macro {
                recursion = unsafeDowncast(object, to: Macro.self)
            }
            let made = LoopObject(items: items, nesting: recursion == nil ? 0 : loopNesting, recursion: recursion)
            stack[base + Int(step.b)] = .runtime(made)
            loop = made
        }
        turns.append(Turns(items: items, loop: loop))
        return false
    }

    /// Pushes the next item, for a body of so many steps; false, and the loop is over, when there is none.
    @inline(__always)
    mutating func nextTurn(of steps: Int32) throws(RenderFailure) -> Bool {
        let last = turns.count - 1
        let place = turns[last].next
        guard place < turns[last].items.count else {
            if !turns[last].isChoice { turns.removeLast() }
            return false
        }
        try charge(1 + Int(steps) >> 2)
        turns[last].next = place + 1
        turns[last].loop?.index = place
        stack.push(try resolved(turns[last].items[place]))
        return true
    }

    // MARK: `for … if`

    mutating func beginChoice() throws(RenderFailure) {
        turns.append(Turns(items: try items(of: stack.pop()), loop: nil, isChoice: true))
    }

    /// Jinja2 puts an item that was unpacked together again before it comes to `loop.previtem`.
    mutating func choose(_ keeps: Bool, asTuple: Bool) throws(RenderFailure) {
        guard keeps else { return }
        let last = turns.count - 1
        var item = turns[last].items[turns[last].next - 1]
        if asTuple { item = .list(ListValue(items: try items(of: item), face: .tuple, frozen: true)) }
        turns[last].chosen.append(item)
    }

    mutating func endChoice() -> Value {
        .list(ListValue(items: turns.popLast()?.chosen ?? [], frozen: true))
    }

    // MARK: Recursive loops

    mutating func runRecursive(
        _ step: Instruction, _ program: Program, _ base: Int, _ captures: [Cell], _ context: Context
    ) throws(RenderFailure) {
        let unit = program.units[Int(step.a)]
        let iterable = stack.pop()
        let macro = Macro(
            unit: Int(step.a), program: program, name: "loop", captures: capture(unit, base, captures),
            context: context, escapes: autoescape)
        try runTurns(of: macro, over: iterable, nesting: 0)
    }

    /// `loop(items)` inside of a recursive loop.
    mutating func recurse(_ loop: LoopObject, _ arguments: CallArguments) throws(RenderFailure) -> Value {
        guard let macro = loop.recursion else {
            throw RenderFailure(
                Words(
                    pl: "„loop” można wywołać tylko w pętli z „recursive”",
                    en: "“loop” can be called only in a loop with “recursive”"))
        }
        guard arguments.positional.count == 1, arguments.keywords.isEmpty else {
            throw RenderFailure(Words(pl: "„loop” bierze jeden argument", en: "“loop” takes one argument"))
        }
        let start = out.count
        try runTurns(of: macro, over: arguments.positional[0], nesting: loop.nesting + 1)
        let text = try takeOutput(since: start)
        return autoescape ? .markup(text) : .string(text)
    }

    private mutating func runTurns(of macro: Macro, over iterable: Value, nesting: Int) throws(RenderFailure) {
        let unit = macro.program.units[macro.unit]
        let before = loopNesting
        loopNesting = nesting
        let base = try enter(unit)
        stack[base] = iterable
        // The loop's own local carries the closure in, and the loop object afterwards.
        if unit.localCount > 1, let slot = unit.loopSlot { stack[base + slot] = .runtime(macro) }
        shareLocals(unit, base)
        try execute(macro.program, unit, base: base, captures: macro.captures, context: macro.context, level: 0)
        leave(base)
        loopNesting = before
    }
}

extension Unit {
    /// The local of `loop` in the unit of a recursive loop.
    var loopSlot: Int? {
        for place in 0..<code.count where code.start[place].code == .loopBegin {
            return code.start[place].b >= 0 ? Int(code.start[place].b) : nil
        }
        return nil
    }
}
