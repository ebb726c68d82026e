/// Which kinds of typographic mending are on; each can be switched on its own.
public struct TypographyOptions: OptionSet, Hashable, Sendable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// `"tak"` → `„tak”`, nested quotes by depth, also where the author's quotes are typographic but of another kind.
    public static let quotes = TypographyOptions(rawValue: 1 << 0)
    /// `O'Neill` → `O’Neill`.
    public static let apostrophes = TypographyOptions(rawValue: 1 << 1)
    /// `2004-2020` → `2004–2020`, `tak - nie` → `tak – nie`.
    public static let dashes = TypographyOptions(rawValue: 1 << 2)
    /// `...` → `…`.
    public static let ellipses = TypographyOptions(rawValue: 1 << 3)
    /// A no-break space after a one-letter word: `w Krakowie`.
    public static let shortWords = TypographyOptions(rawValue: 1 << 4)
    /// A no-break space between a number and its unit, month, `r.` or `zł`, and between groups of digits.
    public static let units = TypographyOptions(rawValue: 1 << 5)
    /// A no-break space after `ul.`, `im.`, `dr`, `nr`.
    public static let abbreviations = TypographyOptions(rawValue: 1 << 6)
    /// No-break spaces within telephone numbers.
    public static let phoneNumbers = TypographyOptions(rawValue: 1 << 7)
    /// Soft hyphens, zero-width spaces and byte order marks go; runs of no-break spaces become one.
    public static let debris = TypographyOptions(rawValue: 1 << 8)

    public static let all: TypographyOptions = [
        .quotes, .apostrophes, .dashes, .ellipses, .shortWords, .units, .abbreviations, .phoneNumbers, .debris,
    ]

    /// The options of a name in the site's configuration, `quotes` or `shortWords`; nil when there is none.
    public init?(named name: String) {
        guard let option = TypographyOptions.named.first(where: { $0.name == name })?.option else { return nil }
        self = option
    }

    /// The names that `init(named:)` knows, in the order of this file.
    public static var names: [String] { named.map(\.name) }

    private static let named: [(name: String, option: TypographyOptions)] = [
        ("quotes", .quotes), ("apostrophes", .apostrophes), ("dashes", .dashes), ("ellipses", .ellipses),
        ("shortWords", .shortWords), ("units", .units), ("abbreviations", .abbreviations),
        ("phoneNumbers", .phoneNumbers), ("debris", .debris),
    ]
}
