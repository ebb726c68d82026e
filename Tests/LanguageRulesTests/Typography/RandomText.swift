/// Texts made of what typography acts on, thrown together without sense.
struct RandomText {
    static let pieces = [
        " ", " ", " ", " ", " ", " ", "\n", "\u{A0}", "  ", "\"", "\"", "'", "'", "„", "”", "“", "»", "«", "‚", "’",
        "‘", "-", "-",
        "–", "—", "--", "...", "…", ".", ",", ":", "(", ")", "[", "]", "/", "w", "z", "a", "I", "O", "kot", "Ala",
        "Łódź",
        "żółw", "km", "zł", "r.", "ul.", "dr", "nr", "św.", "tel.", "m²", "5", "12", "345", "2004", "2020", "1,5",
        "+48",
        "600", "8.00", "\u{AD}", "\u{200B}", "\u{FEFF}", "%", "§", "°C", "maja", "XX", "I-V", "w.", "x@y.pl",
        "https://a.pl/b-1",
        "f('x')", "a_b", "2026-11-22", "32-050", "&", "<", ">", "é", "👍", "中", "e\u{301}", "`", "=", "s.", "pl.", "\\",
        "O'Neill", "rock'n'roll", "\"a\"", "\"b", "c\"", "'d", "e'", "—", "?", "!", ";", "*", "_", "#", "{", "}", "\t",
    ]

    /// Mostly quotation marks, for the pairing alone.
    static let quotes = [
        "\"", "\"", "'", "'", "„", "”", "»", "«", "‚", "’", "“", "a", "b", " ", " ", ".", "(", ")", "-", "5", "…",
    ]

    static func text(_ pieces: [String] = pieces, atMost count: Int, using random: inout RandomSource) -> String {
        (0..<Int.random(in: 1...count, using: &random)).map { _ in random.element(pieces) }.joined()
    }
}
