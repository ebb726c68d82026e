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
    }

    private var config: SiteConfig { world.sources.config }
    private var base: BaseURL { config.baseURL }

    /// - Parameter hashed: the URLs of assets that carry a hash.
    func all(hashed: [String], store: FindingStore) -> [File] {
        var files = feeds(store)
        files += Sitemap(base: base).files(sitemapPages()).map { audited($0.url, $0.bytes) }
        files.append(File(url: "/robots.txt", bytes: Robots.bytes(base: base)))
        files.append(File(url: "/_headers", bytes: HeadersFile.bytes(HostHeaders(config), hashed: hashed)))
        if let bytes = RedirectsFile.bytes(world.plan, basePath: base.path) {
            files.append(File(url: "/_redirects", bytes: bytes))
        }
        files += configured(store)
        let own = Set(world.plan.files.map(\.url) + world.plan.pages.map(\.url))
        return files.filter { !own.contains($0.url) }
    }

    /// Files that the config asks for.
    private func configured(_ store: FindingStore) -> [File] {
        var files: [File] = []
        if let manifest = config.outputs.manifest {
            store.add(WebManifest.findings(manifest, config, world.assets))
            files.append(
                File(url: "/manifest.webmanifest", bytes: WebManifest.bytes(manifest, config, world.assets)))
        }
        if let search = config.outputs.search {
            files.append(audited("/opensearch.xml", OpenSearchFile.bytes(search, config)))
            for page in SearchReader.pages(world, search) {
                let index = SearchReader(world: world, language: page.language).index(search, on: page.url)
                files.append(File(url: page.url + "index.json", bytes: index.bytes))
            }
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
            return [
                audited(place.atomURL, AtomWriter.bytes(feed, url: place.atomURL, base: base)),
                File(url: place.jsonURL, bytes: JSONFeedWriter.bytes(feed, url: place.jsonURL, base: base)),
            ]
        }
    }

    private func audited(_ url: String, _ bytes: [UInt8]) -> File {
        File(url: url, bytes: bytes, summary: FileAudit(settings).feed(bytes, url: url))
    }

    /// None in a preview: its pages ask search engines to forget them.
    private func sitemapPages() -> [Sitemap.Page] {
        if config.isPreview { return [] }
        return world.plan.pages.compactMap { page in
            guard let modified = modified(page) else { return nil }
            return Sitemap.Page(
                url: page.url, modified: modified.day,
                versions: world.pageVersions.of(page, world.sources, world.plan))
        }
    }

    /// The day of a page's last change, if known; nil for a page that search engines should not list.
    private func modified(_ page: PlannedPage) -> (day: CivilDate?, isListed: Bool)? {
        switch page.kind {
        case .entry(let index):
            let entry = world.sources.entries[index]
            return entry.noIndex ? nil : (entry.updated ?? entry.date, true)
        case .list(let collection, _, _):
            let entries = world.plan.order[collection][page.language].map { world.sources.entries[$0] }
            return (entries.compactMap { $0.updated ?? $0.date }.max(), true)
        case .term, .terms: return (nil, true)
        case .notFound, .redirect: return nil
        }
    }
}
