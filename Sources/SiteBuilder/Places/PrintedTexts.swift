import Content
import Diagnostics
import Templates

/// Collects the texts that a render read: fields of entries, the page's globals, the words of the site's language.
struct PrintedTexts {
    let world: SiteWorld
    let page: PlannedPage
    private(set) var all: [PrintedText] = []

    init(world: SiteWorld, page: PlannedPage, reads: [(record: RecordIndex, slot: Int)], globals: [Value]) {
        self.world = world
        self.page = page
        for read in reads { addField(Int(read.record.number), read.slot) }
        for (slot, name) in TemplateTypes.globalNames.enumerated() where slot < globals.count {
            switch name {
            case "site", "menus", "page", "term": addGlobal(slot, name, globals[slot])
            default: continue
            }
        }
        addWords()
    }

    private mutating func add(
        _ holder: PrintedText.Holder, _ value: Value,
        _ author: @escaping (_ path: [Int], _ isMarkup: Bool) -> PrintedText.Author
    ) {
        value.forEachText { path, text, isMarkup in
            guard !text.isEmpty else { return }
            all.append(
                PrintedText(holder: holder, path: path, text: Array(text.utf8), isMarkup: isMarkup) {
                    author(path, isMarkup)
                })
        }
    }

    // MARK: Entries

    private mutating func addField(_ index: Int, _ slot: Int) {
        guard let record = world.records[RecordIndex(index)], record.fields.indices.contains(slot) else { return }
        let context = self
        add(.record(index, slot: slot), record.fields[slot]) { path, isMarkup in
            switch slot {
            case EntryFields.content: .body(index)
            case EntryFields.toc: context.heading(index, path)
            case EntryFields.summary: .words(index)
            case EntryFields.title: context.title(of: index)
            case ...EntryFields.draft: context.claim(of: index)
            default: context.field(index, record.type.fields[slot].name, path, isMarkup)
            }
        }
    }

    private func claim(of index: Int) -> PrintedText.Author {
        let entry = world.sources.entries[index]
        return .place(entry.location(entry.claim))
    }

    private func field(_ index: Int, _ name: String, _ path: [Int], _ isMarkup: Bool) -> PrintedText.Author {
        guard let located = located(index, name) else { return claim(of: index) }
        return PrintedTexts.author(of: located, path[...], isMarkup, world.sources.entries[index].entry.file)
    }

    private func located(_ index: Int, _ name: String) -> LocatedValue? {
        let entry = world.sources.entries[index]
        if let slot = world.sources.schema(of: entry).slot(of: name) { return entry.entry.values[slot] }
        return entry.entry.others.first { $0.name == name }?.value
    }

    /// Follows a path through a field's value as far as it was written so.
    private static func author(
        of located: LocatedValue, _ path: ArraySlice<Int>, _ isMarkup: Bool, _ file: SourceFile
    ) -> PrintedText.Author {
        let location = Location(file, located.span)
        guard let step = path.first else {
            return isMarkup ? .markdown(located.value.string ?? "", location) : .written(location)
        }
        let rest = path.dropFirst()
        switch located.value {
        // References to entries that do not appear are left out of a list, but those are no texts.
        case .list(let items) where step < items.count: return author(of: items[step], rest, isMarkup, file)
        case .object(let members) where step < members.count: return author(of: members[step], rest, isMarkup, file)
        case .mapping(let members) where step < members.count:
            return author(of: members[step].value, rest, isMarkup, file)
        default: return .written(location)
        }
    }

    private func title(of index: Int) -> PrintedText.Author {
        let entry = world.sources.entries[index]
        let span = entry.entry.values[KnownField.title.slot].span
        return .written(Location(entry.entry.file, span))
    }

    private func heading(_ index: Int, _ path: [Int]) -> PrintedText.Author {
        let document = world.documents[index]
        let (rendered, _) = world.renderers.render(
            document.file, body: document.body, language: world.sources.entries[index].language, links: world.links,
            notesPlaces: true)
        guard let number = path.first, number < rendered.headings.count,
            let location = rendered.headings[number].location
        else { return .words(index) }
        return .written(location)
    }

    // MARK: The page's globals

