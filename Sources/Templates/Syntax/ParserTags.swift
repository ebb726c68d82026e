import Diagnostics

extension Parser {
    static let tagNames = [
        "for", "if", "block", "extends", "print", "macro", "include", "from", "import", "set", "with", "autoescape",
        "call", "filter", "raw",
    ]
    private static let continuations = [
        "elif": "if", "else": "if", "endif": "if", "endfor": "for", "endblock": "block", "endmacro": "macro",
        "endset": "set", "endwith": "with", "endautoescape": "autoescape", "endcall": "call", "endfilter": "filter",
        "endraw": "raw",
    ]

    /// Reads the tag whose name is the current token, with its body and closing tag.
    mutating func parseTag(into body: inout [Statement]) throws(DiagnosticError) {
        guard case .name(let name) = current.kind else {
            throw expected("nazwa znacznika", "the name of a tag")
        }
        let span = current.span
        switch name {
        case "for": body.append(try parseFor(span))
        case "if": body.append(try parseIf(span))
        case "block": body.append(try parseBlock(span))
        case "extends":
            advance()
            body.append(Statement(.extends(try parseExpression()), span))
        case "print": try parsePrint(into: &body)
        case "macro": body.append(try parseMacro(span))
        case "include": body.append(try parseInclude(span))
        case "import": body.append(try parseImport(span))
        case "from": body.append(try parseFrom(span))
        case "set": body.append(try parseSet(span))
        case "with": body.append(try parseWith(span))
        case "autoescape":
            advance()
            let flag = try parseExpression()
            body.append(Statement(.autoescape(flag, body: try parseClosed(name, span, until: "endautoescape")), span))
        case "call": body.append(try parseCallBlock(span))
        case "filter":
            advance()
            var filter = try parseFilter(of: nil)
            while skip(.pipe) { filter = try parseFilter(of: filter) }
            body.append(Statement(.filterBlock(filter, body: try parseClosed(name, span, until: "endfilter")), span))
        default: throw unknownTag(name, span)
        }
        try expectTagEnd()
    }

    private func unknownTag(_ name: String, _ span: Span) -> DiagnosticError {
        if let open = openTags.last, Parser.continuations[name] != nil {
            let closing = open.closing.map { "{% \($0) %}" }
            return fail(
                Words(
                    pl: "„\(name)” nie pasuje do otwartego znacznika „\(open.name)”",
                    en: "“\(name)” does not fit the open tag “\(open.name)”"), span,
                remedy: Words(
                    pl: "tu może stać: \(closing.joined(separator: ", "))",
                    en: "here may stand: \(closing.joined(separator: ", "))"))
        }
        if let opening = Parser.continuations[name] {
            return fail(
                Words(pl: "„\(name)” bez „\(opening)”", en: "“\(name)” without “\(opening)”"), span)
        }
        return DiagnosticError(
            Diagnostic(
                .unknownTag, Words(pl: "nieznany znacznik „\(name)”", en: "unknown tag “\(name)”"),
                at: Location(file, span), remedy: NearMiss.remedy(for: name, in: Parser.tagNames)))
    }

    private mutating func parsePrint(into body: inout [Statement]) throws(DiagnosticError) {
        advance()
        var isFirst = true
        while current.kind != .tagEnd {
            if !isFirst { try expect(.comma) }
            isFirst = false
            let expression = try parseExpression()
            body.append(Statement(.print(expression), expression.span))
        }
    }

    // MARK: Targets

    mutating func parseTarget(endNames: [String] = [], allowsNamespace: Bool = false) throws(DiagnosticError) -> Target
    {
        let start = current.span.start
        var targets: [Target] = []
        var isTuple = false
        while !isTupleEnd(endNames), !(targets.isEmpty && isSign(.assign)) {
            targets.append(try parseSingleTarget(allowsNamespace: allowsNamespace))
            guard isSign(.comma) else { break }
            advance()
            isTuple = true
        }
        guard let first = targets.first else { throw expected("nazwa zmiennej", "the name of a variable") }
        return isTuple ? .tuple(targets, Span(start, previousEnd)) : first
    }

