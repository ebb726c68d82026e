import LanguageRules

/// The pattern of a collection's URLs, such as `/wpisy/:year/:slug/`.
public struct URLPattern: Hashable, Sendable {
    public enum Part: Hashable, Sendable {
        case text(String)
        case slug
        case year
        case month
        case day
    }

    public let parts: [Part]
    /// The pattern as written.
    public let text: String

    /// Nil when the pattern does not begin and end with `/`, lacks `:slug`, or has an unknown token.
    public init?(_ text: String) {
        guard text.hasPrefix("/"), text.hasSuffix("/"), text.utf8.count > 2 else { return nil }
        var parts: [Part] = []
        for segment in text.split(separator: "/") {
            switch segment {
            case ":slug": parts.append(.slug)
            case ":year": parts.append(.year)
            case ":month": parts.append(.month)
            case ":day": parts.append(.day)
            default:
                guard !segment.contains(":"), segment != ".", segment != ".." else { return nil }
                parts.append(.text(String(segment)))
            }
        }
        guard parts.contains(.slug) else { return nil }
        self.parts = parts
        self.text = text
    }

    public var needsDate: Bool { parts.contains { $0 == .year || $0 == .month || $0 == .day } }

    /// The URL of an entry; nil when the pattern wants a date and there is none. `word` translates the fixed parts.
    public func url(slug: String, date: CivilDate?, word: (String) -> String = { $0 }) -> String? {
        var url = "/"
        for part in parts {
            switch part {
            case .text(let text): url += word(text)
            case .slug: url += slug
            case .year, .month, .day:
                guard let date else { return nil }
                let iso = date.iso.utf8
                let range = part == .year ? 0..<4 : part == .month ? 5..<7 : 8..<10
                url += String(decoding: Array(iso)[range], as: UTF8.self)
            }
            url += "/"
        }
        return url
    }
}
