import Diagnostics

/// Codes and numbers of Polish offices.
extension ScalarReading {
    /// Seven digits of the gmina's code in the TERC register (voivodeship 2, powiat 2, gmina 2, kind 1).
    static func teryt(_ text: String) -> ScalarReading {
        let digits = digits(text)
        if digits.utf8.count == 7 { return digits == text ? .value(.string(text)) : .wrong(suggest("\"\(digits)\"")) }
        if digits == text, digits.utf8.count == 6 {
            return .wrong(
                Words(
                    pl: "kod gminy ma siedem cyfr; brakuje zera na początku albo cyfry rodzaju na końcu",
                    en: "a gmina's code has seven digits; the leading zero or the final kind digit is missing"))
        }
        return .wrong(
            Words(pl: "wpisz siedem cyfr, na przykład \"1206143\"", en: "write seven digits, for example \"1206143\""))
    }

    static func postcode(_ text: String) -> ScalarReading {
        let digits = digits(text)
        guard digits.utf8.count == 5 else {
            return .wrong(Words(pl: "wpisz kod jak 32-050", en: "write a code like 32-050"))
        }
        let exact = "\(digits.prefix(2))-\(digits.suffix(3))"
        return exact == text ? .value(.string(text)) : .wrong(suggest(exact))
    }

    /// Ten digits, the last one a check digit: weights 6 5 7 2 3 4 5 6 7, modulo 11 (regulation on the NIP).
    static func nip(_ text: String) -> ScalarReading {
        let bare = text.hasPrefix("PL") ? String(text.dropFirst(2)) : text
        let digits = digits(bare)
        guard isCode(bare), digits.utf8.count == 10 else {
            return .wrong(
                Words(
                    pl: "wpisz dziesięć cyfr, na przykład 676-10-13-717",
                    en: "write ten digits, for example 676-10-13-717"))
        }
        let numbers = digits.utf8.map { Int($0 - 0x30) }
        guard checksum(numbers, [6, 5, 7, 2, 3, 4, 5, 6, 7]) == numbers[9] else {
            return .fault(
                .wrongCheckDigit,
                Words(pl: "NIP \(text) ma błędną cyfrę kontrolną", en: "the NIP \(text) has a wrong check digit"),
                retype)
        }
        return .value(.string(digits))
    }

    /// 9 or 14 digits, each with a check digit modulo 11 where 10 counts as 0 (regulation on the REGON register).
    static func regon(_ text: String) -> ScalarReading {
        let digits = digits(text)
        guard isCode(text), digits.utf8.count == 9 || digits.utf8.count == 14 else {
            return .wrong(Words(pl: "wpisz 9 albo 14 cyfr", en: "write 9 or 14 digits"))
        }
        let numbers = digits.utf8.map { Int($0 - 0x30) }
        let short = checksum(numbers, [8, 9, 2, 3, 4, 5, 6, 7]) % 10 == numbers[8]
        let long =
            numbers.count == 9 || checksum(numbers, [2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8]) % 10 == numbers[13]
        guard short, long else {
            return .fault(
                .wrongCheckDigit,
                Words(pl: "REGON \(text) ma błędną cyfrę kontrolną", en: "the REGON \(text) has a wrong check digit"),
                retype)
        }
        return .value(.string(digits))
    }

    static func krs(_ text: String) -> ScalarReading {
        let digits = digits(text)
        if isCode(text), digits.utf8.count == 10 { return .value(.string(digits)) }
        if isCode(text), (4...9).contains(digits.utf8.count) {
            return .wrong(suggest("\"" + String(repeating: "0", count: 10 - digits.utf8.count) + digits + "\""))
        }
        return .wrong(
            Words(pl: "wpisz dziesięć cyfr z zerami na początku", en: "write ten digits with the leading zeros"))
    }

    /// A number in any usual spelling, as `+48` and nine digits; abroad `+` and 7 … 15 digits (ITU-T E.164).
    static func phone(_ text: String) -> ScalarReading {
        let example = Words(
            pl: "wpisz numer jak 12 616 10 00 albo +48 12 616 10 00", en: "write a number like +48 12 616 10 00")
        let digits = digits(text)
        let hasPlus = text.hasPrefix("+") || text.hasPrefix("(+")
        for scalar in text.unicodeScalars where !"0123456789 -()+/.\u{A0}".unicodeScalars.contains(scalar) {
            let start = text.split(whereSeparator: { $0.isLetter || $0 == "," || $0 == ";" }).first
            if let alone = start.map({ String($0).trimmed }), alone != text, case .value = phone(alone) {
                return .wrong(Words(pl: "wpisz sam numer: \(alone)", en: "write the number alone: \(alone)"))
            }
            return .wrong(example)
        }
        guard text.utf8.filter({ $0 == UInt8(ascii: "+") }).count == (hasPlus ? 1 : 0) else { return .wrong(example) }
        if hasPlus {
            if digits.hasPrefix("48") {
                return digits.utf8.count == 11
                    ? .value(.string("+" + digits)) : .wrong(ninedigits(digits.utf8.count - 2))
            }
            return (7...15).contains(digits.utf8.count) && !digits.hasPrefix("0")
                ? .value(.string("+" + digits)) : .wrong(example)
        }
        if digits.hasPrefix("0048"), digits.utf8.count == 13 { return .value(.string("+" + digits.dropFirst(2))) }
        if digits.hasPrefix("48"), digits.utf8.count == 11 { return .value(.string("+" + digits)) }
        if digits.utf8.count == 9, !digits.hasPrefix("0") { return .value(.string("+48" + digits)) }
        return .wrong(digits.isEmpty ? example : ninedigits(digits.utf8.count))
    }

