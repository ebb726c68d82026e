import BoundaryMap
import Content
import Diagnostics
import LanguageRules

/// Reads a site's files into `SiteSources`; every file is read once, entries in parallel.
struct SiteLoader {
    private let options: BuildOptions
    private let tree: FileTree
    private let config: SiteConfig
    private let memory: BuildMemory
    private let room = MemoryRoom(bytes: SiteLoader.keptBytes)
    private var findings = Findings()
    private var references = ReferenceLinks()
    private var bytesRead = 0
    private var filesRead = 0
    private var silencingFiles: [SourceFile] = []

    /// Of the texts of entries so many bytes stay in memory until their pages are rendered.
    private static let keptBytes = 256 << 20

    /// The sources, or nil when the site cannot be read at all; what is wrong is added to `findings` in both cases.
    static func load(_ options: BuildOptions, from start: BuildStart = .anew, findings: inout Findings)
        -> SiteSources?
    {
        let tree: FileTree
        do {
            tree = try FileTree(root: options.root, ledger: start.ledger)
        } catch {
            findings.add(error.diagnostic)
            return nil
        }
        guard let file = tree.source(options.config, findings: &findings),
            var config = ConfigReader.read(file, baseURL: options.baseURL, findings: &findings)
        else { return nil }
        config.isPreview = options.preview
        let memory = start.memory(config: file, options: options)
        var loader = SiteLoader(options: options, tree: tree, config: config, memory: memory)
        let sources = loader.load()
        findings.add(loader.findings.all)
        return sources
    }

    init(options: BuildOptions, tree: FileTree, config: SiteConfig, memory: BuildMemory) {
        self.memory = memory
        self.options = options
        self.tree = tree
        self.config = config
    }

    private mutating func load() -> SiteSources {
        let templates = sourceFiles(under: "templates")
        let statics = tree.files(under: "static", findings: &findings)
        let words = readWords()
        var markdown: [[String]] = Array(repeating: [], count: config.collections.count + 1)
        var others: [String] = []
        for path in contentPaths() {
            let owner = collection(of: path)
            if path.hasSuffix(".md") || isData(path, of: owner) {
                markdown[owner].append(path)
            } else if path != config.map?.boundaries {
                others.append(path)
                if let meant = SiteLoader.entryMeant(by: path) {
                    findings.add(SiteLoader.otherExtension(path, meant))
                }
            }
        }
        var collections: [EntryCollection] = []
        var broken: Set<String> = []
        for (index, paths) in markdown.enumerated() {
            let (entries, unread) = readEntries(paths, collection: index)
            broken.formUnion(unread)
            collections.append(EntryCollection(name: name(of: index), schema: schema(of: index), entries: entries))
        }
        checkEntries(&collections, files: Set(others))
        let (entries, globalIndex) = siteEntries(collections)
        let map = readMap(entries, globalIndex)
        checkFolders()
        return SiteSources(
            config: config, tree: tree, entries: entries, brokenEntries: broken, templateFiles: templates,
            staticFiles: statics, contentFiles: others, words: words, map: map, references: references,
            silencingFiles: silencingFiles, size: (filesRead, bytesRead), memory: memory,
            globalIndex: globalIndex)
    }

    /// The name that a copy or an entry of another extension was most likely meant to have; nil for other files.
    private static func entryMeant(by path: String) -> String? {
        let name = SitePath.name(of: path).lowercased()
        let ending = [".md.txt", ".md.bak", ".md.orig", ".md.tmp", ".md~", ".markdown", ".mdown", ".mkd", ".md"]
            .first { name.hasSuffix($0) }
        return ending.map { SitePath.name(of: path).dropLast($0.utf8.count) + ".md" }
    }

    /// It would be published as it is, with its front matter, drafts too.
    private static func otherExtension(_ path: String, _ meant: String) -> Diagnostic {
        Diagnostic(
            .entryExtension,
            Words(
                pl: "\(path) wygląda na wpis, ale jego nazwa nie kończy się na .md",
                en: "\(path) looks like an entry, but its name does not end in .md"),
            at: Location(SourceFile(path: path, bytes: []), Span(0, 0)),
            remedy: Words(
                pl: "nazwij go \(meant), a jeśli to kopia, usuń ją", en: "name it \(meant); if it is a copy, delete it")
        )
    }

    // MARK: Names

    private func name(of collection: Int) -> String {
        collection < config.collections.count ? config.collections[collection].name : "pages"
    }

