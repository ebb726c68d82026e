import LanguageRules

/// What the renderers share: programs, symbols, filters. Immutable.
final class CompiledSet: Sendable {
    struct Options: Sendable {
        let mode: TemplateMode
        let autoescape: Bool
        let policy: UndefinedPolicy
    }

    let options: Options
    let language: any Language
    let symbols: SymbolTable
    let globalCount: Int
    let globalNames: [String]
    let cacheCount: Int
    let programs: [Program?]
    let names: [String]
    let hostFilters: [HostFunction]
    let undefinedValues: [Value]
    private let environmentGlobals: [Bool]
    private let byName: [String: Int]
    private let blockTables: [BlockTable]
    private let staticChains: [Bool]
    private let builtins: [(slot: Int, value: Value)]
    private let hostFilterPlaces: [String: Int]

    init(
        environment: TemplateEnvironment, symbols: SymbolTable, cacheCount: Int, programs: [Program?], names: [String]
    ) {
        let policy: UndefinedPolicy =
            environment.mode == .site ? .guarded : environment.strictUndefined ? .strict : .lenient
        options = Options(mode: environment.mode, autoescape: environment.autoescape, policy: policy)
        language = environment.language
        self.symbols = symbols
        globalCount = environment.globals.count
        globalNames = environment.globals.map(\.name)
        environmentGlobals = environment.globals.map { $0.scope == .environment }
        self.cacheCount = cacheCount
        self.programs = programs
        self.names = names
        hostFilters = environment.filters
        hostFilterPlaces = CompiledSet.places(of: environment.filters)
        var byName: [String: Int] = [:]
        for (index, name) in names.enumerated() { byName[name] = index }
        self.byName = byName
        undefinedValues = symbols.names.indices.map { .undefined(Undefined(.variable, Int32($0))) }
        let globals = Set(globalNames)
        builtins = Builtin.allCases.compactMap { builtin in
            guard !globals.contains(builtin.rawValue), let slot = symbols.known(builtin.rawValue) else { return nil }
            return (Int(slot), .runtime(BuiltinFunction(builtin)))
        }
        var tables: [BlockTable] = []
        var chains: [Bool] = []
        for program in programs {
            let (table, isStatic) = CompiledSet.blockTable(of: program, programs, byName)
            tables.append(table)
            chains.append(isStatic)
        }
        blockTables = tables
        staticChains = chains
    }

    static func places(of filters: [HostFunction]) -> [String: Int] {
        var places: [String: Int] = [:]
        for (place, filter) in filters.enumerated() { places[filter.name] = place }
        return places
    }

    /// The blocks of a template and of those that it certainly extends.
    private static func blockTable(of program: Program?, _ programs: [Program?], _ byName: [String: Int]) -> (
        BlockTable, Bool
    ) {
        var table = BlockTable()
        var current = program
        var seen: Set<Int> = []
        var isStatic = false
        while let program = current, seen.insert(program.index).inserted {
            for block in program.blocks {
                table.append(block.symbol, BlockTable.Link(program: program, unit: block.unit))
            }
            current = program.staticParent.flatMap { byName[$0] }.flatMap { programs[$0] }
            if program.index == seen.first, current != nil { isStatic = true }
        }
        return (table, isStatic || program?.staticParent != nil)
    }

    func program(named name: String) -> Program? { byName[name].flatMap { programs[$0] } }

    func index(of name: String) -> Int? { byName[name] }

    func blockTable(_ index: Int) -> BlockTable { index < blockTables.count ? blockTables[index] : BlockTable() }

    func hasStaticChain(_ index: Int) -> Bool { index < staticChains.count && staticChains[index] }

    func isEnvironmentGlobal(_ slot: Int) -> Bool { slot < environmentGlobals.count && environmentGlobals[slot] }

    func hostFilter(named name: String) -> Int? { hostFilterPlaces[name] }

    func addBuiltins(to values: inout [Value]) {
        for (slot, value) in builtins { values[slot] = value }
    }
}
