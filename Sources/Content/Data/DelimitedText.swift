import Diagnostics

/// Reads a table of delimited text (RFC 4180; `;` as the delimiter too, as Polish spreadsheets write it).
///
/// The first row names the fields. Each further row is a mapping; empty cells are absent. A cell of a list field holds
/// its items between `|`.
struct DelimitedText {
    private let file: SourceFile
    private let bytes: [UInt8]
    private let delimiter: UInt8
    private var at: Int

    private struct Cell {
        var text: [UInt8] = []
        var span = Span(0, 0)
    }

    init(_ file: SourceFile) {
        self.file = file
        bytes = file.bytes
        at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let header = bytes[at...].prefix { $0 != 0x0A }
        let semicolons = header.count { $0 == UInt8(ascii: ";") }
        let commas = header.count { $0 == UInt8(ascii: ",") }
        delimiter = UInt8(ascii: semicolons > commas ? ";" : ",")
    }

    /// The rows as mappings of `tree`: the nodes at which they stand.
    mutating func read(into tree: inout DataTree, table: FieldTable) throws(DiagnosticError) -> [Int] {
        let header = try row()
        try checkHeader(header)
        var rows: [Int] = []
        while at < bytes.count {
            let cells = try row()
            if cells.count == 1, cells[0].text.isEmpty { continue }
            try checkWidth(cells, header.count)
            let mapping = tree.add(.mapping, Span(cells[0].span.start, cells[cells.count - 1].span.end))
            for (name, cell) in zip(header, cells) {
                add(name.text, name.span, to: &tree)
                if let slot = table.slot(name.text[...]), case .list = table.fields[slot].type {
                    addList(cell, to: &tree)
                } else {
                    add(cell.text, cell.span, to: &tree)
                }
            }
            tree.close(mapping, end: cells[cells.count - 1].span.end)
            rows.append(mapping)
        }
        return rows
    }

    private func add(_ text: [UInt8], _ span: Span, to tree: inout DataTree) {
        let from = tree.text.count
        tree.text += text
        _ = tree.add(.plain, span, text: from..<tree.text.count)
    }

    private func addList(_ cell: Cell, to tree: inout DataTree) {
        let list = tree.add(.list, cell.span)
        for item in cell.text.split(separator: UInt8(ascii: "|")) {
            let text = String(decoding: item, as: UTF8.self).trimmed
            tree.addScalar(.plain, text, cell.span)
        }
        tree.close(list, end: cell.span.end)
    }

    // MARK: - Rows

    private mutating func row() throws(DiagnosticError) -> [Cell] {
        var cells: [Cell] = []
        while true {
            cells.append(try cell())
            guard at < bytes.count else { return cells }
            let byte = bytes[at]
            at += 1
            if byte == delimiter { continue }
            if byte == 0x0D, at < bytes.count, bytes[at] == 0x0A { at += 1 }
            return cells
        }
    }

    private mutating func cell() throws(DiagnosticError) -> Cell {
        var cell = Cell(text: [], span: Span(at, at))
        guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else {
            while at < bytes.count, bytes[at] != delimiter, bytes[at] != 0x0A, bytes[at] != 0x0D { at += 1 }
            cell.span.end = at
            cell.text = Array(bytes[cell.span.start..<at])
            return cell
        }
        at += 1
        while true {
            guard at < bytes.count else { throw fault(.unclosedQuote, Span(cell.span.start, cell.span.start + 1)) }
            let byte = bytes[at]
            at += 1
            if byte != UInt8(ascii: "\"") {
                cell.text.append(byte)
            } else if at < bytes.count, bytes[at] == UInt8(ascii: "\"") {
                cell.text.append(byte)
                at += 1
            } else {
                break
            }
        }
        cell.span.end = at
        if at < bytes.count, bytes[at] != delimiter, bytes[at] != 0x0A, bytes[at] != 0x0D {
            throw fault(.textAfterQuote, Span(at, at + 1))
        }
        return cell
    }

    // MARK: - Faults

    private enum Fault {
        case unclosedQuote
        case textAfterQuote
        case emptyName
        case repeatedName(String)
        case width(found: Int, due: Int)
    }

    private func checkHeader(_ header: [Cell]) throws(DiagnosticError) {
        var seen = KeySet()
        for (number, cell) in header.enumerated() {
            let name = String(decoding: cell.text, as: UTF8.self)
            if name.trimmed.isEmpty { throw fault(.emptyName, cell.span) }
            if seen.insert(name, at: number) != nil { throw fault(.repeatedName(name), cell.span) }
        }
    }

    private func checkWidth(_ cells: [Cell], _ due: Int) throws(DiagnosticError) {
        guard cells.count != due else { return }
        throw fault(.width(found: cells.count, due: due), Span(cells[0].span.start, cells[cells.count - 1].span.end))
    }

    private func fault(_ fault: Fault, _ span: Span) -> DiagnosticError {
        let (message, remedy): (Words, Words) =
            switch fault {
            case .unclosedQuote:
                (
                    Words(pl: "cudzysłów w komórce nie ma końca", en: "the quote of a cell is never closed"),
                    Words(pl: "dopisz \"; cudzysłów w tekście to \"\"", en: "add \"; a quote inside is \"\"")
                )
            case .textAfterQuote:
                (
                    Words(
                        pl: "po cudzysłowie komórki stoi jeszcze tekst", en: "text stands after a cell's closing quote"),
                    Words(pl: "ujmij w cudzysłów całą komórkę", en: "quote the whole cell")
                )
            case .emptyName:
                (
                    Words(pl: "kolumna bez nazwy", en: "a column without a name"),
                    Words(pl: "wpisz w pierwszym wierszu nazwę pola", en: "write the field's name into the first row")
                )
            case .repeatedName(let name):
                (
                    Words(pl: "kolumna „\(name)” stoi drugi raz", en: "the column “\(name)” stands twice"),
                    Words(pl: "zostaw jedną z nich", en: "keep one of them")
                )
            case .width(let found, let due):
                (
                    Words(
                        pl: "wiersz ma komórek: \(found), a nagłówek: \(due)",
                        en: "the row has \(found) cells, the header \(due)"),
                    Words(
                        pl: "komórkę z „\(Character(Unicode.Scalar(delimiter)))” w tekście ujmij w cudzysłów",
                        en: "quote a cell whose text holds “\(Character(Unicode.Scalar(delimiter)))”")
                )
            }
        return DiagnosticError(Diagnostic(.badTable, message, at: Location(file, span), remedy: remedy))
    }
}
