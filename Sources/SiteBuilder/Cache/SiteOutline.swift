import Content
import Diagnostics
import LanguageRules

/// What a build planned, as the cache keeps it: enough to make some of the site's pages again without reading what the
/// others are made of.
///
/// Places that only a finding would name are left out: a build from an outline that finds anything is made anew.
struct SiteOutline: Sendable {
    struct EntryOutline: Sendable {
        let path: String
        let collection: Int
        let language: Int
        /// As `ReadableValues.key`.
        let key: UInt64
        let identity: UInt64
    }

    let entries: [EntryOutline]
    let plan: Plan
    let images: ImageFacts
    let references: ReferenceLinks
    let staticFiles: [String]
    let contentFiles: [String]
    /// As `LinkMap.fingerprint`.
    let linkFingerprint: UInt64
    /// The entries that a feed carries.
    let feedEntries: Set<Int>
    /// The pages and files of which the audit of the whole site has something to say.
    let checkedURLs: Set<String>

    /// Index into the entries, by collection and the entry's place in it.
    func globalIndex(collections: Int) -> [[Int]] {
        var index = [[Int]](repeating: [], count: collections)
        for (number, entry) in entries.enumerated() where entry.collection < collections {
            index[entry.collection].append(number)
        }
        return index
    }
}

// MARK: Writing

extension SiteOutline {
    /// The outline of a site that was built; nil where nothing keeps what templates read.
    static func encoded(_ world: SiteWorld, checked: Set<String>) -> [UInt8]? {
        guard let readable = world.readable else { return nil }
        let (sources, plan) = (world.sources, world.plan)
        var writer = BinaryWriter(capacity: 1 << 20)
        writer.list(sources.entries.indices) { writer, index in
            let entry = sources.entries[index]
            writer.text(entry.path)
            writer.flag(entry.entry.item != nil)
            writer.number(entry.collection)
            writer.number(entry.language)
            writer.word(readable.key(of: index) ?? 0)
            writer.word(readable.identity(of: index))
            writer.flag(plan.appears[index])
            writer.list(plan.translations[index]) { $0.number($1) }
        }
        let templates = Array(Set(plan.pages.map(\.template))).sorted()
        let numbers = Dictionary(templates.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        writer.list(templates) { $0.text($1) }
        writer.list(plan.pages) { writer, page in
            writer.text(page.url)
            writer.number(numbers[page.template] ?? 0)
            writer.number(page.language)
            writer.kind(page.kind)
        }
        writer.list(plan.files) { writer, file in
            writer.text(file.source)
            writer.text(file.url)
        }
        writer.list(plan.order) { $0.list($1) { $0.list($1) { $0.number($1) } } }
        writer.list(plan.terms) { $0.list($1) { $0.list($1) { $0.term($1) } } }
        world.links.images.encode(into: &writer)
        sources.references.encode(into: &writer)
        writer.list(sources.staticFiles) { $0.text($1) }
        writer.list(sources.contentFiles) { $0.text($1) }
        writer.word(world.links.fingerprint)
        let feeds = FeedPlace.all(sources.config, plan)
        let inFeeds = Set(feeds.flatMap { FeedReader(world: world).newest($0).entries.map(\.index) })
        writer.list(inFeeds.sorted()) { $0.number($1) }
        writer.list(checked.sorted()) { $0.text($1) }
        return writer.take()
    }

    /// The entries as they were used, each under its key.
    static func joined(_ world: SiteWorld, jobs: Int) -> [(key: UInt64, record: [UInt8])] {
        let entries = world.sources.entries
        let records = Slots<[UInt8]>(count: entries.count)
        Workers.forEach(
            count: entries.count, jobs: jobs, state: { 0 },
            body: { index, _ in records[index] = joined(entries[index]) })
        return entries.indices.compactMap { index in
            guard let key = world.readable?.key(of: index), let record = records[index] else { return nil }
            return (key, record)
        }
    }

    static func joined(_ entry: SiteEntry) -> [UInt8] {
        var writer = BinaryWriter(capacity: 512)
        writer.entry(entry.entry)
        return writer.take()
    }
}

extension BinaryWriter {
    fileprivate mutating func kind(_ kind: PlannedPage.Kind) {
        switch kind {
        case .entry(let index):
            byte(0)
            number(index)
        case .list(let collection, let page, let total):
            byte(1)
            for part in [collection, page, total] { number(part) }
        case .term(let taxonomy, let term, let page, let total):
            byte(2)
            for part in [taxonomy, term, page, total] { number(part) }
        case .terms(let taxonomy):
            byte(3)
            number(taxonomy)
        case .notFound: byte(4)
        case .redirect(let target, let title):
            byte(5)
            text(target)
            text(title)
        }
    }