    private func schema(of collection: Int) -> Schema {
        collection < config.collections.count ? config.collections[collection].schema : config.pages.schema
    }

    private func folder(of collection: Int) -> String {
        collection < config.collections.count ? config.collections[collection].folder : config.pages.folder
    }

    /// Whether the file holds rows of a collection of data.
    private func isData(_ path: String, of collection: Int) -> Bool {
        guard collection < config.collections.count, config.collections[collection].isData else { return false }
        return ["yml", "yaml", "json", "csv"].contains(SitePath.fileExtension(of: path))
    }

    /// A folder that is not there is most likely misspelt; so is a file of data.
    private mutating func checkFolders() {
        for collection in config.collections where !tree.exists(collection.folder) {
            findings.add(
                Diagnostic(
                    .missingFolder,
                    Words(
                        pl: "kolekcja „\(collection.name)” jest pusta: nie ma \(collection.folder)",
                        en: "the collection “\(collection.name)” is empty: there is no \(collection.folder)"),
                    at: Location(config.file, collection.span),
                    remedy: nearFolder(collection)
                        ?? Words(
                            pl: "utwórz \(collection.folder) albo popraw nazwę w ustawieniach",
                            en: "make \(collection.folder), or mend its name in the config")))
        }
    }

    private func nearFolder(_ collection: CollectionConfig) -> Words? {
        var ignored = Findings()
        let paths = tree.files(under: config.pages.folder, findings: &ignored)
        let taken = [config.pages.folder] + config.collections.map(\.folder)
        return NearMiss.remedy(
            for: collection.folder, in: Set(paths + paths.map(SitePath.folder(of:))).subtracting(taken))
    }

    /// The collection with the longest folder that holds the file, else the pages.
    private func collection(of path: String) -> Int {
        var best = config.collections.count
        var length = -1
        for (index, collection) in config.collections.enumerated() where SitePath.isInside(path, collection.folder) {
            if collection.folder.utf8.count > length {
                best = index
                length = collection.folder.utf8.count
            }
        }
        return best
    }

    /// Every file of the content: of the pages' folder, and of collections that lie elsewhere.
    private mutating func contentPaths() -> [String] {
        var folders = [config.pages.folder]
        for collection in config.collections
        where !folders.contains(where: { SitePath.isInside(collection.folder, $0) }) {
            folders.append(collection.folder)
        }
        var paths: [String] = []
        for folder in folders {
            // A single file of data stands for itself.
            paths +=
                folder.contains(".") && tree.isFile(folder) ? [folder] : tree.files(under: folder, findings: &findings)
        }
        return paths.sorted { $0.precedesByBytes($1) }
    }

    mutating func sourceFiles(under folder: String) -> [SourceFile] {
        tree.files(under: folder, findings: &findings).compactMap { path in
            guard let file = tree.source(path, findings: &findings) else { return nil }
            filesRead += 1
            bytesRead += file.bytes.count
            return file
        }
    }

    mutating func readWords() -> [UIWords] {
        let tables = config.languages.map { language in
            let path = "i18n/\(language.code).yml"
            guard tree.exists(path), let file = tree.source(path, findings: &findings) else { return UIWords.empty }
            return UIWords.read(file, findings: &findings)
        }
        for (table, language) in zip(tables, config.languages)
        where table.file == nil && tables.contains(where: { $0.file != nil }) {
            let path = "i18n/\(language.code).yml"
            guard !tree.exists(path) else { continue }
            findings.add(
                Diagnostic(
                    .unknownWord,
                    Words(
                        pl: "język „\(language.code)” nie ma tabeli słów \(path)",
                        en: "the language “\(language.code)” has no table of words, \(path)"),
                    at: Location(config.file, language.span ?? Span(0, 1)),
                    remedy: Words(
                        pl: "skopiuj tabelę innego języka i przetłumacz jej słowa",
                        en: "copy the table of another language, and translate its words")))
        }
        UIWords.compare(tables, findings: &findings)
        return tables
    }

    // MARK: Entries

    private struct EntryResult {
        /// None when the file cannot be read; several when it is a table.
        let entries: [Entry]
        let isRead: Bool
        let findings: [Diagnostic]
        let bytes: Int
        /// The file, when it holds comments that silence a rule.
        var silencing: SourceFile?
    }

