import Diagnostics

extension Machine {
    /// Python's `str.format`: `{}`, `{0}`, `{name.field[0]}`, `{:>8}`, `{!r}`.
    mutating func formatBraces(_ text: String, isMarkup: Bool, _ arguments: CallArguments) throws(RenderFailure)
        -> Value
    {
        var next = 0
        let result = try expandBraces(Array(text.utf8), isMarkup: isMarkup, arguments, &next, depth: 0)
        let string = String(decoding: result, as: UTF8.self)
        return isMarkup ? .markup(string) : .string(string)
    }

    private func wrongFormat() -> RenderFailure {
        RenderFailure(Words(pl: "zły zapis w „format”", en: "a wrong notation in “format”"), rule: .wrongArgument)
    }

    private mutating func expandBraces(
        _ bytes: [UInt8], isMarkup: Bool, _ arguments: CallArguments, _ next: inout Int, depth: Int
    ) throws(RenderFailure) -> [UInt8] {
        guard depth < 3 else { throw wrongFormat() }
        var out: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let following = index + 1 < bytes.count ? bytes[index + 1] : 0
            if byte == Ascii.closeBrace {
                guard following == byte else { throw wrongFormat() }
                out.append(byte)
                index += 2
            } else if byte != Ascii.openBrace {
                out.append(byte)
                index += 1
            } else if following == byte {
                out.append(byte)
                index += 2
            } else {
                guard let end = closing(bytes, from: index + 1) else { throw wrongFormat() }
                let field = Array(bytes[(index + 1)..<end])
                let (shown, isSafe) = try expand(field: field, isMarkup: isMarkup, arguments, &next, depth: depth)
                out += Array((isMarkup && !isSafe ? Escaping.escaped(shown) : shown).utf8)
                try checkSize(out.count)
                index = end + 1
            }
        }
        return out
    }

    private func closing(_ bytes: [UInt8], from start: Int) -> Int? {
        var open = 0
        for index in start..<bytes.count {
            if bytes[index] == Ascii.openBrace { open += 1 }
            if bytes[index] == Ascii.closeBrace {
                if open == 0 { return index }
                open -= 1
            }
        }
        return nil
    }

    private mutating func expand(
        field: [UInt8], isMarkup: Bool, _ arguments: CallArguments, _ next: inout Int, depth: Int
    ) throws(RenderFailure) -> (String, Bool) {
        var name = field
        var format: [UInt8] = []
        var conversion: UInt8 = 0
        if let colon = field.firstIndex(of: UInt8(ascii: ":")) {
            name = Array(field[..<colon])
            format = Array(field[(colon + 1)...])
        }
        if name.count >= 2, name[name.count - 2] == UInt8(ascii: "!") {
            conversion = name[name.count - 1]
            name.removeLast(2)
        }
        var value = try lookUp(name, arguments, &next)
        format = try expandBraces(format, isMarkup: false, arguments, &next, depth: depth + 1)
        switch conversion {
        case 0: break
        case UInt8(ascii: "s"): value = .string(try text(of: value))
        case UInt8(ascii: "r"), UInt8(ascii: "a"): value = .string(try representation(of: value))
        default: throw wrongFormat()
        }
        if case .undefined(let undefined) = value, policy != .lenient { throw undefinedFailure(undefined) }
        guard !format.isEmpty else { return (try text(of: value), value.isMarkup) }
        guard let spec = FormatSpec(format) else { throw wrongFormat() }
        try checkSize(Swift.max(spec.width, spec.precision ?? 0))
        try charge(8 + spec.width + (spec.precision ?? 0) + Machine.price(ofWriting: value))
        guard let shown = spec.text(value, plain: try text(of: value)) else { throw wrongFormat() }
        return (shown, value.isMarkup)
    }

    private mutating func lookUp(_ path: [UInt8], _ arguments: CallArguments, _ next: inout Int)
        throws(RenderFailure) -> Value
    {
        let end = path.firstIndex { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "[") } ?? path.count
        let first = String(bytes: path[..<end])
        var value: Value
        if first.isEmpty || Int(first) != nil {
            let place = Int(first) ?? next
            if first.isEmpty { next += 1 }
            guard place >= 0, place < arguments.positional.count else {
                throw RenderFailure(Words(pl: "za mało wartości dla formatu", en: "too few values for the format"))
            }
            value = arguments.positional[place]
        } else {
            guard let found = arguments[first] else {
                throw RenderFailure(Words(pl: "brakuje wartości „\(first)”", en: "the value “\(first)” is missing"))
            }
            value = found
        }
        var index = end
        while index < path.count {
            let isItem = path[index] == UInt8(ascii: "[")
            let start = index + 1
            index = start
            let stops: [UInt8] = isItem ? [UInt8(ascii: "]")] : [UInt8(ascii: "."), UInt8(ascii: "[")]
            while index < path.count, !stops.contains(path[index]) { index += 1 }
            let part = String(bytes: path[start..<index])
            if isItem { index += 1 }
            if isItem, let number = Int(part) {
                value = try item(of: value, .integer(number))
            } else if isItem {
                value = try item(of: value, .string(part))
            } else {
                value = try attribute(value, named: part, symbol: symbols.known(part) ?? -1)
            }
        }
        return value
    }
}

/// `[[fill]align][sign][#][0][width][,][.precision][type]`
struct FormatSpec {
    private var fill = " "
    private var align: UInt8 = 0
    private var sign: UInt8 = Ascii.minus
    private var isAlternate = false
    private(set) var width = 0
    private var grouping: UInt8 = 0
    private(set) var precision: Int?
    private var type: UInt8 = 0