    fileprivate mutating func term(_ term: Term) {
        text(term.name)
        text(term.slug)
        text(term.url)
        list(term.entries) { $0.number($1) }
    }
}

// MARK: Reading

extension SiteOutline {
    /// Reads what `encoded` wrote; nil when it does not fit the config.
    init?(_ reader: inout BinaryReader, config: SiteConfig) {
        var appears: [Bool] = []
        var translations: [[Int]] = []
        var entryByPath: [String: Int] = [:]
        let entries = reader.list { reader in
            let path = reader.text()
            if !reader.flag() { entryByPath[path] = translations.count }
            let entry = EntryOutline(
                path: path, collection: reader.number(), language: reader.number(), key: reader.word(),
                identity: reader.word())
            appears.append(reader.flag())
            translations.append(reader.list { $0.number() })
            return entry
        }
        let templates = reader.list { $0.text() }
        let nowhere = Location(config.file, Span(0, 0))
        var urls = [String?](repeating: nil, count: entries.count)
        let pages = reader.list { reader in
            let url = reader.text()
            let template = reader.number()
            if !templates.indices.contains(template) { reader.fail() }
            let language = reader.number()
            let kind = reader.kind()
            if case .entry(let index) = kind {
                if urls.indices.contains(index) { urls[index] = url } else { reader.fail() }
            }
            return PlannedPage(
                url: url, kind: kind, template: reader.isSound ? templates[template] : "", language: language,
                claim: nowhere)
        }
        let files = reader.list { PlannedFile(source: $0.text(), url: $0.text()) }
        let order = reader.list { $0.list { $0.list { $0.number() } } }
        let terms = reader.list { $0.list { $0.list { $0.term() } } }
        images = ImageFacts(&reader, files: files)
        references = ReferenceLinks(&reader)
        staticFiles = reader.list { $0.text() }
        contentFiles = reader.list { $0.text() }
        linkFingerprint = reader.word()
        feedEntries = Set(reader.list { $0.number() })
        checkedURLs = Set(reader.list { $0.text() })
        let languages = config.languages.indices
        guard reader.isSound, reader.isAtEnd, order.count == config.collections.count + 1,
            terms.count == config.taxonomies.count,
            (order + terms.map { $0.map { $0.flatMap(\.entries) } }).allSatisfy({
                $0.count == languages.count && $0.allSatisfy { $0.allSatisfy(entries.indices.contains) }
            }),
            entries.allSatisfy({ order.indices.contains($0.collection) && languages.contains($0.language) }),
            pages.allSatisfy({ languages.contains($0.language) })
        else { return nil }
        self.entries = entries
        plan = Plan(
            pages: pages, files: files, order: order, entryURLs: urls, appears: appears, terms: terms,
            neighbours: Planner.neighbours(order: order, count: entries.count), translations: translations,
            entryByPath: entryByPath, fileURLs: Planner.fileURLs(files, config), leftOut: [])
    }
}

extension BinaryReader {
    fileprivate mutating func kind() -> PlannedPage.Kind {
        switch byte() {
        case 0: return .entry(number())
        case 1: return .list(collection: number(), number: number(), total: number())
        case 2: return .term(taxonomy: number(), term: number(), number: number(), total: number())
        case 3: return .terms(taxonomy: number())
        case 4: return .notFound
        case 5: return .redirect(to: text(), title: text())
        default:
            fail()
            return .notFound
        }
    }

    fileprivate mutating func term() -> Term {
        Term(name: text(), slug: text(), url: text(), entries: list { $0.number() })
    }
}
