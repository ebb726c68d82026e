/// A text in both languages of messages; neither can be forgotten, since both are arguments.
///
/// ```swift
/// Words(pl: "nieznane pole „\(name)”", en: "unknown field “\(name)”")
/// ```
public struct Words: Hashable, Sendable {
    public let pl: String
    public let en: String

    public init(pl: String, en: String) {
        self.pl = pl
        self.en = en
    }

    /// A name, path or number that is the same in both languages.
    public init(same text: String) {
        self.init(pl: text, en: text)
    }

    public func text(in language: MessageLanguage) -> String {
        language == .pl ? pl : en
    }

    public static func + (left: Words, right: Words) -> Words {
        Words(pl: left.pl + right.pl, en: left.en + right.en)
    }
}

/// The language in which messages are printed; it has nothing to do with the language of the site.
public enum MessageLanguage: String, CaseIterable, Sendable {
    case pl
    case en
}
