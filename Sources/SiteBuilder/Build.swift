import Assets
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
    fileprivate private(set) var world: SiteWorld?
    private var pages: [RenderedPage] = []

    /// Lets go of the site without taking it apart: for a process that ends now, whose memory the system takes at once.
    public func leaveToSystem() {
        final class Left: Sendable {
            let pages: [RenderedPage]
            init(_ pages: [RenderedPage]) { self.pages = pages }
        }
        if let world { _ = Unmanaged.passRetained(world) }
        _ = Unmanaged.passRetained(Left(pages))
    }

    mutating func keep(_ world: SiteWorld) { self.world = world }

    mutating func keep(_ pages: [RenderedPage]) { self.pages = pages }

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
    public static func check(_ options: BuildOptions, progress: BuildProgress? = nil) -> BuildReport {
        var run = BuildRun(options, progress: progress)
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
    public static func publish(_ options: BuildOptions, progress: BuildProgress? = nil) -> BuildReport {
        let cache = options.usesCache ? CacheFolder(root: options.root, config: options.config) : nil
        let record = cache?.record(root: options.root)
        if let cache, let record {
            var continuation = Continuation(options, cache: cache, record: record)
            if let report = continuation.run() { return report }
        }
        var run = BuildRun(options, progress: progress)
        run.publish(cache: cache, known: record?.readings ?? KnownReadings())
        return run.report
    }
}

/// One walk along the road.
struct BuildRun {
    let options: BuildOptions
    private(set) var report = BuildReport()
    private(set) var sources: SiteSources?
    private(set) var plan: Plan?
    /// Whether the site is kept in memory for the next build of the same process.
    private let isWarm: Bool
    private(set) var warm: WarmSite?
    private let progress: BuildProgress?
    /// The pages of which the audit of the whole site has something to say.
    private var checkedURLs: Set<String> = []

    init(_ options: BuildOptions, isWarm: Bool = false, progress: BuildProgress? = nil) {
        self.options = options
        self.isWarm = isWarm
        self.progress = progress
        report.output = options.output
    }

    /// A run that says what another one said.
    init(_ options: BuildOptions, repeating record: RunRecord, timings: Timings) {
        self.init(options)
        report.findings.add(record.findings)
        report.findings.add(silenced: record.silenced)
        report.leftOut = record.leftOut
        report.pageCount = record.pageCount
        report.fileCount = record.fileCount
        report.timings = timings
    }

    mutating func keep(_ world: SiteWorld) { report.keep(world) }

    mutating func finish(_ stage: String) { report.timings.finish(stage) }

    /// Whether a finding reaches the level at which nothing is published.
    var isRefused: Bool { report.findings.contains(atLeast: options.failLevel) }

    /// - Parameters:
    ///   - cache: where the build leaves what it knows; nil for one without a cache.
    ///   - known: the files that the last build read.
    mutating func publish(cache: CacheFolder?, known: KnownReadings) {
        var publication: Publication?
        let (output, config) = (options.outputPath, options.config)
        let start =
            cache.map {
                BuildStart(
                    ledger: SourceLedger(known: known, begun: $0.begun), image: $0.image(), program: $0.program)
            } ?? .anew
        if cache != nil { report.timings.finish("cache") }
        let precompresses = options.precompress
        let isDone = walk(from: start) { (sources) throws(PublishingError) -> any OutputSink in
            let begun = try Publication.begin(output: output, sources: sources.folders(config: config))
            publication = begun
            guard precompresses else { return begun }
            return PrecompressingSink(publication: begun, own: sources.packedFiles)
        }
        guard let publication, let sources else { return }
        guard isDone, !isRefused, report.failure == nil else {
            if let recovery = publication.recovery { report.findings.add(recovery) }
            publication.abort()
            return
        }
        progress?.begin(.publishing)
        // What this build says of the sources, before it says what it did to the output.
        let said = report
        let isPublished = commit(publication, basePath: sources.config.baseURL.path, levels: sources.config.levels)
        if isPublished, let cache {
            remember(sources, said, publication: publication, in: cache)
            report.timings.finish("remember")
        }
    }

    /// Puts the outputs in their places, unless what would vanish is a finding that stops it.
    ///
    /// - Returns: whether they are there now.
    @discardableResult
    mutating func commit(_ publication: Publication, basePath: String, levels: [String: Level?]) -> Bool {
        defer { report.timings.finish("publish") }
        if let recovery = publication.recovery { report.findings.add(recovery) }
        do {
            if let days = options.keepAssetsDays { publication.keepAssets(days: days, today: options.date.dayNumber) }
            var vanished = Findings()
            let changes = try publication.commit(durable: options.durable) { changes in
                vanished.add(changes.vanishedPages)
                vanished.apply(levels: levels)
                return !vanished.contains(atLeast: options.failLevel)
            }
            report.findings.add(vanished.all)
            guard let changes else { return false }
            report.changes = changes
            try writeChanges(changes, basePath: basePath)
            return true
        } catch {
            report.failure = error
            return false
        }
    }

