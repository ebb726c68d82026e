import BoundaryMap
import Content
import Diagnostics
import LanguageRules
import Markdown
import Synchronization
import Templates

/// Everything that templates can reach, made once before the first page is rendered; immutable and shared by threads.
final class SiteWorld: Sendable {
    let sources: SiteSources
    let plan: Plan
    let types: TemplateTypes
    /// One record for each entry, with the same index.
    let records: RecordTable
    let documents: Row<EntryDocument>
    let renderers: MarkdownRenderers
    let links: LinkMap
    let assets: SiteAssets
    /// The day of the build.
    let date: CivilDate
    /// The globals that are the same on every page of a language: site, collections, map, t.
    private let constants: [Constants]
    private let menus: MenuValues
    let pageVersions: PageVersions
    /// Whether fields are computed by expressions, which may read anything of any entry.
    let hasComputedFields: Bool
    /// The hashes of everything that templates can read; nil when nothing is remembered.
    let readable: ReadableValues?

    struct Constants: Sendable {
        let site: Value
        let collections: Value
        let map: Value
        let translate: Value
        /// One list of terms for each taxonomy.
        let terms: [[Value]]
        let taxonomies: Value

        /// The objects whose fields are traced one by one.
        var parts: [ObjectValue] {
            [site, collections, map, taxonomies].compactMap { if case .object(let object) = $0 { object } else { nil } }
        }
    }

    /// The number under which an object of a language is traced.
    enum Part: Int {
        case site
        case collections
        case map
        case taxonomies

        func origin(language: Int) -> Int32 { Int32(truncatingIfNeeded: language * 4 + rawValue) }
    }

    /// - Parameter outline: from which the plan comes; then documents and records are made when they are asked for.
    init(
        sources: SiteSources, plan: Plan, images: ImageFacts, date: CivilDate, jobs: Int = 1, findings: FindingStore,
        plainAssets: Bool = false, outline: SiteOutline? = nil
    ) {
        let memory = sources.memory
        let config = sources.config
        let types = TemplateTypes(config)
        let links = LinkMap(
            sources: sources, plan: plan, images: images, memory: memory, fingerprint: outline?.linkFingerprint)
        let renderers = MarkdownRenderers(config)
        let isMadeLater = outline != nil
        let documents = SiteWorld.documents(sources, links: links, jobs: isMadeLater ? nil : jobs)
        let sites = config.languages.indices.map {
            SiteWorld.siteValue(config, plan: plan, language: $0, date: date, types: types)
        }
        let computed = ComputedFields(config, types: types, sites: sites, findings: findings)
        let entryRecords = EntryRecords(
            sources: sources, plan: plan, types: types, documents: documents, renderers: renderers, links: links,
            findings: findings, computed: computed)
        let records = isMadeLater ? RecordTable(entryRecords.later()) : RecordTable(entryRecords.all(jobs: jobs))
        computed.attach(records)
        if !computed.isEmpty { computed.computeAll(records.records, sources, findings: findings) }
        self.sources = sources
        self.plan = plan
        pageVersions = PageVersions(plan)
        hasComputedFields = !computed.isEmpty
        self.types = types
        self.links = links
        let assets = SiteAssets(sources, plan, isPlain: plainAssets)
        self.assets = assets
        self.date = date
        self.renderers = renderers
        self.documents = documents
        self.records = records
        menus = MenuValues(config: config, types: types)
        let drawing = sources.map.map { SiteDrawing($0.boundaries) }
        let constants = config.languages.indices.map { language in
            let terms = SiteWorld.termValues(plan: plan, language: language, types: types)
            return Constants(
                site: sites[language],
                collections: SiteWorld.collectionsValue(config, plan: plan, language: language, types: types),
                map: sources.map.flatMap { map in
                    drawing.map { drawing in
                        MapValues(
                            map: map, drawing: drawing, sources: sources, plan: plan, types: types,
                            language: language
                        ).value
                    }
                } ?? .none,
                translate: SiteWorld.translateFunction(
                    sources.words[language].words, code: config.languages[language].code),
                terms: terms,
                taxonomies: .object(
                    ObjectValue(
                        types.taxonomies, terms.map { .list(ListValue($0)) },
                        origin: Part.taxonomies.origin(language: language))))
        }
        self.constants = constants
        let facts = memory.isOn ? SiteWorld.facts(sources, plan, date: date) : [:]
        let parts = constants.flatMap(\.parts)
        if let outline {
            readable = ReadableValues(
                records: records, entries: outline.entries, parts: parts, facts: facts, assets: assets)
        } else {
            readable =
                memory.isOn
                ? ReadableValues(
                    records: records, names: sources.entries.map(SiteWorld.name), parts: parts, facts: facts,
                    assets: assets, jobs: jobs) : nil
        }
    }