    private static func ninedigits(_ count: Int) -> Words {
        Words(
            pl: "numer polski ma dziewięć cyfr, tu jest ich \(count)",
            en: "a Polish number has nine digits, here are \(count)")
    }

    /// `#rgb` or `#rrggbb` (also with transparency), in lower case.
    static func color(_ text: String) -> ScalarReading {
        let bare = text.hasPrefix("#") ? text.dropFirst() : text[...]
        let isHex = !bare.isEmpty && bare.utf8.allSatisfy { $0 &- 0x30 < 10 || ($0 | 0x20) &- UInt8(ascii: "a") < 6 }
        guard isHex, [3, 4, 6, 8].contains(bare.utf8.count) else {
            return .wrong(Words(pl: "wpisz kolor jak \"#1a6bb0\"", en: "write a colour like \"#1a6bb0\""))
        }
        guard text.hasPrefix("#") else { return .wrong(suggest("\"#\(bare.lowercased())\"")) }
        return .value(.string(text.lowercased()))
    }

    static let coordinatesRemedy = Words(
        pl: "wpisz szerokość i długość: [50.0614, 19.9372]", en: "write latitude and longitude: [50.0614, 19.9372]")

    /// `50.0614, 19.9372`: latitude, then longitude, in degrees.
    static func coordinates(_ text: String) -> ScalarReading {
        if text.hasPrefix("{") { return point(text) }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { String($0).trimmed }
        guard parts.count == 2, NumberShape(parts[0]).isNumber, NumberShape(parts[1]).isNumber,
            let latitude = Double(parts[0]), let longitude = Double(parts[1])
        else { return .wrong(coordinatesRemedy) }
        // Poland lies within 49…55° N and 14…25° E; the other way round it is the wrong order.
        if (14...25).contains(latitude), (49...55).contains(longitude) {
            return .wrong(
                Words(
                    pl: "najpierw szerokość: [\(parts[1]), \(parts[0])]",
                    en: "latitude comes first: [\(parts[1]), \(parts[0])]"))
        }
        guard let place = Coordinates(latitude: latitude, longitude: longitude) else {
            return .wrong(
                Words(pl: "szerokość to −90 … 90, długość −180 … 180", en: "latitude is −90 … 90, longitude −180 … 180")
            )
        }
        return .value(.coordinates(place))
    }

    /// A GeoJSON point (RFC 7946), longitude first, as the map widget of a web form writes it.
    private static func point(_ text: String) -> ScalarReading {
        var reader = JSONReader(file: SourceFile(path: "", text: text))
        guard let node = try? reader.read(), node["type"]?.string == "Point",
            let numbers = node["coordinates"]?.array?.compactMap({ $0.number?.double }), numbers.count >= 2,
            let place = Coordinates(latitude: numbers[1], longitude: numbers[0])
        else { return .wrong(coordinatesRemedy) }
        return .value(.coordinates(place))
    }

    // MARK: - Digits

    private static func digits(_ text: String) -> String {
        String(decoding: text.utf8.filter { $0 &- 0x30 < 10 }, as: UTF8.self)
    }

    /// Digits, and between them only blanks and hyphens.
    private static func isCode(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 &- 0x30 < 10 || $0 == 0x20 || $0 == UInt8(ascii: "-") }
    }

    private static func checksum(_ digits: [Int], _ weights: [Int]) -> Int {
        zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11
    }

    private static let retype = Words(pl: "przepisz numer ze źródła", en: "copy the number again from its source")
}

extension String {
    /// Without blanks at both ends.
    var trimmed: String {
        let start = utf8.drop { $0 == 0x20 || $0 == 0x09 }
        var end = start.endIndex
        while end > start.startIndex {
            let before = start.index(before: end)
            guard start[before] == 0x20 || start[before] == 0x09 else { break }
            end = before
        }
        return String(start[start.startIndex..<end]) ?? self
    }
}
