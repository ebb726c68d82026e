import Content
import Diagnostics
import LanguageRules

/// An entry with what planning needs of it; its fields stay in `entry`.
///
/// A class, since tens of thousands are passed about and copying one would count a dozen references.
public final class SiteEntry: Sendable {
    public let entry: Entry
    /// Index into `SiteConfig.collections`; its count for a page that belongs to no collection.
    public let collection: Int
    /// Index into `SiteConfig.languages`.
    public let language: Int
    /// Whether the entry has a page; rows of data may have none.
    public let hasPage: Bool
    /// The last word of the URL; empty for a folder's own page.
    public let slug: String
    public let title: String
    public let date: CivilDate?
    public let updated: CivilDate?
    public let isDraft: Bool
    public let noIndex: Bool
    /// Old URLs with the place where each is written.
    public let aliases: [(url: String, span: Span)]
    public let template: String
    public let templateSpan: Span?
    /// The place that claims the URL: the front matter's slug or title.
    public let claim: Span

    init(
        entry: Entry, collection: Int, language: Int, hasPage: Bool, slug: String, title: String, date: CivilDate?,
        updated: CivilDate?, isDraft: Bool, noIndex: Bool, aliases: [(url: String, span: Span)], template: String,
        templateSpan: Span?, claim: Span
    ) {
        self.entry = entry
        self.collection = collection
        self.language = language
        self.hasPage = hasPage
        self.slug = slug
        self.title = title
        self.date = date
        self.updated = updated
        self.isDraft = isDraft
        self.noIndex = noIndex
        self.aliases = aliases
        self.template = template
        self.templateSpan = templateSpan
        self.claim = claim
    }

    public var path: String { entry.file.path }
    public func location(_ span: Span) -> Location { Location(entry.file, span) }
}
