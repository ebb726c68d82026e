import Diagnostics

extension Machine {
    /// Turns URLs and e-mail addresses in a text into links.
    func urlized(_ text: String, isMarkup: Bool, _ arguments: FilterArguments) throws(RenderFailure) -> Value {
        let limit = try arguments[0].given.flatMap { (value: Value) throws(RenderFailure) in
            value.isNone ? nil : try wholeArgument("urlize", value)
        }
        var relations = Set(
            try arguments[3].given.flatMap { (value: Value) throws(RenderFailure) in
                value.isNone ? nil : try textArgument("urlize", value)
            }?.words ?? [])
        if try flag(arguments[1]) { relations.insert("nofollow") }
        relations.insert("noopener")
        let target = try arguments[2].given.flatMap { (value: Value) throws(RenderFailure) in
            value.isNone ? nil : try textArgument("urlize", value)
        }
        var attributes = " rel=\"\(Escaping.escaped(relations.sorted { $0.precedes($1) }.joined(separator: " ")))\""
        if let target { attributes += " target=\"\(Escaping.escaped(target))\"" }
        let linker = Linker(limit: limit, attributes: attributes)
        let result = linker.link(isMarkup ? text : Escaping.escaped(text))
        return autoescape ? .markup(result) : .string(result)
    }
}

/// Finds the links in an escaped text.
struct Linker {
    let limit: Int?
    let attributes: String

    func link(_ text: String) -> String {
        var result = ""
        var word = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if Whitespace.isSpace(scalar) {
                if !word.isEmpty {
                    result += link(word: String(word))
                    word = String.UnicodeScalarView()
                }
                result.unicodeScalars.append(scalar)
            } else {
                word.append(scalar)
            }
        }
        if !word.isEmpty { result += link(word: String(word)) }
        return result
    }

    private func link(word: String) -> String {
        var middle = word
        var head = ""
        var tail = ""
        while let mark = ["(", "<", "&lt;"].first(where: { middle.hasPrefix($0) }) {
            head += mark
            middle.removeFirst(mark.count)
        }
        while let mark = [")", ">", ".", ",", "&gt;"].first(where: { middle.hasSuffix($0) }) {
            tail = mark + tail
            middle.removeLast(mark.count)
        }
        balance(&middle, &tail)
        return head + anchor(middle) + tail
    }

    /// A bracket that was opened in the URL is closed in it.
    private func balance(_ middle: inout String, _ tail: inout String) {
        for (open, close) in [("(", ")"), ("<", ">"), ("&lt;", "&gt;")] {
            let opened = TextSearch.count(of: Array(open.utf8), in: Array(middle.utf8))
            guard opened > TextSearch.count(of: Array(close.utf8), in: Array(middle.utf8)) else { continue }
            for _ in 0..<opened {
                guard let place = TextSearch.first(of: close, in: tail) else { break }
                let end = tail.utf8.index(tail.utf8.startIndex, offsetBy: place + close.utf8.count)
                middle += tail[..<end]
                tail = String(tail[end...])
            }
        }
    }

    private func anchor(_ text: String) -> String {
        if let url = url(text) { return "<a href=\"\(url)\"\(attributes)>\(trimmed(text))</a>" }
        if text.hasPrefix("mailto:"), isAddress(String(text.dropFirst(7))) {
            return "<a href=\"\(text)\">\(text.dropFirst(7))</a>"
        }
        if text.contains("@"), !text.hasPrefix("www."), !text.hasPrefix("@"), !text.contains(":"), isAddress(text) {
            return "<a href=\"mailto:\(text)\">\(text)</a>"
        }
        return text
    }

    private func trimmed(_ text: String) -> String {
        guard let limit, text.scalarCount > limit else { return text }
        return TextSlicing.slice(text, 0, limit, nil) + "..."
    }

    private func url(_ text: String) -> String? {
        let lower = text.lowercased()
        var rest = lower[...]
        var hasScheme = false
        for scheme in ["https://", "http://"] where lower.hasPrefix(scheme) {
            rest = rest.dropFirst(scheme.count)
            hasScheme = true
        }
        let hasWeb = !hasScheme && rest.hasPrefix("www.")
        if hasWeb { rest = rest.dropFirst(4) }
        let host = rest.prefix { !"/?#:".contains($0) }
        guard isHost(String(host), anyDomain: hasScheme || hasWeb) else { return nil }
        let after = rest.dropFirst(host.count)
        if after.hasPrefix(":") {
            let digits = after.dropFirst().prefix { $0.isASCII && $0.isNumber }
            let following = after.dropFirst(1 + digits.count)
            guard (1...5).contains(digits.count), following.isEmpty || "/?#".contains(following.first ?? "x") else {
                return nil
            }
        }
        return text.hasPrefix("http://") || text.hasPrefix("https://") ? text : "https://" + text
    }

    private func isHost(_ host: String, anyDomain: Bool) -> Bool {
        let labels = host.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard labels.allSatisfy({ !$0.isEmpty && $0.unicodeScalars.allSatisfy(isHostLetter) }) else { return false }
        guard let top = labels.last else { return false }
        if anyDomain {
            let isTop = (2...63).contains(top.utf8.count) && top.utf8.allSatisfy(Ascii.isLetter)
            let isNumbers = labels.count == 4 && labels.allSatisfy { (1...3).contains($0.count) && Int($0) != nil }
            return isTop || isNumbers || top.hasPrefix("xn--")
        }
        return labels.count > 1 && ["com", "net", "int", "edu", "gov", "org", "info", "mil"].contains(top)
            && labels.dropLast().allSatisfy { (2...63).contains($0.scalarCount) }
    }

    private func isHostLetter(_ scalar: Unicode.Scalar) -> Bool {
        LetterCase.isLetter(scalar) || LetterCase.isNumeric(scalar) || scalar == "-" || scalar == "_" || scalar == "%"
    }

    private func isAddress(_ text: String) -> Bool {
        guard let at = text.lastIndex(of: "@"), at != text.startIndex else { return false }
        let host = text[text.index(after: at)...]
        guard let dot = host.lastIndex(of: "."), dot != host.startIndex else { return false }
        let top = host[host.index(after: dot)...]
        func isWord(_ scalar: Unicode.Scalar) -> Bool {
            LetterCase.isLetter(scalar) || LetterCase.isNumeric(scalar) || scalar == "_"
        }
        guard !top.isEmpty, top.unicodeScalars.allSatisfy(isWord), let first = host.unicodeScalars.first, isWord(first)
        else {
            return false
        }
        return host.unicodeScalars.allSatisfy { isWord($0) || $0 == "." || $0 == "-" }
    }
}
