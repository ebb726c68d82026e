import LanguageRules

/// How Markdown becomes HTML: what is allowed, and the words that the page's language wants.
public struct MarkdownOptions: Sendable {
    /// The site's language: it makes the heading ids.
    public var language: any Language
    /// The words that we put into the page.
    public var words: MarkdownWords
    /// Whether raw HTML passes as it is written; else it is an error and leaves no trace in the page.
    public var rawHTML: Bool
    /// Added to each heading's level (the result stays within 1…6): 1 makes an author's `#` an `<h2>`.
    public var headingShift: Int
    /// Whether a heading of level 1 (after the shift) is reported: the template writes the page's own `<h1>`.
    public var reportsTopHeading: Bool
    /// What of the language's typography is applied to running text; never to code, URLs and raw HTML. Empty: nothing.
    public var typography: TypographyOptions
    /// What a document may cost.
    public var limits: MarkdownLimits

    public init(
        language: any Language, words: MarkdownWords? = nil, rawHTML: Bool = false, headingShift: Int = 0,
        reportsTopHeading: Bool = false, typography: TypographyOptions = [], limits: MarkdownLimits = MarkdownLimits()
    ) {
        self.language = language
        self.words = words ?? MarkdownWords.named(language.code)
        self.rawHTML = rawHTML
        self.headingShift = headingShift
        self.reportsTopHeading = reportsTopHeading
        self.typography = typography
        self.limits = limits
    }
}

/// The words that appear in the rendered page, for eyes and for screen readers.
public struct MarkdownWords: Sendable, Hashable {
    /// The heading of the section of footnotes.
    public var footnotes: String
    /// The name of a reference to a footnote; its number follows.
    public var footnote: String
    /// The name of the link from a footnote back into the text.
    public var backToText: String
    /// The name of a ticked box.
    public var taskDone: String
    /// The name of an empty box.
    public var taskOpen: String
    /// The name of a wide table's scroll region; the names of its columns follow.
    public var table: String
    /// The name of a wide code block's scroll region.
    public var code: String
    /// The id of a heading that has no letter or digit.
    public var section: String

    public init(
        footnotes: String, footnote: String, backToText: String, taskDone: String, taskOpen: String, table: String,
        code: String, section: String
    ) {
        self.footnotes = footnotes
        self.footnote = footnote
        self.backToText = backToText
        self.taskDone = taskDone
        self.taskOpen = taskOpen
        self.table = table
        self.code = code
        self.section = section
    }

    public static let polish = MarkdownWords(
        footnotes: "Przypisy", footnote: "Przypis", backToText: "Wróć do treści", taskDone: "Zrobione",
        taskOpen: "Do zrobienia", table: "Tabela", code: "Kod", section: "sekcja")

    public static let english = MarkdownWords(
        footnotes: "Footnotes", footnote: "Footnote", backToText: "Back to the text", taskDone: "Done",
        taskOpen: "To do", table: "Table", code: "Code", section: "section")

    /// The words for a BCP 47 code; English for a language that we do not know.
    public static func named(_ code: String) -> MarkdownWords {
        code == "pl" || code.hasPrefix("pl-") ? .polish : .english
    }
}

/// What a document may cost before it is refused with an error at the place that goes too far.
public struct MarkdownLimits: Sendable, Hashable {
    /// Bytes of one body.
    public var bytes = 2_000_000
    /// Cells of one table, its short rows filled up as GFM does.
    public var tableCells = 50_000
    /// Pipes in one line: the library's time grows with their square, even when the line is no row.
    public var tableColumns = 200
    /// Block quotes and list items within each other.
    public var depth = 100
    /// Characters with a meaning (`*`, `[`, `` ` `` and so on) in one paragraph, heading or cell. Their squares, summed
    /// over a document, may reach four times the square of this.
    public var marks = 10_000
    /// Bytes of memory for the tree of one document, beside 100 bytes for each of its own.
    public var memory = 64_000_000

    public init() {}
}
