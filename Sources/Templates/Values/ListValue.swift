/// A sequence of values with the face that it has in Python: a list, a tuple, a range, a view of a map.
///
/// Lists that the site gives are frozen, for all threads read them; a list that a template makes belongs to one render
/// and may grow by `append`.
///
/// `@unchecked Sendable`: `items` changes only through `mutate`, which refuses a frozen list, and only the renderer
/// that made a list holds it unfrozen.
public final class ListValue: @unchecked Sendable {
    public enum Face: UInt8, Sendable {
        case list
        case tuple
        case range
        case keys
        case values
        case items
        /// What `groupby` makes: a pair with the names `grouper` and `list`.
        case group
    }

    public private(set) var items: [Value]
    public let face: Face
    /// Which collection or order this is, for the read trace; nil for a list that nobody has to watch.
    public let origin: Int32?
    /// How deep lists and maps nest below this one; bounded, since freeing a value recurses.
    let depth: Int
    private let isFrozen: Bool
    /// The arguments of a range, which prints as they were given.
    let bounds: (start: Int, stop: Int, step: Int)?

    public convenience init(_ items: [Value], face: Face = .list, origin: Int? = nil) {
        self.init(items: items, face: face, origin: origin.map { Int32(truncatingIfNeeded: $0) }, frozen: true)
    }

    init(items: [Value], face: Face = .list, origin: Int32? = nil, frozen: Bool) {
        self.items = items
        self.face = face
        self.origin = origin
        isFrozen = frozen
        bounds = nil
        var deepest = 0
        for item in items { deepest = max(deepest, item.depth) }
        depth = deepest + 1
    }

    /// What `range()` makes.
    init(rangeItems items: [Value], bounds: (start: Int, stop: Int, step: Int)) {
        self.items = items
        face = .range
        origin = nil
        isFrozen = true
        depth = 1
        self.bounds = bounds
    }

    /// False when the list is frozen and nothing was done.
    func mutate(_ change: (inout [Value]) -> Void) -> Bool {
        guard !isFrozen, face == .list else { return false }
        change(&items)
        return true
    }

    /// Breaks what a template may have tied into a ring.
    func clear() { items = [] }
}

extension Value {
    /// The nesting of lists, maps and objects in a value; 0 for a scalar.
    var depth: Int {
        switch self {
        case .list(let list): list.depth
        case .map(let map): map.depth
        case .runtime(let object): object.depth
        default: 0
        }
    }
}
