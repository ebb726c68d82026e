import CSupport

/// Writes texts into HTML.
enum Escaping {
    private static let ampersand = Array("&amp;".utf8)
    private static let less = Array("&lt;".utf8)
    private static let greater = Array("&gt;".utf8)
    private static let quote = Array("&#34;".utf8)
    private static let apostrophe = Array("&#39;".utf8)

    @inline(__always)
    static func appendRaw(_ text: String, to out: inout [UInt8]) {
        text.utf8Span.span.withUnsafeBufferPointer { out.append(contentsOf: $0) }
    }

    /// Appends the text with the five characters of HTML replaced as MarkupSafe replaces them.
    ///
    /// `keepsReferences` leaves `&` alone: for text that is already HTML and only has to fit between quotes.
    static func append(_ text: String, to out: inout [UInt8], keepsReferences: Bool = false) {
        text.utf8Span.span.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return }
            var index = 0
            while true {
                let found = csupport_find_html_special(start, bytes.count, index)
                out.append(contentsOf: UnsafeBufferPointer(start: start + index, count: found - index))
                guard found < bytes.count else { return }
                switch start[found] {
                case Ascii.ampersand where keepsReferences: out.append(Ascii.ampersand)
                case Ascii.ampersand: out.append(contentsOf: ampersand)
                case Ascii.less: out.append(contentsOf: less)
                case Ascii.greater: out.append(contentsOf: greater)
                case Ascii.quote: out.append(contentsOf: quote)
                default: out.append(contentsOf: apostrophe)
                }
                index = found + 1
            }
        }
    }

    static func escaped(_ text: String) -> String {
        var out: [UInt8] = []
        append(text, to: &out)
        return String(decoding: out, as: UTF8.self)
    }
}
