import Diagnostics

/// What can be wrong with the fences of a front matter.
enum FrontMatterFault {
    /// The opening fence has no closing one; names the line that was most likely meant as one.
    static func unclosed(_ file: SourceFile, fence: Span, from: Int) -> DiagnosticError {
        var notes: [Diagnostic.Note] = []
        var line = FrontMatterSplit.line(file.bytes, from: from)
        while line.lowerBound < file.bytes.count {
            if looksLikeFence(file.bytes, line) {
                let span = Span(line.lowerBound, line.upperBound)
                notes.append(
                    Diagnostic.Note(
                        Words(
                            pl: "czy tu miał być koniec? Wpisz dokładnie ---",
                            en: "was the end meant here? Write exactly ---"),
                        at: Location(file, span)))
                break
            }
            line = FrontMatterSplit.line(file.bytes, from: FrontMatterSplit.next(file.bytes, line))
        }
        return DiagnosticError(
            Diagnostic(
                .unclosedFrontMatter,
                Words(pl: "metryczka pliku nie ma końca", en: "the front matter has no closing fence"),
                at: Location(file, fence),
                remedy: Words(
                    pl: "po ostatnim polu dodaj wiersz z samym ---",
                    en: "after the last field add a line with --- alone"),
                notes: notes))
    }

    /// Refuses a CR that no LF follows: to YAML it ends a line, to nearly every editor it is nothing at all.
    static func refuseCarriageReturn(_ file: SourceFile, _ range: Range<Int>) throws(DiagnosticError) {
        let bytes = file.bytes
        guard bytes[range].contains(0x0D),
            let at = range.first(where: { bytes[$0] == 0x0D && ($0 + 1 == bytes.count || bytes[$0 + 1] != 0x0A) }),
            // The last byte of a file may be the half of a line end.
            at + 1 < bytes.count
        else { return }
        throw DiagnosticError(
            Diagnostic(
                .controlCharacter,
                Words(
                    pl: "wiersz kończy się samym znakiem CR, jak na dawnych komputerach Mac",
                    en: "a line ends in CR alone, as on old Macintoshes"),
                at: Location(file, Span(at, at + 1)),
                remedy: Words(
                    pl: "zapisz plik z końcami wierszy LF (albo CRLF)",
                    en: "save the file with line ends LF (or CRLF)")))
    }

    static func tooLong(_ file: SourceFile, _ split: FrontMatterSplit) -> DiagnosticError {
        let kilobytes = split.yaml.count / 1024
        return DiagnosticError(
            Diagnostic(
                .tooLong,
                Words(pl: "metryczka ma \(kilobytes) KB", en: "the front matter has \(kilobytes) KB"),
                at: Location(file, split.fence),
                remedy: Words(
                    pl: "skróć ją do 1024 KB; długi tekst należy do treści pod metryczką",
                    en: "cut it to 1024 KB; a long text belongs below the front matter")))
    }

    /// Refuses a file whose beginning shows that front matter of another kind, or in another place, was meant.
    static func refuseOtherOpening(_ file: SourceFile, from start: Int) throws(DiagnosticError) {
        let line = FrontMatterSplit.line(file.bytes, from: start)
        let text = String(decoding: file.bytes[line].prefix(40), as: UTF8.self)
        let span = Span(line.lowerBound, line.upperBound)
        if text.hasPrefix("+++") || text == "---toml" { throw foreign("TOML", text, file, span) }
        if ["---js", "---json", "---javascript", ";;;", "{"].contains(text) {
            throw foreign(text == "---js" || text == "---javascript" ? "JavaScript" : "JSON", text, file, span)
        }
        if text == "---yaml" || text == "---yml" { throw misspelt(file, span) }
        if looksLikeFence(file.bytes, line), hasFenceOrKeyAfter(file.bytes, line) { throw misspelt(file, span) }
        try refuseLateFence(file, line)
    }

    private static func foreign(_ kind: String, _ text: String, _ file: SourceFile, _ span: Span) -> DiagnosticError {
        DiagnosticError(
            Diagnostic(
                .foreignFrontMatter,
                Words(
                    pl: "metryczka w formacie \(kind) (\(text)) nie jest obsługiwana",
                    en: "front matter in \(kind) (\(text)) is not supported"),
                at: Location(file, span),
                remedy: Words(
                    pl: "zapisz pola w YAML między wierszami ---, na przykład „title: Skawina”",
                    en: "write the fields as YAML between lines of ---, for example “title: Skawina”")))
    }

