import Diagnostics

/// Addresses on the net.
extension ScalarReading {
    /// An absolute `http` or `https` URL, or a path from the site's root.
    static func url(_ text: String) -> ScalarReading {
        let bytes = Array(text.utf8)
        if let blank = bytes.firstIndex(where: {
            $0 <= 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">")
        }) {
            let trimmed = text.trimmed
            if trimmed != text, case .value = url(trimmed) { return .wrong(suggest(trimmed)) }
            return .fault(
                .wrongValue,
                Words(
                    pl: "w adresie stoi znak, którego adres mieć nie może (na pozycji \(blank + 1))",
                    en: "the URL holds a character that no URL may have (at position \(blank + 1))"),
                Words(pl: "spacja w adresie to %20", en: "a space in a URL is %20"))
        }
        if bytes.first == UInt8(ascii: "/"), bytes.count < 2 || bytes[1] != UInt8(ascii: "/") {
            return .value(.string(text))
        }
        for scheme in [StaticString("https://"), "http://"] where begins(bytes, with: scheme) {
            let host = bytes.dropFirst(scheme.utf8CodeUnitCount).prefix {
                $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
            }
            if isHost(host) { return .value(.string(text)) }
            return .wrong(Words(pl: "adres nie ma nazwy serwera", en: "the URL has no host name"))
        }
        if text.hasPrefix("//") { return .wrong(suggest("https:" + text)) }
        for typo in [
            "http:/", "https:/", "htp://", "htps://", "http//", "https//", "hhtp://", "hhtps://", "http:", "https:",
        ]
        where text.hasPrefix(typo) {
            return .wrong(suggest("https://" + text.dropFirst(typo.utf8.count).drop { $0 == "/" }))
        }
        if text.contains("@"), !text.contains("/") {
            return .wrong(Words(pl: "to adres e-mail, nie URL", en: "this is an e-mail address, no URL"))
        }
        let host = bytes.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
        if isHost(host), host.contains(UInt8(ascii: ".")) { return .wrong(suggest("https://" + text)) }
        return .wrong(
            Words(pl: "wpisz adres jak https://www.skawina.pl/", en: "write a URL like https://www.skawina.pl/"))
    }

    /// Whether the bytes begin with a scheme, in whatever case.
    private static func begins(_ bytes: [UInt8], with scheme: StaticString) -> Bool {
        let count = scheme.utf8CodeUnitCount
        guard bytes.count >= count else { return false }
        for index in 0..<count {
            let byte = bytes[index] &- UInt8(ascii: "A") < 26 ? bytes[index] | 0x20 : bytes[index]
            if byte != scheme.utf8Start[index] { return false }
        }
        return true
    }

    /// `name@host` with the characters that RFC 5322 allows without quotes.
    static func email(_ text: String) -> ScalarReading {
        if isEmail(text) { return .value(.string(text)) }
        var plain = text.trimmed
        if plain.lowercased().hasPrefix("mailto:") { plain = String(plain.dropFirst(7)) }
        for at in [" (at) ", "(at)", " [at] ", "[at]", " @ ", "{at}", " at ", "(małpa)", "[małpa]"] {
            if let range = plain.utf8Range(of: at) { plain.replaceSubrange(range, with: "@") }
        }
        plain = String(plain.unicodeScalars.filter { $0 != " " }.map { Character($0) })
        if isEmail(plain) { return .wrong(suggest(plain)) }
        return .wrong(Words(pl: "wpisz adres jak biuro@gmina.pl", en: "write an address like office@gmina.pl"))
    }

    private static func isEmail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[0].utf8.count <= 64 else { return false }
        let isLocal = parts[0].utf8.allSatisfy { byte in
            (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- 0x30 < 10 || "!#$%&'*+/=?^_`{|}~.-".utf8.contains(byte)
        }
        let host = ArraySlice(parts[1].utf8)
        return isLocal && !parts[0].hasPrefix(".") && !parts[0].hasSuffix(".") && !parts[0].contains("..")
            && isHost(host) && host.contains(UInt8(ascii: ".")) && !parts[1].contains(":")
    }

    /// Labels of letters, digits and hyphens between dots, and perhaps a port.
    private static func isHost(_ host: ArraySlice<UInt8>) -> Bool {
        guard !host.isEmpty, host.count <= 255 else { return false }
        let parts = host.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        if parts.count > 2 || parts.count == 2 && (parts[1].isEmpty || !parts[1].allSatisfy { $0 &- 0x30 < 10 }) {
            return false
        }
        for label in parts[0].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
            guard let first = label.first, let last = label.last, label.count <= 63, first != UInt8(ascii: "-"),
                last != UInt8(ascii: "-")
            else { return false }
            for byte in label
            where
                !((byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "-")
                || byte >= 0x80)
            {
                return false
            }
        }
        return true
    }
}

extension String {
    /// The first place of a short text in this one, by bytes.
    fileprivate func utf8Range(of needle: String) -> Range<String.Index>? {
        let bytes = utf8
        let wanted = needle.utf8
        guard bytes.count >= wanted.count else { return nil }
        var start = bytes.startIndex
        for _ in 0...(bytes.count - wanted.count) {
            if bytes[start...].starts(with: wanted) {
                return start..<bytes.index(start, offsetBy: wanted.count)
            }
            start = bytes.index(after: start)
        }
        return nil
    }
}
