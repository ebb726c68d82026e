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

    struct Outcome: Sendable {
        var pages = 0
        var files = 0
        var bytes = 0
        /// Files that no page uses, pages that no page links to.
        var unused: [LeftOut] = []
    }

    private var settings: AuditSettings {
        AuditSettings(siteURL: config.baseURL.absolute("/"), declarationURL: config.declaration?.url)
    }

    /// A hash of what all pages depend on beside the config and what each of them reads: the templates, and how pages are
    /// audited and finished.
    private var environment: UInt64 {
        StableHash.join(StableHash.hash(String(describing: settings)), world.sources.templatesHash)
    }

    private var plan: Plan { world.plan }
    private var config: SiteConfig { world.sources.config }

    func render(into sink: any OutputSink, findings: inout Findings) throws(PublishingError) -> Outcome {
        let store = FindingStore()
        let failure = FirstFailure()
        world.sources.memory.beginPages(environment: environment)
        var outcome = Outcome()
        let summaries = renderPages(into: sink, store: store, failure: failure)
        outcome.pages = plan.pages.count
        let copied = putFiles(into: sink, summaries: summaries.compactMap { $0 }, store: store, failure: failure)
        outcome.files = copied.urls.count
        outcome.bytes = copied.bytes
        let generated = GeneratedFiles(world: world, settings: settings).all(hashed: copied.hashedURLs, store: store)
        for file in generated {
            do throws(PublishingError) {
                try sink.put(SitePath.output(of: file.url), file.bytes, kind: .feed)
            } catch {
                failure.note(error)
            }
        }
        outcome.files += generated.count
        findings.add(store.all)
        SiteRenderer.checkTexts(world, jobs: options.jobs, findings: &findings)
        let (found, unused) = SiteChecks(
            world: world, templates: templates, settings: settings, summaries: summaries.compactMap { $0 },
            failed: failed(summaries), files: copied.summaries, fileURLs: copied.urls, generated: generated
        ).findings()
        findings.add(found)
        outcome.unused = unused
        if let error = failure.error { throw error }
        return outcome
    }

    // MARK: Pages

    private func renderPages(into sink: any OutputSink, store: FindingStore, failure: FirstFailure) -> [PageSummary?] {
        let summaries = Slots<PageSummary>(count: plan.pages.count)
        let (world, templates, settings, progress) = (world, templates, settings, progress)
        Workers.forEach(
            count: plan.pages.count, jobs: options.jobs,
            state: { PageWorker(world: world, templates: templates, settings: settings) },
            body: { index, worker in
                guard failure.error == nil else { return }
                defer { progress?.advance() }
                let page = world.plan.pages[index]
                let output = SitePath.output(of: page.url)
                if let (facts, record) = worker.known(page), sink.keep(output, hash: facts.output) {
                    world.sources.memory.keep(page, record: record)
                    store.add(facts.findings)
                    summaries[index] = facts.summary
                    return
                }
                do throws(PublishingError) {
                    summaries[index] = try SiteRenderer.render(page, output, by: &worker, into: sink, store: store)
                } catch {
                    failure.note(error)
                }
                if case .entry(let entry) = page.kind { world.documents[entry].release() }
            })
        return summaries.all
    }

    private static func render(
        _ page: PlannedPage, _ output: String, by worker: inout PageWorker, into sink: any OutputSink,
        store: FindingStore
    ) throws(PublishingError) -> PageSummary? {
        let own = FindingStore()
        defer { store.add(own.all) }
        guard let html = worker.html(of: page, store: own) else { return nil }
        let (bytes, summary) = worker.audit(html, page: page, store: own)
        let hash = ContentHash(of: bytes)
        try sink.put(output, bytes, hash: hash, kind: .page)
        worker.note(page, output: hash, size: bytes.count, summary: summary, findings: own.all)
        return summary
    }

    /// Pages whose template failed: links to them are not dead as well.
    private func failed(_ summaries: [PageSummary?]) -> [String] {
        zip(plan.pages, summaries).compactMap { $1 == nil ? $0.url : nil }
    }

    // MARK: Other outputs

    private func putFiles(
        into sink: any OutputSink, summaries: [PageSummary], store: FindingStore, failure: FirstFailure
    ) -> FileOutputs.Outcome {
        do throws(FileFailure) {
            let use = try AssetUse(world.assets, LinkTargets(pages: summaries, files: linkingFiles()))
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
