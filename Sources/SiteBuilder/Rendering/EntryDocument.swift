import Diagnostics
import LanguageRules
import Markdown
import Publishing
import Synchronization
import Templates

/// The Markdown body of one entry: rendered when it is first wanted, kept until its page is done.
final class EntryDocument: Sendable {
    private struct State {
        /// The bytes of the file below the front matter.
        var body: Range<Int>
        /// Of the file; nil when the build does not hash what it reads.
        var hash: ContentHash?
        var rendered: RenderedMarkdown?
        var facts: BodyFacts?
    }

    private let state: Mutex<State>
    let file: SourceFile

    /// - Parameter known: what an earlier build knows of the same body.
    init(file: SourceFile, body: Range<Int>, hash: ContentHash?, known: BodyFacts?) {
        self.file = file
        state = Mutex(State(body: body, hash: hash, facts: known))
    }

    var body: Range<Int> { state.withLock { $0.body } }

    /// The bytes of the file, and the body in them: less of it or none when somebody saves the file just now.
    var written: (bytes: [UInt8], body: Range<Int>) {
        let bytes = file.bytes
        return (bytes, body.clamped(to: 0..<bytes.count))
    }

    /// Takes the text that its file holds now, of which nothing is known.
    func renew(body: Range<Int>, hash: ContentHash) {
        state.withLock { $0 = State(body: body, hash: hash) }
        file.release()
    }

    /// The rendered body; two threads that ask at once may both render it, to the same bytes.
    func rendered(by renderers: MarkdownRenderers, language: Int, links: LinkMap) -> RenderedMarkdown {
        if let known = state.withLock({ $0.rendered }) { return known }
        let recorder = links.memory.isOn ? LinkRecorder(links) : nil
        let (rendered, findings) = renderers.render(
            file, body: body, language: language, links: (recorder as (any LinkResolver)?) ?? links)
        let isFirst = state.withLock { state in
            state.rendered = rendered
            return state.facts == nil
        }
        guard isFirst else { return rendered }
        let facts = EntryDocument.facts(of: rendered, findings, recorder?.asked)
        let isNew = state.withLock { state in
            defer { state.facts = state.facts ?? facts }
            return state.facts == nil
        }
        if isNew, let hash = state.withLock({ $0.hash }) {
            links.memory.note(facts, of: file, hash: hash, world: links.fingerprint)
        }
        return rendered
    }

    /// Drops the HTML and the file's bytes, so that memory stays bounded; what is known of the body stays.
    func release() {
        state.withLock { $0.rendered = nil }
        file.release()
    }

    /// What rendering found; nil when nobody has rendered it, in this build or an earlier one.
    var findings: [Diagnostic]? { state.withLock { $0.facts?.findings } }

    /// What is known of the body; renders it when nothing is.
    func facts(by renderers: MarkdownRenderers, language: Int, links: LinkMap) -> BodyFacts? {
        if let known = state.withLock({ $0.facts }) { return known }
        _ = rendered(by: renderers, language: language, links: links)
        return state.withLock { $0.facts }
    }

    private static func facts(
        of rendered: RenderedMarkdown, _ findings: [Diagnostic], _ asked: [AskedLink]?
    ) -> BodyFacts {
        guard let asked else {
            return BodyFacts(content: 0, toc: 0, summary: 0, findings: findings, links: [])
        }
        let content = rendered.html.withUnsafeBufferPointer { StableHash.hash($0) }
        return BodyFacts(
            content: content,
            toc: rendered.toc.reduce(1) { hash, entry in
                let own = StableHash.join(StableHash.hash(entry.id), StableHash.hash(entry.title))
                return StableHash.join(StableHash.join(hash, UInt64(entry.level)), own)
            },
            summary: StableHash.hash(rendered.summary),
            findings: findings, links: asked)
    }
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

    /// - Parameter notesPlaces: whether the result says where links, images and headings stand.
    func render(
        _ file: SourceFile, body: Range<Int>, language: Int, links: any LinkResolver, notesPlaces: Bool = false
    ) -> (RenderedMarkdown, [Diagnostic]) {
        let taken = idle.withLock { $0[language].popLast() }
        let own = taken ?? Idle(renderer: MarkdownRenderer(options: options[language]))
        var findings = Findings()
        let rendered = own.renderer.render(
            file: file, body: body, resolver: links, notesPlaces: notesPlaces, findings: &findings)
        idle.withLock { $0[language].append(own) }
        return (rendered, findings.all)
    }
}
