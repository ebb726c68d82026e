/// A run of spaces, line breaks and no-break spaces.
struct SpaceRun {
    let start: Int
    var end: Int
    var characters = 0
    var noBreakSpaces = 0

    var isPlain: Bool { noBreakSpaces == 0 }
    var isDoubled: Bool { characters > 1 && noBreakSpaces > 0 }
}

// Where a line may not end.
extension BlockScanner {
    /// Judges the spaces that begin at `index`; returns where to go on.
    @inline(__always)
    mutating func space(at index: Int) -> Int {
        let next = text[index + 1]
        // Nearly all spaces are single and stand beside nothing of interest.
        if next > 0x20, next != 0xC2, text[index] != 0xC2 {
            var before = neighbours[Int(text[index - 1])] & SpaceNeighbour.before
            if before & SpaceNeighbour.shortWord != 0,
                neighbours[Int(text[index - 2])] & SpaceNeighbour.letter != 0
            {
                before &= ~SpaceNeighbour.shortWord
            }
            if before & SpaceNeighbour.abbreviationEnd != 0, !mayEndAbbreviation(index) {
                before &= ~SpaceNeighbour.abbreviationEnd
            }
            if before == 0, !mayBeBoundUnit(index + 1) { return index + 1 }
        }
        return spaceRun(at: index)
    }

    /// Whether the two bytes before `index` end an abbreviation, or look like two that do.
    @inline(__always)
    private func mayEndAbbreviation(_ index: Int) -> Bool {
        abbreviationEnds[Int(text[index - 2])] & ByteTables.bit(of: text[index - 1]) != 0
    }

    @inline(__always)
    private func mayBeBoundUnit(_ index: Int) -> Bool {
        neighbours[Int(text[index])] & SpaceNeighbour.boundUnitFirst != 0
            && neighbours[Int(text[index + 1])] & SpaceNeighbour.boundUnitSecond != 0
    }

    private mutating func spaceRun(at index: Int) -> Int {
        let run = spaces(at: index)
        if isDigit(text[run.start - 1]), startsDigits(run.end) { return digitGroups(first: run) }
        set(run, isGlued: isGlued(run))
        return run.end
    }

    /// The run that begins at `index`.
    func spaces(at index: Int) -> SpaceRun {
        var run = SpaceRun(start: index, end: index)
        while true {
            switch text[run.end] {
            case 0x20, 0x09, 0x0A, 0x0D: run.end += 1
            case 0xC2 where text[run.end + 1] == 0xA0:
                run.end += 2
                run.noBreakSpaces += 1
            default: return run
            }
            run.characters += 1
        }
    }

    /// Writes a run as it shall be: glued runs become one no-break space; doubled no-break spaces become one, or a
    /// plain space where a plain one stood among them.
    mutating func set(_ run: SpaceRun, isGlued: Bool) {
        if run.isDoubled {
            guard options.contains(.debris) else { return }
            doubledNoBreakSpaces += 1
            let isBreakable = run.characters > run.noBreakSpaces && !isGlued
            replace(run.start, run.end - run.start, isBreakable ? .space : .noBreakSpace)
        } else if isGlued, run.isPlain {
            replace(run.start, run.end - run.start, .noBreakSpace)
        }
    }

    private func isGlued(_ run: SpaceRun) -> Bool {
        let last = text[run.start - 1]
        guard last != Placeholder.edge, text[run.end] != Placeholder.edge else { return false }
        let before = neighbours[Int(last)]
        if before & SpaceNeighbour.shortWord != 0, standsAlone(run.start - 1), startsWord(run.end) {
            return true
        }
        if before & SpaceNeighbour.digit != 0, isNumberBeforeUnit(run) { return true }
        if before & SpaceNeighbour.abbreviationEnd != 0, isAbbreviation(endingAt: run.start), startsWord(run.end) {
            return true
        }
        if mayBeBoundUnit(run.end), isWordBeforeBoundUnit(run) { return true }
        if before & SpaceNeighbour.romanNumeral != 0, isCentury(run) { return true }
        if before & SpaceNeighbour.closesAreaCode != 0, isAreaCode(endingAt: run.start), startsDigits(run.end) {
            return true
        }
        if before & SpaceNeighbour.digit != 0, text[run.end] == UInt8(ascii: "("), isPhonePrefix(endingAt: run.start) {
            return true
        }
        let isSection = before & SpaceNeighbour.sectionSign != 0 && text[run.start - 2] == 0xC2
        return isSection && isDigit(text[run.end])
    }

    /// Whether a word begins at `index`, be it behind an ellipsis.
    private func standsAlone(_ index: Int) -> Bool {
        if isBoundary(before: index) { return true }
        let dot = UInt8(ascii: ".")
        if text[index - 1] == dot { return text[index - 2] == dot && text[index - 3] == dot }
        return text[index - 1] == 0xA6 && text[index - 2] == 0x80 && text[index - 3] == 0xE2
    }

    /// Whether a word may begin at `index`: after a space, a bracket, a quote.
    func isBoundary(before index: Int) -> Bool {
        switch classBefore(index) {
        case .space, .opener, .quote: true
        default: false
        }
    }

    /// Whether what begins at `index` is to be read with the word before it: not a dash, not a closing bracket.
    private func startsWord(_ index: Int) -> Bool {
        switch classAfter(index) {
        case .word, .quote, .opener: return true
        case .space, .closer: return false
        case .mark:
            var end = index
            while let next = endOfDash(end) { end = next }
            // A sign that belongs to what follows: -5, +48, §.
            return classAfter(end) != .space
        }
    }

    /// The end of the hyphen or dash at `index`.
    func endOfDash(_ index: Int) -> Int? {
        if text[index] == UInt8(ascii: "-") { return index + 1 }
        let isDash = text[index] == 0xE2 && text[index + 1] == 0x80 && (0x90...0x95).contains(text[index + 2])
        return isDash ? index + 3 : nil
    }

    @inline(__always)
    func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    func isASCIILetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
}
