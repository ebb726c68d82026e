import Diagnostics

extension Parser {
    // MARK: Nodes

    /// Makes a node and refuses one that nests too deep.
    func node(_ kind: Expression.Kind, from start: Int, _ parts: Expression?...) throws(DiagnosticError) -> Expression {
        try node(kind, from: start, depth: parts.compactMap { $0?.depth }.max() ?? 0)
    }

    func node(_ kind: Expression.Kind, from start: Int, depth: Int) throws(DiagnosticError) -> Expression {
        let span = Span(start, max(start, previousEnd))
        guard depth < Parser.maximumExpressionDepth else { throw tooDeep(span) }
        return Expression(kind, span, depth: depth + 1)
    }

    private func tooDeep(_ span: Span) -> DiagnosticError {
        fail(
            Words(
                pl: "wyrażenie jest zagnieżdżone głębiej niż \(Parser.maximumExpressionDepth) razy",
                en: "the expression nests more than \(Parser.maximumExpressionDepth) deep"), span,
            remedy: Words(pl: "rozbij je na kilka „{% set %}”", en: "split it into several “{% set %}”"))
    }

    mutating func enter() throws(DiagnosticError) {
        expressionDepth += 1
        if expressionDepth > Parser.maximumExpressionDepth { throw tooDeep(current.span) }
    }

    // MARK: Precedence, loosest first

    mutating func parseExpression(allowsCondition: Bool = true) throws(DiagnosticError) -> Expression {
        try enter()
        defer { expressionDepth -= 1 }
        return allowsCondition ? try parseConditional() : try parseOr()
    }

    private mutating func parseConditional() throws(DiagnosticError) -> Expression {
        let start = current.span.start
        var result = try parseOr()
        while skip(name: "if") {
            let test = try parseOr()
            let otherwise = skip(name: "else") ? try parseExpression() : nil
            result = try node(
                .conditional(test: test, yes: result, no: otherwise), from: start, test, result, otherwise)
        }
        return result
    }

    private mutating func parseOr() throws(DiagnosticError) -> Expression {
        let start = current.span.start
        var left = try parseAnd()
        while skip(name: "or") {
            let right = try parseAnd()
            left = try node(.or(left, right), from: start, left, right)
        }
        return left
    }

    private mutating func parseAnd() throws(DiagnosticError) -> Expression {
        let start = current.span.start
        var left = try parseNot()
        while skip(name: "and") {
            let right = try parseNot()
            left = try node(.and(left, right), from: start, left, right)
        }
        return left
    }

    private mutating func parseNot() throws(DiagnosticError) -> Expression {
        guard isName("not") else { return try parseComparison() }
        let start = current.span.start
        advance()
        try enter()
        defer { expressionDepth -= 1 }
        let inner = try parseNot()
        return try node(.not(inner), from: start, inner)
    }

    private mutating func parseComparison() throws(DiagnosticError) -> Expression {
        let start = current.span.start
        let first = try parseSum()
        var rest: [(operation: Comparison, value: Expression)] = []
        while let operation = comparison() {
            rest.append((operation, try parseSum()))
        }
        guard !rest.isEmpty else { return first }
        let depth = rest.map(\.value.depth).max() ?? 0
        return try node(.comparison(first, rest), from: start, depth: max(first.depth, depth))
    }

    private mutating func comparison() -> Comparison? {
        if case .sign(let sign) = current.kind, let found = Comparison(rawValue: sign.rawValue) {
            advance()
            return found
        }
        if skip(name: "in") { return .isIn }
        if isName("not"), isNextName("in") {
            advance()
            advance()
            return .isNotIn
        }
        return nil
    }

    private mutating func parseSum() throws(DiagnosticError) -> Expression {
        let start = current.span.start
        var left = try parseConcatenation()
        while isSign(.add) || isSign(.subtract) {
            let operation: BinaryOperator = isSign(.add) ? .add : .subtract
            advance()
            let right = try parseConcatenation()
            left = try node(.binary(operation, left, right), from: start, left, right)
        }
        return left
    }

