import Diagnostics

extension JSONTokenizer {
    /// Reads the number that begins at `index`: sets `span`, digits, exponent and sign.
    mutating func scanNumber() throws(DiagnosticError) {
        let start = index
        var at = index
        mantissa = 0
        exponent = 0
        mantissaIsExact = true
        isNegative = bytes[at] == UInt8(ascii: "-")
        if isNegative { at += 1 }
        let whole = at
        at = digits(from: at)
        guard at > whole else { throw fault(.digitsMissing, at: start, length: max(1, at - start)) }
        if bytes[whole] == UInt8(ascii: "0"), at > whole + 1 {
            throw fault(.leadingZero, at: start, length: at - start)
        }
        if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
            let fraction = at + 1
            at = digits(from: fraction)
            guard at > fraction else { throw fault(.digitsMissing, at: start, length: at - start) }
            exponent = fraction - at
        }
        if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") { at = try scanExponent(at + 1, start) }
        span = Span(start, at)
        index = at
        // Only here can the value leave the range of a double.
        if exponent > 200 || at - start > 200, !double.isFinite {
            throw fault(.numberOutOfRange, at: start, length: at - start)
        }
    }

    /// The value of the last `.number`, correctly rounded.
    ///
    /// Up to 2⁵³ with a power of ten up to 10²² both factors are exact doubles, so that one multiplication or division
    /// rounds once (Clinger, “How to Read Floating Point Numbers Accurately”, 1990); all else goes through the text.
    public var double: Double {
        if mantissaIsExact, mantissa <= 1 << 53, exponent >= -22, exponent <= 22 {
            let magnitude =
                exponent < 0
                ? Double(mantissa) / powerOfTen(-exponent)
                : Double(mantissa) * powerOfTen(exponent)
            return isNegative ? -magnitude : magnitude
        }
        return Double(numberText) ?? .infinity
    }

    /// The last `.number` as it was written.
    public var numberText: String { String(decoding: bytes[span.start..<span.end], as: UTF8.self) }

    private mutating func scanExponent(_ from: Int, _ start: Int) throws(DiagnosticError) -> Int {
        var at = from
        var negative = false
        if at < bytes.count, bytes[at] == UInt8(ascii: "-") || bytes[at] == UInt8(ascii: "+") {
            negative = bytes[at] == UInt8(ascii: "-")
            at += 1
        }
        let first = at
        var value = 0
        while at < bytes.count, bytes[at] &- UInt8(ascii: "0") <= 9 {
            // Beyond this every value is 0 or infinite; the cap keeps the sum from overflowing.
            if value < 100_000 { value = value * 10 + Int(bytes[at] - UInt8(ascii: "0")) }
            at += 1
        }
        guard at > first else { throw fault(.digitsMissing, at: start, length: at - start) }
        exponent += negative ? -value : value
        return at
    }

    /// Adds the digits from `from` on to the mantissa; the offset after them.
    @inline(__always)
    private mutating func digits(from: Int) -> Int {
        var at = from
        while at < bytes.count {
            let digit = bytes[at] &- UInt8(ascii: "0")
            guard digit <= 9 else { break }
            if mantissa < 1_000_000_000_000_000_000 {
                mantissa = mantissa * 10 + UInt64(digit)
            } else {
                mantissaIsExact = false
            }
            at += 1
        }
        return at
    }
}

/// 10⁰ … 10²², the powers of ten that are exact doubles.
@inline(__always)
private func powerOfTen(_ exponent: Int) -> Double {
    switch exponent {
    case 0: 1e0
    case 1: 1e1
    case 2: 1e2
    case 3: 1e3
    case 4: 1e4
    case 5: 1e5
    case 6: 1e6
    case 7: 1e7
    case 8: 1e8
    case 9: 1e9
    case 10: 1e10
    case 11: 1e11
    case 12: 1e12
    case 13: 1e13
    case 14: 1e14
    case 15: 1e15
    case 16: 1e16
    case 17: 1e17
    case 18: 1e18
    case 19: 1e19
    case 20: 1e20
    case 21: 1e21
    default: 1e22
    }
}
