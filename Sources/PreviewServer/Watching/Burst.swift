/// Decides when a burst of changes is over: at once for one saved file, later for a checkout of a branch.
///
/// A write that is not closed yet, or a file that vanished (which an editor may be about to put back), is waited for a
/// little longer; and nothing is waited for longer than half a second.
struct Burst {
    private(set) var paths: ChangedPaths = .some([])
    private var vanished: Set<String> = []
    private var beingWritten: Set<String> = []
    private let begun: Double

    /// Milliseconds of silence.
    private static let quiet = 3.0
    private static let quietAfterMany = 25.0
    private static let quietAfterVanishing = 25.0
    private static let quietWhileWritten = 150.0
    private static let many = 16
    private static let longest = 500.0

    init(now: Double) { begun = now }

    var isEmpty: Bool { paths.isEmpty }

    mutating func add(_ path: String) {
        paths = paths.joined(.some([path]))
        vanished.remove(path)
        beingWritten.remove(path)
    }

    /// The file was opened for writing or made, and is not closed yet.
    mutating func addUnfinished(_ path: String) {
        paths = paths.joined(.some([path]))
        vanished.remove(path)
        beingWritten.insert(path)
    }

    mutating func addVanished(_ path: String) {
        paths = paths.joined(.some([path]))
        vanished.insert(path)
        beingWritten.remove(path)
    }

    mutating func addEverything() { paths = .everything }

    /// How long to wait for a further change, in milliseconds; 0 when the burst is over.
    func patience(now: Double) -> Int {
        let left = Burst.longest - (now - begun)
        guard left > 0 else { return 0 }
        var quiet = Burst.quiet
        if case .some(let paths) = paths, paths.count < Burst.many {} else { quiet = Burst.quietAfterMany }
        if !vanished.isEmpty { quiet = max(quiet, Burst.quietAfterVanishing) }
        if !beingWritten.isEmpty { quiet = Burst.quietWhileWritten }
        return max(1, Int(min(quiet, left)))
    }
}
