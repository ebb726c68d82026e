import Diagnostics

extension ScalarReading {
    static func boolean(_ text: String) -> ScalarReading {
        switch text {
        // The spellings of YAML 1.2's core schema, so that every validator agrees.
        case "true", "True", "TRUE": return .value(.boolean(true))
        case "false", "False", "FALSE": return .value(.boolean(false))
        default: break
        }
        switch text.lowercased() {
        case "tak", "yes", "on", "y", "t", "1", "prawda", "włączone": return .wrong(suggest("true"))
        case "nie", "no", "off", "n", "f", "0", "fałsz", "falsz", "wyłączone": return .wrong(suggest("false"))
        default: return .wrong(Words(pl: "wpisz true albo false", en: "write true or false"))
        }
    }

    static func integer(_ text: String) -> ScalarReading {
        if let number = exactInteger(text) { return .value(.integer(number)) }
        let shape = NumberShape(text)
        if shape.isNumber, shape.hasLeadingZero { return .wrong(withoutZeros(text)) }
        if shape.isNumber, let number = Double(text) {
            guard number.magnitude < 0x1p63 else { return tooBig(Words(same: "\(Int.max)")) }
            // What `5.0` and `1e3` say is whole, and so JSON Schema takes it; beyond 2^53 a double has lost digits.
            if number.magnitude <= 0x1p53 || !shape.hasFraction, let whole = Int(exactly: number) {
                return .value(.integer(whole))
            }
        }
        if let grouped = NumberShape.ungrouped(text, dotGroups: true), exactInteger(grouped) != nil {
            return .wrong(suggest(grouped))
        }
        if let plain = NumberShape.leadingNumber(text) { return .wrong(onlyNumber(plain)) }
        return .wrong(Words(pl: "wpisz same cyfry, na przykład 11174", en: "write digits only, for example 11174"))
    }

    static func number(_ text: String) -> ScalarReading {
        let shape = NumberShape(text)
        if shape.isNumber, !shape.hasLeadingZero {
            guard let value = Double(text), value.isFinite else { return tooBig(Words(same: "1.7e308")) }
            return .value(.number(value))
        }
        if shape.isNumber, shape.hasLeadingZero { return .wrong(withoutZeros(text)) }
        if let plain = NumberShape.ungrouped(text, dotGroups: false) { return .wrong(suggest(plain)) }
        if let plain = NumberShape.leadingNumber(text) { return .wrong(onlyNumber(plain)) }
        return .wrong(
            Words(pl: "wpisz liczbę z kropką, na przykład 12.5", en: "write a number with a point, for example 12.5"))
    }

    static func year(_ text: String) -> ScalarReading {
        let digits = Array(text.utf8)
        if digits.count == 4, digits.allSatisfy({ $0 &- 0x30 < 10 }), let year = Int(text), year >= 1000 {
            return .value(.integer(year))
        }
        if case .value(.date(let date)) = date(text) { return .wrong(suggest(String(date.year))) }
        if let number = NumberShape.leadingNumber(text), number.utf8.count == 4 { return .wrong(suggest(number)) }
        return .wrong(Words(pl: "wpisz cztery cyfry, na przykład 2024", en: "write four digits, for example 2024"))
    }

    /// `1234.50`, `1234.50 PLN`, `1234 EUR`; without a currency it is PLN.
    static func money(_ text: String) -> ScalarReading {
        let parts = text.split(separator: " ", omittingEmptySubsequences: true)
        let currency = parts.count > 1 ? String(parts[parts.count - 1]) : "PLN"
        let amount = parts.count > 1 ? parts.dropLast().joined(separator: " ") : text
        let isCode = currency.utf8.count == 3 && currency.utf8.allSatisfy { $0 &- UInt8(ascii: "A") < 26 }
        let shape = NumberShape(amount)
        if isCode, shape.isNumber, !shape.hasExponent, !shape.hasLeadingZero,
            let hundredths = NumberShape.hundredths(amount)
        {
            return .value(.money(Money(hundredths: hundredths, currency: currency)))
        }
        let meant = ["zł": "PLN", "zl": "PLN", "zł.": "PLN", "pln": "PLN", "€": "EUR", "eur": "EUR", "euro": "EUR"]
        let isUnit = meant[currency.lowercased()] != nil
        let number = isUnit || isCode ? amount : text
        let plain = NumberShape(number).isNumber ? number : NumberShape.ungrouped(number, dotGroups: false)
        if let plain, NumberShape.hundredths(plain) != nil {
            return .wrong(
                suggest("\(plain) \(isUnit ? meant[currency.lowercased()] ?? "PLN" : isCode ? currency : "PLN")"))
        }
        return .wrong(Words(pl: "wpisz kwotę jak 1234.50 PLN", en: "write an amount like 1234.50 PLN"))
    }

    /// A value by YAML 1.2's core schema.
    static func guess(_ text: String) -> FieldValue {
        switch text {
        case "true", "True", "TRUE": return .boolean(true)
        case "false", "False", "FALSE": return .boolean(false)
        default: break
        }
        guard let first = text.utf8.first,
            first &- 0x30 < 10 || first == UInt8(ascii: "-") || first == UInt8(ascii: "+")
        else { return .string(text) }
        let shape = NumberShape(text)
        // A code such as 0123456 or 32-050 stays a text: as a number it would lose its zero.
        guard shape.isNumber, !shape.hasLeadingZero else { return .string(text) }
        if !shape.hasFraction, !shape.hasExponent, let number = Int(text) { return .integer(number) }
        guard let number = Double(text), number.isFinite else { return .string(text) }
        return .number(number)
    }

