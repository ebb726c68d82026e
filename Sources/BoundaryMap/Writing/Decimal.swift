/// A number with a fixed count of decimals, trailing zeros kept; halves away from zero. For |value| < 10¹².
func decimal(_ value: Double, _ digits: Int) -> String {
    var scale = 1
    for _ in 0..<digits { scale *= 10 }
    guard value.isFinite, abs(value) < 1e12 else { return "0" }
    let scaled = Int((value * Double(scale)).rounded(.toNearestOrAwayFromZero))
    let magnitude = abs(scaled)
    let sign = scaled < 0 ? "-" : ""
    if digits == 0 { return sign + String(magnitude) }
    let fraction = String(magnitude % scale)
    return sign + String(magnitude / scale) + "." + String(repeating: "0", count: digits - fraction.utf8.count)
        + fraction
}

/// The same with a decimal comma, as Polish messages print it.
func decimalComma(_ value: Double, _ digits: Int) -> String {
    String(
        decoding: decimal(value, digits).utf8.map { $0 == UInt8(ascii: ".") ? UInt8(ascii: ",") : $0 }, as: UTF8.self)
}

extension [UInt8] {
    /// Appends a whole number in decimal digits.
    mutating func append(decimal value: Int) {
        if value < 0 { append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        let start = count
        repeat {
            append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        self[start...].reverse()
    }

    mutating func append(text: String) { append(contentsOf: text.utf8) }
}
