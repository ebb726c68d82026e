import Diagnostics

/// What the server answers from at one moment: an immutable value, replaced as a whole after each build.
struct ServedSite: Sendable {
    /// The outputs of the last build without errors; empty before there was one.
    private(set) var outputs: [String: [UInt8]] = [:]
    /// Counts the changes of the outputs; a page that knows another number is old.
    private(set) var version = 0
    private(set) var hasBeenBuilt = false
    private(set) var basePath = "/"
    /// The last build, good or not.
    private(set) var build: PreviewBuild
    /// Labels of pages that would not be published, by output path.
    private(set) var badges: [String: PreviewEntry.State] = [:]
    /// Outputs that were sent before, ready to be sent again.
    private(set) var bodies = BodyCache()

    init() { build = PreviewBuild(outputs: nil) }

    /// Whether the last build failed.
    var isFailing: Bool { build.outputs == nil }

    mutating func install(_ build: PreviewBuild) -> SiteChange {
        self.build = build
        guard let outputs = build.outputs else { return .failed }
        let change = hasBeenBuilt ? SiteChange.between(self.outputs, outputs) : .pages(outputs: outputs.count)
        let badgesBefore = badges
        basePath = build.basePath.hasSuffix("/") ? build.basePath : build.basePath + "/"
        self.outputs = outputs
        hasBeenBuilt = true
        badges = [:]
        for entry in build.entries where entry.state != .published {
            if let url = entry.url, let path = outputPath(ofPage: url) { badges[path] = entry.state }
        }
        let result = change == .nothing && badges != badgesBefore ? .pages(outputs: 0) : change
        if result != .nothing {
            version += 1
            bodies = BodyCache()
        }
        return result
    }

    /// The output that a page's address names: `/metropolia/gminy/` → `gminy/index.html`.
    private func outputPath(ofPage url: String) -> String? {
        guard url.hasPrefix(basePath) else { return nil }
        let path = String(url.utf8.dropFirst(basePath.utf8.count)) ?? ""
        return path.isEmpty || path.hasSuffix("/") ? path + "index.html" : path
    }

    enum Found {
        case output(path: String, bytes: [UInt8])
        /// The same page with its trailing slash, or the site's home below the base path.
        case elsewhere(segments: [String])
        case nothing
    }

    /// Looks a request's path up among the outputs; there is nothing else to find.
    func find(_ target: RequestTarget) -> Found {
        let base = basePath.split(separator: "/").map(String.init)
        guard target.segments.starts(with: base) else {
            return target.segments.isEmpty ? .elsewhere(segments: base) : .nothing
        }
        let path = target.segments.dropFirst(base.count).joined(separator: "/")
        if target.endsWithSlash {
            return output(path.isEmpty ? "index.html" : path + "/index.html") ?? .nothing
        }
        if path.isEmpty { return .elsewhere(segments: base) }
        if let found = output(path) { return found }
        return output(path + "/index.html") == nil ? .nothing : .elsewhere(segments: target.segments)
    }

    /// Compared by bytes, since a web server does not know that `é` can be spelt in two ways.
    private func output(_ path: String) -> Found? {
        guard let index = outputs.index(forKey: path), outputs[index].key.utf8.elementsEqual(path.utf8) else {
            return nil
        }
        return .output(path: path, bytes: outputs[index].value)
    }

    var notFoundPage: [UInt8]? { outputs["404.html"] }
}
