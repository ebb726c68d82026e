import BoundaryMap
import Content
import Diagnostics

/// Everything that a build reads, read once: config, entries, templates, words, boundaries, and the names of files that
/// are copied.
public struct SiteSources: Sendable {
    public let config: SiteConfig
    public let tree: FileTree
    /// In order of path.
    public let entries: Row<SiteEntry>
    /// Content files whose own errors are reported already; links to them are not reported again.
    public let brokenEntries: Set<String>
    public let templateFiles: [SourceFile]
    /// Paths of files below `static/`.
    public let staticFiles: [String]
    /// Paths of files in the content folder that are no entries.
    public let contentFiles: [String]
    /// One table for each language.
    public let words: [UIWords]
    public let map: SiteMap?
    /// Who refers to whom.
    public let references: ReferenceLinks
    /// Content files that hold comments which silence a rule.
    let silencingFiles: [SourceFile]
    /// Number and bytes of the files read.
    public let size: (files: Int, bytes: Int)
    /// What earlier builds know of the parts.
    let memory: BuildMemory
    /// Index into `entries`, by collection and the entry's place in it.
    let globalIndex: [[Int]]

    public func schema(of entry: SiteEntry) -> Schema {
        config.schema(of: entry.collection)
    }

    /// Every text in which a comment may silence a rule: config, templates, tables of words, and what content has one.
    var texts: [SourceFile] { texts(silencingFiles) }

    /// The same with other files of the content.
    func texts(_ silencingFiles: [SourceFile]) -> [SourceFile] {
        [config.file] + templateFiles + words.compactMap(\.file) + silencingFiles
    }

    /// The folders and files that a build reads, as absolute paths: the output must not lie in or around them.
    func folders(config path: String) -> [String] { folderNames(config: path).map(tree.absolute) }

    /// The same, relative to the root.
    func folderNames(config path: String) -> [String] {
        var folders = ["templates", "static", "i18n", path, config.pages.folder] + config.collections.map(\.folder)
        if let map = config.map { folders.append(map.boundaries) }
        var seen: Set<String> = []
        return folders.filter { seen.insert($0).inserted && tree.exists($0) }
    }

    /// Of everything that templates are compiled from: the templates themselves, the config, whether there is a map.
    var templatesHash: UInt64 {
        var hash = StableHash.join(StableHash.hash(config.baseURL.absolute("/")), map == nil ? 0 : 1)
        for file in [config.file] + templateFiles {
            hash = StableHash.join(hash, StableHash.hash(file.path))
            hash = StableHash.join(hash, file.bytes.withUnsafeBufferPointer { StableHash.hash($0) })
        }
        return hash
    }

    /// A file that findings point into, by its path; nil for one that this build has not read.
    func file(_ path: String, entryByPath: [String: Int]) -> SourceFile? {
        if let index = entryByPath[path] { return entries[index].entry.file }
        if path == config.file.path { return config.file }
        return templateFiles.first { $0.path == path } ?? words.lazy.compactMap(\.file).first { $0.path == path }
    }

    /// The entries that refer to an entry from a collection, by one of its fields or by any; each once.
    func referrers(to index: Int, from collection: String, field: String?) -> [Int] {
        let entry = entries[index]
        guard config.collections.indices.contains(entry.collection),
            let source = config.collections.firstIndex(where: { $0.name == collection }),
            let first = globalIndex[entry.collection].first
        else { return [] }
        var seen: Set<Int> = []
        return references.referrers(to: config.collections[entry.collection].name, index - first).compactMap {
            guard $0.collection == collection, field == nil || $0.field == field, seen.insert($0.entry).inserted else {
                return nil
            }
            return globalIndex[source][$0.entry]
        }
    }

    /// Files of `static/` that are packed already, as paths of outputs.
    var packedFiles: Set<String> {
        Set(
            staticFiles.filter { $0.hasSuffix(".gz") || $0.hasSuffix(".br") }.map {
                String($0.dropFirst("static/".utf8.count))
            })
    }

    /// The entry that a checked reference names.
    func entryIndex(collection name: String, reference: Reference) -> Int? {
        guard let collection = config.collections.firstIndex(where: { $0.name == name }),
            globalIndex[collection].indices.contains(reference.entry)
        else { return nil }
        return globalIndex[collection][reference.entry]
    }
}

/// The boundaries that belong to the site's map.
public struct SiteMap: Sendable {
    public let boundaries: Boundaries
    public let file: SourceFile
    /// Index into `SiteConfig.collections`.
    public let collection: Int
    /// The entry of the main language for each boundary, by key.
    public let entryByKey: [String: Int]
}
