/// Splits a style sheet into tokens; together they are all of its bytes, in order.
struct CSSTokenizer {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0
    /// What is broken, with the place where it begins.
    private(set) var faults: [(fault: CSSFault, range: Range<Int>)] = []

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func next() -> CSSToken? {
        guard index < bytes.count else { return nil }
        let start = index
        let kind = scan()
        return CSSToken(kind: kind, range: start..<index)
    }

    private mutating func scan() -> CSSToken.Kind {
        let byte = bytes[index]
        switch byte {
        case _ where CSSTokenizer.isSpace(byte):
            while index < bytes.count, CSSTokenizer.isSpace(bytes[index]) { index += 1 }
            return .whitespace
        case UInt8(ascii: "/") where at(index + 1) == UInt8(ascii: "*"): return comment()
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return string(byte)
        case UInt8(ascii: "@") where startsIdent(index + 1):
            index += 1
            name()
            return .atKeyword
        case UInt8(ascii: "#") where isNameByte(at(index + 1)) || isEscape(index + 1):
            index += 1
            name()
            return .other
        case _ where startsNumber(index):
            number()
            return .other
        case _ where startsIdent(index): return identLike()
        default:
            index += 1
            return .other
        }
    }

    private mutating func comment() -> CSSToken.Kind {
        let start = index
        index += 2
        while index + 1 < bytes.count {
            if bytes[index] == UInt8(ascii: "*"), bytes[index + 1] == UInt8(ascii: "/") {
                index += 2
                return .comment
            }
            index += 1
        }
        index = bytes.count
        faults.append((.openComment, start..<start + 2))
        return .comment
    }

    private mutating func string(_ quote: UInt8) -> CSSToken.Kind {
        let start = index
        index += 1
        while index < bytes.count {
            let byte = bytes[index]
            if byte == quote {
                index += 1
                return .string
            }
            if CSSTokenizer.isNewline(byte) { break }
            if byte == UInt8(ascii: "\\"), index + 1 < bytes.count {
                // An escaped CRLF is one newline.
                index += at(index + 1) == 0x0D && at(index + 2) == 0x0A ? 3 : 2
            } else {
                index += 1
            }
        }
        index = min(index, bytes.count)
        faults.append((.openString, start..<start + 1))
        return .string
    }

    private mutating func identLike() -> CSSToken.Kind {
        let start = index
        name()
        guard at(index) == UInt8(ascii: "(") else { return .ident }
        let isURL = CSSText.equals(CSSText.unescaped(bytes[start..<index]), "url")
        index += 1
        guard isURL else { return .function }
        var first = index
        while let byte = at(first), CSSTokenizer.isSpace(byte) { first += 1 }
        if at(first) == UInt8(ascii: "\"") || at(first) == UInt8(ascii: "'") { return .function }
        return url(start, from: first)
    }

    private mutating func url(_ start: Int, from first: Int) -> CSSToken.Kind {
        index = first
        while let byte = at(index) {
            switch byte {
            case UInt8(ascii: ")"):
                index += 1
                return .url
            case _ where CSSTokenizer.isSpace(byte):
                while let space = at(index), CSSTokenizer.isSpace(space) { index += 1 }
                if at(index) == UInt8(ascii: ")") {
                    index += 1
                    return .url
                }
                return badURL(start)
            case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "("), 0...8, 0x0B, 0x0E...0x1F, 0x7F:
                return badURL(start)
            case UInt8(ascii: "\\"):
                guard isEscape(index) else { return badURL(start) }
                escape()
            default: index += 1
            }
        }
        faults.append((.openURL, start..<start + 4))
        return .url
    }

    private mutating func badURL(_ start: Int) -> CSSToken.Kind {
        faults.append((.badURL, start..<start + 4))
        while let byte = at(index) {
            if byte == UInt8(ascii: ")") {
                index += 1
                break
            }
            if isEscape(index) { escape() } else { index += 1 }
        }
        return .url
    }

    private mutating func number() {
        if at(index) == UInt8(ascii: "+") || at(index) == UInt8(ascii: "-") { index += 1 }
        digits()
        if at(index) == UInt8(ascii: "."), CSSTokenizer.isDigit(at(index + 1)) {
            index += 1
            digits()
        }
        if let byte = at(index), byte | 0x20 == UInt8(ascii: "e") {
            let isSigned = at(index + 1) == UInt8(ascii: "+") || at(index + 1) == UInt8(ascii: "-")
            let first = index + (isSigned ? 2 : 1)
            if CSSTokenizer.isDigit(at(first)) {
                index = first
                digits()
            }
        }
        if at(index) == UInt8(ascii: "%") { index += 1 } else if startsIdent(index) { name() }
    }

    private mutating func digits() { while CSSTokenizer.isDigit(at(index)) { index += 1 } }

    private mutating func name() {
        while index < bytes.count {
            if isNameByte(bytes[index]) { index += 1 } else if isEscape(index) { escape() } else { return }
        }
    }

    /// A backslash and what it escapes; hexadecimal digits take one white space after them along.
    private mutating func escape() {
        index += 1
        var count = 0
        while count < 6, let byte = at(index), CSSText.hexValue(byte) != nil {
            index += 1
            count += 1
        }
        if count == 0 {
            index += 1
        } else if at(index) == 0x0D, at(index + 1) == 0x0A {
            index += 2
        } else if let byte = at(index), CSSTokenizer.isSpace(byte) {
            index += 1
        }
        index = min(index, bytes.count)
    }

    // MARK: Looking ahead

    private func at(_ place: Int) -> UInt8? { place < bytes.count ? bytes[place] : nil }

    private func isEscape(_ place: Int) -> Bool {
        guard at(place) == UInt8(ascii: "\\"), let byte = at(place + 1) else { return false }
        return !CSSTokenizer.isNewline(byte)
    }

    private func startsNumber(_ place: Int) -> Bool {
        let first = at(place)
        let isSigned = first == UInt8(ascii: "+") || first == UInt8(ascii: "-")
        let from = isSigned ? place + 1 : place
        return CSSTokenizer.isDigit(at(from))
            || at(from) == UInt8(ascii: ".") && CSSTokenizer.isDigit(at(from + 1))
    }

    private func startsIdent(_ place: Int) -> Bool {
        guard let byte = at(place) else { return false }
        if byte == UInt8(ascii: "-") {
            return at(place + 1) == UInt8(ascii: "-") || isNameStart(at(place + 1)) || isEscape(place + 1)
        }
        return isNameStart(byte) || isEscape(place)
    }

    private func isNameStart(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return (0x61...0x7A).contains(byte | 0x20) && byte < 0x80 || byte == UInt8(ascii: "_") || byte >= 0x80
    }

    private func isNameByte(_ byte: UInt8?) -> Bool {
        isNameStart(byte) || CSSTokenizer.isDigit(byte) || byte == UInt8(ascii: "-")
    }

    static func isDigit(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return (0x30...0x39).contains(byte)
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || isNewline(byte) }

    static func isNewline(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D || byte == 0x0C }
}
