import Diagnostics

/// Follows a template as a render would, with types in place of values.
///
/// One checker serves all pages of a site: it remembers what it has seen, so that a macro is checked once for each set
/// of argument types and a finding is reported once.
final class Checker {
    let environment: TemplateEnvironment
    let trees: [String: TemplateSyntax]
    let filters: [String: HostFunction]
    private(set) var findings: [Diagnostic] = []
    private var seen: Set<FindingKey> = []
    /// Plain texts that `trusted` let through as HTML.
    private(set) var trusted: [Location] = []
    private(set) var usedTemplates: Set<String> = []
    var usedMacros: Set<ObjectIdentifier> = []
    private(set) var shownBlocks: Set<ObjectIdentifier> = []
    var checkedMacros: Set<String> = []
    /// The template that is being read, innermost last.
    private var templates: [TemplateSyntax] = []
    private var included: [String] = []
    /// The blocks of the page in hand, the most derived first, and the one that is being read.
    var chains: [String: [(block: BlockDefinition, template: TemplateSyntax)]] = [:]
    private var openBlocks: [(name: String, level: Int)] = []
    var globals: [String: Kind] = [:]
    var pageScope: CheckScope
    var depth = 0
    var macroDepth = 0
    /// Whether the page's own variables are visible where the checker reads.
    private(set) var seesPage = true
    /// Whether an expression is checked that stands alone in the config, without statements around it.
    private(set) var standsAlone = false

    private struct FindingKey: Hashable {
        let path: String
        let start: Int
        let rule: String
        let message: String
    }

    init(environment: TemplateEnvironment, trees: [String: TemplateSyntax]) {
        self.environment = environment
        self.trees = trees
        filters = Dictionary(environment.filters.map { ($0.name, $0) }) { first, _ in first }
        pageScope = CheckScope(parent: nil)
    }

    var template: TemplateSyntax? { templates.last }

    // MARK: Findings

    func report(_ rule: Rule, _ message: Words, _ span: Span, remedy: Words? = nil) {
        guard let file = template?.file else { return }
        let key = FindingKey(path: file.path, start: span.start, rule: rule.name, message: message.en)
        guard seen.insert(key).inserted else { return }
        findings.append(Diagnostic(rule, message, at: Location(file, span), remedy: remedy))
    }

    func noteTrusted(_ span: Span) {
        guard let file = template?.file else { return }
        let isKnown = trusted.contains { $0.file === file && $0.span == span }
        if !isKnown { trusted.append(Location(file, span)) }
    }

    // MARK: Pages

    /// Checks one template with the types that its page's globals have.
    func check(_ name: String, globals types: [String: TypeInfo], at location: Location? = nil) {
        guard let tree = trees[name] else {
            findings.append(
                Diagnostic(
                    .missingTemplate, Words(pl: "nie ma szablonu „\(name)”", en: "there is no template “\(name)”"),
                    at: location, remedy: NearMiss.remedy(for: name, in: trees.keys.sorted())))
            return
        }
        begin(types)
        enter(tree) { self.checkInheritance(of: tree, self.pageScope) }
    }

    /// Checks an expression that stands alone; its type is what is known of its value.
    func check(_ expression: Expression, of file: SourceFile, globals types: [String: TypeInfo]) -> TypeInfo {
        begin(types)
        standsAlone = true
        defer { standsAlone = false }
        var type = TypeInfo.any
        enter(TemplateSyntax(file: file, name: file.path, body: [], blocks: [])) {
            type = kind(of: expression, pageScope).type
        }
        return type
    }

    private func begin(_ types: [String: TypeInfo]) {
        globals = [:]
        for global in environment.globals {
            globals[global.name] = Kind(types[global.name] ?? global.type, path: global.name)
        }
        checkedMacros = []
        pageScope = CheckScope(parent: nil)
    }

    func enter(_ tree: TemplateSyntax, _ body: () -> Void) {
        usedTemplates.insert(tree.name)
        templates.append(tree)
        body()
        templates.removeLast()
    }

