import Content
import Diagnostics
import Templates

/// What templates may read, declared for the checker: the types of the globals and of each collection's entries.
struct TemplateTypes: Sendable {
    /// The declared globals, in the order of their slots.
    static let globalNames = [
        "site", "menus", "collections", "entry", "page", "pagination", "map", "t", "term", "taxonomies",
    ]

    let site: RecordType
    let feed: RecordType
    let menus: RecordType
    let collections: RecordType
    let page: RecordType
    /// One type for each collection, the pages' own last.
    let entries: [RecordType]
    let pagination: [RecordType]
    /// One type for each taxonomy: a term, its page's pagination, and that of the list of terms.
    let terms: [RecordType]
    let termPagination: [RecordType]
    let termsPagination: [RecordType]
    let taxonomies: RecordType
    let map: RecordType
    let neighbour: RecordType
    let heading: RecordType
    let image: RecordType
    let file: RecordType
    let menuItem: RecordType
    let translation: RecordType
    let siteOperator: RecordType
    let breadcrumb: RecordType
    let objects: ObjectTypes

    init(_ config: SiteConfig) {
        heading = RecordType(
            "toc",
            [
                RecordType.Field("level", .integer, origin: "Markdown"),
                RecordType.Field("id", .string, origin: "Markdown"),
                RecordType.Field("title", .string, origin: "Markdown"),
                RecordType.Field("url", .url, origin: "Markdown"),
            ])
        image = RecordType(
            "image",
            [
                RecordType.Field("url", .url), RecordType.Field("width", .optional(.integer)),
                RecordType.Field("height", .optional(.integer)), RecordType.Field("alt", .string),
                RecordType.Field("type", .string), RecordType.Field("size", .integer),
            ])
        file = RecordType(
            "file",
            [
                RecordType.Field("url", .url), RecordType.Field("size", .integer), RecordType.Field("type", .string),
            ])
        let operatorType = RecordType(
            "operator",
            Operator.fields.map {
                RecordType.Field($0, .optional(.string), origin: "site-config.json: operator")
            })
        siteOperator = operatorType
        let feedType = RecordType(
            "feed",
            [
                RecordType.Field("title", .string, origin: "site-config.json: collections"),
                RecordType.Field("url", .url, origin: "site-config.json: collections"),
                RecordType.Field("type", .string, origin: "the kind of feed"),
            ])
        feed = feedType
        site = RecordType(
            "site",
            [
                RecordType.Field("feeds", .list(of: .record(feedType)), origin: "site-config.json: collections"),
                RecordType.Field("policy", .string, origin: "site-config.json: contentSecurityPolicy"),
                RecordType.Field("title", .string, origin: "site-config.json"),
                RecordType.Field("description", .optional(.string), origin: "site-config.json"),
                RecordType.Field("baseURL", .url, origin: "site-config.json"),
                RecordType.Field("language", .string, origin: "site-config.json"),
                RecordType.Field("operator", .record(operatorType), origin: "site-config.json"),
                RecordType.Field("date", .date, origin: "--date"),
                RecordType.Field("preview", .boolean, origin: "--preview"),
            ])
        let item = RecordType("menu item")
        item.define([
            RecordType.Field("label", .string, origin: "site-config.json: menus"),
            RecordType.Field("url", .url, origin: "site-config.json: menus"),
            RecordType.Field("current", .boolean, origin: "the page's URL"),
            RecordType.Field("children", .list(of: .record(item)), origin: "site-config.json: menus"),
        ])
        menuItem = item
        menus = RecordType(
            "menus",
            config.menus.map {
                RecordType.Field($0.name, .list(of: .record(item)), origin: "site-config.json: menus")
            })
        let crumb = RecordType("breadcrumb", [RecordType.Field("label", .string), RecordType.Field("url", .url)])
        breadcrumb = crumb
        let translationType = RecordType(
            "translation",
            [
                RecordType.Field("url", .url, origin: "the plan"),
                RecordType.Field("language", .string, origin: "the file's name"),
                RecordType.Field("title", .string, origin: "front matter"),
            ])
        translation = translationType
        page = RecordType(
            "page",
            [
                RecordType.Field("url", .url, origin: "the plan"),
                RecordType.Field("canonical", .url, origin: "baseURL and url"),
                RecordType.Field("language", .string, origin: "the plan"),
                RecordType.Field("breadcrumbs", .list(of: .record(crumb)), origin: "the URL"),
                RecordType.Field("title", .string, origin: "the entry or the list"),
                RecordType.Field("description", .optional(.string), origin: "the entry or the list"),
                RecordType.Field("noindex", .boolean, origin: "front matter"),
                RecordType.Field("translations", .list(of: .record(translationType)), origin: "the plan"),
                RecordType.Field("content", .markup, insteadUse: "entry.content"),
            ])
        let objects = ObjectTypes(image: image, file: file)
        var types: [RecordType] = []
        for collection in config.collections {
            types.append(RecordType(collection.name, isOpen: collection.schema.additionalFields))
        }
        types.append(RecordType("pages", isOpen: config.pages.schema.additionalFields))
        let names = config.collections.map(\.name)
        for (index, type) in types.enumerated() {
            let schema = index < names.count ? config.collections[index].schema : config.pages.schema
            var fields = EntryFields.own(
                entry: type, heading: heading, translation: translationType,
                isDated: index < names.count && config.collections[index].url?.needsDate == true,
                hasPage: index == names.count || config.collections[index].url != nil)
            let own = Set(fields.map(\.name))
            for field in schema.fields where !own.contains(field.name) {
                var fieldType = objects.type(of: field.type, path: "\(type.name).\(field.name)") { name in
                    names.firstIndex(of: name).map { types[$0] }
                }
                // A list of referrers may be empty but is always there.
                if field.isWritten || field.computed != nil, !field.isRequired, field.defaultValue.isAbsent {
                    fieldType = .optional(fieldType)
                }
                fields.append(
                    RecordType.Field(field.name, fieldType, origin: field.isWritten ? "front matter" : "computed"))
            }
            type.define(fields)
        }
        entries = types
        self.objects = objects
        collections = RecordType(
            "collections",
            zip(names, types).map { name, type in
                RecordType.Field(name, .list(of: .record(type)), origin: "content/\(name)")
            } + [RecordType.Field("pages", .list(of: .record(types[names.count])), origin: config.pages.folder)])
        pagination = types.map { TemplateTypes.pagination(of: $0, origin: "the collection") }
        let bearers = config.taxonomies.map { taxonomy in
            TemplateTypes.common(taxonomy.collections.map { types[$0] })
        }
        let termTypes = bearers.map(TemplateTypes.term)
        terms = termTypes
        termPagination = bearers.map { TemplateTypes.pagination(of: $0, origin: "the taxonomy") }
        termsPagination = termTypes.map { TemplateTypes.pagination(of: $0, origin: "the taxonomy") }
        taxonomies = RecordType(
            "taxonomies",
            zip(config.taxonomies, termTypes).map { taxonomy, type in
                RecordType.Field(taxonomy.name, .list(of: .record(type)), origin: "site-config.json: taxonomies")
            })
        let mapEntry: TypeInfo
        if let collection = config.map?.collection, let index = names.firstIndex(of: collection) {
            mapEntry = .record(types[index])
        } else {
            mapEntry = .any
        }
        neighbour = RecordType(
            "neighbour",
            [
                RecordType.Field("entry", mapEntry, origin: "the boundaries"),
                RecordType.Field("border", .integer, origin: "metres, from the full boundaries"),
            ])
        map = RecordType(
            "map",
            [
                RecordType.Field("svg", .function(Signature([], returns: .markup)), origin: "the boundaries"),
                RecordType.Field("outline", .function(Signature([], returns: .markup)), origin: "the boundaries"),
                RecordType.Field(
                    "locator", .function(Signature([Parameter("entry", mapEntry)], returns: .markup)),
                    origin: "the boundaries"),
                RecordType.Field(
                    "silhouette", .function(MapValues.silhouetteSignature(mapEntry)), origin: "the boundaries"),
                RecordType.Field(
                    "neighbours",
                    .function(Signature([Parameter("entry", mapEntry)], returns: .list(of: .record(neighbour)))),
                    origin: "the boundaries"),
                RecordType.Field(
                    "area", .function(Signature([Parameter("entry", mapEntry)], returns: .number)),
                    origin: "the boundaries"),
                RecordType.Field(
                    "box", .function(Signature([Parameter("entry", mapEntry)], returns: .string)),
                    origin: "the boundaries"),
            ])
    }

