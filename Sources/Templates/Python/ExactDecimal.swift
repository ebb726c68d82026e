/// The exact decimal expansion of a binary number, for correct rounding (`round`, `%.2f`).
///
/// A double is an integer times a power of two, so its expansion ends; it is kept as decimal digits.
struct ExactDecimal {
    private let isNegative: Bool
    /// Decimal digits, most significant first, without a point.
    private var digits: [UInt8]
    /// How many of the digits stand after the point.
    private var fractionCount: Int

    init(_ number: Double) {
        isNegative = number.sign == .minus
        var mantissa = number.significandBitPattern
        var exponent = Int(number.exponentBitPattern)
        if exponent == 0 {
            exponent = 1
        } else {
            mantissa |= 1 << 52
        }
        exponent -= 1075
        digits = String(mantissa).utf8.map { $0 - 0x30 }
        fractionCount = 0
        if exponent > 0 {
            for _ in 0..<exponent { ExactDecimal.double(&digits) }
        } else if mantissa != 0 {
            while exponent < 0, mantissa & 1 == 0 {
                mantissa >>= 1
                exponent += 1
            }
            digits = String(mantissa).utf8.map { $0 - 0x30 }
            // n / 2^k = n × 5^k / 10^k
            for _ in 0..<(-exponent) { ExactDecimal.quintuple(&digits) }
            fractionCount = -exponent
        }
    }

    /// The number divided by a power of ten.
    init(shifted other: ExactDecimal, by places: Int) {
        isNegative = other.isNegative
        digits = other.digits
        fractionCount = other.fractionCount + places
    }

    private static func double(_ digits: inout [UInt8]) { multiply(&digits, by: 2) }
    private static func quintuple(_ digits: inout [UInt8]) { multiply(&digits, by: 5) }

    private static func multiply(_ digits: inout [UInt8], by factor: UInt8) {
        var carry: UInt8 = 0
        for place in digits.indices.reversed() {
            let value = digits[place] * factor + carry
            digits[place] = value % 10
            carry = value / 10
        }
        if carry > 0 { digits.insert(carry, at: 0) }
    }

    /// The number as text with so many digits after the point, ties to even.
    func text(fractionDigits wanted: Int) -> String {
        var digits = digits
        var fraction = fractionCount
        while digits.count <= fraction { digits.insert(0, at: 0) }
        if fraction > wanted {
            let kept = digits.count - (fraction - wanted)
            let dropped = digits[kept...]
            let half = dropped.first ?? 0
            let isTie = half == 5 && dropped.dropFirst().allSatisfy { $0 == 0 }
            let isOdd = kept > 0 && digits[kept - 1] % 2 == 1
            let roundsUp = half > 5 || half == 5 && (!isTie || isOdd)
            digits = Array(digits[..<kept])
            if roundsUp { ExactDecimal.increment(&digits) }
        } else {
            digits.append(contentsOf: repeatElement(0, count: wanted - fraction))
        }
        fraction = wanted
        while digits.count <= fraction { digits.insert(0, at: 0) }
        let whole = digits[..<(digits.count - fraction)].drop { $0 == 0 }
        var text: [UInt8] = isNegative ? [Ascii.minus] : []
        text.append(contentsOf: whole.isEmpty ? [0x30] : whole.map { $0 + 0x30 })
        if wanted > 0 {
            text.append(UInt8(ascii: "."))
            text.append(contentsOf: digits[(digits.count - fraction)...].map { $0 + 0x30 })
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func increment(_ digits: inout [UInt8]) {
        var place = digits.count - 1
        while place >= 0 {
            if digits[place] < 9 {
                digits[place] += 1
                return
            }
            digits[place] = 0
            place -= 1
        }
        digits.insert(1, at: 0)
    }
}
