/// Keeps a value that is put into a URL attribute from running as a script.
enum URLSafety {
    private static let safeSchemes: Set<String> = ["http", "https", "mailto", "tel", "sms", "geo", "ftp"]
    /// What stands in place of a refused URL; it leads nowhere, and a reader of the source sees why.
    static let refused = "#unsafe-url"

    /// The text, or `#unsafe-url` when it has a scheme other than those that only lead somewhere.
    static func neutralised(_ text: String, isMarkup: Bool = false) -> String {
        hasUnsafeScheme(text, isMarkup: isMarkup) ? refused : text
    }

    /// As `neutralised`, for each candidate of a `srcset`.
    static func neutralisedList(_ text: String, isMarkup: Bool = false) -> String {
        guard text.utf8.contains(UInt8(ascii: ",")) else { return neutralised(text, isMarkup: isMarkup) }
        return text.split(separator: ",", omittingEmptySubsequences: false).map { part in
            hasUnsafeScheme(String(part), isMarkup: isMarkup) ? refused : String(part)
        }.joined(separator: ",")
    }

    /// Browsers drop tabs, line ends and leading control characters before they look for the scheme (WHATWG URL).
    private static func hasUnsafeScheme(_ text: String, isMarkup: Bool) -> Bool {
        var scheme: [UInt8] = []
        let bytes = text.utf8Span.span
        for index in bytes.indices {
            let byte = bytes[index]
            if byte <= Ascii.space || byte == 0x7F {
                if scheme.isEmpty || byte == Ascii.tab || byte == Ascii.lineFeed || byte == Ascii.carriageReturn {
                    continue
                }
                return false
            }
            switch byte {
            case UInt8(ascii: ":"): return !safeSchemes.contains(String(decoding: scheme, as: UTF8.self))
            case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): return false
            // A character reference in markup would hide a colon.
            case Ascii.ampersand where isMarkup: return true
            default: scheme.append(Ascii.isLetter(byte) ? byte | 0x20 : byte)
            }
        }
        return false
    }
}
