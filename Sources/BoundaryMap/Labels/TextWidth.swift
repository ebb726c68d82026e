/// How wide a text is, in thousandths of the font size.
///
/// From a fixed table in the manner of wide humanist sans-serif faces, rounded up, so that labels fall in the same
/// places whatever fonts the building machine has, and fit in most faces that a reader may have.
enum TextWidth {
    static func thousandths(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + advance($1) }
    }

    private static func advance(_ scalar: Unicode.Scalar) -> Int {
        switch base(scalar) {
        case "i", "j", "l", "I", "'", ".", ",", ":": 300
        case "f", "r", "t", "J", "-", " ", "(", ")": 400
        case "c", "s", "z", "k", "v", "x", "y": 540
        case "m", "M": 950
        case "w", "W": 900
        case "A"..."Z": 720
        case "0"..."9": 600
        default: 630
        }
    }

    /// Polish letters are as wide as the Latin ones that they come from.
    private static func base(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "ł": "l"
        case "ś": "s"
        case "ć": "c"
        case "ź", "ż": "z"
        case "\u{2011}": "-"
        case "Ą", "Ć", "Ę", "Ł", "Ń", "Ó", "Ś", "Ź", "Ż": "A"
        default: scalar
        }
    }
}