    private mutating func parseSingleTarget(allowsNamespace: Bool) throws(DiagnosticError) -> Target {
        if isSign(.openParenthesis) || isSign(.openBracket) {
            try enter()
            defer { expressionDepth -= 1 }
            let closing: Token.Sign = isSign(.openParenthesis) ? .closeParenthesis : .closeBracket
            let start = current.span.start
            advance()
            var targets: [Target] = []
            while !isSign(closing) {
                if !targets.isEmpty { try expect(.comma) }
                if isSign(closing) { break }
                targets.append(try parseSingleTarget(allowsNamespace: allowsNamespace))
            }
            advance()
            return targets.count == 1 && closing == .closeParenthesis
                ? targets[0] : .tuple(targets, Span(start, previousEnd))
        }
        let (name, span) = try expectName()
        if ["true", "false", "none", "True", "False", "None"].contains(name) {
            throw fail(Words(pl: "do „\(name)” nie można przypisać", en: "cannot assign to “\(name)”"), span)
        }
        if allowsNamespace, skip(.dot) {
            let (field, fieldSpan) = try expectName()
            return .namespaceField(name, field, span.union(fieldSpan))
        }
        return .name(name, span)
    }

    // MARK: Tags with bodies

    private mutating func parseFor(_ span: Span) throws(DiagnosticError) -> Statement {
        advance()
        let target = try parseTarget(endNames: ["in"])
        if target.names.contains("loop") {
            throw fail(
                Words(pl: "„loop” należy do pętli i nie może być zmienną", en: "“loop” belongs to the loop itself"),
                target.span)
        }
        try expect(name: "in")
        let iterable = try parseTuple(allowsCondition: false, endNames: ["recursive"])
        let test = skip(name: "if") ? try parseExpression() : nil
        let isRecursive = skip(name: "recursive")
        let body = try parseInner("for", span, until: ["else", "endfor"])
        var otherwise: [Statement]?
        if isName("else") {
            advance()
            otherwise = try parseInner("for", span, until: ["endfor"])
        }
        advance()
        return Statement(
            .loop(
                Loop(
                    target: target, iterable: iterable, test: test, isRecursive: isRecursive, body: body,
                    otherwise: otherwise)), span)
    }

    private mutating func parseIf(_ span: Span) throws(DiagnosticError) -> Statement {
        var branches: [(test: Expression, body: [Statement])] = []
        var otherwise: [Statement] = []
        advance()
        while true {
            let test = try parseTuple(allowsCondition: false)
            let body = try parseInner("if", span, until: ["elif", "else", "endif"])
            branches.append((test, body))
            if isName("elif") {
                advance()
                continue
            }
            if isName("else") {
                advance()
                otherwise = try parseInner("if", span, until: ["endif"])
            }
            advance()
            return Statement(.condition(branches, otherwise: otherwise), span)
        }
    }

    private mutating func parseBlock(_ span: Span) throws(DiagnosticError) -> Statement {
        advance()
        let (name, nameSpan) = try expectName()
        let isScoped = skip(name: "scoped")
        let isRequired = skip(name: "required")
        if isSign(.subtract) {
            throw fail(
                Words(pl: "nazwa bloku nie może mieć łącznika", en: "the name of a block cannot have a hyphen"),
                nameSpan.union(current.span), remedy: Words(pl: "użyj podkreślenia", en: "use an underscore"))
        }
        if blocks.contains(where: { $0.name == name }) {
            throw fail(
                Words(pl: "blok „\(name)” stoi tu dwa razy", en: "the block “\(name)” stands here twice"), nameSpan)
        }
        let place = blocks.count
        blocks.append(
            BlockDefinition(name: name, nameSpan: nameSpan, isScoped: isScoped, isRequired: isRequired, body: []))
        let body = try parseClosed("block", span, until: "endblock")
        if isRequired, let wrong = body.first(where: { !Parser.isBlank($0) }) {
            throw fail(
                Words(pl: "wymagany blok musi być pusty", en: "a required block must be empty"), wrong.span)
        }
        _ = skip(name: name)
        let block = BlockDefinition(
            name: name, nameSpan: nameSpan, isScoped: isScoped, isRequired: isRequired, body: body)
        blocks[place] = block
        return Statement(.block(block), span)
    }

    private static func isBlank(_ statement: Statement) -> Bool {
        guard case .text(let text) = statement.kind else { return false }
        return Whitespace.skip(in: text, from: 0, end: text.count) == text.count
    }

    private mutating func parseMacro(_ span: Span) throws(DiagnosticError) -> Statement {
        advance()
        let (name, nameSpan) = try expectName()
        let parameters = try parseParameters()
        let body = try parseClosed("macro", span, until: "endmacro")
        return Statement(
            .macro(MacroDefinition(name: name, nameSpan: nameSpan, parameters: parameters, body: body)), span)
    }

