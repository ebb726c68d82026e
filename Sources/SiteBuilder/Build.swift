import Diagnostics
import LanguageRules
import Publishing

/// What a run found and did.
public struct BuildReport: Sendable {
    public internal(set) var findings = Findings()
    public internal(set) var timings = Timings()
    /// Why the file system or the output folder refused, with the status for the process.
    public internal(set) var failure: PublishingError?
    public internal(set) var changes: Changes?
    public internal(set) var pageCount = 0
    public internal(set) var fileCount = 0
    public internal(set) var leftOut: [LeftOut] = []
    /// The places in templates where `trusted` lets a plain text in as HTML.
    public internal(set) var trusted: [Location] = []
    public internal(set) var output = ""

    /// One line about what was published; nil when nothing was.
    public var summary: Words? {
        guard let changes else { return nil }
        return Words(
            pl: "Opublikowano w \(output)/: strony \(pageCount), inne pliki \(fileCount); "
                + "nowe \(changes.added.count), zmienione \(changes.changed.count), usunięte \(changes.deleted.count), "
                + "bez zmian \(changes.unchangedCount).",
            en: "Published into \(output)/: pages \(pageCount), other files \(fileCount); "
                + "new \(changes.added.count), changed \(changes.changed.count), deleted \(changes.deleted.count), "
                + "unchanged \(changes.unchangedCount).")
    }
}

extension BuildReport {
    /// How often, and where, templates let a plain text in as HTML; nil when none does.
    public var trustedSummary: Words? {
        guard !trusted.isEmpty else { return nil }
        let places = trusted.map { "\($0.file.path):\($0.start.line):\($0.start.column)" }.joined(separator: ", ")
        return Words(
            pl: "teksty dopuszczone jako HTML przez „trusted”: \(trusted.count) (\(places))",
            en: "texts let in as HTML by “trusted”: \(trusted.count) (\(places))")
    }
}

/// The one road: load, plan, render, audit, and a last step that differs.
public enum SiteBuild {
    /// Builds everything, publishes nothing.
    public static func check(_ options: BuildOptions) -> BuildReport {
        var run = BuildRun(options)
        run.walk { _ in DiscardingSink() }
        return run.report
    }

    /// Builds into memory; the outputs are nil when there were errors.
    public static func inMemory(_ options: BuildOptions) -> (report: BuildReport, outputs: [String: [UInt8]]?) {
        var run = BuildRun(options)
        let sink = MemorySink()
        let isDone = run.walk { _ in sink }
        return (run.report, isDone && !run.isRefused ? sink.all : nil)
    }

    /// Builds and publishes, all or nothing.
    public static func publish(_ options: BuildOptions) -> BuildReport {
        var run = BuildRun(options)
        run.publish()
        return run.report
    }
}

/// One walk along the road.
struct BuildRun {
    let options: BuildOptions
    private(set) var report = BuildReport()

    init(_ options: BuildOptions) {
        self.options = options
        report.output = options.output
    }

    /// Whether a finding reaches the level at which nothing is published.
    var isRefused: Bool { report.findings.contains(atLeast: options.failLevel) }

    mutating func publish() {
        var publication: Publication?
        let output = options.output.hasPrefix("/") ? options.output : options.root + "/" + options.output
        let config = options.config
        var basePath = ""
        let precompresses = options.precompress
        let isDone = walk { (sources) throws(PublishingError) -> any OutputSink in
            basePath = sources.config.baseURL.path
            let begun = try Publication.begin(output: output, sources: sources.folders(config: config))
            publication = begun
            guard precompresses else { return begun }
            return PrecompressingSink(publication: begun, own: sources.packedFiles)
        }
        guard let publication else { return }
        guard isDone, !isRefused, report.failure == nil else {
            publication.abort()
            return
        }
        if let recovery = publication.recovery { report.findings.add(recovery) }
        do {
            if let days = options.keepAssetsDays { publication.keepAssets(days: days, today: options.date.dayNumber) }
            let changes = try publication.commit(durable: options.durable)
            report.findings.add(changes.vanishedPages)
            report.changes = changes
            try writeChanges(changes, basePath: basePath)
        } catch {
            report.failure = error
        }
        report.timings.finish("publish")
    }

    private func writeChanges(_ changes: Changes, basePath: String) throws(PublishingError) {
        guard let path = options.changesFile else { return }
        do throws(FileFailure) {
            try DiskFile.write(path, Array(changes.json(basePath: basePath).utf8))
        } catch {
            throw PublishingError(.fileSystem, error.diagnostic)
        }
    }

    /// Load, plan, render, audit; false when an earlier stage's errors kept the pages from being rendered.
    @discardableResult
    mutating func walk(into makeSink: (SiteSources) throws(PublishingError) -> any OutputSink) -> Bool {
        var findings = Findings()
        defer { report.findings = findings }
        guard let sources = SiteLoader.load(options, findings: &findings) else { return false }
        var isWhole = false
        defer {
            findings.apply(levels: sources.config.levels)
            findings.silence(
                in: sources.texts, known: RuleCatalogue.all, mayBeSilenced: RuleCatalogue.mayBeSilenced,
                isWhole: isWhole)
        }
        report.timings.finish("load", files: sources.size.files, bytes: sources.size.bytes)
        let plan = Planner.plan(sources, options: options, findings: &findings)
        let unused = UnusedSources(sources: sources, plan: plan)
        report.leftOut = plan.leftOut + unused.templates() + unused.data()
        findings.add(OperatorDuties.findings(sources.config))
        findings.add(DeclarationPage.findings(sources.config, plan))
        report.timings.finish("plan", files: plan.pages.count + plan.files.count)
        let images = ImageFacts.read(sources, plan, findings: &findings)
        let store = FindingStore()
        let world = SiteWorld(
            sources: sources, plan: plan, images: images, date: options.date, findings: store,
            plainAssets: options.plainAssets)
        findings.add(store.all)
        let templates = SiteTemplates.compile(world, findings: &findings)
        report.trusted = templates?.trusted ?? []
        report.timings.finish("templates", files: sources.templateFiles.count)
        guard !findings.contains(atLeast: .error), let templates else {
            // Pages made of broken parts would only repeat the same errors; the texts can still be checked.
            SiteRenderer.checkTexts(world, jobs: options.jobs, findings: &findings)
            return false
        }
        do {
            let sink = try makeSink(sources)
            let outcome = try SiteRenderer(world: world, templates: templates, options: options).render(
                into: sink, findings: &findings)
            report.pageCount = outcome.pages
            report.fileCount = outcome.files
            report.leftOut += outcome.unused
            isWhole = true
            report.timings.finish("render", files: outcome.pages + outcome.files, bytes: outcome.bytes)
        } catch {
            report.failure = error
            return false
        }
        return true
    }
}
