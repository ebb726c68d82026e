/// Decides when a burst of changes is over: at once for one saved file, later for a checkout of a branch.
///
/// A write that is not closed yet, or a file that vanished (which an editor may be about to put back), is waited for a
/// little longer; and nothing is waited for longer than half a second.
struct Burst {
    private var seen: Set<String> = []
    private var isEverything = false
    /// With the number that the two halves of a renaming share; 0 for a deletion.
    private var vanished: [String: UInt32] = [:]
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

    var paths: ChangedPaths { isEverything ? .everything : .some(seen) }
    var isEmpty: Bool { seen.isEmpty && !isEverything }

    /// With the number of the renaming that brought it here: what it was called before has not vanished, then.
    mutating func add(_ path: String, renaming: UInt32 = 0) {
        seen.insert(path)
        vanished[path] = nil
        if renaming != 0 { vanished = vanished.filter { $0.value != renaming } }
        beingWritten.remove(path)
    }

    /// The file was opened for writing or made, and is not closed yet.
    mutating func addUnfinished(_ path: String) {
        seen.insert(path)
        vanished[path] = nil
        beingWritten.insert(path)
    }

    mutating func addVanished(_ path: String, renaming: UInt32 = 0) {
        seen.insert(path)
        vanished[path] = renaming
        beingWritten.remove(path)
    }

    mutating func addEverything() { isEverything = true }

    /// How long to wait for a further change, in milliseconds; 0 when the burst is over.
    func patience(now: Double) -> Int {
        let left = Burst.longest - (now - begun)
        guard left > 0 else { return 0 }
        var quiet = Burst.quiet
        if isEverything || seen.count >= Burst.many { quiet = Burst.quietAfterMany }
        if !vanished.isEmpty { quiet = max(quiet, Burst.quietAfterVanishing) }
        if !beingWritten.isEmpty { quiet = Burst.quietWhileWritten }
        return max(1, Int(min(quiet, left)))
    }
}
