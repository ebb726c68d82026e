import Diagnostics

extension Machine {
    /// Turns URLs and e-mail addresses in a text into links.
    mutating func urlized(_ text: String, isMarkup: Bool, _ arguments: FilterArguments) throws(RenderFailure) -> Value {
        var relations = Set(
            try arguments[3].given.flatMap { (value: Value) throws(RenderFailure) in
                try truth(value) ? try textArgument("urlize", value) : nil
            }?.words ?? [])
        if try flag(arguments[1]) { relations.insert("nofollow") }
        relations.insert("noopener")
        var attributes = " rel=\"\(Escaping.escaped(relations.sorted { $0.precedes($1) }.joined(separator: " ")))\""
        if let target = arguments[2].given, try truth(target) {
            let shown = try self.text(of: target)
            attributes += " target=\"\(target.isMarkup ? shown : Escaping.escaped(shown))\""
        }
        var linker = Linker(attributes: attributes, schemes: try schemes(arguments[4]))
        let limit = arguments[0].given.flatMap { $0.isNone ? nil : $0 }
        linker.limit = limit?.wholeNumber
        linker.link(isMarkup ? text : Escaping.escaped(text))
        // As in Python, a limit that is no number matters only to a link.
        if let limit, limit.wholeNumber == nil, linker.hasTrimmed { throw wrongArgument("urlize", limit) }
        return autoescape ? .markup(linker.result) : .string(linker.result)
    }

    private mutating func schemes(_ value: Value) throws(RenderFailure) -> [String] {
        guard let value = value.given, !value.isNone else { return [] }
        var schemes: [String] = []
        for item in try items(of: value) {
            let scheme = try textArgument("urlize", item)
            let name = scheme.unicodeScalars.prefix { Linker.isWord($0) || [".", "+", "-"].contains($0) }
            guard name.count >= 2, [":", ":/", "://"].contains(String(scheme.unicodeScalars.dropFirst(name.count)))
            else {
                throw RenderFailure(
                    Words(pl: "„\(scheme)” nie jest początkiem URL", en: "“\(scheme)” is not the start of a URL"),
                    rule: .wrongArgument)
            }
            schemes.append(scheme)
        }
        return schemes
    }
}

/// Finds the links in an escaped text, as Jinja2's `urlize` does.
struct Linker {
    private typealias Scalars = [Unicode.Scalar]

    let attributes: String
    let schemes: [String]
    /// How many letters of a URL are shown.
    var limit: Int?
    private(set) var result = ""
    /// Whether a link was made whose text the limit concerns.
    private(set) var hasTrimmed = false

    init(attributes: String, schemes: [String]) {
        self.attributes = attributes
        self.schemes = schemes
    }

    mutating func link(_ text: String) {
        var word: Scalars = []
        for scalar in text.unicodeScalars {
            if Whitespace.isSpace(scalar) {
                if !word.isEmpty { link(word: word) }
                word = []
                result.unicodeScalars.append(scalar)
            } else {
                word.append(scalar)
            }
        }
        if !word.isEmpty { link(word: word) }
    }

    private static let opening = ["(", "<", "&lt;"].map { Array($0.unicodeScalars) }
    private static let closing = [")", ">", ".", ",", "&gt;"].map { Array($0.unicodeScalars) }

    private mutating func link(word: [Unicode.Scalar]) {
        var start = 0
        var end = word.count
        while let mark = Linker.opening.first(where: { word[start..<end].starts(with: $0) }) { start += mark.count }
        while let mark = Linker.closing.first(where: { word[start..<end].reversed().starts(with: $0.reversed()) }) {
            end -= mark.count
        }
        for (open, close) in [("(", ")"), ("<", ">"), ("&lt;", "&gt;")] {
            end = balanced(word, start, end, Array(open.unicodeScalars), Array(close.unicodeScalars))
        }
        append(word[..<start])
        anchor(Array(word[start..<end]))
        append(word[end...])
    }

    private mutating func append(_ scalars: some Sequence<Unicode.Scalar>) {
        result.unicodeScalars.append(contentsOf: scalars)
    }

    /// A bracket that was opened in the URL is closed in it: the end of the URL moves behind the closing ones.
    private func balanced(_ word: Scalars, _ start: Int, _ end: Int, _ open: Scalars, _ close: Scalars) -> Int {
        let opened = Linker.places(of: open, in: word[start..<end]).count
        guard opened > Linker.places(of: close, in: word[start..<end]).count else { return end }
        let closings = Linker.places(of: close, in: word[end...])
        guard let last = closings.prefix(opened).last else { return end }
        return last + close.count
    }

    private static func places(of part: Scalars, in text: ArraySlice<Unicode.Scalar>) -> [Int] {
        var places: [Int] = []
        var index = text.startIndex
        while index + part.count <= text.endIndex {
            if text[index..<index + part.count].elementsEqual(part) {
                places.append(index)
                index += part.count
            } else {
                index += 1
            }
        }
        return places
    }

