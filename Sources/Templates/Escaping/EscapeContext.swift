/// Where in the HTML a value is printed; it decides how the value is escaped.
enum EscapeContext: UInt8, Sendable {
    case text
    /// Inside of a quoted attribute.
    case attribute
    /// At the start of a quoted attribute that holds a URL.
    case urlStart
    /// A list of URLs, as in `srcset`.
    case urlList
    /// In a `<script>` that holds JSON.
    case json
    /// Inside of `<!-- -->`.
    case comment
}
