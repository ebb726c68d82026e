import Diagnostics

/// An expression that was compiled on its own, for renderers of the set that compiled it.
///
/// ```swift
/// let set = TemplateSet(sources: [], environment: environment)     // its globals are the names that may be used
/// let gestosc = try set.compile(expression: config, within: span, globals: ["entry": .record(gmina)])
/// guard gestosc.type.present.fits(.number) else { … }
/// let value = try set.renderer().evaluate(gestosc, globals: values, records: table)
/// ```
public struct CompiledExpression: Sendable {
    /// What the checker knows of the value; `.any` in oracle mode. Optional where it may be absent.
    public let type: TypeInfo
    let program: Program
    /// The set's symbols and those that the expression adds.
    let symbols: SymbolTable
    let cacheCount: Int
}

extension TemplateSet {
    /// Reads, checks and compiles one expression, as a computed field of a schema has it: `entry.ludnosc.liczba / 2`.
    ///
    /// `span` is its place when it is a part of the file, so that errors point into the config; `globals` are the types
    /// that differ from the environment's. Throws all that is wrong with it; whether its type is the wanted one is for
    /// the caller to say.
    public func compile(
        expression file: SourceFile, within span: Span? = nil, globals types: [String: TypeInfo] = [:]
    ) throws(DiagnosticError) -> CompiledExpression {
        let tree = try Parser.parseExpression(file: file, within: span)
        let surroundings = Compiler.Surroundings(
            mode: environment.mode, autoescape: environment.autoescape,
            hostFilters: CompiledSet.places(of: environment.filters), escapes: [:])
        let (program, compiler) = Compiler.compile(
            expression: tree, file: file, index: names.count, surroundings: surroundings, symbols: compiled.symbols,
            cacheCount: compiled.cacheCount)
        var findings = compiler.findings
        var type = TypeInfo.any
        if findings.isEmpty, environment.mode == .site {
            let checker = Checker(environment: environment, trees: [:])
            type = checker.check(tree, of: file, globals: types)
            findings = checker.findings
        }
        if !findings.isEmpty { throw DiagnosticError(findings) }
        return CompiledExpression(
            type: type, program: program, symbols: compiler.symbols, cacheCount: compiler.cacheCount)
    }
}