    /// What the entry, the list and the term of a page are; each nil where the page has none.
    struct Kind: Hashable {
        var entry: Int?
        var list: Int?
        /// A taxonomy: the page of one of its terms.
        var term: Int?
        /// A taxonomy: the list of its terms.
        var terms: Int?

        init(_ page: PlannedPage.Kind, entries: Row<SiteEntry>) {
            switch page {
            case .entry(let index): entry = entries[index].collection
            case .list(let collection, _, _): list = collection
            case .term(let taxonomy, _, _, _): term = taxonomy
            case .terms(let taxonomy): terms = taxonomy
            case .notFound, .redirect: break
            }
        }

        init() {}
    }

    /// The types of the globals for one kind of page.
    func globals(_ kind: Kind, hasMap: Bool) -> [TypeInfo] {
        let pages =
            kind.list.map { pagination[$0] } ?? kind.term.map { termPagination[$0] }
            ?? kind.terms.map { termsPagination[$0] }
        return [
            .record(site), .record(menus), .record(collections), kind.entry.map { .record(entries[$0]) } ?? .none,
            .record(page), pages.map { .record($0) } ?? .none, hasMap ? .record(map) : .none,
            .function(Signature([Parameter("word", .string)], returns: .string)),
            kind.term.map { .record(terms[$0]) } ?? .none, .record(taxonomies),
        ]
    }

