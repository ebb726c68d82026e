import Diagnostics

/// A compiled template: a root, its blocks, macros and loop bodies as units of flat code.
///
/// Immutable and safe for many threads at once.
final class Program: Sendable {
    let index: Int
    let name: String
    let file: SourceFile
    let text: Frozen<UInt8>
    let constants: [Value]
    /// The root is unit 0.
    let units: [Unit]
    let blocks: [BlockEntry]
    let callShapes: [CallShape]
    let localShapes: [LocalShape]
    /// Whether an unconditional `{% extends "name" %}` opens it, and which template that is.
    let staticParent: String?

    init(
        index: Int, name: String, file: SourceFile, text: [UInt8], constants: [Value], units: [Unit],
        blocks: [BlockEntry], callShapes: [CallShape], localShapes: [LocalShape], staticParent: String?
    ) {
        self.index = index
        self.name = name
        self.file = file
        self.text = Frozen(text)
        self.constants = constants
        self.units = units
        self.blocks = blocks
        self.callShapes = callShapes
        self.localShapes = localShapes
        self.staticParent = staticParent
    }

    struct BlockEntry: Sendable {
        let symbol: Int32
        let unit: Int
        let isRequired: Bool
    }
}

/// A piece of code with its own local variables.
final class Unit: Sendable {
    let code: Frozen<Instruction>
    /// The place in the file of each instruction.
    let spans: [Span]
    let localCount: Int
    /// The most values that the unit holds on the stack at once, locals included.
    let stackSize: Int
    /// Locals that inner macros share.
    let cellSlots: [Int32]
    let captures: [Capture]
    let parameters: [MacroParameter]
    /// Where `varargs`, `kwargs` and `caller` are kept; -1 when the macro does not ask for them.
    let varargsSlot: Int32
    let kwargsSlot: Int32
    let callerSlot: Int32
    let symbol: Int32

    init(
        code: [Instruction], spans: [Span], localCount: Int, stackSize: Int, cellSlots: [Int32], captures: [Capture],
        parameters: [MacroParameter], varargsSlot: Int32, kwargsSlot: Int32, callerSlot: Int32, symbol: Int32
    ) {
        self.code = Frozen(code)
        self.spans = spans
        self.localCount = localCount
        self.stackSize = stackSize
        self.cellSlots = cellSlots
        self.captures = captures
        self.parameters = parameters
        self.varargsSlot = varargsSlot
        self.kwargsSlot = kwargsSlot
        self.callerSlot = callerSlot
        self.symbol = symbol
    }

    /// Where a closure finds a variable when it is made.
    enum Capture: Sendable {
        case local(Int32)
        case captured(Int32)
    }

    struct MacroParameter: Sendable {
        let name: String
        let symbol: Int32
        let slot: Int32
    }
}

/// How the arguments of one call lie on the stack: positional, named, `*list`, `**map`.
struct CallShape: Sendable {
    let positional: Int
    let keywords: [String]
    let hasSpread: Bool
    let hasKeywordSpread: Bool

    var count: Int { positional + keywords.count + (hasSpread ? 1 : 0) + (hasKeywordSpread ? 1 : 0) }
}

/// The local variables that an include or a scoped block is given.
struct LocalShape: Sendable {
    struct Variable: Sendable {
        let symbol: Int32
        let place: Place
    }

    enum Place: Sendable {
        case local(Int32)
        case cell(Int32)
        case captured(Int32)
    }

    let variables: [Variable]
}

/// Items that never move, so that the renderer reads them without counting references: a program's text, its code.
///
/// `@unchecked Sendable`: the memory is written in `init` alone.
final class Frozen<Item: BitwiseCopyable & Sendable>: @unchecked Sendable {
    let start: UnsafePointer<Item>
    let count: Int
    private let memory: UnsafeMutablePointer<Item>

    init(_ items: [Item]) {
        let memory = UnsafeMutablePointer<Item>.allocate(capacity: max(1, items.count))
        items.withUnsafeBufferPointer { buffer in
            if let source = buffer.baseAddress { memory.initialize(from: source, count: buffer.count) }
        }
        self.memory = memory
        start = UnsafePointer(memory)
        count = items.count
    }

    deinit { memory.deallocate() }
}
