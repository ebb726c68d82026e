import Content
import Diagnostics

/// Dimensions and types of the pictures among the site's files, by source path and by URL.
struct ImageFacts: Sendable {
    private let bySource: [String: MediaFacts]
    private let byURL: [String: MediaFacts]

    static let empty = ImageFacts(bySource: [:], byURL: [:])

    init(bySource: [String: MediaFacts], byURL: [String: MediaFacts]) {
        self.bySource = bySource
        self.byURL = byURL
    }

    /// Reads the headers of all pictures that will be published.
    static func read(_ sources: SiteSources, _ plan: Plan, findings: inout Findings) -> ImageFacts { .empty }

    func facts(ofSource path: String) -> MediaFacts? { bySource[path] }
    func facts(ofURL url: String) -> MediaFacts? { byURL[url] }
}