    /// What an entry is called in every build; rows of a data file share its path.
    private static func name(_ entry: SiteEntry) -> String {
        entry.entry.item == nil ? entry.path : entry.path + "#" + entry.slug
    }

    /// The bodies, with what an earlier build knows of them.
    ///
    /// - Parameter jobs: nil makes each when it is asked for.
    private static func documents(_ sources: SiteSources, links: LinkMap, jobs: Int?) -> Row<EntryDocument> {
        let count = sources.entries.count
        guard let jobs else { return Row(count: count) { document($0, sources, links: links) } }
        let documents = Slots<EntryDocument>(count: count)
        Workers.forEach(
            count: count, jobs: jobs, state: { 0 },
            body: { index, _ in documents[index] = document(index, sources, links: links) })
        return Row(documents.all.compactMap { $0 })
    }

    private static func document(_ index: Int, _ sources: SiteSources, links: LinkMap) -> EntryDocument {
        let memory = links.memory
        let site = sources.entries[index]
        let file = site.entry.file
        let hash = memory.isOn && site.entry.item == nil ? sources.tree.ledger.hash(of: file.path) : nil
        let known = hash.flatMap { memory.body(file, hash: $0, world: links.fingerprint, answer: links.answer) }
        return EntryDocument(file: file, body: site.entry.body, hash: hash, known: known)
    }

    // MARK: What functions look up

    /// The key of a word of `t()`.
    static func wordKey(_ word: String, language: String) -> UInt64 {
        FactKey.of(StableHash.hash("words/" + language), word)
    }

    /// The key of the day of the build, for what is judged by it.
    static let dateKey = FactKey.of(0, "date")

    /// The key of everything that the functions of `map` give in one language.
    static func mapKey(language: String) -> UInt64 { FactKey.of(StableHash.hash("map"), language) }

    private static func facts(_ sources: SiteSources, _ plan: Plan, date: CivilDate) -> [UInt64: UInt64] {
        var facts = [dateKey: UInt64(bitPattern: Int64(date.dayNumber))]
        for (words, language) in zip(sources.words, sources.config.languages) {
            for (word, text) in words.words { facts[wordKey(word, language: language.code)] = StableHash.hash(text) }
            if let map = sources.map {
                facts[mapKey(language: language.code)] = MapValues.fingerprint(map, sources, plan, words: words)
            }
        }
        return facts
    }

    /// Menus for one thread: counting the references of values that all threads read on every page would make each wait
    /// for the other.
    func ownMenus() -> MenuValues { MenuValues(config: sources.config, types: types) }

    /// The globals of one page, in the order of `TemplateTypes.globalNames`.
    ///
    /// - Parameter own: the thread's own menus.
    func globals(of page: PlannedPage, menus own: MenuValues? = nil) -> [Value] {
        let constants = constants[page.language]
        var entry = Value.none
        var pagination = Value.none
        var term = Value.none
        switch page.kind {
        case .entry(let index): entry = .record(RecordIndex(index))
        case .list(let collection, let number, let total):
            pagination = paginationValue(page, collection: collection, number: number, total: total)
        case .term(let taxonomy, let index, let number, let total):
            term = constants.terms[taxonomy][index]
            pagination = paginationValue(page, taxonomy: taxonomy, term: index, number: number, total: total)
        case .terms(let taxonomy):
            pagination = .object(
                ObjectValue(
                    types.termsPagination[taxonomy],
                    [.list(ListValue(constants.terms[taxonomy])), .integer(1), .integer(1), .absent, .absent]))
        case .notFound, .redirect: break
        }
        return [
            constants.site, (own ?? menus).value(for: page), constants.collections, entry, pageValue(page), pagination,
            constants.map,
            constants.translate, term, constants.taxonomies,
        ]
    }

    /// The title of a page as its own template and others show it.
    func title(of page: PlannedPage) -> String {
        switch page.kind {
        case .entry(let index): return sources.entries[index].title
        case .list(let collection, let number, _):
            let settings = sources.config.collections[collection]
            let language = sources.config.languages[page.language]
            let title = language.lists[settings.name]?.title ?? settings.list?.title ?? settings.label ?? settings.name
            return number == 1 ? title : title + (language.code == "pl" ? " – strona \(number)" : " – page \(number)")
        case .term(let taxonomy, let term, let number, _):
            let name = plan.terms[taxonomy][page.language][term].name
            let code = sources.config.languages[page.language].code
            return number == 1 ? name : name + (code == "pl" ? " – strona \(number)" : " – page \(number)")
        case .terms(let taxonomy):
            return SiteWorld.listTitle(sources.config, taxonomy: taxonomy, language: page.language)
        case .notFound: return sources.words[page.language].words["not_found"] ?? "404"
        case .redirect(_, let title): return title
        }
    }

