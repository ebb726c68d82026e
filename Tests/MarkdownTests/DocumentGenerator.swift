#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// SplitMix64: the same numbers on every machine.
struct FixedRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}

/// Full numbers only when the environment asks for them.
let isLongRun = getenv("METROPOLIA_LONG").map { String(cString: $0) } == "1"

func cases(_ full: Int) -> Int { isLongRun ? full : full / 10 }

/// Documents made of the pieces that Markdown's rules are about, strung together without mercy.
struct DocumentGenerator {
    var random: FixedRandom
    var pieces: [String]

    init(seed: UInt64, pieces: [String] = DocumentGenerator.all) {
        random = FixedRandom(seed: seed)
        self.pieces = pieces
    }

    mutating func document(pieces count: ClosedRange<Int> = 1...40) -> String {
        var text = ""
        for _ in 0..<Int.random(in: count, using: &random) { text += pieces.randomElement(using: &random) ?? "" }
        return text
    }

    static let inlines = [
        "*", "**", "***", "_", "__", "~", "~~", "~~~", "`", "``", "[", "]", "](/u)", "](</u v> 't')", "![", "(", ")",
        "!",
        "\\", "\\*", "\\~", "\\[", "&", "&amp;", "&#64;", "&lt;", "&copy;", "<", ">", "<http://x.pl/a>", "<a@b.pl>",
        "\"", "'",
        " ", " ", " ", "  ", "a", "b", "słowo", "ż", "Skawina", "w", "ww", "www", "war", ".", ",", ":", "-", "|", "\\|",
        "www.onet.pl", "www.a.pl/x_y_z", "http://x.pl/a*b*c", "https://x.pl/?a=1&amp;b=2", "http://x.pl).",
        "ftp://a.b/c",
        "a@b.pl", "jan.k_x@w-w.com.pl", "mailto:a@b.pl", "@", "://", "[x]", "[x][]", "[t][x]", "[x](y.md)",
        "![i](foto.jpg)",
        "~~x~~", "*e*", "**s**", "`c`", "[^1]", "[^w]", "[^brak]", "\t",
    ]

    static let lines = [
        "\n", "\n", "\n\n", "\n\n", "\n> ", "\n- ", "\n1. ", "\n2) ", "\n    ", "\n  ", "\n# ", "\n## ", "\n===\n",
        "\n---\n",
        "\n***\n", "\n```\n", "\n~~~ swift\n", "\n|a|b|\n|-|:-:|\n|", "\n| a | b |\n|---|--:|\n| c | ", "\n- [ ] ",
        "\n- [x] ",
        "\n\n[x]: /x 'tytuł'\n", "\n\n[^1]: przypis\n\n", "\n\n[^w]: *drugi*\n\n    akapit\n\n", "\r\n", "\r\n\r\n",
        "  \n", "\\\n", "\n\t",
        "\n> - ", "\n - > ",
    ]

    static let html = ["<b>", "</b>", "<i x=\"y\">", "<!-- c -->", "\n<div>\n", "\n<!-- k\n\nl -->\n", "<br/>"]

    static let all = inlines + inlines + lines + html
}
