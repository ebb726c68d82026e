import Diagnostics

/// A finding in the final HTML of one page; the caller leads it back to the line that an author wrote.
public struct PageFinding: Sendable {
    public let rule: Rule
    /// The byte range in the page: an attribute's value, a tag, or a text.
    public let range: Range<Int>
    public let message: Words
    public let remedy: Words?
    /// What stands in the range, cut at 80 bytes.
    public let excerpt: String

    init(_ rule: Rule, _ range: Range<Int>, _ message: Words, remedy: Words?, excerpt: String) {
        self.rule = rule
        self.range = range
        self.message = message
        self.remedy = remedy
        self.excerpt = excerpt
    }
}