    private mutating func parseParameters() throws(DiagnosticError) -> [MacroDefinition.Parameter] {
        try expect(.openParenthesis)
        var parameters: [MacroDefinition.Parameter] = []
        while !isSign(.closeParenthesis) {
            if !parameters.isEmpty { try expect(.comma) }
            let (name, span) = try expectName()
            if parameters.contains(where: { $0.name == name }) {
                throw fail(
                    Words(pl: "parametr „\(name)” stoi dwa razy", en: "the parameter “\(name)” stands twice"), span)
            }
            var defaultValue: Expression?
            if skip(.assign) {
                defaultValue = try parseExpression()
            } else if parameters.last?.defaultValue != nil {
                throw fail(
                    Words(
                        pl: "parametr bez wartości domyślnej stoi po parametrze z taką wartością",
                        en: "a parameter without a default follows one with a default"), span)
            }
            parameters.append(MacroDefinition.Parameter(name: name, span: span, defaultValue: defaultValue))
        }
        advance()
        return parameters
    }

    private mutating func parseCallBlock(_ span: Span) throws(DiagnosticError) -> Statement {
        advance()
        let parameters = isSign(.openParenthesis) ? try parseParameters() : []
        let call = try parseExpression()
        guard case .call = call.kind else {
            throw fail(Words(pl: "tu musi stać wywołanie makra", en: "a call of a macro must stand here"), call.span)
        }
        let body = try parseClosed("call", span, until: "endcall")
        let definition = MacroDefinition(name: "", nameSpan: span, parameters: parameters, body: body)
        return Statement(.callBlock(definition, call: call), span)
    }

    private mutating func parseSet(_ span: Span) throws(DiagnosticError) -> Statement {
        advance()
        let target = try parseTarget(allowsNamespace: true)
        if skip(.assign) { return Statement(.set(target, try parseTuple()), span) }
        var filter: Expression?
        while skip(.pipe) { filter = try parseFilter(of: filter) }
        let body = try parseClosed("set", span, until: "endset")
        return Statement(.setBlock(target, filter: filter, body: body), span)
    }

    private mutating func parseWith(_ span: Span) throws(DiagnosticError) -> Statement {
        advance()
        var members: [(target: Target, value: Expression)] = []
        while current.kind != .tagEnd {
            if !members.isEmpty { try expect(.comma) }
            let target = try parseTarget()
            try expect(.assign)
            members.append((target, try parseExpression()))
        }
        return Statement(.with(members, body: try parseClosed("with", span, until: "endwith")), span)
    }

    // MARK: Other templates

    private mutating func parseContext(_ usual: Bool) -> Bool {
        guard isNextName("context"), isName("with") || isName("without") else { return usual }
        let with = isName("with")
        advance()
        advance()
        return with
    }

    private mutating func parseInclude(_ span: Span) throws(DiagnosticError) -> Statement {
        advance()
        let template = try parseExpression()
        var ignoresMissing = false
        if isName("ignore"), isNextName("missing") {
            ignoresMissing = true
            advance()
            advance()
        }
        let withContext = parseContext(true)
        return Statement(.include(template, ignoreMissing: ignoresMissing, withContext: withContext), span)
    }

    private mutating func parseImport(_ span: Span) throws(DiagnosticError) -> Statement {
        advance()
        let template = try parseExpression()
        try expect(name: "as")
        let (name, nameSpan) = try expectName()
        let withContext = parseContext(false)
        return Statement(
            .importModule(template, name: name, nameSpan: nameSpan, withContext: withContext), span)
    }

    private mutating func parseFrom(_ span: Span) throws(DiagnosticError) -> Statement {
        advance()
        let template = try parseExpression()
        try expect(name: "import")
        var names: [Statement.ImportedName] = []
        var withContext = false
        while true {
            if !names.isEmpty { try expect(.comma) }
            if isNextName("context"), isName("with") || isName("without") {
                withContext = parseContext(false)
                break
            }
            let (name, nameSpan) = try expectName()
            if name.hasPrefix("_") {
                throw fail(
                    Words(
                        pl: "nazw, które zaczynają się od „_”, nie można importować",
                        en: "names that start with an underscore cannot be imported"), nameSpan)
            }
            let alias = skip(name: "as") ? try expectName().0 : name
            names.append(Statement.ImportedName(name: name, alias: alias, span: nameSpan))
            if isNextName("context"), isName("with") || isName("without") {
                withContext = parseContext(false)
                break
            }
            if !isSign(.comma) { break }
        }
        return Statement(.importNames(template, names: names, withContext: withContext), span)
    }
}
