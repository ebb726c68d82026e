import Diagnostics
import LanguageRules

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Machine {
    func applyToNumber(_ filter: Filter, _ subject: Value, _ arguments: FilterArguments) throws(RenderFailure) -> Value
    {
        try charge(Machine.price(ofWriting: subject))
        switch filter {
        case .abs:
            if case .number(let number) = subject { return .number(Swift.abs(number)) }
            let number = try wholeArgument("abs", subject)
            if number == Int.min { throw tooBig() }
            return .integer(Swift.abs(number))
        case .float:
            if case .undefined(let undefined) = subject { throw undefinedFailure(undefined) }
            return toReal(subject) ?? arguments[0].given ?? .number(0)
        case .int: return try toWhole(subject, arguments)
        case .round: return try rounded(subject, arguments)
        case .filesizeformat: return .string(try fileSize(subject, arguments))
        case .number: return try formatNumber(subject, arguments)
        default: return try choosePlural(subject, arguments)
        }
    }

    /// The steps that the exact digits of a number take, which grow with its exponent; those of a text with its length.
    static func price(ofWriting value: Value) -> Int {
        switch value {
        case .number(let number):
            let exponent = number.isFinite ? Int(number.exponentBitPattern) - 1075 : 0
            return 1 + exponent * exponent >> 6
        case .string(let text), .markup(let text): return 1 + text.utf8.count
        default: return 1
        }
    }

    private func toReal(_ value: Value) -> Value? {
        if let number = value.realNumber { return .number(number) }
        guard let text = value.text else { return nil }
        return NumberText.real(text).map(Value.number)
    }

    private func toWhole(_ value: Value, _ arguments: FilterArguments) throws(RenderFailure) -> Value {
        let usual = arguments[0].given ?? .integer(0)
        switch value {
        case .integer: return value
        case .boolean(let flag): return .integer(flag ? 1 : 0)
        case .undefined(let undefined): throw undefinedFailure(undefined)
        case .number(let number):
            if number.isNaN { return usual }
            guard let whole = Int(exactly: number.rounded(.towardZero)) else { throw tooBig() }
            return .integer(whole)
        default: break
        }
        guard let text = value.text else { return usual }
        // A base that is no number leaves Python the number alone.
        let base = arguments[1].given.map { $0.wholeNumber ?? 1 } ?? 10
        if let whole = NumberText.whole(text, base: base) { return .integer(whole) }
        if let real = NumberText.real(text), real.isFinite, let whole = Int(exactly: real.rounded(.towardZero)) {
            return .integer(whole)
        }
        return usual
    }

    private func rounded(_ value: Value, _ arguments: FilterArguments) throws(RenderFailure) -> Value {
        let precision =
            try arguments[0].given.map { (value: Value) throws(RenderFailure) in try wholeArgument("round", value) }
            ?? 0
        let method =
            try arguments[1].given.map { (value: Value) throws(RenderFailure) in try textArgument("round", value) }
            ?? "common"
        guard ["common", "ceil", "floor"].contains(method) else {
            throw RenderFailure(
                Words(pl: "„round” zna sposoby common, ceil i floor", en: "“round” knows common, ceil and floor"),
                rule: .wrongArgument)
        }
        guard Swift.abs(precision) <= 400 else { throw wrongArgument("round", .integer(precision)) }
        if method == "common" {
            if let number = value.wholeNumber { return .integer(try roundWhole(number, precision)) }
            guard case .number(let number) = value else { throw wrongArgument("round", value) }
            guard number.isFinite else { return value }
            if precision >= 0 { return .number(Double(NumberText.fixed(number, digits: precision)) ?? number) }
            let scale = pow(10, Double(-precision))
            return .number((number / scale).rounded(.toNearestOrEven) * scale)
        }
        guard let number = value.realNumber else { throw wrongArgument("round", value) }
        let scale = pow(10, Double(precision))
        let scaled = number * scale
        guard scaled.isFinite, scale > 0, scale.isFinite else { throw tooBig() }
        let result = method == "ceil" ? scaled.rounded(.up) : scaled.rounded(.down)
        // Python rounds to an integer first, and those have no negative zero.
        return .number(result == 0 ? 0 : result / scale)
    }

    private func roundWhole(_ number: Int, _ precision: Int) throws(RenderFailure) -> Int {
        guard precision < 0 else { return number }
        guard precision >= -18 else { return 0 }
        var scale = 1
        for _ in 0..<(-precision) { scale *= 10 }
        let remainder = number % scale
        var result = number - remainder
        let twice = Swift.abs(remainder) - (scale - Swift.abs(remainder))
        let isOdd = (result / scale) % 2 != 0
        if twice > 0 || twice == 0 && isOdd { result += number < 0 ? -scale : scale }
        return result
    }

    private func fileSize(_ value: Value, _ arguments: FilterArguments) throws(RenderFailure) -> String {
        guard case .some(.number(let bytes)) = toReal(value) else { throw wrongArgument("filesizeformat", value) }
        let isBinary = try arguments[0].given.map { (value: Value) throws(RenderFailure) in try truth(value) } ?? false
        let base: Double = isBinary ? 1024 : 1000
        if bytes == 1 { return "1 Byte" }
        if bytes < base { return "\(Int(bytes.rounded(.towardZero))) Bytes" }
        var unit = base
        var shown = ""
        for letter in ["k", "M", "G", "T", "P", "E", "Z", "Y"] {
            unit *= base
            let prefix = letter == "k" && isBinary ? "Ki" : letter + (isBinary ? "i" : "")
            shown = NumberText.fixed(base * bytes / unit, digits: 1) + " " + prefix + "B"
            if bytes < unit { return shown }
        }
        return shown
    }

    private func formatNumber(_ value: Value, _ arguments: FilterArguments) throws(RenderFailure) -> Value {
        let digits = try arguments[0].given.map { (value: Value) throws(RenderFailure) in
            try wholeArgument("number", value)
        }
        switch value {
        case .integer(let number):
            if let digits { return .string(set.language.number(Double(number), fractionDigits: digits)) }
            return .string(set.language.number(number))
        case .number(let number): return .string(set.language.number(number, fractionDigits: digits))
        default: throw wrongArgument("number", value)
        }
    }

    /// `n | plural("gmina", "gminy", "gmin", "gminy")`: one, few, many, and for fractions other.
    private func choosePlural(_ value: Value, _ arguments: FilterArguments) throws(RenderFailure) -> Value {
        let category: PluralCategory
        switch value {
        case .integer(let number): category = set.language.pluralCategory(number)
        case .number(let number): category = set.language.pluralCategory(number)
        default: throw wrongArgument("plural", value)
        }
        switch category {
        case .one: return arguments[0]
        case .few: return arguments[1]
        case .many: return arguments[2].given ?? arguments[1]
        // Two words are one and many, as in English; four are Polish with a form for fractions.
        case .other: return arguments[3].given ?? (arguments[2].given == nil ? arguments[1] : arguments[1])
        }
    }
}

