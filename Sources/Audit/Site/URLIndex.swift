import Diagnostics

/// The URLs of a site, to look up by hash and to guess what a writer meant.
struct URLIndex: Sendable {
    private let urls: [String]

    init(_ urls: [String]) { self.urls = urls }

    /// The known URL that is nearest to a dead one: the same with a final slash first, then by spelling.
    func nearest(to link: String) -> String? {
        let path = String(link.prefix { $0 != "#" && $0 != "?" })
        let slashed = path.hasSuffix("/") ? path : path + "/"
        if slashed != path, urls.contains(slashed) { return slashed }
        return NearMiss.best(for: path, in: urls)
    }
}
