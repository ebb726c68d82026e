import Content
import Diagnostics
import Publishing

/// The last good build of a site, kept in memory, and the shortest way to the next one: when nothing but the texts of
/// some entries changed, below their front matter, all that is made again are the pages and feeds that hold these texts.
///
/// No field of an entry comes from its text, so sources, plan, records and the map stay as they are. Whatever is more
/// than that, or goes wrong, is left to a build of everything.
struct WarmSite: Sendable {
    private let renderer: SiteRenderer
    private var site: RenderedSite
    /// What was said before the first page was rendered.
    private let early: BuildReport
    private var readings: [(path: String, reading: SourceLedger.Reading)]
    private var silencings: [SourceFile]

    init(renderer: SiteRenderer, site: RenderedSite, early: BuildReport) {
        self.renderer = renderer
        self.site = site
        self.early = early
        let sources = renderer.world.sources
        readings = sources.tree.ledger.notes.readings.map { ($0.key, $0.value) }
        silencings = sources.silencingFiles
    }

    /// More files than this are not edited but exchanged: by a checkout of another branch.
    private static let most = 64

    private var world: SiteWorld { renderer.world }
    private var sources: SiteSources { renderer.world.sources }
    private var tree: FileTree { renderer.world.sources.tree }
    private var jobs: Int { renderer.options.jobs }

    /// What a build made after some texts changed.
    struct Edit {
        let report: BuildReport
        /// The outputs that were made again.
        let outputs: [String: [UInt8]]
        let readings: [String: SourceLedger.Reading]
    }

    private struct EditedText {
        let index: Int
        let body: Range<Int>
        let hash: ContentHash
        let silences: Bool
    }

    /// Builds what has changed; nil when that is more than the texts of entries, and this value is used up.
    ///
    /// - Parameters:
    ///   - touched: files that may have changed whatever the system says of them.
    ///   - image: the entries as the last build of everything read them.
    mutating func edit(touched: Set<String>, begun: (time: Int, device: UInt64)?, image: CacheImage) -> Edit? {
        var report = early
        report.timings = Timings()
        guard let changed = changes(touched: touched, begun: begun), let edited = texts(changed, image: image)
        else { return nil }
        report.timings.finish("load", files: changed.count)
        let indices = Set(edited.map(\.index))
        for text in edited { world.documents[text.index].renew(body: text.body, hash: text.hash) }
        note(edited)
        let pages = reached(by: edited)
        let before = pages.map { site.pages[$0].summary }
        let sink = MemorySink()
        guard renderer.renderAgain(pages, of: &site, into: sink) else { return nil }
        let failure = FirstFailure()
        let isSame = zip(before, pages).allSatisfy { before, page in
            guard let before, let after = site.pages[page].summary else { return false }
            // A finding of the whole site has a place on the page, which may have moved.
            return before.hasSameMatter(as: after) && !site.checks.urls.contains(after.url)
        }
        if isSame {
            let made = renderer.generated.again(site.generated, edited: indices, search: &site.search)
            guard take(made) else { return nil }
            for file in made { renderer.put(file, into: sink, failure: failure) }
        } else {
            // Which assets a page names decides under which names they are published.
            guard world.assets.isPlain else { return nil }
            renderer.finish(&site, into: sink, failure: failure)
        }
        guard failure.error == nil else { return nil }
        var findings = Findings()
        findings.add(early.findings.all)
        findings.add(site.findings)
        findings.add(SiteRenderer.checkTexts(world, jobs: jobs))
        findings.settle(sources, silencings: sources.texts(silencings), isWhole: true)
        report.findings = findings
        report.note(site)
        report.timings.finish("render", files: pages.count)
        return Edit(report: report, outputs: sink.all, readings: tree.ledger.notes.readings)
    }

    // MARK: What changed

