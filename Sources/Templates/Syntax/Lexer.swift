import CSupport
import Diagnostics

/// Cuts a template into tokens and applies Jinja2's white space control while the text is still in hand.
///
/// White space: `-` takes all of it on its side of a tag, `+` keeps what `trim_blocks` (the line end after a tag) or
/// `lstrip_blocks` (the indentation before a tag) would take. One line end at the end of the file is dropped.
struct Lexer {
    let file: SourceFile
    let bytes: [UInt8]
    let options: SyntaxOptions
    private let end: Int
    private var index: Int
    private var tokens: [Token] = []
    private var brackets: [(sign: Token.Sign, at: Int)] = []

    /// A lexer over a file, without its byte-order mark and last line end, or over a part of it.
    init(file: SourceFile, within span: Span? = nil, options: SyntaxOptions) {
        self.file = file
        self.options = options
        bytes = file.bytes
        if let span {
            index = min(max(0, span.start), bytes.count)
            end = min(max(index, span.end), bytes.count)
            return
        }
        var end = bytes.count
        if end > 0, bytes[end - 1] == Ascii.lineFeed {
            end -= 1
            if end > 0, bytes[end - 1] == Ascii.carriageReturn { end -= 1 }
        } else if end > 0, bytes[end - 1] == Ascii.carriageReturn {
            end -= 1
        }
        self.end = end
        index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? min(3, end) : 0
    }

    /// All tokens of the file, closed by `.end`.
    mutating func run() throws(DiagnosticError) -> [Token] {
        try checkEncoding()
        while index < end { try readText() }
        tokens.append(Token(kind: .end, span: Span(end, end)))
        return tokens
    }

    /// All tokens of a text that is one expression, without any tag around it.
    mutating func expressionTokens() throws(DiagnosticError) -> [Token] {
        try checkEncoding()
        while true {
            index = Whitespace.skip(in: bytes, from: index, end: end)
            guard index < end else { break }
            try readWord()
        }
        tokens.append(Token(kind: .end, span: Span(end, end)))
        return tokens
    }

    private func checkEncoding() throws(DiagnosticError) {
        let place = bytes.withUnsafeBufferPointer { csupport_utf8_length($0.baseAddress, $0.count) }
        guard place < bytes.count else { return }
        throw fail(
            .templateSyntax, Words(pl: "plik nie jest w UTF-8", en: "the file is not UTF-8"), Span(place, place + 1),
            remedy: Words(pl: "zapisz plik w kodowaniu UTF-8", en: "save the file as UTF-8"))
    }

    func fail(_ rule: Rule, _ message: Words, _ span: Span, remedy: Words? = nil) -> DiagnosticError {
        DiagnosticError(Diagnostic(rule, message, at: Location(file, span), remedy: remedy))
    }

    // MARK: Text

    private mutating func readText() throws(DiagnosticError) {
        let start = index
        while index + 1 < end {
            if bytes[index] == Ascii.openBrace {
                switch bytes[index + 1] {
                case Ascii.openBrace: return try readPrint(textFrom: start)
                case Ascii.percent: return try readTag(textFrom: start)
                case Ascii.hash: return try readComment(textFrom: start)
                default: break
                }
            }
            index += 1
        }
        index = end
        append(text: start, end)
    }

    private mutating func append(text start: Int, _ stop: Int) {
        guard start < stop else { return }
        let slice = bytes[start..<stop]
        let text: [UInt8]
        if slice.contains(Ascii.carriageReturn) {
            var normal: [UInt8] = []
            normal.reserveCapacity(slice.count)
            for place in start..<stop {
                if bytes[place] != Ascii.carriageReturn {
                    normal.append(bytes[place])
                } else if place + 1 >= stop || bytes[place + 1] != Ascii.lineFeed {
                    normal.append(Ascii.lineFeed)
                }
            }
            text = normal
        } else {
            text = Array(slice)
        }
        tokens.append(Token(kind: .text(text), span: Span(start, stop)))
    }

