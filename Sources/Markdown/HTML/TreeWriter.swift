import CSupport
import Diagnostics
import LanguageRules

/// Writes a page's HTML in one walk over the parser's tree, and notes on the way what the site must know.
struct TreeWriter: ~Copyable {
    let options: MarkdownOptions
    let file: SourceFile
    let resolver: any LinkResolver
    let sink: HTMLSink
    let places: SourceMap
    /// Whether the result says where links, images and headings stand.
    let notesPlaces: Bool
    /// Whether a `[^` stands in the source: else no text is searched for references without a note.
    let mayLackFootnotes: Bool
    var ids = HeadingIDs()
    var result = RenderedMarkdown()
    var findings: [Diagnostic] = []

    /// Sets the text of a block as one, when typography is asked for; lent by the renderer.
    var typesetter: Typesetter?
    /// Sets headings for lists of contents and for the search.
    var titles: Typesetter?
    /// Where the inline HTML of the open block begins.
    var inlineStart = 0
    /// Within a URL that is its own text.
    var isVerbatim = false

    /// Whether each open list is tight: its paragraphs then have no tags.
    var tightLists: [Bool] = []
    let table = TableState()
    /// Links within each other, as in `[<https://a>](b)`: only the outermost is one in HTML.
    var linkDepth = 0
    /// Whether the outermost link has tags: a refused one has none.
    var linkIsOpen = false
    var paragraphStart = 0
    var footnoteNumber = 0
    var footnoteIsClosed = true

    init(
        options: MarkdownOptions, file: SourceFile, resolver: any LinkResolver, sink: HTMLSink, places: SourceMap,
        notesPlaces: Bool, mayLackFootnotes: Bool
    ) {
        self.options = options
        self.file = file
        self.resolver = resolver
        self.sink = sink
        self.places = places
        self.notesPlaces = notesPlaces
        self.mayLackFootnotes = mayLackFootnotes
    }

    /// Walks without recursion: the depth of a tree costs no stack.
    mutating func write(_ root: MarkdownNode) {
        var node = root
        var view = csupport_node_view()
        while true {
            csupport_node_read(node.pointer, &view)
            let kind = MarkdownNode.Kind(rawValue: view.kind) ?? .unknown
            if enter(node, kind, view) {
                if let child = node.firstChild {
                    node = child
                    continue
                }
                leave(node, kind)
            }
            while true {
                if node == root { return }
                if let next = node.next {
                    node = next
                    break
                }
                guard let parent = node.parent else { return }
                node = parent
                leave(node, node.kind)
            }
        }
    }

    /// Writes what opens a node; false when the node is written as a whole.
    private mutating func enter(_ node: MarkdownNode, _ kind: MarkdownNode.Kind, _ view: csupport_node_view) -> Bool {
        switch kind {
        case .text:
            writeText(view)
            if mayLackFootnotes { reportUnknownFootnotes(node, view) }
            return false
        case .softBreak: writeSoftBreak()
        case .lineBreak:
            typesetter?.lineBreak()
            sink.append("<br>\n")
        case .emphasis: sink.append("<em>")
        case .strong: sink.append("<strong>")
        case .strikethrough: sink.append("<del>")
        case .code:
            writeCode(view)
            return false
        case .htmlInline:
            writeRawHTML(node, view)
            return false
        case .link: enterLink(node, view)
        case .image:
            writeImage(node, view)
            return false
        case .footnoteReference:
            writeFootnoteReference(view)
            return false
        default: return enterBlock(node, kind, view)
        }
        return true
    }

    private mutating func enterBlock(
        _ node: MarkdownNode, _ kind: MarkdownNode.Kind, _ view: csupport_node_view
    ) -> Bool {
        switch kind {
        case .paragraph: return enterParagraph(node)
        case .heading: enterHeading(node, view)
        case .blockQuote: startBlock("<blockquote>\n")
        case .list: enterList(node, view)
        case .item: enterItem(view)
        case .codeBlock:
            writeCodeBlock(view)
            return false
        case .htmlBlock:
            startLine()
            writeRawHTML(node, view)
            startLine()
            return false
        case .thematicBreak: startBlock("<hr>\n")
        case .table: enterTable(node, view)
        case .tableRow: enterRow(view)
        case .tableCell: enterCell(node)
        case .footnoteDefinition: enterFootnote(node)
        default: break
        }
        return true
    }

    private mutating func leave(_ node: MarkdownNode, _ kind: MarkdownNode.Kind) {
        switch kind {
        case .emphasis: sink.append("</em>")
        case .strong: sink.append("</strong>")
        case .strikethrough: sink.append("</del>")
        case .link: leaveLink()
        case .paragraph: leaveParagraph(node)
        case .heading: leaveHeading(node)
        case .blockQuote: startBlock("</blockquote>\n")
        case .list: leaveList(node)
        case .item: sink.append("</li>\n")
        case .table: leaveTable()
        case .tableRow: leaveRow()
        case .tableCell: leaveCell(node)
        case .footnoteDefinition: leaveFootnote(node)
        case .document: leaveDocument()
        default: break
        }
    }

    // MARK: Text

    private mutating func writeText(_ view: csupport_node_view) {
        guard let text = view.text else { return }
        guard typesetter != nil, !isVerbatim else {
            typesetter?.opaque()
            sink.appendEscaped(text, view.text_length)
            return
        }
        let position = sink.count - inlineStart
        typesetter?.text(view.bytes, at: position)
    }

    private mutating func writeSoftBreak() {
        guard typesetter != nil else {
            sink.append("\n")
            return
        }
        let position = sink.count - inlineStart
        typesetter?.text("\n", at: position)
    }

    /// From here on the open block's text is written.
    mutating func beginInlines() { inlineStart = sink.count }

    /// The open block's text is complete: it is set, and stands in the sink from here on.
    mutating func endInlines() {
        guard typesetter != nil else { return }
        let sink = sink
        let written = sink.view(from: inlineStart)
        sink.takeBack(to: inlineStart)
        typesetter?.finish(written) { sink.appendAgain($0) }
    }

    /// A newline, unless a line has just begun.
    func startLine() {
        if sink.count > 0, sink.view(from: sink.count - 1)[0] != UInt8(ascii: "\n") { sink.append("\n") }
    }

    func startBlock(_ tag: StaticString) {
        startLine()
        sink.append(tag)
    }

    mutating func report(
        _ rule: Rule, _ message: Words, at location: Location, remedy: Words? = nil
    ) {
        findings.append(Diagnostic(rule, message, at: location, remedy: remedy))
    }
}
