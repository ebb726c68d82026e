import Diagnostics

/// Link texts that say nothing of where the link leads (WCAG 2.1, 2.4.4 “Link Purpose”).
struct VagueTexts {
    private let hashes: [UInt64]
    /// By length, the first letters of the texts: a bit for each of `a`…`z` and one for any other.
    private let firstLetters: [UInt32]

    init() {
        hashes = VagueTexts.texts.map { StableHash.hash($0) }
        var letters = [UInt32](repeating: 0, count: VagueTexts.longest + 1)
        for text in VagueTexts.texts {
            // A space may stand twice.
            for length in text.utf8.count...text.utf8.count + 2 where length <= VagueTexts.longest {
                letters[length] |= text.utf8.first.map { VagueTexts.bit($0) } ?? 0
            }
        }
        firstLetters = letters
    }

    /// False for nearly every text that is none of these, at the price of two loads.
    func mayContain(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count <= VagueTexts.longest else { return false }
        if firstLetters[range.count] & VagueTexts.bit(bytes[range.lowerBound]) != 0 { return true }
        // Something may stand at the end that changes nothing: “więcej…”, or a space.
        let last = bytes[range.upperBound - 1]
        return last >= 0x80 || last <= 0x2E || last == UInt8(ascii: ":") || last == UInt8(ascii: ";")
            || last == UInt8(ascii: ">")
    }

    private static let longest = 24

    @inline(__always)
    private static func bit(_ byte: UInt8) -> UInt32 {
        let letter = byte | 0x20
        let isLetter = letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z")
        return 1 << (isLetter ? UInt32(letter - UInt8(ascii: "a")) : 26)
    }

    /// - Parameter text: lower case, white space run together.
    func contains(_ text: [UInt8]) -> Bool {
        guard text.count <= VagueTexts.longest else { return false }
        let isEnd: (UInt8) -> Bool = { byte in
            byte == 0x20 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "!")
                || byte == UInt8(ascii: ":") || byte >= 0x80 && byte <= 0xBB || byte == 0xE2 || byte == 0xC2
        }
        // “Więcej…”, “więcej »”: what a text ends with changes nothing; but „ą” and „ę” also end in such bytes.
        let hash = text.withUnsafeBufferPointer { StableHash.hash($0) }
        if hashes.contains(hash) { return true }
        guard let last = text.last, isEnd(last) else { return false }
        var trimmed = text[...]
        while let last = trimmed.last, isEnd(last) { trimmed.removeLast() }
        return trimmed.withUnsafeBufferPointer { hashes.contains(StableHash.hash($0)) }
    }

    private static let texts = [
        "kliknij", "kliknij tutaj", "kliknij tu", "tutaj", "tu", "więcej", "czytaj więcej", "czytaj dalej", "zobacz",
        "zobacz więcej", "dowiedz się więcej", "link", "odnośnik", "here", "click here", "click",
        "more", "read more", "learn more", "see more",
    ]
}
