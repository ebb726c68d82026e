import Diagnostics

/// Collects the code of one unit and keeps count of the values on its stack.
final class UnitBuilder {
    let index: Int
    let parent: UnitBuilder?
    let symbol: Int32
    private(set) var code: [Instruction] = []
    private(set) var spans: [Span] = []
    private(set) var localCount = 0
    private var depth = 0
    private var maximumDepth = 0
    var captures: [(variable: Int, source: Unit.Capture)] = []
    var parameters: [Unit.MacroParameter] = []
    var varargsSlot: Int32 = -1
    var kwargsSlot: Int32 = -1
    var callerSlot: Int32 = -1
    /// Instructions that name a variable of this unit, to be turned into cell accesses when a macro shares it.
    private var accesses: [(instruction: Int, variable: Int)] = []

    init(index: Int, parent: UnitBuilder?, symbol: Int32 = -1) {
        self.index = index
        self.parent = parent
        self.symbol = symbol
    }

    func makeLocal() -> Int32 {
        defer { localCount += 1 }
        return Int32(localCount)
    }

    var position: Int { code.count }

    @discardableResult
    func emit(
        _ opcode: Opcode, _ span: Span, pops: Int = 0, pushes: Int = 0, a: Int32 = 0, b: Int32 = 0, flag: UInt8 = 0
    ) -> Int {
        code.append(Instruction(code: opcode, flag: flag, a: a, b: b))
        spans.append(span)
        adjust(pushes - pops)
        return code.count - 1
    }

    func emit(_ opcode: Opcode, variable: Int, slot: Int32, _ span: Span, pops: Int = 0, pushes: Int = 0, b: Int32 = 0)
    {
        accesses.append((emit(opcode, span, pops: pops, pushes: pushes, a: slot, b: b), variable))
    }

    /// Corrects the count of values where two paths of a jump meet.
    func adjust(_ change: Int) {
        depth += change
        maximumDepth = max(maximumDepth, depth)
    }

    /// Lets the jump at `instruction` go to the next instruction to be emitted.
    func land(_ instruction: Int) { code[instruction].a = Int32(code.count) }

    func landSecond(_ instruction: Int) { code[instruction].b = Int32(code.count) }

    /// The index under which this unit's closure keeps a variable of an outer unit.
    func captureIndex(of variable: Int, home: UnitBuilder, slot: Int32) -> Int32 {
        if let known = captures.firstIndex(where: { $0.variable == variable }) { return Int32(known) }
        let source: Unit.Capture
        if let parent, parent !== home {
            source = .captured(parent.captureIndex(of: variable, home: home, slot: slot))
        } else {
            source = .local(slot)
        }
        captures.append((variable, source))
        return Int32(captures.count - 1)
    }

    /// `shared` are the slots of the variables that inner macros see.
    func finish(isShared: (Int) -> Bool, shared: [Int32]) -> Unit {
        for access in accesses where isShared(access.variable) {
            switch code[access.instruction].code {
            case .local: code[access.instruction].code = .cell
            case .storeLocal: code[access.instruction].code = .storeCell
            case .clearLocal: code[access.instruction].code = .clearCell
            default: break
            }
        }
        return Unit(
            code: code, spans: spans, localCount: localCount, stackSize: localCount + maximumDepth + 8,
            cellSlots: shared.sorted(), captures: captures.map(\.source), parameters: parameters,
            varargsSlot: varargsSlot, kwargsSlot: kwargsSlot, callerSlot: callerSlot, symbol: symbol)
    }
}
