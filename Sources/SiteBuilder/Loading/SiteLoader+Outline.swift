import Content
import Diagnostics
import Synchronization

/// Whether a record of the cache could not be read when it was wanted: what was made of it does not count.
final class CacheDamage: Sendable {
    private let state = Mutex(false)

    func note() { state.withLock { $0 = true } }
    var isFound: Bool { state.withLock { $0 } }
}

extension SiteLoader {
    /// An entry as the build of the outline used it; nil when its record is damaged.
    static func entry(
        _ index: Int, of outline: SiteOutline, tree: FileTree, config: SiteConfig, memory: BuildMemory
    ) -> SiteEntry? {
        let known = outline.entries[index]
        let file = tree.source(known.path, loaded: nil)
        let fields = config.schema(of: known.collection).fields.count
        return memory.joined(known.key) { $0.entry(of: file, fields: fields) }.map {
            siteEntry($0, collection: known.collection, config: config)
        }
    }

    /// The sources of a site in which only some entries have changed since the outline was made. Entries are read from
    /// the cache when they are wanted.
    ///
    /// - Parameter edited: the changed entries, by index.
    static func load(
        _ outline: SiteOutline, options: BuildOptions, tree: FileTree, config: SiteConfig, memory: BuildMemory,
        edited: [Int: SiteEntry], damage: CacheDamage
    ) -> SiteSources {
        var loader = SiteLoader(options: options, tree: tree, config: config, memory: memory)
        let entries = Row(count: outline.entries.count) { index in
            if let entry = edited[index] { return entry }
            if let entry = entry(index, of: outline, tree: tree, config: config, memory: memory) { return entry }
            damage.note()
            return nothing(outline.entries[index], config: config)
        }
        let index = outline.globalIndex(collections: config.collections.count + 1)
        return SiteSources(
            config: config, tree: tree, entries: entries, brokenEntries: [],
            templateFiles: loader.sourceFiles(under: "templates"), staticFiles: outline.staticFiles,
            contentFiles: outline.contentFiles, words: loader.readWords(), map: loader.readMap(entries, index),
            references: outline.references, silencingFiles: [], size: (0, 0), memory: memory, globalIndex: index)
    }

    /// What stands for an entry whose record is damaged, in a build that will come to nothing.
    private static func nothing(_ known: SiteOutline.EntryOutline, config: SiteConfig) -> SiteEntry {
        let fields = config.schema(of: known.collection).fields.count
        let file = SourceFile(path: known.path, bytes: [])
        let name = EntryName(
            path: SitePath.name(of: known.path), languages: config.languages.map(\.code),
            language: config.mainLanguage.rules)
        let entry = Entry(
            file: file, name: name, slug: name.slug, values: Array(repeating: .absent, count: fields), others: [],
            body: 0..<0, head: Span(0, 0))
        return siteEntry(entry, collection: known.collection, config: config)
    }
}
