import Diagnostics
import Templates

/// The compiled templates of a site.
struct SiteTemplates: Sendable {
    static func compile(_ world: SiteWorld, findings: inout Findings) -> SiteTemplates? { nil }
}
struct PageWorker {
    let world: SiteWorld
    let templates: SiteTemplates
    func html(of page: PlannedPage, store: FindingStore) -> [UInt8]? { nil }
    func audit(_ bytes: [UInt8], page: PlannedPage, store: FindingStore) -> (bytes: [UInt8], summary: PageSummary) { (bytes, PageSummary()) }
}
struct SiteChecks { let world: SiteWorld; let templates: SiteTemplates; let summaries: [PageSummary]; func findings() -> [Diagnostic] { [] } }
import Audit