    /// Appends the text before a tag as the tag's sign and `lstrip_blocks` ask.
    private mutating func append(textFrom start: Int, before tag: Int, sign: UInt8, stripsIndent: Bool) {
        if sign == Ascii.minus {
            append(text: start, Whitespace.trimmedEnd(of: bytes, from: start, end: tag))
        } else if sign != Ascii.plus, stripsIndent, options.lstripBlocks {
            var lineStart = tag
            while lineStart > start, !isLineEnd(bytes[lineStart - 1]) { lineStart -= 1 }
            let isAtLineStart = lineStart > start || start == 0 || isLineEnd(bytes[start - 1])
            let isBlank = Whitespace.skip(in: bytes, from: lineStart, end: tag) == tag
            append(text: start, isAtLineStart && isBlank ? lineStart : tag)
        } else {
            append(text: start, tag)
        }
    }

    private func isLineEnd(_ byte: UInt8) -> Bool { byte == Ascii.lineFeed || byte == Ascii.carriageReturn }

    /// The `-` or `+` at `index`, or 0.
    private func sign(at place: Int) -> UInt8 {
        guard place < end, bytes[place] == Ascii.minus || bytes[place] == Ascii.plus else { return 0 }
        return bytes[place]
    }

    private mutating func skipLineEnd() {
        guard options.trimBlocks, index < end else { return }
        if bytes[index] == Ascii.carriageReturn {
            index += 1
            if index < end, bytes[index] == Ascii.lineFeed { index += 1 }
        } else if bytes[index] == Ascii.lineFeed {
            index += 1
        }
    }

    // MARK: Comments and raw text

    private mutating func readComment(textFrom start: Int) throws(DiagnosticError) {
        let tag = index
        let sign = sign(at: tag + 2)
        append(textFrom: start, before: tag, sign: sign, stripsIndent: true)
        let inside = tag + 2 + (sign == 0 ? 0 : 1)
        var place = inside
        while place + 1 < end, !(bytes[place] == Ascii.hash && bytes[place + 1] == Ascii.closeBrace) { place += 1 }
        guard place + 1 < end else {
            throw fail(
                .templateSyntax, Words(pl: "komentarz nie jest zamknięty", en: "the comment is not closed"),
                Span(tag, tag + 2), remedy: Words(pl: "dopisz „#}”", en: "add “#}”"))
        }
        let closing = place > inside ? bytes[place - 1] : 0
        index = place + 2
        if closing == Ascii.minus {
            index = Whitespace.skip(in: bytes, from: index, end: end)
        } else if closing != Ascii.plus {
            skipLineEnd()
        }
    }

    /// Whether a `{% raw %}` tag starts at `tag`; then the place after its name.
    private func tagEnd(named name: String, at tag: Int) -> Int? {
        var place = tag + 2
        if sign(at: place) != 0 { place += 1 }
        place = Whitespace.skip(in: bytes, from: place, end: end)
        let name = Array(name.utf8)
        guard place + name.count <= end, bytes[place..<place + name.count].elementsEqual(name) else { return nil }
        return Whitespace.skip(in: bytes, from: place + name.count, end: end)
    }

    private func isTagEnd(_ place: Int) -> Bool {
        place + 1 < end && bytes[place] == Ascii.percent && bytes[place + 1] == Ascii.closeBrace
    }

