import Diagnostics

extension Machine {
    func formatFilter(_ subject: Value, _ arguments: CallArguments) throws(RenderFailure) -> Value {
        if !arguments.positional.isEmpty, !arguments.keywords.isEmpty {
            throw RenderFailure(
                Words(
                    pl: "„format” bierze albo wartości po kolei, albo nazwane",
                    en: "“format” takes values either in order or by name"), rule: .wrongArgument)
        }
        let text = try text(of: subject)
        if !arguments.keywords.isEmpty {
            let keys = arguments.keywords.map { Value.string($0.name) }
            return try formatPercent(
                subject, text, .map(MapValue(keys: keys, values: arguments.keywords.map(\.value), frozen: true)))
        }
        return try formatPercent(subject, text, .list(ListValue(arguments.positional, face: .tuple)))
    }

    /// Python's `%` on a text.
    func formatPercent(_ subject: Value, _ text: String, _ arguments: Value) throws(RenderFailure) -> Value {
        try charge(reading: text)
        var formatter = PercentFormatter(text: text, arguments: arguments)
        var out: [UInt8] = []
        while let piece = try formatter.next() {
            switch piece {
            case .text(let bytes): out += bytes
            case .field(let field):
                let value = try formatter.value(for: field)
                try checkSize(Swift.max(field.width, field.precision ?? 0))
                try charge(8 + field.width + (field.precision ?? 0) + Machine.price(ofWriting: value))
                let shown = try shown(value, field)
                out += Array((subject.isMarkup && !isSafe(value, field) ? Escaping.escaped(shown) : shown).utf8)
            }
            try checkSize(out.count)
        }
        try formatter.checkEnd()
        let result = String(decoding: out, as: UTF8.self)
        return subject.isMarkup ? .markup(result) : .string(result)
    }

    private func isSafe(_ value: Value, _ field: PercentFormatter.Field) -> Bool {
        value.isMarkup && field.conversion != UInt8(ascii: "r") || value.realNumber != nil
    }

    private func shown(_ value: Value, _ field: PercentFormatter.Field) throws(RenderFailure) -> String {
        switch field.conversion {
        case UInt8(ascii: "s"): return field.padded(cut(try text(of: value), field))
        case UInt8(ascii: "r"), UInt8(ascii: "a"): return field.padded(cut(try representation(of: value), field))
        case UInt8(ascii: "c"):
            if let number = value.wholeNumber, let scalar = UInt32(exactly: number).flatMap(Unicode.Scalar.init) {
                return field.padded(String(scalar))
            }
            return field.padded(try textArgument("%c", value))
        case UInt8(ascii: "d"), UInt8(ascii: "i"), UInt8(ascii: "u"):
            return field.numeric(try whole(value, "%d"), radix: 10, prefix: "")
        case UInt8(ascii: "x"): return field.numeric(try whole(value, "%x"), radix: 16, prefix: "0x")
        case UInt8(ascii: "X"): return field.numeric(try whole(value, "%X"), radix: 16, prefix: "0X", uppercase: true)
        case UInt8(ascii: "o"): return field.numeric(try whole(value, "%o"), radix: 8, prefix: "0o")
        default:
            guard let number = value.realNumber else { throw wrongArgument("%f", value) }
            return field.real(number)
        }
    }

    private func cut(_ text: String, _ field: PercentFormatter.Field) -> String {
        guard let precision = field.precision else { return text }
        return TextSlicing.slice(text, 0, precision, nil)
    }

    private func whole(_ value: Value, _ name: String) throws(RenderFailure) -> Int {
        if case .number(let number) = value, name == "%d", number.isFinite {
            guard let whole = Int(exactly: number.rounded(.towardZero)) else { throw tooBig() }
            return whole
        }
        return try wholeArgument(name, value)
    }
}

/// Takes a `%` format apart.
struct PercentFormatter {
    enum Piece {
        case text([UInt8])
        case field(Field)
    }

    struct Field {
        var name: String?
        var isLeft = false
        var hasSign = false
        var hasSpace = false
        var hasZero = false
        var isAlternate = false
        var width = 0
        var precision: Int?
        var conversion: UInt8 = 0

