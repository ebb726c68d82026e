import Assets
import Audit
import Diagnostics
import Publishing
import Synchronization

/// Publishes the files that are no pages: those of `static/` as assets, those beside entries as they are.
struct FileOutputs: Sendable {
    let world: SiteWorld
    let settings: AuditSettings
    let jobs: Int
    let use: AssetUse

    struct Outcome: Sendable {
        var bytes = 0
        /// The links of style sheets and drawings.
        var summaries: [FileSummary] = []
        /// Every URL under which a file is published.
        var urls: [String] = []
        /// Those with a hash in their name.
        var hashedURLs: [String] = []
    }

    private struct One: Sendable {
        var bytes = 0
        var summary: FileSummary?
        var urls: [String] = []
        var hashedURL: String?
    }

    func put(into sink: any OutputSink, store: FindingStore, failure: FirstFailure) -> Outcome {
        let files = world.plan.files
        let done = Slots<One>(count: files.count)
        Workers.forEach(
            count: files.count, jobs: jobs, state: { 0 },
            body: { index, _ in
                guard failure.error == nil else { return }
                do throws(PublishingError) {
                    done[index] = try put(files[index], into: sink, store: store)
                } catch {
                    failure.note(error)
                }
            })
        var outcome = Outcome()
        for one in done.all.compactMap({ $0 }) {
            outcome.bytes += one.bytes
            if let summary = one.summary { outcome.summaries.append(summary) }
            outcome.urls += one.urls
            if let url = one.hashedURL { outcome.hashedURLs.append(url) }
        }
        store.add(unused())
        return outcome
    }

    private func put(_ file: PlannedFile, into sink: any OutputSink, store: FindingStore) throws(PublishingError)
        -> One
    {
        do {
            guard let asset = try world.assets.asset(file.url) else {
                return try put(beside: file, try world.sources.tree.read(file.source), into: sink)
            }
            return try put(asset, of: file, into: sink, store: store)
        } catch let error as FileFailure {
            store.add(error.diagnostic)
            return One()
        } catch let error as PublishingError {
            throw error
        } catch {
            return One()
        }
    }

    private func put(_ asset: SiteAssets.Asset, of file: PlannedFile, into sink: any OutputSink, store: FindingStore)
        throws -> One
    {
        // The summary is of what the author wrote, so that a dead address is shown where it stands.
        let source = try world.sources.tree.read(file.source)
        var one = One(bytes: asset.bytes.count, summary: summary(of: source, url: file.url))
        if SitePath.fileExtension(of: file.url) == "css" { store.add(AssetFindings.styleSheet(file.source, source)) }
        if !asset.circles.isEmpty { store.add(AssetFindings.circle(file.source, asset.circles)) }
        if use.isUnderHash(asset) {
            try sink.put(SitePath.output(of: asset.hashedURL), asset.bytes, kind: .asset)
            one.urls.append(asset.hashedURL)
            one.hashedURL = asset.hashedURL
        }
        if use.isUnderOwnName(asset) {
            if AssetName.looksHashed(file.url) { store.add(AssetFindings.looksHashed(file.source)) }
            try sink.put(SitePath.output(of: file.url), asset.bytes, kind: .asset)
            one.urls.append(file.url)
        }
        return one
    }

    /// A file of the content: published as it is, but for the base path in style sheets and drawings.
    private func put(beside file: PlannedFile, _ bytes: [UInt8], into sink: any OutputSink) throws -> One {
        let summary = summary(of: bytes, url: file.url)
        let path = BasePath(ofBaseURL: settings.siteURL)
        let based = summary.map { path.insert(into: bytes, at: $0.rootURLs) } ?? bytes
        try sink.put(SitePath.output(of: file.url), based, kind: .asset)
        return One(bytes: bytes.count, summary: summary, urls: [file.url])
    }

    /// The links of a style sheet or a drawing; nil for a file that has none.
    private func summary(of bytes: [UInt8], url: String) -> FileSummary? {
        switch SitePath.fileExtension(of: url) {
        case "css": FileAudit(settings).css(bytes, url: url)
        case "svg": FileAudit(settings).svg(bytes, url: url)
        default: nil
        }
    }

    /// Assets that nothing leads to. One whose name stands in a script or a data file may be fetched by it.
    private func unused() -> [Diagnostic] {
        var candidates: [String] = []
        for url in world.assets.urls where !AssetFindings.isKnownByName(url) {
            guard let asset = try? world.assets.asset(url), use.isUnused(asset) else { continue }
            candidates.append(url)
        }
        guard !candidates.isEmpty else { return [] }
        let texts = world.assets.urls.filter {
            ["js", "mjs", "json", "webmanifest", "html", "txt", "xml"].contains(SitePath.fileExtension(of: $0))
        }
        let scripts = texts.compactMap { url in
            world.assets.source(of: url).flatMap { try? world.sources.tree.read($0) }
        }
        return candidates.compactMap { url in
            let name = Array(SitePath.name(of: url).utf8)
            guard !scripts.contains(where: { $0.firstRange(of: name) != nil }) else { return nil }
            return world.assets.source(of: url).map(AssetFindings.unused)
        }
    }
}
