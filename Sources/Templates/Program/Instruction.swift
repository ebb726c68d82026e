/// One step of a compiled template: twelve bytes without references, so that a program is a flat array.
struct Instruction: Sendable {
    var code: Opcode
    /// A small extra operand: an escape context, a count, a flag.
    var flag: UInt8 = 0
    var a: Int32 = 0
    var b: Int32 = 0
}

/// What an instruction does; “push” and “pop” mean the value stack.
enum Opcode: UInt8, Sendable {
    // Output
    /// Write `b` bytes of the program's text from `a`.
    case text
    /// Pop and write, escaped for the context in `flag`.
    case print
    /// Pop what filters made of a body and write it; `flag` 1 pushes it as the value of a variable.
    case finishBody
    case captureBegin
    /// Push what was written since `captureBegin`, as markup when escaping is on.
    case captureEnd

    // Values
    case constant
    /// Push global or exported variable `a`.
    case context
    case local
    case storeLocal
    case cell
    case storeCell
    /// Push variable `a` of the closure.
    case captured
    /// Set local `a` to “no variable named `b`”.
    case clearLocal
    case clearCell
    case discard
    case duplicate
    /// Give the top of the stack the exported name `a`; `flag` 1 makes it visible to imports, 2 hides it.
    case export
    case list
    case tuple
    case map
    /// Pop a sequence and push its `a` items, the first on top.
    case unpack
    /// Pop a value and the object; set the object's field `a`.
    case setField

    // Access
    /// Pop an object, push its field `a`; `b` is the inline cache.
    case attribute
    case item
    /// Pop stop, start, step as `flag` tells, then the object.
    case slice

    // Operators
    case negative
    case positive
    case not
    case add
    case subtract
    case multiply
    case divide
    case floorDivide
    case remainder
    case power
    /// Join the top `a` values as texts.
    case concatenate
    /// Compare by `flag`.
    case compare
    /// Compare by `flag`; when false push false and jump to `a`, else leave the right value for the next link.
    case compareLink

    // Jumps
    case jump
    case jumpIfFalse
    /// Jump to `a` and keep the value when it is false, else pop it.
    case jumpIfFalseKeeping
    case jumpIfTrueKeeping
    /// Push what `x if c` without `else` gives.
    case conditionalUndefined

    // Calls
    /// Call the value below the arguments that call shape `a` describes.
    case call
    /// Call method `b` of the value below the arguments that call shape `a` describes.
    case callMethod
    /// Apply built-in filter `a` to the value below `b` bound arguments.
    case filter
    /// Apply the site's filter `a` with call shape `b`.
    case hostFilter
    /// Apply built-in filter or test `a` with a call shape `b` that only the run can bind.
    case filterSpread
    case testSpread
    case test
    /// Push a macro of unit `a`.
    case makeMacro
    /// When parameter `a` was given, jump to `b`.
    case jumpIfGiven
    /// Mark parameter `a`, which was not given and has no default.
    case markMissing

    // Loops
    /// Pop an iterable; jump to `a` when it is empty; `b` is the local of `loop` or -1.
    case loopBegin
    /// Push the next item or jump to `a`.
    case loopNext
    /// Pop an iterable and start to choose from it.
    case chooseBegin
    /// Pop the test's value and keep the current item when it is true; `flag` 1 makes a tuple of its parts.
    case choose
    /// Push the chosen items.
    case chooseEnd
    /// Pop an iterable and run unit `a` over it as a recursive loop.
    case loopRecursive

    // Templates
    /// Run block `a`; `flag` 1 scoped with the locals of shape `b`, 2 required.
    case block
    /// Write the parent's version of the current block.
    case superBlock
    case superReference
    case selfReference
    /// Pop a name and make that template the parent; `flag` 1 when it is certain.
    case extends
    /// Jump to `a` when a parent was chosen.
    case jumpIfExtended
    /// Pop a name or list of names and run the template; `flag`: 1 ignore missing, 2 with context.
    case include
    /// Pop a name and push the module; `flag` 2 with context.
    case importModule
    /// Replace the module on the stack by its member `a`, keeping the module below.
    case importMember
    case setAutoescape
    case restoreAutoescape
    case end
}
