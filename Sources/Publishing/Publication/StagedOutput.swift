/// What became of an output that was handed over.
public enum StagingResult: Sendable {
    /// The published file has these bytes already: nothing was written, its time stamp stays.
    case unchanged
    /// It waits in the staging area for the commit.
    case staged
}

/// One output of the run at hand.
struct StagedOutput: Sendable {
    let entry: Manifest.Entry
    let kind: OutputKind
    let result: StagingResult
}
