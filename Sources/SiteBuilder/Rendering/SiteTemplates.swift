import Diagnostics
import LanguageRules
import Markdown
import Templates

/// The compiled templates of a site: one set for each language, since filters speak the page's language.
struct SiteTemplates: Sendable {
    let sets: [TemplateSet]
    /// The places where `trusted` lets a plain text in as HTML.
    private(set) var trusted: [Location] = []
    /// The templates that nothing reaches, by the paths of their files.
    private(set) var unused: [String] = []

    /// Compiles all templates and checks that each page has one; nil only when nothing could be compiled.
    ///
    /// - Parameter shelf: where a process that builds more than once keeps them until templates or config change.
    static func compile(_ world: SiteWorld, shelf: TemplateShelf? = nil, findings: inout Findings) -> SiteTemplates? {
        // Templates keep the assets with which they were compiled: of plain ones they only say whether they are there.
        let shelf = world.assets.isPlain ? shelf : nil
        let key = world.assets.urls.reduce(world.sources.templatesHash) { StableHash.join($0, StableHash.hash($1)) }
        let kinds = SiteTemplates.kinds(world)
        let named = SiteTemplates.named(world)
        if let shelved = shelf?.take(key), shelved.checked == Set(kinds.map(\.checked)), shelved.named == named {
            shelved.templates.checkNames(world, findings: &findings)
            return shelved.templates
        }
        var templates = SiteTemplates(unchecked: world)
        guard let main = templates.sets.first else { return nil }
        findings.add(main.diagnostics)
        templates.checkNames(world, findings: &findings)
        let known = kinds.filter { main.contains($0.checked.template) }
        let report = main.check(
            known.map { SiteTemplates.page($0.checked, $0.page, world) }, named: named.sorted())
        findings.add(report.diagnostics)
        templates.trusted = report.trusted
        templates.unused = main.unused(besides: named).map { "templates/" + $0 }
        if report.diagnostics.isEmpty, main.diagnostics.isEmpty {
            shelf?.put(
                TemplateShelf.Compiled(
                    key: key, templates: templates, checked: Set(kinds.map(\.checked)), named: named))
        }
        return templates
    }

    /// Compiles all templates, of which another build has found that they are right for their pages.
    init(unchecked world: SiteWorld) {
        let filters = SiteFilters(config: world.sources.config)
        sets = world.sources.config.languages.map { language in
            var environment = TemplateEnvironment(mode: .site, language: language.rules)
            environment.globals = world.types.environment(hasMap: world.sources.map != nil)
            environment.filters = filters.all(language) + AssetFilters(assets: world.assets).all
            return TemplateSet(files: world.sources.templateFiles, environment: environment)
        }
    }

    /// The templates that the config, a page or an entry names, be it one that does not appear today.
    ///
    /// What an entry that cannot be read names nobody knows: then all count as named.
    private static func named(_ world: SiteWorld) -> Set<String> {
        let config = world.sources.config
        guard world.sources.brokenEntries.isEmpty else {
            return Set(world.sources.templateFiles.map { SitePath.below("templates", $0.path) })
        }
        var named = Set(world.plan.pages.map(\.template)).union(world.sources.entries.map(\.template))
        for collection in config.collections {
            named.formUnion([collection.template, collection.list?.template].compactMap { $0 })
        }
        for taxonomy in config.taxonomies {
            named.formUnion([taxonomy.template, taxonomy.list?.template].compactMap { $0 })
        }
        return named.union([config.pages.template])
    }

    /// Whether a template reads the collection.
    func reads(collection: String) -> Bool { sets.contains { $0.reads(collection, of: "collections") } }

    /// A template with the kind of page that it makes.
    struct Checked: Hashable {
        let template: String
        let kind: TemplateTypes.Kind
    }

    /// Each pair of a template and a kind of page, once, with the first page that has it.
    private static func kinds(_ world: SiteWorld) -> [(checked: Checked, page: PlannedPage)] {
        var seen: Set<Checked> = []
        return world.plan.pages.compactMap { page in
            if case .redirect = page.kind { return nil }
            let checked = Checked(
                template: page.template, kind: TemplateTypes.Kind(page.kind, entries: world.sources.entries))
            return seen.insert(checked).inserted ? (checked, page) : nil
        }
    }

