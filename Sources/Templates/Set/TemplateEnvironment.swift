import LanguageRules

/// All that templates may rely on: mode, language, white space rules, globals, the site's functions and filters.
///
/// ```swift
/// var environment = TemplateEnvironment(mode: .site, language: Polish())
/// environment.globals = [.init("site", .record(siteType)), .init("entry", .record(gmina), scope: .page)]
/// environment.filters = [HostFunction("url", Signature([Parameter("path", .string)], returns: .url)) { … }]
/// ```
public struct TemplateEnvironment: Sendable {
    /// A variable that every template may name; its slot is its place in `globals`.
    public struct Global: Sendable {
        public enum Scope: Sendable {
            /// Seen everywhere, by imported templates too: `site`, `t()`.
            case environment
            /// Belongs to one page; an imported template sees it only `with context`.
            case page
        }

        public let name: String
        public let type: TypeInfo
        public let scope: Scope
        /// What it is and where it comes from, for `inspect`.
        public let origin: String

        public init(_ name: String, _ type: TypeInfo, scope: Scope = .environment, origin: String = "") {
            self.name = name
            self.type = type
            self.scope = scope
            self.origin = origin
        }
    }

    public var mode: TemplateMode
    public var language: any Language
    /// Whether text that is printed is escaped.
    public var autoescape: Bool
    /// Drop the first line end after a tag.
    public var trimBlocks = false
    /// Drop the indentation before a tag that starts its line.
    public var lstripBlocks = false
    /// Oracle mode only: every use of an undefined value is an error, as with Jinja2's `StrictUndefined`.
    public var strictUndefined = false
    public var globals: [Global] = []
    /// Filters beside the built-in ones; a name of a built-in one replaces it. The first parameter of the signature is
    /// the value that the filter is applied to.
    public var filters: [HostFunction] = []

    public init(mode: TemplateMode, language: any Language, autoescape: Bool = true) {
        self.mode = mode
        self.language = language
        self.autoescape = autoescape
    }
}
