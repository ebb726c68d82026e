/// The decimal digits of a finite number that is not negative, in the shortest form that reads back as the same value.
///
/// Rounding works on these digits, so 1.005 rounds to 1.01, as a reader expects, although its binary value is less.
struct DecimalDigits {
    /// ASCII digits before the separator, at least one.
    private(set) var whole: [UInt8] = []
    /// ASCII digits after the separator, without trailing zeros unless padded.
    private(set) var fraction: [UInt8] = []

    /// Reads the standard library's description: `12.5`, `1e-07`, `1.25e+20`.
    init(_ value: Double) {
        var exponent = 0
        var seenSeparator = false
        let parts = value.description.utf8.split(separator: UInt8(ascii: "e"))
        if parts.count > 1 { exponent = Int(String(parts[1]) ?? "") ?? 0 }
        for byte in parts.first ?? "0".utf8[...] {
            if byte == UInt8(ascii: ".") {
                seenSeparator = true
            } else if seenSeparator {
                fraction.append(byte)
            } else {
                whole.append(byte)
            }
        }
        shift(by: exponent)
        trim()
    }

    var isZero: Bool { !(whole + fraction).contains { $0 != UInt8(ascii: "0") } }

    /// Halves go away from zero.
    mutating func round(toFractionDigits count: Int) {
        guard fraction.count > count else { return }
        let roundsUp = fraction[count] >= UInt8(ascii: "5")
        fraction.removeLast(fraction.count - count)
        if roundsUp { increment() }
        trim()
    }

    mutating func pad(toFractionDigits count: Int) {
        while fraction.count < count { fraction.append(UInt8(ascii: "0")) }
    }

    private mutating func shift(by exponent: Int) {
        if exponent > 0 {
            for _ in 0..<exponent { whole.append(fraction.isEmpty ? UInt8(ascii: "0") : fraction.removeFirst()) }
        } else if exponent < 0 {
            for _ in 0..<(-exponent) { fraction.insert(whole.popLast() ?? UInt8(ascii: "0"), at: 0) }
        }
    }

    private mutating func trim() {
        while fraction.last == UInt8(ascii: "0") { fraction.removeLast() }
        whole = Array(whole.drop { $0 == UInt8(ascii: "0") })
        if whole.isEmpty { whole = [UInt8(ascii: "0")] }
    }

    private mutating func increment() {
        var digits = whole + fraction
        var index = digits.count - 1
        while index >= 0, digits[index] == UInt8(ascii: "9") {
            digits[index] = UInt8(ascii: "0")
            index -= 1
        }
        if index >= 0 {
            digits[index] += 1
        } else {
            digits.insert(UInt8(ascii: "1"), at: 0)
        }
        whole = Array(digits.dropLast(fraction.count))
        fraction = Array(digits.suffix(fraction.count))
    }
}
