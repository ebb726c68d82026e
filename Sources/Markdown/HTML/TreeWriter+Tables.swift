import CSupport

/// What is known of the table that is being written.
struct TableState {
    /// Where its HTML begins, for the region that is put around it when it turns out to be wide.
    let start: Int
    let alignments: UnsafePointer<UInt8>?
    /// The longest word of each column, in characters.
    var longestWords: [Int]
    var column = 0
    var inHeader = false
    var hasBody = false
    var cellStart = 0
    /// The columns' names, escaped, as the region's name lists them.
    var names: [UInt8] = []
}

extension TreeWriter {
    /// Characters that a phone of 360 px shows in a line. Cells wrap at spaces, so a table needs the longest word of each
    /// column and about two characters of padding; one that needs more than this scrolls, and is called wide.
    private static let widestTable = 40

    mutating func enterTable(_ node: MarkdownNode, _ view: csupport_node_view) {
        startLine()
        table = TableState(
            start: sink.count, alignments: csupport_table_alignments(node.pointer),
            longestWords: Array(repeating: 0, count: Int(view.number)))
        sink.append("<table>\n")
    }

    mutating func enterRow(_ view: csupport_node_view) {
        table?.column = 0
        table?.inHeader = view.flag != 0
        if view.flag != 0 {
            sink.append("<thead>\n<tr>\n")
        } else if table?.hasBody == false {
            table?.hasBody = true
            sink.append("<tbody>\n<tr>\n")
        } else {
            sink.append("<tr>\n")
        }
    }

    mutating func leaveRow() {
        sink.append(table?.inHeader == true ? "</tr>\n</thead>\n" : "</tr>\n")
    }

    mutating func enterCell(_ node: MarkdownNode) {
        guard let table else { return }
        // A header cell without a name would be read out as a header of nothing.
        sink.append(isHeader(node) ? "<th scope=\"col\"" : "<td")
        switch table.alignments?[table.column] {
        case UInt8(ascii: "l"): sink.append(" class=\"align-left\">")
        case UInt8(ascii: "c"): sink.append(" class=\"align-center\">")
        case UInt8(ascii: "r"): sink.append(" class=\"align-right\">")
        default: sink.append(">")
        }
        let start = sink.count
        self.table?.cellStart = start
    }

    mutating func leaveCell(_ node: MarkdownNode) {
        guard var state = table else { return }
        table = nil
        let text = sink.view(from: state.cellStart)
        state.longestWords[state.column] = max(state.longestWords[state.column], PlainText.longestWord(text))
        if state.inHeader, node.firstChild != nil {
            if !state.names.isEmpty { state.names += [UInt8(ascii: ","), UInt8(ascii: " ")] }
            PlainText.appendEscapedText(text, to: &state.names)
        }
        state.column += 1
        sink.append(isHeader(node, inHeader: state.inHeader) ? "</th>\n" : "</td>\n")
        table = state
    }

    private func isHeader(_ node: MarkdownNode) -> Bool { isHeader(node, inHeader: table?.inHeader == true) }

    private func isHeader(_ node: MarkdownNode, inHeader: Bool) -> Bool { inHeader && node.firstChild != nil }

    mutating func leaveTable() {
        guard let state = table else { return }
        table = nil
        sink.append(state.hasBody ? "</tbody>\n</table>\n" : "</table>\n")
        let width = state.longestWords.reduce(0) { $0 + $1 + 2 }
        guard width > TreeWriter.widestTable else { return }
        var opening: [UInt8] = Array("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"".utf8)
        opening += options.words.table.utf8
        if !state.names.isEmpty { opening += [UInt8(ascii: ":"), UInt8(ascii: " ")] + state.names }
        opening += "\">\n".utf8
        sink.insert(opening, at: state.start)
        sink.append("</div>\n")
    }
}
