import CCMarkGFM
import CSupport
import Diagnostics
import LanguageRules

/// Turns Markdown bodies into HTML; one renderer a thread, used again for each body.
///
/// GFM as cmark-gfm reads it, written as our own accessible HTML.
///
/// ```swift
/// let renderer = MarkdownRenderer(options: MarkdownOptions(language: Polish()))
/// let page = renderer.render(file: file, body: 42..<file.bytes.count, resolver: resolver, findings: &findings)
/// page.html    // <p>…</p>
/// ```
public final class MarkdownRenderer {
    public var options: MarkdownOptions {
        didSet {
            typesetter = nil
            titles = nil
        }
    }
    private let parser: OpaquePointer?
    private let places: SourceMap?
    private let sink = HTMLSink()
    // Kept from page to page for their buffers; nil until they are wanted. The one sets running text, the other titles.
    private var typesetter: Typesetter?
    private var titles: Typesetter?
    private var ids = HeadingIDs()

    public init(options: MarkdownOptions) {
        self.options = options
        parser = csupport_markdown_new()
        places = parser.map { SourceMap(parser: $0) }
    }

    deinit { csupport_markdown_free(parser) }

    /// Renders the bytes `body` of a file.
    ///
    /// Whatever is wrong goes to `findings` with its place in the file; the page is then as good as it can be, and
    /// empty when the body goes beyond a limit.
    ///
    /// - Parameter notesPlaces: whether the result says where links, images and headings stand. Nearly nobody asks, and
    ///   to know it costs as much as writing them.
    public func render(
        file: SourceFile, body: Range<Int>, resolver: any LinkResolver, notesPlaces: Bool = true,
        findings: inout Findings
    ) -> RenderedMarkdown {
        file.bytes.withUnsafeBufferPointer { bytes in
            let range = MarkdownRenderer.withoutMark(bytes, body.clamped(to: 0..<bytes.count))
            let source = UnsafeBufferPointer(rebasing: bytes[range])
            return render(
                file: file, source: source, base: range.lowerBound, resolver, notesPlaces: notesPlaces, &findings)
        }
    }

    /// Renders the whole of a file.
    public func render(
        file: SourceFile, resolver: any LinkResolver, findings: inout Findings
    ) -> RenderedMarkdown {
        render(file: file, body: 0..<file.bytes.count, resolver: resolver, findings: &findings)
    }

    private func render(
        file: SourceFile, source: UnsafeBufferPointer<UInt8>, base: Int, _ resolver: any LinkResolver,
        notesPlaces: Bool, _ findings: inout Findings
    ) -> RenderedMarkdown {
        guard let parser, let places, let start = source.baseAddress, !source.isEmpty else { return RenderedMarkdown() }
        places.begin(file, source: source, base: base)
        if let refusal = DocumentBounds.refusal(of: source, options.limits, places) {
            findings.add(refusal)
            return RenderedMarkdown()
        }
        findings.add(DocumentBounds.nulBytes(in: source, places))
        var limits = options.limits.ofParser(bytes: source.count)
        let status = csupport_markdown_parse(parser, start, source.count, &limits)
        guard status == Int32(CSUPPORT_PARSED), let root = csupport_markdown_root(parser) else {
            let line = Int(csupport_markdown_failed_line(parser))
            findings.add(DocumentBounds.failure(status, options.limits, at: places.location(ofLine: max(line, 1))))
            return RenderedMarkdown()
        }
        sink.removeAll()
        var writer = TreeWriter(
            options: options, file: file, resolver: resolver, sink: sink, places: places, notesPlaces: notesPlaces,
            mayLackFootnotes: DocumentBounds.contains("[^", source))
        prepareTypesetters()
        swap(&writer.typesetter, &typesetter)
        swap(&writer.titles, &titles)
        ids.removeAll()
        swap(&writer.ids, &ids)
        writer.write(MarkdownNode(root))
        swap(&writer.typesetter, &typesetter)
        swap(&writer.titles, &titles)
        swap(&writer.ids, &ids)
        if let debris = typesetter?.debris, !debris.isEmpty {
            findings.add(DebrisReport.findings(debris, in: source, places))
        }
        reportUnusedFootnotes(parser, places, &findings)
        findings.add(writer.findings)
        writer.result.html = sink.bytes
        return writer.result
    }

    private func prepareTypesetters() {
        guard !options.typography.isEmpty else { return }
        if typesetter == nil { typesetter = options.language.typesetter(options.typography, escapesHTML: true) }
        if titles == nil { titles = options.language.typesetter() }
        typesetter?.debris = Debris()
    }

    private func reportUnusedFootnotes(_ parser: OpaquePointer, _ places: SourceMap, _ findings: inout Findings) {
        var index = 0
        while let definition = csupport_markdown_unused_footnote(parser, index) {
            let label = MarkdownNode(definition).view.string
            findings.add(
                Diagnostic(
                    .unusedFootnote,
                    Words(
                        pl: "przypis [^\(label)] nie trafi na stronę: nic do niego nie odsyła albo powtarza inny",
                        en: "footnote [^\(label)] is not on the page: nothing refers to it, or it repeats another"),
                    at: places.location(ofFootnote: MarkdownNode(definition)),
                    remedy: Words(
                        pl: "wstaw [^\(label)] w tekście albo usuń przypis",
                        en: "put [^\(label)] into the text or delete the footnote")))
            index += 1
        }
    }

    /// Leaves out a byte-order mark, which is no text.
    private static func withoutMark(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int> {
        guard range.count >= 3, bytes[range.lowerBound] == 0xEF, bytes[range.lowerBound + 1] == 0xBB,
            bytes[range.lowerBound + 2] == 0xBF
        else { return range }
        return range.lowerBound + 3..<range.upperBound
    }
}
