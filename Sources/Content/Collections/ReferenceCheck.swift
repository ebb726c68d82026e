import Diagnostics

/// Finds the entry of each reference, once every collection is read, and says which point nowhere.
///
/// A reference names an entry by its slug, or by a path that ends in it (`../gminy/skawina.md`).
///
/// ```swift
/// var check = ReferenceCheck(collections, isPublished: { $0.standing(on: today) == .published })
/// check.run(&collections)          // references now hold the index of their entry
/// findings.add(check.findings)
/// check.links.referrers(to: "partnerzy", 3)    // the gminas that name partner 3
/// ```
public struct ReferenceCheck {
    public private(set) var findings: [Diagnostic] = []
    public private(set) var links = ReferenceLinks()

    private let indices: [String: Index]

    /// The entries of one collection by slug.
    private struct Index {
        var bySlug: [String: [Int]] = [:]
        var standings: [Bool] = []
        var drafts: [Bool] = []
        var languages: [String?] = []
        var files: [SourceFile] = []
    }

    public init(_ collections: [EntryCollection], isPublished: (Entry) -> Bool) {
        var indices: [String: Index] = [:]
        let concerned = ReferenceCheck.concerned(collections)
        for collection in collections where concerned.contains(collection.name) {
            var index = Index()
            for (number, entry) in collection.entries.enumerated() {
                index.bySlug[entry.slug, default: []].append(number)
                index.standings.append(isPublished(entry))
                index.drafts.append(entry.isDraft)
                index.languages.append(entry.language)
                index.files.append(entry.file)
            }
            indices[collection.name] = index
        }
        self.indices = indices
    }

    /// The collections that hold references or are referred to.
    private static func concerned(_ collections: [EntryCollection]) -> Set<String> {
        var names: Set<String> = []
        for collection in collections {
            let targets = collection.schema.fields.flatMap { ReferenceCheck.targets(of: $0.type) }
            if !targets.isEmpty { names.formUnion(targets + [collection.name]) }
        }
        return names
    }

    /// Resolves the references of all entries in place.
    public mutating func run(_ collections: inout [EntryCollection]) {
        for number in collections.indices {
            let name = collections[number].name
            let fields = collections[number].schema.fields
            let slots = fields.indices.filter { !ReferenceCheck.targets(of: fields[$0].type).isEmpty }
            guard !slots.isEmpty else { continue }
            for entry in collections[number].entries.indices {
                for slot in slots where !collections[number].entries[entry].values[slot].value.isAbsent {
                    var value = collections[number].entries[entry].values[slot]
                    let source = Source(
                        collection: name, number: entry, field: fields[slot].name,
                        entry: collections[number].entries[entry],
                        isPublished: indices[name]?.standings[entry] ?? true,
                        isInherited: value.span.end == 0 && collections[number].entries[entry].language != nil)
                    resolve(&value, fields[slot].type, source)
                    collections[number].entries[entry].values[slot] = value
                }
            }
        }
    }

    /// The entry in hand.
    private struct Source {
        let collection: String
        let number: Int
        let field: String
        let entry: Entry
        let isPublished: Bool
        /// Whether the value was taken from the main language's entry, where it is checked.
        let isInherited: Bool
    }

    /// The collections to which references in a value of the type lead.
    private static func targets(of type: FieldType) -> [String] {
        switch type {
        case .reference(let target): [target]
        case .list(let item): targets(of: item.type)
        case .object(let table): table.fields.flatMap { targets(of: $0.type) }
        default: []
        }
    }

    private mutating func resolve(_ located: inout LocatedValue, _ type: FieldType, _ source: Source) {
        switch (type, located.value) {
        case (.reference(let target), .reference(var reference)):
            guard let found = find(reference.target, in: target, located.span, source) else { return }
            reference.entry = found
            located.value = .reference(reference)
            links.add(from: (source.collection, source.number, source.field), to: (target, found))
        case (.list(let item), .list(var items)):
            for index in items.indices { resolve(&items[index], item.type, source) }
            located.value = .list(items)
        case (.object(let table), .object(var values)):
            for slot in values.indices { resolve(&values[slot], table.fields[slot].type, source) }
            located.value = .object(values)
        default:
            break
        }
    }

    private mutating func find(_ written: String, in target: String, _ span: Span, _ source: Source) -> Int? {
        guard let index = indices[target] else { return nil }
        let slug = ReferenceCheck.slug(of: written)
        // Of an entry's languages the one that the referring entry has; else the main one.
        let all = index.bySlug[slug] ?? []
        let same = all.filter { index.languages[$0] == source.entry.language }
        let candidates = same.isEmpty ? all.filter { index.languages[$0] == nil } : same
        guard let found = candidates.first else {
            if !source.isInherited { dangling(written, slug, target, index, span, source) }
            return nil
        }
        if candidates.count > 1 {
            if source.isInherited { return nil }
            ambiguous(written, candidates.map { index.files[$0] }, span, source)
            return nil
        }
        if source.isPublished, !source.isInherited, !index.standings[found] {
            unpublished(written, index.drafts[found], index.files[found], span, source)
        }
        return found
    }