    /// Checks a template and those that it extends, the blocks where the outermost places them.
    private func checkInheritance(of tree: TemplateSyntax, _ scope: CheckScope) {
        let outerChains = chains
        let outerBlocks = openBlocks
        chains = [:]
        openBlocks = []
        var line = [tree]
        while let last = line.last, let parent = parentTree(of: last) {
            if line.contains(where: { $0 === parent.tree }) {
                let names = (line.map(\.name) + [parent.tree.name]).joined(separator: " → ")
                enter(last) {
                    self.report(
                        .inheritanceCycle,
                        Words(
                            pl: "szablony rozszerzają się w kółko: \(names)",
                            en: "templates extend each other in a ring: \(names)"), parent.span)
                }
                chains = outerChains
                openBlocks = outerBlocks
                return
            }
            line.append(parent.tree)
        }
        for tree in line {
            for block in tree.blocks { chains[block.name, default: []].append((block, tree)) }
        }
        checkBlockNames(line)
        for tree in line { enter(tree) { self.walk(tree.body, scope, isRoot: true) } }
        chains = outerChains
        openBlocks = outerBlocks
    }

    func parentTree(of tree: TemplateSyntax) -> (tree: TemplateSyntax, span: Span)? {
        for statement in tree.body {
            guard case .extends(let expression) = statement.kind else { continue }
            guard case .literal(.string(let name)) = expression.kind else { return nil }
            guard let parent = trees[name] else { return nil }
            return (parent, expression.span)
        }
        return nil
    }

    /// A child's block that no template above it has is never shown, unless it stands in another block.
    private func checkBlockNames(_ line: [TemplateSyntax]) {
        for (place, tree) in line.enumerated() where place + 1 < line.count {
            let known = Set(line[(place + 1)...].flatMap { $0.blocks.map(\.name) })
            let nested = Set(tree.blocks.flatMap { Checker.blockNames(in: $0.body) })
            for block in tree.blocks where !known.contains(block.name) && !nested.contains(block.name) {
                enter(tree) {
                    self.report(
                        .unknownBlock,
                        Words(
                            pl: "szablon „\(line[place + 1].name)” nie ma bloku „\(block.name)”",
                            en: "the template “\(line[place + 1].name)” has no block “\(block.name)”"), block.nameSpan,
                        remedy: NearMiss.remedy(for: block.name, in: known.sorted()))
                }
            }
        }
    }

    private static func blockNames(in body: [Statement]) -> [String] {
        body.flatMap { statement -> [String] in
            var names = statement.bodies.flatMap(blockNames)
            if case .block(let block) = statement.kind { names.append(block.name) }
            return names
        }
    }

    // MARK: Blocks and includes

    func showBlock(_ name: String, _ scope: CheckScope, _ definition: BlockDefinition, level: Int = 0) {
        guard let chain = chains[name], level < chain.count else { return }
        if level == 0, definition.isRequired, chain.count == 1 {
            report(
                .missingBlock,
                Words(pl: "brakuje wymaganego bloku „\(name)”", en: "the required block “\(name)” is missing"),
                definition.nameSpan,
                remedy: Words(
                    pl: "zdefiniuj go w szablonie, który rozszerza ten",
                    en: "define it in the template that extends this one"))
        }
        guard openBlocks.count < 40, !openBlocks.contains(where: { $0.name == name && $0.level == level }) else {
            return
        }
        let link = chain[level]
        shownBlocks.insert(ObjectIdentifier(link.block))
        openBlocks.append((name, level))
        let inner = CheckScope(parent: definition.isScoped ? scope : pageScope)
        if !definition.isScoped { inner.facts = scope.facts.filter { self.isPagePath($0) }.union(pageScope.facts) }
        enter(link.template) { self.walk(link.block.body, inner, isRoot: false) }
        openBlocks.removeLast()
    }

    /// Whether a path starts at a variable that the page itself has.
    private func isPagePath(_ path: String) -> Bool {
        let name = path.split(separator: ".").first.map(String.init) ?? ""
        return globals[name] != nil && pageScope.find(name) == nil
    }

