import Diagnostics

/// What the preview adds to a page on its way out: the reload script as an external file, which the page's
/// `Content-Security-Policy` allows, and a badge on pages that would not be published. The outputs themselves stay as built.
struct PageInjection {
    let token: String
    let version: Int
    var badge: PreviewEntry.State?
    var language = MessageLanguage.pl

    /// Before `</body>`, or at the end of a page that leaves it out.
    func applied(to page: [UInt8]) -> [UInt8] {
        let place = PageInjection.bodyEnd(of: page)
        let markup = Array(self.markup.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(page.count + markup.count)
        result.append(contentsOf: page[..<place])
        result.append(contentsOf: markup)
        result.append(contentsOf: page[place...])
        return result
    }

    var markup: String {
        var text = ""
        if let badge {
            text +=
                "<link rel=\"stylesheet\" href=\"\(PreviewPath.styles)\"><p class=\"podglad-badge\" lang=\"\(language.rawValue)\">"
            text += HTMLText.escaped(PageInjection.label(badge).text(in: language)) + "</p>"
        }
        return text
            + "<script src=\"\(PreviewPath.script)\" data-token=\"\(token)\" data-version=\"\(version)\" defer></script>\n"
    }

    static func label(_ state: PreviewEntry.State) -> Words {
        switch state {
        case .published: Words(pl: "opublikowany", en: "published")
        case .draft: Words(pl: "Szkic – widać go tylko w podglądzie", en: "Draft – seen in the preview only")
        case .future(let day):
            Words(
                pl: "Ukaże się \(day) – teraz widać tylko w podglądzie",
                en: "Appears on \(day) – now seen in the preview only")
        case .expired(let day):
            Words(pl: "Wygasł \(day) – widać go tylko w podglądzie", en: "Expired on \(day) – seen in the preview only")
        }
    }

    private static func bodyEnd(of page: [UInt8]) -> Int {
        let mark = Array("</body".utf8)
        guard page.count >= mark.count else { return page.count }
        for start in stride(from: page.count - mark.count, through: 0, by: -1) where page[start] == UInt8(ascii: "<") {
            if zip(page[start...], mark).allSatisfy({ ($0 | 0x20) == ($1 | 0x20) }) { return start }
        }
        return page.count
    }
}
