import Diagnostics

/// Reads JSON token by token, strictly as RFC 8259 says, without building a tree: for files too big for one.
///
/// It checks everything but repeated keys, which it would have to remember (`JSONReader` refuses those). The grammar is
/// enforced here: whoever pulls tokens sees only well-formed sequences, each object's members as `.key` and a value.
///
/// ```swift
/// var tokens = JSONTokenizer(file: SourceFile(path: "a.json", text: #"{"x": [1, 2.5]}"#))
/// try tokens.next()    // .objectStart
/// try tokens.next()    // .key, tokens.isText("x")
/// try tokens.next()    // .arrayStart
/// try tokens.next()    // .number, tokens.double == 1
/// ```
public struct JSONTokenizer: Sendable {
    public enum Token: UInt8, Sendable {
        case objectStart
        case objectEnd
        case arrayStart
        case arrayEnd
        /// A member's name; its colon is read with it.
        case key
        case string
        case number
        case `true`
        case `false`
        case null
        /// The end of the file; comes again however often it is asked for.
        case end
    }

    /// Containers within containers beyond which a text is refused.
    public static let depthLimit = 512

    public let file: SourceFile
    public let allowComments: Bool
    /// Whether a UTF-8 byte-order mark may stand first: data from other programs has it, whatever RFC 8259 says.
    public let allowByteOrderMark: Bool

    /// The bytes of the last token; a string's with its quotes.
    public internal(set) var span = Span(0, 0)

    /// How many containers are open after the last token.
    public var depth: Int { open.count }

    let bytes: [UInt8]
    var index = 0
    /// Whether the last string holds an escape, so that its value differs from its bytes.
    var isEscaped = false
    /// The last number: digits, decimal exponent, sign, and whether `mantissa` holds all the digits.
    var mantissa: UInt64 = 0
    var exponent = 0
    var isNegative = false
    var mantissaIsExact = true

    private var expected = Expectation.value
    /// Where each open container began, shifted left once; the lowest bit says that it is an object.
    private var open: [Int] = []

    private enum Expectation {
        case value
        case valueOrEnd
        case keyOrEnd
        case separator
    }

    public init(file: SourceFile, allowComments: Bool = false, allowByteOrderMark: Bool = false) {
        self.file = file
        self.allowComments = allowComments
        self.allowByteOrderMark = allowByteOrderMark
        bytes = file.bytes
        open.reserveCapacity(16)
    }

    /// The next token; `span` and the values below belong to it until the next call.
    public mutating func next() throws(DiagnosticError) -> Token {
        if index == 0 { try byteOrderMark() }
        try skipTrivia()
        switch expected {
        case .value:
            return try value()
        case .valueOrEnd:
            if index < bytes.count, bytes[index] == UInt8(ascii: "]") { return close(.arrayEnd) }
            return try value()
        case .keyOrEnd:
            if index < bytes.count, bytes[index] == UInt8(ascii: "}") { return close(.objectEnd) }
            return try key()
        case .separator:
            return try separated()
        }
    }

    /// Skips the value that begins with the next token, however deep it is.
    public mutating func skipValue() throws(DiagnosticError) {
        let outer = depth
        repeat { _ = try next() } while depth > outer
    }

    // MARK: - Grammar

    private mutating func separated() throws(DiagnosticError) -> Token {
        guard let container = open.last else {
            if index == bytes.count {
                span = Span(index, index)
                return .end
            }
            throw fault(.trailing(found(at: index)), at: index)
        }
        let isObject = container & 1 == 1
        guard index < bytes.count else { throw unclosed() }
        switch bytes[index] {
        case UInt8(ascii: ","):
            let comma = index
            index += 1
            try skipTrivia()
            guard index < bytes.count else { throw unclosed() }
            if bytes[index] == UInt8(ascii: isObject ? "}" : "]") { throw fault(.trailingComma, at: comma) }
            if bytes[index] == UInt8(ascii: ",") { throw fault(.doubledComma, at: index) }
            return isObject ? try key() : try value()
        case UInt8(ascii: "}"):
            guard isObject else { throw wrongBracket("}", due: "]") }
            return close(.objectEnd)
        case UInt8(ascii: "]"):
            guard !isObject else { throw wrongBracket("]", due: "}") }
            return close(.arrayEnd)
        default:
            try refuseTypography()
            throw fault(.missingComma(found(at: index)), at: index)
        }
    }

