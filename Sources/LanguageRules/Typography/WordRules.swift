// Words that stay with a neighbour: abbreviations, units, centuries.
extension BlockScanner {
    /// Whether the word that ends at `end`, with its full stop, is an abbreviation.
    func isAbbreviation(endingAt end: Int) -> Bool {
        let letters = text[end - 1] == UInt8(ascii: ".") ? end - 1 : end
        guard let start = startOfWord(endingAt: letters, atMost: settings.style.abbreviations.longest) else {
            return false
        }
        return isBoundary(before: start) && settings.style.abbreviations.contains(text + start, count: end - start)
    }

    /// The start of the run of letters that ends at `end`; nil when there is none or it is longer than `limit` bytes.
    func startOfWord(endingAt end: Int, atMost limit: Int) -> Int? {
        var start = end
        while end - start <= limit {
            let byte = text[start - 1]
            if isASCIILetter(byte) {
                start -= 1
            } else if byte & 0xC0 == 0x80, (0xC3...0xDF).contains(text[start - 2]) {
                start -= 2
            } else {
                return start < end ? start : nil
            }
        }
        return nil
    }

    /// Whether a number ends before the run and its unit begins behind it.
    func isNumberBeforeUnit(_ run: SpaceRun) -> Bool {
        guard options.contains(.units), isWord(of: settings.style.units, at: run.end) else { return false }
        var start = run.start
        while true {
            if isDigit(text[start - 1]) {
                start -= 1
            } else if ",.:-".utf8.contains(text[start - 1]), isDigit(text[start - 2]) {
                start -= 2
            } else if text[start - 1] != UInt8(ascii: "-"), endsDash(before: start), isDigit(text[start - 4]) {
                start -= 4
            } else {
                break
            }
        }
        switch text[start - 1] {
        case UInt8(ascii: "_"), UInt8(ascii: "@"), UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "#"):
            return false
        default: return classBefore(start) != .word
        }
    }

    /// Whether a word or number ends before the run and a bound unit begins behind it: „mln zł”.
    func isWordBeforeBoundUnit(_ run: SpaceRun) -> Bool {
        guard isWord(of: settings.style.boundUnits, at: run.end) else { return false }
        return text[run.start - 1] == UInt8(ascii: ".") || classBefore(run.start) == .word
    }

    /// Whether a Roman numeral ends before the run and `w.` begins behind it.
    func isCentury(_ run: SpaceRun) -> Bool {
        guard isWord(of: settings.style.centuries, at: run.end) else { return false }
        var start = run.start
        while "IVXLCDM".utf8.contains(text[start - 1]) { start -= 1 }
        return isBoundary(before: start) || endsDash(before: start)
    }

    /// Whether the whole word at `index` is in the set, with its full stop or without.
    private func isWord(of set: WordSet, at index: Int) -> Bool {
        var end = index
        while end - index <= set.longest, let next = endOfUnitCharacter(end) { end = next }
        guard end > index, end - index <= set.longest else { return false }
        if text[end] == UInt8(ascii: "."), set.contains(text + index, count: end + 1 - index) { return true }
        // `zł-owy` and `km_2` are other words.
        let isCompound = text[end] == UInt8(ascii: "-") && classAfter(end + 1) == .word
        guard !isCompound, text[end] != UInt8(ascii: "_"), text[end] != UInt8(ascii: "@") else { return false }
        return set.contains(text + index, count: end - index)
    }

    /// The end of a letter, digit, `%`, `°`, `²`, `€`, `‰` at `index`.
    private func endOfUnitCharacter(_ index: Int) -> Int? {
        let byte = text[index]
        let second = text[index + 1]
        switch byte {
        case UInt8(ascii: "%"), UInt8(ascii: "$"): return index + 1
        case 0xC2 where second == 0xB0 || second == 0xA3 || (0xB2...0xB5).contains(second): return index + 2
        case 0xC3...0xDF: return index + 2
        case 0xE2 where second == 0x82 && text[index + 2] == 0xAC: return index + 3
        case 0xE2 where second == 0x80 && text[index + 2] == 0xB0: return index + 3
        default: return isASCIILetter(byte) || isDigit(byte) ? index + 1 : nil
        }
    }

    /// Whether a hyphen or dash ends before `index`.
    func endsDash(before index: Int) -> Bool {
        let byte = text[index - 1]
        if byte == UInt8(ascii: "-") { return true }
        return (0x90...0x95).contains(byte) && text[index - 2] == 0x80 && text[index - 3] == 0xE2
    }

    /// Whether a word of the set stands before `index`, beyond spaces, a colon and a full stop: „tel.: ”.
    func isPrecededByWord(of set: WordSet, before index: Int) -> Bool {
        var end = startOfSpaces(endingAt: index)
        if text[end - 1] == UInt8(ascii: ":") { end -= 1 }
        if text[end - 1] == UInt8(ascii: ".") { end -= 1 }
        guard let start = startOfWord(endingAt: end, atMost: set.longest) else { return false }
        return set.contains(text + start, count: end - start) && classBefore(start) != .word
    }

    /// The start of the spaces that end at `index`.
    func startOfSpaces(endingAt index: Int) -> Int {
        var start = index
        while true {
            switch text[start - 1] {
            case 0x20, 0x09, 0x0A, 0x0D: start -= 1
            case 0xA0 where text[start - 2] == 0xC2: start -= 2
            default: return start
            }
        }
    }
}
