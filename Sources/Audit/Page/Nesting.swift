import Diagnostics

extension PageAudit {
    mutating func readEndTag() {
        let name = tokenizer.element
        if elements.pictures == 0, name.isVoid {
            report(HTMLFault(.voidEnd, tokenizer.start, tokenizer.end))
            return
        }
        let key = tokenizer.nameKey
        let length = tokenizer.nameLength
        var depth = 0
        var index = elements.open.count - 1
        while index >= 0, elements.open[index].key != key || elements.open[index].nameLength != length {
            index -= 1
            depth += 1
        }
        guard index >= 0 else {
            report(HTMLFault(.strayEnd, tokenizer.start, tokenizer.end))
            return
        }
        close(depth, endsAt: tokenizer.start)
        pop(endsAt: tokenizer.start)
        isLineStart = name.beginsLine
    }

    /// Closes the elements whose end tag a start tag replaces (HTML, 13.1.2.4 “Optional tags”).
    mutating func closeImplied(by element: ElementName) {
        if elements.paragraphs > 0, element.endsParagraph {
            close(
                upTo: { $0 == .p }, before: { $0 == .button || $0 == .table || $0 == .td || $0 == .th || $0 == .object }
            )
        }
        switch element {
        case .li: close(upTo: { $0 == .li }, before: { $0 == .ul || $0 == .ol || $0 == .menu })
        case .dt, .dd: close(upTo: { $0 == .dt || $0 == .dd }, before: { $0 == .dl })
        case .option: close(upTo: { $0 == .option }, before: { $0 == .select || $0 == .datalist || $0 == .optgroup })
        case .optgroup:
            close(upTo: { $0 == .option }, before: { $0 == .select })
            close(upTo: { $0 == .optgroup }, before: { $0 == .select })
        case .td, .th: close(upTo: { $0 == .td || $0 == .th }, before: { $0 == .tr || $0 == .table })
        case .tr: close(upTo: { $0 == .tr }, before: { $0 == .table })
        case .tbody, .thead, .tfoot:
            close(upTo: { $0 == .tbody || $0 == .thead || $0 == .tfoot || $0 == .colgroup }, before: { $0 == .table })
        case .rt, .rp: close(upTo: { $0 == .rt || $0 == .rp }, before: { $0 == .ruby })
        case .body: close(upTo: { $0 == .head }, before: { $0 == .body })
        case .a:
            if link.isOpen { report(HTMLFault(.nestedLink, tokenizer.start, tokenizer.end)) }
        default: break
        }
    }

    private mutating func close(upTo isWanted: (ElementName) -> Bool, before isBoundary: (ElementName) -> Bool) {
        guard let depth = elements.depth(of: isWanted, before: isBoundary) else { return }
        close(depth, endsAt: tokenizer.start)
        pop(endsAt: tokenizer.start)
    }

    /// Closes so many elements from the top; those whose end tag may not be left out are faults.
    mutating func close(_ depth: Int, endsAt end: Int) {
        for _ in 0..<depth {
            if let top = elements.open.last, !top.name.isEndOptional {
                report(HTMLFault(.unclosed, top.start, top.end))
            }
            pop(endsAt: end)
        }
    }

    mutating func pop(endsAt end: Int) {
        guard let element = elements.pop() else { return }
        switch element.name {
        case .a: if link.isOpen, link.tag.lowerBound == element.start { finishLink() }
        case .table:
            guard let table = tables.popLast(), !table.hasHeader, !table.isLayout else { return }
            report(
                .tableWithoutHeaders, table.tag,
                Words(pl: "tabela bez komórek nagłówkowych (th)", en: "a table without header cells (th)"),
                remedy: Words(
                    pl: "nad wierszem „|---|” wpisz nazwy kolumn",
                    en: "write the names of the columns above the line “|---|”"))
        default: break
        }
    }
}