    private func description(of page: PlannedPage) -> String? {
        switch page.kind {
        case .entry(let index):
            return sources.entries[index].entry.values[KnownField.description.slot].value.string
        case .list(let collection, let number, _):
            let settings = sources.config.collections[collection]
            let language = sources.config.languages[page.language]
            guard let text = language.lists[settings.name]?.description ?? settings.list?.description else {
                return nil
            }
            return number == 1 ? text : text + (language.code == "pl" ? " Strona \(number)." : " Page \(number).")
        case .terms(let taxonomy):
            let settings = sources.config.taxonomies[taxonomy]
            return sources.config.languages[page.language].lists[settings.name]?.description
                ?? settings.list?.description
        case .term, .notFound, .redirect: return nil
        }
    }

    private static func listTitle(_ config: SiteConfig, taxonomy: Int, language: Int) -> String {
        let settings = config.taxonomies[taxonomy]
        return config.languages[language].lists[settings.name]?.title ?? settings.list?.title ?? settings.label
            ?? settings.name
    }

    private func pageValue(_ page: PlannedPage) -> Value {
        let base = sources.config.baseURL
        var noIndex = page.kind == .notFound || sources.config.isPreview
        if case .entry(let index) = page.kind { noIndex = noIndex || sources.entries[index].noIndex }
        return .object(
            ObjectValue(
                types.page,
                [
                    .string(page.url), .string(base.absolute(page.url)),
                    .string(sources.config.languages[page.language].code),
                    breadcrumbs(page), .string(title(of: page)), description(of: page).map(Value.string) ?? .absent,
                    .boolean(noIndex), translations(page), .absent,
                ]))
    }

    /// The same page in the site's other languages: the entry's translations, or the same page of the same list.
    private func translations(_ page: PlannedPage) -> Value {
        let type = types.translation
        let languages = sources.config.languages
        switch page.kind {
        case .entry(let index):
            return .list(
                plan.translations[index].compactMap { other in
                    guard let url = plan.entryURLs[other] else { return nil }
                    let entry = sources.entries[other]
                    return .object(
                        ObjectValue(
                            type, [.string(url), .string(languages[entry.language].code), .string(entry.title)])
                    )
                })
        case .list(let collection, let number, _):
            guard let list = sources.config.collections[collection].list else { return .list([]) }
            return .list(
                languages.indices.filter { $0 != page.language }.compactMap { other in
                    let count = plan.order[collection][other].count
                    let isThere =
                        number == 1 ? other == 0 || count > 0 : count > (number - 1) * (list.pageSize ?? count)
                    guard isThere else { return nil }
                    let first = languages[other].translated(list.url)
                    let url = PageNumber.url(of: first, number: number, language: languages[other].code)
                    let same = PlannedPage(
                        url: url, kind: page.kind, template: page.template, language: other, claim: page.claim)
                    return .object(
                        ObjectValue(
                            type, [.string(url), .string(languages[other].code), .string(title(of: same))]))
                })
        case .terms(let taxonomy):
            guard let list = sources.config.taxonomies[taxonomy].list else { return .list([]) }
            return .list(
                languages.indices.filter {
                    $0 != page.language && ($0 == 0 || !plan.terms[taxonomy][$0].isEmpty)
                }.map { other in
                    let title = SiteWorld.listTitle(sources.config, taxonomy: taxonomy, language: other)
                    return .object(
                        ObjectValue(
                            type,
                            [
                                .string(languages[other].translated(list.url)), .string(languages[other].code),
                                .string(title),
                            ]))
                })
        // A term is a word of one language.
        case .term, .notFound, .redirect: return .list([])
        }
    }

    /// The pages above this one that exist, and the page itself.
    private func breadcrumbs(_ page: PlannedPage) -> Value {
        guard page.kind != .notFound else { return .list([]) }
        let type = types.breadcrumb
        var items: [Value] = []
        var path = sources.config.languages[page.language].prefix + "/"
        var rest = page.url.utf8.dropFirst(path.utf8.count).split(separator: UInt8(ascii: "/"))
        while true {
            if path == page.url { break }
            if let title = shortTitle(path) {
                items.append(.object(ObjectValue(type, [.string(title), .string(path)])))
            }
            guard !rest.isEmpty else { break }
            path += Substring(rest.removeFirst())
            path += "/"
        }
        items.append(.object(ObjectValue(type, [.string(title(of: page)), .string(page.url)])))
        return .list(items)
    }

