import Diagnostics

/// Renders pages one after the other on one thread, with buffers that it keeps.
///
/// Not `Sendable`: make one for each thread.
public final class Renderer {
    private var machine: Machine

    init(_ set: CompiledSet, limits: RenderLimits) {
        machine = Machine(set: set, limits: limits)
    }

    /// What the last render read.
    public var trace: ReadTrace { machine.trace }

    /// Renders a template into `output`, after what is there.
    ///
    /// `globals` are the values of the environment's globals by slot; missing ones are undefined. `note` is joined to
    /// an error: the content file whose page this is.
    public func render(
        _ name: String, globals: [Value], records: RecordTable = .empty, note: Diagnostic.Note? = nil,
        into output: inout [UInt8]
    ) throws(DiagnosticError) {
        try render(name, globals: globals, records: records, note: note, into: &output, outputTrace: nil)
    }

    /// Renders a template and keeps account of which template wrote which byte: some times slower, for messages.
    public func tracedRender(
        _ name: String, globals: [Value], records: RecordTable = .empty
    ) throws(DiagnosticError) -> (output: [UInt8], trace: OutputTrace) {
        var output: [UInt8] = []
        defer { machine.outputTrace = nil }
        try render(name, globals: globals, records: records, note: nil, into: &output, outputTrace: OutputTrace())
        return (output, machine.outputTrace ?? OutputTrace())
    }

    private func render(
        _ name: String, globals: [Value], records: RecordTable, note: Diagnostic.Note?, into output: inout [UInt8],
        outputTrace: OutputTrace?
    ) throws(DiagnosticError) {
        machine.outputTrace = outputTrace
        machine.isTracingOutput = outputTrace != nil
        machine.reset()
        machine.records = records
        machine.globals = globals
        swap(&machine.out, &output)
        defer {
            swap(&machine.out, &output)
            machine.clearArena()
            machine.globals = []
        }
        let start = machine.out.count
        do throws(RenderFailure) {
            guard let program = machine.set.program(named: name) else { throw Machine.missing(name, machine.set.names) }
            try machine.renderPage(program)
        } catch {
            machine.out.removeSubrange(start...)
            machine.stack.shrink(to: 0)
            throw DiagnosticError(error.diagnostic(note: note))
        }
    }

    /// The value of an expression, as a computed field has it.
    public func evaluate(
        _ expression: CompiledExpression, globals: [Value], records: RecordTable = .empty,
        note: Diagnostic.Note? = nil
    ) throws(DiagnosticError) -> Value {
        machine.reset()
        machine.growCaches(to: expression.cacheCount)
        machine.symbols = expression.symbols
        machine.records = records
        machine.globals = globals
        defer {
            machine.clearArena()
            machine.globals = []
            machine.symbols = machine.set.symbols
        }
        do throws(RenderFailure) {
            return try machine.value(of: expression.program)
        } catch {
            machine.stack.shrink(to: 0)
            throw DiagnosticError(error.diagnostic(note: note))
        }
    }
}

extension Machine {
    /// A method of the machine's own: asked from outside for a context while it changes, it would be copied.
    fileprivate mutating func renderPage(_ program: Program) throws(RenderFailure) {
        try runRoot(program, makePageContext(program))
    }

    /// The context of a page: all globals, then the functions of the language.
    func makePageContext(_ program: Program) -> Context {
        var values = set.undefinedValues
        if symbols.names.count > values.count {
            for number in values.count..<symbols.names.count {
                values.append(.undefined(Undefined(.variable, Int32(number))))
            }
        }
        set.addBuiltins(to: &values)
        for (slot, value) in globals.enumerated() where slot < set.globalCount {
            if case .undefined = value { continue }
            values[slot] = value
        }
        return Context(values: values, program: program, blocks: set.blockTable(program.index))
    }

    mutating func value(of program: Program) throws(RenderFailure) -> Value {
        let unit = program.units[0]
        let base = try enter(unit)
        shareLocals(unit, base)
        try execute(program, unit, base: base, captures: [], context: makePageContext(program), level: 0)
        let value = try resolved(stack.pop())
        leave(base)
        return value
    }
}
