import Diagnostics

/// What a file that is not UTF-8 most likely is: one of the two 8-bit encodings in which Polish files still turn up, or
/// UTF-16.
///
/// The two agree on `ć ę ł ń ó ż` and differ on `ą ś ź`: those letters decide, and so do the bytes 80…9F, which are no
/// text in ISO-8859-2.
enum EncodingGuess {
    case windows1250
    case iso88592
    case utf16

    init(_ bytes: [UInt8]) {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            self = .utf16
            return
        }
        var windows = 0
        var iso = 0
        for byte in bytes {
            switch byte {
            case 0x80...0x9F, 0xB9, 0xA5: windows += 1
            case 0xB1, 0xB6, 0xBC, 0xA1, 0xA6, 0xAC: iso += 1
            default: break
            }
        }
        self = iso > windows ? .iso88592 : .windows1250
    }

    var name: String {
        switch self {
        case .windows1250: "Windows-1250"
        case .iso88592: "ISO-8859-2"
        case .utf16: "UTF-16"
        }
    }

    /// The Polish letter that a byte stands for, if it stands for one.
    func letter(_ byte: UInt8) -> String? {
        let common: [UInt8: String] = [
            0xC6: "Ć", 0xCA: "Ę", 0xA3: "Ł", 0xD1: "Ń", 0xD3: "Ó", 0xAF: "Ż", 0xE6: "ć", 0xEA: "ę", 0xB3: "ł",
            0xF1: "ń", 0xF3: "ó", 0xBF: "ż",
        ]
        let windows: [UInt8: String] = [
            0xA5: "Ą", 0x8C: "Ś", 0x8F: "Ź", 0xB9: "ą", 0x9C: "ś", 0x9F: "ź", 0x84: "„", 0x94: "”", 0x96: "–",
        ]
        let iso: [UInt8: String] = [0xA1: "Ą", 0xA6: "Ś", 0xAC: "Ź", 0xB1: "ą", 0xB6: "ś", 0xBC: "ź"]
        switch self {
        case .windows1250: return windows[byte] ?? common[byte]
        case .iso88592: return iso[byte] ?? common[byte]
        case .utf16: return nil
        }
    }

    /// The finding for the first byte of a file that is not UTF-8.
    static func diagnostic(_ file: SourceFile, at offset: Int) -> Diagnostic {
        if isCut(file.bytes, at: offset) { return cut(file, at: offset) }
        let guess = EncodingGuess(file.bytes)
        let byte = file.bytes[offset]
        let hex = String(byte, radix: 16, uppercase: true)
        let letter = guess.letter(byte)
        return Diagnostic(
            .badEncoding,
            Words(
                pl: "plik nie jest zapisany w UTF-8: bajt \(hex) na pozycji \(offset)",
                en: "the file is not UTF-8: byte \(hex) at offset \(offset)"),
            at: Location(file, Span(offset, offset + 1)),
            remedy: Words(
                pl: "zapisz plik jako UTF-8; wygląda na \(guess.name)"
                    + (letter.map { " (ten bajt to tam „\($0)”)" } ?? ""),
                en: "save the file as UTF-8; it looks like \(guess.name)"
                    + (letter.map { " (where this byte is “\($0)”)" } ?? "")))
    }

    /// Whether the bytes from `offset` to the end of the file are the beginning of one character.
    private static func isCut(_ bytes: [UInt8], at offset: Int) -> Bool {
        let rest = bytes[offset...]
        guard offset > 0, let first = rest.first, (0xC2...0xF4).contains(first),
            rest.count < (first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4)
        else { return false }
        return rest.dropFirst().allSatisfy { $0 & 0xC0 == 0x80 }
    }

    private static func cut(_ file: SourceFile, at offset: Int) -> Diagnostic {
        Diagnostic(
            .badEncoding,
            Words(pl: "plik urywa się w środku znaku", en: "the file breaks off within a character"),
            at: Location(file, Span(offset, file.bytes.count)),
            remedy: Words(pl: "zapisz plik jeszcze raz; końca brakuje", en: "save the file again; its end is missing"))
    }
}
