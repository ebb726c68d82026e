/// `pprint`: a value over several lines of at most 80 letters (the algorithm of Python's `pprint`).
extension Machine {
    private static let width = 80

    mutating func pretty(_ value: Value) throws(RenderFailure) -> String {
        var out = ""
        try write(pretty: value, to: &out, indent: 0, allowance: 0, level: 0)
        return out
    }

    private mutating func write(pretty value: Value, to out: inout String, indent: Int, allowance: Int, level: Int)
        throws(RenderFailure)
    {
        let value = try resolved(value)
        let line = try representation(of: try sortedByKey(value, depth: 0))
        try charge(line.utf8.count >> 1)
        try checkSize(out.utf8.count)
        guard line.scalarCount > Machine.width - indent - allowance, level < 60 else {
            out += line
            return
        }
        switch value {
        case .map(let map) where map.count > 0:
            try write(pretty: map, to: &out, indent: indent, allowance: allowance, level: level + 1)
        case .list(let list) where list.face == .list || list.face == .tuple:
            let (open, close) = list.face == .list ? ("[", "]") : ("(", list.items.count == 1 ? ",)" : ")")
            out += open
            for (place, item) in list.items.enumerated() {
                if place > 0 { out += ",\n" + String(repeating: " ", count: indent + 1) }
                let isLast = place == list.items.count - 1
                try write(
                    pretty: item, to: &out, indent: indent + 1, allowance: isLast ? allowance + close.count : 1,
                    level: level + 1)
            }
            out += close
        case .string(let text) where !text.isEmpty:
            try write(prettyText: text, to: &out, indent: indent, allowance: allowance, level: level + 1)
        default: out += line
        }
    }

    private mutating func write(
        pretty map: MapValue, to out: inout String, indent: Int, allowance: Int, level: Int
    ) throws(RenderFailure) {
        out += "{"
        let places = keyOrder(of: map)
        for (count, place) in places.enumerated() {
            if count > 0 { out += ",\n" + String(repeating: " ", count: indent + 1) }
            let key = try representation(of: map.keys[place])
            out += key + ": "
            try write(
                pretty: map.values[place], to: &out, indent: indent + 1 + key.scalarCount + 2,
                allowance: count == places.count - 1 ? allowance + 1 : 1, level: level)
        }
        out += "}"
    }

    /// A text is cut at its line ends and after white space into several literals.
    private func write(prettyText text: String, to out: inout String, indent: Int, allowance: Int, level: Int)
        throws(RenderFailure)
    {
        try charge(8 * text.utf8.count)
        let isAlone = level == 1
        let indent = isAlone ? indent + 1 : indent
        let allowance = isAlone ? allowance + 1 : allowance
        let width = Machine.width - indent
        func quoted(_ text: String) -> String {
            var bytes: [UInt8] = []
            Machine.appendQuoted(text, to: &bytes)
            return String(decoding: bytes, as: UTF8.self)
        }
        var chunks: [String] = []
        let lines = TextLines.split(text, keepsEnds: true)
        for (place, line) in lines.enumerated() {
            let isLastLine = place == lines.count - 1
            let whole = quoted(line)
            if whole.scalarCount <= (isLastLine ? width - allowance : width) {
                chunks.append(whole)
                continue
            }
            let words = Machine.wordsWithSpace(line)
            var current = ""
            for (number, word) in words.enumerated() {
                let isLast = isLastLine && number == words.count - 1
                if quoted(current + word).scalarCount > (isLast ? width - allowance : width) {
                    if !current.isEmpty { chunks.append(quoted(current)) }
                    current = word
                } else {
                    current += word
                }
            }
            if !current.isEmpty { chunks.append(quoted(current)) }
        }
        if chunks.count == 1 {
            out += quoted(text)
            return
        }
        if isAlone { out += "(" }
        out += chunks.joined(separator: "\n" + String(repeating: " ", count: indent))
        if isAlone { out += ")" }
    }

    /// Runs of letters, each with the white space after it.
    private static func wordsWithSpace(_ line: String) -> [String] {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        var hasSpace = false
        for scalar in line.unicodeScalars {
            let isSpace = Whitespace.isSpace(scalar)
            if hasSpace, !isSpace {
                words.append(String(word))
                word = String.UnicodeScalarView()
            }
            hasSpace = isSpace
            word.append(scalar)
        }
        if !word.isEmpty { words.append(String(word)) }
        return words
    }

    /// The value with the members of its maps in the order of their keys.
    private mutating func sortedByKey(_ value: Value, depth: Int) throws(RenderFailure) -> Value {
        guard depth < 60 else { return value }
        try charge(16)
        switch value {
        case .map(let map):
            let places = keyOrder(of: map)
            var values: [Value] = []
            for place in places { values.append(try sortedByKey(map.values[place], depth: depth + 1)) }
            return .map(MapValue(keys: places.map { map.keys[$0] }, values: values, frozen: true))
        case .list(let list) where list.face == .list || list.face == .tuple:
            var items: [Value] = []
            for item in list.items { items.append(try sortedByKey(item, depth: depth + 1)) }
            return .list(ListValue(items: items, face: list.face, frozen: true))
        default: return value
        }
    }

    /// Keys without an order are put in that of their types' names in Python.
    private func keyOrder(of map: MapValue) -> [Int] {
        func type(_ key: Value) -> String {
            switch key {
            case .none: "NoneType"
            case .boolean: "bool"
            case .number: "float"
            case .integer: "int"
            case .markup: "markupsafe.Markup"
            case .string: "str"
            default: "tuple"
            }
        }
        return map.keys.indices.sorted { left, right in
            var steps = Value.comparisonSteps
            return switch map.keys[left].order(against: map.keys[right], steps: &steps) {
            case .before: true
            case .after: false
            case .same, .nowhere: left < right
            case nil: (type(map.keys[left]), left) < (type(map.keys[right]), right)
            }
        }
    }
}
