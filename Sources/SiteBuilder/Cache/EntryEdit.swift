import Content
import Diagnostics
import Publishing

/// An entry whose file has changed in nothing that planning reads: its text, or fields that templates alone look at.
struct EntryEdit: Sendable {
    let index: Int
    let entry: SiteEntry
    /// The slots of the schema whose values differ.
    let fields: [Int]
    /// What the reader made of the file, for the next build.
    let known: KnownEntry
    let hash: ContentHash
}

/// Reads what has changed in entries since an outline was made.
struct EntryEditReader {
    let outline: SiteOutline
    let tree: FileTree
    let config: SiteConfig
    let memory: BuildMemory
    /// What the build of the outline said.
    let record: RunRecord

    /// Nil when the file is no entry that appears, or more of it has changed, or there is anything to be said of it.
    func edit(_ path: String) -> EntryEdit? {
        guard path.hasSuffix(".md"), let index = outline.plan.entryByPath[path], outline.plan.appears[index],
            !outline.feedEntries.contains(index), let hash = tree.ledger.hash(of: path),
            !(record.findings + record.silenced.map(\.finding)).contains(where: { $0.paths.contains(path) }),
            !record.leftOut.contains(where: { $0.path == path }),
            let before = SiteLoader.entry(index, of: outline, tree: tree, config: config, memory: memory)
        else { return nil }
        let file = tree.source(path, loaded: nil)
        guard let read = read(file, collection: before.collection),
            let earlier = memory.earlierEntry(path, fields: read.values.count, file: file),
            earlier.findings.isEmpty, !earlier.silences, Silencing.find(in: file).isEmpty,
            let fields = changedFields(read, earlier.entry), fields.allSatisfy({ isFree($0, of: before, read) }),
            fields.isEmpty || outline.plan.translations[index].isEmpty
        else { return nil }
        let entry = joined(read, as: before.entry, since: earlier.entry, but: fields)
        return EntryEdit(
            index: index, entry: SiteLoader.siteEntry(entry, collection: before.collection, config: config),
            fields: fields, known: KnownEntry(entry: read, findings: [], silences: false), hash: hash)
    }

    private func read(_ file: SourceFile, collection: Int) -> Entry? {
        let folder =
            collection < config.collections.count ? config.collections[collection].folder : config.pages.folder
        var reader = EntryReader(
            schema: config.schema(of: collection), language: config.mainLanguage.rules,
            languages: config.languages.map(\.code))
        let entry = reader.read(file, path: SitePath.below(folder, file.path))
        return reader.takeFindings().isEmpty ? entry : nil
    }

    /// The slots of values that differ; nil when something else does.
    private func changedFields(_ now: Entry, _ before: Entry) -> [Int]? {
        guard now.name == before.name, now.slug == before.slug, now.values.count == before.values.count,
            now.others.elementsEqual(before.others, by: { $0.name == $1.name && $0.value.value.says($1.value.value) })
        else { return nil }
        return now.values.indices.filter { !now.values[$0].value.says(before.values[$0].value) }
    }

    /// Whether a field of an entry is read by nothing but templates and orders, so that no other value of it changes the
    /// plan as long as the entry keeps its place.
    private func isFree(_ slot: Int, of entry: SiteEntry, _ now: Entry) -> Bool {
        let collection = entry.collection
        let field = config.schema(of: collection).fields[slot]
        guard !field.isUnique, field.isWritten, field.type.isPlain,
            config.map.map({ $0.collection == name(of: collection) }) != true,
            !config.taxonomies.contains(where: { $0.field == field.name && $0.collections.contains(collection) })
        else { return false }
        guard let known = KnownField.allCases.first(where: { $0.slot == slot }) else { return true }
        switch known {
        // A redirect names the title of the page to which it leads.
        case .title: return entry.aliases.isEmpty && !now[.title].isAbsent
        case .description, .weight: return true
        default: return false
        }
    }

    private func name(of collection: Int) -> String {
        collection < config.collections.count ? config.collections[collection].name : ""
    }

    /// An entry with the references, media and shared values that the build of the outline had found for it.
    private func joined(_ now: Entry, as before: Entry, since read: Entry, but fields: [Int]) -> Entry {
        var entry = now
        entry.slug = before.slug
        for slot in entry.values.indices where !fields.contains(slot) && before.values[slot] != read.values[slot] {
            entry.values[slot].value = before.values[slot].value
        }
        return entry
    }
}

extension FieldType {
    /// Whether a value of the type names nothing: no entry, no file.
    fileprivate var isPlain: Bool {
        switch self {
        case .reference, .referrers, .image, .file: false
        case .list(let item): item.type.isPlain
        case .object(let table): table.fields.allSatisfy { $0.type.isPlain }
        default: true
        }
    }
}

extension FieldValue {
    /// Whether two values say the same, wherever each is written.
    fileprivate func says(_ other: FieldValue) -> Bool {
        switch (self, other) {
        case (.list(let own), .list(let others)), (.object(let own), .object(let others)):
            own.elementsEqual(others) { $0.value.says($1.value) }
        case (.mapping(let own), .mapping(let others)):
            own.elementsEqual(others) { $0.name == $1.name && $0.value.value.says($1.value.value) }
        case (.string(let own), .string(let others)): own.utf8.elementsEqual(others.utf8)
        case (.image(let own), .image(let others)), (.file(let own), .file(let others)):
            own.path.utf8.elementsEqual(others.path.utf8) && own.text == others.text
                && own.isDecorative == others.isDecorative
        default: self == other
        }
    }
}