    private static func misspelt(_ file: SourceFile, _ span: Span) -> DiagnosticError {
        DiagnosticError(
            Diagnostic(
                .misplacedFrontMatter,
                Words(
                    pl: "to nie jest wiersz --- otwierający metryczkę",
                    en: "this is not the line --- that opens the front matter"),
                at: Location(file, span),
                remedy: Words(pl: "wpisz dokładnie trzy minusy: ---", en: "write exactly three hyphens: ---")))
    }

    /// A fence after blank lines, or fields without an opening fence.
    private static func refuseLateFence(_ file: SourceFile, _ first: Range<Int>) throws(DiagnosticError) {
        let bytes = file.bytes
        var line = first
        while line.lowerBound < bytes.count, isBlank(bytes, line) {
            line = FrontMatterSplit.line(bytes, from: FrontMatterSplit.next(bytes, line))
        }
        guard line.lowerBound < bytes.count else { return }
        let span = Span(line.lowerBound, line.upperBound)
        let isLate = line.lowerBound != first.lowerBound
        if isLate, FrontMatterSplit.isFence(bytes, line), hasFenceOrKeyAfter(bytes, line) {
            throw DiagnosticError(
                Diagnostic(
                    .misplacedFrontMatter,
                    Words(
                        pl: "metryczka nie zaczyna się w pierwszym wierszu",
                        en: "the front matter does not begin on the first line"),
                    at: Location(file, span),
                    remedy: Words(pl: "usuń puste wiersze nad ---", en: "remove the blank lines above ---")))
        }
        if isKey(bytes, line), let fence = fenceAfterKeys(bytes, line) {
            throw DiagnosticError(
                Diagnostic(
                    .misplacedFrontMatter,
                    Words(pl: "nad polami brakuje wiersza ---", en: "the line --- above the fields is missing"),
                    at: Location(file, span),
                    remedy: Words(
                        pl: "dodaj wiersz --- na początku pliku", en: "add a line --- at the start of the file"),
                    notes: [
                        Diagnostic.Note(
                            Words(pl: "tu metryczka się kończy", en: "here the front matter ends"),
                            at: Location(file, Span(fence.lowerBound, fence.upperBound)))
                    ]))
        }
    }

    /// `----`, `- - -`, ` ---`, `—`, `---yaml` and the like.
    private static func looksLikeFence(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
        guard line.count >= 2, line.count <= 24 else { return false }
        let text = String(decoding: bytes[line], as: UTF8.self)
        if text == "..." || text == "+++" { return true }
        var dashes = 0
        for scalar in text.unicodeScalars {
            switch scalar {
            case "-", "–", "—", "−", "‐", "‑": dashes += scalar == "-" ? 1 : 2
            case " ", "\t", "\r": continue
            default: return false
            }
        }
        return dashes >= 2
    }

    private static func isBlank(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
        line.allSatisfy { bytes[$0] == 0x20 || bytes[$0] == 0x09 || bytes[$0] == 0x0D }
    }

    /// `name: …` or `name:` with a name of ASCII letters, digits, `_` and `-`.
    private static func isKey(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
        var index = line.lowerBound
        while index < line.upperBound {
            let byte = bytes[index]
            let isLetter = (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_")
            let isInner = isLetter || byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "-")
            guard index == line.lowerBound ? isLetter : isInner else { break }
            index += 1
        }
        guard index > line.lowerBound, index < line.upperBound, bytes[index] == UInt8(ascii: ":") else { return false }
        return index + 1 == line.upperBound || bytes[index + 1] == 0x20
    }

    private static func hasFenceOrKeyAfter(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
        let after = FrontMatterSplit.line(bytes, from: FrontMatterSplit.next(bytes, line))
        return after.lowerBound < bytes.count && isKey(bytes, after)
    }

    /// The fence that follows lines of which each is a field, an indented line, a list item or a comment.
    private static func fenceAfterKeys(_ bytes: [UInt8], _ first: Range<Int>) -> Range<Int>? {
        var line = first
        while line.lowerBound < bytes.count {
            if FrontMatterSplit.isFence(bytes, line) { return line }
            let start = line.isEmpty ? 0 : bytes[line.lowerBound]
            guard isKey(bytes, line) || start == 0x20 || start == UInt8(ascii: "-") || start == UInt8(ascii: "#") else {
                return nil
            }
            line = FrontMatterSplit.line(bytes, from: FrontMatterSplit.next(bytes, line))
        }
        return nil
    }
}