    /// `super()` in the block that is being read.
    func showParentBlock(_ span: Span, _ scope: CheckScope) {
        guard let open = openBlocks.last, let chain = chains[open.name] else { return }
        guard open.level + 1 < chain.count else {
            report(
                .unknownBlock,
                Words(
                    pl: "blok „\(open.name)” nie ma w szablonie nadrzędnym odpowiednika dla „super()”",
                    en: "the block “\(open.name)” has no parent for “super()”"), span)
            return
        }
        showBlock(open.name, scope, chain[open.level + 1].block, level: open.level + 1)
    }

    func include(_ name: String, _ scope: CheckScope, withContext: Bool) {
        guard let tree = trees[name], !included.contains(name), included.count < 40 else { return }
        included.append(name)
        let outer = pageScope
        let inner = CheckScope(parent: withContext ? scope : nil)
        pageScope = inner
        enter(tree) { self.withGlobals(onlyEnvironment: !withContext) { self.checkInheritance(of: tree, inner) } }
        pageScope = outer
        included.removeLast()
    }

    /// What an imported template exports.
    func module(_ name: String, _ scope: CheckScope, withContext: Bool) -> [String: Kind]? {
        guard let tree = trees[name], !included.contains(name), included.count < 40 else { return nil }
        included.append(name)
        let outer = pageScope
        let inner = CheckScope(parent: withContext ? scope : nil)
        pageScope = inner
        enter(tree) { self.withGlobals(onlyEnvironment: !withContext) { self.walk(tree.body, inner, isRoot: true) } }
        pageScope = outer
        included.removeLast()
        return inner.variables.filter { !$0.key.hasPrefix("_") }
    }

    func withGlobals(onlyEnvironment: Bool, _ body: () -> Void) {
        guard onlyEnvironment else { return body() }
        let all = globals
        let sawPage = seesPage
        seesPage = false
        for global in environment.globals where global.scope == .page { globals[global.name] = nil }
        body()
        globals = all
        seesPage = sawPage
    }

    // MARK: What nothing uses

    /// Warnings about templates, blocks and macros that no checked page reached.
    ///
    /// - Parameter named: templates that something names though no page is made with them today.
    func unused(besides named: [String]) -> [Diagnostic] {
        var result: [Diagnostic] = []
        let reached = TemplateReach(trees: trees).reached(from: Array(usedTemplates) + named)
        for (name, tree) in trees.sorted(by: { $0.key < $1.key }) {
            guard usedTemplates.contains(name) else {
                // What it shows was not followed, so nothing is known of its blocks and macros.
                if reached.contains(name) { continue }
                result.append(
                    Diagnostic(
                        .unusedTemplate,
                        Words(
                            pl: "żadna strona nie używa szablonu „\(name)”", en: "no page uses the template “\(name)”"),
                        at: Location(tree.file, Span(0, 0))))
                continue
            }
            for block in tree.blocks where !shownBlocks.contains(ObjectIdentifier(block)) && !block.isBlank {
                result.append(
                    Diagnostic(
                        .unusedBlock,
                        Words(
                            pl: "treść bloku „\(block.name)” nigdy się nie pokazuje",
                            en: "the content of the block “\(block.name)” is never shown"),
                        at: Location(tree.file, block.nameSpan)))
            }
            for macro in Checker.macros(in: tree.body) where !usedMacros.contains(ObjectIdentifier(macro)) {
                result.append(
                    Diagnostic(
                        .unusedMacro,
                        Words(
                            pl: "nic nie wywołuje makra „\(macro.name)”", en: "nothing calls the macro “\(macro.name)”"),
                        at: Location(tree.file, macro.nameSpan)))
            }
        }
        return result
    }

    private static func macros(in body: [Statement]) -> [MacroDefinition] {
        body.flatMap { statement -> [MacroDefinition] in
            var found = statement.bodies.flatMap(macros)
            if case .macro(let definition) = statement.kind { found.append(definition) }
            return found
        }
    }
}

extension BlockDefinition {
    var isBlank: Bool {
        body.allSatisfy { statement in
            guard case .text(let text) = statement.kind else { return false }
            return Whitespace.skip(in: text, from: 0, end: text.count) == text.count
        }
    }
}