    private static func pagination(of item: RecordType, origin: String) -> RecordType {
        RecordType(
            "pagination",
            [
                RecordType.Field("items", .list(of: .record(item)), origin: origin),
                RecordType.Field("number", .integer, origin: "the plan"),
                RecordType.Field("total", .integer, origin: "the plan"),
                RecordType.Field("previousURL", .optional(.url), origin: "the plan"),
                RecordType.Field("nextURL", .optional(.url), origin: "the plan"),
            ])
    }

    private static func term(of entry: RecordType) -> RecordType {
        RecordType(
            "term",
            [
                RecordType.Field("name", .string, origin: "front matter"),
                RecordType.Field("slug", .string, origin: "the name"),
                RecordType.Field("url", .url, origin: "the plan"),
                RecordType.Field("count", .integer, origin: "the entries"),
                RecordType.Field("entries", .list(of: .record(entry)), origin: "the entries that bear the term"),
            ])
    }

    /// What entries of several collections have in common; the type itself when it is one.
    private static func common(_ types: [RecordType]) -> RecordType {
        guard let first = types.first, types.count > 1 else { return types.first ?? RecordType("entries") }
        return RecordType(
            types.map(\.name).joined(separator: " / "),
            first.fields.filter { field in
                types.dropFirst().allSatisfy { $0.field(field.name)?.type == field.type }
            })
    }
}

/// The fields that every entry has beside its collection's own, in the order of their slots.
enum EntryFields {
    static let url = 0
    static let content = 1
    static let toc = 2
    static let summary = 3
    static let readingTime = 4
    static let previous = 5
    static let next = 6
    static let translations = 7
    static let sourcePath = 8
    static let language = 9
    static let slug = 10
    static let title = 11
    static let date = 12
    static let updated = 13
    static let draft = 14

    /// - Parameters:
    ///   - isDated: whether every entry has a date, since its URL is made of it.
    ///   - hasPage: whether every entry has a page; rows of data may have none.
    static func own(
        entry: RecordType, heading: RecordType, translation: RecordType, isDated: Bool, hasPage: Bool
    ) -> [RecordType.Field] {
        [
            RecordType.Field("url", hasPage ? .url : .optional(.url), origin: "the plan"),
            RecordType.Field("content", .markup, origin: "the Markdown body"),
            RecordType.Field("toc", .list(of: .record(heading)), origin: "the Markdown body"),
            RecordType.Field("summary", .string, origin: "the first paragraph"),
            RecordType.Field("readingTime", .integer, origin: "minutes, at 200 words a minute"),
            RecordType.Field("previous", .optional(.record(entry)), origin: "the collection's order"),
            RecordType.Field("next", .optional(.record(entry)), origin: "the collection's order"),
            RecordType.Field("translations", .list(of: .record(translation)), origin: "the files beside it"),
            RecordType.Field("sourcePath", .string, origin: "the file"),
            RecordType.Field("language", .string, origin: "the file's name"),
            RecordType.Field("slug", .string, origin: "the file's name or front matter"),
            RecordType.Field("title", .string, origin: "front matter"),
            RecordType.Field("date", isDated ? .date : .optional(.date), origin: "front matter or the file's name"),
            RecordType.Field("updated", .optional(.date), origin: "front matter"),
            RecordType.Field("draft", .boolean, origin: "front matter"),
        ]
    }
}