        func padded(_ text: String) -> String {
            let missing = width - text.scalarCount
            guard missing > 0 else { return text }
            let fill = String(repeating: " ", count: missing)
            return isLeft ? text + fill : fill + text
        }

        private func signed(_ isNegative: Bool, _ prefix: String, _ digits: String) -> String {
            let sign = isNegative ? "-" : hasSign ? "+" : hasSpace ? " " : ""
            let lead = sign + prefix
            let missing = width - lead.utf8.count - digits.utf8.count
            if hasZero, !isLeft, missing > 0 { return lead + String(repeating: "0", count: missing) + digits }
            return padded(lead + digits)
        }

        func numeric(_ number: Int, radix: Int, prefix: String, uppercase: Bool = false) -> String {
            var digits = String(number.magnitude, radix: radix, uppercase: uppercase)
            if let precision, digits.utf8.count < precision {
                digits = String(repeating: "0", count: precision - digits.utf8.count) + digits
            }
            return signed(number < 0, isAlternate ? prefix : "", digits)
        }

        func real(_ number: Double) -> String {
            let shown = FloatFormat.text(
                number.magnitude, conversion | 0x20, precision ?? 6, isAlternate: isAlternate)
            let isUpper = conversion & 0x20 == 0
            return signed(number.sign == .minus && !number.isNaN, "", isUpper ? shown.uppercased() : shown)
        }
    }

    private let bytes: [UInt8]
    private var index = 0
    private let arguments: Value
    private var used = 0

    init(text: String, arguments: Value) {
        bytes = Array(text.utf8)
        self.arguments = arguments
    }

    private func fail(_ pl: String, _ en: String) -> RenderFailure {
        RenderFailure(Words(pl: pl, en: en), rule: .wrongArgument)
    }

    mutating func next() throws(RenderFailure) -> Piece? {
        guard index < bytes.count else { return nil }
        if bytes[index] != Ascii.percent {
            let start = index
            while index < bytes.count, bytes[index] != Ascii.percent { index += 1 }
            return .text(Array(bytes[start..<index]))
        }
        index += 1
        if index < bytes.count, bytes[index] == Ascii.percent {
            index += 1
            return .text([Ascii.percent])
        }
        return .field(try readField())
    }

    private mutating func readField() throws(RenderFailure) -> Field {
        var field = Field()
        if index < bytes.count, bytes[index] == UInt8(ascii: "(") {
            guard let end = bytes[index...].firstIndex(of: UInt8(ascii: ")")) else { throw incomplete() }
            field.name = String(bytes: bytes[(index + 1)..<end])
            index = end + 1
        }
        flags: while index < bytes.count {
            switch bytes[index] {
            case Ascii.minus: field.isLeft = true
            case Ascii.plus: field.hasSign = true
            case Ascii.space: field.hasSpace = true
            case 0x30: field.hasZero = true
            case Ascii.hash: field.isAlternate = true
            default: break flags
            }
            index += 1
        }
        if let width = try readNumber() {
            field.width = abs(width)
            if width < 0 { field.isLeft = true }
        }
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            index += 1
            field.precision = max(0, try readNumber() ?? 0)
        }
        while index < bytes.count, [UInt8(ascii: "h"), UInt8(ascii: "l"), UInt8(ascii: "L")].contains(bytes[index]) {
            index += 1
        }
        guard index < bytes.count else { throw incomplete() }
        field.conversion = bytes[index]
        index += 1
        guard "sradiuoxXeEfFgGc".utf8.contains(field.conversion) else {
            throw fail("nieznany znak po „%” w formacie", "an unknown letter after “%” in the format")
        }
        return field
    }

    private func incomplete() -> RenderFailure { fail("format nie jest dokończony", "the format is not complete") }

    private mutating func readNumber() throws(RenderFailure) -> Int? {
        if index < bytes.count, bytes[index] == UInt8(ascii: "*") {
            index += 1
            guard let number = try nextArgument().wholeNumber, abs(number) < 1 << 40 else {
                throw fail("szerokość ma być liczbą", "the width must be a number")
            }
            return number
        }
        var number: Int?
        while index < bytes.count, Ascii.isDigit(bytes[index]) {
            number = min((number ?? 0) * 10 + Int(bytes[index] - 0x30), 1 << 40)
            index += 1
        }
        return number
    }

    private mutating func nextArgument() throws(RenderFailure) -> Value {
        defer { used += 1 }
        if case .list(let list) = arguments, list.face == .tuple {
            guard used < list.items.count else { throw tooFew() }
            return list.items[used]
        }
        guard used == 0 else { throw tooFew() }
        return arguments
    }

    private func tooFew() -> RenderFailure { fail("za mało wartości dla formatu", "too few values for the format") }

    mutating func value(for field: Field) throws(RenderFailure) -> Value {
        guard let name = field.name else { return try nextArgument() }
        guard case .map(let map) = arguments else {
            throw fail("format z nazwami potrzebuje mapy", "a format with names needs a map")
        }
        guard let value = map[name] else { throw fail("brakuje wartości „\(name)”", "the value “\(name)” is missing") }
        return value
    }

    func checkEnd() throws(RenderFailure) {
        switch arguments {
        case .list(let list) where list.face == .tuple:
            if used < list.items.count { throw fail("za dużo wartości dla formatu", "too many values for the format") }
        // Python takes whatever has items by key for a map, and asks no map whether all of it was used.
        case .map, .list, .undefined: return
        default: if used == 0 { throw fail("za dużo wartości dla formatu", "too many values for the format") }
        }
    }
}

