import Diagnostics
import LanguageRules

/// Every output of a build with its URL, before anything is rendered.
public struct Plan: Sendable {
    /// Every HTML page, in the order of the bytes of their URLs.
    public var pages: [PlannedPage]
    /// Files that are copied.
    public var files: [PlannedFile]
    /// Entries that appear, by collection (the pages' own list last) and language, in the collection's order.
    public var order: [[[Int]]]
    /// The URL of each entry of `SiteSources.entries`; nil for one that does not appear or has no page.
    public var entryURLs: [String?]
    /// Whether each entry appears: it is no draft, and its day has come and is not over.
    public var appears: [Bool]
    /// The terms of each taxonomy, by language, in the order of the language's alphabet.
    public var terms: [[[Term]]]
    /// Previous and next in the collection's order, by entry.
    public var neighbours: [(previous: Int?, next: Int?)]
    /// The entries that are the same in other languages, by entry.
    public var translations: [[Int]]
    /// Content file → entry.
    public var entryByPath: [String: Int]
    /// Copied content file → URL.
    public var fileURLs: [String: String]
    /// Entries that were left out, with the reason.
    public var leftOut: [LeftOut]

    /// The page at a URL.
    func page(at url: String) -> PlannedPage? {
        var (low, high) = (0, pages.count)
        while low < high {
            let middle = (low + high) / 2
            if pages[middle].url.precedesByBytes(url) { low = middle + 1 } else { high = middle }
        }
        return low < pages.count && pages[low].url == url ? pages[low] : nil
    }

    /// Each entry's place in the order of its collection and language.
    func ranks(count: Int) -> [Int] {
        var ranks = [Int](repeating: 0, count: count)
        for row in order.joined() { for (place, index) in row.enumerated() { ranks[index] = place } }
        return ranks
    }
}

/// An HTML page that a template makes.
///
/// A class, since lists of all pages are passed about.
public final class PlannedPage: Sendable {
    public enum Kind: Hashable, Sendable {
        case entry(Int)
        /// One page of a collection's list: its number from 1, and how many there are.
        case list(collection: Int, number: Int, total: Int)
        /// One page of the entries that bear a term.
        case term(taxonomy: Int, term: Int, number: Int, total: Int)
        /// The list of a taxonomy's terms.
        case terms(taxonomy: Int)
        case notFound
        case redirect(to: String, title: String)
    }

    public let url: String
    public let kind: Kind
    public let template: String
    /// Index into `SiteConfig.languages`.
    public let language: Int
    /// The place in a file that claims this URL.
    public let claim: Location

    init(url: String, kind: Kind, template: String, language: Int, claim: Location) {
        self.url = url
        self.kind = kind
        self.template = template
        self.language = language
        self.claim = claim
    }
}

/// A term of a taxonomy in one language.
public struct Term: Hashable, Sendable {
    /// As the entries write it.
    public let name: String
    public let slug: String
    public let url: String
    /// The entries that bear it, in order; indices into `SiteSources.entries`.
    public let entries: [Int]
}

/// A file that goes to the output as it is.
public struct PlannedFile: Hashable, Sendable {
    public let source: String
    public let url: String
}

/// An entry that does not appear, and why.
public struct LeftOut: Sendable {
    public enum Reason: Hashable, Sendable {
        case draft
        /// Appears on this day.
        case future(CivilDate)
        case expired(CivilDate)
        /// No page links to the page.
        case orphan
        /// No page shows or links to the file.
        case unusedFile
        /// No page is made with the template.
        case unusedTemplate
        /// No template reads the collection, and its entries have no pages.
        case unusedData
    }

    public let path: String
    /// The entry's title; nil for a file.
    public let title: String?
    public let reason: Reason

    /// For the report.
    public var note: LeftOutNote {
        let (name, words, day): (String, Words, CivilDate?) =
            switch reason {
            case .draft: ("draft", Words(pl: "szkic", en: "a draft"), nil)
            case .future(let day):
                ("future", Words(pl: "ukaże się \(day.iso)", en: "appears on \(day.iso)"), day)
            case .expired(let day):
                ("expired", Words(pl: "było na stronie do \(day.iso)", en: "was shown until \(day.iso)"), day)
            case .orphan:
                ("orphan", Words(pl: "żadna strona tu nie prowadzi", en: "no page leads here"), nil)
            case .unusedFile:
                ("unused-file", Words(pl: "żadna strona nie używa pliku", en: "no page uses the file"), nil)
            case .unusedTemplate:
                ("unused-template", Words(pl: "żadna strona nie używa szablonu", en: "no page uses the template"), nil)
            case .unusedData:
                (
                    "unused-data", Words(pl: "żaden szablon nie czyta tych danych", en: "no template reads these data"),
                    nil
                )
            }
        return LeftOutNote(path: path, title: title, reason: name, words: words, day: day?.iso)
    }
}
