/// Writes numbers as Python's `str` does.
enum NumberText {
    static func append(_ number: Int, to out: inout [UInt8]) {
        if number >= 0, number < 10 {
            out.append(0x30 + UInt8(number))
            return
        }
        var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
        withUnsafeMutableBytes(of: &digits) { buffer in
            var place = buffer.count
            var rest = number.magnitude
            repeat {
                place -= 1
                buffer[place] = 0x30 + UInt8(rest % 10)
                rest /= 10
            } while rest > 0
            if number < 0 {
                place -= 1
                buffer[place] = Ascii.minus
            }
            out.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[place...]))
        }
    }

    /// The shortest digits that read back as the same number; exponents from 1e16 up and below 1e-4.
    static func text(_ number: Double) -> String {
        if number.isNaN { return "nan" }
        if number.isInfinite { return number < 0 ? "-inf" : "inf" }
        let (digits, exponent) = decimal(number)
        let sign = number.sign == .minus ? "-" : ""
        if digits == "0" { return sign + "0.0" }
        if exponent < -4 || exponent >= 16 {
            let first = digits.prefix(1)
            let rest = digits.dropFirst()
            let mantissa = rest.isEmpty ? String(first) : "\(first).\(rest)"
            let magnitude = abs(exponent)
            return "\(sign)\(mantissa)e\(exponent < 0 ? "-" : "+")\(magnitude < 10 ? "0" : "")\(magnitude)"
        }
        if exponent < 0 { return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits }
        if digits.count <= exponent + 1 {
            return sign + digits + String(repeating: "0", count: exponent + 1 - digits.count) + ".0"
        }
        let split = digits.index(digits.startIndex, offsetBy: exponent + 1)
        return "\(sign)\(digits[..<split]).\(digits[split...])"
    }

    /// The shortest significant digits, and the exponent of the first of them.
    static func decimal(_ number: Double) -> (digits: String, exponent: Int) {
        let text = number.magnitude.description
        var digits = ""
        var exponent = 0
        var point: Int?
        var isExponent = false
        var exponentText = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case ".": point = digits.count
            case "e", "E": isExponent = true
            default:
                if isExponent {
                    exponentText.unicodeScalars.append(scalar)
                } else {
                    digits.unicodeScalars.append(scalar)
                }
            }
        }
        exponent =
            (point ?? digits.count) - 1
            + (Int(exponentText.hasPrefix("+") ? String(exponentText.dropFirst()) : exponentText) ?? 0)
        while digits.hasPrefix("0"), digits.count > 1 {
            digits.removeFirst()
            exponent -= 1
        }
        while digits.hasSuffix("0"), digits.count > 1 { digits.removeLast() }
        if digits == "0" || digits.isEmpty { return ("0", 0) }
        return (digits, exponent)
    }

    /// The number with a fixed count of digits after the point, rounded half to even on its exact binary value.
    static func fixed(_ number: Double, digits: Int) -> String {
        if number.isNaN { return "nan" }
        if number.isInfinite { return number < 0 ? "-inf" : "inf" }
        return ExactDecimal(number).text(fractionDigits: min(max(digits, 0), 400))
    }
}
