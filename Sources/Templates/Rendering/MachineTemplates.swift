import Diagnostics

extension Machine {
    /// Runs a template's root, with the blocks and variables of the context.
    mutating func runRoot(_ program: Program, _ context: Context) throws(RenderFailure) {
        trace.noteTemplate(program.index)
        let unit = program.units[0]
        let wasEscaping = autoescape
        autoescape = set.options.autoescape
        let base = try enter(unit)
        shareLocals(unit, base)
        try execute(program, unit, base: base, captures: [], context: context, level: 0)
        leave(base)
        autoescape = wasEscaping
    }

    mutating func runParent(_ parent: Program, _ context: Context) throws(RenderFailure) {
        try runRoot(parent, context)
    }

    // MARK: Extends

    mutating func extend(_ step: Instruction, _ context: Context, _ program: Program, already parent: Program?)
        throws(RenderFailure) -> Program
    {
        let name = stack.pop()
        if parent != nil {
            throw RenderFailure(
                Words(pl: "szablon ma już szablon nadrzędny", en: "the template already has a parent"))
        }
        let found = try template(named: name)
        // A parent that is known when the set is made has put its blocks into the table already.
        if step.flag != 1 || program.staticParent != found.name || !set.hasStaticChain(program.index) {
            context.blocks.append(set.blockTable(found.index))
        }
        return found
    }

    func template(named value: Value) throws(RenderFailure) -> Program {
        if case .undefined(let undefined) = value { throw undefinedFailure(undefined) }
        guard let name = value.text else {
            let kind = kindName(value)
            throw RenderFailure(
                Words(
                    pl: "nazwą szablonu ma być tekst, a jest \(kind.pl)",
                    en: "a template's name must be a text, not \(kind.en)"))
        }
        try charge(reading: name)
        guard let program = set.program(named: name) else { throw Machine.missing(name, set.names) }
        return program
    }

    static func missing(_ name: String, _ names: [String]) -> RenderFailure {
        RenderFailure(
            Words(pl: "nie ma szablonu „\(name)”", en: "there is no template “\(name)”"),
            remedy: NearMiss.remedy(for: name, in: names), rule: .missingTemplate)
    }

    // MARK: Include and import

    mutating func include(
        _ step: Instruction, _ program: Program, _ base: Int, _ captures: [Cell], _ context: Context
    ) throws(RenderFailure) {
        let name = stack.pop()
        let found: Program
        do throws(RenderFailure) {
            found = try select(name)
        } catch {
            if step.flag & 1 != 0, error.rule == .missingTemplate { return }
            throw error
        }
        let inner: Context
        if step.flag & 2 != 0 {
            let locals = step.b >= 0 ? gather(program.localShapes[Int(step.b)], base, captures) : []
            inner = Context(over: context, adding: locals, program: found, blocks: set.blockTable(found.index))
        } else {
            inner = makeContext(for: found)
        }
        try runRoot(found, inner)
    }

    /// The template of that name, or the first that exists of a list of names.
    private mutating func select(_ value: Value) throws(RenderFailure) -> Program {
        guard case .list(let list) = value else { return try template(named: value) }
        try charge(16 * list.items.count)
        for item in list.items {
            try charge(reading: [item])
            if let name = item.text, let program = set.program(named: name) { return program }
        }
        let names = list.items.compactMap(\.text).joined(separator: ", ")
        throw RenderFailure(
            Words(pl: "nie ma żadnego z szablonów: \(names)", en: "none of these templates exists: \(names)"),
            rule: .missingTemplate)
    }

    func gather(_ shape: LocalShape, _ base: Int, _ captures: [Cell]) -> [(symbol: Int32, value: Value)] {
        var result: [(symbol: Int32, value: Value)] = []
        result.reserveCapacity(shape.variables.count)
        for variable in shape.variables {
            let value: Value
            switch variable.place {
            case .local(let slot): value = stack[base + Int(slot)]
            case .cell(let slot): value = cell(base + Int(slot))?.value ?? .none
            case .captured(let index): value = captures[Int(index)].value
            }
            if case .undefined(let undefined) = value, undefined.kind == .variable { continue }
            result.append((variable.symbol, value))
        }
        return result
    }

    /// A context of environment globals alone, as imports get one.
    func makeContext(for program: Program) -> Context {
        var values = set.undefinedValues
        for (slot, value) in globals.enumerated() where slot < values.count && set.isEnvironmentGlobal(slot) {
            values[slot] = value
        }
        set.addBuiltins(to: &values)
        return Context(values: values, program: program, blocks: set.blockTable(program.index))
    }