    private mutating func addGlobal(_ slot: Int, _ name: String, _ value: Value) {
        let (context, page) = (self, page)
        add(.global(slot), value) { path, _ in
            switch name {
            case "menus": context.menuItem(path)
            case "page": context.pageAuthor(path)
            // The page of a term is claimed where the term is first written.
            case "term": .place(page.claim)
            default: context.config(context.siteKeys(path))
            }
        }
    }

    private func menuItem(_ path: [Int]) -> PrintedText.Author {
        let settings = world.sources.config
        var place = path[...]
        guard let menu = place.popFirst(), menu < settings.menus.count else { return .place(page.claim) }
        var keys = ["menus", settings.menus[menu].name]
        if settings.languages[page.language].menus != nil {
            keys = ["languages", settings.languages[page.language].code] + keys
        }
        while let number = place.popFirst(), let field = place.popFirst(), field < world.types.menuItem.fields.count {
            keys += [String(number), world.types.menuItem.fields[field].name]
        }
        return config([keys])
    }

    private func pageAuthor(_ path: [Int]) -> PrintedText.Author {
        let fields = world.types.page.fields.map(\.name)
        guard let first = path.first, first < fields.count else { return .place(page.claim) }
        switch fields[first] {
        case "title": return titleAuthor(page)
        case "description":
            guard case .entry(let index) = page.kind else { return config(listKeys(page, "description")) }
            let entry = world.sources.entries[index].entry
            return .written(Location(entry.file, entry.values[KnownField.description.slot].span))
        case "breadcrumbs":
            guard path.count > 1, let above = crumb(path[1]) else { return titleAuthor(page) }
            return titleAuthor(above)
        default: return .place(page.claim)
        }
    }

    private func crumb(_ number: Int) -> PlannedPage? {
        guard case .object(let page) = world.globals(of: page)[TemplateTypes.globalNames.firstIndex(of: "page") ?? 4],
            case .list(let crumbs)? = page["breadcrumbs"], number < crumbs.items.count,
            case .object(let crumb) = crumbs.items[number], let url = crumb["url"]?.text
        else { return nil }
        return world.plan.pages.first { $0.url == url }
    }

    private func titleAuthor(_ page: PlannedPage) -> PrintedText.Author {
        switch page.kind {
        case .entry(let index): title(of: index)
        case .list: config(listKeys(page, "title"))
        case .term, .terms, .notFound, .redirect: .place(page.claim)
        }
    }

    // MARK: The config

    private func listKeys(_ page: PlannedPage, _ key: String) -> [[String]] {
        guard case .list(let collection, _, _) = page.kind else { return [] }
        let name = world.sources.config.collections[collection].name
        let code = world.sources.config.languages[page.language].code
        return [
            ["languages", code, "lists", name, key], ["collections", name, "list", key],
            ["collections", name, "label"],
        ]
    }

    private func siteKeys(_ path: [Int]) -> [[String]] {
        let fields = world.types.site.fields.map(\.name)
        guard let first = path.first, first < fields.count else { return [] }
        if fields[first] == "operator", path.count > 1, path[1] < Operator.fields.count {
            return [["operator", Operator.fields[path[1]]]]
        }
        return [["languages", world.sources.config.languages[page.language].code, fields[first]], [fields[first]]]
    }

    /// The first of these keys that the config has.
    private func config(_ keys: [[String]]) -> PrintedText.Author {
        let file = world.sources.config.file
        var reader = JSONReader(file: file, allowComments: true)
        guard let root = try? reader.read() else { return .place(page.claim) }
        for path in keys {
            var node: JSONNode? = root
            for key in path {
                let items = node?.array
                node = items.map { items in Int(key).flatMap { $0 < items.count ? items[$0] : nil } } ?? node?[key]
            }
            if let node { return .written(Location(file, node.span)) }
        }
        return .place(page.claim)
    }

    private mutating func addWords() {
        let table = world.sources.words[page.language]
        guard let file = table.file else { return }
        let claim = page.claim
        for (key, text) in table.words.sorted(by: { $0.key < $1.key }) {
            all.append(
                PrintedText(holder: .word(key), path: [], text: Array(text.utf8), isMarkup: false) {
                    table.span(of: key).map { .written(Location(file, $0)) } ?? .place(claim)
                })
        }
    }
}