    private mutating func parseConcatenation() throws(DiagnosticError) -> Expression {
        let start = current.span.start
        let first = try parseProduct()
        guard isSign(.tilde) else { return first }
        var parts = [first]
        while skip(.tilde) { parts.append(try parseProduct()) }
        return try node(.concatenation(parts), from: start, depth: parts.map(\.depth).max() ?? 0)
    }

    private mutating func parseProduct() throws(DiagnosticError) -> Expression {
        let start = current.span.start
        var left = try parsePower()
        while case .sign(let sign) = current.kind, let operation = BinaryOperator(rawValue: sign.rawValue),
            [.multiply, .divide, .floorDivide, .remainder].contains(operation)
        {
            advance()
            let right = try parsePower()
            left = try node(.binary(operation, left, right), from: start, left, right)
        }
        return left
    }

    private mutating func parsePower() throws(DiagnosticError) -> Expression {
        let start = current.span.start
        var left = try parseUnary(allowsFilter: true)
        while skip(.power) {
            let right = try parseUnary(allowsFilter: true)
            left = try node(.binary(.power, left, right), from: start, left, right)
        }
        return left
    }

    private mutating func parseUnary(allowsFilter: Bool) throws(DiagnosticError) -> Expression {
        let start = current.span.start
        var result: Expression
        if isSign(.subtract) || isSign(.add) {
            let operation: UnaryOperator = isSign(.subtract) ? .negative : .positive
            advance()
            try enter()
            defer { expressionDepth -= 1 }
            let inner = try parseUnary(allowsFilter: false)
            result = try node(.unary(operation, inner), from: start, inner)
        } else {
            result = try parsePrimary()
        }
        result = try parsePostfix(result)
        return allowsFilter ? try parseFilters(result) : result
    }

    // MARK: Primaries

    func isTupleEnd(_ endNames: [String]) -> Bool {
        switch current.kind {
        case .printEnd, .tagEnd, .sign(.closeParenthesis), .end: true
        case .name(let name): endNames.contains(name)
        default: false
        }
    }

    /// Reads `a` or `a, b`; `()` only where parentheses stand around it.
    mutating func parseTuple(
        allowsCondition: Bool = true, endNames: [String] = [], inParentheses: Bool = false
    ) throws(DiagnosticError) -> Expression {
        let start = current.span.start
        var items: [Expression] = []
        var isTuple = false
        while !isTupleEnd(endNames) {
            items.append(try parseExpression(allowsCondition: allowsCondition))
            guard isSign(.comma) else { break }
            advance()
            isTuple = true
        }
        if !isTuple, let only = items.first { return only }
        if !isTuple, !inParentheses { throw expected("wyrażenie", "an expression") }
        return try node(.tuple(items), from: start, depth: items.map(\.depth).max() ?? 0)
    }

    mutating func parsePrimary() throws(DiagnosticError) -> Expression {
        let token = current
        let start = token.span.start
        switch token.kind {
        case .name(let name):
            advance()
            switch name {
            case "true", "True": return try node(.literal(.boolean(true)), from: start)
            case "false", "False": return try node(.literal(.boolean(false)), from: start)
            case "none", "None": return try node(.literal(.none), from: start)
            default: return try node(.name(name), from: start)
            }
        case .string(let first):
            var text = first
            advance()
            while case .string(let more) = current.kind {
                text += more
                advance()
            }
            return try node(.literal(.string(text)), from: start)
        case .integer(let number):
            advance()
            return try node(.literal(.integer(number)), from: start)
        case .number(let number):
            advance()
            return try node(.literal(.number(number)), from: start)
        case .sign(.openParenthesis):
            advance()
            let inner = try parseTuple(inParentheses: true)
            try expect(.closeParenthesis)
            return inner
        case .sign(.openBracket): return try parseList()
        case .sign(.openBrace): return try parseMap()
        default: throw unexpected()
        }
    }

