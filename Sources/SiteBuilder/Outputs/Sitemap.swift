import LanguageRules

/// Writes `sitemap.xml` (sitemaps.org protocol 0.9): absolute URLs in order of URL, `lastmod` only where a page has one.
struct Sitemap {
    struct Page {
        let url: String
        let modified: CivilDate?
    }

    let base: BaseURL

    func bytes(_ pages: [Page]) -> [UInt8] {
        var text =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
        for page in pages.sorted(by: { $0.url < $1.url }) {
            text += "<url><loc>\(XMLText.escaped(base.absolute(page.url)))</loc>"
            if let modified = page.modified { text += "<lastmod>\(modified.iso)</lastmod>" }
            text += "</url>\n"
        }
        return Array((text + "</urlset>\n").utf8)
    }
}

/// Text inside XML elements and quoted attributes.
enum XMLText {
    static func escaped(_ text: String) -> String {
        var output = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\"": output += "&quot;"
            case "'": output += "&#39;"
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output
    }
}
