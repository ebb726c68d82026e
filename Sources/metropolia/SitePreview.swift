import Diagnostics
import PreviewServer
import SiteBuilder

/// A site as the preview server builds it: into memory, with the state of entries that production would leave out.
struct SitePreview: PreviewSource {
    let options: BuildOptions
    let language: MessageLanguage

    func build(_ changes: ChangedPaths) -> PreviewBuild {
        let (report, outputs) = SiteBuild.inMemory(options)
        let layout = SiteOverview.layout(options)
        return PreviewBuild(
            outputs: outputs, findings: report.findings,
            failure: report.failure?.diagnostic.message, basePath: layout.basePath,
            // Only a preview of drafts or of the future shows pages that need a badge.
            entries: options.drafts || options.future ? allEntries() : [], timings: report.timings.table,
            watched: layout.sources)
    }

    func entries() -> [PreviewEntry]? { allEntries() }

    func inspect(page: String) -> String? { PageInspection.text(page, options: options, language: language).text }

    private func allEntries() -> [PreviewEntry] {
        SiteOverview.entries(options).map { facts in
            PreviewEntry(
                title: facts.title, sourcePath: facts.path, url: facts.url, collection: facts.collection,
                state: state(facts.standing), date: facts.date?.iso)
        }
    }

    private func state(_ standing: EntryFacts.Standing) -> PreviewEntry.State {
        switch standing {
        case .published: .published
        case .draft: .draft
        case .future(let day): .future(day.iso)
        case .expired(let day): .expired(day.iso)
        }
    }
}
