import Diagnostics
import LanguageRules

/// What an editor wants to know of one entry without building the site: its title, file, address and standing.
public struct EntryFacts: Sendable {
    public enum Standing: Hashable, Sendable {
        case published
        case draft
        /// Appears on this day.
        case future(CivilDate)
        /// Disappeared on this day.
        case expired(CivilDate)
    }

    public let title: String
    /// The file, relative to the site's root.
    public let path: String
    /// With the base path; nil when the entry does not appear with these options.
    public let url: String?
    /// The collection's name; empty for a page that belongs to none.
    public let collection: String
    public let standing: Standing
    public let date: CivilDate?
}

/// Lists a site's entries as they stand on the day of the build.
public enum SiteOverview {
    /// All entries in order of path; empty when the site cannot be read. The findings are those that a build reports anyway.
    public static func entries(_ options: BuildOptions) -> [EntryFacts] {
        var findings = Findings()
        guard let sources = SiteLoader.load(options, findings: &findings) else { return [] }
        return entries(sources, Planner.plan(sources, options: options, findings: &findings), options)
    }

    static func entries(_ sources: SiteSources, _ plan: Plan?, _ options: BuildOptions) -> [EntryFacts] {
        // What would be left out of a production build on that day, whatever this preview shows.
        var production = options
        production.drafts = false
        production.future = false
        return sources.entries.enumerated().map { index, entry in
            let collections = sources.config.collections
            return EntryFacts(
                title: entry.title, path: entry.path, url: plan?.entryURLs[index].map(sources.config.baseURL.based),
                collection: entry.collection < collections.count ? collections[entry.collection].name : "",
                standing: standing(Planner.reasonToLeaveOut(entry, production)), date: entry.date)
        }
    }

    private static func standing(_ reason: LeftOut.Reason?) -> EntryFacts.Standing {
        switch reason {
        case nil: .published
        case .draft: .draft
        case .future(let day): .future(day)
        case .expired(let day): .expired(day)
        default: .published
        }
    }

    /// The folders and files that a build reads, relative to the root, and the path of the base URL (`/`, `/metropolia/`).
    /// A config that cannot be read leaves the usual folders.
    public static func layout(_ options: BuildOptions) -> (sources: [String], basePath: String) {
        var findings = Findings()
        let usual = ["templates", "static", "i18n", options.config]
        guard let tree = try? FileTree(root: options.root), tree.exists(options.config),
            let file = tree.source(options.config, findings: &findings),
            let config = ConfigReader.read(file, baseURL: options.baseURL, findings: &findings)
        else { return (usual + ["content"], "/") }
        return layout(config, options)
    }

    static func layout(_ config: SiteConfig, _ options: BuildOptions) -> (sources: [String], basePath: String) {
        let usual = ["templates", "static", "i18n", options.config]
        let folders = usual + [config.pages.folder] + config.collections.map(\.folder)
        return (folders + (config.map.map { [$0.boundaries] } ?? []), config.baseURL.path + "/")
    }
}