    init?(_ bytes: [UInt8]) {
        let scalars = Array(String(bytes: bytes).unicodeScalars)
        let aligns: [Unicode.Scalar] = ["<", ">", "^", "="]
        var index = 0
        if scalars.count > 1, aligns.contains(scalars[1]) {
            fill = String(scalars[0])
            align = UInt8(truncatingIfNeeded: scalars[1].value)
            index = 2
        } else if let first = scalars.first, aligns.contains(first) {
            align = UInt8(truncatingIfNeeded: first.value)
            index = 1
        }
        func at(_ place: Int) -> UInt8 {
            place < scalars.count && scalars[place].isASCII ? UInt8(scalars[place].value) : 0
        }
        if [Ascii.plus, Ascii.minus, Ascii.space].contains(at(index)) {
            sign = at(index)
            index += 1
        }
        if at(index) == Ascii.hash {
            isAlternate = true
            index += 1
        }
        if at(index) == 0x30 {
            if align == 0 {
                fill = "0"
                align = UInt8(ascii: "=")
            }
            index += 1
        }
        while Ascii.isDigit(at(index)) {
            width = min(width * 10 + Int(at(index) - 0x30), 1 << 40)
            index += 1
        }
        if at(index) == UInt8(ascii: ",") || at(index) == 0x5F {
            grouping = at(index)
            index += 1
        }
        if at(index) == UInt8(ascii: ".") {
            index += 1
            var number = 0
            while Ascii.isDigit(at(index)) {
                number = min(number * 10 + Int(at(index) - 0x30), 1 << 40)
                index += 1
            }
            precision = number
        }
        if index < scalars.count {
            type = at(index)
            index += 1
        }
        if index != scalars.count { return nil }
    }

    /// Nil when the value cannot be shown so.
    func text(_ value: Value, plain: String) -> String? {
        switch value {
        case .integer, .boolean, .number:
            if case .boolean = value, type == 0 { return padded(plain, isNumber: false, prefixCount: 0) }
            return number(value)
        default:
            guard type == 0 || type == UInt8(ascii: "s"), align != UInt8(ascii: "=") || fill == "0" else { return nil }
            return padded(
                precision.map { TextSlicing.slice(plain, 0, $0, nil) } ?? plain, isNumber: false, prefixCount: 0)
        }
    }

    private func number(_ value: Value) -> String? {
        guard let real = value.realNumber else { return nil }
        let isNegative = value.wholeNumber.map { $0 < 0 } ?? (real.sign == .minus)
        var prefix = isNegative ? "-" : sign == Ascii.plus ? "+" : sign == Ascii.space ? " " : ""
        var digits: String
        switch type {
        case 0 where value.wholeNumber == nil:
            digits =
                precision.map { FloatFormat.text(real.magnitude, UInt8(ascii: "g"), $0, isAlternate: false) }
                ?? NumberText.text(real.magnitude)
        case 0, UInt8(ascii: "d"), UInt8(ascii: "x"), UInt8(ascii: "X"), UInt8(ascii: "o"), UInt8(ascii: "b"):
            guard let whole = value.wholeNumber else { return nil }
            let radix =
                [UInt8(ascii: "x"): 16, UInt8(ascii: "X"): 16, UInt8(ascii: "o"): 8, UInt8(ascii: "b"): 2][type] ?? 10
            digits = String(whole.magnitude, radix: radix, uppercase: type == UInt8(ascii: "X"))
            if isAlternate, radix != 10 { prefix += "0" + String(Unicode.Scalar(type)) }
        case UInt8(ascii: "c"):
            guard let whole = value.wholeNumber, let scalar = UInt32(exactly: whole).flatMap(Unicode.Scalar.init) else {
                return nil
            }
            return padded(String(scalar), isNumber: true, prefixCount: 0)
        case UInt8(ascii: "%"):
            digits = NumberText.fixed(real.magnitude * 100, digits: precision ?? 6) + "%"
        case UInt8(ascii: "e"), UInt8(ascii: "f"), UInt8(ascii: "g"), UInt8(ascii: "E"), UInt8(ascii: "F"),
            UInt8(ascii: "G"):
            digits = FloatFormat.text(real.magnitude, type | 0x20, precision ?? 6, isAlternate: isAlternate)
            if type & 0x20 == 0 { digits = digits.uppercased() }
        default: return nil
        }
        if grouping != 0 { digits = grouped(digits) }
        return padded(prefix + digits, isNumber: true, prefixCount: prefix.utf8.count)
    }

    private func grouped(_ digits: String) -> String {
        let end = digits.firstIndex { !$0.isNumber } ?? digits.endIndex
        var result = ""
        let whole = Array(digits[..<end])
        for (place, digit) in whole.enumerated() {
            if place > 0, (whole.count - place).isMultiple(of: 3) {
                result.unicodeScalars.append(Unicode.Scalar(grouping))
            }
            result.append(digit)
        }
        return result + digits[end...]
    }

    private func padded(_ text: String, isNumber: Bool, prefixCount: Int) -> String {
        let missing = width - text.scalarCount
        guard missing > 0 else { return text }
        func filled(_ count: Int) -> String { String(repeating: fill, count: count) }
        switch align {
        case UInt8(ascii: "^"): return filled(missing / 2) + text + filled(missing - missing / 2)
        case UInt8(ascii: ">"): return filled(missing) + text
        case UInt8(ascii: "<"): return text + filled(missing)
        case UInt8(ascii: "=") where isNumber:
            let place = text.utf8.index(text.utf8.startIndex, offsetBy: prefixCount)
            return text[..<place] + filled(missing) + text[place...]
        default: return isNumber ? filled(missing) + text : text + filled(missing)
        }
    }
}
