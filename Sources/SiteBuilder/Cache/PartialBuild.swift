import Assets
import Audit
import Content
import Diagnostics
import Publishing
import Templates

/// A build since whose last run a few entries changed, in nothing that the plan is made of: what they reach is made
/// again, and all else stays where it lies.
///
/// It is for good news only. When there is anything to say of what it makes, or was, or it cannot be sure, it leaves the
/// work to a build of everything.
struct PartialBuild {
    private let options: BuildOptions
    private let cache: CacheFolder
    private let record: RunRecord
    private let tree: FileTree
    private let config: SiteConfig
    private let memory: BuildMemory
    private let outline: SiteOutline
    private let edits: [EntryEdit]
    private let damage = CacheDamage()

    /// More files than this are not edited but exchanged: by a checkout of another branch.
    static let most = 64

    /// Nil when more has changed, or the last build left no outline.
    init?(_ options: BuildOptions, cache: CacheFolder, record: RunRecord, tree: FileTree, changed: [String]) {
        guard record.image != 0, changed.count <= PartialBuild.most, changed.allSatisfy({ $0.hasSuffix(".md") }) else {
            return nil
        }
        let image = cache.image()
        var findings = Findings()
        guard image.identity == record.image, let file = tree.source(options.config, findings: &findings),
            var config = ConfigReader.read(file, baseURL: options.baseURL, findings: &findings)
        else { return nil }
        config.isPreview = options.preview
        let start = BuildStart(ledger: tree.ledger, image: image, program: cache.program)
        let memory = start.memory(config: file, options: options)
        let read = config
        guard let outline = memory.outline({ SiteOutline(&$0, config: read) }) else { return nil }
        let reader = EntryEditReader(outline: outline, tree: tree, config: config, memory: memory, record: record)
        var edits: [EntryEdit] = []
        for path in changed {
            guard let edit = reader.edit(path) else { return nil }
            edits.append(edit)
        }
        self.options = options
        self.cache = cache
        self.record = record
        self.tree = tree
        self.config = config
        self.memory = memory
        self.outline = outline
        self.edits = edits
    }

    /// Stages what has changed; nil when that is more than some pages.
    func render(into publication: Publication) -> Rendered? {
        let store = FindingStore()
        let edited = Dictionary(edits.map { ($0.index, $0.entry) }, uniquingKeysWith: { first, _ in first })
        let sources = SiteLoader.load(
            outline, options: options, tree: tree, config: config, memory: memory, edited: edited, damage: damage)
        guard edits.allSatisfy({ keepsItsPlace($0, sources.entries) }) else { return nil }
        let world = SiteWorld(
            sources: sources, plan: outline.plan, images: outline.images, date: options.date, jobs: options.jobs,
            findings: store, outline: outline)
        let renderer = SiteRenderer(world: world, templates: SiteTemplates(unchecked: world), options: options)
        memory.beginPages(environment: renderer.environment)
        guard let reached = reached(world) else { return nil }
        let sink: any OutputSink =
            options.precompress
            ? PrecompressingSink(publication: publication, own: sources.packedFiles) : publication
        guard let pages = renderer.render(reached.pages, into: sink), areQuiet(pages, world), store.all.isEmpty,
            haveSameMatter(pages, reached), !damage.isFound, isSteady
        else { return nil }
        note()
        let made = reached.pages.map { SitePath.output(of: outline.plan.pages[$0].url) }
        let packed = options.precompress ? packed(made, own: sources.packedFiles) : []
        return Rendered(world: world, outputs: Set(made + packed))
    }

    /// Where compressed forms of outputs may lie, but for files that the site brings itself.
    private func packed(_ paths: [String], own: Set<String>) -> [String] {
        paths.flatMap { path in Precompression.endings.map { path + $0 } }.filter { !own.contains($0) }
    }

    struct Rendered {
        let world: SiteWorld
        /// The paths of the pages that were made again, with those of their compressed forms.
        let outputs: Set<String>
    }

    /// Leaves for the next build what this one knows.
    func remember(outputs: UInt64) {
        guard let image = memory.nextOver(), let identity = cache.write(edits: image, over: memory.baseIdentity) else {
            return
        }
        cache.write(record.with(tree.ledger.notes, image: identity, outputs: outputs))
    }

    /// Whether the disk was asked nothing new, and gave the same answer twice.
    private var isSteady: Bool {
        let notes = tree.ledger.notes
        return notes.isWhole && notes.unsteady.isEmpty && record.holds(notes)
    }

    /// Whether an entry stands between the same ones, wherever entries are in order.
    private func keepsItsPlace(_ edit: EntryEdit, _ entries: Row<SiteEntry>) -> Bool {
        if edit.fields.isEmpty { return true }
        let collection = edit.entry.collection
        return config.languages.indices.allSatisfy { language in
            let order = EntryOrder(config, collection: collection, language: language)
            guard order.keeps(outline.plan.order[collection][language], changed: edit.index, entries: entries) else {
                return false
            }
            return zip(config.taxonomies, outline.plan.terms).allSatisfy { taxonomy, terms in
                guard let order = EntryOrder(config, taxonomy, language: language) else { return true }
                return terms[language].allSatisfy {
                    order.keeps($0.entries, changed: edit.index, entries: entries)
                }
            }
        }
    }

