import Audit
import Diagnostics
import LanguageRules

/// Everything that a site puts out beside its pages and its own files: feeds, the sitemap, files for browsers, hosts and
/// search engines. A file of the same name in `static/` takes the place of ours.
struct GeneratedFiles {
    let world: SiteWorld
    let settings: AuditSettings

    struct File: Sendable {
        let url: String
        let bytes: [UInt8]
        /// The links in it that the audit checks.
        var summary: FileSummary?
        /// Whether it holds texts of entries.
        var source = Source.plan

        enum Source: Sendable {
            case plan
            case feed(FeedPlace)
            case search
        }
    }

    private var config: SiteConfig { world.sources.config }
    private var base: BaseURL { config.baseURL }

    /// - Parameters:
    ///   - hashed: the URLs of assets that carry a hash.
    ///   - search: takes what the search finds.
    func all(hashed: [String], search: inout [SearchPage?], store: FindingStore) -> [File] {
        var files = feeds(store)
        files += Sitemap(base: base).files(sitemapPages()).map { audited($0.url, $0.bytes) }
        files.append(File(url: "/robots.txt", bytes: Robots.bytes(base: base)))
        files.append(File(url: "/_headers", bytes: HeadersFile.bytes(HostHeaders(config), hashed: hashed)))
        if let bytes = RedirectsFile.bytes(world.plan, basePath: base.path) {
            files.append(File(url: "/_redirects", bytes: bytes))
        }
        files += configured(store, &search)
        let own = Set(world.plan.files.map(\.url))
        return files.filter { !own.contains($0.url) && world.plan.page(at: $0.url) == nil }
    }

    /// Files that the config asks for.
    private func configured(_ store: FindingStore, _ pages: inout [SearchPage?]) -> [File] {
        var files: [File] = []
        if let manifest = config.outputs.manifest {
            store.add(WebManifest.findings(manifest, config, world.assets))
            files.append(
                File(url: "/manifest.webmanifest", bytes: WebManifest.bytes(manifest, config, world.assets)))
        }
        if let search = config.outputs.search {
            files.append(audited("/opensearch.xml", OpenSearchFile.bytes(search, config)))
            let places = SearchReader.pages(world, search)
            pages = world.plan.pages.map { found($0, search, places) }
            files += searchIndices(places, pages)
        }
        if let security = config.outputs.security {
            // A file that the operator wrote by hand is the operator's answer.
            if !world.plan.files.contains(where: { $0.url == SecurityFile.url }) {
                store.add(SecurityFile.findings(security, config, today: world.date))
            }
            if let bytes = SecurityFile.bytes(security, config) {
                files.append(File(url: SecurityFile.url, bytes: bytes))
            }
        }
        return files
    }

    private func feeds(_ store: FindingStore) -> [File] {
        FeedPlace.all(config, world.plan).flatMap { place in
            let (feed, findings) = FeedReader(world: world).feed(place)
            store.add(findings)
            return files(of: feed, at: place)
        }
    }

    private func files(of feed: Feed, at place: FeedPlace) -> [File] {
        let atom = AtomWriter.bytes(feed, url: place.atomURL, base: base)
        return [
            File(
                url: place.atomURL, bytes: atom, summary: FileAudit(settings).feed(atom, url: place.atomURL),
                source: .feed(place)),
            File(
                url: place.jsonURL, bytes: JSONFeedWriter.bytes(feed, url: place.jsonURL, base: base),
                source: .feed(place)),
        ]
    }

    /// What the search of its language finds of a page; nil for a page that it does not find.
    private func found(_ page: PlannedPage, _ search: SearchConfig, _ places: [(url: String, language: Int)])
        -> SearchPage?
    {
        guard let own = places.first(where: { $0.language == page.language }), own.url != page.url else { return nil }
        return SearchReader(world: world, language: page.language).page(page, search)
    }

    /// One index for each language's search.
    private func searchIndices(_ places: [(url: String, language: Int)], _ pages: [SearchPage?]) -> [File] {
        places.map { place in
            let found = zip(world.plan.pages, pages).compactMap { $0.language == place.language ? $1 : nil }
            return File(url: place.url + "index.json", bytes: SearchIndex(pages: found).bytes, source: .search)
        }
    }

    /// The files that hold the text of some entries, made again after nothing but these texts changed.
    func again(_ files: [File], edited: Set<Int>, search pages: inout [SearchPage?]) -> [File] {
        var made: [File] = []
        if let search = config.outputs.search {
            let places = SearchReader.pages(world, search)
            for (place, page) in world.plan.pages.enumerated() {
                guard case .entry(let index) = page.kind, edited.contains(index) else { continue }
                pages[place] = found(page, search, places)
            }
            made += searchIndices(places, pages)
        }
        let places = Set(files.compactMap { if case .feed(let place) = $0.source { place } else { nil } })
        for place in places {
            let order = world.plan.order[place.collection][place.language]
            guard order.contains(where: edited.contains) else { continue }
            made += self.files(of: FeedReader(world: world).feed(place).feed, at: place)
        }
        let urls = Set(files.map(\.url))
        return made.filter { urls.contains($0.url) }
    }

    private func audited(_ url: String, _ bytes: [UInt8]) -> File {
        File(url: url, bytes: bytes, summary: FileAudit(settings).feed(bytes, url: url))
    }

    /// None in a preview: its pages ask search engines to forget them.
    private func sitemapPages() -> [Sitemap.Page] {
        if config.isPreview { return [] }
        // A list has many pages, which all change with the newest of its entries.
        let newest = world.plan.order.map { languages in
            languages.map { order in order.lazy.compactMap { modified(world.sources.entries[$0]) }.max() }
        }
        return world.plan.pages.compactMap { page in
            guard let modified = modified(page, newest: newest) else { return nil }
            return Sitemap.Page(
                url: page.url, modified: modified.day,
                versions: world.pageVersions.of(page, world.sources, world.plan))
        }
    }

    /// The day of a page's last change, if known; nil for a page that search engines should not list.
    ///
    /// - Parameter newest: of each collection and language.
    private func modified(_ page: PlannedPage, newest: [[CivilDate?]]) -> (day: CivilDate?, isListed: Bool)? {
        switch page.kind {
        case .entry(let index):
            let entry = world.sources.entries[index]
            return entry.noIndex ? nil : (modified(entry), true)
        case .list(let collection, _, _): return (newest[collection][page.language], true)
        case .term, .terms: return (nil, true)
        case .notFound, .redirect: return nil
        }
    }

    private func modified(_ entry: SiteEntry) -> CivilDate? { entry.updated ?? entry.date }
}
