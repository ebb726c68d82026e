import Audit
import Diagnostics
import Markdown
import Templates

/// Leads a finding in a page's HTML back to the bytes that an author wrote.
///
/// Rendering is pure: a page with a finding is rendered again, and this time keeps account of which template wrote which
/// byte. A template's own text is known by that. Of a value that a template printed, the texts that the render read and
/// that hold the same words are tried one by one: that whose change changes the finding's bytes is the author's.
struct AuthorPlace {
    private let world: SiteWorld
    private let templates: SiteTemplates
    private var renderers: [Int: Renderer] = [:]
    /// The last page: its findings come one after the other.
    private var known: TracedPage?
    /// The texts that were an author's on earlier pages, the last one first; nil where they are not remembered.
    private var proved: [ProvedText]?

    /// A text that the next pages most likely print as well: of a menu, of the config.
    private struct ProvedText: Hashable {
        let holder: PrintedText.Holder
        let path: [Int]
    }

    private static let mostProved = 16

    /// - Parameter remembers: whether what was found for one page is tried first on the next. Only for one who goes
    ///   through the pages in an order that is always the same, lest threads decide which of two places is named.
    init(world: SiteWorld, templates: SiteTemplates, remembers: Bool = false) {
        self.world = world
        self.templates = templates
        proved = remembers ? [] : nil
    }

    /// The HTML that was audited; empty for a page whose template fails.
    mutating func html(of page: PlannedPage) -> [UInt8] {
        guard case .redirect(let target, let title) = page.kind else { return traced(page)?.html ?? [] }
        let config = world.sources.config
        return RedirectPage.bytes(
            to: target, title: title, language: config.languages[page.language].code, base: config.baseURL)
    }

    /// The place of a finding of a page's audit.
    mutating func location(of finding: PageFinding, on page: PlannedPage) -> Location {
        // What an entry or list does not say is missing there, whatever template would have printed it.
        if finding.rule == .missingDescription { return page.claim }
        return location(of: finding.range, on: page)
    }

    /// The place of `range` in the HTML of a page.
    mutating func location(of range: Range<Int>, on page: PlannedPage) -> Location {
        guard let traced = traced(page), range.lowerBound < traced.html.count,
            let piece = traced.trace.piece(at: range.lowerBound)
        else { return page.claim }
        if piece.isLiteral { return piece.location(of: range) }
        return author(of: range, in: piece, traced) ?? piece.location(of: range)
    }

    private mutating func traced(_ page: PlannedPage) -> TracedPage? {
        if let known, known.page.url == page.url { return known }
        if case .redirect = page.kind { return nil }
        let renderer = renderers[page.language] ?? templates.sets[page.language].renderer()
        renderers[page.language] = renderer
        known = TracedPage(page, world: world, renderer: renderer)
        return known
    }

    // MARK: What a template printed

    private mutating func author(of range: Range<Int>, in piece: OutputTrace.Piece, _ traced: TracedPage) -> Location? {
        let printed = traced.html[piece.output]
        for text in traced.texts where text.isMarkup && text.text.elementsEqual(printed) {
            let inside = range.lowerBound - piece.output.lowerBound..<range.upperBound - piece.output.lowerBound
            if let location = markup(inside, of: text, at: piece.output.lowerBound, traced) { return location }
        }
        let match = TextMatch(range, in: traced.html, bounds: piece.output)
        guard let letter = match.letter else { return nil }
        for text in likelyFirst(traced.texts) {
            let found = match.place(in: text.text, text.text.indices, isHTML: text.isMarkup, guesses: false) {
                let changed = TextMatch.changed(text.text, at: $0.letter)
                let trial = traced.html(with: String(decoding: changed, as: UTF8.self), instead: text)
                return trial.map { TextMatch.differs($0, from: traced.html, at: letter) } ?? false
            }
            if let found {
                remember(text)
                return location(of: found, in: text, match)
            }
        }
        return nil
    }