    private mutating func key() throws(DiagnosticError) -> Token {
        guard index < bytes.count else { throw unclosed() }
        guard bytes[index] == UInt8(ascii: "\"") else {
            try refuseTypography()
            switch bytes[index] {
            case UInt8(ascii: ","): throw fault(.doubledComma, at: index)
            case UInt8(ascii: "]"): throw wrongBracket("]", due: "}")
            default: throw fault(.key(found(at: index)), at: index, length: wordLength(at: index))
            }
        }
        try scanString()
        let keySpan = span
        try skipTrivia()
        guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else {
            let what = index < bytes.count ? found(at: index) : ""
            throw fault(.missingColon(what), at: min(index, max(0, bytes.count - 1)))
        }
        index += 1
        span = keySpan
        expected = .value
        return .key
    }

    private mutating func value() throws(DiagnosticError) -> Token {
        guard index < bytes.count else {
            if open.isEmpty { throw fault(.empty, at: 0, length: 0) }
            throw unclosed()
        }
        switch bytes[index] {
        case UInt8(ascii: "\""):
            try scanString()
            expected = .separator
            return .string
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            try scanNumber()
            expected = .separator
            return .number
        case UInt8(ascii: "{"):
            try enter(isObject: true)
            expected = .keyOrEnd
            return .objectStart
        case UInt8(ascii: "["):
            try enter(isObject: false)
            expected = .valueOrEnd
            return .arrayStart
        default:
            return try word()
        }
    }

    private mutating func word() throws(DiagnosticError) -> Token {
        let length = wordLength(at: index)
        let token: Token? =
            switch length {
            case 4 where matches("true"): .true
            case 5 where matches("false"): .false
            case 4 where matches("null"): .null
            default: nil
            }
        guard let token else { throw badValue(wordLength: length) }
        span = Span(index, index + length)
        index += length
        expected = .separator
        return token
    }

    private mutating func enter(isObject: Bool) throws(DiagnosticError) {
        guard open.count < JSONTokenizer.depthLimit else {
            throw fault(.tooDeep(JSONTokenizer.depthLimit), at: index)
        }
        open.append(index << 1 | (isObject ? 1 : 0))
        span = Span(index, index + 1)
        index += 1
    }

    private mutating func close(_ token: Token) -> Token {
        open.removeLast()
        span = Span(index, index + 1)
        index += 1
        expected = .separator
        return token
    }

    // MARK: - White space and comments

