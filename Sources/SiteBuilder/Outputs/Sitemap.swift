import Diagnostics
import LanguageRules

/// Writes `sitemap.xml` (sitemaps.org protocol 0.9): absolute URLs in order of URL, `lastmod` only where a page has one,
/// and the versions of a page in other languages.
struct Sitemap {
    struct Page {
        let url: String
        let modified: CivilDate?
        /// Every version of the page, itself among them; empty where it is the only one.
        var versions: [(language: String, url: String)] = []
    }

    /// As many URLs as one sitemap may hold.
    static let most = 50_000

    let base: BaseURL

    /// One sitemap, or several with an index that names them, each with its URL.
    func files(_ pages: [Page], most: Int = Sitemap.most) -> [(url: String, bytes: [UInt8])] {
        let sorted = pages.sorted { $0.url.precedesByBytes($1.url) }
        guard sorted.count > most else { return [("/sitemap.xml", bytes(sorted))] }
        var files: [(url: String, bytes: [UInt8])] = []
        for (number, start) in stride(from: 0, to: sorted.count, by: most).enumerated() {
            let part = sorted[start..<min(start + most, sorted.count)]
            files.append(("/sitemap-\(number + 1).xml", bytes(Array(part))))
        }
        let places = files.map { "<sitemap><loc>\(XMLText.escaped(base.absolute($0.url)))</loc></sitemap>\n" }
        let index =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
            + places.joined() + "</sitemapindex>\n"
        return files + [("/sitemap.xml", Array(index.utf8))]
    }

    private func bytes(_ pages: [Page]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(200 + 120 * pages.count)
        text +=
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n"
            .utf8
        let start = XMLText.escaped(base.absolute(""))
        for page in pages {
            text += "<url><loc>".utf8
            text += start.utf8
            text += XMLText.escaped(page.url).utf8
            text += "</loc>".utf8
            if let modified = page.modified {
                text += "<lastmod>".utf8
                text += modified.iso.utf8
                text += "</lastmod>".utf8
            }
            for version in page.versions {
                let href = start + XMLText.escaped(version.url)
                text += "<xhtml:link rel=\"alternate\" hreflang=\"\(version.language)\" href=\"\(href)\"/>".utf8
            }
            text += "</url>\n".utf8
        }
        text += "</urlset>\n".utf8
        return text
    }
}
