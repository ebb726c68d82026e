import Audit
import Diagnostics
import Templates

/// What one thread keeps while it renders page after page.
struct PageWorker {
    private let world: SiteWorld
    private let renderers: [Renderer]
    private var buffer: [UInt8] = []

    init(world: SiteWorld, templates: SiteTemplates) {
        self.world = world
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
                page.template, globals: world.globals(of: page), records: world.records, note: note(for: page), into: &buffer)
            return buffer
        } catch {
            store.add(error.diagnostics)
            return nil
        }
    }

    /// The content file whose page was being rendered.
    private func note(for page: PlannedPage) -> Diagnostic.Note {
        Diagnostic.Note(Words(pl: "na stronie \(page.url)", en: "on the page \(page.url)"), at: page.claim)
    }
}