    /// The files whose bytes differ; nil when files came or went, or one cannot be read.
    private mutating func changes(touched: Set<String>, begun: (time: Int, device: UInt64)?) -> [String]? {
        let notes = tree.ledger.notes
        guard notes.isWhole, touched.count <= WarmSite.most else { return nil }
        let (tree, readings) = (tree, readings)
        let chunk = 64
        let count = (readings.count + chunk - 1) / chunk
        let doubtful = Slots<[Int]>(count: count)
        Workers.forEach(
            count: count, jobs: jobs, state: { 0 },
            body: { index, _ in
                doubtful[index] = (index * chunk..<min(readings.count, (index + 1) * chunk)).filter {
                    let (path, reading) = readings[$0]
                    return !tree.isUntouched(path, since: reading)
                        || touched.contains { SitePath.isInside(path, $0) }
                }
            })
        let suspects = doubtful.all.flatMap { $0 ?? [] }
        tree.ledger.goOn(begun: begun, forgetting: suspects.map { readings[$0].path })
        var findings = Findings()
        for (folder, hash) in notes.lists {
            guard tree.listHash(under: folder, findings: &findings) == hash, findings.isEmpty else { return nil }
        }
        for (path, isPresent) in notes.presences where tree.exists(path) != isPresent { return nil }
        Workers.forEach(
            count: suspects.count, jobs: jobs, state: { 0 },
            body: { index, _ in _ = try? tree.readHashed(readings[suspects[index]].path) })
        let now = tree.ledger.notes.readings
        var changed: [String] = []
        for suspect in suspects {
            guard let reading = now[readings[suspect].path] else { return nil }
            if reading.hash != readings[suspect].reading.hash { changed.append(readings[suspect].path) }
            self.readings[suspect].reading = reading
        }
        return changed.count <= WarmSite.most ? changed : nil
    }

    /// The entries of changed files; nil when one is no entry, or differs in more than its text, or has findings.
    private func texts(_ paths: [String], image: CacheImage) -> [EditedText]? {
        let config = sources.config
        let languages = config.languages.map(\.code)
        guard !world.hasComputedFields else { return nil }
        var edited: [EditedText] = []
        for path in paths {
            guard path.hasSuffix(".md"), let index = world.plan.entryByPath[path],
                let hash = tree.ledger.hash(of: path),
                !early.findings.all.contains(where: { $0.paths.contains(path) })
            else { return nil }
            let old = sources.entries[index]
            let folder =
                old.collection < config.collections.count
                ? config.collections[old.collection].folder : config.pages.folder
            let file = old.entry.file
            file.release()
            var reader = EntryReader(
                schema: sources.schema(of: old), language: config.mainLanguage.rules, languages: languages)
            guard let entry = reader.read(file, path: SitePath.below(folder, path)), reader.takeFindings().isEmpty,
                sources.memory.isSameHead(entry, in: image)
            else { return nil }
            edited.append(
                EditedText(
                    index: index, body: entry.body, hash: hash, silences: !Silencing.find(in: file).isEmpty))
        }
        return edited
    }

    // MARK: What it reaches

    private mutating func note(_ edited: [EditedText]) {
        for text in edited {
            let file = sources.entries[text.index].entry.file
            silencings.removeAll { $0 === file }
            if text.silences { silencings.append(file) }
        }
    }

    /// The pages that read one of the texts, or whose findings may have moved.
    private func reached(by edited: [EditedText]) -> [Int] {
        let paths = Set(edited.map { sources.entries[$0.index].path })
        var masks: [Int: UInt64] = [:]
        for text in edited { masks[text.index] = deferredSlots(of: text.index) }
        return site.pages.indices.filter { page in
            guard let trail = site.pages[page].trail else { return true }
            return trail.records.contains { read in masks[read.index].map { $0 & read.slots != 0 } ?? false }
                || trail.places.contains(where: paths.contains)
        }
    }

    /// The slots of a record that are made of its text.
    private func deferredSlots(of index: Int) -> UInt64 {
        var mask: UInt64 = 0
        for (slot, value) in world.records.records[index].fields.enumerated() {
            if case .deferred = value { mask |= 1 << UInt64(min(slot, 63)) }
        }
        return mask
    }

    /// Puts feeds in the place of the old ones; false when one now leads elsewhere, which the whole site has to be asked.
    private mutating func take(_ made: [GeneratedFiles.File]) -> Bool {
        for file in made {
            guard let place = site.generated.firstIndex(where: { $0.url == file.url }) else { return false }
            let targets = { (file: GeneratedFiles.File) in file.summary?.links.map { [$0.target, $0.fragment] } ?? [] }
            guard targets(site.generated[place]) == targets(file), !site.checks.urls.contains(file.url) else {
                return false
            }
            site.generated[place] = file
        }
        return true
    }
}