/// Writes binary numbers as `e`, `f` and `g` do.
enum FloatFormat {
    static func text(_ number: Double, _ conversion: UInt8, _ precision: Int, isAlternate: Bool) -> String {
        if number.isNaN { return "nan" }
        if number.isInfinite { return "inf" }
        switch conversion {
        case UInt8(ascii: "f"): return NumberText.fixed(number, digits: precision)
        case UInt8(ascii: "e"): return exponential(number, precision)
        default: return general(number, precision, isAlternate: isAlternate)
        }
    }

    /// The exponent of the first digit once the number is rounded to so many digits after it.
    private static func exponential(_ number: Double, _ precision: Int) -> String {
        guard number != 0 else {
            return "0" + (precision > 0 ? "." + String(repeating: "0", count: precision) : "") + "e+00"
        }
        var exponent = NumberText.decimal(number).exponent
        var digits = significant(number, exponent, precision)
        if digits.utf8.count > precision + 1 {
            exponent += 1
            digits = significant(number, exponent, precision)
        }
        let mantissa = precision > 0 ? digits.prefix(1) + "." + digits.dropFirst() : Substring(digits)
        let magnitude = abs(exponent)
        return "\(mantissa)e\(exponent < 0 ? "-" : "+")\(magnitude < 10 ? "0" : "")\(magnitude)"
    }

    /// The digits of the number from the power of ten `exponent` down, `precision` beyond the first.
    private static func significant(_ number: Double, _ exponent: Int, _ precision: Int) -> String {
        let places = precision - exponent
        if places >= 0 {
            let text = NumberText.fixed(number, digits: min(places, 400)).filter { $0 != "." }
            let digits = text.drop { $0 == "0" }
            return String(digits)
        }
        return ExactDecimal(number).digits(droppingWhole: -places)
    }

    private static func general(_ number: Double, _ precision: Int, isAlternate: Bool) -> String {
        // No binary number has more digits than that.
        let precision = isAlternate ? max(1, precision) : min(max(1, precision), 1_100)
        guard number != 0 else { return isAlternate ? "0." + String(repeating: "0", count: precision - 1) : "0" }
        let exponential = exponential(number, precision - 1)
        let exponent = Int(exponential.split(separator: "e").last ?? "0") ?? 0
        if exponent < -4 || exponent >= precision {
            guard !isAlternate else { return exponential }
            let parts = exponential.split(separator: "e", maxSplits: 1)
            return trimmed(String(parts[0])) + "e" + parts[1]
        }
        let fixed = NumberText.fixed(number, digits: precision - 1 - exponent)
        return isAlternate ? fixed : trimmed(fixed)
    }

    private static func trimmed(_ text: String) -> String {
        guard text.contains(".") else { return text }
        var text = text
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }
}

extension ExactDecimal {
    /// The whole number's digits without the last `count`, rounded.
    func digits(droppingWhole count: Int) -> String {
        ExactDecimal(shifted: self, by: count).text(fractionDigits: 0)
    }
}
