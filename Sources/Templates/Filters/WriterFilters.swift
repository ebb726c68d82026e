import Diagnostics

extension Machine {
    /// Filters that write a value in another notation.
    mutating func applyWriter(_ filter: Filter, _ subject: Value, _ arguments: FilterArguments)
        throws(RenderFailure) -> Value
    {
        switch filter {
        case .tojson, .json:
            let indent = try arguments[0].given.flatMap { (value: Value) throws(RenderFailure) -> String? in
                if value.isNone { return nil }
                if let text = value.text { return text }
                return String(
                    repeating: " ", count: Swift.max(0, Swift.min(try wholeArgument(filter.name, value), 255)))
            }
            var writer = JSONWriting(indent: indent, isAscii: set.options.mode == .oracle)
            try write(json: subject, with: &writer, depth: 0)
            return .markup(String(decoding: writer.out, as: UTF8.self))
        case .pprint: return .string(try pretty(subject))
        case .xmlattr: return try attributes(subject, arguments)
        default: return .string(try urlEncoded(subject))
        }
    }

    private mutating func write(json value: Value, with writer: inout JSONWriting, depth: Int) throws(RenderFailure) {
        guard depth < 100 else {
            throw RenderFailure(
                Words(pl: "wartość jest zbyt głęboka dla JSON", en: "the value is too deep for JSON"),
                rule: .templateLimit)
        }
        try charge(4 + writer.indentation >> 4)
        try checkSize(writer.out.count)
        switch value {
        case .none: writer.raw("null")
        case .boolean(let flag): writer.raw(flag ? "true" : "false")
        case .integer(let number): writer.raw(String(number))
        case .number(let number):
            if number.isFinite {
                writer.raw(NumberText.text(number))
            } else if set.options.mode == .oracle {
                writer.raw(number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity")
            } else {
                throw RenderFailure(Words(pl: "tej liczby JSON nie zna", en: "JSON does not know this number"))
            }
        case .string(let text), .markup(let text):
            try charge(text.utf8.count >> 1)
            writer.string(text)
        case .date(let day): writer.string(day.iso)
        case .list(let list):
            if set.options.mode == .oracle, ![.list, .tuple, .group].contains(list.face) {
                throw wrongArgument(Filter.tojson.name, value)
            }
            writer.open("[")
            for (place, item) in list.items.enumerated() {
                writer.item(place)
                try write(json: item, with: &writer, depth: depth + 1)
            }
            writer.close("]", isEmpty: list.items.isEmpty)
        case .map(let map): try write(json: map, with: &writer, depth: depth)
        case .object(let object): try write(json: object, with: &writer, depth: depth)
        case .deferred(let deferred): try write(json: try resolve(deferred), with: &writer, depth: depth)
        case .undefined(let undefined): throw undefinedFailure(undefined)
        default: throw wrongArgument("json", value)
        }
    }

    /// Members in the order of their keys in oracle mode, since Jinja2 sorts them; as they came in site mode.
    private mutating func write(json map: MapValue, with writer: inout JSONWriting, depth: Int) throws(RenderFailure) {
        var members: [(key: String, value: Value)] = []
        for (key, value) in zip(map.keys, map.values) {
            try charge(4)
            switch key {
            case .string(let text), .markup(let text):
                try charge(text.utf8.count)
                members.append((text, value))
            case .integer(let number): members.append((String(number), value))
            case .number(let number): members.append((NumberText.text(number), value))
            case .boolean(let flag): members.append((flag ? "true" : "false", value))
            case .none: members.append(("null", value))
            default: throw wrongArgument("json", key)
            }
        }
        if set.options.mode == .oracle {
            let keys = map.keys.map(SortKey.value)
            members = try SortOrder(self, byCase: true).sort(keys, in: self).map { members[$0] }
        }
        try write(members: members, with: &writer, depth: depth)
    }

    private mutating func write(json object: ObjectValue, with writer: inout JSONWriting, depth: Int)
        throws(RenderFailure)
    {
        var members: [(key: String, value: Value)] = []
        for (slot, (field, value)) in zip(object.type.fields, object.fields).enumerated() {
            if let origin = object.origin { trace.notePart(origin, slot: slot) }
            guard !value.isUndefined, field.insteadUse == nil else { continue }
            members.append((field.name, value))
        }
        try write(members: members, with: &writer, depth: depth)
    }

    private mutating func write(members: [(key: String, value: Value)], with writer: inout JSONWriting, depth: Int)
        throws(RenderFailure)
    {
        writer.open("{")
        for (place, member) in members.enumerated() {
            writer.item(place)
            writer.string(member.key)
            writer.raw(": ")
            try write(json: member.value, with: &writer, depth: depth + 1)
        }
        writer.close("}", isEmpty: members.isEmpty)
    }

    private func attributes(_ subject: Value, _ arguments: FilterArguments) throws(RenderFailure) -> Value {
        guard case .map(let map) = subject else { throw wrongArgument("xmlattr", subject) }
        var parts: [String] = []
        for (key, value) in zip(map.keys, map.values) where !value.isNone && !value.isUndefined {
            let name = try textArgument("xmlattr", key)
            try charge(4 + name.utf8.count)
            guard !name.unicodeScalars.contains(where: { Whitespace.isSpace($0) || ["/", ">", "="].contains($0) })
            else {
                throw RenderFailure(
                    Words(
                        pl: "„\(name)” nie może być nazwą atrybutu", en: "“\(name)” cannot be the name of an attribute"),
                    rule: .wrongArgument)
            }
            let text = try text(of: value)
            try charge(text.utf8.count)
            parts.append("\(Escaping.escaped(name))=\"\(value.isMarkup ? text : Escaping.escaped(text))\"")
        }
        var result = parts.joined(separator: " ")
        let hasSpace = try arguments[0].given.map { (value: Value) throws(RenderFailure) in try truth(value) } ?? true
        if hasSpace, !result.isEmpty { result = " " + result }
        return autoescape ? .markup(result) : .string(result)
    }

    private mutating func urlEncoded(_ subject: Value) throws(RenderFailure) -> String {
        let pairs: [Value]
        switch subject {
        case .map(let map): pairs = self.pairs(of: map)
        case .list(let list): pairs = list.items
        default:
            let text = try text(of: subject)
            try charge(reading: text)
            return PercentEncoding.encode(text, forQuery: false)
        }
        var parts: [String] = []
        for pair in pairs {
            let sides = try counted(pair)
            try charge(4)
            try charge(reading: sides)
            guard sides.count == 2 else { throw wrongArgument("urlencode", pair) }
            let key = PercentEncoding.encode(try text(of: sides[0]), forQuery: true)
            parts.append(key + "=" + PercentEncoding.encode(try text(of: sides[1]), forQuery: true))
        }
        return parts.joined(separator: "&")
    }
}

/// Percent-encoding (RFC 3986) of everything but letters, digits and `_.-~`.
enum PercentEncoding {
    private static let digits = Array("0123456789ABCDEF".utf8)

