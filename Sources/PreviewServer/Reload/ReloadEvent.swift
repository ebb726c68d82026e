/// One message on a reload stream: a word and the number of the site's version, never a path and never a text.
struct ReloadEvent: Sendable, Equatable {
    enum Kind: String, Sendable {
        /// The page is told where the server stands when it begins to listen.
        case greeting
        case reload
        case styles
        /// The last build has errors.
        case errors
        /// The errors are mended, and no page has changed.
        case mended
    }

    let kind: Kind
    let version: Int
    var isFailing = false

    /// The event for a change, or nil when no page needs to know.
    init?(_ change: SiteChange, before: ServedSite, after: ServedSite) {
        version = after.version
        switch change {
        case .failed: kind = .errors
        case .pages: kind = .reload
        case .styles: kind = before.isFailing ? .reload : .styles
        case .nothing:
            guard before.isFailing else { return nil }
            kind = .mended
        }
    }

    private init(kind: Kind, version: Int, isFailing: Bool) {
        self.kind = kind
        self.version = version
        self.isFailing = isFailing
    }

    static func greeting(_ site: ServedSite) -> ReloadEvent {
        ReloadEvent(kind: .greeting, version: site.version, isFailing: site.isFailing)
    }

    /// In the format of server-sent events (HTML Living Standard, 9.2).
    var text: String {
        let retry = kind == .greeting ? "retry: 500\n" : ""
        return "\(retry)event: \(kind.rawValue)\ndata: \(version)\(isFailing ? " errors" : "")\n\n"
    }
}
