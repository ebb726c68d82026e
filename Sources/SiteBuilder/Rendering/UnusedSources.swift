import Audit
import Diagnostics

/// What lies among the sources and reaches no page: templates, data, files.
struct UnusedSources {
    let sources: SiteSources
    let plan: Plan

    /// Templates that nothing reaches.
    func templates(_ templates: SiteTemplates) -> [LeftOut] {
        templates.unused.map { LeftOut(path: $0, title: nil, reason: .unusedTemplate) }
    }

    /// Collections without pages that no template reads and no other collection refers to.
    func data(_ templates: SiteTemplates) -> [LeftOut] {
        let config = sources.config
        return config.collections.filter { collection in
            guard collection.url == nil, collection.list == nil else { return false }
            let isReferredTo = config.collections.contains { other in
                other.schema.fields.contains { $0.type.refers(to: collection.name) }
            }
            return !isReferredTo && !templates.reads(collection: collection.name)
        }.map { LeftOut(path: $0.folder, title: nil, reason: .unusedData) }
    }

    /// Files of the content that no page, style sheet or drawing names; those of `static/` are assets, and warned of.
    func files(_ targets: LinkTargets) -> [LeftOut] {
        plan.files.filter { SitePath.isInside($0.source, sources.config.pages.folder) && !targets.contains($0.url) }
            .map { LeftOut(path: $0.source, title: nil, reason: .unusedFile) }
    }
}
