import Diagnostics
import LanguageRules

/// What the name of an entry's file says: its folder, slug, day and language.
///
/// ```
/// 2025-03-01-spotkanie.md     slug spotkanie, date 2025-03-01
/// skawina.en.md               slug skawina, language en
/// skawina/index.md            slug skawina, a folder of its own
/// index.md                    no slug: the page of its folder
/// ```
public struct EntryName: Hashable, Sendable {
    /// The folder that the entry's slug stands in, below the collection's folder: `""`, `"a/b"`.
    public let folder: String
    /// Empty for the page of the collection's folder itself.
    public let slug: String
    /// The day at the start of the name.
    public let date: CivilDate?
    /// The language suffix, when it is a language of the site.
    public let language: String?
    /// Whether the entry is an `index.md`: what lies beside it belongs to it.
    public let isFolder: Bool
    /// A day at the start of the name that no calendar has (`2025-02-30-x.md`).
    let impossibleDate: String?

    /// A name whose parts are known, as the cache has them.
    init(
        folder: String, slug: String, date: CivilDate?, language: String?, isFolder: Bool, impossibleDate: String?
    ) {
        self.folder = folder
        self.slug = slug
        self.date = date
        self.language = language
        self.isFolder = isFolder
        self.impossibleDate = impossibleDate
    }

    /// - Parameters:
    ///   - path: the path below the collection's folder, with `/`.
    ///   - languages: the codes that count as a language suffix.
    public init(path: String, languages: [String], language rules: any Language) {
        var parts = path.utf8.split(separator: UInt8(ascii: "/")).compactMap { String($0) }
        var stem = EntryName.withoutExtension(parts.popLast() ?? "")
        var language: String?
        if let dot = stem.utf8.lastIndex(of: UInt8(ascii: ".")),
            case let suffix = String(stem[stem.utf8.index(after: dot)...]), languages.contains(suffix)
        {
            language = suffix
            stem = String(stem[..<dot])
        }
        isFolder = stem == "index"
        if isFolder { stem = parts.popLast() ?? "" }
        let (date, impossible, rest) = EntryName.splitDate(stem)
        self.date = date
        impossibleDate = impossible
        // `skawina.pl.md` on a Polish site is the main entry.
        self.language = language == rules.code ? nil : language
        folder = parts.map { EntryName.slug($0, rules) }.joined(separator: "/")
        slug = EntryName.slug(rest, rules)
    }

    private static func withoutExtension(_ name: String) -> String {
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else { return name }
        return String(name[..<dot])
    }

    /// A name that is a slug already is taken as it is.
    private static func slug(_ name: String, _ rules: any Language) -> String {
        isSlug(name) ? name : rules.slug(name)
    }

    /// Lower-case letters, digits, and single hyphens between them.
    public static func isSlug(_ text: String) -> Bool {
        var previous = UInt8(ascii: "-")
        for byte in text.utf8 {
            let isHyphen = byte == UInt8(ascii: "-")
            guard byte &- UInt8(ascii: "a") < 26 || byte &- 0x30 < 10 || isHyphen && previous != byte else {
                return false
            }
            previous = byte
        }
        return previous != UInt8(ascii: "-")
    }

    private static func splitDate(_ stem: String) -> (date: CivilDate?, impossible: String?, rest: String) {
        guard let first = stem.utf8.first, first &- 0x30 < 10 else { return (nil, nil, stem) }
        let bytes = Array(stem.utf8)
        guard bytes.count > 11, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            bytes[10] == UInt8(ascii: "-") || bytes[10] == UInt8(ascii: "_"),
            [0, 1, 2, 3, 5, 6, 8, 9].allSatisfy({ bytes[$0] &- 0x30 < 10 })
        else { return (nil, nil, stem) }
        let day = String(decoding: bytes[..<10], as: UTF8.self)
        let rest = String(decoding: bytes[11...], as: UTF8.self)
        guard let date = CivilDate(iso: day) else { return (nil, day, rest) }
        return (date, nil, rest)
    }
}
