import Audit
import Diagnostics

/// What lies among the sources and reaches no page: templates, data, files.
struct UnusedSources {
    let sources: SiteSources
    let plan: Plan

    /// Templates that no page is made with, directly or through a template that names them in quotes.
    func templates() -> [LeftOut] {
        var used = Set(plan.pages.map { "templates/" + $0.template })
        var waiting = sources.templateFiles.filter { used.contains($0.path) }
        while let file = waiting.popLast() {
            for other in sources.templateFiles where !used.contains(other.path) {
                let name = SitePath.below("templates", other.path)
                guard ["\"\(name)\"", "'\(name)'"].contains(where: { file.bytes.contains($0) }) else { continue }
                used.insert(other.path)
                waiting.append(other)
            }
        }
        return sources.templateFiles.filter { !used.contains($0.path) }.map {
            LeftOut(path: $0.path, title: nil, reason: .unusedTemplate)
        }
    }

    /// Collections without pages that no template and no other collection names.
    func data() -> [LeftOut] {
        let config = sources.config
        return config.collections.filter { collection in
            guard collection.url == nil, collection.list == nil else { return false }
            let isReferredTo = config.collections.contains { other in
                other.schema.fields.contains { $0.type.refers(to: collection.name) }
            }
            return !isReferredTo && !sources.templateFiles.contains { $0.bytes.contains(collection.name) }
        }.map { LeftOut(path: $0.folder, title: nil, reason: .unusedData) }
    }

    /// Files of the content that no page, style sheet or drawing names; those of `static/` are assets, and warned of.
    func files(_ audit: SiteAudit) -> [LeftOut] {
        let files = plan.files.filter { SitePath.isInside($0.source, sources.config.pages.folder) }
        let unlinked = Set(audit.unlinked(files.map(\.url)))
        return files.filter { unlinked.contains($0.url) }.map {
            LeftOut(path: $0.source, title: nil, reason: .unusedFile)
        }
    }
}

extension [UInt8] {
    /// Whether the text stands in the bytes.
    fileprivate func contains(_ text: String) -> Bool { firstRange(of: Array(text.utf8)) != nil }
}