    private func writeChanges(_ changes: Changes, basePath: String) throws(PublishingError) {
        guard let path = options.changesFile else { return }
        do throws(FileFailure) {
            try DiskFile.write(path, Array(changes.json(basePath: basePath).utf8))
        } catch {
            throw PublishingError(.fileSystem, error.diagnostic)
        }
    }

    private func remember(
        _ sources: SiteSources, _ said: BuildReport, publication: Publication, in cache: CacheFolder
    ) {
        let folders = sources.folderNames(config: options.config)
        let notes = sources.tree.ledger.notes
        guard notes.isWhole, notes.unsteady.isEmpty else { return }
        let hasOutline = noteOutline()
        if let image = sources.memory.next() { cache.write(image: image) }
        cache.write(
            RunRecord(
                key: RunRecord.key(options), notes: notes, report: said, basePath: sources.config.baseURL.path,
                outputs: publication.manifestHash, image: hasOutline ? cache.image().identity : 0, folders: folders))
    }

    /// Keeps the outline of a site with which the next build can go on when little changes.
    ///
    /// - Returns: whether there is one: not where a field or the index of the search is made of many entries.
    private func noteOutline() -> Bool {
        guard let world = report.world, !world.hasComputedFields, world.sources.config.outputs.search == nil,
            let outline = SiteOutline.encoded(world, checked: checkedURLs)
        else { return false }
        world.sources.memory.note(outline, joined: SiteOutline.joined(world, jobs: options.jobs))
        return true
    }

    /// Load, plan, render, audit; false when an earlier stage's errors kept the pages from being rendered.
    @discardableResult
    mutating func walk(
        from start: BuildStart = .anew, into makeSink: (SiteSources) throws(PublishingError) -> any OutputSink
    ) -> Bool {
        var findings = Findings()
        defer { report.findings = findings }
        guard let sources = SiteLoader.load(options, from: start, findings: &findings) else { return false }
        self.sources = sources
        var isWhole = false
        defer { findings.settle(sources, silencings: sources.texts, isWhole: isWhole) }
        report.timings.finish("load", files: sources.size.files, bytes: sources.size.bytes)
        let plan = Planner.plan(sources, options: options, findings: &findings)
        self.plan = plan
        report.leftOut = plan.leftOut
        findings.add(OperatorDuties.findings(sources.config))
        findings.add(DeclarationPage.findings(sources.config, plan))
        report.timings.finish("plan", files: plan.pages.count + plan.files.count)
        let images = ImageFacts.read(sources, plan, findings: &findings)
        let store = FindingStore()
        let world = SiteWorld(
            sources: sources, plan: plan, images: images, date: options.date, jobs: options.jobs, findings: store,
            plainAssets: options.plainAssets)
        report.keep(world)
        findings.add(store.all)
        let templates = SiteTemplates.compile(world, shelf: start.shelf, findings: &findings)
        report.trusted = templates?.trusted ?? []
        if let templates {
            let unused = UnusedSources(sources: sources, plan: plan)
            report.leftOut += unused.templates(templates) + unused.data(templates)
        }
        report.timings.finish("templates", files: sources.templateFiles.count)
        guard !findings.contains(atLeast: .error), let templates else {
            // Pages made of broken parts would only repeat the same errors; the texts can still be checked.
            findings.add(SiteRenderer.checkTexts(world, jobs: options.jobs))
            return false
        }
        do {
            let sink = try makeSink(sources)
            progress?.begin(.pages, total: plan.pages.count)
            var early = report
            early.findings = findings
            let renderer = SiteRenderer(
                world: world, templates: templates, options: options, progress: progress, keepsTrails: isWarm)
            let site = try renderer.render(into: sink, findings: &findings)
            report.note(site)
            isWhole = true
            checkedURLs = site.checks.urls
            report.timings.finish("render", files: report.pageCount + report.fileCount, bytes: site.copied.bytes)
            if isWarm {
                warm = WarmSite(renderer: renderer, site: site, early: early)
            } else {
                report.keep(site.pages)
            }
        } catch {
            report.failure = error
            return false
        }
        return true
    }

    fileprivate static func changedMeanwhile(_ path: String) -> Diagnostic {
        Diagnostic(
            .sourceChanged,
            Words(
                pl: "plik \(path) zmienił się, gdy strona była budowana",
                en: "the file \(path) changed while the site was being built"),
            at: Location(SourceFile(path: path, bytes: []), Span(0, 0)),
            remedy: Words(pl: "zbuduj stronę jeszcze raz", en: "build the site again"))
    }
}

