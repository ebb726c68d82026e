// Pairs quotation marks and draws each pair by its depth.
//
// Pairing must come out the same when the text is set again. It therefore looks at a mark's family (single or double,
// guillemets among the double) and at its surroundings, both of which setting preserves; the two places where a pair
// changes its family are allowed only where the other marks cannot pair differently afterwards.
extension BlockScanner {
    mutating func resolveQuotes() {
        guard !quotes.isEmpty else { return }
        pairQuotes()
        countMarks()
        drawPairs()
        drawApostrophes()
    }

    /// A closing mark takes the last opening mark of its family; opening marks in between stay alone.
    private mutating func pairQuotes() {
        var open: [Int] = []
        var openSingles = 0
        for index in quotes.indices {
            let mark = quotes[index]
            let isSingle = mark.glyph.isSingle
            if mark.canClose, isSingle ? openSingles > 0 : open.count > openSingles {
                while let last = open.popLast() {
                    if quotes[last].glyph.isSingle { openSingles -= 1 }
                    if quotes[last].glyph.isSingle == isSingle {
                        quotes[last].partner = index
                        quotes[index].partner = last
                        break
                    }
                }
            } else if mark.canOpen {
                open.append(index)
                if isSingle { openSingles += 1 }
            }
        }
    }

    private mutating func countMarks() {
        var unmatchedDoubles = 0
        var singles = 0
        for index in quotes.indices {
            quotes[index].unmatchedDoublesBefore = unmatchedDoubles
            quotes[index].singlesBefore = singles
            if quotes[index].glyph.isSingle {
                singles += 1
            } else if quotes[index].partner < 0 {
                unmatchedDoubles += 1
            }
        }
    }

    private mutating func drawPairs() {
        var parents: [QuoteLevel] = []
        for index in quotes.indices where quotes[index].partner >= 0 {
            if quotes[index].partner > index {
                let level = level(ofPair: index, in: parents.last)
                quotes[index].level = level
                parents.append(level)
                draw(index, level, isOpening: true)
            } else {
                _ = parents.popLast()
                draw(index, quotes[quotes[index].partner].level, isOpening: false)
            }
        }
    }

    private func level(ofPair opening: Int, in parent: QuoteLevel?) -> QuoteLevel {
        let isSingle = quotes[opening].glyph.isSingle
        if isSingle {
            let isNested = parent != nil && parent != .single
            guard isNested, !settings.style.quotes.secondaryIsSingle, mayBecomeDouble(opening) else { return .single }
        } else {
            let isGuillemet = quotes[opening].glyph.isGuillemet && quotes[quotes[opening].partner].glyph.isGuillemet
            if isGuillemet, parent == nil || parent == .single { return .asWritten }
        }
        guard parent == .primary else { return .primary }
        return settings.style.quotes.secondaryIsSingle && !mayBecomeSingle(opening) ? .primary : .secondary
    }

    /// A nested pair of single marks may join the double family when its marks can only open and only close, and no
    /// lone double mark inside could take its closing mark.
    private func mayBecomeDouble(_ opening: Int) -> Bool {
        let closing = quotes[opening].partner
        return isUnambiguous(opening)
            && quotes[closing].unmatchedDoublesBefore == quotes[opening].unmatchedDoublesBefore
    }

    /// A nested pair of double marks may join the single family when there is no single mark inside, not even an
    /// apostrophe that looks like one.
    private func mayBecomeSingle(_ opening: Int) -> Bool {
        let closing = quotes[opening].partner
        return isUnambiguous(opening) && quotes[closing].singlesBefore == quotes[opening].singlesBefore
    }

    private func isUnambiguous(_ opening: Int) -> Bool {
        !quotes[opening].canClose && !quotes[quotes[opening].partner].canOpen
    }

    private mutating func draw(_ index: Int, _ level: QuoteLevel, isOpening: Bool) {
        let pair: (open: StaticString, close: StaticString)
        switch level {
        case .primary: pair = settings.style.quotes.primary
        case .secondary: pair = settings.style.quotes.secondary
        case .single: pair = settings.style.quotes.single
        case .asWritten: return
        }
        let mark = quotes[index]
        edits[mark.edit].length = mark.length
        edits[mark.edit].replacement = Replacement(isOpening ? pair.open : pair.close)
    }

    /// A straight single mark without a partner is an apostrophe when it leans on a letter: „lata ’80”, “the dogs’”.
    private mutating func drawApostrophes() {
        guard options.contains(.apostrophes) else { return }
        for index in quotes.indices where quotes[index].partner < 0 && quotes[index].glyph == .straightSingle {
            let mark = quotes[index]
            let before = classBefore(mark.position)
            let after = classAfter(mark.position + 1)
            let startsWord = after == .word && before != .word
            let endsWord = before == .word && !isDigit(text[mark.position - 1]) && endsApostrophe(after, mark.position)
            guard startsWord || endsWord else { continue }
            edits[mark.edit].length = 1
            edits[mark.edit].replacement = .apostrophe
        }
    }

    /// A closing bracket right behind speaks for a piece of code that was cut by a space.
    private func endsApostrophe(_ after: CharacterClass, _ position: Int) -> Bool {
        if after == .space { return true }
        return after == .closer && text[position + 1] != UInt8(ascii: ")") && text[position + 1] != UInt8(ascii: "]")
    }
}
