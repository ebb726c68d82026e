import Audit
import Diagnostics
import Publishing
import Templates

/// What one thread keeps while it renders page after page.
struct PageWorker {
    private let world: SiteWorld
    private let renderers: [Renderer]
    private var buffer: [UInt8] = []
    private var pageAudit: PageAudit
    private let declaration: DeclarationAudit
    private let declarationURL: String?
    private let basePath: BasePath
    private var places: AuthorPlace
    private var comparison: ReadComparison?
    /// What the last page read; nil when no template made it.
    private var trace: ReadTrace?
    private let menus: MenuValues

    init(world: SiteWorld, templates: SiteTemplates, settings: AuditSettings) {
        declaration = DeclarationAudit(today: world.date)
        declarationURL = settings.declarationURL
        self.world = world
        menus = world.ownMenus()
        pageAudit = PageAudit(settings)
        basePath = BasePath(ofBaseURL: settings.siteURL)
        places = AuthorPlace(world: world, templates: templates)
        renderers = templates.sets.map { $0.renderer() }
        comparison = world.readable.map { ReadComparison(world: world, values: $0) }
        buffer.reserveCapacity(64 << 10)
    }

    /// The HTML of a page, before the audit; nil, with a finding, when its template fails.
    mutating func html(of page: PlannedPage, store: FindingStore) -> [UInt8]? {
        trace = nil
        if case .redirect(let target, let title) = page.kind {
            let config = world.sources.config
            return RedirectPage.bytes(
                to: target, title: title, language: config.languages[page.language].code, base: config.baseURL)
        }
        buffer.removeAll(keepingCapacity: true)
        do {
            try renderers[page.language].render(
                page.template, globals: world.globals(of: page, menus: menus), records: world.records,
                note: note(for: page),
                into: &buffer)
            if comparison != nil { trace = renderers[page.language].trace }
            return buffer
        } catch {
            store.add(error.diagnostics)
            return nil
        }
    }

    /// Audits a page and puts the base path into its addresses.
    mutating func audit(_ html: [UInt8], page: PlannedPage, store: FindingStore) -> (
        bytes: [UInt8], summary: PageSummary
    ) {
        let report = pageAudit.audit(html, url: page.url)
        let legal = page.url == declarationURL ? declaration.findings(in: html) : []
        for finding in report.findings + legal {
            store.add(
                Diagnostic(
                    finding.rule, finding.message, at: places.location(of: finding, on: page),
                    remedy: finding.remedy,
                    notes: [Diagnostic.Note(Words(pl: "na stronie \(page.url)", en: "on the page \(page.url)"))]))
        }
        return (basePath.insert(into: html, at: report.rootURLs), report.summary)
    }

    // MARK: What an earlier build knows

    /// What is known of a page that would come out the same; nil when it has to be rendered.
    mutating func known(_ page: PlannedPage) -> (facts: PageFacts, place: BuildMemory.PagePlace)? {
        guard var comparison else { return nil }
        // Taken out while it works, so that its table is not copied.
        self.comparison = nil
        defer { self.comparison = comparison }
        let facts = facts(judging: page)
        let world = world
        return world.sources.memory.page(
            page, file: { world.sources.file($0, entryByPath: world.plan.entryByPath) },
            contentHash: { world.sources.tree.ledger.hash(of: $0) },
            isCurrent: { reader in
                comparison.areCurrent(&reader, globals: world.globals(of: page, menus: menus), facts: facts)
            })
    }

    /// By what a change of a text can reach the page that `known` has just found.
    func trail(ofKnown facts: PageFacts) -> PageTrail {
        PageTrail(records: comparison?.records ?? [], places: facts.places.map(\.path))
    }

    /// By what a change of a text can reach the page that `html` has just made; nil when nobody knows.
    func trail(of page: PlannedPage, findings: [Diagnostic]) -> PageTrail? {
        // No text of an entry leads to a redirect.
        if case .redirect = page.kind { return findings.isEmpty ? PageTrail() : nil }
        guard let trace, trace.isComplete,
            let places = findings.isEmpty ? [] : filesBehind(findings, of: page, trace)
        else { return nil }
        return PageTrail(records: ReadComparison.records(trace), places: places.map(\.path))
    }

    /// Hands on the page that `html` has just made, unless it read something that leaves no trace.
    mutating func note(
        _ page: PlannedPage, output: ContentHash, size: Int, summary: PageSummary, findings: [Diagnostic]
    ) {
        guard let trace, comparison != nil else { return }
        let facts = facts(judging: page)
        guard let reads = comparison?.reads(trace, globals: world.globals(of: page, menus: menus), facts: facts),
            let places = findings.isEmpty ? [] : filesBehind(findings, of: page, trace)
        else { return }
        world.sources.memory.note(
            page, reads: reads,
            facts: PageFacts(output: output, size: size, findings: findings, places: places, summary: summary))
    }

    /// The facts by which a page is judged, beside what its template reads.
    private func facts(judging page: PlannedPage) -> [UInt64] {
        page.url == declarationURL ? [SiteWorld.dateKey] : []
    }

    /// Every file whose change could move a finding of the page to another place; nil when one of them is unknown.
    private func filesBehind(_ findings: [Diagnostic], of page: PlannedPage, _ trace: ReadTrace)
        -> [(path: String, hash: UInt64)]?
    {
        var paths = Set(findings.flatMap(\.paths))
        paths.insert(page.claim.file.path)
        for read in trace.fields { paths.insert(world.sources.entries[Int(read.record.number)].path) }
        var places: [(path: String, hash: UInt64)] = []
        for path in paths.sorted() {
            guard let hash = world.sources.tree.ledger.hash(of: path) else { return nil }
            places.append((path, hash.short))
        }
        return places
    }

    /// The content file whose page was being rendered.
    private func note(for page: PlannedPage) -> Diagnostic.Note {
        Diagnostic.Note(Words(pl: "na stronie \(page.url)", en: "on the page \(page.url)"), at: page.claim)
    }
}
