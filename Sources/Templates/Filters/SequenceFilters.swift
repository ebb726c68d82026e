import Diagnostics

extension Machine {
    mutating func applyToSequence(_ filter: Filter, _ subject: Value, _ arguments: FilterArguments)
        throws(RenderFailure) -> Value
    {
        switch filter {
        case .first:
            return try items(of: subject).first ?? .undefined(Undefined(.noItem))
        case .last:
            // Python walks a text from its end by index, which keeps markup markup.
            if case .markup(let text) = subject, let letter = TextSlicing.scalar(at: -1, of: text) {
                return .markup(letter)
            }
            return try items(of: subject).last ?? .undefined(Undefined(.noItem))
        case .list: return made(try counted(subject))
        case .reverse:
            if let text = subject.text {
                try charge(reading: text)
                return subject.isMarkup ? .markup(reversed(text)) : .string(reversed(text))
            }
            return made(try counted(subject).reversed())
        case .join: return try join(subject, arguments)
        case .items: return try pairs(of: subject)
        case .dictsort: return try sortedPairs(subject, arguments)
        case .sort: return try sort(subject, arguments)
        case .unique: return try unique(subject, arguments)
        case .max, .min: return try extreme(filter, subject, arguments)
        case .sum: return try sum(subject, arguments)
        case .groupby, .groupBy: return try group(filter, subject, arguments)
        case .batch: return try batch(subject, arguments)
        case .slice: return try slices(subject, arguments)
        case .where: return try chooseWhere(subject, arguments)
        case .limit:
            return made(Array(try counted(subject).prefix(Swift.max(0, try wholeArgument("limit", arguments[0])))))
        default:
            return made(
                Array(try counted(subject).dropFirst(Swift.max(0, try wholeArgument("offset", arguments[0])))))
        }
    }

    func made(_ items: [Value]) -> Value { .list(ListValue(items: items, frozen: false)) }

