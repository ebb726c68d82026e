import Content
import LanguageRules

/// A page as the search knows it.
struct SearchPage: Sendable {
    /// With the base path.
    let url: String
    let title: String
    /// The name of its collection; empty for a page of none.
    let kind: String
    /// Names that lead to the page as its title does: villages and districts.
    let places: [String]
    /// Stems of its description and headings.
    var head: Set<String> = []
    /// Stems of its text.
    var text: Set<String> = []

    init(url: String, title: String, kind: String, places: [String] = []) {
        self.url = url
        self.title = title
        self.kind = kind
        self.places = places
    }
}

/// Reads the words of an entry: from its Markdown as it is written, so that nothing has to be rendered.
struct SearchWords: Sendable {
    let language: any Language

    /// The stems of a text; one and two letters say nothing.
    func stems(_ text: String) -> Set<String> {
        var stems: Set<String> = []
        for word in language.slug(text).split(separator: "-") where word.utf8.count > 2 {
            stems.insert(String(SearchStem.of(word)))
        }
        return stems
    }

    /// Headings and text of a Markdown body, each without addresses and tags.
    func read(_ body: ArraySlice<UInt8>) -> (headings: String, text: String) {
        var headings: [UInt8] = []
        var text: [UInt8] = []
        for line in body.split(separator: UInt8(ascii: "\n")) {
            let words = SearchWords.withoutAddresses(line)
            if line.drop(while: { $0 == 0x20 }).first == UInt8(ascii: "#") {
                headings += words + [0x0A]
            } else {
                text += words + [0x0A]
            }
        }
        return (String(decoding: headings, as: UTF8.self), String(decoding: text, as: UTF8.self))
    }

    /// A line without `](…)`, `<…>` and `[^…]`.
    private static func withoutAddresses(_ line: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        var rest = line
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "]"), rest.first == UInt8(ascii: "(") {
                rest = rest.drop { $0 != UInt8(ascii: ")") }.dropFirst()
                output.append(0x20)
            } else if byte == UInt8(ascii: "<") {
                rest = rest.drop { $0 != UInt8(ascii: ">") }.dropFirst()
                output.append(0x20)
            } else if byte == UInt8(ascii: "["), rest.first == UInt8(ascii: "^") {
                rest = rest.drop { $0 != UInt8(ascii: "]") }.dropFirst()
            } else {
                output.append(byte)
            }
        }
        return output
    }

    /// Every text in an entry's fields that a reader may see; addresses are none.
    static func texts(_ value: FieldValue) -> [String] {
        switch value {
        case .string(let text): text.contains("://") || text.contains("@") || text.hasPrefix("/") ? [] : [text]
        case .list(let items), .object(let items): items.flatMap { texts($0.value) }
        case .mapping(let items): items.flatMap { texts($0.value.value) }
        default: []
        }
    }
}
