import Diagnostics
import LanguageRules

/// Runs programs: one value stack, one output buffer, one trace, reused from page to page.
struct Machine {
    let set: CompiledSet
    let limits: RenderLimits
    /// The names behind the numbers in instructions: the set's, or more of them while an expression runs.
    var symbols: SymbolTable
    let stack = ValueStack(capacity: 60_000)
    var out: [UInt8] = []
    var trace = ReadTrace()
    /// Who wrote which bytes; kept only while a render is asked for it.
    var outputTrace: OutputTrace?
    var isTracingOutput = false
    var records = RecordTable.empty
    var globals: [Value] = []
    var autoescape: Bool
    var policy: UndefinedPolicy
    var nesting = 0
    let effort = Effort()
    /// How many recursive loops run around the current one.
    var loopNesting = 0
    var turns: [Turns] = []
    var captureStarts: [Int] = []
    var autoescapes: [Bool] = []
    /// Everything that could be tied into a ring, to be untied when the page is done.
    var arena: [Value] = []
    private var caches: [FieldCache]

    /// Where a loop stands.
    struct Turns {
        let items: [Value]
        var next = 0
        let loop: LoopObject?
        /// A `for … if` that gathers what the test lets through.
        var isChoice = false
        var chosen: [Value] = []
    }

    /// The type that an instruction saw last, and the slot that its field has there.
    struct FieldCache {
        var serial = 0
        var slot: Int32 = -1
    }

    init(set: CompiledSet, limits: RenderLimits) {
        self.set = set
        self.limits = limits
        symbols = set.symbols
        autoescape = set.options.autoescape
        policy = set.options.policy
        caches = [FieldCache](repeating: FieldCache(), count: set.cacheCount)
    }

    mutating func reset() {
        stack.shrink(to: 0)
        trace.removeAll()
        autoescape = set.options.autoescape
        nesting = 0
        loopNesting = 0
        effort.spent = 0
        turns.removeAll(keepingCapacity: true)
        captureStarts.removeAll(keepingCapacity: true)
        autoescapes.removeAll(keepingCapacity: true)
    }

    /// Unties what templates may have tied into rings, one level at a time so that freeing never recurses deep.
    mutating func clearArena() {
        while let value = arena.popLast() {
            switch value {
            case .runtime(let object) where object.kind == .cell: unsafeDowncast(object, to: Cell.self).value = .none
            case .runtime(let object) where object.kind == .namespace:
                unsafeDowncast(object, to: Namespace.self).members.clear()
            case .list(let list): list.clear()
            case .map(let map): map.clear()
            default: break
            }
        }
    }

    // MARK: Work

    /// Counts steps of work: one for what takes some 30 to 90 ns.
    @inline(__always)
    func charge(_ amount: Int) throws(RenderFailure) {
        effort.spent += amount
        if effort.spent > limits.work { throw overworked() }
    }

    /// Counts the reading of a text, letter by letter.
    @inline(__always)
    func charge(reading text: String) throws(RenderFailure) { try charge(1 + text.utf8.count) }

    /// Counts the reading of what is given to a filter or method.
    func charge(reading values: [Value]) throws(RenderFailure) {
        for value in values {
            if let text = value.text { try charge(text.utf8.count >> 1) }
        }
    }

    func overworked() -> RenderFailure {
        RenderFailure(
            Words(
                pl: "szablon wykonał ponad \(limits.work) kroków i został przerwany",
                en: "the template took more than \(limits.work) steps and was stopped"),
            remedy: Words(pl: "sprawdź pętle i rekurencję", en: "check loops and recursion"), rule: .templateLimit)
    }

    func checkSize(_ bytes: Int) throws(RenderFailure) {
        if bytes > limits.output {
            throw RenderFailure(
                Words(
                    pl: "tekst byłby dłuższy niż \(limits.output) bajtów",
                    en: "the text would be longer than \(limits.output) bytes"), rule: .templateLimit)
        }
    }

    func checkLength(_ count: Int) throws(RenderFailure) {
        if count > limits.listLength {
            throw RenderFailure(
                Words(
                    pl: "lista miałaby ponad \(limits.listLength) pozycji",
                    en: "the list would have more than \(limits.listLength) items"), rule: .templateLimit)
        }
    }

    // MARK: Units

    /// Makes room for a unit's locals; the place where they start.
    mutating func enter(_ unit: Unit) throws(RenderFailure) -> Int {
        guard nesting < limits.depth, stack.hasRoom(for: unit.stackSize) else {
            throw RenderFailure(
                Words(
                    pl: "szablony, makra lub bloki są zagnieżdżone głębiej niż \(limits.depth) razy",
                    en: "templates, macros or blocks nest more than \(limits.depth) deep"),
                remedy: Words(
                    pl: "sprawdź, czy szablon lub makro nie wywołuje samego siebie",
                    en: "check whether a template or macro calls itself"), rule: .templateLimit)
        }
        // The steps of a unit run once, but for its loops, which count their own.
        try charge(10 + unit.code.count >> 2)
        nesting += 1
        let base = stack.count
        stack.reserveLocals(unit.localCount)
        return base
    }

    mutating func leave(_ base: Int) {
        stack.shrink(to: base)
        nesting -= 1
    }

    /// Puts the locals that inner macros share into cells.
    mutating func shareLocals(_ unit: Unit, _ base: Int) {
        for slot in unit.cellSlots {
            let cell = Cell(stack[base + Int(slot)])
            stack[base + Int(slot)] = .runtime(cell)
            arena.append(.runtime(cell))
        }
    }

    @inline(__always)
    func cell(_ place: Int) -> Cell? {
        guard case .runtime(let object) = stack[place], object.kind == .cell else { return nil }
        return unsafeDowncast(object, to: Cell.self)
    }

    /// The slot of a field, from the instruction's cache when the type is the one that it saw last.
    @inline(__always)
    mutating func slot(of symbol: Int32, in type: RecordType, cache: Int32) -> Int? {
        let place = Int(cache)
        if caches[place].serial == type.serial {
            let slot = caches[place].slot
            return slot >= 0 ? Int(slot) : nil
        }
        let slot = type.slot(of: symbols.name(symbol))
        caches[place] = FieldCache(serial: type.serial, slot: Int32(slot ?? -1))
        return slot
    }

    /// Makes room for the caches of a single expression, which shares their places with the one before it.
    mutating func growCaches(to count: Int) {
        for place in set.cacheCount..<max(set.cacheCount, caches.count) { caches[place] = FieldCache() }
        if caches.count < count {
            caches.append(contentsOf: repeatElement(FieldCache(), count: count - caches.count))
        }
    }
}
