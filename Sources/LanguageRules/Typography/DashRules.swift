// Hyphens that should be dashes.
extension BlockScanner {
    /// Judges the hyphens that begin at `index`; returns where to go on.
    mutating func hyphen(at index: Int) -> Int {
        var end = index + 1
        while text[end] == UInt8(ascii: "-") { end += 1 }
        let length = end - index
        if classBefore(index) == .space {
            if length <= 3, classAfter(end) == .space, partsWords(from: index, to: end) {
                replace(index, length, length == 3 ? .emDash : .enDash)
            }
        } else if length == 1 {
            if isDigit(text[index - 1]), isDigit(text[end]), isRange(at: index), !isCode(at: index) {
                replace(index, 1, .enDash)
            } else if isRomanDigit(text[index - 1]), isRomanDigit(text[end]), isRomanRange(at: index),
                !isCode(at: index)
            {
                replace(index, 1, .enDash)
            }
        } else if settings.style.joinsWordsByDoubleHyphen, length <= 3, classBefore(index) == .word,
            classAfter(end) == .word,
            !isCode(at: index)
        {
            replace(index, length, .emDash)
        }
        return end
    }

    /// Whether words, not dashes or edges, stand on both sides of the spaces around a hyphen.
    private func partsWords(from start: Int, to end: Int) -> Bool {
        let before = startOfSpaces(endingAt: start)
        let after = spaces(at: end).end
        guard before < start, after > end, text[before - 1] != Placeholder.edge, text[after] != Placeholder.edge else {
            return false
        }
        return !endsDash(before: before) && endOfDash(after) == nil
    }

    /// Whether the hyphen between two digits means “from … to”.
    private func isRange(at index: Int) -> Bool {
        var start = index
        while isDigit(text[start - 1]) || (isNumberSign(text[start - 1]) && isDigit(text[start - 2])) { start -= 1 }
        var end = index + 1
        while isDigit(text[end]) || (isNumberSign(text[end]) && isDigit(text[end + 1])) { end += 1 }
        guard isBoundary(before: start) || text[start - 1] == UInt8(ascii: "~"), mayFollowRange(end) else {
            return false
        }
        guard isRangePart(start, index), isRangePart(index + 1, end) else { return false }
        if isISOMonth(start, index, end) || isPostalCode(start, index, end) { return false }
        return !isPrecededByWord(of: settings.style.identifierWords, before: start)
    }

    /// Whether the hyphen stands between two whole Roman numerals: centuries, classes, months.
    private func isRomanRange(at index: Int) -> Bool {
        var start = index
        while isRomanDigit(text[start - 1]) { start -= 1 }
        var end = index + 1
        while isRomanDigit(text[end]) { end += 1 }
        return isBoundary(before: start) && mayFollowRange(end)
    }

    /// Only digits of numbers below 40: with C, D, L and M, „CD-DVD” would be a range.
    private func isRomanDigit(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "I") || byte == UInt8(ascii: "V") || byte == UInt8(ascii: "X")
    }

    private func isNumberSign(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
    }

    private func mayFollowRange(_ end: Int) -> Bool {
        switch classAfter(end) {
        case .word: return false
        case .space, .opener, .closer, .quote: return true
        case .mark:
            if endOfDash(end) != nil { return false }
            return !"/\\_@#=+&<>|$^`".utf8.contains(text[end])
        }
    }

    /// A number (12), a decimal (1,5), a time (7:30, 8.00) or a date (22.11.2026); not a code with leading zeros, not
    /// a version (1.2.3).
    private func isRangePart(_ start: Int, _ end: Int) -> Bool {
        guard end - start <= 12 else { return false }
        var chunk = start
        var sign: UInt8 = 0
        for index in start...end where index == end || isNumberSign(text[index]) {
            let length = index - chunk
            guard length <= 6 else { return false }
            if sign == UInt8(ascii: "."), length != 2, length != 4 { return false }
            if sign == UInt8(ascii: ":"), length != 2 { return false }
            if index < end { sign = text[index] }
            chunk = index + 1
        }
        return sign != 0 || end - start == 1 || text[start] != UInt8(ascii: "0")
    }

    /// `2026-11` is the month of an ISO date.
    private func isISOMonth(_ start: Int, _ hyphen: Int, _ end: Int) -> Bool {
        guard hyphen - start == 4, end - hyphen == 3, isDigit(text[start + 1]), isDigit(text[start + 2]) else {
            return false
        }
        let tens = text[hyphen + 1] - 0x30
        let month = tens * 10 + (text[hyphen + 2] - 0x30)
        return (1...12).contains(month)
    }

    /// `31-513` may be a postal code or a range: a range is known by the small letter or sign behind it.
    private func isPostalCode(_ start: Int, _ hyphen: Int, _ end: Int) -> Bool {
        guard hyphen - start == 2, end - hyphen == 4, isDigit(text[hyphen + 2]) else { return false }
        if text[end] == UInt8(ascii: "%") || (text[end] == 0xC2 && text[end + 1] == 0xB0) { return false }
        let next = spaces(at: end)
        return next.characters == 0 || !startsWithSmallLetter(next.end)
    }

    private func startsWithSmallLetter(_ index: Int) -> Bool {
        let byte = text[index]
        if byte < 0x80 { return byte &- 0x61 < 26 || byte == UInt8(ascii: "%") }
        guard (0xC3...0xDF).contains(byte) else { return false }
        let value = UInt32(byte & 0x1F) << 6 | UInt32(text[index + 1] & 0x3F)
        return Unicode.Scalar(value)?.properties.isLowercase ?? false
    }
}