    /// Reads `{% raw %}…{% endraw %}` when it starts here.
    private mutating func readRaw(textFrom start: Int) throws(DiagnosticError) -> Bool {
        let tag = index
        guard let afterName = tagEnd(named: "raw", at: tag) else { return false }
        let trims = afterName < end && bytes[afterName] == Ascii.minus
        guard isTagEnd(trims ? afterName + 1 : afterName) else { return false }
        append(textFrom: start, before: tag, sign: sign(at: tag + 2), stripsIndent: true)
        index = afterName + (trims ? 3 : 2)
        if trims { index = Whitespace.skip(in: bytes, from: index, end: end) }
        let textStart = index
        while index + 1 < end {
            if bytes[index] == Ascii.openBrace, bytes[index + 1] == Ascii.percent,
                let afterName = tagEnd(named: "endraw", at: index)
            {
                let closing = sign(at: afterName)
                let endTag = closing == 0 ? afterName : afterName + 1
                if isTagEnd(endTag) {
                    append(textFrom: textStart, before: index, sign: sign(at: index + 2), stripsIndent: true)
                    index = endTag + 2
                    finishTag(sign: closing)
                    return true
                }
            }
            index += 1
        }
        throw fail(
            .templateSyntax, Words(pl: "tekst „raw” nie jest zamknięty", en: "the raw text is not closed"),
            Span(tag, afterName), remedy: Words(pl: "dopisz „{% endraw %}”", en: "add “{% endraw %}”"))
    }

    private mutating func finishTag(sign: UInt8) {
        if sign == Ascii.minus {
            index = Whitespace.skip(in: bytes, from: index, end: end)
        } else if sign != Ascii.plus {
            skipLineEnd()
        }
    }

    // MARK: Tags

    private mutating func readPrint(textFrom start: Int) throws(DiagnosticError) {
        let tag = index
        let sign = sign(at: tag + 2)
        append(textFrom: start, before: tag, sign: sign, stripsIndent: false)
        index = tag + 2 + (sign == 0 ? 0 : 1)
        tokens.append(Token(kind: .printStart, span: Span(tag, index)))
        try readInside(of: tag, closing: Ascii.closeBrace, kind: .printEnd)
    }

    private mutating func readTag(textFrom start: Int) throws(DiagnosticError) {
        if try readRaw(textFrom: start) { return }
        let tag = index
        let sign = sign(at: tag + 2)
        append(textFrom: start, before: tag, sign: sign, stripsIndent: true)
        index = tag + 2 + (sign == 0 ? 0 : 1)
        tokens.append(Token(kind: .tagStart, span: Span(tag, index)))
        try readInside(of: tag, closing: Ascii.percent, kind: .tagEnd)
    }

    /// Reads words up to the end of the tag; a closing mark inside of brackets is no end.
    private mutating func readInside(of tag: Int, closing: UInt8, kind: Token.Kind) throws(DiagnosticError) {
        brackets.removeAll(keepingCapacity: true)
        while true {
            index = Whitespace.skip(in: bytes, from: index, end: end)
            guard index < end else {
                throw fail(
                    .templateSyntax, Words(pl: "znacznik nie jest zamknięty", en: "the tag is not closed"),
                    Span(tag, tag + 2),
                    remedy: closing == Ascii.percent
                        ? Words(pl: "dopisz „%}”", en: "add “%}”") : Words(pl: "dopisz „}}”", en: "add “}}”"))
            }
            if brackets.isEmpty, readEnd(closing: closing, kind: kind) { return }
            try readWord()
        }
    }

    private mutating func readEnd(closing: UInt8, kind: Token.Kind) -> Bool {
        let start = index
        let sign = sign(at: index)
        let place = sign == 0 ? index : index + 1
        guard place + 1 < end, bytes[place] == closing, bytes[place + 1] == Ascii.closeBrace else { return false }
        let isTag = kind == .tagEnd
        if sign == Ascii.plus, !isTag { return false }
        index = place + 2
        tokens.append(Token(kind: kind, span: Span(start, index)))
        if isTag {
            finishTag(sign: sign)
        } else if sign == Ascii.minus {
            index = Whitespace.skip(in: bytes, from: index, end: end)
        }
        return true
    }

