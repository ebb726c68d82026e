/// The steps of a commit between which a run can be killed; tests stop at each of them.
enum PublishingStep: Equatable, Sendable {
    case writeDraft
    case writeJournal
    case move
    case delete
    case writeManifest
    case clean
}

/// Called before each step; throws to stop there, as a kill would.
typealias Checkpoint = @Sendable (PublishingStep) throws(PublishingError) -> Void
