import Diagnostics
import LanguageRules

/// All templates of a site, read, checked and compiled once; any number of threads render from it.
///
/// ```swift
/// let set = TemplateSet(files: files, environment: environment)    // names are paths below templates/
/// report(set.diagnostics)
/// let renderer = set.renderer()                                    // one for each thread
/// try renderer.render("gmina.html", globals: values, records: table, into: &bytes)
/// ```
public struct TemplateSet: Sendable {
    /// A template's text under the name that other templates use.
    public struct Source: Sendable {
        public let name: String
        public let file: SourceFile

        public init(name: String, file: SourceFile) {
            self.name = name
            self.file = file
        }
    }

    public let environment: TemplateEnvironment
    /// What is wrong in the templates themselves, whatever they are given.
    public let diagnostics: [Diagnostic]
    let compiled: CompiledSet
    let syntax: [TemplateSyntax?]

    /// The names of all templates, in the order of `ReadTrace.templates`.
    public var names: [String] { compiled.names }

    public init(sources: [Source], environment: TemplateEnvironment) {
        var builder = TemplateSetBuilder(environment: environment)
        for source in sources { builder.add(source) }
        self.environment = environment
        (compiled, syntax, diagnostics) = builder.finish()
    }

    /// Makes templates of files whose paths start with `folder`, as in `templates/gmina.html` → `gmina.html`.
    public init(files: [SourceFile], below folder: String = "templates/", environment: TemplateEnvironment) {
        self.init(
            sources: files.map { file in
                let name = file.path.hasPrefix(folder) ? String(file.path.dropFirst(folder.count)) : file.path
                return Source(name: name, file: file)
            }, environment: environment)
    }

    public func contains(_ name: String) -> Bool { compiled.index(of: name) != nil }

    /// A renderer for one thread, to be kept from page to page.
    public func renderer(limits: RenderLimits = RenderLimits()) -> Renderer { Renderer(compiled, limits: limits) }
}

/// Puts a set together: one symbol table for all templates.
struct TemplateSetBuilder {
    private let environment: TemplateEnvironment
    private var symbols = SymbolTable()
    private var cacheCount = 0
    private var programs: [Program?] = []
    private var syntax: [TemplateSyntax?] = []
    private var names: [String] = []
    private var findings: [Diagnostic] = []
    private var contexts: [ObjectIdentifier: EscapeContext] = [:]

    init(environment: TemplateEnvironment) {
        self.environment = environment
        for global in environment.globals { _ = symbols.number(of: global.name) }
        for builtin in Builtin.allCases { _ = symbols.number(of: builtin.rawValue) }
    }

    mutating func add(_ source: TemplateSet.Source) {
        let options = SyntaxOptions(trimBlocks: environment.trimBlocks, lstripBlocks: environment.lstripBlocks)
        names.append(source.name)
        do throws(DiagnosticError) {
            let tree = try Parser.parse(file: source.file, name: source.name, options: options)
            syntax.append(tree)
        } catch {
            findings += error.diagnostics
            syntax.append(nil)
        }
    }

    mutating func finish() -> (CompiledSet, [TemplateSyntax?], [Diagnostic]) {
        if environment.mode == .site { scanContexts() }
        for (index, tree) in syntax.enumerated() {
            guard let tree else {
                programs.append(nil)
                continue
            }
            programs.append(compile(tree, index))
        }
        let compiled = CompiledSet(
            environment: environment, symbols: symbols, cacheCount: cacheCount, programs: programs, names: names)
        return (compiled, syntax, findings)
    }

    /// Scans parents before their children, since a block's place decides how its values are escaped.
    private mutating func scanContexts() {
        var places: [String: Int] = [:]
        for (index, name) in names.enumerated() { places[name] = index }
        var done: [Int: [String: HTMLState]] = [:]
        for index in syntax.indices { _ = scan(index, places, &done) }
    }

    private mutating func scan(_ index: Int, _ places: [String: Int], _ done: inout [Int: [String: HTMLState]])
        -> [String: HTMLState]
    {
        if let known = done[index] { return known }
        done[index] = [:]
        guard let tree = syntax[index] else { return [:] }
        let parent = tree.parentName.flatMap { places[$0] }
        let states = parent.map { scan($0, places, &done) } ?? [:]
        var scanner = HTMLContextScanner(file: tree.file, parentBlocks: states)
        scanner.scan(tree)
        contexts.merge(scanner.contexts) { $1 }
        findings += scanner.findings
        done[index] = scanner.blocks
        return scanner.blocks
    }

    private mutating func compile(_ tree: TemplateSyntax, _ index: Int) -> Program? {
        let compiler = Compiler(
            syntax: tree, index: index,
            surroundings: Compiler.Surroundings(
                mode: environment.mode, autoescape: environment.autoescape,
                hostFilters: CompiledSet.places(of: environment.filters), escapes: contexts),
            symbols: symbols, cacheCount: cacheCount)
        let program = compiler.compile()
        symbols = compiler.symbols
        cacheCount = compiler.cacheCount
        findings += compiler.findings
        return compiler.findings.isEmpty ? program : nil
    }
}
