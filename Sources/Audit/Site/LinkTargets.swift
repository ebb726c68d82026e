/// Everything that pages and files lead to: to tell which files nobody needs.
public struct LinkTargets: Sendable {
    private var targets = TargetTable()

    public init(pages: [PageSummary]) {
        for page in pages { add(page.links) }
    }

    /// The same and what the files lead to.
    public func with(files: [FileSummary]) -> LinkTargets {
        var all = self
        for file in files { all.add(file.links) }
        return all
    }

    /// Whether anything leads to this root-relative URL.
    public func contains(_ url: String) -> Bool { targets[URLReader.target(of: url)] != nil }

    private mutating func add(_ links: [PageLink]) {
        // Most lead where the links of the pages before lead.
        for link in links where targets[link.target] == nil { targets[link.target] = 0 }
    }
}
