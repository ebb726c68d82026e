/// What templates make while they run: macros, namespaces, loops, cyclers.
///
/// `@unchecked Sendable`: such an object lives in one render on one thread; it is `Sendable` only because `Value` is.
public class RuntimeObject: @unchecked Sendable {
    /// How deep values nest in it, as far as it was known when it was made.
    var depth: Int { 0 }
    /// Which subclass this is: each passes its own kind to `init` and no other does, so that `unsafeDowncast` after a
    /// look at the kind is safe; a checked cast costs more than most instructions.
    let kind: Kind

    enum Kind: UInt8 {
        case cell
        case namespace
        case cycler
        case joiner
        case macro
        case module
        case block
        case selfReference
        case method
        case builtin
        case loop
    }

    init(_ kind: Kind) { self.kind = kind }
}

/// A variable that an inner macro or call body also sees.
/// `@unchecked Sendable`: see `RuntimeObject`.
final class Cell: RuntimeObject, @unchecked Sendable {
    var value: Value

    init(_ value: Value) {
        self.value = value
        super.init(.cell)
    }
}

/// What `namespace()` makes: the only thing whose fields `{% set %}` may change from an inner scope.
/// `@unchecked Sendable`: see `RuntimeObject`.
final class Namespace: RuntimeObject, @unchecked Sendable {
    var members: MapValue

    init(_ members: MapValue) {
        self.members = members
        super.init(.namespace)
    }

    override var depth: Int { members.depth }
}

/// What `cycler()` makes.
/// `@unchecked Sendable`: see `RuntimeObject`.
final class Cycler: RuntimeObject, @unchecked Sendable {
    let items: [Value]
    var position = 0

    init(_ items: [Value]) {
        self.items = items
        super.init(.cycler)
    }
}

/// What `joiner()` makes.
/// `@unchecked Sendable`: see `RuntimeObject`.
final class Joiner: RuntimeObject, @unchecked Sendable {
    let separator: Value
    var wasUsed = false

    init(_ separator: Value) {
        self.separator = separator
        super.init(.joiner)
    }
}

/// A macro or the body of a `{% call %}`, with the variables that it closes over.
/// `@unchecked Sendable`: see `RuntimeObject`.
final class Macro: RuntimeObject, @unchecked Sendable {
    let unit: Int
    let program: Program
    let name: String
    let captures: [Cell]
    let context: Context
    /// Whether `{% autoescape %}` was on where the macro stands.
    let escapes: Bool

    init(unit: Int, program: Program, name: String, captures: [Cell], context: Context, escapes: Bool) {
        self.unit = unit
        self.program = program
        self.name = name
        self.captures = captures
        self.context = context
        self.escapes = escapes
        super.init(.macro)
    }
}

/// An imported template: what it exports, and the text that its body printed.
/// `@unchecked Sendable`: see `RuntimeObject`.
final class Module: RuntimeObject, @unchecked Sendable {
    let program: Program
    let context: Context
    let exported: [Int32]
    let body: String

    init(program: Program, context: Context, exported: [Int32], body: String) {
        self.program = program
        self.context = context
        self.exported = exported
        self.body = body
        super.init(.module)
    }
}

/// `super` or `self.name`: a block at one level of the chain of templates.
/// `@unchecked Sendable`: see `RuntimeObject`.
final class BlockReference: RuntimeObject, @unchecked Sendable {
    let symbol: Int32
    let level: Int
    let context: Context

    init(symbol: Int32, level: Int, context: Context) {
        self.symbol = symbol
        self.level = level
        self.context = context
        super.init(.block)
    }
}

/// `self`: the blocks of the template that is being rendered.
/// `@unchecked Sendable`: see `RuntimeObject`.
final class SelfReference: RuntimeObject, @unchecked Sendable {
    let context: Context

    init(context: Context) {
        self.context = context
        super.init(.selfReference)
    }
}

/// A method of a text, list or map that was taken but not yet called.
/// `@unchecked Sendable`: see `RuntimeObject`.
final class BoundMethod: RuntimeObject, @unchecked Sendable {
    let subject: Value
    let name: String

    init(_ subject: Value, _ name: String) {
        self.subject = subject
        self.name = name
        super.init(.method)
    }
}

/// A global function of the language: `range`, `dict`, `namespace`, `cycler`, `joiner`, `debug`.
/// `@unchecked Sendable`: see `RuntimeObject`.
final class BuiltinFunction: RuntimeObject, @unchecked Sendable {
    let builtin: Builtin

    init(_ builtin: Builtin) {
        self.builtin = builtin
        super.init(.builtin)
    }
}

enum Builtin: String, CaseIterable, Sendable {
    case range
    case dict
    case namespace
    case cycler
    case joiner
    case debug
}
