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
    public var menus: [Menu]
    public var map: MapConfig?
    public var siteOperator: Operator
    public var rawHTML: Bool
    /// Levels set under `audit`; nil turns a rule off.
    public var levels: [String: Level?]
    /// Which tool's version the site asks for.
    public var version: String?

    public var mainLanguage: SiteLanguage { languages[0] }
}

/// A language of the site.
public struct SiteLanguage: Sendable {
    public let rules: any Language
    public let title: String
    public let description: String?
    /// `""` for the main language, `/en` for another one.
    public let prefix: String
    /// Path words of the main language → this one's.
    public let paths: [String: String]
    public let menus: [Menu]?
    /// Titles and descriptions of collections' lists in this language, by collection.
    public let lists: [String: (title: String?, description: String?)]

    public var code: String { rules.code }

    /// A path's fixed words in this language, below its prefix: `/o-nas/` → `/en/about/`.
    public func translated(_ url: String) -> String {
        guard !prefix.isEmpty else { return url }
        let words = url.split(separator: "/", omittingEmptySubsequences: true).map { paths[String($0)] ?? String($0) }
        return prefix + "/" + words.map { $0 + "/" }.joined()
    }
}

/// A collection: a folder of entries with one schema, one URL pattern and one template.
public struct CollectionConfig: Sendable {
    public let name: String
    public let label: String?
    public let folder: String
    public let url: URLPattern
    public let template: String
    public let sort: SortOrder
    public let list: ListConfig?
    public let schema: Schema
    /// Where the config names it.
    public let span: Span
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

/// The order of a collection: by one field, up or down.
public struct SortOrder: Hashable, Sendable {
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
