/// Where a byte of a template's text stands in the HTML (WHATWG HTML, tokenization, as far as escaping needs it).
struct HTMLState: Equatable, Sendable {
    enum Phase: Equatable, Sendable {
        case text
        /// After `<`, or in the name of a tag.
        case tagName
        /// Between attributes.
        case tag
        case attributeName
        case afterAttributeName
        case beforeValue
        case quoted(UInt8)
        case unquoted
        case comment
        case declaration
        /// Inside of `<script>` or `<style>`, whose end tag alone ends it.
        case rawText
    }

    var phase = Phase.text
    var tagName: [UInt8] = []
    var attributeName: [UInt8] = []
    var value: [UInt8] = []
    /// Nothing of the attribute's value was written yet, by text or by a value.
    var isValueEmpty = true
    var isClosingTag = false
    /// `type` of a `<script>` says JSON.
    var holdsJSON = false
    /// The last bytes of raw text or of a comment, to find its end.
    var tail: [UInt8] = []

    mutating func advance(_ bytes: [UInt8]) {
        for byte in bytes { advance(byte) }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

    private mutating func advance(_ byte: UInt8) {
        switch phase {
        case .text:
            if byte == Ascii.less {
                phase = .tagName
                tagName = []
                isClosingTag = false
            }
        case .tagName: advanceTagName(byte)
        case .tag:
            if byte == Ascii.greater {
                endTag()
            } else if !HTMLState.isSpace(byte), byte != Ascii.slash {
                phase = .attributeName
                attributeName = [HTMLState.lowered(byte)]
            }
        case .attributeName:
            if byte == UInt8(ascii: "=") {
                phase = .beforeValue
            } else if byte == Ascii.greater {
                endTag()
            } else if HTMLState.isSpace(byte) {
                phase = .afterAttributeName
            } else if byte == Ascii.slash {
                phase = .tag
            } else {
                attributeName.append(HTMLState.lowered(byte))
            }
        case .afterAttributeName:
            if byte == UInt8(ascii: "=") {
                phase = .beforeValue
            } else if byte == Ascii.greater {
                endTag()
            } else if !HTMLState.isSpace(byte) {
                phase = .attributeName
                attributeName = [HTMLState.lowered(byte)]
            }
        case .beforeValue: advanceBeforeValue(byte)
        case .quoted(let quote):
            if byte == quote { endValue() } else { append(byte) }
        case .unquoted:
            if byte == Ascii.greater {
                endValue()
                endTag()
            } else if HTMLState.isSpace(byte) {
                endValue()
            } else {
                append(byte)
            }
        case .comment:
            tail = Array((tail + [byte]).suffix(3))
            if tail == Array("-->".utf8) { phase = .text }
        case .declaration: if byte == Ascii.greater { phase = .text }
        case .rawText: advanceRawText(byte)
        }
    }

    private mutating func advanceTagName(_ byte: UInt8) {
        if tagName.isEmpty {
            if byte == Ascii.slash, !isClosingTag {
                isClosingTag = true
            } else if byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") {
                tagName = [byte]
            } else if Ascii.isLetter(byte), byte < 0x80 {
                tagName = [HTMLState.lowered(byte)]
            } else {
                phase = .text
            }
            return
        }
        if tagName[0] == UInt8(ascii: "!") || tagName[0] == UInt8(ascii: "?") {
            tagName.append(byte)
            if tagName == Array("!--".utf8) {
                phase = .comment
                tail = []
            } else if byte == Ascii.greater {
                phase = .text
            } else if tagName.count >= 3 {
                phase = .declaration
            }
            return
        }
        if byte == Ascii.greater {
            endTag()
        } else if HTMLState.isSpace(byte) || byte == Ascii.slash {
            phase = .tag
            holdsJSON = false
        } else {
            tagName.append(HTMLState.lowered(byte))
        }
    }

    private mutating func advanceBeforeValue(_ byte: UInt8) {
        value = []
        isValueEmpty = true
        if byte == Ascii.quote || byte == Ascii.apostrophe {
            phase = .quoted(byte)
        } else if byte == Ascii.greater {
            endTag()
        } else if !HTMLState.isSpace(byte) {
            phase = .unquoted
            append(byte)
        }
    }

    private mutating func append(_ byte: UInt8) {
        isValueEmpty = isValueEmpty && HTMLState.isSpace(byte)
        if value.count < 64 { value.append(HTMLState.lowered(byte)) }
    }

    private mutating func endValue() {
        if attributeName == Array("type".utf8), tagName == Array("script".utf8) {
            let type = String(decoding: value, as: UTF8.self)
            holdsJSON = type.hasSuffix("+json") || type.hasSuffix("/json")
        }
        phase = .tag
        value = []
        isValueEmpty = true
        attributeName = []
    }

    private mutating func endTag() {
        let isRaw = !isClosingTag && (tagName == Array("script".utf8) || tagName == Array("style".utf8))
        phase = isRaw ? .rawText : .text
        attributeName = []
        tail = []
        if !isRaw {
            tagName = []
            holdsJSON = false
            isClosingTag = false
        }
    }

    private mutating func advanceRawText(_ byte: UInt8) {
        let end = Array("</".utf8) + tagName
        tail = Array((tail + [HTMLState.lowered(byte)]).suffix(end.count))
        if tail == end {
            phase = .tag
            isClosingTag = true
            holdsJSON = false
            tail = []
        }
    }

    /// A value was printed here.
    mutating func passValue() {
        if case .quoted = phase { isValueEmpty = false }
        if phase == .beforeValue { phase = .unquoted }
    }
}
