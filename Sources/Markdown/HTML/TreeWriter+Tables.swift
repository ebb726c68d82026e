import CSupport

/// What is known of the table that is being written; a writer keeps one for all its tables.
final class TableState {
    /// Where its HTML begins, for the region that is put around it when it turns out to be wide.
    var start = 0
    var alignments: UnsafePointer<UInt8>?
    /// The longest word of each column, in characters.
    var longestWords: [Int] = []
    var column = 0
    var inHeader = false
    var hasBody = false
    var cellStart = 0
    /// The columns' names, escaped, as the region's name lists them.
    var names: [UInt8] = []

    func begin(at start: Int, columns: Int, alignments: UnsafePointer<UInt8>?) {
        self.start = start
        self.alignments = alignments
        longestWords.removeAll(keepingCapacity: true)
        longestWords.append(contentsOf: repeatElement(0, count: columns))
        names.removeAll(keepingCapacity: true)
        hasBody = false
    }
}

extension TreeWriter {
    /// Characters that a phone of 360 px shows in a line. Cells wrap at spaces, so a table needs the longest word of
    /// each column and about two characters of padding; one that needs more than this scrolls, and is called wide.
    private static let widestTable = 40

    func enterTable(_ node: MarkdownNode, _ view: csupport_node_view) {
        startLine()
        table.begin(
            at: sink.count, columns: Int(view.number), alignments: csupport_table_alignments(node.pointer))
        sink.append("<table>\n")
    }

    func enterRow(_ view: csupport_node_view) {
        table.column = 0
        table.inHeader = view.flag != 0
        if table.inHeader {
            sink.append("<thead>\n<tr>\n")
        } else if !table.hasBody {
            table.hasBody = true
            sink.append("<tbody>\n<tr>\n")
        } else {
            sink.append("<tr>\n")
        }
    }

    func leaveRow() {
        sink.append(table.inHeader ? "</tr>\n</thead>\n" : "</tr>\n")
    }

    mutating func enterCell(_ node: MarkdownNode) {
        sink.append(isHeader(node) ? "<th scope=\"col\"" : "<td")
        switch table.alignments?[table.column] {
        case UInt8(ascii: "l"): sink.append(" class=\"align-left\">")
        case UInt8(ascii: "c"): sink.append(" class=\"align-center\">")
        case UInt8(ascii: "r"): sink.append(" class=\"align-right\">")
        default: sink.append(">")
        }
        table.cellStart = sink.count
        beginInlines()
    }

    mutating func leaveCell(_ node: MarkdownNode) {
        endInlines()
        let text = sink.view(from: table.cellStart)
        table.longestWords[table.column] = max(table.longestWords[table.column], PlainText.longestWord(text))
        if isHeader(node) {
            if !table.names.isEmpty { table.names += [UInt8(ascii: ","), UInt8(ascii: " ")] }
            PlainText.appendEscapedText(text, to: &table.names)
        }
        table.column += 1
        sink.append(isHeader(node) ? "</th>\n" : "</td>\n")
    }

    /// A header cell without a name would be read out as a header of nothing.
    private func isHeader(_ node: MarkdownNode) -> Bool { table.inHeader && node.firstChild != nil }

    func leaveTable() {
        sink.append(table.hasBody ? "</tbody>\n</table>\n" : "</table>\n")
        let width = table.longestWords.reduce(0) { $0 + $1 + 2 }
        guard width > TreeWriter.widestTable else { return }
        var opening: [UInt8] = Array("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"".utf8)
        opening += options.words.table.utf8
        if !table.names.isEmpty { opening += [UInt8(ascii: ":"), UInt8(ascii: " ")] + table.names }
        opening += "\">\n".utf8
        sink.insert(opening, at: table.start)
        sink.append("</div>\n")
    }
}
