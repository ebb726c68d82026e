/// What one page's audit found out.
public struct PageReport: Sendable {
    /// In the order of their places.
    public let findings: [PageFinding]
    public let summary: PageSummary
    /// Where URLs that begin with `/` begin, ascending: the places at which `BasePath` inserts.
    public let rootURLs: [Int]
}
