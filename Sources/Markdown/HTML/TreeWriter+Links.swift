import CSupport
import Diagnostics

extension TreeWriter {
    mutating func enterLink(_ node: MarkdownNode, _ view: csupport_node_view) {
        linkDepth += 1
        guard linkDepth == 1 else { return }
        let href = view.string
        let title = view.extraString
        let isOwnText = endsInItsText(node, view)
        // In the order of the text, as the map wants it.
        let place = notesPlaces || isOwnText ? places.place(ofInline: node) : nil
        let target =
            isSafe(href, node) ? resolver.resolve(link: AuthoredLink(href: href, title: title, path: file.path)) : nil
        if let fault = target?.fault { report(fault, node) }
        let url = target.flatMap { $0.fault == nil ? $0.url : nil }
        if notesPlaces, let place {
            result.links.append(
                RenderedMarkdown.Link(
                    href: href, url: url, kind: place.kind, location: place.whole, destination: place.destination))
        }
        guard let url, let target else {
            linkIsOpen = false
            return
        }
        linkIsOpen = true
        isVerbatim = isOwnText && (place?.kind == .bare || place?.kind == .angle)
        sink.append("<a href=\"")
        sink.appendURL(url)
        sink.append("\"")
        if let title = view.extra, view.extra_length > 0 {
            sink.append(" title=\"")
            sink.appendEscaped(title, view.extra_length)
            sink.append("\"")
        }
        writeAttributes(target.attributes)
        sink.append(">")
    }

    /// Whether a link's only text is the end of its address, as it is in a bare URL and between angle brackets.
    private func endsInItsText(_ node: MarkdownNode, _ view: csupport_node_view) -> Bool {
        guard let text = node.firstChild, text.kind == .text, text.next == nil else { return false }
        let (own, address) = (text.view.bytes, view.bytes)
        return own.count <= address.count && own.elementsEqual(address.suffix(own.count))
    }

    mutating func leaveLink() {
        linkDepth -= 1
        isVerbatim = false
        guard linkDepth == 0 else { return }
        if linkIsOpen { sink.append("</a>") }
        linkIsOpen = false
    }

    /// Writes an image's tag, or its alternative text when it is refused.
    mutating func writeImage(_ node: MarkdownNode, _ view: csupport_node_view, inFigure: Bool = false) {
        let href = view.string
        let title = view.extraString
        let alt = PlainText.of(node, keepingTags: true)
        let image =
            isSafe(href, node) ? resolver.resolve(image: AuthoredLink(href: href, title: title, path: file.path)) : nil
        if let fault = image?.fault { report(fault, node) }
        let url = image.flatMap { $0.fault == nil ? $0.url : nil }
        if notesPlaces {
            let place = places.place(ofInline: node)
            result.images.append(
                RenderedMarkdown.Image(
                    href: href, url: url, alt: alt, title: title, location: place.whole,
                    destination: place.destination))
        }
        if !inFigure { typesetter?.opaque() }
        guard let url, let image else {
            sink.appendEscaped(alt)
            return
        }
        sink.append("<img src=\"")
        sink.appendURL(url)
        sink.append("\" alt=\"")
        sink.appendEscaped(alt)
        sink.append("\"")
        if !title.isEmpty, !inFigure {
            sink.append(" title=\"")
            sink.appendEscaped(title)
            sink.append("\"")
        }
        if let width = image.width, let height = image.height {
            sink.append(" width=\"")
            sink.append(width)
            sink.append("\" height=\"")
            sink.append(height)
            sink.append("\"")
        }
        writeAttributes(image.attributes)
        sink.append(" loading=\"lazy\" decoding=\"async\">")
    }

    mutating func writeFigure(_ image: MarkdownNode) {
        let view = image.view
        sink.append("<figure>")
        writeImage(image, view, inFigure: true)
        sink.append("<figcaption>")
        beginInlines()
        if typesetter != nil {
            typesetter?.text(view.extraBytes, at: 0)
        } else if let title = view.extra {
            sink.appendEscaped(title, view.extra_length)
        }
        endInlines()
        sink.append("</figcaption></figure>\n")
    }

    private func writeAttributes(_ attributes: [(name: String, value: String)]) {
        for (name, value) in attributes {
            sink.append(" ")
            sink.append(text: name)
            sink.append("=\"")
            sink.appendEscaped(value)
            sink.append("\"")
        }
    }

    private mutating func report(_ fault: LinkFault, _ node: MarkdownNode) {
        report(fault.rule, fault.message, at: places.place(ofInline: node).destination, remedy: fault.remedy)
    }

    private mutating func isSafe(_ href: String, _ node: MarkdownNode) -> Bool {
        guard let scheme = UnsafeScheme.of(href) else { return true }
        report(
            .unsafeLink,
            Words(pl: "adres zaczyna się od „\(scheme):”", en: "the address begins with “\(scheme):”"),
            at: places.place(ofInline: node).destination,
            remedy: Words(
                pl: "podaj adres strony (https://…), pliku w serwisie albo mailto: lub tel:",
                en: "give the address of a page (https://…), a file of the site, or mailto: or tel:"))
        return false
    }
}