    private mutating func anchor(_ scalars: [Unicode.Scalar]) {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        let text = String(view)
        func starts(_ prefix: String) -> Bool { text.utf8.starts(with: prefix.utf8) }
        if Linker.isURL(scalars) {
            let url = starts("http://") || starts("https://") ? text : "https://" + text
            hasTrimmed = true
            result += "<a href=\"\(url)\"\(attributes)>\(trimmed(text, scalars.count))</a>"
        } else if starts("mailto:"), Linker.isAddress(scalars.dropFirst(7)) {
            result += "<a href=\"\(text)\">\(String(bytes: text.utf8.dropFirst(7)))</a>"
        } else if !starts("www."), !starts("@"), !scalars.contains(":"), Linker.isAddress(scalars[...]) {
            result += "<a href=\"mailto:\(text)\">\(text)</a>"
        } else if schemes.contains(where: { !text.isSame(as: $0) && starts($0) }) {
            result += "<a href=\"\(text)\"\(attributes)>\(text)</a>"
        } else {
            result += text
        }
    }

    private func trimmed(_ text: String, _ count: Int) -> String {
        guard let limit, count > limit else { return text }
        return TextSlicing.slice(text, nil, limit, nil) + "..."
    }

    // MARK: What a URL is

    static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        LetterCase.isLetter(scalar) || LetterCase.isNumeric(scalar) || scalar == "_"
    }

    private static func isHostLetter(_ scalar: Unicode.Scalar) -> Bool {
        isWord(scalar) || scalar == "-" || scalar == "%"
    }

    private static func isURL(_ text: [Unicode.Scalar]) -> Bool {
        func starts(_ prefix: String) -> Bool {
            text.count >= prefix.unicodeScalars.count
                && zip(text, prefix.unicodeScalars).allSatisfy { $0.properties.lowercaseMapping == String($1) }
        }
        let scheme = starts("https://") ? 8 : starts("http://") ? 7 : 0
        let start = scheme > 0 ? scheme : starts("www.") ? 4 : 0
        if scheme > 0, let end = addressEnd(text, scheme), isTail(text[end...]) { return true }
        for first in Set([start, 0]) {
            let host = text[first...].prefix { isHostLetter($0) || $0 == "." }
            let labels = host.split(separator: ".", omittingEmptySubsequences: false)
            guard let top = labels.last, !labels.dropLast().contains(where: \.isEmpty), isTail(text[host.endIndex...])
            else { continue }
            if first > 0 ? isTop(top) : isBasicDomain(labels) { return true }
        }
        return false
    }

    private static func isTop(_ label: ArraySlice<Unicode.Scalar>) -> Bool {
        if (2...63).contains(label.count), label.allSatisfy({ $0.isASCII && Ascii.isLetter(UInt8($0.value)) }) {
            return true
        }
        let lower = label.map(\.properties.lowercaseMapping)
        return lower.starts(with: ["x", "n", "-", "-"]) && (6...63).contains(label.count)
            && label.dropFirst(4).allSatisfy { isWord($0) || $0 == "%" }
    }

    private static func isBasicDomain(_ labels: [ArraySlice<Unicode.Scalar>]) -> Bool {
        let top = labels.last.map { $0.map(\.properties.lowercaseMapping).joined() } ?? ""
        return labels.count > 1 && ["com", "net", "int", "edu", "gov", "org", "info", "mil"].contains(top)
            && labels.dropLast().allSatisfy { (2...63).contains($0.count) }
    }

    /// The end of an IPv4 address, or of an IPv6 address in brackets, that starts at `start`.
    private static func addressEnd(_ text: [Unicode.Scalar], _ start: Int) -> Int? {
        if start < text.count, text[start] == "[" {
            guard let close = text[start...].firstIndex(of: "]") else { return nil }
            let parts = text[(start + 1)..<close].split(separator: ":", omittingEmptySubsequences: false)
            let isHexadecimal = parts.joined().allSatisfy {
                LetterCase.isDecimal($0) || "abcdefABCDEF".unicodeScalars.contains($0)
            }
            guard isHexadecimal, parts.count > 2, parts[0].count <= 4, parts[1].count <= 4 else { return nil }
            var pieces = 0
            for (place, part) in parts.enumerated().dropFirst(2) {
                pieces += max((part.count + 3) / 4, place + 1 < parts.count ? 1 : 0)
            }
            return pieces <= 6 ? close + 1 : nil
        }
        let host = text[start...].prefix { LetterCase.isDecimal($0) || $0 == "." }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { (1...3).contains($0.count) } ? host.endIndex : nil
    }

    /// A port, then a path, query or fragment; each may be missing.
    private static func isTail(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
        var rest = text
        if rest.first == ":" {
            let digits = rest.dropFirst().prefix(while: LetterCase.isDecimal)
            guard (1...5).contains(digits.count) else { return false }
            rest = rest[digits.endIndex...]
        }
        return rest.first.map { ["/", "?", "#"].contains($0) } ?? true
    }

    private static func isAddress(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let at = text.lastIndex(of: "@"), at != text.startIndex else { return false }
        let host = text[(at + 1)...]
        guard let dot = host.lastIndex(of: "."), dot != host.startIndex, let first = host.first, isWord(first) else {
            return false
        }
        let top = host[(dot + 1)...]
        return !top.isEmpty && top.allSatisfy(isWord) && host.allSatisfy { isWord($0) || $0 == "." || $0 == "-" }
    }
}
