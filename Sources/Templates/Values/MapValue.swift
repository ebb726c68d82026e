/// A map whose keys keep the order in which they came.
///
/// Small maps are searched in a row, larger ones through an index. `@unchecked Sendable` for the reason that stands at
/// `ListValue`.
public final class MapValue: @unchecked Sendable {
    public private(set) var keys: [Value]
    public private(set) var values: [Value]
    private var index: [MapKey: Int]?
    let depth: Int
    private let isFrozen: Bool

    public convenience init(_ members: [(key: String, value: Value)]) {
        self.init(keys: members.map { .string($0.key) }, values: members.map(\.value), frozen: true)
    }

    /// Later members replace earlier ones of the same key.
    init(keys: [Value], values: [Value], frozen: Bool) {
        self.keys = []
        self.values = []
        self.keys.reserveCapacity(keys.count)
        self.values.reserveCapacity(keys.count)
        isFrozen = frozen
        var deepest = 0
        for value in values { deepest = max(deepest, value.depth) }
        for key in keys { deepest = max(deepest, key.depth) }
        depth = deepest + 1
        for (key, value) in zip(keys, values) { set(key, value) }
    }

    public var count: Int { keys.count }

    public subscript(key: String) -> Value? {
        guard let place = place(of: key) else { return nil }
        return values[place]
    }

    subscript(key: Value) -> Value? {
        guard let place = place(of: key) else { return nil }
        return values[place]
    }

    /// False when the map is frozen and nothing was done.
    func mutate(_ change: (MapValue) -> Void) -> Bool {
        guard !isFrozen else { return false }
        change(self)
        return true
    }

    func set(_ key: Value, _ value: Value) {
        if let place = place(of: key) {
            values[place] = value
            return
        }
        keys.append(key)
        values.append(value)
        if index != nil {
            index?[MapKey(key)] = keys.count - 1
        } else if keys.count > MapValue.searched {
            index = Dictionary(uniqueKeysWithValues: keys.enumerated().map { (MapKey($1), $0) })
        }
    }

    func remove(_ key: Value) -> Value? {
        guard let place = place(of: key) else { return nil }
        let removed = values[place]
        keys.remove(at: place)
        values.remove(at: place)
        index = nil
        if keys.count > MapValue.searched {
            index = Dictionary(uniqueKeysWithValues: keys.enumerated().map { (MapKey($1), $0) })
        }
        return removed
    }

    func clear() {
        keys = []
        values = []
        index = nil
    }

    private static let searched = 12

    private func place(of key: String) -> Int? {
        if let index { return index[MapKey(.string(key))] }
        for place in keys.indices {
            if let known = keys[place].text, known.isSame(as: key) { return place }
        }
        return nil
    }

    private func place(of key: Value) -> Int? {
        if let index { return index[MapKey(key)] }
        if let text = key.text { return place(of: text) }
        let wanted = MapKey(key)
        for place in keys.indices where MapKey(keys[place]) == wanted { return place }
        return nil
    }
}

/// A key as Python compares it: texts byte by byte, `1`, `1.0` and `true` alike.
struct MapKey: Hashable {
    /// How many values a key may consist of, a tuple's parts and their parts with it: each lookup reads them all.
    static let longest = 100

    let value: Value

    init(_ value: Value) { self.value = value }

    static func == (left: MapKey, right: MapKey) -> Bool {
        switch (left.value, right.value) {
        // As Python, which finds the same NaN again; keys that equal nothing would also make a set slow.
        case (.number(let left), .number(let right)) where left.isNaN && right.isNaN: true
        case (.list(let left), .list(let right)) where left.face == right.face:
            left === right
                || left.items.count == right.items.count
                    && zip(left.items, right.items).allSatisfy { MapKey($0) == MapKey($1) }
        default: left.value.isEqual(to: right.value)
        }
    }

    func hash(into hasher: inout Hasher) {
        switch value {
        case .string(let text), .markup(let text):
            var text = text
            text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        case .boolean(let flag): hasher.combine(flag ? 1 : 0)
        case .integer(let number): hasher.combine(number)
        case .number(let number):
            if let whole = Int(exactly: number) { hasher.combine(whole) } else { hasher.combine(number) }
        case .date(let day): hasher.combine(day)
        case .record(let index): hasher.combine(index)
        case .list(let list): for item in list.items { MapKey(item).hash(into: &hasher) }
        case .object(let object): hasher.combine(ObjectIdentifier(object))
        case .function(let function): hasher.combine(ObjectIdentifier(function))
        case .runtime(let object): hasher.combine(ObjectIdentifier(object))
        default: hasher.combine(0)
        }
    }
}
