import Diagnostics
import Templates

/// Answers “what can I print here?”: every variable that a template sees on a page, with type, value and origin.
public enum PageInspection {
    /// Finds the page of a URL, of an entry's path or of a slug, and describes its variables.
    ///
    /// The description is nil, with a finding, when there is no such page.
    public static func text(_ wanted: String, options: BuildOptions, language: MessageLanguage) -> (
        text: String?, findings: Findings
    ) {
        var findings = Findings()
        guard let sources = SiteLoader.load(options, findings: &findings) else { return (nil, findings) }
        let plan = Planner.plan(sources, options: options, findings: &findings)
        let store = FindingStore()
        let images = ImageFacts.read(sources, plan, findings: &findings)
        let world = SiteWorld(sources: sources, plan: plan, images: images, date: options.date, findings: store)
        findings.add(store.all)
        guard let page = page(wanted, world) else {
            var result = Findings()
            result.add(
                Diagnostic(
                    .unknownPage,
                    Words(pl: "nie ma strony ani wpisu „\(wanted)”", en: "there is no page and no entry “\(wanted)”"),
                    remedy: NearMiss.remedy(for: wanted, in: plan.pages.map(\.url))))
            return (nil, result)
        }
        var inspection = Templates.Inspection(records: world.records, deepest: 2)
        for (name, value) in zip(TemplateTypes.globalNames, world.globals(of: page)) { inspection.add(name, value) }
        return ("\(page.url)  templates/\(page.template)\n" + inspection.text(in: language) + "\n", findings)
    }

    private static func page(_ wanted: String, _ world: SiteWorld) -> PlannedPage? {
        let pages = world.plan.pages.filter { if case .redirect = $0.kind { false } else { true } }
            .sorted { ($0.language, $0.url) < ($1.language, $1.url) }
        if let page = pages.first(where: { $0.url == wanted || $0.url == "/" + wanted + "/" }) { return page }
        return pages.first { page in
            guard case .entry(let index) = page.kind else { return false }
            let entry = world.sources.entries[index]
            return entry.path == wanted || entry.path.hasSuffix("/" + wanted) || entry.slug == wanted
        }
    }
}
