import Audit
import Diagnostics
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

    init(world: SiteWorld, templates: SiteTemplates, settings: AuditSettings) {
        declaration = DeclarationAudit(today: world.date)
        declarationURL = settings.declarationURL
        self.world = world
        pageAudit = PageAudit(settings)
        basePath = BasePath(ofBaseURL: settings.siteURL)
        places = AuthorPlace(world: world, templates: templates)
        renderers = templates.sets.map { $0.renderer() }
        buffer.reserveCapacity(64 << 10)
    }

    /// The HTML of a page, before the audit; nil, with a finding, when its template fails.
    mutating func html(of page: PlannedPage, store: FindingStore) -> [UInt8]? {
        if case .redirect(let target, let title) = page.kind {
            let config = world.sources.config
            return RedirectPage.bytes(
                to: target, title: title, language: config.languages[page.language].code, base: config.baseURL)
        }
        buffer.removeAll(keepingCapacity: true)
        do {
            try renderers[page.language].render(
                page.template, globals: world.globals(of: page), records: world.records, note: note(for: page),
                into: &buffer)
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

    /// The content file whose page was being rendered.
    private func note(for page: PlannedPage) -> Diagnostic.Note {
        Diagnostic.Note(Words(pl: "na stronie \(page.url)", en: "on the page \(page.url)"), at: page.claim)
    }
}