    mutating func importModule(
        _ step: Instruction, _ program: Program, _ base: Int, _ captures: [Cell], _ context: Context
    ) throws(RenderFailure) {
        let found = try template(named: stack.pop())
        // The variables are copied.
        try charge(20 + symbols.names.count >> 1)
        let inner: Context
        if step.flag & 2 != 0 {
            let locals = step.b >= 0 ? gather(program.localShapes[Int(step.b)], base, captures) : []
            // What its macros see is what there was when it was imported.
            inner = Context(
                over: Context(copying: context), adding: locals, program: found, blocks: set.blockTable(found.index))
        } else {
            inner = makeContext(for: found)
        }
        let start = out.count
        try runRoot(found, inner)
        let body = try takeOutput(since: start)
        stack.push(.runtime(Module(program: found, context: inner, exported: inner.exported, body: body)))
    }

    mutating func importMember(_ symbol: Int32) throws(RenderFailure) {
        guard case .runtime(let object) = stack[stack.count - 1], object.kind == .module else { return }
        let module = unsafeDowncast(object, to: Module.self)
        if module.exported.contains(symbol) {
            stack.push(module.context.value(symbol))
        } else if policy == .guarded {
            let name = symbols.name(symbol)
            throw RenderFailure(
                Words(
                    pl: "szablon „\(module.program.name)” nie ma „\(name)”",
                    en: "the template “\(module.program.name)” has no “\(name)”"))
        } else {
            stack.push(.undefined(Undefined(.attribute, symbol)))
        }
    }

    // MARK: Blocks

    mutating func runBlock(
        _ step: Instruction, _ program: Program, _ base: Int, _ captures: [Cell], _ context: Context
    ) throws(RenderFailure) {
        guard let chain = context.blocks.chain(step.a), let link = chain.first else { return }
        if step.flag & 2 != 0, chain.count <= 1 {
            let name = symbols.name(step.a)
            throw RenderFailure(
                Words(pl: "brakuje wymaganego bloku „\(name)”", en: "the required block “\(name)” is missing"),
                remedy: Words(
                    pl: "zdefiniuj go w szablonie, który rozszerza „\(program.name)”",
                    en: "define it in the template that extends “\(program.name)”"), rule: .missingBlock)
        }
        var inner = context
        if step.b >= 0 {
            let locals = gather(program.localShapes[Int(step.b)], base, captures)
            inner = Context(over: context, adding: locals, program: program, blocks: context.blocks)
        }
        try run(link, level: 0, inner)
    }

    mutating func run(_ link: BlockTable.Link, level: Int, _ context: Context) throws(RenderFailure) {
        let unit = link.program.units[link.unit]
        let wasEscaping = autoescape
        autoescape = set.options.autoescape
        let base = try enter(unit)
        shareLocals(unit, base)
        try execute(link.program, unit, base: base, captures: [], context: context, level: level)
        leave(base)
        autoescape = wasEscaping
    }

    mutating func writeSuper(_ symbol: Int32, _ level: Int, _ context: Context) throws(RenderFailure) {
        guard let chain = context.blocks.chain(symbol), level + 1 < chain.count else {
            throw noParentBlock(symbol)
        }
        try run(chain[level + 1], level: level + 1, context)
    }

    private func noParentBlock(_ symbol: Int32) -> RenderFailure {
        let name = symbols.name(symbol)
        return RenderFailure(
            Words(
                pl: "blok „\(name)” nie ma w szablonie nadrzędnym odpowiednika dla „super()”",
                en: "the block “\(name)” has no parent for “super()”"), rule: .missingBlock)
    }

    func superReference(_ symbol: Int32, _ level: Int, _ context: Context) -> Value {
        guard let chain = context.blocks.chain(symbol), level + 1 < chain.count else {
            return .undefined(Undefined(.parentBlock, symbol))
        }
        return .runtime(BlockReference(symbol: symbol, level: level + 1, context: context))
    }

    mutating func render(_ block: BlockReference) throws(RenderFailure) -> Value {
        guard let chain = block.context.blocks.chain(block.symbol), block.level < chain.count else { return .none }
        let start = out.count
        try run(chain[block.level], level: block.level, block.context)
        let text = try takeOutput(since: start)
        return autoescape ? .markup(text) : .string(text)
    }
}
