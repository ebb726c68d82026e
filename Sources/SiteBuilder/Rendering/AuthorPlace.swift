import Audit
import Diagnostics
import Markdown

/// Leads a finding in a page's HTML back to the line that an author wrote.
///
/// A link or image of the entry's text is found by its URL; other text of the entry by its words; what the template wrote
/// by the words in the template. What cannot be found stays with the file that claims the page.
struct AuthorPlace: Sendable {
    let world: SiteWorld

    /// The place of `range` in the HTML of a page.
    func location(of range: Range<Int>, in html: [UInt8], page: PlannedPage) -> Location {
        let range = range.clamped(to: 0..<html.count)
        let text = String(decoding: html[range], as: UTF8.self)
        if case .entry(let index) = page.kind {
            if let location = link(text, of: index) { return location }
            if let location = words(near: range, in: html, of: index) { return location }
        }
        return template(text, page: page) ?? page.claim
    }

    private func link(_ url: String, of index: Int) -> Location? {
        let document = world.documents[index]
        let decoded = url.replacing("&amp;", with: "&")
        if let link = document.links.first(where: { $0.url == decoded }) { return link.destination }
        return document.images.first { $0.url == decoded }?.destination
    }

    /// The first words after the finding's start that stand in the entry's body too.
    private func words(near range: Range<Int>, in html: [UInt8], of index: Int) -> Location? {
        let document = world.documents[index]
        let body = document.file.bytes[document.body]
        for piece in AuthorPlace.texts(html, from: range.lowerBound).prefix(3) {
            guard piece.count >= 4, let found = body.firstRange(of: piece) else { continue }
            return Location(document.file, Span(found.lowerBound, found.upperBound))
        }
        return nil
    }

    /// Runs of text without tags and references, from a place on: what an author may have written as it is.
    private static func texts(_ html: [UInt8], from start: Int) -> [ArraySlice<UInt8>] {
        var pieces: [ArraySlice<UInt8>] = []
        var index = start
        while index < html.count, pieces.count < 6 {
            if html[index] == UInt8(ascii: "<") {
                while index < html.count, html[index] != UInt8(ascii: ">") { index += 1 }
                index += 1
                continue
            }
            let from = index
            while index < html.count, html[index] != UInt8(ascii: "<"), html[index] != UInt8(ascii: "&"),
                index - from < 40
            {
                index += 1
            }
            let piece = html[from..<index].drop { $0 <= 0x20 }
            if piece.contains(where: { $0 > 0x20 }) { pieces.append(piece) }
            if index < html.count, html[index] == UInt8(ascii: "&") { index += 1 }
            while index < html.count, html[index] != UInt8(ascii: "<"), index - from < 400 { index += 1 }
        }
        return pieces
    }

    private func template(_ text: String, page: PlannedPage) -> Location? {
        let files = world.sources.templateFiles
        guard let own = files.first(where: { $0.path == "templates/" + page.template }) else { return nil }
        let wanted = Array(text.utf8)
        guard !wanted.isEmpty else { return Location(own, Span(0, 0)) }
        for file in [own] + files.filter({ $0 !== own }) {
            if let found = file.bytes.firstRange(of: wanted) {
                return Location(file, Span(found.lowerBound, found.upperBound))
            }
        }
        return Location(own, Span(0, 0))
    }
}