extension NumberText {
    /// Decimal digits of other scripts as 0…9.
    private static func withASCIIDigits(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        var view = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if LetterCase.isDecimal(scalar), let value = scalar.properties.numericValue {
                view.append(contentsOf: String(Int(value)).unicodeScalars)
            } else {
                view.append(scalar)
            }
        }
        return String(view)
    }

    /// A text as Python's `float()` reads it.
    static func real(_ text: String) -> Double? {
        let text = withASCIIDigits(text.stripped())
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty else { return nil }
        for (place, byte) in bytes.enumerated() where byte == 0x5F {
            guard place > 0, place + 1 < bytes.count, Ascii.isDigit(bytes[place - 1]), Ascii.isDigit(bytes[place + 1])
            else { return nil }
        }
        let lower = text.lowercased()
        switch lower {
        case "inf", "+inf", "infinity", "+infinity": return .infinity
        case "-inf", "-infinity": return -.infinity
        case "nan", "+nan", "-nan": return .nan
        default: break
        }
        guard lower.utf8.allSatisfy({ Ascii.isDigit($0) || [0x5F, 0x2B, 0x2D, 0x2E, 0x65].contains($0) }) else {
            return nil
        }
        return Double(String(bytes: bytes.filter { $0 != 0x5F }))
    }

    /// A text as Python's `int()` reads it in a base; 0 takes the base from a prefix.
    static func whole(_ text: String, base: Int) -> Int? {
        guard base == 0 || (2...36).contains(base) else { return nil }
        var rest = Array(withASCIIDigits(text.stripped()).utf8)
        var sign = ""
        if let first = rest.first, first == Ascii.plus || first == Ascii.minus {
            if first == Ascii.minus { sign = "-" }
            rest.removeFirst()
        }
        var radix = base
        if rest.count > 2, rest[0] == 0x30 {
            let prefixes: [UInt8: Int] = [UInt8(ascii: "x"): 16, UInt8(ascii: "o"): 8, UInt8(ascii: "b"): 2]
            if let known = prefixes[rest[1] | 0x20], base == 0 || base == known {
                radix = known
                rest.removeFirst(2)
            }
        }
        if radix == 0 { radix = 10 }
        guard !rest.isEmpty, rest.last != 0x5F else { return nil }
        for place in rest.indices.dropFirst() where rest[place] == 0x5F && rest[place - 1] == 0x5F { return nil }
        guard let first = rest.first, first != 0x5F || base != 10, first != Ascii.plus, first != Ascii.minus else {
            return nil
        }
        return Int(sign + String(bytes: rest.filter { $0 != 0x5F }), radix: radix)
    }
}
