/// The signs a language writes numbers with.
struct NumberLayout: Sendable {
    let groupSeparator: String
    let decimalSeparator: String
    /// U+2212, as wide as the plus sign and never a line's last character.
    let minus = "−"

    /// Groups of three from four digits on: `1 277`.
    func text(_ value: Int) -> String {
        let sign = value < 0 ? minus : ""
        return sign + grouped(Array(String(value.magnitude).utf8))
    }

    /// `fractionDigits` nil: as many as the value has, at most 6.
    func text(_ value: Double, fractionDigits: Int?) -> String {
        guard value.isFinite else { return value.isNaN ? "NaN" : (value < 0 ? minus + "∞" : "∞") }
        var decimal = DecimalDigits(value.magnitude)
        decimal.round(toFractionDigits: fractionDigits.map { max(0, $0) } ?? 6)
        if let fractionDigits { decimal.pad(toFractionDigits: fractionDigits) }
        let sign = value < 0 && !decimal.isZero ? minus : ""
        let whole = sign + grouped(decimal.whole)
        guard !decimal.fraction.isEmpty else { return whole }
        return whole + decimalSeparator + String(decoding: decimal.fraction, as: UTF8.self)
    }

    private func grouped(_ digits: [UInt8]) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(digits.count * 2)
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { result.append(contentsOf: groupSeparator.utf8) }
            result.append(digit)
        }
        return String(decoding: result, as: UTF8.self)
    }
}
