import Diagnostics

/// Finds for each printed value of a template where in the HTML it stands, and reports places where none may stand.
///
/// A condition's branches start in the same state; the state after it is that of its first branch. A block starts
/// where the parent template placed it.
struct HTMLContextScanner {
    private let file: SourceFile
    private let parentBlocks: [String: HTMLState]
    private(set) var contexts: [ObjectIdentifier: EscapeContext] = [:]
    private(set) var blocks: [String: HTMLState] = [:]
    private(set) var findings: [Diagnostic] = []
    private var hasParent = false

    init(file: SourceFile, parentBlocks: [String: HTMLState]) {
        self.file = file
        self.parentBlocks = parentBlocks
        blocks = parentBlocks
    }

    mutating func scan(_ tree: TemplateSyntax) {
        hasParent = tree.body.contains { if case .extends = $0.kind { true } else { false } }
        var state = HTMLState()
        scan(tree.body, &state)
    }

    private mutating func scan(_ body: [Statement], _ state: inout HTMLState) {
        for statement in body { scan(statement, &state) }
    }

    private mutating func scan(_ statement: Statement, _ state: inout HTMLState) {
        switch statement.kind {
        case .text(let bytes): state.advance(bytes)
        case .print(let value):
            contexts[ObjectIdentifier(statement)] = context(of: value, state)
            state.passValue()
        case .condition(let branches, let otherwise):
            let start = state
            var end: HTMLState?
            for body in branches.map(\.body) + [otherwise] {
                var inner = start
                scan(body, &inner)
                if end == nil || end == start { end = inner }
            }
            state = end ?? start
        case .loop(let loop):
            scan(loop.body, &state)
            if let otherwise = loop.otherwise {
                var inner = state
                scan(otherwise, &inner)
            }
        case .block(let block):
            var inner = hasParent ? parentBlocks[block.name] ?? state : state
            if !hasParent || blocks[block.name] == nil { blocks[block.name] = inner }
            scan(block.body, &inner)
            if !hasParent { state = inner }
        case .with(_, let body), .autoescape(_, let body), .filterBlock(_, let body): scan(body, &state)
        case .setBlock(_, _, let body):
            var inner = HTMLState()
            scan(body, &inner)
        case .macro(let definition), .callBlock(let definition, _):
            var inner = HTMLState()
            scan(definition.body, &inner)
            if case .callBlock = statement.kind { state.passValue() }
        case .include: state.passValue()
        default: break
        }
    }

    private mutating func context(of value: Expression, _ state: HTMLState) -> EscapeContext {
        switch state.phase {
        case .text: return .text
        case .comment, .declaration: return .comment
        case .quoted: return attributeContext(value, state)
        case .rawText:
            if state.tagName == Array("script".utf8), state.holdsJSON {
                if !isJSON(value) {
                    report(
                        value.span,
                        Words(
                            pl: "w skrypcie JSON może stać tylko wynik filtra „json”",
                            en: "in a JSON script only the result of the filter “json” may stand"),
                        Words(pl: "dopisz „| json”", en: "add “| json”"))
                }
                return .json
            }
            let name = String(decoding: state.tagName, as: UTF8.self)
            report(
                value.span,
                Words(pl: "wartość nie może stać w „<\(name)>”", en: "no value may stand in “<\(name)>”"),
                Words(
                    pl: "podaj ją w atrybucie „data-…” albo w „<script type=\"application/json\">” przez „| json”",
                    en: "give it in an attribute “data-…” or in “<script type=\"application/json\">” through “| json”"))
            return .comment
        case .beforeValue, .unquoted:
            report(
                value.span,
                Words(pl: "wartość w atrybucie bez cudzysłowu", en: "a value in an attribute without quotes"),
                Words(pl: "ujmij atrybut w cudzysłów", en: "put the attribute into quotes"))
            return .attribute
        case .tagName, .tag, .attributeName, .afterAttributeName:
            report(
                value.span,
                Words(
                    pl: "wartość w nazwie znacznika lub atrybutu", en: "a value in the name of a tag or attribute"),
                Words(
                    pl: "napisz nazwę wprost, a warunek ujmij w „{% if %}”",
                    en: "write the name itself, and put the choice into “{% if %}”"))
            return .attribute
        }
    }

    private static let urlAttributes: Set<String> = [
        "href", "src", "action", "formaction", "poster", "cite", "data", "background", "longdesc", "manifest",
        "xlink:href",
    ]
    private static let urlListAttributes: Set<String> = ["srcset", "imagesrcset", "ping"]

    private mutating func attributeContext(_ value: Expression, _ state: HTMLState) -> EscapeContext {
        let name = String(decoding: state.attributeName, as: UTF8.self)
        if name == "style" || name == "srcdoc" || name.hasPrefix("on") && name.utf8.count > 2 {
            report(
                value.span,
                Words(
                    pl: "wartość nie może stać w atrybucie „\(name)”",
                    en: "no value may stand in the attribute “\(name)”"),
                Words(
                    pl: "użyj klasy albo atrybutu „data-…”", en: "use a class or an attribute “data-…”"))
            return .attribute
        }
        if HTMLContextScanner.urlListAttributes.contains(name) { return state.isValueEmpty ? .urlList : .attribute }
        if HTMLContextScanner.urlAttributes.contains(name), state.isValueEmpty { return .urlStart }
        return .attribute
    }

    private func isJSON(_ value: Expression) -> Bool {
        if case .filter(_, let name, _, _) = value.kind { return name == "json" || name == "tojson" }
        return false
    }

    private mutating func report(_ span: Span, _ message: Words, _ remedy: Words) {
        findings.append(Diagnostic(.unsafePlace, message, at: Location(file, span), remedy: remedy))
    }
}
