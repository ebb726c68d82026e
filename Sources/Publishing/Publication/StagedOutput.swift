/// What became of an output that was handed over.
public enum StagingResult: Sendable {
    /// The published file has these bytes already: nothing was written, its time stamp stays.
    case unchanged
    /// It waits in the staging area for the commit.
    case staged
}

/// One output that waits in the staging area.
///
/// A class, since lists of all outputs are sorted and walked several times.
final class StagedOutput: Sendable {
    let entry: Manifest.Entry
    let kind: OutputKind

    init(entry: Manifest.Entry, kind: OutputKind) {
        self.entry = entry
        self.kind = kind
    }
}

/// The outputs of the run at hand, in the order in which threads handed them over.
struct OutputRecord: Sendable {
    var staged: [StagedOutput] = []
    /// Places in the published manifest: an unchanged output costs one number.
    var unchanged: [Int] = []
    var retention = AssetRetention(days: 0, today: 0)
    /// The journal is written: what is staged belongs to the output now.
    var isCommitted = false
    /// A hash of the manifest that a commit wrote; nil while none did.
    var written: UInt64?
}
