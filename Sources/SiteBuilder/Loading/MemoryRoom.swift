import Synchronization

/// Room for bytes that may stay in memory, shared by all threads; what has taken some of it never gives it back.
///
/// A small site's texts are read once; of a large one's, those beyond the room are read again when they are rendered.
final class MemoryRoom: Sendable {
    private let free: Atomic<Int>

    init(bytes: Int) { free = Atomic(bytes) }

    /// Whether there was room for so many bytes.
    func take(_ bytes: Int) -> Bool {
        guard free.load(ordering: .relaxed) >= bytes else { return false }
        // Threads that ask at once may each take a little beyond the end.
        free.subtract(bytes, ordering: .relaxed)
        return true
    }
}
