// Groups of digits that no line may part: thousands and telephone numbers.
extension BlockScanner {
    /// A run of digit groups with spaces between them.
    private struct DigitGroups {
        let start: Int
        var end: Int
        /// The lengths of the groups as hexadecimal digits: 0x2322 is 12 422 33 44.
        var pattern: UInt64
        var groups = 1
        var digits: Int
        var othersAreThree = true
    }

    func startsDigits(_ index: Int) -> Bool { isDigit(text[index]) }

    /// Judges all groups at once, as the first space among them is met; returns where to go on.
    mutating func digitGroups(first: SpaceRun) -> Int {
        var groups = firstGroup(endingAt: first.start)
        var run = first
        while isDigit(text[run.end]) {
            let end = endOfDigits(run.end)
            groups.end = end
            groups.groups += 1
            groups.digits += end - run.end
            groups.othersAreThree = groups.othersAreThree && end - run.end == 3
            groups.pattern = groups.pattern << 4 | UInt64(min(end - run.end, 15))
            run = spaces(at: end)
        }
        let areGlued = belongTogether(groups)
        var index = first.start
        while index < groups.end {
            let inner = spaces(at: index)
            set(inner, isGlued: areGlued)
            index = endOfDigits(inner.end)
        }
        return groups.end
    }

    private func firstGroup(endingAt end: Int) -> DigitGroups {
        var start = end
        while isDigit(text[start - 1]) { start -= 1 }
        return DigitGroups(start: start, end: end, pattern: UInt64(min(end - start, 15)), digits: end - start)
    }

    private func endOfDigits(_ index: Int) -> Int {
        var end = index
        while isDigit(text[end]) { end += 1 }
        return end
    }

    private func belongTogether(_ groups: DigitGroups) -> Bool {
        let last = text[groups.start - 1]
        if options.contains(.phoneNumbers), (4...15).contains(groups.digits) {
            if last == UInt8(ascii: "+") { return true }
            if isPrecededByWord(of: settings.style.phoneWords, before: groups.start) { return true }
            if isAreaCode(endingAt: groups.start) { return true }
        }
        let mayStart = isBoundary(before: groups.start) || endsDash(before: groups.start)
        guard mayStart, mayEnd(groups.end) else { return false }
        let first = groups.pattern >> UInt64(min(groups.groups - 1, 15) * 4)
        if options.contains(.units), groups.othersAreThree, groups.groups <= 5, first <= 3,
            text[groups.start] != UInt8(ascii: "0")
        {
            return true
        }
        // A landline number with its area code: 12 422 33 44.
        return options.contains(.phoneNumbers) && groups.groups == 4 && groups.pattern == 0x2322
    }

    /// Whether a number may end at `index`: not within a word, a date, or a number with hyphens.
    private func mayEnd(_ index: Int) -> Bool {
        switch text[index] {
        case UInt8(ascii: "/"), UInt8(ascii: ":"): return !isDigit(text[index + 1])
        case UInt8(ascii: "-"): return !isDigit(text[index + 1])
        default: return true
        }
    }

    /// `(12)` before a telephone number.
    func isAreaCode(endingAt end: Int) -> Bool {
        var start = text[end - 1] == UInt8(ascii: ")") ? end - 1 : startOfSpaces(endingAt: end) - 1
        let close = start
        guard text[close] == UInt8(ascii: ")") else { return false }
        while isDigit(text[start - 1]) { start -= 1 }
        return (2...3).contains(close - start) && text[start - 1] == UInt8(ascii: "(")
    }

    /// `+48` before an area code in brackets.
    func isPhonePrefix(endingAt end: Int) -> Bool {
        guard options.contains(.phoneNumbers) else { return false }
        var start = end
        while isDigit(text[start - 1]) { start -= 1 }
        return text[start - 1] == UInt8(ascii: "+") && end - start <= 3
    }
}
