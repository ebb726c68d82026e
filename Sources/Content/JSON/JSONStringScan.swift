import Diagnostics

extension JSONTokenizer {
    /// Reads the string whose opening quote stands at `index`: sets `span` (with quotes) and `isEscaped`.
    mutating func scanString() throws(DiagnosticError) {
        let start = index
        var at = index + 1
        isEscaped = false
        while at < bytes.count {
            let byte = bytes[at]
            switch byte {
            case UInt8(ascii: "\""):
                span = Span(start, at + 1)
                index = at + 1
                return
            case UInt8(ascii: "\\"):
                isEscaped = true
                at = try skipEscape(at)
            case 0..<0x20:
                if byte == 0x0A || byte == 0x0D { throw fault(.unclosedString, at: start, length: at - start) }
                throw fault(.controlCharacter(byte), at: at)
            case 0x80...:
                let length = UTF8Sequence.length(bytes, at: at)
                guard length > 0 else { throw DiagnosticError(EncodingGuess.diagnostic(file, at: at)) }
                at += length
            default:
                at += 1
            }
        }
        throw fault(.unclosedString, at: start, length: 1)
    }

    /// The value of the last `.key` or `.string`.
    public var text: String {
        let inside = (span.start + 1)..<(span.end - 1)
        guard isEscaped else { return String(decoding: bytes[inside], as: UTF8.self) }
        return String(decoding: unescaped(inside), as: UTF8.self)
    }

    /// Whether the value of the last `.key` or `.string` is these ASCII bytes, without making a `String`.
    public func isText(_ word: StaticString) -> Bool {
        if isEscaped { return text == word.description }
        guard span.end - span.start - 2 == word.utf8CodeUnitCount else { return false }
        for offset in 0..<word.utf8CodeUnitCount where bytes[span.start + 1 + offset] != word.utf8Start[offset] {
            return false
        }
        return true
    }

    /// The offset after the escape whose backslash stands at `at`.
    private func skipEscape(_ at: Int) throws(DiagnosticError) -> Int {
        guard at + 1 < bytes.count else { throw fault(.escape(""), at: at) }
        switch bytes[at + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return at + 2
        case UInt8(ascii: "u"):
            return try skipUnicodeEscape(at)
        default:
            guard UTF8Sequence.length(bytes, at: at + 1) > 0 else {
                throw DiagnosticError(EncodingGuess.diagnostic(file, at: at + 1))
            }
            let written = UTF8Sequence.character(bytes, at: at + 1)
            throw fault(.escape(bytes[at + 1] < 0x20 ? "" : written), at: at, length: 1 + written.utf8.count)
        }
    }

    private func skipUnicodeEscape(_ at: Int) throws(DiagnosticError) -> Int {
        guard let unit = hexUnit(at + 2) else { throw fault(.unicodeEscape, at: at, length: 2) }
        guard unit & 0xF800 == 0xD800 else { return at + 6 }
        let isPair =
            unit < 0xDC00 && at + 7 < bytes.count && bytes[at + 6] == UInt8(ascii: "\\")
            && bytes[at + 7] == UInt8(ascii: "u") && hexUnit(at + 8).map { $0 & 0xFC00 == 0xDC00 } == true
        guard isPair else {
            throw fault(.loneSurrogate(String(decoding: bytes[at..<at + 6], as: UTF8.self)), at: at, length: 6)
        }
        return at + 12
    }

    private func hexUnit(_ at: Int) -> UInt32? {
        guard at + 4 <= bytes.count else { return nil }
        var unit: UInt32 = 0
        for offset in 0..<4 {
            switch bytes[at + offset] {
            case let digit where digit >= UInt8(ascii: "0") && digit <= UInt8(ascii: "9"):
                unit = unit << 4 | UInt32(digit - UInt8(ascii: "0"))
            case let digit where digit | 0x20 >= UInt8(ascii: "a") && digit | 0x20 <= UInt8(ascii: "f"):
                unit = unit << 4 | UInt32((digit | 0x20) - UInt8(ascii: "a") + 10)
            default:
                return nil
            }
        }
        return unit
    }

    /// The bytes of a string that was found well-formed, with its escapes replaced.
    private func unescaped(_ range: Range<Int>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(range.count)
        var at = range.lowerBound
        while at < range.upperBound {
            guard bytes[at] == UInt8(ascii: "\\") else {
                output.append(bytes[at])
                at += 1
                continue
            }
            let escape = bytes[at + 1]
            guard escape == UInt8(ascii: "u") else {
                output.append(JSONTokenizer.simpleEscape(escape))
                at += 2
                continue
            }
            var scalar = hexUnit(at + 2) ?? 0xFFFD
            at += 6
            if scalar & 0xFC00 == 0xD800, let low = hexUnit(at + 2) {
                scalar = 0x10000 + (scalar & 0x3FF) << 10 + low & 0x3FF
                at += 6
            }
            output.append(
                contentsOf: UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter)
        }
        return output
    }

    private static func simpleEscape(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: byte
        }
    }
}