    private mutating func readEntries(_ paths: [String], collection: Int) -> (entries: [Entry], broken: [String]) {
        let results = Slots<EntryResult>(count: paths.count)
        let (tree, memory, schema, rules) = (tree, memory, schema(of: collection), config.mainLanguage.rules)
        let room = room
        let languages = config.languages.map(\.code)
        let folder = folder(of: collection)
        Workers.forEach(
            count: paths.count, jobs: options.jobs,
            state: { EntryReader(schema: schema, language: rules, languages: languages) },
            body: { index, reader in
                do throws(FileFailure) {
                    results[index] = try SiteLoader.read(
                        paths[index], below: folder, tree: tree, memory: memory, room: room, reader: &reader)
                } catch {
                    results[index] = EntryResult(
                        entries: [], isRead: false, findings: [error.diagnostic], bytes: 0)
                }
            })
        var entries: [Entry] = []
        entries.reserveCapacity(paths.count)
        var broken: [String] = []
        for (index, path) in paths.enumerated() {
            guard let result = results[index] else { continue }
            findings.add(result.findings)
            filesRead += 1
            bytesRead += result.bytes
            entries += result.entries
            if let file = result.silencing { silencingFiles.append(file) }
            if !result.isRead { broken.append(path) }
        }
        return (entries, broken)
    }

    /// The entries of one file: read from it, or taken over from an earlier build that read the same bytes.
    private static func read(
        _ path: String, below folder: String, tree: FileTree, memory: BuildMemory, room: MemoryRoom,
        reader: inout EntryReader
    ) throws(FileFailure) -> EntryResult {
        let name = SitePath.below(folder, path)
        guard name.hasSuffix(".md") else {
            let file = SourceFile(path: path, bytes: try tree.read(path))
            let entries = reader.readData(file, path: name)
            return EntryResult(
                entries: entries, isRead: true, findings: reader.takeFindings(), bytes: file.bytes.count,
                silencing: Silencing.find(in: file).isEmpty ? nil : file)
        }
        let (hash, known) = try tree.hash(path)
        let file = tree.source(path, loaded: known)
        // The text is wanted again when its page is rendered.
        defer { if !room.take(known?.count ?? 0) { file.release() } }
        if let known = memory.entry(path, hash: hash, fields: reader.schema.fields.count, file: file) {
            return EntryResult(
                entries: [known.entry], isRead: true, findings: known.findings, bytes: known.entry.body.upperBound,
                silencing: known.silences ? file : nil)
        }
        let entry = reader.read(file, path: name)
        let findings = reader.takeFindings()
        let silences = !Silencing.find(in: file).isEmpty
        if let entry {
            memory.note(KnownEntry(entry: entry, findings: findings, silences: silences), hash: hash)
        }
        return EntryResult(
            entries: entry.map { [$0] } ?? [], isRead: entry != nil, findings: findings, bytes: file.bytes.count,
            silencing: silences ? file : nil)
    }

    private mutating func checkEntries(_ collections: inout [EntryCollection], files: Set<String>) {
        let options = options
        for index in collections.indices {
            let join = TranslationJoin(&collections[index])
            findings.add(join.findings)
        }
        checkMedia(&collections, files: files)
        var references = ReferenceCheck(collections) {
            $0.standing(on: options.date, drafts: options.drafts, future: options.future) == .published
        }
        references.run(&collections)
        findings.add(references.findings)
        self.references = references.links
        for (index, collection) in collections.enumerated() {
            // Entries with pages clash by their URLs; rows without pages can only clash by their names.
            let hasPages = index == config.collections.count || config.collections[index].url != nil
            findings.add(UniqueCheck.findings(collection, slugIsUnique: !hasPages))
        }
    }

    /// Completes images and files with what their headers say.
    private mutating func checkMedia(_ collections: inout [EntryCollection], files: Set<String>) {
        let tree = tree
        var check = MediaCheck { path, entry in
            let wanted: String?
            if path.hasPrefix("/") {
                wanted = "static" + path
            } else {
                wanted = SitePath.seen(from: entry.file.path, path)
            }
            guard let wanted else { return .outside }
            guard wanted.hasPrefix("static/") || files.contains(wanted) else {
                let near = files.filter { SitePath.name(of: $0) == SitePath.name(of: wanted) }.min()
                return .missing(
                    near: (near ?? NearMiss.best(for: wanted, in: files.sorted()))
                        .map { SitePath.relative($0, from: SitePath.folder(of: entry.file.path)) })
            }
            guard let bytes = try? tree.read(wanted) else {
                return tree.exists(wanted) ? .unreadable : .missing(near: nil)
            }
            return .found(PublishedMedia.facts(wanted, bytes))
        }
        check.run(&collections)
        findings.add(check.findings)
    }

