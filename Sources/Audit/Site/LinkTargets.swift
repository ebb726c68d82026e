import Diagnostics

/// Everything that pages and files lead to: to tell which files nobody needs.
public struct LinkTargets: Sendable {
    private let targets: Set<UInt64>

    public init(pages: some Sequence<PageSummary>, files: some Sequence<FileSummary>) {
        var targets: Set<UInt64> = []
        for page in pages { targets.formUnion(page.links.lazy.map(\.target)) }
        for file in files { targets.formUnion(file.links.lazy.map(\.target)) }
        self.targets = targets
    }

    /// Whether anything leads to this root-relative URL.
    public func contains(_ url: String) -> Bool { targets.contains(URLReader.target(of: url)) }
}
