import Diagnostics

/// Turns a template's tree into a program: names become slots, texts one run of bytes, expressions stack code.
final class Compiler: VariableMaker {
    struct Variable {
        let name: String
        let unit: UnitBuilder
        let slot: Int32
        var isShared = false
        /// Only read, never assigned: it is looked up in the context and needs no local.
        var isContext = false
    }

    struct Surroundings {
        let mode: TemplateMode
        let autoescape: Bool
        let hostFilters: [String: Int]
        let escapes: [ObjectIdentifier: EscapeContext]
    }

    let syntax: TemplateSyntax
    let index: Int
    let surroundings: Surroundings
    var symbols: SymbolTable
    var cacheCount: Int
    var variables: [Variable] = []
    var units: [UnitBuilder] = []
    var text: [UInt8] = []
    var constants: [Value] = []
    var callShapes: [CallShape] = []
    var localShapes: [[(symbol: Int32, variable: Int, unit: UnitBuilder)]] = []
    var findings: [Diagnostic] = []
    /// An `{% extends %}` that is certain was passed: what the root prints from here on is dropped.
    var hasCertainParent = false
    var hasPossibleParent = false
    var staticParent: String?

    init(
        syntax: TemplateSyntax, index: Int, surroundings: Surroundings, symbols: SymbolTable, cacheCount: Int
    ) {
        self.syntax = syntax
        self.index = index
        self.surroundings = surroundings
        self.symbols = symbols
        self.cacheCount = cacheCount
    }

    func compile() -> Program {
        let root = makeUnit(parent: nil)
        let scope = Scope(parent: nil, unit: root, compiler: self, isRoot: true)
        let mentionsSelf = Statement.mention("self", in: syntax.body)
        if mentionsSelf { scope.parameter("self") }
        scope.read(syntax.body)
        enter(scope, Span(0, 0))
        if mentionsSelf, let variable = scope.find("self") {
            root.emit(.selfReference, Span(0, 0), pushes: 1)
            store(variable, from: root, Span(0, 0))
        }
        emit(syntax.body, in: scope, isTopLevel: true, isRootLevel: true)
        root.emit(.end, Span(0, 0))
        var blocks: [Program.BlockEntry] = []
        for block in syntax.blocks { blocks.append(compileBlock(block)) }
        let units = finishedUnits()
        return Program(
            index: index, name: syntax.name, file: syntax.file, text: text, constants: constants, units: units,
            blocks: blocks, callShapes: callShapes, localShapes: localShapes.map(finish), staticParent: staticParent)
    }

    /// Compiles one expression; the unit leaves its value on the stack.
    static func compile(
        expression: Expression, file: SourceFile, index: Int, surroundings: Surroundings, symbols: SymbolTable,
        cacheCount: Int
    ) -> (Program, Compiler) {
        let syntax = TemplateSyntax(file: file, name: file.path, body: [], blocks: [])
        let compiler = Compiler(
            syntax: syntax, index: index, surroundings: surroundings, symbols: symbols, cacheCount: cacheCount)
        let root = compiler.makeUnit(parent: nil)
        let scope = Scope(parent: nil, unit: root, compiler: compiler, isRoot: true)
        scope.read(expression)
        compiler.enter(scope, expression.span)
        compiler.emit(expression, in: scope)
        root.emit(.end, expression.span, pops: 1)
        let units = compiler.finishedUnits()
        let program = Program(
            index: index, name: file.path, file: file, text: [], constants: compiler.constants, units: units,
            blocks: [], callShapes: compiler.callShapes, localShapes: [], staticParent: nil)
        return (program, compiler)
    }

    private func finishedUnits() -> [Unit] {
        units.map { unit in
            unit.finish(
                isShared: { self.variables[$0].isShared },
                shared: variables.filter { $0.isShared && $0.unit === unit }.map(\.slot))
        }
    }

