import Diagnostics
import Synchronization

/// How far a build has come, for somebody who looks on from another thread.
///
/// ```swift
/// let progress = BuildProgress()
/// // on another thread, now and then:
/// print(progress.words.text(in: .pl))      // „strony: 3400 z 10 204”
/// SiteBuild.publish(options, progress: progress)
/// ```
public final class BuildProgress: Sendable {
    /// The stages that take long enough to be looked at.
    public enum Stage: Int, Sendable {
        case reading
        case pages
        case publishing
    }

    private let current = Atomic<Int>(Stage.reading.rawValue)
    private let finished = Atomic<Int>(0)
    private let all = Atomic<Int>(0)

    public init() {}

    /// - Parameter total: how many parts the stage has; 0 when nobody knows.
    func begin(_ stage: Stage, total: Int = 0) {
        finished.store(0, ordering: .relaxed)
        all.store(total, ordering: .relaxed)
        current.store(stage.rawValue, ordering: .releasing)
    }

    /// One part more is done; from any thread.
    func advance() { finished.wrappingAdd(1, ordering: .relaxed) }

    public var stage: Stage { Stage(rawValue: current.load(ordering: .acquiring)) ?? .reading }
    /// Parts of the stage that are done.
    public var done: Int { finished.load(ordering: .relaxed) }
    public var total: Int { all.load(ordering: .relaxed) }

    /// The stage and how much of it is done, in a few words.
    public var words: Words {
        switch stage {
        case .reading: Words(pl: "czytanie źródeł", en: "reading the sources")
        case .pages: Words(pl: "strony: \(done) z \(total)", en: "pages: \(done) of \(total)")
        case .publishing: Words(pl: "publikowanie", en: "publishing")
        }
    }
}
