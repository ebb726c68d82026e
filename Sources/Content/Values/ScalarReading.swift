import Diagnostics
import LanguageRules

/// How a scalar reads as a type: its value, or what is wrong with it.
enum ScalarReading {
    case value(FieldValue)
    /// It is no such value; the remedy is the near miss, when there is one.
    case wrong(Words?)
    /// It has the right shape and still is wrong: no such day, a bad check digit.
    case fault(Rule, Words, Words?)

    /// - Parameter isPlain: written without quotes; only such a scalar can be a number or a boolean.
    static func read(_ text: String, _ type: FieldType, isPlain: Bool) -> ScalarReading {
        switch type {
        case .string, .text, .markdown: .value(.string(text))
        case .integer: isPlain ? integer(text) : unquote(integer(text), text)
        case .number: isPlain ? number(text) : unquote(number(text), text)
        case .boolean: isPlain ? boolean(text) : unquote(boolean(text), text)
        case .year: year(text)
        case .money: money(text)
        case .date: date(text)
        case .time: time(text)
        case .duration: duration(text)
        case .url: url(text)
        case .email: email(text)
        case .phone: phone(text)
        case .color: color(text)
        case .teryt: teryt(text)
        case .postcode: postcode(text)
        case .nip: nip(text)
        case .regon: regon(text)
        case .krs: krs(text)
        case .coordinates: coordinates(text)
        case .enum(let values): choice(text, values)
        case .reference: .value(.reference(Reference(target: text)))
        // No editor writes it: `ValueReader` has refused it already.
        case .referrers: .value(.absent)
        case .any: .value(isPlain ? guess(text) : .string(text))
        case .list, .object, .image, .file: .wrong(nil)
        }
    }

    static func suggest(_ text: String) -> Words {
        Words(pl: "czy chodziło o \(text)?", en: "did you mean \(text)?")
    }

    /// In quotes a number or a boolean is a text: for JSON Schema, for other programs, and so for us.
    private static func unquote(_ reading: ScalarReading, _ text: String) -> ScalarReading {
        guard case .value = reading else { return reading }
        return .wrong(Words(pl: "usuń cudzysłów: \(text)", en: "remove the quotes: \(text)"))
    }

    private static func choice(_ text: String, _ values: [String]) -> ScalarReading {
        if values.contains(where: { $0.utf8.elementsEqual(text.utf8) }) { return .value(.string(text)) }
        if let near = NearMiss.best(for: text, in: values) { return .wrong(suggest("„\(near)”", "“\(near)”")) }
        let all = values.joined(separator: ", ")
        return .wrong(Words(pl: "dozwolone: \(all)", en: "allowed: \(all)"))
    }

    private static func suggest(_ pl: String, _ en: String) -> Words {
        Words(pl: "czy chodziło o \(pl)?", en: "did you mean \(en)?")
    }

    /// The text between typographic quotes that stand around all of it.
    static func typographicQuotes(_ text: String) -> String? {
        let bytes = text.utf8
        guard let first = bytes.first, first == 0xE2 || first == 0xC2, bytes.count > 4 else { return nil }
        let scalars = Array(text.unicodeScalars)
        let pairs: [(Set<Unicode.Scalar>, Set<Unicode.Scalar>)] = [
            (["„", "“", "”"], ["”", "“"]), (["‚", "‘", "’"], ["’", "‘"]), (["«", "»"], ["»", "«"]),
        ]
        guard let last = scalars.last else { return nil }
        for (openings, closings) in pairs where openings.contains(scalars[0]) && closings.contains(last) {
            let inner = scalars.dropFirst().dropLast()
            if inner.contains(where: { openings.contains($0) || closings.contains($0) }) { return nil }
            return String(String.UnicodeScalarView(inner))
        }
        return nil
    }
}
