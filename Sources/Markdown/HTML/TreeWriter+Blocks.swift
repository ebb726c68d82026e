import CSupport
import Diagnostics

extension TreeWriter {
    // MARK: Paragraphs

    mutating func enterParagraph(_ node: MarkdownNode) -> Bool {
        paragraphStart = sink.count
        guard !isTight(node) else {
            beginInlines()
            return true
        }
        startLine()
        if let image = node.firstChild, image.kind == .image, image.next == nil, image.view.extra_length > 0 {
            writeFigure(image)
            return false
        }
        sink.append("<p>")
        beginInlines()
        return true
    }

    mutating func leaveParagraph(_ node: MarkdownNode) {
        endInlines()
        if result.summary.isEmpty, node.parent?.kind == .document {
            result.summary = PlainText.of(sink.view(from: paragraphStart))
        }
        if let definition = node.parent, definition.kind == .footnoteDefinition, node.next == nil {
            writeBacklinks(definition)
            footnoteIsClosed = true
        }
        if !isTight(node) { sink.append("</p>\n") }
    }

    private func isTight(_ paragraph: MarkdownNode) -> Bool {
        guard let tight = tightLists.last, tight else { return false }
        return paragraph.parent?.kind == .item
    }

    // MARK: Headings

    mutating func enterHeading(_ node: MarkdownNode, _ view: csupport_node_view) {
        let title = PlainText.of(node)
        let slug = options.language.slug(title)
        let id = ids.unique(slug.isEmpty ? options.words.section : slug)
        let level = shifted(view.number)
        result.headings.append(
            RenderedMarkdown.Heading(
                level: level, id: id, title: titles?.typeset(title) ?? title,
                location: notesPlaces ? places.location(ofBlock: node) : nil))
        if level == 1, options.reportsTopHeading { reportTopHeading(at: places.location(ofBlock: node)) }
        startLine()
        sink.append("<h")
        sink.append(level)
        sink.append(" id=\"")
        sink.appendEscaped(id)
        sink.append("\">")
        beginInlines()
    }

    mutating func leaveHeading(_ node: MarkdownNode) {
        endInlines()
        sink.append("</h")
        sink.append(shifted(node.view.number))
        sink.append(">\n")
    }

    private func shifted(_ level: Int32) -> Int {
        min(max(Int(level) + options.headingShift, 1), 6)
    }

    private mutating func reportTopHeading(at location: Location) {
        report(
            .topHeadingInBody,
            Words(pl: "nagłówek poziomu 1 w treści", en: "a level 1 heading in the body"), at: location,
            remedy: Words(
                pl: "użyj „##”: nagłówkiem poziomu 1 jest tytuł strony",
                en: "write “##”: the page's title is its level 1 heading"))
    }

    // MARK: Lists

    mutating func enterList(_ node: MarkdownNode, _ view: csupport_node_view) {
        tightLists.append(view.second_flag != 0)
        startLine()
        guard view.flag != 0 else {
            let tasks = node.firstChild.map { $0.view.flag != 0 } ?? false
            sink.append(tasks ? "<ul class=\"task-list\">\n" : "<ul>\n")
            return
        }
        guard view.number != 1 else {
            sink.append("<ol>\n")
            return
        }
        sink.append("<ol start=\"")
        sink.append(Int(view.number))
        sink.append("\">\n")
    }

    mutating func leaveList(_ node: MarkdownNode) {
        tightLists.removeLast()
        sink.append(node.view.flag != 0 ? "</ol>\n" : "</ul>\n")
    }

    func enterItem(_ view: csupport_node_view) {
        startLine()
        guard view.flag != 0 else {
            sink.append("<li>")
            return
        }
        let done = view.second_flag != 0
        sink.append(
            done
                ? "<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\""
                : "<li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"")
        sink.appendEscaped(done ? options.words.taskDone : options.words.taskOpen)
        sink.append("\"> ")
    }

    // MARK: Code

    /// A line of more characters than this scrolls on a wide screen too, so its block must take the keyboard's focus.
    private static let widestCode = 72

    func writeCodeBlock(_ view: csupport_node_view) {
        startLine()
        if TreeWriter.hasWideLine(view.bytes) {
            sink.append("<pre role=\"region\" tabindex=\"0\" aria-label=\"")
            sink.appendEscaped(options.words.code)
            sink.append("\"><code")
        } else {
            sink.append("<pre><code")
        }
        let info = view.extraBytes
        let language = info.prefix { $0 > 0x20 }
        if !language.isEmpty, let start = info.baseAddress {
            sink.append(" class=\"language-")
            sink.appendEscaped(start, language.count)
            sink.append("\"")
        }
        sink.append(">")
        if let text = view.text { sink.appendEscaped(text, view.text_length) }
        sink.append("</code></pre>\n")
    }

    private static func hasWideLine(_ code: UnsafeBufferPointer<UInt8>) -> Bool {
        var width = 0
        for byte in code {
            if byte == UInt8(ascii: "\n") {
                width = 0
            } else if byte & 0xC0 != 0x80 {
                width += 1
                if width > widestCode { return true }
            }
        }
        return false
    }

    mutating func writeCode(_ view: csupport_node_view) {
        typesetter?.opaque()
        sink.append("<code>")
        if let text = view.text { sink.appendEscaped(text, view.text_length) }
        sink.append("</code>")
    }

    // MARK: Raw HTML

    mutating func writeRawHTML(_ node: MarkdownNode, _ view: csupport_node_view) {
        // A comment that silences a finding is for the report, not for readers.
        if let text = view.text,
            Silencing.isComment(UnsafeRawBufferPointer(start: text, count: Int(view.text_length)))
        {
            return
        }
        if options.rawHTML {
            if let text = view.text { sink.append(text, view.text_length) }
            return
        }
        let isBlock = node.kind == .htmlBlock
        let location = isBlock ? places.location(ofBlock: node) : places.place(ofInline: node).whole
        report(
            .rawHTML,
            Words(pl: "surowy HTML nie jest dozwolony", en: "raw HTML is not allowed"), at: location,
            remedy: Words(
                pl:
                    "napisz to w Markdownie, zamiast „<” pisz „\\<” albo ustaw \"markdown\": {\"rawHTML\": true}",
                en: "write it in Markdown, escape the “<” as “\\<”, or set \"markdown\": {\"rawHTML\": true}"))
    }

    mutating func leaveDocument() {
        if footnoteNumber > 0 { sink.append("</ol>\n</section>\n") }
    }
}
