import Diagnostics

/// The messages of a build as open pages show them: the same text as in the terminal.
struct BuildMessages {
    let title: String
    let text: String
    let isFailing: Bool
    private let language: MessageLanguage

    /// As many as the terminal shows.
    private static let shownAtMost = 50

    init(_ build: PreviewBuild, language: MessageLanguage) {
        self.language = language
        isFailing = build.outputs == nil
        title = Words(
            pl: isFailing ? "Strona ma błędy" : "Uwagi do strony",
            en: isFailing ? "The site has errors" : "Remarks on the site"
        ).text(in: language)
        let findings = TextWriter(language: language, limit: BuildMessages.shownAtMost).text(build.findings)
        let failure = build.failure.map { $0.text(in: language) + "\n" } ?? ""
        text = findings + failure
    }

    /// What a page shows beside the messages while the last good site stays in place.
    var advice: String {
        Words(
            pl: "Widać ostatnią poprawną wersję. Strona wróci sama, gdy błąd zniknie.",
            en: "You see the last good version. The page comes back by itself when the error is mended."
        ).text(in: language)
    }

    var closing: String { Words(pl: "Ukryj (Esc)", en: "Hide (Esc)").text(in: language) }

    /// An object of strings; U+2028 and the like need no escape, since nothing evaluates it.
    var json: [UInt8] {
        var bytes = Array("{".utf8)
        let members = [
            ("title", title), ("text", text), ("advice", advice), ("closing", closing), ("language", language.rawValue),
        ]
        for (name, value) in members {
            bytes.append(contentsOf: "\"\(name)\":".utf8)
            BuildMessages.quote(value, into: &bytes)
            bytes.append(UInt8(ascii: ","))
        }
        bytes.append(contentsOf: "\"failing\":\(isFailing)}\n".utf8)
        return bytes
    }

    private static func quote(_ text: String, into bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20, 0x7F:
                let digits = String(byte, radix: 16)
                bytes.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits).utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