    private mutating func parseList() throws(DiagnosticError) -> Expression {
        let start = current.span.start
        advance()
        var items: [Expression] = []
        while !isSign(.closeBracket) {
            if !items.isEmpty { try expect(.comma) }
            if isSign(.closeBracket) { break }
            items.append(try parseExpression())
        }
        advance()
        return try node(.list(items), from: start, depth: items.map(\.depth).max() ?? 0)
    }

    private mutating func parseMap() throws(DiagnosticError) -> Expression {
        let start = current.span.start
        advance()
        var members: [(key: Expression, value: Expression)] = []
        while !isSign(.closeBrace) {
            if !members.isEmpty { try expect(.comma) }
            if isSign(.closeBrace) { break }
            let key = try parseExpression()
            try expect(.colon)
            members.append((key, try parseExpression()))
        }
        advance()
        return try node(.map(members), from: start, depth: members.map { max($0.key.depth, $0.value.depth) }.max() ?? 0)
    }

    // MARK: After a primary

    mutating func parsePostfix(_ subject: Expression) throws(DiagnosticError) -> Expression {
        var result = subject
        while true {
            switch current.kind {
            case .sign(.dot): result = try parseAttribute(of: result)
            case .sign(.openBracket): result = try parseItem(of: result)
            case .sign(.openParenthesis): result = try parseCall(of: result)
            default: return result
            }
        }
    }

    mutating func parseFilters(_ subject: Expression) throws(DiagnosticError) -> Expression {
        var result = subject
        while true {
            switch current.kind {
            case .sign(.pipe):
                advance()
                result = try parseFilter(of: result)
            case .name("is"): result = try parseTest(of: result)
            case .sign(.openParenthesis): result = try parseCall(of: result)
            default: return result
            }
        }
    }

    private mutating func parseAttribute(of subject: Expression) throws(DiagnosticError) -> Expression {
        advance()
        let span = current.span
        switch current.kind {
        case .name(let name):
            advance()
            return try node(.attribute(subject, name, span), from: subject.span.start, subject)
        case .integer(let number):
            advance()
            let key = try node(.literal(.integer(number)), from: span.start)
            return try node(.item(subject, key), from: subject.span.start, subject)
        default: throw expected("nazwa pola", "the name of a field")
        }
    }

    private mutating func parseItem(of subject: Expression) throws(DiagnosticError) -> Expression {
        let start = subject.span.start
        advance()
        var keys: [Expression] = []
        while !isSign(.closeBracket) {
            if !keys.isEmpty { try expect(.comma) }
            if isSign(.closeBracket) { break }
            let first = isSign(.colon) ? nil : try parseExpression()
            if isSign(.colon), keys.isEmpty { return try parseSlice(of: subject, from: first) }
            guard let first else { throw unexpected() }
            keys.append(first)
        }
        advance()
        if keys.count == 1 { return try node(.item(subject, keys[0]), from: start, subject, keys[0]) }
        let tuple = try node(.tuple(keys), from: start, depth: keys.map(\.depth).max() ?? 0)
        return try node(.item(subject, tuple), from: start, subject, tuple)
    }

    private mutating func parseSlice(of subject: Expression, from first: Expression?) throws(DiagnosticError)
        -> Expression
    {
        try expect(.colon)
        var stop: Expression?
        var step: Expression?
        if !isSign(.colon), !isSign(.closeBracket) { stop = try parseExpression() }
        if skip(.colon), !isSign(.closeBracket) { step = try parseExpression() }
        try expect(.closeBracket)
        return try node(.slice(subject, first, stop, step), from: subject.span.start, subject, first, stop, step)
    }

    private mutating func parseCall(of subject: Expression) throws(DiagnosticError) -> Expression {
        let arguments = try parseArguments()
        return try node(
            .call(subject, arguments), from: subject.span.start, depth: max(subject.depth, arguments.depth))
    }

