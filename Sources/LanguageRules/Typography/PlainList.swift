/// A growing list of plain values in memory of its own.
///
/// Nobody else can hold its memory, so nothing is counted when it is lent, and emptying it keeps the room. An index
/// beyond the count is the caller's mistake, caught in debug builds alone.
struct PlainList<Element: BitwiseCopyable>: ~Copyable {
    private var base: UnsafeMutablePointer<Element>?
    private(set) var count = 0
    private var capacity = 0

    init() {}

    deinit { base?.deallocate() }

    @inline(__always)
    var isEmpty: Bool { count == 0 }

    @inline(__always)
    var indices: Range<Int> { 0..<count }

    @inline(__always)
    var first: Element? { count > 0 ? self[0] : nil }

    @inline(__always)
    var last: Element? { count > 0 ? self[count - 1] : nil }

    subscript(_ index: Int) -> Element {
        @inline(__always)
        get {
            assert(index >= 0 && index < count)
            return base.unsafelyUnwrapped[index]
        }
        @inline(__always)
        set {
            assert(index >= 0 && index < count)
            base.unsafelyUnwrapped[index] = newValue
        }
    }

    @inline(__always)
    mutating func append(_ element: Element) {
        reserve(count + 1)[count] = element
        count += 1
    }

    @inline(__always)
    mutating func append(_ elements: UnsafePointer<Element>, count added: Int) {
        (reserve(count + added) + count).update(from: elements, count: added)
        count += added
    }

    /// Forgets the elements behind the first few and keeps the room.
    @inline(__always)
    mutating func shrink(to count: Int) {
        assert(count <= self.count)
        self.count = count
    }

    /// The elements; valid until the list grows or ends.
    @inline(__always)
    var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }

    /// Makes room for so many elements. Those beyond the count may be written through the memory that it returns.
    @inline(__always) @discardableResult
    mutating func reserve(_ needed: Int) -> UnsafeMutablePointer<Element> {
        if needed > capacity { grow(to: needed) }
        return base.unsafelyUnwrapped
    }

    @inline(never)
    private mutating func grow(to needed: Int) {
        let larger = max(needed, 2 * capacity, 16)
        let fresh = UnsafeMutablePointer<Element>.allocate(capacity: larger)
        if let base {
            fresh.update(from: base, count: count)
            base.deallocate()
        }
        base = fresh
        capacity = larger
    }
}