    private mutating func readWord() throws(DiagnosticError) {
        let start = index
        let byte = bytes[index]
        if Ascii.isDigit(byte) {
            try readNumber()
        } else if byte == Ascii.quote || byte == Ascii.apostrophe {
            try readString()
        } else if Ascii.isNameStart(byte) || byte >= 0x80 {
            try readName()
        } else if let sign = readSign() {
            try balance(sign, at: start)
            tokens.append(Token(kind: .sign(sign), span: Span(start, index)))
        } else {
            let character = String(decoding: bytes[start..<start + 1], as: UTF8.self)
            throw fail(
                .templateSyntax,
                Words(pl: "znak „\(character)” nie ma tu znaczenia", en: "“\(character)” has no meaning here"),
                Span(start, start + 1))
        }
    }

    private mutating func balance(_ sign: Token.Sign, at start: Int) throws(DiagnosticError) {
        let opening: Token.Sign
        switch sign {
        case .openBrace, .openBracket, .openParenthesis:
            brackets.append((sign, start))
            return
        case .closeBrace: opening = .openBrace
        case .closeBracket: opening = .openBracket
        case .closeParenthesis: opening = .openParenthesis
        default: return
        }
        guard let last = brackets.popLast(), last.sign == opening else {
            throw fail(
                .templateSyntax,
                Words(
                    pl: "nawias „\(sign.rawValue)” nie ma otwierającego",
                    en: "“\(sign.rawValue)” has no opening bracket"),
                Span(start, start + 1))
        }
    }

    private mutating func readSign() -> Token.Sign? {
        if index + 1 < end,
            let sign = Token.Sign(rawValue: String(decoding: bytes[index..<index + 2], as: UTF8.self))
        {
            index += 2
            return sign
        }
        guard let sign = Token.Sign(rawValue: String(decoding: bytes[index..<index + 1], as: UTF8.self)) else {
            return nil
        }
        index += 1
        return sign
    }

    private mutating func readName() throws(DiagnosticError) {
        let start = index
        var isValid = true
        while index < end {
            let byte = bytes[index]
            if Ascii.isNameStart(byte) || Ascii.isDigit(byte) {
                index += 1
                continue
            }
            guard byte >= 0x80 else { break }
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
            guard let scalar = Whitespace.scalar(in: bytes, at: index, length: length),
                !Whitespace.isSpace(scalar)
            else { break }
            let properties = scalar.properties
            if !(properties.isXIDContinue && (index > start || properties.isXIDStart)) { isValid = false }
            index += length
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        guard isValid else {
            throw fail(
                .templateSyntax, Words(pl: "„\(text)” nie jest nazwą", en: "“\(text)” is not a name"),
                Span(start, index))
        }
        tokens.append(Token(kind: .name(text), span: Span(start, index)))
    }

    private mutating func readNumber() throws(DiagnosticError) {
        let reader = NumberReader(bytes: bytes, end: end)
        let previous = tokens.last.map { $0.kind == .sign(.dot) && $0.span.end == index } ?? false
        let start = index
        let (kind, stop) = reader.read(at: start, allowsFraction: !previous)
        index = stop
        guard let kind else {
            throw fail(
                .templateSyntax,
                Words(pl: "liczba nie mieści się w 64 bitach", en: "the number does not fit into 64 bits"),
                Span(start, stop))
        }
        tokens.append(Token(kind: kind, span: Span(start, stop)))
    }

    private mutating func readString() throws(DiagnosticError) {
        let start = index
        let quote = bytes[index]
        var place = index + 1
        while place < end, bytes[place] != quote { place += bytes[place] == Ascii.backslash ? 2 : 1 }
        guard place < end else {
            throw fail(
                .templateSyntax, Words(pl: "tekst nie jest zamknięty", en: "the text is not closed"),
                Span(start, start + 1),
                remedy: Words(pl: "dopisz cudzysłów na końcu", en: "add the closing quote"))
        }
        index = place + 1
        let inside = Array(bytes[(start + 1)..<place])
        guard let text = StringEscapes.decode(inside) else {
            throw fail(
                .templateSyntax,
                Words(pl: "zły znak po „\\” w tekście", en: "a wrong escape after “\\” in the text"), Span(start, index)
            )
        }
        tokens.append(Token(kind: .string(text), span: Span(start, index)))
    }
}
