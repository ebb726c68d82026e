/// Makes the part of a URL from a title: `Świątniki Górne` gives `swiatniki-gorne`.
///
/// Letters and digits are folded to a–z and 0–9; apostrophes, combining marks and invisible characters vanish without
/// a trace; all else parts words. Composed and decomposed input give the same slug, because a letter that carries a
/// mark folds to the letter, and a mark of its own vanishes.
struct SlugWriter {
    private var bytes: [UInt8] = []
    private var hyphenIsDue = false

    static func slug(_ text: String) -> String {
        var writer = SlugWriter()
        writer.bytes.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            // Small letters are most of a title.
            if (0x61...0x7A).contains(scalar.value) {
                writer.append(UInt8(truncatingIfNeeded: scalar.value))
            } else {
                writer.add(scalar)
            }
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private mutating func add(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x30...0x39, 0x61...0x7A: append(UInt8(truncatingIfNeeded: scalar.value))
        case 0x41...0x5A: append(UInt8(truncatingIfNeeded: scalar.value | 0x20))
        case 0x27, 0x60, 0xB4, 0x2B9...0x2BC, 0x2018...0x201B, 0x2032: break
        case 0...0x7F: hyphenIsDue = true
        default: addOther(scalar)
        }
    }

    private mutating func addOther(_ scalar: Unicode.Scalar) {
        if let letter = SlugWriter.polishLetter(scalar) { return append(letter) }
        if let letters = SlugWriter.latin(scalar) {
            for letter in letters { append(letter) }
            return
        }
        if let letters = CyrillicLetter.latin(scalar) {
            for letter in letters.utf8 { append(letter) }
            return
        }
        let properties = scalar.properties
        if let digit = properties.numericValue, properties.numericType != .numeric, (0...9).contains(digit) {
            return append(UInt8(ascii: "0") + UInt8(digit))
        }
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark, .format: break
        default: hyphenIsDue = true
        }
    }

    @inline(__always)
    private mutating func append(_ byte: UInt8) {
        if hyphenIsDue, !bytes.isEmpty { bytes.append(UInt8(ascii: "-")) }
        hyphenIsDue = false
        bytes.append(byte)
    }

    /// The eighteen letters of every other Polish title, without a look into the table of names.
    private static func polishLetter(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar {
        case "ą", "Ą": UInt8(ascii: "a")
        case "ć", "Ć": UInt8(ascii: "c")
        case "ę", "Ę": UInt8(ascii: "e")
        case "ł", "Ł": UInt8(ascii: "l")
        case "ń", "Ń": UInt8(ascii: "n")
        case "ó", "Ó": UInt8(ascii: "o")
        case "ś", "Ś": UInt8(ascii: "s")
        case "ź", "Ź", "ż", "Ż": UInt8(ascii: "z")
        default: nil
        }
    }

    /// The letters of a Latin letter beyond a–z; nil when it is none.
    private static func latin(_ scalar: Unicode.Scalar) -> [UInt8]? {
        guard commonLetters.range.contains(scalar.value) else { return LatinLetter(scalar)?.letters }
        return commonLetters.letters[Int(scalar.value - commonLetters.range.lowerBound)]
    }

    /// The letters of the languages of Europe, so that a name is looked up once.
    private static let commonLetters: (range: Range<UInt32>, letters: [[UInt8]?]) = {
        let range: Range<UInt32> = 0xC0..<0x180
        return (range, range.map { Unicode.Scalar($0).flatMap { LatinLetter($0)?.letters } })
    }()
}
