import Content
import Diagnostics
import LanguageRules

/// What `site-config.json` says, typed and checked.
public struct SiteConfig: Sendable {
    /// The file itself, for messages that point into it.
    public let file: SourceFile
    public var title: String
    public var description: String?
    public var baseURL: BaseURL
    /// The main language first, then the others in the order of the config.
    public var languages: [SiteLanguage]
    public var collections: [CollectionConfig]
    public var pages: PagesConfig
    public var taxonomies: [TaxonomyConfig]
    public var menus: [Menu]
    public var map: MapConfig?
    public var siteOperator: Operator
    /// The page of the accessibility declaration, whose own rules then hold.
    public var declaration: DeclarationConfig?
    public var rawHTML: Bool
    public var outputs: OutputsConfig
    /// Levels set under `audit`; nil turns a rule off.
    public var levels: [String: Level?]
    /// Whether this build shows a proposed change: no page of it may be found by search engines, and each says so.
    public var isPreview = false

    public var mainLanguage: SiteLanguage { languages[0] }

    /// The schema of a collection by its index; that of the pages after the last one.
    func schema(of collection: Int) -> Schema {
        collection < collections.count ? collections[collection].schema : pages.schema
    }
}

/// A language of the site.
///
/// A class, since each page looks at it many times and copying one would count a dozen references.
public final class SiteLanguage: Sendable {
    public let rules: any Language
    public let code: String
    public let title: String
    public let description: String?
    /// `""` for the main language, `/en` for another one.
    public let prefix: String
    /// Path words of the main language → this one's.
    public let paths: [String: String]
    public let menus: [Menu]?
    /// Titles and descriptions of collections' lists in this language, by collection.
    public let lists: [String: (title: String?, description: String?)]
    /// Where the config names it; nil for the main language when it is left to the default.
    public let span: Span?

    init(
        rules: any Language, code: String, title: String, description: String?, prefix: String,
        paths: [String: String], menus: [Menu]?, lists: [String: (title: String?, description: String?)], span: Span?
    ) {
        self.rules = rules
        self.code = code
        self.title = title
        self.description = description
        self.prefix = prefix
        self.paths = paths
        self.menus = menus
        self.lists = lists
        self.span = span
    }

    /// A fixed word of a path in this language.
    func word(_ text: String) -> String { prefix.isEmpty ? text : paths[text] ?? text }

    /// A path's fixed words in this language, below its prefix: `/o-nas/` → `/en/about/`.
    public func translated(_ url: String) -> String {
        guard !prefix.isEmpty else { return url }
        let words = url.split(separator: "/", omittingEmptySubsequences: true).map { paths[String($0)] ?? String($0) }
        return prefix + "/" + words.map { $0 + "/" }.joined()
    }
}

/// A collection: a folder of entries with one schema, one URL pattern and one template. A class for the same reason.
public final class CollectionConfig: Sendable {
    public let name: String
    public let label: String?
    /// Where the entries lie; for a collection of data a folder or a single file.
    public let folder: String
    /// Whether the entries are rows of data files (`.yml`, `.yaml`, `.json`, `.csv`).
    public let isData: Bool
    /// Nil for data without pages.
    public let url: URLPattern?
    /// Nil for data without pages.
    public let template: String?
    public let sort: SortOrder
    public let list: ListConfig?
    public let feed: FeedConfig?
    public let schema: Schema
    /// Where the config names it.
    public let span: Span

    init(
        name: String, label: String?, folder: String, isData: Bool, url: URLPattern?, template: String?,
        sort: SortOrder, list: ListConfig?, feed: FeedConfig?, schema: Schema, span: Span
    ) {
        self.name = name
        self.label = label
        self.folder = folder
        self.isData = isData
        self.url = url
        self.template = template
        self.sort = sort
        self.list = list
        self.feed = feed
        self.schema = schema
        self.span = span
    }
}

/// The page or pages that list a collection's entries.
public struct ListConfig: Sendable {
    public let url: String
    public let template: String
    public let title: String?
    public let description: String?
    /// nil: all entries on one page.
    public let pageSize: Int?
    public let span: Span
}

/// Pages that belong to no collection.
public struct PagesConfig: Sendable {
    public let folder: String
    public let template: String
    public let schema: Schema
}

/// A taxonomy: the texts of one field, each with a page of the entries that bear it.
public struct TaxonomyConfig: Sendable {
    public let name: String
    public let label: String?
    /// The field whose texts are the terms.
    public let field: String
    /// The address of a term's page.
    public let url: URLPattern
    /// The slugs of terms whose own letters give none, or another's: `C++` → `cpp`.
    public let slugs: [TermSlug]
    public let template: String
    /// nil: all entries of a term on one page.
    public let pageSize: Int?
    /// The order of a term's entries; nil takes the order of their collections.
    public let sort: SortOrder?
    /// The page that lists the terms.
    public let list: ListConfig?
    /// The collections that have the field, by index into `SiteConfig.collections`; its count for the pages.
    public let collections: [Int]
    /// Where the config names it.
    public let span: Span
}

/// The slug that the config gives a term.
public struct TermSlug: Sendable {
    public let term: String
    public let slug: String
    /// Where the config names the term.
    public let span: Span
}

/// The order of a collection: by one field, up or down.
public struct SortOrder: Hashable, Sendable {
    /// As the rows stand in the data files.
    public static let asWritten = SortOrder("")

    public let field: String
    public let descending: Bool

    /// Reads `title` or `-date`.
    public init(_ text: String) {
        descending = text.hasPrefix("-")
        field = descending ? String(text.dropFirst()) : text
    }
}

/// A named list of links.
public struct Menu: Sendable {
    public let name: String
    public let items: [MenuItem]
}

/// One link of a menu, with those below it.
public struct MenuItem: Sendable {
    public let label: String
    public let url: String
    public let children: [MenuItem]
    public let span: Span
}

/// Which boundaries belong to which collection, and by which field they are matched.
public struct MapConfig: Sendable {
    public let boundaries: String
    public let collection: String
    public let key: String
    public let span: Span
}

/// Which page is the accessibility declaration (*deklaracja dostępności*).
public struct DeclarationConfig: Sendable {
    /// Root-relative: `/deklaracja-dostepnosci/`.
    public let url: String
    public let span: Span
}

/// Who runs the site; what is unknown is nil and stays off the pages.
public struct Operator: Sendable {
    public static let fields = [
        "name", "address", "phone", "email", "nip", "regon", "krs", "bip", "dataProtection", "accessibilityContact",
    ]
    /// One value for each name of `fields`, in that order.
    public let values: [String?]
    /// Where each field is written; nil for one that the site does not ask for.
    public let spans: [Span?]
}
