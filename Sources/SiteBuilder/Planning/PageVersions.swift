/// The same page in other languages: translations of an entry, and a collection's list in each language.
struct PageVersions: Sendable {
    private let lists: [ListKey: [Int: String]]

    private struct ListKey: Hashable {
        let collection: Int
        let number: Int
    }

    init(_ plan: Plan) {
        var lists: [ListKey: [Int: String]] = [:]
        for page in plan.pages {
            guard case .list(let collection, let number, _) = page.kind else { continue }
            lists[ListKey(collection: collection, number: number), default: [:]][page.language] = page.url
        }
        self.lists = lists
    }

    /// Every version, the page itself among them, in the order of the languages; empty where it is the only one.
    func of(_ page: PlannedPage, _ sources: SiteSources, _ plan: Plan) -> [(language: String, url: String)] {
        var found: [Int: String] = [:]
        switch page.kind {
        case .entry(let index):
            for other in plan.translations[index] {
                if let url = plan.entryURLs[other] { found[sources.entries[other].language] = url }
            }
        case .list(let collection, let number, _):
            found = lists[ListKey(collection: collection, number: number)] ?? [:]
        default: break
        }
        found[page.language] = page.url
        guard found.count > 1 else { return [] }
        return found.keys.sorted().map { (sources.config.languages[$0].code, found[$0] ?? page.url) }
    }
}