    mutating func parseFilter(of subject: Expression?) throws(DiagnosticError) -> Expression {
        let (name, span) = try parseDottedName()
        let arguments = isSign(.openParenthesis) ? try parseArguments() : ArgumentList()
        return try node(
            .filter(subject, name, span, arguments), from: subject?.span.start ?? span.start,
            depth: max(subject?.depth ?? 0, arguments.depth))
    }

    private mutating func parseDottedName() throws(DiagnosticError) -> (String, Span) {
        var (name, span) = try expectName()
        while skip(.dot) {
            let (part, partSpan) = try expectName()
            name += "." + part
            span = span.union(partSpan)
        }
        return (name, span)
    }

    private mutating func parseTest(of subject: Expression) throws(DiagnosticError) -> Expression {
        advance()
        let isNegated = skip(name: "not")
        let (name, span) = try parseDottedName()
        var arguments = ArgumentList()
        if isSign(.openParenthesis) {
            arguments = try parseArguments()
        } else if startsTestArgument {
            if isName("is") {
                throw fail(
                    Words(pl: "testów „is” nie można łączyć jeden za drugim", en: "tests with “is” cannot be chained"),
                    current.span, remedy: Words(pl: "połącz je słowem „and”", en: "join them with “and”"))
            }
            try enter()
            defer { expressionDepth -= 1 }
            arguments.positional = [try parsePostfix(try parsePrimary())]
        }
        let test = try node(
            .test(subject, name, span, arguments), from: subject.span.start,
            depth: max(subject.depth, arguments.depth))
        return isNegated ? try node(.not(test), from: subject.span.start, test) : test
    }

    private var startsTestArgument: Bool {
        switch current.kind {
        case .name(let name): !["else", "or", "and"].contains(name)
        case .string, .integer, .number, .sign(.openBracket), .sign(.openBrace): true
        default: false
        }
    }

    mutating func parseArguments() throws(DiagnosticError) -> ArgumentList {
        let open = current.span
        advance()
        var arguments = ArgumentList()
        var isFirst = true
        while !isSign(.closeParenthesis) {
            if !isFirst {
                try expect(.comma)
                if isSign(.closeParenthesis) { break }
            }
            isFirst = false
            try parseArgument(into: &arguments, open)
        }
        advance()
        return arguments
    }

    private mutating func parseArgument(into arguments: inout ArgumentList, _ open: Span) throws(DiagnosticError) {
        func refuse() -> DiagnosticError {
            fail(
                Words(pl: "argumenty stoją w złej kolejności", en: "the arguments are in a wrong order"),
                current.span.start > open.start ? current.span : open,
                remedy: Words(
                    pl: "najpierw zwykłe, potem nazwane, potem *lista i **mapa",
                    en: "first plain ones, then named ones, then *list and **map"))
        }
        if isSign(.multiply) {
            guard arguments.spread == nil, arguments.keywordSpread == nil else { throw refuse() }
            advance()
            arguments.spread = try parseExpression()
        } else if isSign(.power) {
            guard arguments.keywordSpread == nil else { throw refuse() }
            advance()
            arguments.keywordSpread = try parseExpression()
        } else if case .name(let name) = current.kind, next.kind == .sign(.assign) {
            guard arguments.keywordSpread == nil else { throw refuse() }
            let span = current.span
            guard !arguments.keywords.contains(where: { $0.name == name }) else {
                throw fail(
                    Words(pl: "argument „\(name)” podano dwa razy", en: "the argument “\(name)” is given twice"), span)
            }
            advance()
            advance()
            arguments.keywords.append(ArgumentList.Keyword(name: name, span: span, value: try parseExpression()))
        } else {
            guard arguments.spread == nil, arguments.keywordSpread == nil, arguments.keywords.isEmpty else {
                throw refuse()
            }
            arguments.positional.append(try parseExpression())
        }
    }
}
