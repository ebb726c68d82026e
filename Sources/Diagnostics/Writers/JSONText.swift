/// Writes JSON text (RFC 8259): the one place that knows how a string is escaped.
///
/// ```swift
/// var json = JSONText()
/// json.object { $0.member("path", "a/b.html"); $0.member("size", 12) }
/// json.text    // {"path":"a/b.html","size":12}
/// ```
public struct JSONText: Sendable {
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false

    public init() {}

    public var text: String { String(decoding: bytes, as: UTF8.self) }

    public mutating func object(_ members: (inout JSONText) -> Void) {
        open("{")
        members(&self)
        close("}")
    }

    public mutating func array(_ items: (inout JSONText) -> Void) {
        open("[")
        items(&self)
        close("]")
    }

    public mutating func key(_ name: String) {
        separate()
        string(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    public mutating func member(_ name: String, _ value: String) {
        key(name)
        item(value)
    }

    public mutating func member(_ name: String, _ value: Int) {
        key(name)
        item(value)
    }

    public mutating func member(_ name: String, _ value: Bool) {
        key(name)
        raw(value ? "true" : "false")
    }

    public mutating func item(_ value: String) {
        separate()
        string(value)
        needsComma = true
    }

    public mutating func item(_ value: Int) {
        raw(String(value))
    }

    /// Text that is JSON already: a number, `true`, `null`.
    public mutating func raw(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
        needsComma = true
    }

    private mutating func open(_ bracket: Unicode.Scalar) {
        separate()
        bytes.append(UInt8(ascii: bracket))
        needsComma = false
    }

    private mutating func close(_ bracket: Unicode.Scalar) {
        bytes.append(UInt8(ascii: bracket))
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = false
    }

    private mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        JSONText.escape(text, into: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends the text as the inside of a JSON string; `<` becomes `\u003C` when `script` asks, so that the result may
    /// stand in a `<script>` element.
    public static func escape(_ text: String, into bytes: inout [UInt8], script: Bool = false) {
        let isPlain = text.withBytes { part in
            for byte in part where isSpecial(byte, script: script) { return false }
            bytes.append(contentsOf: part)
            return true
        }
        if isPlain { return }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): bytes.append(contentsOf: [0x5C, 0x22])
            case UInt8(ascii: "\\"): bytes.append(contentsOf: [0x5C, 0x5C])
            case UInt8(ascii: "\n"): bytes.append(contentsOf: [0x5C, 0x6E])
            case UInt8(ascii: "\r"): bytes.append(contentsOf: [0x5C, 0x72])
            case UInt8(ascii: "\t"): bytes.append(contentsOf: [0x5C, 0x74])
            case 0..<0x20, 0x7F: unicodeEscape(byte, into: &bytes)
            case UInt8(ascii: "<") where script: unicodeEscape(byte, into: &bytes)
            default: bytes.append(byte)
            }
        }
    }

    private static func isSpecial(_ byte: UInt8, script: Bool) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F
            || script && byte == UInt8(ascii: "<")
    }

    private static func unicodeEscape(_ byte: UInt8, into bytes: inout [UInt8]) {
        let digits = Array("0123456789ABCDEF".utf8)
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
    }
}
