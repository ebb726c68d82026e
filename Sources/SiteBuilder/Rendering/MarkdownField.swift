import Diagnostics
import Markdown

/// Renders a field of type `markdown`.
///
/// The value was decoded from YAML, so positions in it are not positions in the file: findings point at the whole value.
enum MarkdownField {
    static func html(
        _ text: String, written span: Span, in file: SourceFile, by renderers: MarkdownRenderers, language: Int,
        links: LinkMap
    ) -> (html: String, findings: [Diagnostic]) {
        // The links resolver asks for the path of the file in which the text stands.
        let source = SourceFile(path: file.path, text: text)
        let (rendered, findings) = renderers.render(
            source, body: 0..<source.bytes.count, language: language, links: links)
        let located = findings.map { finding in
            Diagnostic(
                finding.rule, finding.message, at: Location(file, span), remedy: finding.remedy, notes: finding.notes,
                level: finding.level)
        }
        return (String(decoding: rendered.html, as: UTF8.self), located)
    }
}
