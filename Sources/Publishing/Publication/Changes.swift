import Diagnostics

/// What a publish did to the output: paths relative to it, in the order of their bytes.
public struct Changes: Sendable {
    public internal(set) var added: [String] = []
    public internal(set) var changed: [String] = []
    public internal(set) var deleted: [String] = []
    /// Assets of earlier publishes that no page names any more and that stay for readers with an older page.
    public internal(set) var retained: [String] = []
    /// How many outputs were the same as before and not written.
    public internal(set) var unchangedCount = 0

    public var isEmpty: Bool { added.isEmpty && changed.isEmpty && deleted.isEmpty }

    /// `{"added":["/gminy/skawina/"],"changed":[…],"deleted":[…]}`: URLs, for a CDN's purge or a comment on a proposal.
    ///
    /// - Parameter basePath: the path of the site's base URL without its final slash, `/metropolia` or empty.
    public func json(basePath: String = "") -> String {
        var json = JSONText()
        json.object { json in
            for (name, paths) in [("added", added), ("changed", changed), ("deleted", deleted)] {
                json.key(name)
                json.array { json in
                    for path in paths { json.item(basePath + OutputPath.url(of: path)) }
                }
            }
        }
        return json.text + "\n"
    }

    /// One warning for each page that is gone: an alias would have left a redirect page at its path.
    public var vanishedPages: [Diagnostic] {
        deleted.filter { $0.hasSuffix(".html") }.map { path in
            let url = OutputPath.url(of: path)
            return Diagnostic(
                .vanishedPage,
                Words(
                    pl: "strona \(url) znika i nic nie prowadzi spod jej adresu dalej",
                    en: "the page \(url) vanishes and nothing leads on from its address"),
                remedy: Words(
                    pl: "w nagłówku wpisu, który ją zastępuje, dopisz: aliases: [\"\(url)\"]",
                    en: "add to the front matter of the entry that replaces it: aliases: [\"\(url)\"]"))
        }
    }
}
