/// The values that a render works on: the locals of each unit and what its expressions have under way.
///
/// Slots below `count` are initialised, those above are not; a unit asks for room before it runs, so that single steps
/// need no check.
final class ValueStack {
    private let memory: UnsafeMutablePointer<Value>
    private let capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = capacity
        memory = .allocate(capacity: capacity)
    }

    deinit {
        memory.deinitialize(count: count)
        memory.deallocate()
    }

    func hasRoom(for more: Int) -> Bool { count + more <= capacity }

    @inline(__always)
    func push(_ value: consuming Value) {
        (memory + count).initialize(to: value)
        count += 1
    }

    @inline(__always)
    func pop() -> Value {
        count -= 1
        return (memory + count).move()
    }

    @inline(__always)
    subscript(place: Int) -> Value {
        get { memory[place] }
        set { memory[place] = newValue }
    }

    @inline(__always)
    func reserveLocals(_ locals: Int) {
        (memory + count).initialize(repeating: .none, count: locals)
        count += locals
    }

    /// Drops everything above `base`.
    @inline(__always)
    func shrink(to base: Int) {
        guard count > base else { return }
        (memory + base).deinitialize(count: count - base)
        count = base
    }

    /// Takes the top `length` values, the lowest first.
    func popLast(_ length: Int) -> [Value] {
        guard length > 0 else { return [] }
        let start = count - length
        let values = Array(UnsafeBufferPointer(start: memory + start, count: length))
        shrink(to: start)
        return values
    }
}
