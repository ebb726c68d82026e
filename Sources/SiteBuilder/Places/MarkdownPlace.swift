import Diagnostics
import Markdown

/// Leads a range of rendered Markdown back to the Markdown.
struct MarkdownPlace {
    let file: SourceFile
    let body: Range<Int>
    let rendered: RenderedMarkdown
    /// Renders the same body of another file with the same path.
    let render: (SourceFile) -> [UInt8]

    private var html: [UInt8] { rendered.html }

    /// The bytes of `file` that wrote a range of the HTML.
    func span(of range: Range<Int>) -> Span? {
        var range = range.clamped(to: 0..<html.count)
        guard range.lowerBound < html.count else { return nil }
        if let tag = tag(around: range.lowerBound) {
            if let span = construct(tag, range) { return span }
            if let span = rawTag(tag, range) { return span }
            // Nothing in the tag is the author's own: the words in the element are.
            if html[range.lowerBound] == UInt8(ascii: "<") {
                range = tag.upperBound..<max(tag.upperBound, range.upperBound)
            }
        }
        let match = TextMatch(range, in: html, bounds: 0..<html.count)
        guard let letter = match.letter else { return nil }
        let found = match.place(in: file.bytes, body, guesses: true) { candidate in
            let trial = SourceFile(path: file.path, bytes: TextMatch.changed(file.bytes, at: candidate.letter))
            return TextMatch.differs(render(trial), from: html, at: letter)
        }
        return found.map { Span($0.range.lowerBound, $0.range.upperBound) }
    }

    /// The tag that a place stands in or begins.
    private func tag(around place: Int) -> Range<Int>? {
        guard place < html.count else { return nil }
        var start = place
        while start > 0, html[start] != UInt8(ascii: "<") {
            if html[start] == UInt8(ascii: ">"), start < place { return nil }
            start -= 1
        }
        guard html[start] == UInt8(ascii: "<"),
            let end = html[start...].firstIndex(of: UInt8(ascii: ">")), end >= place
        else { return nil }
        return start..<end + 1
    }

    /// A link, picture or heading, whose places rendering kept.
    private func construct(_ tag: Range<Int>, _ range: Range<Int>) -> Span? {
        switch html[tag.lowerBound + 1] {
        case UInt8(ascii: "a"):
            guard let url = attribute("href", tag) else { return nil }
            let same = rendered.links.filter { $0.url == decoded(url) }
            return nth(same, of: url, named: "href", tag).map {
                whole(range, tag) ? $0.location.span : address($0.location.span, $0.destination.span)
            }
        case UInt8(ascii: "i"):
            guard let url = attribute("src", tag) else { return nil }
            let same = rendered.images.filter { $0.url == decoded(url) }
            return nth(same, of: url, named: "src", tag).map {
                whole(range, tag) ? $0.location.span : address($0.location.span, $0.destination.span)
            }
        case UInt8(ascii: "h"):
            guard let id = attribute("id", tag) else { return nil }
            return rendered.headings.first { $0.id == decoded(id) }?.location?.span
        default: return nil
        }
    }

    /// The address of a link or picture: in its parentheses, else where its reference is defined.
    private func address(_ construct: Span, _ destination: Span) -> Span {
        guard construct == destination else { return destination }
        return ReferenceDefinition.destination(of: construct.start..<construct.end, in: file.bytes, body) ?? destination
    }

    private func whole(_ range: Range<Int>, _ tag: Range<Int>) -> Bool { range.lowerBound == tag.lowerBound }

    /// Of the links with one address, that which has as many like it before it as the tag.
    private func nth<Construct>(_ same: [Construct], of url: Range<Int>, named name: String, _ tag: Range<Int>)
        -> Construct?
    {
        let written = Array(" \(name)=\"".utf8) + html[url] + [UInt8(ascii: "\"")]
        let before = MarkdownPlace.count(written, in: html[..<tag.lowerBound])
        return before < same.count ? same[before] : same.last
    }

    /// A tag that the author wrote as it is.
    private func rawTag(_ tag: Range<Int>, _ range: Range<Int>) -> Span? {
        let written = Array(html[tag])
        var number = MarkdownPlace.count(written, in: html[..<tag.lowerBound])
        var from = body.lowerBound
        while from < body.upperBound, let found = file.bytes[from..<body.upperBound].firstRange(of: written) {
            if number == 0 {
                let start = found.lowerBound + range.lowerBound - tag.lowerBound
                return Span(start, start + range.clamped(to: tag).count)
            }
            number -= 1
            from = found.upperBound
        }
        return nil
    }

    /// The value of a tag's attribute, as it is written.
    private func attribute(_ name: String, _ tag: Range<Int>) -> Range<Int>? {
        guard let start = html[tag].firstRange(of: Array(" \(name)=\"".utf8))?.upperBound,
            let end = html[start..<tag.upperBound].firstIndex(of: UInt8(ascii: "\""))
        else { return nil }
        return start..<end
    }

    private func decoded(_ range: Range<Int>) -> String {
        String(decoding: html[range], as: UTF8.self).replacing("&quot;", with: "\"").replacing("&lt;", with: "<")
            .replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    }

    private static func count(_ wanted: [UInt8], in bytes: ArraySlice<UInt8>) -> Int {
        var count = 0
        var rest = bytes
        while let found = rest.firstRange(of: wanted) {
            count += 1
            rest = rest[found.upperBound...]
        }
        return count
    }
}
