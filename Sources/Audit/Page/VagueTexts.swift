/// Link texts that say nothing of where the link leads (WCAG 2.1, 2.4.4 “Link Purpose”).
struct VagueTexts {
    private let hashes: [UInt64]

    init() {
        hashes = VagueTexts.texts.map { StableHash.hash($0) }
    }

    /// - Parameter text: lower case, white space run together.
    func contains(_ text: [UInt8]) -> Bool {
        guard text.count <= 24 else { return false }
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
