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
    var progress: BuildProgress?

    /// Whether it is noted by what each page can be reached.
    var keepsTrails = false

    private var settings: AuditSettings {
        AuditSettings(siteURL: config.baseURL.absolute("/"), declarationURL: config.declaration?.url)
    }

    /// A hash of what all pages depend on beside the config and what each of them reads: the templates, and how pages are
    /// audited and finished.
    var environment: UInt64 {
        StableHash.join(StableHash.hash(String(describing: settings)), world.sources.templatesHash)
    }

    private var plan: Plan { world.plan }
    private var config: SiteConfig { world.sources.config }

    func render(into sink: any OutputSink, findings: inout Findings) throws(PublishingError) -> RenderedSite {
        let failure = FirstFailure()
        world.sources.memory.beginPages(environment: environment)
        var site = RenderedSite()
        site.pages = renderPages(into: sink, failure: failure)
        finish(&site, into: sink, failure: failure)
        let texts = SiteRenderer.checkTexts(world, jobs: options.jobs)
        if let error = failure.error { throw error }
        findings.add(site.findings)
        findings.add(texts)
        return site
    }

    /// Renders some pages of a site again, whose plan and other pages are still right.
    ///
    /// - Returns: false when a page could not be made.
    func renderAgain(_ pages: [Int], of site: inout RenderedSite, into sink: any OutputSink) -> Bool {
        guard let made = render(pages, into: sink) else { return false }
        for (page, made) in zip(pages, made) { site.pages[page] = made }
        return true
    }

    /// Renders some pages; nil when one could not be made.
    func render(_ pages: [Int], into sink: any OutputSink) -> [RenderedPage]? {
        let store = Slots<RenderedPage>(count: pages.count)
        let failure = FirstFailure()
        let maker = self
        Workers.forEach(
            count: pages.count, jobs: options.jobs, state: { maker.worker() },
            body: { index, worker in maker.render(pages[index], by: &worker, into: sink, store, at: index, failure) })
        let made = store.all.compactMap { $0?.summary == nil ? nil : $0 }
        return failure.error == nil && made.count == pages.count ? made : nil
    }

    /// The files, feeds and checks that follow the pages.
    func finish(_ site: inout RenderedSite, into sink: any OutputSink, failure: FirstFailure) {
        let (files, generated) = (FindingStore(), FindingStore())
        let summaries = site.pages.compactMap(\.summary)
        let targets = LinkTargets(pages: summaries)
        site.copied = putFiles(into: sink, targets: targets, store: files, failure: failure)
        site.copiedFindings = files.all
        site.generated = self.generated.all(hashed: site.copied.hashedURLs, search: &site.search, store: generated)
        site.generatedFindings = generated.all
        for file in site.generated { put(file, into: sink, failure: failure) }
        site.checks = checks(of: site, summaries, targets)
    }

    func put(_ file: GeneratedFiles.File, into sink: any OutputSink, failure: FirstFailure) {
        do throws(PublishingError) {
            try sink.put(SitePath.output(of: file.url), file.bytes, kind: .feed)
        } catch {
            failure.note(error)
        }
    }

    var generated: GeneratedFiles { GeneratedFiles(world: world, settings: settings) }

    private func checks(of site: RenderedSite, _ summaries: [PageSummary], _ targets: LinkTargets) -> SiteChecks.Outcome
    {
        // Links to pages whose template failed are not dead as well.
        let failed = zip(plan.pages, site.pages).compactMap { $1.summary == nil ? $0.url : nil }
        return SiteChecks(
            world: world, templates: templates, settings: settings, summaries: summaries, failed: failed,
            files: site.copied.summaries, fileURLs: site.copied.urls, generated: site.generated, targets: targets
        ).outcome()
    }

    // MARK: Pages

    private func worker() -> PageWorker { PageWorker(world: world, templates: templates, settings: settings) }

    private func renderPages(into sink: any OutputSink, failure: FirstFailure) -> [RenderedPage] {
        let pages = Slots<RenderedPage>(count: plan.pages.count)
        let maker = self
        Workers.forEach(
            count: plan.pages.count, jobs: options.jobs, state: { maker.worker() },
            body: { index, worker in
                guard failure.error == nil else { return }
                defer { maker.progress?.advance() }
                let page = maker.plan.pages[index]
                if let (facts, place) = worker.known(page),
                    sink.keep(SitePath.output(of: page.url), hash: facts.output)
                {
                    maker.world.sources.memory.keep(page, place)
                    pages[index] = RenderedPage(
                        summary: facts.summary, findings: facts.findings,
                        trail: maker.keepsTrails ? worker.trail(ofKnown: facts) : nil)
                    return
                }
                maker.render(index, by: &worker, into: sink, pages, at: index, failure)
            })
        return plan.pages.indices.map { pages[$0] ?? RenderedPage() }
    }

    private func render(
        _ index: Int, by worker: inout PageWorker, into sink: any OutputSink, _ pages: Slots<RenderedPage>,
        at place: Int, _ failure: FirstFailure
    ) {
        let page = plan.pages[index]
        do throws(PublishingError) {
            pages[place] = try render(page, by: &worker, into: sink)
        } catch {
            failure.note(error)
        }
        if case .entry(let entry) = page.kind { world.documents[entry].release() }
    }

    private func render(_ page: PlannedPage, by worker: inout PageWorker, into sink: any OutputSink)
        throws(PublishingError) -> RenderedPage
    {
        let store = FindingStore()
        guard let html = worker.html(of: page, store: store) else { return RenderedPage(findings: store.all) }
        let (bytes, summary) = worker.audit(html, page: page, store: store)
        let hash = ContentHash(of: bytes)
        try sink.put(SitePath.output(of: page.url), bytes, hash: hash, kind: .page)
        let findings = store.all
        worker.note(page, output: hash, size: bytes.count, summary: summary, findings: findings)
        return RenderedPage(
            summary: summary, findings: findings,
            trail: keepsTrails ? worker.trail(of: page, findings: findings) : nil)
    }

    // MARK: Other outputs

    private func putFiles(
        into sink: any OutputSink, targets: LinkTargets, store: FindingStore, failure: FirstFailure
    ) -> FileOutputs.Outcome {
        do throws(FileFailure) {
            let use = try AssetUse(world.assets, targets.with(files: linkingFiles()))
            return FileOutputs(world: world, settings: settings, jobs: options.jobs, use: use).put(
                into: sink, store: store, failure: failure)
        } catch {
            store.add(error.diagnostic)
            return FileOutputs.Outcome()
        }
    }

    /// Drawings, which name files of `static/` by their own URLs.
    private func linkingFiles() -> [FileSummary] {
        let audit = FileAudit(settings)
        return plan.files.compactMap { file in
            guard SitePath.fileExtension(of: file.url) == "svg",
                let bytes = try? world.sources.tree.read(file.source)
            else { return nil }
            return audit.svg(bytes, url: file.url)
        }
    }

    /// Renders the bodies that no template has printed, so that their errors are found too, and collects what all bodies
    /// had to say.
    static func checkTexts(_ world: SiteWorld, jobs: Int) -> [Diagnostic] {
        let documents = world.documents
        let unread = documents.indices.filter { documents[$0].findings == nil }
        Workers.forEach(
            count: unread.count, jobs: jobs, state: { 0 },
            body: { place, _ in
                let index = unread[place]
                let language = world.sources.entries[index].language
                _ = documents[index].rendered(by: world.renderers, language: language, links: world.links)
                documents[index].release()
            })
        return documents.flatMap { $0.findings ?? [] }
    }
}

/// The first refusal of the file system, seen by all threads.
final class FirstFailure: Sendable {
    private let state = Mutex<PublishingError?>(nil)

    func note(_ error: PublishingError) { state.withLock { $0 = $0 ?? error } }
    var error: PublishingError? { state.withLock { $0 } }
}
