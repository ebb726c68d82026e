import Diagnostics

/// What the audit of the whole site needs of a page: small, to be kept in the cache with it.
public struct PageSummary: Hashable, Sendable {
    public struct Heading: Hashable, Sendable {
        public let level: UInt8
        /// Where its start tag stands.
        public let start: UInt32
    }

    /// Root-relative: `/gminy/skawina/`.
    public let url: String
    /// The `lang` of the page; empty when it says none.
    public internal(set) var language = ""
    /// Decoded, white space run together; empty when there is none.
    public internal(set) var title = ""
    public internal(set) var titleRange: Range<Int> = 0..<0
    public internal(set) var description: String?
    public internal(set) var canonical: String?
    /// Search engines are asked to leave the page out.
    public internal(set) var isNoIndex = false
    /// The page only leads to another (`<meta http-equiv="refresh">`).
    public internal(set) var isRedirect = false
    /// `StableHash` of each id, in their order.
    public internal(set) var ids: [UInt64] = []
    public internal(set) var links: [PageLink] = []
    public internal(set) var headings: [Heading] = []

    init(url: String) { self.url = url }

    /// Of the language and the title, by which two pages with one title are found.
    public enum TitleKey {
        /// Of a page whose title may be the title of any other.
        public static let none: UInt64 = 0
        /// Of a title that another spelling of the same signs may equal: its bytes do not tell.
        public static let unclear: UInt64 = 1
    }

    /// Two pages with equal titles have the same key, which is no other page's; see `TitleKey` for the exceptions.
    public var titleKey: UInt64 {
        guard !title.isEmpty, !isNoIndex, !isRedirect else { return TitleKey.none }
        // Below U+0300 nothing combines, nor in general punctuation: equal texts are equal bytes.
        let isClear = (language + title).unicodeScalars.allSatisfy {
            $0.value < 0x300 || (0x2010...0x2027).contains($0.value)
        }
        guard isClear else { return TitleKey.unclear }
        return max(2, StableHash.join(StableHash.hash(language), StableHash.hash(title)))
    }

    /// Whether the rest of the site would say the same of both but for their titles: the same can be reached on them and
    /// from them.
    public func leads(as other: PageSummary) -> Bool {
        url == other.url && isNoIndex == other.isNoIndex && isRedirect == other.isRedirect && ids == other.ids
            && links.elementsEqual(other.links) {
                $0.target == $1.target && $0.fragment == $1.fragment && $0.kind == $1.kind
            }
    }

    /// Whether the two say the same to the rest of the site: they may differ in where things stand on the page.
    public func hasSameMatter(as other: PageSummary) -> Bool {
        title == other.title && description == other.description && canonical == other.canonical && leads(as: other)
    }
}