extension Findings {
    /// Adds what the disk did meanwhile, and gives each finding the level and the silence that the site asks for.
    mutating func settle(_ sources: SiteSources, silencings: [SourceFile], isWhole: Bool) {
        // Whoever prints a finding later shows the line that was read, and not what an editor has saved since.
        for finding in all { finding.loadFiles() }
        add(sources.tree.ledger.unsteady.map(BuildRun.changedMeanwhile))
        apply(levels: sources.config.levels)
        silence(
            in: silencings, known: RuleCatalogue.all, mayBeSilenced: RuleCatalogue.mayBeSilenced, isWhole: isWhole)
    }
}

extension BuildReport {
    mutating func note(_ site: RenderedSite) {
        pageCount = site.pages.count
        fileCount = site.fileCount
        leftOut += site.checks.unused
    }
}

/// A build that goes on from the last one, of which nothing has changed or a few entries: it says the same, and looks
/// whether its output still lies where it was put.
struct Continuation {
    private let options: BuildOptions
    private let cache: CacheFolder
    private let record: RunRecord
    private var report = BuildReport()

    init(_ options: BuildOptions, cache: CacheFolder, record: RunRecord) {
        self.options = options
        self.cache = cache
        self.record = record
    }

    /// The report; nil when more has changed and the site has to be built.
    mutating func run() -> BuildReport? {
        guard record.key == RunRecord.key(options),
            let tree = try? FileTree(
                root: options.root, ledger: SourceLedger(known: record.readings, begun: cache.begun))
        else { return nil }
        let (changed, output) = look(tree)
        report.timings.finish("load", files: record.readings.count)
        guard let changed, let output else { return nil }
        if changed.isEmpty { return publish(tree, with: nil, over: output) }
        let partial = PartialBuild(options, cache: cache, record: record, tree: tree, changed: changed)
        return partial.flatMap { publish(tree, with: $0, over: output) }
    }

    /// Asks the disk, of sources and outputs at the same time: neither answer depends on the other. Nothing is touched, since
    /// nobody knows yet whether anything can be published.
    ///
    /// - Returns: the sources that have other bytes, nil when the disk gives other answers besides; and the output
    ///   folder, nil when it is not as the last build left it.
    private func look(_ tree: FileTree) -> (changed: [String]?, output: OutputView?) {
        let changed = Slots<[String]?>(count: 1)
        let output = Slots<OutputView?>(count: 1)
        let jobs = max(1, options.jobs / 2)
        Workers.forEach(
            count: 2, jobs: options.jobs, state: { 0 },
            body: { side, _ in
                if side == 0 {
                    changed[0] = record.changes(tree, jobs: jobs)
                } else {
                    output[0] = outputInPlace(jobs: jobs)
                }
            })
        return (changed[0] ?? nil, output[0] ?? nil)
    }

    /// The output folder; nil when anything does not lie there as the last build put it.
    private func outputInPlace(jobs: Int) -> OutputView? {
        guard let output = OutputView(options.outputPath), output.manifestHash == record.outputs else { return nil }
        let count = output.published.entries.count
        let chunk = 64
        let areInPlace = Slots<Bool>(count: (count + chunk - 1) / chunk)
        Workers.forEach(
            count: (count + chunk - 1) / chunk, jobs: jobs, state: { 0 },
            body: { index, _ in
                areInPlace[index] = output.areInPlace(index * chunk..<min(count, (index + 1) * chunk))
            })
        return areInPlace.all.allSatisfy { $0 == true } ? output : nil
    }

    private mutating func publish(_ tree: FileTree, with partial: PartialBuild?, over output: OutputView)
        -> BuildReport?
    {
        guard
            let publication = try? Publication.begin(
                output: options.outputPath, sources: record.folders.map(tree.absolute), seen: output)
        else { return nil }
        guard publication.manifestHash == record.outputs, stage(partial, into: publication) else {
            publication.abort()
            return nil
        }
        var run = BuildRun(options, repeating: record, timings: report.timings)
        if let world = report.world { run.keep(world) }
        let isPublished = run.commit(publication, basePath: record.basePath, levels: [:])
        if let partial {
            if isPublished { partial.remember(outputs: publication.manifestHash) }
            run.finish("remember")
        } else if !tree.ledger.notes.readings.isEmpty || publication.manifestHash != record.outputs {
            // What was read now, since its stamp had not come to rest or is another one, need not be read the next time.
            cache.write(record.with(tree.ledger.notes, outputs: publication.manifestHash))
        }
        return run.report
    }

    /// Hands over what was made again, and takes over all else.
    private mutating func stage(_ partial: PartialBuild?, into publication: Publication) -> Bool {
        var made: Set<String> = []
        if let partial {
            guard let rendered = partial.render(into: publication) else { return false }
            report.keep(rendered.world)
            made = rendered.outputs
            report.timings.finish("render", files: made.count)
        }
        publication.keepRest { made.contains($0) }
        return true
    }
}