    private func compileBlock(_ block: BlockDefinition) -> Program.BlockEntry {
        let symbol = symbols.number(of: block.name)
        let unit = makeUnit(parent: nil, symbol: symbol)
        let scope = Scope(parent: nil, unit: unit, compiler: self)
        let mentionsSuper = Statement.mention("super", in: block.body)
        if mentionsSuper { scope.parameter("super") }
        if Statement.mention("self", in: block.body) { scope.parameter("self") }
        scope.read(block.body)
        enter(scope, block.nameSpan)
        if mentionsSuper, let variable = scope.find("super") {
            unit.emit(.superReference, block.nameSpan, pushes: 1)
            store(variable, from: unit, block.nameSpan)
        }
        if Statement.mention("self", in: block.body), let variable = scope.find("self") {
            unit.emit(.selfReference, block.nameSpan, pushes: 1)
            store(variable, from: unit, block.nameSpan)
        }
        emit(block.body, in: scope, isTopLevel: false, isRootLevel: false)
        unit.emit(.end, block.nameSpan)
        return Program.BlockEntry(symbol: symbol, unit: unit.index, isRequired: block.isRequired)
    }

    private func finish(_ shape: [(symbol: Int32, variable: Int, unit: UnitBuilder)]) -> LocalShape {
        LocalShape(
            variables: shape.map { entry in
                let variable = variables[entry.variable]
                let place: LocalShape.Place
                if variable.unit !== entry.unit {
                    place = .captured(
                        entry.unit.captureIndex(of: entry.variable, home: variable.unit, slot: variable.slot))
                } else {
                    place = variable.isShared ? .cell(variable.slot) : .local(variable.slot)
                }
                return LocalShape.Variable(symbol: entry.symbol, place: place)
            })
    }

    // MARK: Units and variables

    func makeUnit(parent: UnitBuilder?, symbol: Int32 = -1) -> UnitBuilder {
        let unit = UnitBuilder(index: units.count, parent: parent, symbol: symbol)
        units.append(unit)
        return unit
    }

    func makeVariable(_ name: String, in unit: UnitBuilder) -> Int {
        variables.append(Variable(name: name, unit: unit, slot: unit.makeLocal()))
        return variables.count - 1
    }

    /// Emits the code with which a scope's variables start.
    func enter(_ scope: Scope, _ span: Span) {
        let unit = scope.unit
        for (variable, load) in scope.entries {
            let name = variables[variable].name
            switch load {
            case .parameter: break
            case .context:
                if scope.stores.contains(name) {
                    unit.emit(.context, span, pushes: 1, a: symbols.number(of: name))
                    store(variable, from: unit, span)
                } else {
                    variables[variable].isContext = true
                }
            case .alias(let outer):
                self.load(outer, from: unit, span)
                store(variable, from: unit, span)
            case .unset:
                unit.emit(
                    .clearLocal, variable: variable, slot: variables[variable].slot, span,
                    b: symbols.number(of: name))
            }
        }
    }

    func load(_ variable: Int, from unit: UnitBuilder, _ span: Span) {
        let known = variables[variable]
        if known.isContext {
            unit.emit(.context, span, pushes: 1, a: symbols.number(of: known.name))
        } else if known.unit === unit {
            unit.emit(.local, variable: variable, slot: known.slot, span, pushes: 1)
        } else {
            variables[variable].isShared = true
            let index = unit.captureIndex(of: variable, home: known.unit, slot: known.slot)
            unit.emit(.captured, span, pushes: 1, a: index)
        }
    }

    func store(_ variable: Int, from unit: UnitBuilder, _ span: Span) {
        unit.emit(.storeLocal, variable: variable, slot: variables[variable].slot, span, pops: 1)
    }

    /// The local variables that an include or scoped block sees; -1 when there are none.
    func localShape(_ scope: Scope) -> Int32 {
        let visible = scope.visibleStores
        guard !visible.isEmpty else { return -1 }
        localShapes.append(
            visible.map { name, variable in
                if variables[variable].unit !== scope.unit {
                    variables[variable].isShared = true
                    let home = variables[variable]
                    _ = scope.unit.captureIndex(of: variable, home: home.unit, slot: home.slot)
                }
                return (symbols.number(of: name), variable, scope.unit)
            })
        return Int32(localShapes.count - 1)
    }

    func constant(_ value: Value) -> Int32 {
        constants.append(value)
        return Int32(constants.count - 1)
    }

    func report(_ rule: Rule, _ message: Words, _ span: Span, remedy: Words? = nil) {
        findings.append(Diagnostic(rule, message, at: Location(syntax.file, span), remedy: remedy))
    }
}
