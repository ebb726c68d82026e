import CSupport
import Diagnostics

extension TreeWriter {
    // Ids have an underscore, which no slug has: they cannot meet a heading's.

    func writeFootnoteReference(_ view: csupport_node_view) {
        guard let number = view.text else { return }
        sink.append("<sup class=\"footnote-ref\"><a href=\"#fn_")
        sink.append(number, view.text_length)
        sink.append("\" id=\"fnref_")
        sink.append(number, view.text_length)
        if view.number > 1 {
            sink.append("_")
            sink.append(Int(view.number))
        }
        sink.append("\" aria-label=\"")
        sink.appendEscaped(options.words.footnote)
        sink.append(" ")
        sink.append(number, view.text_length)
        sink.append("\">")
        sink.append(number, view.text_length)
        sink.append("</a></sup>")
    }

    mutating func enterFootnote(_ node: MarkdownNode) {
        footnoteNumber += 1
        footnoteIsClosed = false
        if footnoteNumber == 1 {
            let id = ids.unique(headingSlug(options.words.footnotes))
            startLine()
            sink.append("<section class=\"footnotes\" aria-labelledby=\"")
            sink.append(text: id)
            sink.append("\">\n<h2 id=\"")
            sink.append(text: id)
            sink.append("\">")
            sink.appendEscaped(options.words.footnotes)
            sink.append("</h2>\n<ol>\n")
        }
        sink.append("<li id=\"fn_")
        sink.append(footnoteNumber)
        sink.append("\">\n")
    }

    mutating func leaveFootnote(_ node: MarkdownNode) {
        if !footnoteIsClosed {
            startLine()
            sink.append("<p>")
            writeBacklinks(node)
            sink.append("</p>")
        }
        footnoteIsClosed = true
        startLine()
        sink.append("</li>\n")
    }

    /// One link back for each place that refers to the note.
    func writeBacklinks(_ definition: MarkdownNode) {
        let references = Int(csupport_footnote_references(definition.pointer))
        guard references > 0 else { return }
        for reference in 1...references {
            sink.append(" <a class=\"footnote-back\" href=\"#fnref_")
            sink.append(footnoteNumber)
            if reference > 1 {
                sink.append("_")
                sink.append(reference)
            }
            sink.append("\" aria-label=\"")
            sink.appendEscaped(options.words.backToText)
            if references > 1 {
                sink.append(" (")
                sink.append(reference)
                sink.append(")")
            }
            // The variation selector keeps phones from showing the arrow as a coloured picture.
            sink.append("\">↩\u{FE0E}")
            if reference > 1 {
                sink.append("<sup>")
                sink.append(reference)
                sink.append("</sup>")
            }
            sink.append("</a>")
        }
    }

    mutating func reportUnknownFootnotes(_ node: MarkdownNode, _ view: csupport_node_view) {
        guard DocumentBounds.contains("[^", view.bytes) else { return }
        for location in places.unknownFootnotes(in: node) {
            let label = file.text(location.span)
            report(
                .unknownFootnote,
                Words(pl: "nie ma przypisu \(label)", en: "there is no footnote \(label)"), at: location,
                remedy: Words(
                    pl: "dopisz na końcu pliku wiersz „\(label): treść”; jeśli to nie przypis, napisz „\\[”",
                    en: "add a line “\(label): text” to the end of the file; if it is no footnote, write “\\[”"))
        }
    }

    private func headingSlug(_ title: String) -> String {
        let slug = options.language.slug(title)
        return slug.isEmpty ? options.words.section : slug
    }
}