    private func paginationValue(_ page: PlannedPage, collection: Int, number: Int, total: Int) -> Value {
        let order = plan.order[collection][page.language]
        let list = sources.config.collections[collection].list
        let size = list?.pageSize ?? max(order.count, 1)
        let language = sources.config.languages[page.language]
        let first = language.translated(list?.url ?? "/")
        let url = { (number: Int) in Value.string(PageNumber.url(of: first, number: number, language: language.code)) }
        let items = order.dropFirst((number - 1) * size).prefix(size).map { Value.record(RecordIndex($0)) }
        return .object(
            ObjectValue(
                types.pagination[collection],
                [
                    .list(ListValue(Array(items), origin: collection)), .integer(number), .integer(total),
                    number > 1 ? url(number - 1) : .absent, number < total ? url(number + 1) : .absent,
                ]))
    }

    private func paginationValue(_ page: PlannedPage, taxonomy: Int, term: Int, number: Int, total: Int) -> Value {
        let settings = sources.config.taxonomies[taxonomy]
        let term = plan.terms[taxonomy][page.language][term]
        let size = settings.pageSize ?? max(term.entries.count, 1)
        let code = sources.config.languages[page.language].code
        let url = { (number: Int) in Value.string(PageNumber.url(of: term.url, number: number, language: code)) }
        let items = term.entries.dropFirst((number - 1) * size).prefix(size).map { Value.record(RecordIndex($0)) }
        return .object(
            ObjectValue(
                types.termPagination[taxonomy],
                [
                    .list(ListValue(Array(items))), .integer(number), .integer(total),
                    number > 1 ? url(number - 1) : .absent, number < total ? url(number + 1) : .absent,
                ]))
    }

    // MARK: Values made once

    private static func termValues(plan: Plan, language: Int, types: TemplateTypes) -> [[Value]] {
        plan.terms.enumerated().map { taxonomy, languages in
            languages[language].map { term in
                .object(
                    ObjectValue(
                        types.terms[taxonomy],
                        [
                            .string(term.name), .string(term.slug), .string(term.url), .integer(term.entries.count),
                            .list(ListValue(term.entries.map { .record(RecordIndex($0)) })),
                        ]))
            }
        }
    }

    /// What the page at a URL is called in the paths of the pages below it; nil where there is none, or it is no place of
    /// its own.
    private func shortTitle(_ url: String) -> String? {
        guard let page = plan.page(at: url) else { return nil }
        switch page.kind {
        case .entry(let index):
            return homeWord(page) ?? sources.entries[index].title
        case .list(let collection, 1, _):
            let settings = sources.config.collections[collection]
            return sources.config.languages[page.language].lists[settings.name]?.title
                ?? settings.list?.title ?? settings.label ?? settings.name
        case .term(let taxonomy, let term, 1, _): return plan.terms[taxonomy][page.language][term].name
        case .terms(let taxonomy):
            return SiteWorld.listTitle(sources.config, taxonomy: taxonomy, language: page.language)
        case .list, .term, .notFound, .redirect: return nil
        }
    }

    /// The word by which paths begin, whatever the home page is called; nil for other pages and where there is no word.
    func homeWord(_ page: PlannedPage) -> String? {
        guard page.url == sources.config.languages[page.language].prefix + "/" else { return nil }
        return sources.words[page.language].words["home"]
    }

    private static func siteValue(
        _ config: SiteConfig, plan: Plan, language: Int, date: CivilDate, types: TemplateTypes
    ) -> Value {
        let settings = config.languages[language]
        let feeds = FeedPlace.all(config, plan).filter { $0.language == language }.flatMap { place in
            [(place.atomURL, "application/atom+xml"), (place.jsonURL, "application/feed+json")].map { url, type in
                Value.object(ObjectValue(types.feed, [.string(place.title), .string(url), .string(type)]))
            }
        }
        let people = ObjectValue(types.siteOperator, config.siteOperator.values.map { $0.map(Value.string) ?? .absent })
        return .object(
            ObjectValue(
                types.site,
                [
                    .list(ListValue(feeds)), .string(ContentPolicy.meta(config.outputs.policy)),
                    .string(settings.title), (settings.description ?? config.description).map(Value.string) ?? .absent,
                    .string(config.baseURL.absolute("/")), .string(settings.code), .object(people), .date(date),
                    .boolean(config.isPreview),
                ], origin: Part.site.origin(language: language)))
    }

