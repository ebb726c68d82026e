/// The weights of every character in one language's order.
///
/// Exact for Latin letters with their marks, digits, Cyrillic, and the signs in `CollationOrder`; other scripts follow
/// by code point, and other signs stand between the known signs and the currencies.
struct CollationWeights: Sendable {
    private let primaries: [Unicode.Scalar: UInt32]
    private let marks: [Unicode.Scalar: UInt8]
    private let tailoring: CollationTailoring

    init(_ tailoring: CollationTailoring) {
        self.tailoring = tailoring
        primaries = CollationWeights.makePrimaries(tailoring)
        var marks: [Unicode.Scalar: UInt8] = [:]
        for (index, scalars) in CollationOrder.marks.enumerated() {
            for scalar in scalars { marks[scalar] = Weight.firstMark + UInt8(index) }
        }
        self.marks = marks
    }

    private static func makePrimaries(_ tailoring: CollationTailoring) -> [Unicode.Scalar: UInt32] {
        var primaries: [Unicode.Scalar: UInt32] = [:]
        func add(_ scalars: [Unicode.Scalar], from first: UInt32) {
            for (index, scalar) in scalars.enumerated() { primaries[scalar] = first + UInt32(index) }
        }
        add(CollationOrder.signs, from: 2)
        add(CollationOrder.currencies, from: UInt32(PrimaryLead.otherSign) + 1)
        add(CollationOrder.raisedDigits, from: UInt32(PrimaryLead.number) + 1)
        add(Array(tailoring.alphabet.unicodeScalars), from: UInt32(PrimaryLead.number) + 5)
        add(CollationOrder.cyrillic, from: PrimaryLead.primary(PrimaryLead.otherLetter, 0x400))
        return primaries
    }

    /// What a letter and a mark make together: ą of a and an ogonek. Nil when they stay apart.
    func contraction(_ base: UInt32, _ mark: Unicode.Scalar) -> UInt32? {
        let pair = tailoring.joined.first { $0.mark == mark && primaries[$0.base] == base }
        return pair.flatMap { primaries[$0.letter] }
    }

    /// The weight of a mark at the second level; marks without a place of their own come last.
    func mark(_ scalar: Unicode.Scalar) -> UInt8 {
        marks[scalar] ?? Weight.firstMark + UInt8(CollationOrder.marks.count)
    }

    /// The elements of a character that is neither an ASCII digit nor a mark, and the marks that it carries itself.
    func elements(_ scalar: Unicode.Scalar) -> (elements: [CollationElement], marks: [Unicode.Scalar]) {
        if let primary = primaries[scalar] { return ([CollationElement(primary: primary)], []) }
        if let (text, tertiary) = CollationOrder.expansions[scalar] {
            let parts = text.unicodeScalars.compactMap { primaries[$0] }
            return (parts.map { CollationElement(primary: $0, tertiary: tertiary) }, [])
        }
        if let special = specialLatin(scalar) { return (special, []) }
        if let letter = latin(scalar) { return letter }
        return others(scalar)
    }

    /// Latin letters that are no plain letter with marks.
    private func specialLatin(_ scalar: Unicode.Scalar) -> [CollationElement]? {
        func pair(_ first: Unicode.Scalar, _ second: Unicode.Scalar, _ tertiary: UInt8) -> [CollationElement] {
            [
                CollationElement(primary: primaries[first] ?? 0, secondary: Weight.variant, tertiary: tertiary),
                CollationElement(primary: primaries[second] ?? 0, tertiary: tertiary),
            ]
        }
        switch scalar {
        case "ß": return pair("s", "s", Weight.compatible)
        case "ẞ": return pair("s", "s", Weight.capital)
        case "æ": return pair("a", "e", Weight.compatible)
        case "Æ": return pair("a", "e", Weight.capital)
        case "œ": return pair("o", "e", Weight.compatible)
        case "Œ": return pair("o", "e", Weight.capital)
        case "ð": return [CollationElement(primary: primaries["d"] ?? 0, secondary: Weight.variant)]
        case "Ð": return [variantCapitalD]
        case "ſ": return [CollationElement(primary: primaries["s"] ?? 0, secondary: Weight.longS)]
        default: return nil
        }
    }

    private var variantCapitalD: CollationElement {
        CollationElement(primary: primaries["d"] ?? 0, secondary: Weight.variant, tertiary: Weight.capital)
    }

    private func latin(_ scalar: Unicode.Scalar) -> (elements: [CollationElement], marks: [Unicode.Scalar])? {
        let small = scalar.properties.lowercaseMapping.unicodeScalars
        if small.count == 1, let first = small.first, first != scalar, let primary = primaries[first] {
            return ([CollationElement(primary: primary, tertiary: Weight.capital)], [])
        }
        guard let letter = LatinLetter(scalar) else { return nil }
        let tertiary = letter.isCapital ? Weight.capital : Weight.common
        let parts = letter.letters.compactMap { primaries[Unicode.Scalar($0)] }
        let marks = letter.marks.map { name -> Unicode.Scalar in
            // The overlay of ø is the long one.
            if name == "STROKE", letter.letters == [UInt8(ascii: "o")] { return "\u{338}" }
            return CollationOrder.markNames[name] ?? "\u{36F}"
        }
        return (parts.map { CollationElement(primary: $0, tertiary: tertiary) }, marks)
    }

    /// Cyrillic, other scripts, other signs.
    private func others(_ scalar: Unicode.Scalar) -> (elements: [CollationElement], marks: [Unicode.Scalar]) {
        let properties = scalar.properties
        switch properties.generalCategory {
        case .control, .format, .surrogate: return ([], [])
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber:
            let small = properties.lowercaseMapping.unicodeScalars.first ?? scalar
            let tertiary = small == scalar ? Weight.common : Weight.capital
            if small == "ґ", let primary = primaries["г"] {
                return ([CollationElement(primary: primary, secondary: Weight.variant, tertiary: tertiary)], [])
            }
            let base = CollationOrder.cyrillicMarks[small]
            let primary = primaries[base?.base ?? small] ?? PrimaryLead.primary(PrimaryLead.otherLetter, small.value)
            return ([CollationElement(primary: primary, tertiary: tertiary)], base.map { [$0.mark] } ?? [])
        default:
            return ([CollationElement(primary: PrimaryLead.primary(PrimaryLead.otherSign, scalar.value))], [])
        }
    }
}
