import Diagnostics

/// What the audit of the whole site needs of a page: small, to be kept in the cache with it.
///
/// A class, since lists of all pages are passed about and copying a struct would count ten references for each.
public final class PageSummary: Hashable, Sendable {
    public struct Heading: Hashable, Sendable {
        public let level: UInt8
        /// Where its start tag stands.
        public let start: UInt32
    }

    private let draft: PageDraft

    init(_ draft: PageDraft) { self.draft = draft }

    /// Root-relative: `/gminy/skawina/`.
    public var url: String { draft.url }
    /// The `lang` of the page; empty when it says none.
    public var language: String { draft.language }
    /// Decoded, white space run together; empty when there is none.
    public var title: String { draft.title }
    public var titleRange: Range<Int> { draft.titleRange }
    public var description: String? { draft.description }
    public var canonical: String? { draft.canonical }
    /// Search engines are asked to leave the page out.
    public var isNoIndex: Bool { draft.isNoIndex }
    /// The page only leads to another (`<meta http-equiv="refresh">`).
    public var isRedirect: Bool { draft.isRedirect }
    /// `StableHash` of each id, in their order.
    public var ids: [UInt64] { draft.ids }
    public var links: [PageLink] { draft.links }
    public var headings: [Heading] { draft.headings }

    public static func == (left: PageSummary, right: PageSummary) -> Bool { left.draft == right.draft }

    public func hash(into hasher: inout Hasher) { hasher.combine(draft) }

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
        let isClear = [language, title].allSatisfy { text in
            text.unicodeScalars.allSatisfy { $0.value < 0x300 || (0x2010...0x2027).contains($0.value) }
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

/// A summary while its page is read.
struct PageDraft: Hashable, Sendable {
    let url: String
    var language = ""
    var title = ""
    var titleRange: Range<Int> = 0..<0
    var description: String?
    var canonical: String?
    var isNoIndex = false
    var isRedirect = false
    var ids: [UInt64] = []
    var links: [PageLink] = []
    var headings: [PageSummary.Heading] = []

    init(url: String) { self.url = url }
}
