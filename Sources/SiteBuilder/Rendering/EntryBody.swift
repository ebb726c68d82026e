import Markdown
import Templates

/// The values of an entry that need its rendered body; the document keeps that, not the values.
final class EntryBody: DeferredSource {
    enum Part: Int {
        case content
        case toc
        case summary
        case readingTime
    }

    private let document: EntryDocument
    private let renderers: MarkdownRenderers
    private let language: Int
    private let links: LinkMap
    private let heading: RecordType

    init(
        _ document: EntryDocument, by renderers: MarkdownRenderers, language: Int, links: LinkMap, heading: RecordType
    ) {
        self.document = document
        self.renderers = renderers
        self.language = language
        self.links = links
        self.heading = heading
    }

    func deferred(_ part: Part) -> Value { .deferred(DeferredValue(self, part: part.rawValue)) }

    func value(of part: Int) -> Value {
        let rendered = document.rendered(by: renderers, language: language, links: links)
        switch Part(rawValue: part) {
        case .content: return .markup(rendered.htmlText)
        case .toc: return .list(rendered.headings.map(tocEntry))
        case .summary: return .string(rendered.summary)
        case .readingTime: return .integer(max(1, (rendered.wordCount + 199) / 200))
        case nil: return .none
        }
    }

    func fingerprint(of part: Int) -> UInt64 {
        guard let facts = document.facts(by: renderers, language: language, links: links) else { return 0 }
        switch Part(rawValue: part) {
        case .toc: return facts.toc
        case .summary: return facts.summary
        // The reading time changes with the content.
        case .content, .readingTime, nil: return facts.content
        }
    }

    private func tocEntry(_ entry: RenderedMarkdown.Heading) -> Value {
        .object(
            ObjectValue(
                heading,
                [.integer(entry.level), .string(entry.id), .string(entry.title), .string("#" + entry.id)]))
    }
}
