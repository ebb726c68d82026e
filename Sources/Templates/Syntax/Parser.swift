import Diagnostics

/// Reads tokens into a tree by recursive descent, with Jinja2's grammar and precedence.
///
/// The depth of expressions and of nested tags is bounded, so that no later pass can run out of stack.
struct Parser {
    static let maximumExpressionDepth = 120
    static let maximumTagDepth = 60

    let file: SourceFile
    let name: String
    var tokens: [Token]
    var position = 0
    var expressionDepth = 0
    /// The tags that are open, innermost last: their names, places and what closes them.
    var openTags: [(name: String, span: Span, closing: [String])] = []
    var blocks: [BlockDefinition] = []

    init(file: SourceFile, name: String, tokens: [Token]) {
        self.file = file
        self.name = name
        self.tokens = tokens
    }

    static func parse(file: SourceFile, name: String, options: SyntaxOptions) throws(DiagnosticError) -> TemplateSyntax
    {
        var lexer = Lexer(file: file, options: options)
        var parser = Parser(file: file, name: name, tokens: try lexer.run())
        let body = try parser.parseBody(until: [])
        return TemplateSyntax(file: file, name: name, body: body, blocks: parser.blocks)
    }

    /// Reads one expression that stands alone, as a computed field does, in a whole file or a part of it.
    static func parseExpression(file: SourceFile, within span: Span? = nil) throws(DiagnosticError) -> Expression {
        var lexer = Lexer(file: file, within: span, options: SyntaxOptions())
        var parser = Parser(file: file, name: file.path, tokens: try lexer.expressionTokens())
        let expression = try parser.parseExpression()
        guard parser.current.kind == .end else { throw parser.unexpected() }
        return expression
    }

    // MARK: Tokens

    var current: Token { tokens[position] }

    var next: Token { tokens[min(position + 1, tokens.count - 1)] }

    var previousEnd: Int { position > 0 ? tokens[position - 1].span.end : 0 }

    mutating func advance() {
        if position + 1 < tokens.count { position += 1 }
    }

    func isSign(_ sign: Token.Sign) -> Bool { current.kind == .sign(sign) }

    func isName(_ name: String) -> Bool { current.kind == .name(name) }

    func isNextName(_ name: String) -> Bool { next.kind == .name(name) }

    mutating func skip(_ sign: Token.Sign) -> Bool {
        guard isSign(sign) else { return false }
        advance()
        return true
    }

    mutating func skip(name: String) -> Bool {
        guard isName(name) else { return false }
        advance()
        return true
    }

    mutating func expect(_ sign: Token.Sign) throws(DiagnosticError) {
        guard skip(sign) else { throw expected("„\(sign.rawValue)”", "“\(sign.rawValue)”") }
    }

    mutating func expect(name: String) throws(DiagnosticError) {
        guard skip(name: name) else { throw expected("„\(name)”", "“\(name)”") }
    }

    mutating func expectName() throws(DiagnosticError) -> (String, Span) {
        guard case .name(let name) = current.kind else { throw expected("nazwa", "a name") }
        let span = current.span
        advance()
        return (name, span)
    }

    mutating func expectTagEnd() throws(DiagnosticError) {
        guard current.kind == .tagEnd else { throw expected("„%}”", "“%}”") }
        advance()
    }

    // MARK: Errors

    func fail(_ message: Words, _ span: Span, remedy: Words? = nil) -> DiagnosticError {
        DiagnosticError(Diagnostic(.templateSyntax, message, at: Location(file, span), remedy: remedy))
    }

    func expected(_ pl: String, _ en: String) -> DiagnosticError {
        let found = describe(current)
        return fail(
            Words(pl: "spodziewane: \(pl), a jest \(found.pl)", en: "expected \(en), found \(found.en)"), current.span)
    }

    func unexpected() -> DiagnosticError {
        let found = describe(current)
        return fail(
            Words(pl: "\(found.pl) nie ma tu znaczenia", en: "\(found.en) has no meaning here"), current.span)
    }

    func describe(_ token: Token) -> Words {
        switch token.kind {
        case .text: Words(pl: "tekst", en: "text")
        // Only an expression that stands alone comes to its end in the middle of something.
        case .end: Words(pl: "koniec wyrażenia", en: "the end of the expression")
        default: Words(pl: "„\(file.text(token.span))”", en: "“\(file.text(token.span))”")
        }
    }

    // MARK: Body

    /// Reads statements up to a tag whose name is in `closing`, which is then the current token; without closing names
    /// up to the end of the file.
    mutating func parseBody(until closing: [String]) throws(DiagnosticError) -> [Statement] {
        var body: [Statement] = []
        while true {
            let token = current
            switch token.kind {
            case .end:
                if let open = openTags.last { throw unclosed(open) }
                return body
            case .text(let text):
                advance()
                body.append(Statement(.text(text), token.span))
            case .printStart:
                advance()
                let expression = try parseTuple()
                guard current.kind == .printEnd else { throw expected("„}}”", "“}}”") }
                advance()
                body.append(Statement(.print(expression), expression.span))
            case .tagStart:
                if case .name(let name) = next.kind, closing.contains(name) {
                    advance()
                    return body
                }
                advance()
                try parseTag(into: &body)
            default: throw unexpected()
            }
        }
    }

    func unclosed(_ open: (name: String, span: Span, closing: [String])) -> DiagnosticError {
        let closing = open.closing.last ?? ""
        return fail(
            Words(pl: "znacznik „\(open.name)” nie jest zamknięty", en: "the tag “\(open.name)” is not closed"),
            open.span,
            remedy: Words(pl: "dopisz „{% \(closing) %}”", en: "add “{% \(closing) %}”"))
    }

    /// Reads the body of the tag `name` and its closing tag's name; whatever follows it is the caller's.
    mutating func parseInner(_ name: String, _ span: Span, until closing: [String]) throws(DiagnosticError)
        -> [Statement]
    {
        if isSign(.colon) { advance() }
        try expectTagEnd()
        guard openTags.count < Parser.maximumTagDepth else {
            throw fail(
                Words(
                    pl: "znaczniki są zagnieżdżone głębiej niż \(Parser.maximumTagDepth) razy",
                    en: "tags are nested more than \(Parser.maximumTagDepth) deep"), span)
        }
        openTags.append((name, span, closing))
        let body = try parseBody(until: closing)
        openTags.removeLast()
        return body
    }

    mutating func parseClosed(_ name: String, _ span: Span, until closing: String) throws(DiagnosticError)
        -> [Statement]
    {
        let body = try parseInner(name, span, until: [closing])
        advance()
        return body
    }
}
