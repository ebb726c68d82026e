/// The variables that a template sees by name: globals, what the caller gave, and what the template exports.
///
/// An include or a scoped block gets a thin context of its own over its caller's.
final class Context {
    private let base: Context?
    private var overlay: [(symbol: Int32, value: Value)]
    private var values: [Value]
    var blocks: BlockTable
    /// The names that `import` may see.
    private(set) var exported: [Int32] = []
    let program: Program

    init(values: [Value], program: Program, blocks: BlockTable) {
        base = nil
        overlay = []
        self.values = values
        self.program = program
        self.blocks = blocks
    }

    init(over base: Context, adding locals: [(symbol: Int32, value: Value)], program: Program, blocks: BlockTable) {
        self.base = base
        overlay = locals
        values = []
        self.program = program
        self.blocks = blocks
    }

    init(copying other: Context) {
        base = other.base.map(Context.init(copying:))
        overlay = other.overlay
        values = other.values
        blocks = other.blocks
        program = other.program
    }

    @inline(__always)
    func value(_ symbol: Int32) -> Value {
        if base == nil { return values[Int(symbol)] }
        return search(symbol)
    }

    private func search(_ symbol: Int32) -> Value {
        var context: Context? = self
        while let current = context {
            for entry in current.overlay.reversed() where entry.symbol == symbol { return entry.value }
            guard let base = current.base else { return current.values[Int(symbol)] }
            context = base
        }
        return .undefined(Undefined(.variable, symbol))
    }

    func export(_ symbol: Int32, _ value: Value, flag: UInt8) {
        if base == nil {
            values[Int(symbol)] = value
        } else if let place = overlay.lastIndex(where: { $0.symbol == symbol }) {
            overlay[place].value = value
        } else {
            overlay.append((symbol, value))
        }
        if flag == 1, !exported.contains(symbol) {
            exported.append(symbol)
        } else if flag == 2 {
            exported.removeAll { $0 == symbol }
        }
    }
}

/// Which units carry the name of a block: the most derived template first.
struct BlockTable: Sendable {
    struct Link: Sendable {
        let program: Program
        let unit: Int
    }

    private var symbols: [Int32] = []
    private var chains: [[Link]] = []

    func chain(_ symbol: Int32) -> [Link]? {
        for place in symbols.indices where symbols[place] == symbol { return chains[place] }
        return nil
    }

    mutating func append(_ symbol: Int32, _ link: Link) {
        if let place = symbols.firstIndex(of: symbol) {
            chains[place].append(link)
        } else {
            symbols.append(symbol)
            chains.append([link])
        }
    }

    /// Puts the blocks of a parent template below those that are known.
    mutating func append(_ other: BlockTable) {
        for (symbol, chain) in zip(other.symbols, other.chains) {
            for link in chain { append(symbol, link) }
        }
    }
}
