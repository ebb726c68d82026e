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
    public var options: MarkdownOptions
    private let parser: OpaquePointer?
    private let sink = HTMLSink()

    public init(options: MarkdownOptions) {
        self.options = options
        parser = csupport_markdown_new()
    }

    deinit { csupport_markdown_free(parser) }

    /// Renders the bytes `body` of a file.
    ///
    /// Whatever is wrong goes to `findings` with its place in the file; the page is then as good as it can be, and empty
    /// when the body goes beyond a limit.
    public func render(
        file: SourceFile, body: Range<Int>, resolver: any LinkResolver, findings: inout Findings
    ) -> RenderedMarkdown {
        file.bytes.withUnsafeBufferPointer { bytes in
            let range = MarkdownRenderer.withoutMark(bytes, body.clamped(to: 0..<bytes.count))
            let source = UnsafeBufferPointer(rebasing: bytes[range])
            return render(file: file, source: source, base: range.lowerBound, resolver, &findings)
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
        _ findings: inout Findings
    ) -> RenderedMarkdown {
        guard let parser, let start = source.baseAddress, !source.isEmpty else { return RenderedMarkdown() }
        let memory = options.limits.memory + source.count * 100
        let status = csupport_markdown_parse(parser, start, source.count, memory)
        var places = SourceMap(file: file, source: source, base: base, parser: parser)
        guard status == Int32(CSUPPORT_PARSED), let root = csupport_markdown_root(parser) else {
            let line = Int(csupport_markdown_last_line(parser))
            findings.add(failure(status, at: places.location(ofLine: max(line, 1))))
            return RenderedMarkdown()
        }
        sink.removeAll()
        var writer = TreeWriter(
            options: options, file: file, resolver: resolver, sink: sink, places: places, ids: HeadingIDs())
        writer.write(MarkdownNode(root))
        findings.add(writer.findings)
        writer.result.html = sink.bytes
        return writer.result
    }

    private func failure(_ status: Int32, at location: Location) -> Diagnostic {
        guard status == Int32(CSUPPORT_OUT_OF_MEMORY) else {
            return Diagnostic(
                .markdownLibrary,
                Words(
                    pl: "zainstalowana biblioteka cmark-gfm działa inaczej niż wersja 0.29.0.gfm.6",
                    en: "the installed cmark-gfm library works differently from version 0.29.0.gfm.6"),
                at: location,
                remedy: Words(
                    pl: "zainstaluj libcmark-gfm-dev z Debiana 12", en: "install libcmark-gfm-dev of Debian 12"))
        }
        return Diagnostic(
            .markdownTooComplex,
            Words(
                pl: "treść jest zbyt zawiła: jej budowa nie mieści się w pamięci przeznaczonej na jedną stronę",
                en: "the body is too intricate: its structure does not fit into the memory meant for one page"),
            at: location,
            remedy: Words(pl: "uprość tekst lub podziel go na strony", en: "simplify the text or split it into pages"))
    }

    /// Leaves out a byte-order mark, which is no text.
    private static func withoutMark(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int> {
        guard range.count >= 3, bytes[range.lowerBound] == 0xEF, bytes[range.lowerBound + 1] == 0xBB,
            bytes[range.lowerBound + 2] == 0xBF
        else { return range }
        return range.lowerBound + 3..<range.upperBound
    }
}
