extension [UInt8] {
    /// Appends a text with `&`, `<`, `>` and `"` as references: fit for content and for a quoted attribute.
    mutating func append(escaped text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): append(text: "&amp;")
            case UInt8(ascii: "<"): append(text: "&lt;")
            case UInt8(ascii: ">"): append(text: "&gt;")
            case UInt8(ascii: "\""): append(text: "&quot;")
            default: append(byte)
            }
        }
    }

    /// Appends ` name="value"`.
    mutating func append(attribute name: String, _ value: String) {
        append(UInt8(ascii: " "))
        append(text: name)
        append(text: "=\"")
        append(escaped: value)
        append(UInt8(ascii: "\""))
    }
}
