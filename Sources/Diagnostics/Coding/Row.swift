import Synchronization

/// A fixed row of values: all of them there, or each made when it is first asked for.
public struct Row<Element: Sendable>: RandomAccessCollection, Sendable {
    @usableFromInline let made: [Element]
    @usableFromInline let later: Later?

    @usableFromInline final class Later: Sendable {
        @usableFromInline let count: Int
        let make: @Sendable (Int) -> Element
        let made = Mutex<[Int: Element]>([:])

        init(count: Int, make: @escaping @Sendable (Int) -> Element) {
            self.count = count
            self.make = make
        }

        @usableFromInline func element(_ index: Int) -> Element {
            if let known = made.withLock({ $0[index] }) { return known }
            // Made outside of the lock: two threads may make the same, and the first one counts.
            let element = make(index)
            return made.withLock { made in
                let first = made[index] ?? element
                made[index] = first
                return first
            }
        }
    }

    public init(_ elements: [Element]) {
        made = elements
        later = nil
    }

    /// A row of which few values will be asked for.
    ///
    /// - Parameter make: called from several threads.
    public init(count: Int, make: @escaping @Sendable (Int) -> Element) {
        made = []
        later = Later(count: count, make: make)
    }

    // Inlinable: other modules walk rows of tens of thousands, and unspecialised each step would ask for the type.
    @inlinable public var startIndex: Int { 0 }
    @inlinable public var endIndex: Int { later?.count ?? made.count }
    @inlinable public subscript(index: Int) -> Element { later?.element(index) ?? made[index] }
}