    /// `../gminy/skawina.md`, `gminy/skawina/index.md` and `/gminy/skawina/` all mean `skawina`.
    static func slug(of written: String) -> String {
        var parts = written.split(separator: "/").map(String.init)
        guard var last = parts.popLast() else { return written }
        if last.hasSuffix(".md") { last = String(last.dropLast(3)) }
        if last == "index", let folder = parts.popLast() { last = folder }
        return last
    }

    // MARK: - Findings

    private mutating func dangling(
        _ written: String, _ slug: String, _ target: String, _ index: Index, _ span: Span, _ source: Source
    ) {
        let slugs = index.bySlug.keys.sorted()
        let near = NearMiss.remedy(for: slug, in: slugs)
        let known = slugs.count <= 20 ? slugs.joined(separator: ", ") : ""
        findings.append(
            Diagnostic(
                .danglingReference,
                Words(
                    pl: "w kolekcji „\(target)” nie ma wpisu „\(written)”",
                    en: "the collection “\(target)” has no entry “\(written)”"),
                at: source.entry.location(span),
                remedy: near
                    ?? (known.isEmpty
                        ? Words(pl: "wpisz nazwę pliku bez .md", en: "write the file's name without .md")
                        : Words(pl: "są: \(known)", en: "there are: \(known)"))))
    }

    private mutating func ambiguous(_ written: String, _ files: [SourceFile], _ span: Span, _ source: Source) {
        findings.append(
            Diagnostic(
                .ambiguousReference,
                Words(pl: "„\(written)” to więcej niż jeden wpis", en: "“\(written)” is more than one entry"),
                at: source.entry.location(span),
                remedy: Words(pl: "nadaj wpisom różne nazwy w adresie", en: "give the entries different slugs"),
                notes: files.map { Diagnostic.Note(Words(same: $0.path)) }))
    }

    private mutating func unpublished(
        _ written: String, _ isDraft: Bool, _ file: SourceFile, _ span: Span, _ source: Source
    ) {
        findings.append(
            Diagnostic(
                .unpublishedReference,
                isDraft
                    ? Words(pl: "wpis „\(written)” jest szkicem", en: "the entry “\(written)” is a draft")
                    : Words(
                        pl: "wpis „\(written)” nie jest dziś publikowany",
                        en: "the entry “\(written)” is not published today"),
                at: source.entry.location(span),
                remedy: Words(
                    pl: "usuń odwołanie albo opublikuj tamten wpis", en: "remove the reference, or publish that entry"),
                notes: [Diagnostic.Note(Words(same: file.path))]))
    }
}

/// Who refers to whom: references walked backwards.
public struct ReferenceLinks: Sendable {
    /// An entry that refers to another, and the field in which it does.
    public struct Referrer: Hashable, Sendable {
        public let collection: String
        public let entry: Int
        public let field: String
    }

    private var table: [String: [Int: [Referrer]]] = [:]

    /// Appends all of it to a record of the cache.
    public func encode(into writer: inout BinaryWriter) {
        writer.list(table.sorted { $0.key < $1.key }) { writer, collection in
            writer.text(collection.key)
            writer.list(collection.value.sorted { $0.key < $1.key }) { writer, entry in
                writer.number(entry.key)
                writer.list(entry.value) { writer, referrer in
                    writer.text(referrer.collection)
                    writer.number(referrer.entry)
                    writer.text(referrer.field)
                }
            }
        }
    }

    /// Reads what `encode` wrote.
    public init(_ reader: inout BinaryReader) {
        for _ in 0..<reader.count() {
            let name = reader.text()
            for _ in 0..<reader.count() {
                let entry = reader.number()
                table[name, default: [:]][entry] = reader.list {
                    Referrer(collection: $0.text(), entry: $0.number(), field: $0.text())
                }
            }
        }
    }

    public init() {}

    /// The entries that refer to an entry, in the order of collections and entries, each field once.
    public func referrers(to collection: String, _ entry: Int) -> [Referrer] { table[collection]?[entry] ?? [] }

    mutating func add(from: (collection: String, entry: Int, field: String), to: (collection: String, entry: Int)) {
        let referrer = Referrer(collection: from.collection, entry: from.entry, field: from.field)
        if table[to.collection]?[to.entry]?.last == referrer { return }
        table[to.collection, default: [:]][to.entry, default: []].append(referrer)
    }
}
