import Audit
import Diagnostics
import LanguageRules
import Markdown
import Publishing
import Synchronization
import Templates

/// Renders every page, audits it, and hands it to the sink; then the copied files, the sitemap, and what only the whole
/// site can tell.
struct SiteRenderer: Sendable {
    let world: SiteWorld
    let templates: SiteTemplates
    let options: BuildOptions

    struct Outcome: Sendable {
        var pages = 0
        var files = 0
        var bytes = 0
    }

    private var settings: AuditSettings {
        AuditSettings(siteURL: config.baseURL.absolute("/"), declarationURL: declarationURL)
    }

    /// The page of the accessibility declaration, known by its template.
    private var declarationURL: String? {
        plan.pages.first { $0.template == "deklaracja.html" && $0.language == 0 }?.url
    }

    private var plan: Plan { world.plan }
    private var config: SiteConfig { world.sources.config }

    func render(into sink: any OutputSink, findings: inout Findings) throws(PublishingError) -> Outcome {
        let store = FindingStore()
        let failure = FirstFailure()
        var outcome = Outcome()
        let summaries = renderPages(into: sink, store: store, failure: failure)
        outcome.pages = plan.pages.count
        let copied = copyFiles(into: sink, store: store, failure: failure)
        outcome.files = plan.files.count
        outcome.bytes = copied.bytes
        do {
            let modified = sitemapPages()
            try sink.put("sitemap.xml", Sitemap(base: config.baseURL).bytes(modified), kind: .feed)
            if !plan.files.contains(where: { $0.url == "/robots.txt" }) {
                try sink.put("robots.txt", Robots.bytes(base: config.baseURL), kind: .feed)
                outcome.files += 1
            }
            outcome.files += 1
        } catch {
            failure.note(error)
        }
        findings.add(store.all)
        SiteRenderer.checkTexts(world, jobs: options.jobs, findings: &findings)
        findings.add(
            SiteChecks(
                world: world, templates: templates, settings: settings, summaries: summaries.compactMap { $0 },
                failed: failed(summaries),
                files: copied.summaries
            ).findings())
        if let error = failure.error { throw error }
        return outcome
    }

    // MARK: Pages

    private func renderPages(into sink: any OutputSink, store: FindingStore, failure: FirstFailure) -> [PageSummary?] {
        let summaries = Slots<PageSummary>(count: plan.pages.count)
        let (world, templates, settings) = (world, templates, settings)
        Workers.forEach(
            count: plan.pages.count, jobs: options.jobs,
            state: { PageWorker(world: world, templates: templates, settings: settings) },
            body: { index, worker in
                guard failure.error == nil else { return }
                let page = world.plan.pages[index]
                guard let bytes = worker.html(of: page, store: store) else { return }
                let audited = worker.audit(bytes, page: page, store: store)
                summaries[index] = audited.summary
                do throws(PublishingError) {
                    try sink.put(SitePath.output(of: page.url), audited.bytes, kind: .page)
                } catch {
                    failure.note(error)
                }
                if case .entry(let entry) = page.kind { world.documents[entry].release() }
            })
        return summaries.all
    }

    /// Pages whose template failed: links to them are not dead as well.
    private func failed(_ summaries: [PageSummary?]) -> [String] {
        zip(plan.pages, summaries).compactMap { $1 == nil ? $0.url : nil }
    }

    // MARK: Other outputs

    /// Copies files; style sheets are searched for addresses and get the base path.
    private func copyFiles(into sink: any OutputSink, store: FindingStore, failure: FirstFailure) -> (
        bytes: Int, summaries: [FileSummary]
    ) {
        let files = plan.files
        let summaries = Slots<FileSummary>(count: files.count)
        let sizes = Slots<Int>(count: files.count)
        let (tree, fileAudit) = (world.sources.tree, FileAudit(settings))
        let basePath = BasePath(ofBaseURL: settings.siteURL)
        Workers.forEach(
            count: files.count, jobs: options.jobs, state: { 0 },
            body: { index, _ in
                guard failure.error == nil else { return }
                var bytes: [UInt8]
                do throws(FileFailure) {
                    bytes = try tree.read(files[index].source)
                } catch {
                    store.add(error.diagnostic)
                    return
                }
                sizes[index] = bytes.count
                if let summary = SiteRenderer.summary(of: bytes, url: files[index].url, by: fileAudit) {
                    summaries[index] = summary
                    bytes = basePath.insert(into: bytes, at: summary.rootURLs)
                }
                do throws(PublishingError) {
                    try sink.put(SitePath.output(of: files[index].url), bytes, kind: .asset)
                } catch {
                    failure.note(error)
                }
            })
        return (sizes.all.reduce(0) { $0 + ($1 ?? 0) }, summaries.all.compactMap { $0 })
    }

    /// The links of a style sheet or a drawing; nil for a file that has none.
    private static func summary(of bytes: [UInt8], url: String, by audit: FileAudit) -> FileSummary? {
        if url.hasSuffix(".css") { return audit.css(bytes, url: url) }
        if url.hasSuffix(".svg") { return audit.svg(bytes, url: url) }
        return nil
    }

    /// None in a preview: its pages ask search engines to forget them.
    private func sitemapPages() -> [Sitemap.Page] {
        if config.isPreview { return [] }
        return plan.pages.compactMap { page in
            switch page.kind {
            case .entry(let index):
                let entry = world.sources.entries[index]
                return entry.noIndex ? nil : Sitemap.Page(url: page.url, modified: entry.updated ?? entry.date)
            case .list, .term, .terms: return Sitemap.Page(url: page.url, modified: nil)
            case .notFound, .redirect: return nil
            }
        }
    }

    /// Renders the bodies that no template has printed, so that their errors are found too, and collects what all bodies
    /// had to say.
    static func checkTexts(_ world: SiteWorld, jobs: Int, findings: inout Findings) {
        let documents = world.documents
        Workers.forEach(
            count: documents.count, jobs: jobs, state: { 0 },
            body: { index, _ in
                guard documents[index].findings == nil else { return }
                let language = world.sources.entries[index].language
                _ = documents[index].rendered(by: world.renderers, language: language, links: world.links)
                documents[index].release()
            })
        for document in documents { findings.add(document.findings ?? []) }
    }
}

/// The first refusal of the file system, seen by all threads.
final class FirstFailure: Sendable {
    private let state = Mutex<PublishingError?>(nil)

    func note(_ error: PublishingError) { state.withLock { $0 = $0 ?? error } }
    var error: PublishingError? { state.withLock { $0 } }
}
