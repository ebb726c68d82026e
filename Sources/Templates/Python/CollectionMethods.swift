import Diagnostics

/// The methods of a list; those that change it work only on a list that the template made.
enum ListMethod: String, CaseIterable, Sendable {
    case append, clear, copy, count, extend, index, insert, pop, remove, reverse, sort

    var parameters: [BoundParameter] {
        switch self {
        case .append, .count, .remove: [BoundParameter("value", required: true)]
        case .extend: [BoundParameter("iterable", required: true)]
        case .index: [BoundParameter("value", required: true), BoundParameter("start"), BoundParameter("stop")]
        case .insert: [BoundParameter("index", required: true), BoundParameter("value", required: true)]
        case .pop: [BoundParameter("index")]
        case .sort: [BoundParameter("reverse")]
        default: []
        }
    }
}

/// The methods of a map; those that change it work only on a map that the template made.
enum MapMethod: String, CaseIterable, Sendable {
    case clear, copy, get, items, keys, pop, setdefault, update, values

    var parameters: [BoundParameter] {
        switch self {
        case .get, .setdefault, .pop: [BoundParameter("key", required: true), BoundParameter("default")]
        default: []
        }
    }
}

extension Machine {
    private func frozen() -> RenderFailure {
        RenderFailure(
            Words(
                pl: "tej listy lub mapy nie zrobił szablon, więc nie może jej zmienić",
                en: "the template did not make this list or map and cannot change it"),
            remedy: Words(pl: "zrób kopię filtrem „list”", en: "make a copy with the filter “list”"))
    }

    mutating func listMethod(_ method: ListMethod, _ list: ListValue, _ arguments: CallArguments)
        throws(RenderFailure) -> Value
    {
        note(list)
        let bound = try arguments.bound(to: method.parameters, of: method.rawValue)
        try charge(1 + list.items.count >> 6)
        switch method {
        case .copy:
            try charge(list.items.count)
            return .list(ListValue(items: list.items, face: list.face, frozen: false))
        case .count:
            var count = 0
            for item in list.items where try isEqual(item, bound[0]) { count += 1 }
            return .integer(count)
        case .index:
            let start = try bound[1].given.map { (value: Value) throws(RenderFailure) in
                try wholeArgument("index", value)
            }
            let stop = try bound[2].given.map { (value: Value) throws(RenderFailure) in
                try wholeArgument("index", value)
            }
            let places = TextSlicing.places(list.items.count, start, stop, nil)
            try charge(list.items.count)
            guard let found = try place(of: bound[0], in: places.map { list.items[$0] }) else {
                throw RenderFailure(Words(pl: "tej wartości nie ma na liście", en: "the value is not in the list"))
            }
            return .integer(places[found])
        default: return try changeList(method, list, bound)
        }
    }

    /// The place of the first item that equals a value.
    func place(of value: Value, in items: [Value]) throws(RenderFailure) -> Int? {
        for (place, item) in items.enumerated() where try isEqual(item, value) { return place }
        return nil
    }

    private mutating func changeList(_ method: ListMethod, _ list: ListValue, _ bound: [Value])
        throws(RenderFailure) -> Value
    {
        var result = Value.none
        var added: [Value] = []
        switch method {
        case .append: added = [bound[0]]
        case .extend: added = try counted(bound[0])
        case .insert: added = [bound[1]]
        default: break
        }
        try checkLength(list.items.count + added.count)
        for value in added where value.depth > 0 {
            try checkDepth(value)
            arena.append(.list(list))
            break
        }
        // In place, so that a list that grows turn by turn is not copied each time.
        if method == .append || method == .extend {
            guard list.mutate({ $0 += added }) else { throw frozen() }
            return .none
        }
        var changed = list.items
        try charge(4 + changed.count >> 1)
        switch method {
        case .insert:
            let index = try wholeArgument("insert", bound[0])
            changed.insert(contentsOf: added, at: min(max(index < 0 ? index + changed.count : index, 0), changed.count))
        case .clear: changed = []
        case .reverse: changed.reverse()
        case .sort:
            changed = try sorted(
                changed, byCase: true,
                descending: try bound[0].given.map { (value: Value) throws(RenderFailure) in try truth(value) } ?? false
            )
        case .pop:
            let index =
                try bound[0].given.map { (value: Value) throws(RenderFailure) in try wholeArgument("pop", value) } ?? -1
            let place = index < 0 ? index + changed.count : index
            guard place >= 0, place < changed.count else {
                throw RenderFailure(Words(pl: "tej pozycji nie ma na liście", en: "the list has no such item"))
            }
            result = changed.remove(at: place)
        case .remove:
            guard let place = try place(of: bound[0], in: changed) else {
                throw RenderFailure(Words(pl: "tej wartości nie ma na liście", en: "the value is not in the list"))
            }
            changed.remove(at: place)
        default: break
        }
        guard list.mutate({ $0 = changed }) else { throw frozen() }
        return result
    }

    mutating func mapMethod(_ method: MapMethod, _ map: MapValue, _ arguments: CallArguments)
        throws(RenderFailure) -> Value
    {
        try charge(1 + map.count >> 6)
        if method == .update {
            guard case .map(let added) = try dictionary(arguments) else { return .none }
            guard map.mutate({ target in for (key, value) in zip(added.keys, added.values) { target.set(key, value) } })
            else { throw frozen() }
            try keep(map, added.values)
            return .none
        }
        let bound = try arguments.bound(to: method.parameters, of: method.rawValue)
        switch method {
        case .get:
            try charge(reading: bound[0])
            return map[bound[0]] ?? bound[1].given ?? .none
        case .keys:
            try charge(map.count)
            return .list(ListValue(map.keys, face: .keys))
        case .values:
            try charge(map.count)
            return .list(ListValue(map.values, face: .values))
        case .items:
            try charge(4 * map.count)
            return .list(ListValue(pairs(of: map), face: .items))
        case .copy:
            try charge(8 * map.count)
            return .map(MapValue(keys: map.keys, values: map.values, frozen: false))
        case .clear:
            guard map.mutate({ $0.clear() }) else { throw frozen() }
            return .none
        case .setdefault:
            try checkKey(bound[0])
            if let known = map[bound[0]] { return known }
            let value = bound[1].given ?? .none
            guard map.mutate({ $0.set(bound[0], value) }) else { throw frozen() }
            try keep(map, [value])
            return value
        case .pop:
            try charge(reading: bound[0])
            // The index is made anew.
            try charge(8 * map.count)
            var removed: Value?
            guard map.mutate({ removed = $0.remove(bound[0]) }) else { throw frozen() }
            guard let value = removed ?? bound[1].given else {
                throw RenderFailure(Words(pl: "tego klucza nie ma w mapie", en: "the map has no such key"))
            }
            return value
        case .update: return .none
        }
    }

    func pairs(of map: MapValue) -> [Value] {
        zip(map.keys, map.values).map { .list(ListValue([$0, $1], face: .tuple)) }
    }

    private mutating func keep(_ map: MapValue, _ added: [Value]) throws(RenderFailure) {
        try checkLength(map.count)
        for value in added where value.depth > 0 {
            try checkDepth(value)
            arena.append(.map(map))
            return
        }
    }
}