    private static func collectionsValue(_ config: SiteConfig, plan: Plan, language: Int, types: TemplateTypes) -> Value
    {
        .object(
            ObjectValue(
                types.collections,
                config.collections.indices.map { collection in
                    .list(
                        ListValue(plan.order[collection][language].map { .record(RecordIndex($0)) }, origin: collection)
                    )
                } + [
                    .list(
                        ListValue(
                            (plan.order.last?[language] ?? []).map { .record(RecordIndex($0)) },
                            origin: config.collections.count))
                ], origin: Part.collections.origin(language: language)))
    }

    static func translateFunction(_ words: [String: String], code: String) -> Value {
        let space = StableHash.hash("words/" + code)
        return .function(
            HostFunction("t", Signature([Parameter("word", .string)], returns: .string), reads: .noted) {
                call throws(HostFailure) in
                let key = call[0].text ?? ""
                call.trace.noteFact(FactKey.of(space, key))
                if let word = words[key] { return .string(word) }
                throw HostFailure(
                    Words(pl: "w i18n/\(code).yml nie ma słowa „\(key)”", en: "i18n/\(code).yml has no word “\(key)”"),
                    remedy: NearMiss.remedy(for: key, in: words.keys.sorted()), rule: .unknownWord)
            })
    }
}

/// Menus as values: one for each set of items that are current at once, shared by the pages that have the same.
final class MenuValues: Sendable {
    /// Which items are current, in the order in which they stand; a page of another language has other items.
    private struct Key: Hashable {
        let language: Int
        var bits: [UInt64] = []
    }

    private let config: SiteConfig
    private let types: TemplateTypes
    private let byKey = Mutex<[Key: Value]>([:])
    /// The URLs of all items of a language, children after their parents.
    private let urls: [[[UInt8]]]
    /// The home page of each language, which is above every page and current only on itself.
    private let homes: [[UInt8]]

    init(config: SiteConfig, types: TemplateTypes) {
        self.config = config
        self.types = types
        urls = config.languages.indices.map { language in
            MenuValues.menus(config, language: language).flatMap { $0.items.flatMap(MenuValues.withChildren) }
                .map { Array($0.url.utf8) }
        }
        homes = config.languages.map { Array(($0.prefix + "/").utf8) }
    }

    func value(for page: PlannedPage) -> Value {
        let key = key(of: page)
        return byKey.withLock { known in
            if let value = known[key] { return value }
            let menus = MenuValues.menus(config, language: page.language)
            let value = Value.object(
                ObjectValue(
                    types.menus,
                    menus.map { .list(values($0.items, page: page, type: types.menuItem)) }))
            known[key] = value
            return value
        }
    }

    /// The menus of a language in the order of the main language's, which declare their names.
    private static func menus(_ config: SiteConfig, language: Int) -> [Menu] {
        guard let own = config.languages[language].menus else { return config.menus }
        return config.menus.map { menu in own.first { $0.name == menu.name } ?? Menu(name: menu.name, items: []) }
    }

    private func key(of page: PlannedPage) -> Key {
        let (urls, home) = (urls[page.language], homes[page.language])
        var key = Key(language: page.language, bits: [UInt64](repeating: 0, count: (urls.count + 63) / 64))
        page.url.withBytes { page in
            for place in urls.indices where MenuValues.isCurrent(urls[place], page: page, home: home) {
                key.bits[place / 64] |= 1 << UInt64(place % 64)
            }
        }
        return key
    }

    private static func withChildren(_ item: MenuItem) -> [MenuItem] {
        [item] + item.children.flatMap(withChildren)
    }

    /// Whether a menu's item leads to the page or to a folder above it.
    private static func isCurrent(_ item: [UInt8], page: UnsafeBufferPointer<UInt8>, home: [UInt8]) -> Bool {
        // The last byte tells nearly all of them apart.
        guard let last = item.last, item.count <= page.count, page[item.count - 1] == last,
            UnsafeBufferPointer(rebasing: page[..<item.count]).elementsEqual(item)
        else { return false }
        return item.count == page.count || last == UInt8(ascii: "/") && item != home
    }

    /// The text in memory of its own.
    private static func copy(_ text: String) -> String { String(copying: text.utf8Span) }

    private func values(_ items: [MenuItem], page: PlannedPage, type: RecordType) -> [Value] {
        items.map { item in
            let isCurrent = page.url.withBytes {
                MenuValues.isCurrent(Array(item.url.utf8), page: $0, home: homes[page.language])
            }
            return .object(
                ObjectValue(
                    type,
                    [
                        .string(MenuValues.copy(item.label)), .string(MenuValues.copy(item.url)), .boolean(isCurrent),
                        .list(values(item.children, page: page, type: type)),
                    ]))
        }
    }
}