    private mutating func siteEntries(_ collections: [EntryCollection]) -> (entries: Row<SiteEntry>, index: [[Int]]) {
        var entries: [SiteEntry] = []
        var index: [[Int]] = []
        let config = config
        for (number, collection) in collections.enumerated() {
            index.append(collection.entries.indices.map { entries.count + $0 })
            let made = Slots<(entry: SiteEntry, finding: Diagnostic?)>(count: collection.entries.count)
            Workers.forEach(
                count: collection.entries.count, jobs: options.jobs, state: { 0 },
                body: { place, _ in
                    let entry = SiteLoader.siteEntry(collection.entries[place], collection: number, config: config)
                    made[place] = (entry, SiteLoader.withoutTitle(entry))
                })
            for (entry, finding) in made.all.compactMap(\.self) {
                entries.append(entry)
                if let finding { findings.add(finding) }
            }
        }
        return (Row(entries), index)
    }

    private static func withoutTitle(_ entry: SiteEntry) -> Diagnostic? {
        guard entry.hasPage, entry.entry[.title].isAbsent else { return nil }
        return Diagnostic(
            .entryWithoutTitle, Words(pl: "wpis nie ma tytułu", en: "the entry has no title"),
            at: entry.location(entry.entry.head),
            remedy: Words(pl: "dopisz w nagłówku: title: …", en: "add to the front matter: title: …"))
    }

    /// An entry with what planning needs of it.
    static func siteEntry(_ entry: Entry, collection: Int, config: SiteConfig) -> SiteEntry {
        let code = entry.language ?? config.mainLanguage.code
        let language = config.languages.firstIndex { $0.code == code } ?? 0
        let hasPage = collection == config.collections.count || config.collections[collection].url != nil
        let template = entry[.template].string
        let usual =
            collection < config.collections.count
            ? config.collections[collection].template ?? "" : config.pages.template
        let slugSpan = entry.values[KnownField.slug.slot].span
        return SiteEntry(
            entry: entry, collection: collection, language: language, hasPage: hasPage, slug: entry.slug,
            title: entry.title ?? entry.slug,
            date: entry.date, updated: entry[.updated].date, isDraft: entry.isDraft,
            noIndex: entry[.noindex].boolean ?? false, aliases: aliases(entry), template: template ?? usual,
            templateSpan: template == nil ? nil : entry.values[KnownField.template.slot].span,
            claim: slugSpan.end > 0 ? slugSpan : entry.head)
    }

    private static func aliases(_ entry: Entry) -> [(url: String, span: Span)] {
        (entry[.aliases].list ?? []).compactMap { located in located.value.string.map { ($0, located.span) } }
    }

    // MARK: Map

    mutating func readMap(_ entries: Row<SiteEntry>, _ globalIndex: [[Int]]) -> SiteMap? {
        guard let settings = config.map,
            let collection = config.collections.firstIndex(where: { $0.name == settings.collection }),
            let slot = config.collections[collection].schema.slot(of: settings.key)
        else { return nil }
        guard let file = tree.source(settings.boundaries, findings: &findings) else { return nil }
        filesRead += 1
        bytesRead += file.bytes.count
        let boundaries: Boundaries
        do {
            boundaries = try Boundaries(file: file)
        } catch {
            findings.add(error.diagnostics)
            return nil
        }
        var entryByKey: [String: Int] = [:]
        var mapEntries: [MapEntry] = []
        let areaSlot = config.collections[collection].schema.slot(of: "powierzchnia")
        for index in globalIndex[collection] {
            let entry = entries[index]
            guard entry.language == 0 else { continue }
            let located = entry.entry.values[slot]
            guard let key = located.value.string else { continue }
            entryByKey[key] = index
            let area = areaSlot.map { entry.entry.values[$0] }
            mapEntries.append(
                MapEntry(
                    key: key, name: entry.title, area: area.flatMap { SiteLoader.number($0.value) },
                    keyLocation: entry.location(located.span),
                    nameLocation: entry.location(entry.entry.values[KnownField.title.slot].span),
                    areaLocation: area.map { entry.location($0.span) }))
        }
        findings.add(boundaries.check(mapEntries))
        return SiteMap(boundaries: boundaries, file: file, collection: collection, entryByKey: entryByKey)
    }

    private static func number(_ value: FieldValue) -> Double? {
        switch value {
        case .number(let number): number
        case .integer(let number): Double(number)
        default: nil
        }
    }
}