    @inline(__always)
    private mutating func skipTrivia() throws(DiagnosticError) {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x0A, 0x0D, 0x09: index += 1
            case UInt8(ascii: "/"), UInt8(ascii: "#"): if try !skipComment() { return }
            default: return
            }
        }
    }

    /// False when what stands here is no comment.
    private mutating func skipComment() throws(DiagnosticError) -> Bool {
        let start = index
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        let isLine = bytes[index] == UInt8(ascii: "/") && next == UInt8(ascii: "/")
        let isBlock = bytes[index] == UInt8(ascii: "/") && next == UInt8(ascii: "*")
        guard isLine || isBlock else {
            if bytes[index] == UInt8(ascii: "#") { throw fault(.comment, at: index) }
            return false
        }
        guard allowComments else { throw fault(.comment, at: start, length: 2) }
        index += 2
        if isLine {
            while index < bytes.count, bytes[index] != 0x0A { index += 1 }
        } else {
            while true {
                guard index + 1 < bytes.count else { throw fault(.unclosedComment, at: start, length: 2) }
                if bytes[index] == UInt8(ascii: "*"), bytes[index + 1] == UInt8(ascii: "/") { break }
                index += 1
            }
            index += 2
        }
        if let fault = UTF8Sequence.firstFault(in: bytes, start..<index) {
            throw DiagnosticError(EncodingGuess.diagnostic(file, at: fault))
        }
        return true
    }

    // MARK: - Faults

    private mutating func byteOrderMark() throws(DiagnosticError) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            guard allowByteOrderMark else { throw fault(.byteOrderMark, at: 0, length: 3) }
            index = 3
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw DiagnosticError(EncodingGuess.diagnostic(file, at: 0))
        }
    }

    private func matches(_ word: StaticString) -> Bool {
        for offset in 0..<word.utf8CodeUnitCount where bytes[index + offset] != word.utf8Start[offset] { return false }
        return true
    }

    private func wordLength(at start: Int) -> Int {
        var end = start
        while end < bytes.count {
            switch bytes[end] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                end += 1
            case 0x80...:
                let length = UTF8Sequence.length(bytes, at: end)
                // Punctuation of U+2000…U+206F (quotes, dashes, spaces) belongs to no word.
                if length == 0 || bytes[end] == 0xE2 && bytes[end + 1] <= 0x81 { return end - start }
                end += length
            default:
                return end - start
            }
        }
        return end - start
    }

    private func badValue(wordLength length: Int) -> DiagnosticError {
        do throws(DiagnosticError) { try refuseTypography() } catch { return error }
        switch bytes[index] {
        case UInt8(ascii: "+"): return fault(.plusSign, at: index)
        case UInt8(ascii: "."): return fault(.digitsMissing, at: index)
        case UInt8(ascii: ","): return fault(.doubledComma, at: index)
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            return fault(.value(found(at: index)), at: index)
        default: break
        }
        guard length > 0 else { return fault(.value(found(at: index)), at: index) }
        return fault(
            .word(String(decoding: bytes[index..<index + length].prefix(40), as: UTF8.self)), at: index, length: length)
    }

    /// Throws when a quote of another kind, or a byte that is no UTF-8, stands at `index`.
    private func refuseTypography() throws(DiagnosticError) {
        if bytes[index] == UInt8(ascii: "'") { throw fault(.singleQuote, at: index) }
        guard bytes[index] >= 0x80 else { return }
        let length = UTF8Sequence.length(bytes, at: index)
        if length == 0 { throw DiagnosticError(EncodingGuess.diagnostic(file, at: index)) }
        let character = UTF8Sequence.character(bytes, at: index)
        if "„”“‟’‘‚«»″".contains(character) { throw fault(.typographicQuote(character), at: index, length: length) }
    }

    private func unclosed() -> DiagnosticError {
        let container = open.last ?? 0
        let due = container & 1 == 1 ? "}" : "]"
        let end = bytes.count
        let opening = container >> 1
        return DiagnosticError(
            diagnostic(.unclosed(due), at: max(0, end - 1), length: min(1, end), notes: [openingNote(opening)]))
    }

    private func wrongBracket(_ written: String, due: String) -> DiagnosticError {
        let opening = (open.last ?? 0) >> 1
        return DiagnosticError(
            diagnostic(.wrongBracket(written: written, due: due), at: index, length: 1, notes: [openingNote(opening)]))
    }

    private func openingNote(_ offset: Int) -> Diagnostic.Note {
        Diagnostic.Note(Words(pl: "otwarto tutaj", en: "opened here"), at: Location(file, Span(offset, offset + 1)))
    }

    /// What stands at an offset, for a message: a character, or a word.
    private func found(at offset: Int) -> String {
        let word = wordLength(at: offset)
        if word > 1 { return String(decoding: bytes[offset..<offset + min(word, 40)], as: UTF8.self) }
        return UTF8Sequence.character(bytes, at: offset)
    }

    func fault(_ fault: JSONFault, at offset: Int, length: Int = 1) -> DiagnosticError {
        DiagnosticError(diagnostic(fault, at: offset, length: length))
    }

    private func diagnostic(
        _ fault: JSONFault, at offset: Int, length: Int, notes: [Diagnostic.Note] = []
    ) -> Diagnostic {
        Diagnostic(
            fault.rule, fault.message, at: Location(file, Span(offset, offset + length)), remedy: fault.remedy,
            notes: notes)
    }
}
