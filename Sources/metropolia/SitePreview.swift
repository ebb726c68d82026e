import Diagnostics
import PreviewServer
import SiteBuilder
import Synchronization

/// A site as the preview server builds it: into memory, with the state of entries that production would leave out.
struct SitePreview: PreviewSource {
    private let options: BuildOptions
    private let language: MessageLanguage
    private let session: SiteSession
    private let entries = EntriesShown()

    init(options: BuildOptions, language: MessageLanguage) {
        self.options = options
        self.language = language
        session = SiteSession(options)
    }

    func build(_ changes: ChangedPaths) -> PreviewBuild {
        let built =
            switch changes {
            case .everything: session.build()
            case .some(let paths): session.build(touched: paths)
            }
        return PreviewBuild(
            outputs: built.outputs, findings: built.report.findings,
            failure: built.report.failure?.diagnostic.message, basePath: built.layout.basePath,
            entries: entries.of(built), timings: built.report.timings.table,
            watched: built.layout.sources)
    }

    /// The entries as they were shown last: most builds change none.
    private final class EntriesShown: Sendable {
        private let shown = Mutex<[PreviewEntry]>([])

        func of(_ built: SiteSession.Outcome) -> [PreviewEntry] {
            shown.withLock { shown in
                if !built.hasSamePlan { shown = built.entries.map(SitePreview.entry) }
                return shown
            }
        }
    }

    func inspect(page: String) -> String? { PageInspection.text(page, options: options, language: language).text }

    private static func entry(_ facts: EntryFacts) -> PreviewEntry {
        PreviewEntry(
            title: facts.title, sourcePath: facts.path, url: facts.url, collection: facts.collection,
            state: state(facts.standing), date: facts.date?.iso)
    }

    private static func state(_ standing: EntryFacts.Standing) -> PreviewEntry.State {
        switch standing {
        case .published: .published
        case .draft: .draft
        case .future(let day): .future(day.iso)
        case .expired(let day): .expired(day.iso)
        }
    }
}
