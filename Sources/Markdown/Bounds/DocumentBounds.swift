import CSupport
import Diagnostics

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension MarkdownLimits {
    /// The limits of one parse. The tree of a line of `- ` takes about 100 bytes for each of its own.
    func ofParser(bytes: Int) -> csupport_markdown_limits {
        csupport_markdown_limits(
            memory: memory + bytes * 100, depth: Int32(clamping: depth), table_cells: Int32(clamping: tableCells),
            table_columns: Int32(clamping: tableColumns), marks: Int32(clamping: marks))
    }
}

/// Refuses bodies that cost more than a page may.
enum DocumentBounds {
    /// What stands against parsing a body at all.
    static func refusal(
        of source: UnsafeBufferPointer<UInt8>, _ limits: MarkdownLimits, _ places: SourceMap
    ) -> Diagnostic? {
        guard source.count > limits.bytes else { return nil }
        return Diagnostic(
            .markdownTooLarge,
            Words(
                pl: "treść ma \(source.count) bajtów, a może mieć najwyżej \(limits.bytes)",
                en: "the body has \(source.count) bytes, and may have \(limits.bytes) at most"),
            at: places.location(0..<min(1, source.count)),
            remedy: Words(pl: "podziel ją na kilka stron", en: "split it into several pages"))
    }

    /// The first NUL byte: the parser takes it for U+FFFD.
    static func nulBytes(in source: UnsafeBufferPointer<UInt8>, _ places: SourceMap) -> [Diagnostic] {
        guard let base = source.baseAddress, let found = memchr(base, 0, source.count) else { return [] }
        let offset = UnsafeRawPointer(found) - UnsafeRawPointer(base)
        return [
            Diagnostic(
                .markdownNulByte, Words(pl: "bajt NUL w treści", en: "a NUL byte in the body"),
                at: places.location(offset..<offset + 1),
                remedy: Words(pl: "usuń go lub zapisz plik w UTF-8", en: "delete it, or save the file as UTF-8"))
        ]
    }

    /// What ended a parse in its middle.
    static func failure(_ status: Int32, _ limits: MarkdownLimits, at location: Location) -> Diagnostic {
        switch Int(status) {
        case CSUPPORT_TOO_DEEP:
            Diagnostic(
                .markdownTooDeep,
                Words(
                    pl: "więcej niż \(limits.depth) cytatów i list jedna w drugiej",
                    en: "more than \(limits.depth) quotes and lists within each other"),
                at: location, remedy: Words(pl: "usuń zbędne „>” lub wcięcia", en: "remove needless “>” or indents"))
        case CSUPPORT_TOO_MANY_MARKS:
            Diagnostic(
                .markdownTooComplex,
                Words(
                    pl: "za dużo znaków specjalnych w akapicie (granica: \(limits.marks))",
                    en: "too many special characters in a paragraph (limit: \(limits.marks))"),
                at: location,
                remedy: Words(
                    pl: "podziel akapit pustymi wierszami albo ujmij go w blok kodu",
                    en: "split the paragraph with blank lines, or make it a code block"))
        case CSUPPORT_TABLE_TOO_LARGE:
            Diagnostic(
                .tableTooLarge,
                Words(
                    pl: "tabela ma więcej niż \(limits.tableCells) komórek (krótkie wiersze są uzupełniane)",
                    en: "the table has more than \(limits.tableCells) cells (short rows are filled up)"),
                at: location,
                remedy: Words(
                    pl: "podziel tabelę albo opublikuj ją jako plik CSV", en: "split it, or publish it as a CSV file"))
        case CSUPPORT_TABLE_TOO_WIDE:
            Diagnostic(
                .tableTooLarge,
                Words(
                    pl: "wiersz ma więcej niż \(limits.tableColumns) znaków „|”",
                    en: "the line has more than \(limits.tableColumns) “|”"),
                at: location,
                remedy: Words(
                    pl: "podziel tabelę albo opublikuj ją jako plik CSV", en: "split it, or publish it as a CSV file"))
        case CSUPPORT_OUT_OF_MEMORY:
            Diagnostic(
                .markdownTooComplex,
                Words(
                    pl: "treść jest zbyt zawiła: jej budowa nie mieści się w pamięci przeznaczonej na jedną stronę",
                    en: "the body is too intricate: its structure does not fit into the memory meant for one page"),
                at: location,
                remedy: Words(
                    pl: "uprość tekst lub podziel go na strony", en: "simplify the text or split it into pages"))
        default:
            Diagnostic(
                .markdownLibrary,
                Words(
                    pl: "zainstalowana biblioteka cmark-gfm działa inaczej niż wersja 0.29.0.gfm.6",
                    en: "the installed cmark-gfm library works differently from version 0.29.0.gfm.6"),
                at: location,
                remedy: Words(
                    pl: "zainstaluj libcmark-gfm-dev z Debiana 12", en: "install libcmark-gfm-dev of Debian 12"))
        }
    }

    /// Whether a text holds two given ASCII characters in a row.
    static func contains(_ pair: StaticString, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let second = pair.utf8Start[1]
        guard let base = text.baseAddress else { return false }
        var at = 1
        while at < text.count, let found = memchr(base + at, Int32(second), text.count - at) {
            let offset = UnsafeRawPointer(found) - UnsafeRawPointer(base)
            if base[offset - 1] == pair.utf8Start[0] { return true }
            at = offset + 1
        }
        return false
    }
}
