import Audit
import Diagnostics

/// What stays of a page when its bytes are handed on.
struct RenderedPage: Sendable {
    /// Nil when its template failed.
    var summary: PageSummary?
    var findings: [Diagnostic] = []
    /// By what a change of a text can reach it; nil when nobody knows.
    var trail: PageTrail?
}

/// What stays of a rendered site: enough to report it, and to make a part of it again.
struct RenderedSite: Sendable {
    /// In the order of the plan.
    var pages: [RenderedPage] = []
    var copied = FileOutputs.Outcome()
    var copiedFindings: [Diagnostic] = []
    var generated: [GeneratedFiles.File] = []
    var generatedFindings: [Diagnostic] = []
    /// In the order of the plan; empty without a search.
    var search: [SearchPage?] = []
    var checks = SiteChecks.Outcome()
    /// Of all parts, without the texts of entries.
    var findings: [Diagnostic] {
        pages.flatMap(\.findings) + copiedFindings + generatedFindings + checks.findings
    }

    var fileCount: Int { copied.urls.count + generated.count }
}