    /// A number for a message: whole numbers without a fraction.
    static func text(_ number: Double) -> String {
        Int(exactly: number).map { String($0) } ?? String(number)
    }

    private static func exactInteger(_ text: String) -> Int? {
        var digits = text.utf8[...]
        if let first = digits.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            digits = digits.dropFirst()
        }
        guard let first = digits.first, first &- 0x30 < 10, first != 0x30 || digits.count == 1 else { return nil }
        return Int(text)
    }

    private static func tooBig(_ limit: Words) -> ScalarReading {
        .fault(
            .wrongValue, Words(pl: "liczba jest zbyt wielka", en: "the number is too big"),
            Words(
                pl: "największa to \(limit.pl); numer, którego się nie liczy, należy do pola typu string",
                en: "the greatest is \(limit.en); a number that nobody counts with belongs in a field of type string"))
    }

    private static func withoutZeros(_ text: String) -> Words {
        let plain = NumberShape.withoutLeadingZeros(text)
        return Words(
            pl: "liczba nie zaczyna się zerem; czy chodziło o \(plain)?",
            en: "a number has no leading zero; did you mean \(plain)?")
    }

    private static func onlyNumber(_ text: String) -> Words {
        Words(pl: "wpisz samą liczbę: \(text)", en: "write the number alone: \(text)")
    }
}

/// The parts of a decimal number as text.
struct NumberShape {
    var isNumber = false
    var hasLeadingZero = false
    var hasFraction = false
    var hasExponent = false

    init(_ text: String) {
        let bytes = Array(text.utf8)
        var at = 0
        func digits() -> Int {
            let from = at
            while at < bytes.count, bytes[at] &- 0x30 < 10 { at += 1 }
            return at - from
        }
        if at < bytes.count, bytes[at] == UInt8(ascii: "-") || bytes[at] == UInt8(ascii: "+") { at += 1 }
        let first = at
        let whole = digits()
        guard whole > 0 else { return }
        hasLeadingZero = whole > 1 && bytes[first] == 0x30
        if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
            at += 1
            hasFraction = true
            guard digits() > 0 else { return }
        }
        if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
            at += 1
            hasExponent = true
            if at < bytes.count, bytes[at] == UInt8(ascii: "-") || bytes[at] == UInt8(ascii: "+") { at += 1 }
            guard digits() > 0 else { return }
        }
        isNumber = at == bytes.count
    }

    /// The number without group separators and with a decimal point: `1 234,5` → `1234.5`; nil when it is no number.
    ///
    /// - Parameter dotGroups: takes dots between groups of three digits as separators (`11.174` → `11174`).
    static func ungrouped(_ text: String, dotGroups: Bool) -> String? {
        var output = ""
        var hasComma = false
        let groups = dotGroups || text.contains(",") ? dotsGroup(text) : false
        for scalar in text.unicodeScalars {
            switch scalar {
            case " ", "\u{A0}", "\u{2009}", "\u{202F}", "'", "’", "_": continue
            case "." where groups: continue
            case ",":
                if hasComma { return nil }
                hasComma = true
                output.unicodeScalars.append(".")
            case "−": output.unicodeScalars.append("-")
            default: output.unicodeScalars.append(scalar)
            }
        }
        let plain = output.hasPrefix(".") ? "0" + output : output
        let shape = NumberShape(plain)
        return shape.isNumber && !shape.hasLeadingZero && plain != text ? plain : nil
    }

    /// Whether every dot stands before a group of three digits.
    private static func dotsGroup(_ text: String) -> Bool {
        let whole = text.split(separator: ",", omittingEmptySubsequences: false).first ?? ""
        let groups = whole.split(separator: ".", omittingEmptySubsequences: false)
        return groups.count > 1 && groups.dropFirst().allSatisfy { $0.utf8.count == 3 }
    }

    /// The number at the start of a text that goes on with a unit or a word: `304 km²` → `304`, `ok. 780` → nil.
    static func leadingNumber(_ text: String) -> String? {
        let first = text.split(separator: " ").first.map(String.init) ?? text
        if NumberShape(first).isNumber, first != text { return first }
        if let plain = ungrouped(first, dotGroups: false), first != text { return plain }
        let digits = text.unicodeScalars.prefix { $0.value &- 0x30 < 10 || $0 == "." || $0 == "-" }
        let rest = text.unicodeScalars[digits.endIndex...]
        // In `0x1F` and `12:30` the first digits are no number of their own.
        guard !rest.isEmpty, rest.first != ":", !rest.contains(where: { $0.value &- 0x30 < 10 }) else { return nil }
        return NumberShape(String(digits)).isNumber ? String(digits) : nil
    }

    static func withoutLeadingZeros(_ text: String) -> String {
        let isNegative = text.hasPrefix("-")
        let digits = text.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
        let rest = String(decoding: digits.drop { $0 == 0x30 }, as: UTF8.self)
        let plain = rest.isEmpty || rest.hasPrefix(".") ? "0" + rest : rest
        return (isNegative ? "-" : "") + plain
    }

    /// An amount with at most two decimal digits, in hundredths.
    static func hundredths(_ text: String) -> Int? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = Int(parts[0]), parts.count <= 2 else { return nil }
        let fraction = parts.count == 2 ? String(parts[1]) : "00"
        guard (1...2).contains(fraction.utf8.count), var cents = Int(fraction), cents >= 0 else { return nil }
        if fraction.utf8.count == 1 { cents *= 10 }
        let (product, overflow) = whole.multipliedReportingOverflow(by: 100)
        guard !overflow else { return nil }
        let (sum, overflows) = product.addingReportingOverflow(text.hasPrefix("-") ? -cents : cents)
        return overflows ? nil : sum
    }
}
