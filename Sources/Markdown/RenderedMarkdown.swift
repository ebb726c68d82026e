import CSupport
import Diagnostics

/// What one body became.
public struct RenderedMarkdown: Sendable {
    /// UTF-8; each block ends with a newline.
    public var html: [UInt8] = []
    /// All headings in the order of the text.
    public var headings: [Heading] = []
    /// All links in the order of the text; empty unless places were asked for.
    public var links: [Link] = []
    /// All images in the order of the text; empty unless places were asked for.
    public var images: [Image] = []
    /// The plain text of the first paragraph that has any; empty when none has.
    public var summary = ""

    public init() {}

    /// `html` as text. What is well-formed, as it should be, is copied as it is; the standard library would mend it
    /// while copying, several times slower.
    public var htmlText: String {
        let isText = html.withUnsafeBufferPointer { csupport_utf8_length($0.baseAddress, $0.count) == $0.count }
        return isText
            ? String(copying: UTF8Span(unchecked: html.span)) : String(decoding: html, as: UTF8.self)
    }

    /// The same as `headings`, as the table of contents wants them.
    public var toc: [TOCEntry] {
        headings.map { TOCEntry(level: $0.level, id: $0.id, title: $0.title) }
    }

    /// The text without marks, for search and feeds: blocks are separated by newlines, footnote numbers are left out.
    /// Costs nothing until it is asked for.
    public var plainText: String { PlainText.of(html) }

    /// Words of the text: runs of characters between white space that hold a letter or digit. Computed when asked for.
    public var wordCount: Int { PlainText.wordCount(html) }

    public struct Heading: Sendable {
        /// 1…6, after the shift.
        public let level: Int
        public let id: String
        /// Plain text, not escaped.
        public let title: String
        /// From the first `#` to the end of the line; an underlined heading with its underline. Nil unless places were
        /// asked for.
        public let location: Location?
    }

    public struct Link: Sendable {
        /// As the author wrote it, decoded.
        public let href: String
        /// As the page carries it; nil when it was refused.
        public let url: String?
        public let kind: AuthoredLink.Kind
        /// The whole construct: `[text](destination "title")`.
        public let location: Location
        /// The destination alone when it stands in the construct, else the construct.
        public let destination: Location
    }

    public struct Image: Sendable {
        public let href: String
        public let url: String?
        /// Plain text, not escaped.
        public let alt: String
        public let title: String
        public let location: Location
        public let destination: Location
    }
}

/// One line of a table of contents.
public struct TOCEntry: Sendable, Hashable {
    public let level: Int
    public let id: String
    /// Plain text, not escaped.
    public let title: String

    public init(level: Int, id: String, title: String) {
        self.level = level
        self.id = id
        self.title = title
    }
}
