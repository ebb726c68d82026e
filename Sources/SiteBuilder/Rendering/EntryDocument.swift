import Diagnostics
import LanguageRules
import Markdown
import Synchronization

/// The Markdown body of one entry: rendered when it is first wanted, kept until its page is done.
final class EntryDocument: Sendable {
    private struct State {
        var rendered: RenderedMarkdown?
        var findings: [Diagnostic]?
        var links: [RenderedMarkdown.Link] = []
        var images: [RenderedMarkdown.Image] = []
    }

    private let state = Mutex(State())
    let file: SourceFile
    let body: Range<Int>

    init(file: SourceFile, body: Range<Int>) {
        self.file = file
        self.body = body
    }

    /// The rendered body; two threads that ask at once may both render it, to the same bytes.
    func rendered(by renderers: MarkdownRenderers, language: Int, links: LinkMap) -> RenderedMarkdown {
        if let known = state.withLock({ $0.rendered }) { return known }
        let (rendered, findings) = renderers.render(file, body: body, language: language, links: links)
        state.withLock { state in
            state.rendered = rendered
            state.findings = findings
            state.links = rendered.links
            state.images = rendered.images
        }
        return rendered
    }

    /// Drops the HTML, so that memory stays bounded; findings and links stay.
    func release() { state.withLock { $0.rendered = nil } }

    /// What rendering found; nil when nobody has rendered it.
    var findings: [Diagnostic]? { state.withLock { $0.findings } }

    /// Links and images with the places where the author wrote them; empty before the body is rendered.
    var links: [RenderedMarkdown.Link] { state.withLock { $0.links } }
    var images: [RenderedMarkdown.Image] { state.withLock { $0.images } }
}

/// Markdown renderers, one for each thread that renders at the moment and each language of the site.
final class MarkdownRenderers: Sendable {
    /// A renderer belongs to one thread at a time: it is taken out, used, and put back.
    ///
    /// `@unchecked Sendable`: whoever has taken it out is alone with it.
    private struct Idle: @unchecked Sendable {
        let renderer: MarkdownRenderer
    }

    private let options: [MarkdownOptions]
    private let idle: Mutex<[[Idle]]>

    init(_ config: SiteConfig) {
        options = config.languages.map {
            MarkdownOptions(
                language: $0.rules, rawHTML: config.rawHTML, reportsTopHeading: true, typography: .all)
        }
        idle = Mutex(Array(repeating: [], count: options.count))
    }

    func render(_ file: SourceFile, body: Range<Int>, language: Int, links: LinkMap) -> (RenderedMarkdown, [Diagnostic])
    {
        let taken = idle.withLock { $0[language].popLast() }
        let own = taken ?? Idle(renderer: MarkdownRenderer(options: options[language]))
        var findings = Findings()
        let rendered = own.renderer.render(file: file, body: body, resolver: links, findings: &findings)
        idle.withLock { $0[language].append(own) }
        return (rendered, findings.all)
    }
}
