/// Something that a build left out or that nothing uses, and why: for the report, no finding.
public struct LeftOutNote: Sendable {
    public let path: String
    /// The entry's title; nil for a file.
    public let title: String?
    /// The reason in one word, for programs: `draft`, `future`, `expired`, `unused-file` …
    public let reason: String
    public let words: Words
    /// The day on which it appears or has disappeared, YYYY-MM-DD.
    public let day: String?

    public init(path: String, title: String?, reason: String, words: Words, day: String? = nil) {
        self.path = path
        self.title = title
        self.reason = reason
        self.words = words
        self.day = day
    }
}
