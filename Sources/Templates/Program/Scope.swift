/// The names of one scope, resolved as Jinja2 resolves them: before the scope's code is made, its statements are read
/// once, and each name becomes a variable of this scope, of an outer one, or of the context.
///
/// The rules that follow from it are visible to authors: `{% set %}` in a loop is forgotten at the end of each turn,
/// and a scope that assigns a name anywhere starts with the outer value.
final class Scope {
    /// How a variable starts when its scope is entered.
    enum Load: Equatable {
        case parameter
        case context
        case alias(Int)
        case unset
    }

    let parent: Scope?
    let unit: UnitBuilder
    /// The root of a template: its variables are exported.
    let isRoot: Bool
    /// Whether text goes to the page itself, which a parent template takes over, and not into a variable.
    var printsToPage: Bool
    private(set) var variables: [String: Int] = [:]
    private(set) var loads: [Int: Load] = [:]
    private(set) var order: [Int] = []
    private(set) var stores: Set<String> = []
    /// The same name in the branches of one scope is one variable.
    private let identities: Identities
    private let compiler: VariableMaker

    private final class Identities {
        var known: [String: Int] = [:]
    }

    init(parent: Scope?, unit: UnitBuilder, compiler: VariableMaker, isRoot: Bool = false) {
        self.parent = parent
        self.unit = unit
        self.compiler = compiler
        self.isRoot = isRoot
        printsToPage = isRoot || (parent?.printsToPage ?? false) && parent?.unit === unit
        identities = Identities()
    }

    private init(branchOf scope: Scope) {
        parent = scope.parent
        unit = scope.unit
        compiler = scope.compiler
        isRoot = scope.isRoot
        printsToPage = scope.printsToPage
        variables = scope.variables
        loads = scope.loads
        order = scope.order
        stores = scope.stores
        identities = scope.identities
    }

    func find(_ name: String) -> Int? { variables[name] ?? parent?.find(name) }

    func load(_ name: String) {
        if find(name) == nil { define(name, .context) }
    }

    func store(_ name: String) {
        stores.insert(name)
        guard variables[name] == nil else { return }
        if let outer = parent?.find(name) {
            define(name, .alias(outer))
        } else {
            define(name, .unset)
        }
    }

    func parameter(_ name: String) {
        stores.insert(name)
        define(name, .parameter)
    }

    private func define(_ name: String, _ load: Load) {
        let variable: Int
        if let known = identities.known[name] {
            variable = known
        } else {
            variable = compiler.makeVariable(name, in: unit)
            identities.known[name] = variable
        }
        variables[name] = variable
        setLoad(variable, load)
    }

    private func setLoad(_ variable: Int, _ load: Load) {
        if loads[variable] == nil { order.append(variable) }
        loads[variable] = load
    }

    /// The variables that the scope's entry has to set, first come first.
    var entries: [(variable: Int, load: Load)] {
        order.compactMap { variable in loads[variable].map { (variable, $0) } }
    }

    /// The names that were assigned in this scope and those around it, with their variables.
    var visibleStores: [(name: String, variable: Int)] {
        var result: [(String, Int)] = []
        var seen: Set<String> = []
        var scope: Scope? = self
        while let current = scope {
            if current.isRoot { break }
            for name in current.stores.sorted() where seen.insert(name).inserted {
                if let variable = current.find(name) { result.append((name, variable)) }
            }
            scope = current.parent
        }
        return result
    }

    // MARK: Reading statements

    func read(_ statements: [Statement]) {
        for statement in statements { read(statement) }
    }

    func read(_ statement: Statement) {
        switch statement.kind {
        case .text, .block: break
        case .autoescape: break
        case .print(let expression): read(expression)
        case .condition(let branches, let otherwise): readCondition(branches, otherwise)
        case .loop(let loop): read(loop.iterable)
        case .set(let target, let value):
            read(value)
            store(target)
        case .setBlock(let target, _, _): store(target)
        case .macro(let definition): store(definition.name)
        case .callBlock(_, let call): read(call)
        case .filterBlock(let filter, _): read(filter)
        case .with(let members, _): for member in members { read(member.value) }
        case .extends(let template), .include(let template, _, _): read(template)
        case .importModule(let template, let name, _, _):
            read(template)
            store(name)
        case .importNames(let template, let names, _):
            read(template)
            for name in names { store(name.alias) }
        }
    }

    func store(_ target: Target) {
        switch target {
        case .name(let name, _): store(name)
        case .tuple(let targets, _): for target in targets { store(target) }
        case .namespaceField(let name, _, _): load(name)
        }
    }

    private func readCondition(_ branches: [(test: Expression, body: [Statement])], _ otherwise: [Statement]) {
        if let first = branches.first { read(first.test) }
        var parts: [Scope] = []
        let body = Scope(branchOf: self)
        if let first = branches.first { body.read(first.body) }
        parts.append(body)
        let middle = Scope(branchOf: self)
        for branch in branches.dropFirst() { middle.readCondition([branch], []) }
        parts.append(middle)
        let last = Scope(branchOf: self)
        last.read(otherwise)
        parts.append(last)
        merge(parts)
    }

    private func merge(_ branches: [Scope]) {
        var added: Set<String> = []
        for branch in branches { added.formUnion(branch.stores) }
        added.subtract(stores)
        for branch in branches {
            variables.merge(branch.variables) { $1 }
            for variable in branch.order {
                if let load = branch.loads[variable] { setLoad(variable, load) }
            }
            stores.formUnion(branch.stores)
        }
        for name in added.sorted() {
            guard let variable = find(name) else { continue }
            if let outer = parent?.find(name) {
                setLoad(variable, .alias(outer))
            } else {
                setLoad(variable, .context)
            }
        }
    }

    func read(_ expression: Expression) {
        for name in expression.names { load(name) }
    }
}

/// Makes the variables that scopes find.
protocol VariableMaker: AnyObject {
    func makeVariable(_ name: String, in unit: UnitBuilder) -> Int
}