    /// The types that a kind of page gives its template.
    private static func page(_ checked: Checked, _ page: PlannedPage, _ world: SiteWorld) -> TemplatePage {
        let types = world.types.globals(checked.kind, hasMap: world.sources.map != nil)
        return TemplatePage(
            checked.template,
            globals: Dictionary(zip(TemplateTypes.globalNames, types), uniquingKeysWith: { first, _ in first }),
            location: page.claim)
    }

    /// A page whose template does not exist is an error where the template is named.
    private func checkNames(_ world: SiteWorld, findings: inout Findings) {
        for page in world.plan.pages {
            if case .redirect = page.kind { continue }
            guard !sets[page.language].contains(page.template) else { continue }
            var location = page.claim
            if case .entry(let index) = page.kind, let span = world.sources.entries[index].templateSpan {
                location = world.sources.entries[index].location(span)
            }
            findings.add(
                Diagnostic(
                    .missingTemplate,
                    Words(
                        pl: "nie ma szablonu „\(page.template)” (templates/\(page.template))",
                        en: "there is no template “\(page.template)” (templates/\(page.template))"),
                    at: location, remedy: NearMiss.remedy(for: page.template, in: sets[page.language].names.sorted())))
        }
    }
}

/// The filters that need the site: addresses.
struct SiteFilters {
    let config: SiteConfig

    func all(_ language: SiteLanguage) -> [HostFunction] {
        let base = config.baseURL
        return [
            // The base path is added over the final HTML, so a root-relative address is complete already.
            HostFunction("url", Signature([Parameter("path", .string)], returns: .url), reads: .arguments) {
                call throws(HostFailure) in
                .string(try SiteFilters.path(call[0], filter: "url"))
            },
            HostFunction("absolute_url", Signature([Parameter("path", .string)], returns: .url), reads: .arguments) {
                call throws(HostFailure) in
                let path = try SiteFilters.path(call[0], filter: "absolute_url")
                return .string(LinkMap.hasScheme(path) ? path : base.absolute(path))
            },
            // A reader wants to know what a link opens, and how much of the month's data it takes.
            HostFunction("file_note", Signature([Parameter("file", .any)], returns: .string), reads: .arguments) {
                call throws(HostFailure) in
                .string(try SiteFilters.note(&call, language: language.rules))
            },
        ]
    }

    /// `PDF, 1,2 MB`: the kind of a file by its name, and its size in thousands of bytes as the language writes it.
    private static func note(_ call: inout HostCall, language: any Language) throws(HostFailure) -> String {
        let file = call[0]
        guard let url = try call.field("url", of: file)?.text,
            case .integer(let size)? = try call.field("size", of: file)
        else {
            throw HostFailure(
                Words(pl: "filtr file_note: to nie jest plik", en: "filter file_note: this is no file"),
                remedy: Words(
                    pl: "zastosuj go do pola typu file albo image", en: "apply it to a field of the type file or image")
            )
        }
        let (unit, divisor, digits) =
            size < 1000 ? ("B", 1.0, 0) : size < 999_500 ? ("kB", 1e3, 0) : ("MB", 1e6, size < 9_950_000 ? 1 : 0)
        let number = language.number(Double(size) / divisor, fractionDigits: digits)
        let kind = SitePath.fileExtension(of: url).uppercased()
        return (kind.isEmpty ? "" : kind + ", ") + number + "\u{A0}" + unit
    }

    private static func path(_ value: Value, filter: String) throws(HostFailure) -> String {
        guard let path = value.text, path.hasPrefix("/") || path.hasPrefix("#") || LinkMap.hasScheme(path) else {
            throw HostFailure(
                Words(pl: "filtr \(filter): to nie jest adres", en: "filter \(filter): this is no address"),
                remedy: Words(pl: "adres na stronie zaczyna się od „/”", en: "an address on the site begins with “/”"))
        }
        return path
    }
}

extension TemplateTypes {
    /// The declared globals; the entry's and the list's types differ from page to page.
    func environment(hasMap: Bool) -> [TemplateEnvironment.Global] {
        let types = globals(Kind(), hasMap: hasMap)
        return zip(TemplateTypes.globalNames, types).map { name, type in
            switch name {
            case "entry", "pagination", "term": TemplateEnvironment.Global(name, .any, scope: .page, origin: "the page")
            case "menus", "page": TemplateEnvironment.Global(name, type, scope: .page, origin: "the page")
            default: TemplateEnvironment.Global(name, type, origin: "the site")
            }
        }
    }
}