    /// The texts in their order, but those first that were an author's on an earlier page: each trial renders the page.
    private func likelyFirst(_ texts: [PrintedText]) -> [PrintedText] {
        guard let proved, !proved.isEmpty else { return texts }
        let places = proved.compactMap { known in
            texts.firstIndex { $0.holder == known.holder && $0.path == known.path }
        }
        let taken = Set(places)
        return places.map { texts[$0] } + texts.indices.filter { !taken.contains($0) }.map { texts[$0] }
    }

    private mutating func remember(_ text: PrintedText) {
        guard var known = proved else { return }
        let own = ProvedText(holder: text.holder, path: text.path)
        known.removeAll { $0 == own }
        known.insert(own, at: 0)
        proved = Array(known.prefix(AuthorPlace.mostProved))
    }

    /// A finding in markup that stands in the page from `start` on as it is.
    private func markup(_ range: Range<Int>, of text: PrintedText, at start: Int, _ traced: TracedPage) -> Location? {
        let bounds = 0..<text.text.count
        // Two entries may have the same body: a changed letter tells which of them this is.
        if let letter = TextMatch(range.clamped(to: bounds), in: text.text, bounds: bounds).letter {
            let changed = TextMatch.changed(text.text, at: letter)
            let trial = traced.html(with: String(decoding: changed, as: UTF8.self), instead: text)
            guard let trial, TextMatch.differs(trial, from: traced.html, at: start + letter) else { return nil }
        }
        return markdownLocation(of: range, in: text)
    }

    private func location(of found: TextMatch.Candidate, in text: PrintedText, _ match: TextMatch) -> Location {
        if text.isMarkup, let location = markdownLocation(of: found.range, in: text) { return location }
        switch text.author() {
        case .written(let location): return written(found.letter, in: text.text, location, match)
        case .markdown(_, let location), .place(let location): return location
        case .body(let index), .words(let index):
            let document = world.documents[index]
            let (bytes, body) = document.written
            let place = match.place(in: bytes, body, guesses: true) { _ in true }
            let range = place?.range ?? document.body.lowerBound..<document.body.lowerBound
            return Location(document.file, Span(range.lowerBound, range.upperBound))
        }
    }

    /// A place in a decoded value becomes the place in the writing of it.
    private func written(_ letter: Int, in text: [UInt8], _ location: Location, _ match: TextMatch) -> Location {
        let span = location.span
        let bytes = location.file.bytes
        let range = min(span.start, bytes.count)..<min(max(span.start, span.end), bytes.count)
        guard let place = match.sameOccurrence(of: letter, in: text, as: bytes, range) else { return location }
        return Location(location.file, Span(place.lowerBound, place.upperBound))
    }

    private func markdownLocation(of range: Range<Int>, in text: PrintedText) -> Location? {
        switch text.author() {
        case .body(let index):
            let document = world.documents[index]
            let language = world.sources.entries[index].language
            let span = markdown(document.file, document.body, language, matching: text.text)?.span(of: range)
            return Location(document.file, span ?? Span(document.body.lowerBound, document.body.lowerBound))
        case .markdown(let source, let location):
            guard case .record(let index, _) = text.holder else { return location }
            let language = world.sources.entries[index].language
            let file = SourceFile(path: location.file.path, text: source)
            guard let place = markdown(file, 0..<file.bytes.count, language, matching: text.text),
                let span = place.span(of: range)
            else { return location }
            let found = span.start..<max(span.start, span.end)
            let match = TextMatch(found, in: file.bytes, bounds: 0..<file.bytes.count)
            return match.letter.map { written($0, in: file.bytes, location, match) } ?? location
        case .written, .words, .place: return nil
        }
    }

    /// The rendering of a text that gave `html`; nil when it gave something else.
    private func markdown(_ file: SourceFile, _ body: Range<Int>, _ language: Int, matching html: [UInt8])
        -> MarkdownPlace?
    {
        let (renderers, links) = (world.renderers, world.links)
        let render = { (file: SourceFile, notesPlaces: Bool) in
            renderers.render(file, body: body, language: language, links: links, notesPlaces: notesPlaces).0
        }
        let rendered = render(file, true)
        guard rendered.html == html else { return nil }
        return MarkdownPlace(file: file, body: body, rendered: rendered, render: { render($0, false).html })
    }
}
