import Diagnostics

extension PageAudit {
    mutating func readText(_ range: Range<Int>) {
        if link.isOpen, elements.hidden == 0 { link.addText(tokenizer.bytes, range) }
        let startsLine = isLineStart
        if isLineStart, !isBlank(range) { isLineStart = false }
        if elements.codes > 0 { return }
        findMarkdown(range, startsLine: startsLine)
    }

    private func isBlank(_ range: Range<Int>) -> Bool {
        for index in range where !HTMLTokenizer.isSpace(tokenizer.bytes[index]) { return false }
        return true
    }

    /// Looks for bytes that Markdown or a word processor leaves behind, eight at a time. (Swift compares the lanes of a
    /// SIMD vector one by one here: that took five times as long.)
    private mutating func findMarkdown(_ range: Range<Int>, startsLine: Bool) {
        let bytes = UnsafeRawPointer(tokenizer.bytes)
        let end = range.upperBound
        let lastWord = tokenizer.count &- 8
        var index = range.lowerBound
        while index < end {
            if index <= lastWord {
                var word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
                // Bytes beyond the text are blanked.
                if index &+ 8 > end { word &= UInt64.max &>> UInt64(truncatingIfNeeded: (index &+ 8 &- end) &* 8) }
                if !PageAudit.mayHoldMarkdown(word) {
                    index &+= 8
                    continue
                }
            }
            let chunkEnd = min(index &+ 8, end)
            while index < chunkEnd {
                index =
                    PageAudit.isSign(bytes.load(fromByteOffset: index, as: UInt8.self))
                    ? markdown(at: index, in: range, startsLine: startsLine) ?? index + 1 : index &+ 1
            }
        }
    }

    @inline(__always)
    private static func isSign(_ byte: UInt8) -> Bool {
        byte == 0x2A || byte == 0x23 || byte == 0x5B || byte == 0x5D || byte == 0xE2 || byte == 0xEF
    }

    /// Whether one of eight bytes may be among `* # [ ]` and the first bytes of bullets; a few others (`+ " Y _`, other
    /// characters of three bytes) look the same here and are told apart after.
    @inline(__always)
    private static func mayHoldMarkdown(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        // A byte is zero in one of these when it is `*` or `#`, `[` or `]`, or a lead byte of three.
        let signs = (word & (ones &* 0xF6)) ^ (ones &* 0x22)
        let brackets = (word & (ones &* 0xF9)) ^ (ones &* 0x59)
        let bullets = (word & (ones &* 0xF0)) ^ (ones &* 0xE0)
        let zeros = ((signs &- ones) & ~signs) | ((brackets &- ones) & ~brackets) | ((bullets &- ones) & ~bullets)
        return zeros & (ones &* 0x80) != 0
    }

    /// Reports what stands at the place, if it is Markdown, and returns where to go on.
    @inline(never)
    private mutating func markdown(at index: Int, in range: Range<Int>, startsLine: Bool) -> Int? {
        switch tokenizer.bytes[index] {
        case UInt8(ascii: "*"): strong(at: index, in: range)
        case UInt8(ascii: "["): bracket(at: index, in: range)
        case UInt8(ascii: "]"): linkEnd(at: index, in: range)
        case UInt8(ascii: "#"): heading(at: index, in: range, startsLine: startsLine)
        case 0xE2, 0xEF: bullet(at: index, in: range, startsLine: startsLine)
        default: nil
        }
    }

    private func byte(_ index: Int, _ range: Range<Int>) -> UInt8 {
        range.contains(index) ? tokenizer.bytes[index] : 0
    }

