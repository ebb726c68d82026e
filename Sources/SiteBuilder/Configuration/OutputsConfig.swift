import Diagnostics
import LanguageRules

/// The feeds of a collection: Atom and JSON Feed with the full text of its newest entries.
public struct FeedConfig: Sendable {
    /// nil: the title of the collection's list.
    public let title: String?
    /// How many entries, the newest first.
    public let limit: Int
    public let span: Span
}

/// What the config says of the files that a site puts out beside its pages.
public struct OutputsConfig: Sendable {
    public var manifest: ManifestConfig?
    public var security: SecurityConfig?
    public var search: SearchConfig?
    /// The Content-Security-Policy of all pages.
    public var policy = OutputsConfig.usualPolicy

    /// Everything from the site itself, nothing inline, no plug-ins, no frames of others around it.
    public static let usualPolicy = "default-src 'self'; base-uri 'self'; form-action 'self'; object-src 'none'"
}

/// `manifest.webmanifest`: how a phone shows the site on its home screen.
public struct ManifestConfig: Sendable {
    public let shortName: String?
    public let themeColor: String?
    public let backgroundColor: String?
    /// Root-relative URLs of pictures in `static/`.
    public let icons: [(url: String, span: Span)]
}

/// `.well-known/security.txt` (RFC 9116): whom to tell of a weakness.
public struct SecurityConfig: Sendable {
    /// `mailto:` or `https:`; nil while the operator has not given it.
    public let contact: String?
    public let contactSpan: Span
    public let expires: CivilDate?
    public let expiresSpan: Span
    public let policy: String?
}

/// The search: which page holds it.
public struct SearchConfig: Sendable {
    /// Root-relative, in the main language.
    public let page: String
    /// At most 16 characters: the name of the search in a browser's list (OpenSearch).
    public let shortName: String?
    /// The field of entries that holds names of places, found as if they were pages of their own.
    public let places: String?
    public let span: Span
}