    private func reversed(_ text: String) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: text.unicodeScalars.reversed())
        return String(view)
    }

    private mutating func join(_ subject: Value, _ arguments: FilterArguments) throws(RenderFailure) -> Value {
        var values = try counted(subject)
        if let attribute = arguments[1].given, !attribute.isNone {
            let path = try AttributePath(attribute)
            for place in values.indices { values[place] = try follow(path, values[place]) }
        }
        let separator = arguments[0].given ?? .string("")
        var isMarkup = separator.isMarkup
        for place in values.indices {
            values[place] = try resolved(values[place])
            if values[place].isMarkup { isMarkup = true }
        }
        if !autoescape { isMarkup = false }
        var out: [UInt8] = []
        let glue = try text(of: separator)
        for (place, value) in values.enumerated() {
            if place > 0 { appendJoined(glue, escapes: isMarkup && !separator.isMarkup, to: &out) }
            if policy == .guarded { try refuseJoining(value) }
            appendJoined(try text(of: value), escapes: isMarkup && !value.isMarkup, to: &out)
            try checkSize(out.count)
            try charge(2)
        }
        try charge(1 + out.count >> 3)
        let text = String(decoding: out, as: UTF8.self)
        return isMarkup ? .markup(text) : .string(text)
    }

    private func appendJoined(_ text: String, escapes: Bool, to out: inout [UInt8]) {
        if escapes { Escaping.append(text, to: &out) } else { Escaping.appendRaw(text, to: &out) }
    }

    private func refuseJoining(_ value: Value) throws(RenderFailure) {
        switch value {
        case .string, .markup, .integer, .number, .date, .undefined: return
        default: throw wrongArgument("join", value)
        }
    }

    private func pairs(of subject: Value) throws(RenderFailure) -> Value {
        switch subject {
        case .map(let map):
            try charge(4 * map.count)
            return made(pairs(of: map))
        case .undefined(let undefined):
            if policy == .lenient { return made([]) }
            throw undefinedFailure(undefined)
        default: throw wrongArgument("items", subject)
        }
    }

    private mutating func sortedPairs(_ subject: Value, _ arguments: FilterArguments) throws(RenderFailure) -> Value {
        guard case .map(let map) = subject else { throw wrongArgument("dictsort", subject) }
        let byCase = try flag(arguments[0])
        let by =
            try arguments[1].given.map { (value: Value) throws(RenderFailure) in try textArgument("dictsort", value) }
            ?? "key"
        guard by == "key" || by == "value" else {
            throw RenderFailure(
                Words(pl: "„dictsort” zna „key” i „value”", en: "“dictsort” knows “key” and “value”"),
                rule: .wrongArgument)
        }
        let order = SortOrder(self, byCase: byCase, descending: try flag(arguments[2]))
        var keys: [SortKey] = []
        for key in by == "key" ? map.keys : map.values { keys.append(try order.key(key, in: self)) }
        let places = try order.sort(keys, in: self)
        return made(places.map { .list(ListValue([map.keys[$0], map.values[$0]], face: .tuple)) })
    }

    func flag(_ value: Value) throws(RenderFailure) -> Bool {
        guard let value = value.given else { return false }
        return try truth(value)
    }

    private mutating func sort(_ subject: Value, _ arguments: FilterArguments) throws(RenderFailure) -> Value {
        let values = try counted(subject)
        let byCase = try flag(arguments[1])
        let descending = try flag(arguments[0])
        guard let attribute = arguments[2].given, !attribute.isNone else {
            return made(try sorted(values, byCase: byCase, descending: descending))
        }
        let order = SortOrder(self, byCase: byCase, descending: descending)
        let paths: [AttributePath]
        if let text = attribute.text {
            paths = try text.split(separator: ",", omittingEmptySubsequences: false).map {
                (part) throws(RenderFailure) in
                try AttributePath(.string(String(part)))
            }
        } else {
            paths = [try AttributePath(attribute)]
        }
        var keys: [SortKey] = []
        for value in values {
            var parts: [SortKey] = []
            for path in paths { parts.append(try order.key(try follow(path, value), in: self)) }
            keys.append(.several(parts))
        }
        let places = try order.sort(keys, in: self)
        return made(places.map { values[$0] })
    }

    mutating func sorted(_ values: [Value], byCase: Bool, descending: Bool) throws(RenderFailure) -> [Value] {
        let order = SortOrder(self, byCase: byCase, descending: descending)
        var keys: [SortKey] = []
        keys.reserveCapacity(values.count)
        for value in values { keys.append(try order.key(try resolved(value), in: self)) }
        return try order.sort(keys, in: self).map { values[$0] }
    }

    /// A value, or its field, as `unique`, `groupby`, `min` and `max` compare it: letters of both cases alike.
    private func compared(_ value: Value, byCase: Bool) throws(RenderFailure) -> Value {
        try charge(4)
        if !byCase, let text = value.text {
            try charge(reading: text)
            return .string(LetterCase.lowered(text))
        }
        return value
    }

    private mutating func unique(_ subject: Value, _ arguments: FilterArguments) throws(RenderFailure) -> Value {
        let byCase = try flag(arguments[0])
        let path = try AttributePath(optional: arguments[1])
        var seen: Set<MapKey> = []
        var result: [Value] = []
        for value in try counted(subject) {
            let key = try compared(try follow(path, value), byCase: byCase)
            try checkKey(key)
            if seen.insert(MapKey(key)).inserted { result.append(value) }
        }
        return made(result)
    }

    private mutating func extreme(_ filter: Filter, _ subject: Value, _ arguments: FilterArguments)
        throws(RenderFailure) -> Value
    {
        let byCase = try flag(arguments[0])
        let path = try AttributePath(optional: arguments[1])
        var best: (value: Value, key: Value)?
        for value in try counted(subject) {
            let key = try compared(try follow(path, value), byCase: byCase)
            guard let known = best else {
                best = (value, key)
                continue
            }
            let order = try order(key, known.key)
            if order == (filter == .max ? .after : .before) { best = (value, key) }
        }
        return best?.value ?? .undefined(Undefined(.noItem))
    }

    private mutating func sum(_ subject: Value, _ arguments: FilterArguments) throws(RenderFailure) -> Value {
        let path = try AttributePath(optional: arguments[0])
        var total = arguments[1].given ?? .integer(0)
        if total.text != nil { throw wrongArgument("sum", total) }
        for value in try counted(subject) {
            total = try arithmetic(.add, total, try follow(path, value))
        }
        return total
    }

    private mutating func group(_ filter: Filter, _ subject: Value, _ arguments: FilterArguments)
        throws(RenderFailure) -> Value
    {
        let path = try AttributePath(arguments[0])
        let usual = arguments[1].given
        let values = try counted(subject)
        let byCase = try flag(arguments[2])
        try charge(values.count)
        var keys: [Value] = []
        for value in values { keys.append(try follow(path, value, usual: usual.flatMap { $0.isNone ? nil : $0 })) }
        if filter == .groupBy { return try groupInOrder(values, keys) }
        let order = SortOrder(self, byCase: byCase)
        var sortKeys: [SortKey] = []
        for key in keys { sortKeys.append(try order.key(key, in: self)) }
        let places = try order.sort(sortKeys, in: self)
        var groups: [(key: Value, items: [Value])] = []
        var current: Value?
        for place in places {
            let key = try compared(keys[place], byCase: byCase)
            if let current, try isEqual(current, key) {
                groups[groups.count - 1].items.append(values[place])
            } else {
                groups.append((keys[place], [values[place]]))
                current = key
            }
        }
        return made(groups.map { makeGroup($0.key, $0.items) })
    }

    /// The groups in the order in which their first items come.
    private func groupInOrder(_ values: [Value], _ keys: [Value]) throws(RenderFailure) -> Value {
        var places: [MapKey: Int] = [:]
        var groups: [(key: Value, items: [Value])] = []
        for (value, key) in zip(values, keys) {
            try charge(reading: key)
            // Maps have no hash of their own: each is compared with all groups.
            if case .map = key { try charge(groups.count) }
            if let place = places[MapKey(key)] {
                groups[place].items.append(value)
            } else {
                places[MapKey(key)] = groups.count
                groups.append((key, [value]))
            }
        }
        return made(groups.map { makeGroup($0.key, $0.items) })
    }

    private func makeGroup(_ key: Value, _ items: [Value]) -> Value {
        .list(ListValue(items: [key, made(items)], face: .group, frozen: true))
    }

    private mutating func batch(_ subject: Value, _ arguments: FilterArguments) throws(RenderFailure) -> Value {
        let fill = arguments[1].given.flatMap { $0.isNone ? nil : $0 }
        let count = try rowLength(arguments[0], isFilled: fill != nil)
        var rows: [Value] = []
        var row: [Value] = []
        for value in try counted(subject) {
            if row.count == count {
                try charge(4)
                rows.append(made(row))
                row = []
            }
            row.append(value)
        }
        if let fill, !row.isEmpty, row.count < count {
            try checkLength(count)
            try charge(count)
            row += [Value](repeating: fill, count: count - row.count)
        }
        if !row.isEmpty { rows.append(made(row)) }
        return made(rows)
    }

    /// As in Jinja2, a row is full when its length equals the number, so that `2.0` is 2 and `2.5` is never reached.
    private func rowLength(_ value: Value, isFilled: Bool) throws(RenderFailure) -> Int {
        guard case .number(let number) = value, !isFilled else { return try wholeArgument("batch", value) }
        return Int(exactly: number) ?? -1
    }

    private mutating func slices(_ subject: Value, _ arguments: FilterArguments) throws(RenderFailure) -> Value {
        let count = try wholeArgument("slice", arguments[0])
        let fill = arguments[1].given.flatMap { $0.isNone ? nil : $0 }
        let values = try counted(subject)
        guard count > 0 else {
            if count == 0 { throw RenderFailure(Words(pl: "dzielenie przez zero", en: "division by zero")) }
            return made([])
        }
        try checkLength(count)
        try charge(4 * count)
        let (length, extra) = values.count.quotientAndRemainder(dividingBy: count)
        var rows: [Value] = []
        var start = 0
        for place in 0..<count {
            let end = start + length + (place < extra ? 1 : 0)
            var row = Array(values[start..<end])
            if let fill, place >= extra { row.append(fill) }
            rows.append(made(row))
            start = end
        }
        return made(rows)
    }

    /// `list | where("rodzaj", "uczelnia")`: the items whose field is the value, or is true without one.
    private mutating func chooseWhere(_ subject: Value, _ arguments: FilterArguments) throws(RenderFailure) -> Value {
        let path = try AttributePath(arguments[0])
        let wanted = arguments[1].given
        var result: [Value] = []
        for value in try counted(subject) {
            let field = try follow(path, value)
            if let wanted {
                if try isEqual(field, wanted) { result.append(value) }
            } else if try truth(field) {
                result.append(value)
            }
        }
        return made(result)
    }

    // MARK: Attributes

    mutating func follow(_ path: AttributePath, _ value: Value, usual: Value? = nil) throws(RenderFailure) -> Value {
        var value = try resolved(value)
        try charge(path.parts.count)
        for part in path.parts {
            value = try field(part, of: value)
            if let usual, value.isUndefined { value = usual }
        }
        return value
    }

    /// As Jinja2's `getitem`: first the item, then the attribute.
    private mutating func field(_ part: AttributePath.Part, of value: Value) throws(RenderFailure) -> Value {
        switch part {
        case .index(let number): return try item(of: value, .integer(number))
        case .name(let name):
            if case .list(let list) = value, list.face == .group {
                if name == "grouper" { return list.items[0] }
                if name == "list" { return list.items[1] }
            }
            if case .map(let map) = value, let found = map[name] { return try resolved(found) }
            return try attribute(value, named: name, symbol: symbols.known(name) ?? -1)
        }
    }
}

/// A path such as `ludnosc.liczba` or `0.name`, as filters take it.
struct AttributePath {
    enum Part {
        case name(String)
        case index(Int)
    }

    let parts: [Part]

    private init(parts: [Part]) { self.parts = parts }

    init(_ value: Value) throws(RenderFailure) {
        if let number = value.wholeNumber {
            parts = [.index(number)]
            return
        }
        guard let text = value.text else {
            throw RenderFailure(
                Words(pl: "nazwą pola ma być tekst", en: "the name of a field must be a text"), rule: .wrongArgument)
        }
        parts = text.split(separator: ".", omittingEmptySubsequences: false).map { part in
            Int(part).map(Part.index) ?? .name(String(part))
        }
    }

    init(optional value: Value) throws(RenderFailure) {
        guard let value = value.given, !value.isNone else {
            self.init(parts: [])
            return
        }
        try self.init(value)
    }
}
