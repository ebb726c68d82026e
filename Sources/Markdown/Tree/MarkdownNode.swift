import CSupport

/// A node of the parser's tree; it lives until the parser's next document.
struct MarkdownNode: Equatable {
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { self.pointer = pointer }

    private init?(_ pointer: OpaquePointer?) {
        guard let pointer else { return nil }
        self.pointer = pointer
    }

    var kind: Kind { Kind(rawValue: UInt8(csupport_node_kind(pointer))) ?? .unknown }
    var firstChild: MarkdownNode? { MarkdownNode(csupport_node_first_child(pointer)) }
    var next: MarkdownNode? { MarkdownNode(csupport_node_next(pointer)) }
    var parent: MarkdownNode? { MarkdownNode(csupport_node_parent(pointer)) }

    var view: csupport_node_view {
        var view = csupport_node_view()
        csupport_node_read(pointer, &view)
        return view
    }

    /// The lines whose inlines this block holds, without the marks of its containers.
    var content: UnsafeBufferPointer<UInt8> {
        var length = 0
        let start = csupport_node_content(pointer, &length)
        return UnsafeBufferPointer(start: start, count: length)
    }

    enum Kind: UInt8 {
        case document, blockQuote, list, item, codeBlock, htmlBlock, paragraph, heading, thematicBreak
        case footnoteDefinition, table, tableRow, tableCell
        case text, softBreak, lineBreak, code, htmlInline, emphasis, strong, strikethrough, link, image
        case footnoteReference, unknown
    }
}

extension csupport_node_view {
    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: text, count: text_length) }
    var extraBytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: extra, count: extra_length) }
    var string: String { String(decoding: bytes, as: UTF8.self) }
    var extraString: String { String(decoding: extraBytes, as: UTF8.self) }
}
