import Diagnostics

/// Reads a whole JSON text into a tree of located values (RFC 8259, UTF-8 only, repeated keys refused).
///
/// ```swift
/// var reader = JSONReader(file: SourceFile(path: "a.json", text: #"{"title": "Skawina"}"#))
/// try reader.read()["title"]?.string    // "Skawina"
/// ```
public struct JSONReader: Sendable {
    private var tokens: JSONTokenizer

    /// - Parameter allowComments: takes `//` and `/* */` where white space may stand, as in `site-config.json`.
    public init(file: SourceFile, allowComments: Bool = false) {
        tokens = JSONTokenizer(file: file, allowComments: allowComments)
    }

    /// The value of the file; the first fault ends the reading.
    public mutating func read() throws(DiagnosticError) -> JSONNode {
        let root = try node(tokens.next())
        _ = try tokens.next()
        return root
    }

    private mutating func node(_ token: JSONTokenizer.Token) throws(DiagnosticError) -> JSONNode {
        let span = tokens.span
        switch token {
        case .objectStart: return try object(from: span.start)
        case .arrayStart: return try array(from: span.start)
        case .string: return JSONNode(value: .string(tokens.text), span: span)
        case .number:
            return JSONNode(value: .number(JSONNumber(text: tokens.numberText, double: tokens.double)), span: span)
        case .true: return JSONNode(value: .boolean(true), span: span)
        case .false: return JSONNode(value: .boolean(false), span: span)
        case .null, .key, .objectEnd, .arrayEnd, .end: return JSONNode(value: .null, span: span)
        }
    }

    private mutating func array(from start: Int) throws(DiagnosticError) -> JSONNode {
        var items: [JSONNode] = []
        while true {
            let token = try tokens.next()
            if token == .arrayEnd { break }
            items.append(try node(token))
        }
        return JSONNode(value: .array(items), span: Span(start, tokens.span.end))
    }

    private mutating func object(from start: Int) throws(DiagnosticError) -> JSONNode {
        var members: [JSONMember] = []
        var seen = KeySet()
        while try tokens.next() == .key {
            let key = tokens.text
            let keySpan = tokens.span
            if let first = seen.insert(key, at: members.count) {
                throw duplicate(key, keySpan, first: members[first].keySpan)
            }
            let value = try node(tokens.next())
            members.append(JSONMember(key: key, keySpan: keySpan, value: value))
        }
        return JSONNode(value: .object(members), span: Span(start, tokens.span.end))
    }

    private func duplicate(_ key: String, _ span: Span, first: Span) -> DiagnosticError {
        let fault = JSONFault.duplicateKey(key)
        let note = Diagnostic.Note(
            Words(pl: "pierwszy raz tutaj", en: "first here"), at: Location(tokens.file, first))
        return DiagnosticError(
            Diagnostic(
                fault.rule, fault.message, at: Location(tokens.file, span), remedy: fault.remedy, notes: [note]))
    }
}