    // MARK: What is reached

    private struct Reached {
        /// Indices into the plan.
        let pages: [Int]
        /// The title of each page of the plan, as `PageSummary.titleKey`, as it was.
        let titles: [UInt64]
    }

    /// The pages that read a changed value, and those of which nothing is known.
    private func reached(_ world: SiteWorld) -> Reached? {
        var slots: [UInt64: UInt64] = [:]
        for edit in edits {
            guard let record = world.records[RecordIndex(edit.index)], let key = world.readable?.key(of: edit.index)
            else { return nil }
            slots[key, default: 0] |= record.slots(of: edit, schema: config.schema(of: edit.entry.collection))
        }
        let branches = edits.filter { !$0.fields.isEmpty }.compactMap { branch($0, world) }
        let pages = outline.plan.pages
        let chunk = 64
        let found = Slots<[BuildMemory.EarlierPage]>(count: (pages.count + chunk - 1) / chunk)
        let (memory, wanted) = (memory, slots)
        Workers.forEach(
            count: (pages.count + chunk - 1) / chunk, jobs: options.jobs, state: { 0 },
            body: { index, _ in
                found[index] = pages[index * chunk..<min(pages.count, (index + 1) * chunk)].map {
                    memory.earlierPage($0, reading: wanted)
                }
            })
        var reached: [Int] = []
        var titles: [UInt64] = []
        for (index, page) in found.all.flatMap({ $0 ?? [] }).enumerated() {
            switch page {
            case .unknown:
                reached.append(index)
                titles.append(PageSummary.TitleKey.none)
            case .known(let isReached, let title):
                if isReached || branches.contains(where: { $0.holds(pages[index].url) }) { reached.append(index) }
                titles.append(title)
            }
        }
        return Reached(pages: reached, titles: titles)
    }

    /// The pages that show a page's title beside its record: itself, and those below it in their paths.
    private struct Branch {
        let url: String
        let isAlone: Bool

        func holds(_ other: String) -> Bool { isAlone ? other == url : other.hasPrefix(url) }
    }

    private func branch(_ edit: EntryEdit, _ world: SiteWorld) -> Branch? {
        guard let url = outline.plan.entryURLs[edit.index], let page = outline.plan.page(at: url) else { return nil }
        return Branch(url: url, isAlone: world.homeWord(page) != nil)
    }

    // MARK: What is found

    /// Whether there is nothing to be said of the pages, nor of the texts, those among them that no page prints.
    private func areQuiet(_ pages: [RenderedPage], _ world: SiteWorld) -> Bool {
        pages.allSatisfy(\.findings.isEmpty)
            && edits.allSatisfy { edit in
                let facts = world.documents[edit.index].facts(
                    by: world.renderers, language: edit.entry.language, links: world.links)
                world.documents[edit.index].release()
                return facts?.findings.isEmpty == true
            }
    }

    /// Whether the audit of the whole site would find what it found before: nothing on these pages.
    private func haveSameMatter(_ pages: [RenderedPage], _ reached: Reached) -> Bool {
        var titles = reached.titles
        var new: [UInt64] = []
        for (index, page) in zip(reached.pages, pages) {
            let planned = outline.plan.pages[index]
            // What no template makes is made of the plan, which is the same.
            if case .redirect = planned.kind { continue }
            guard let now = page.summary, let before = memory.earlierFacts(planned)?.summary, now.leads(as: before),
                now.language == before.language, !outline.checkedURLs.contains(planned.url)
            else { return false }
            if now.titleKey != titles[index], now.titleKey != PageSummary.TitleKey.none { new.append(now.titleKey) }
            titles[index] = now.titleKey
        }
        if new.isEmpty { return true }
        guard !titles.contains(PageSummary.TitleKey.unclear) else { return false }
        return new.allSatisfy { key in titles.reduce(0) { $0 + ($1 == key ? 1 : 0) } == 1 }
    }

    private func note() {
        for edit in edits {
            memory.note(edit.known, hash: edit.hash)
            memory.note(joined: SiteOutline.joined(edit.entry), key: outline.entries[edit.index].key)
        }
    }
}

extension ObjectValue {
    /// The slots of the record of an entry that an edit reaches: of its fields, and whatever is made of its text.
    fileprivate func slots(of edit: EntryEdit, schema: Schema) -> UInt64 {
        let names = Set(edit.fields.map { schema.fields[$0].name })
        var mask: UInt64 = 0
        for (slot, value) in fields.enumerated() {
            var isReached = names.contains(type.fields[slot].name)
            if case .deferred = value { isReached = true }
            if isReached { mask |= 1 << UInt64(min(slot, 63)) }
        }
        return mask
    }
}
