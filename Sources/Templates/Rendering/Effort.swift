/// The steps of work that a render has taken so far.
///
/// A cell of its own, so that what only reads a machine can count its steps too.
final class Effort {
    private let count: UnsafeMutablePointer<Int>

    init() {
        count = .allocate(capacity: 1)
        count.initialize(to: 0)
    }

    deinit { count.deallocate() }

    @inline(__always)
    var spent: Int {
        get { count.pointee }
        set { count.pointee = newValue }
    }
}