    /// `**`
    private mutating func strong(at index: Int, in range: Range<Int>) -> Int? {
        guard byte(index + 1, range) == UInt8(ascii: "*") else { return nil }
        // A hotel's stars, a row of asterisks: three and more that touch no word.
        var run = index + 2
        while byte(run, range) == UInt8(ascii: "*") { run += 1 }
        if run - index > 2, !isWord(byte(index - 1, range)), !isWord(byte(run, range)) { return run }
        var end = index + 2
        while end < range.upperBound,
            !(tokenizer.bytes[end] == UInt8(ascii: "*") && byte(end + 1, range) == UInt8(ascii: "*"))
        {
            end += 1
        }
        let isPair = end < range.upperBound && end - index < 200
        let found = index..<(isPair ? end + 2 : index + 2)
        let inner = isPair ? asWritten(index + 2..<end) : ""
        let remedy =
            inner.isEmpty
            ? Words(pl: "usuń gwiazdki albo zapisz je jako \\*\\*", en: "remove the asterisks or write them as \\*\\*")
            : Words(
                pl: "wpisz: **\(inner)** (bez odstępów po wewnętrznej stronie gwiazdek)",
                en: "write: **\(inner)** (no spaces inside the asterisks)")
        report(.markdownShowsThrough, found, PageAudit.shows("**"), remedy: remedy)
        return found.upperBound
    }

    /// `![` and `[^1]`
    private mutating func bracket(at index: Int, in range: Range<Int>) -> Int? {
        if byte(index - 1, range) == UInt8(ascii: "!") {
            let end = find(UInt8(ascii: ")"), from: index, in: range).map { $0 + 1 } ?? index + 1
            let mended = mendedLink(index..<end).map { Words(pl: "wpisz: !\($0)", en: "write: !\($0)") }
            report(
                .markdownShowsThrough, index - 1..<end, PageAudit.shows("!["),
                remedy: mended
                    ?? Words(
                        pl: "obraz zapisuje się ![opis](plik), bez odstępu między ] i (, a ścieżkę z odstępem w <…>",
                        en:
                            "a picture is written ![text](file), with no space between ] and (, a path with spaces inside <…>"
                    ))
            return end
        }
        guard byte(index + 1, range) == UInt8(ascii: "^") else { return nil }
        var end = index + 2
        while end < range.upperBound, end - index < 40, tokenizer.bytes[end] > 0x20,
            tokenizer.bytes[end] != UInt8(ascii: "]")
        { end += 1 }
        guard end > index + 2, byte(end, range) == UInt8(ascii: "]") else { return nil }
        let name = text(index + 2..<end)
        report(
            .markdownShowsThrough, index..<end + 1, PageAudit.shows("[^\(name)]"),
            remedy: Words(
                pl: "dopisz na końcu: [^\(name)]: treść przypisu", en: "add at the end: [^\(name)]: the note's text"))
        return end + 1
    }

    /// `](`, and `] (` before what can only be an address.
    private mutating func linkEnd(at index: Int, in range: Range<Int>) -> Int? {
        guard byte(index + 1, range) == UInt8(ascii: "(") || hasAddress(after: index + 1, in: range) else { return nil }
        let end = find(UInt8(ascii: ")"), from: index, in: range).map { $0 + 1 } ?? index + 2
        var start = index
        while start > range.lowerBound, tokenizer.bytes[start] != UInt8(ascii: "[") { start -= 1 }
        let mended = mendedLink(start..<end).map { Words(pl: "wpisz: \($0)", en: "write: \($0)") }
        report(
            .markdownShowsThrough, index..<end, PageAudit.shows("]("),
            remedy: mended
                ?? Words(
                    pl: "odnośnik zapisuje się [tekst](adres); adres z odstępem w <…>",
                    en: "a link is written [text](address); an address with spaces inside <…>"))
        return end
    }

    /// `#Tytuł` at the start of a line: a heading without its space.
    private mutating func heading(at index: Int, in range: Range<Int>, startsLine: Bool) -> Int? {
        guard isAtLineStart(index, in: range, startsLine: startsLine) else { return nil }
        var end = index
        while byte(end, range) == UInt8(ascii: "#") { end += 1 }
        let level = end - index
        while byte(end, range) == 0x20 { end += 1 }
        let first = byte(end, range)
        guard level <= 6, HTMLTokenizer.isLetter(first) || first >= 0xC3 else { return level > 1 ? index + level : nil }
        let line = find(UInt8(ascii: "\n"), from: end, in: range) ?? range.upperBound
        let title = asWritten(end..<line)
        // Tags as social media have them, not a heading: lower case, or several in the line.
        if level == 1, title.first?.isLowercase ?? false || title.contains(" #") { return line }
        // The page's title is its h1: in the text headings begin at two signs.
        let wanted = String(repeating: "#", count: level == 1 && mainHeadings > 0 ? 2 : level)
        let signs = String(repeating: "#", count: level)
        report(
            .markdownShowsThrough, index..<line, PageAudit.shows("\(signs)\(title)"),
            remedy: Words(
                pl: "nagłówek ma odstęp i pusty wiersz przed sobą: \(wanted) \(title)",
                en: "a heading has a space and an empty line before it: \(wanted) \(title)"))
        return line
    }