    static func encode(_ text: String, forQuery: Bool) -> String {
        var out: [UInt8] = []
        for byte in text.utf8 {
            if Ascii.isLetter(byte) && byte < 0x80 || Ascii.isDigit(byte) || [0x5F, 0x2E, 0x2D, 0x7E].contains(byte)
                || !forQuery && byte == Ascii.slash
            {
                out.append(byte)
            } else if forQuery, byte == Ascii.space {
                out.append(Ascii.plus)
            } else {
                out += [Ascii.percent, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(bytes: out)
    }
}

/// JSON that may stand in HTML: `<`, `>`, `&` and `'` are written as escapes.
struct JSONWriting {
    private(set) var out: [UInt8] = []
    private let indent: String?
    /// Whether letters beyond ASCII are escaped, as Python's `json.dumps` does.
    private let isAscii: Bool
    private var level = 0

    /// How many bytes stand before a member.
    var indentation: Int { level * (indent?.utf8.count ?? 0) }

    init(indent: String?, isAscii: Bool) {
        self.indent = indent
        self.isAscii = isAscii
    }

    mutating func raw(_ text: String) { out.append(contentsOf: text.utf8) }

    mutating func open(_ bracket: String) {
        raw(bracket)
        level += 1
    }

    mutating func item(_ place: Int) {
        if place > 0 { raw(indent == nil ? ", " : ",") }
        breakLine()
    }

    mutating func close(_ bracket: String, isEmpty: Bool) {
        level -= 1
        if !isEmpty { breakLine() }
        raw(bracket)
    }

    private mutating func breakLine() {
        guard let indent else { return }
        out.append(Ascii.lineFeed)
        for _ in 0..<level { raw(indent) }
    }

    mutating func string(_ text: String) {
        out.append(Ascii.quote)
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22: raw("\\\"")
            case 0x5C: raw("\\\\")
            case 0x0A: raw("\\n")
            case 0x0D: raw("\\r")
            case 0x09: raw("\\t")
            case 0x08: raw("\\b")
            case 0x0C: raw("\\f")
            case 0x3C, 0x3E, 0x26, 0x27, 0..<0x20: escape(UInt16(scalar.value))
            case 0x2028, 0x2029: escape(UInt16(scalar.value))
            case 0x7F... where isAscii: for unit in String(scalar).utf16 { escape(unit) }
            default: raw(String(scalar))
            }
        }
        out.append(Ascii.quote)
    }

    private mutating func escape(_ unit: UInt16) {
        let digits = String(unit, radix: 16)
        raw("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
    }
}
