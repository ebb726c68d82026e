/// What the audit has to know of the site.
public struct AuditSettings: Sendable {
    /// The base URL (`https://x.pl/metropolia/`); empty when it is unknown.
    public var siteURL: String
    /// The longest description, in characters, that search engines show.
    public var longestDescription: Int
    /// The root-relative URL of the accessibility declaration, when the site has one.
    public var declarationURL: String?

    public init(siteURL: String, longestDescription: Int = 160, declarationURL: String? = nil) {
        self.siteURL = siteURL
        self.longestDescription = longestDescription
        self.declarationURL = declarationURL
    }
}