    /// `•` and the bullets of word processors at the start of a line: U+2022, U+25AA, U+25CF, U+F0B7, U+F0A7. Between
    /// words they part them: „Kraków • Skawina”.
    private mutating func bullet(at index: Int, in range: Range<Int>, startsLine: Bool) -> Int? {
        switch (tokenizer.bytes[index], byte(index + 1, range), byte(index + 2, range)) {
        case (0xE2, 0x80, 0xA2), (0xE2, 0x96, 0xAA), (0xE2, 0x97, 0x8F), (0xEF, 0x82, 0xB7), (0xEF, 0x82, 0xA7): break
        default: return nil
        }
        guard isAtLineStart(index, in: range, startsLine: startsLine) || tokenizer.bytes[index] == 0xEF else {
            return nil
        }
        let line = find(UInt8(ascii: "\n"), from: index, in: range) ?? range.upperBound
        let item = asWritten(index + 3..<line)
        report(
            .markdownShowsThrough, index..<index + 3, PageAudit.shows(text(index..<index + 3)),
            remedy: Words(pl: "punkt listy zapisuje się: - \(item)", en: "an item of a list is written: - \(item)"))
        return line
    }

    private func isAtLineStart(_ index: Int, in range: Range<Int>, startsLine: Bool) -> Bool {
        var before = index
        while before > range.lowerBound, tokenizer.bytes[before - 1] == 0x20 { before -= 1 }
        return before == range.lowerBound ? startsLine : tokenizer.bytes[before - 1] == UInt8(ascii: "\n")
    }

    /// Whether a space and an address in parentheses follow: „(../gminy/skawina.md)”, but not „(domknięty)”.
    private func hasAddress(after index: Int, in range: Range<Int>) -> Bool {
        guard byte(index, range) == 0x20, byte(index + 1, range) == UInt8(ascii: "("),
            let close = find(UInt8(ascii: ")"), from: index, in: range)
        else { return false }
        let address = text(index + 2..<close)
        guard !address.contains(where: { $0 == " " || $0 == "\u{A0}" }) else { return false }
        return address.hasSuffix(".md")
            || ["/", "./", "../", "https://", "http://", "mailto:", "tel:"].contains {
                address.count > $0.count && address.hasPrefix($0)
            }
    }

    private func isWord(_ byte: UInt8) -> Bool {
        HTMLTokenizer.isLetter(byte) || byte >= 0xC3 || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    /// The text as its author would type it: without the no-break spaces that typography put in.
    private func asWritten(_ range: Range<Int>) -> String {
        text(range).replacing("\u{A0}", with: " ").split(separator: " ").joined(separator: " ")
    }

    /// `[text] (a b.jpg)` as a link that Markdown reads: no space before the address, one with spaces in `<…>`. Nil when
    /// the range holds no such thing.
    private func mendedLink(_ range: Range<Int>) -> String? {
        let written = asWritten(range)
        guard written.hasPrefix("["), written.hasSuffix(")"), let close = written.firstIndex(of: "]") else {
            return nil
        }
        let name = written[..<close]
        let rest = written[written.index(after: close)...].drop { $0 == " " }
        guard rest.hasPrefix("("), !name.dropFirst().contains("[") else { return nil }
        let address = rest.dropFirst().dropLast().trimmingPrefix(" ")
        guard !address.isEmpty, !address.contains(where: { "<>()\"".contains($0) }) else { return nil }
        return address.contains(" ") ? "\(name)](<\(address)>)" : "\(name)](\(address))"
    }

    private func find(_ byte: UInt8, from index: Int, in range: Range<Int>) -> Int? {
        tokenizer.find(byte, from: index).flatMap { $0 < range.upperBound ? $0 : nil }
    }

    private static func shows(_ what: String) -> Words {
        Words(pl: "na stronie widać znaki „\(what)”", en: "the page shows the signs “\(what)”")
    }
}
