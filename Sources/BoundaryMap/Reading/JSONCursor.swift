import Content
import Diagnostics

/// A tokenizer with one token in hand, and the questions that the map's readers ask.
struct JSONCursor {
    private var tokens: JSONTokenizer
    private(set) var token: JSONTokenizer.Token

    init(file: SourceFile) throws(DiagnosticError) {
        tokens = JSONTokenizer(file: file, allowByteOrderMark: true)
        token = try tokens.next()
    }

    var file: SourceFile { tokens.file }
    var span: Span { tokens.span }
    var text: String { tokens.text }
    var double: Double { tokens.double }
    var numberText: String { tokens.numberText }

    @inline(__always)
    mutating func advance() throws(DiagnosticError) { token = try tokens.next() }

    func isText(_ word: StaticString) -> Bool { tokens.isText(word) }

    /// Steps over the value in hand.
    mutating func skip() throws(DiagnosticError) {
        switch token {
        case .objectStart, .arrayStart:
            let outer = tokens.depth - 1
            repeat { token = try tokens.next() } while tokens.depth > outer
        default: break
        }
        token = try tokens.next()
    }

    /// Reads the value in hand into a tree; for the small parts only.
    mutating func node() throws(DiagnosticError) -> JSONNode {
        let start = span
        switch token {
        case .objectStart:
            var members: [JSONMember] = []
            try advance()
            while token == .key {
                let key = text
                let keySpan = span
                try advance()
                members.append(JSONMember(key: key, keySpan: keySpan, value: try node()))
            }
            let whole = start.union(span)
            try advance()
            return JSONNode(value: .object(members), span: whole)
        case .arrayStart:
            var items: [JSONNode] = []
            try advance()
            while token != .arrayEnd { items.append(try node()) }
            let whole = start.union(span)
            try advance()
            return JSONNode(value: .array(items), span: whole)
        default:
            let value: JSONValue =
                switch token {
                case .string: .string(text)
                case .number: .number(JSONNumber(text: numberText, double: double))
                case .true: .boolean(true)
                case .false: .boolean(false)
                default: .null
                }
            try advance()
            return JSONNode(value: value, span: start)
        }
    }

    /// The value in hand as text: a string, or a number as it was written.
    mutating func scalarText() throws(DiagnosticError) -> String? {
        let value: String? =
            switch token {
            case .string: text
            case .number: numberText
            default: nil
            }
        try skip()
        return value
    }

    func fault(_ pl: String, _ en: String, remedy: Words? = nil, at span: Span? = nil) -> DiagnosticError {
        DiagnosticError(
            Diagnostic(
                .mapFormat, Words(pl: pl, en: en), at: Location(file, span ?? self.span), remedy: remedy))
    }
}
