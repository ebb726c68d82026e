/// A fixed row of results, each written by the one thread that made it and read after all threads have ended.
///
/// `@unchecked Sendable`: no two threads write one place, and nobody reads before `Workers` has joined its threads.
final class Slots<Element>: @unchecked Sendable {
    private let storage: UnsafeMutableBufferPointer<Element?>

    init(count: Int) {
        storage = .allocate(capacity: count)
        storage.initialize(repeating: nil)
    }

    deinit {
        storage.deinitialize()
        storage.deallocate()
    }

    subscript(index: Int) -> Element? {
        get { storage[index] }
        set { storage[index] = newValue }
    }

    var all: [Element?] { Array(storage) }
}
