/// A quotation mark as it stands in a text.
enum QuoteGlyph: UInt8 {
    case straightDouble, straightSingle
    case leftSingle, rightSingle, lowSingle, reversedSingle
    case leftDouble, rightDouble, lowDouble, reversedDouble
    case leftGuillemet, rightGuillemet

    /// U+2018…U+201F by the third byte of its UTF-8 form.
    init(third: UInt8) {
        switch third {
        case 0x98: self = .leftSingle
        case 0x99: self = .rightSingle
        case 0x9A: self = .lowSingle
        case 0x9B: self = .reversedSingle
        case 0x9C: self = .leftDouble
        case 0x9D: self = .rightDouble
        case 0x9E: self = .lowDouble
        default: self = .reversedDouble
        }
    }

    var isSingle: Bool {
        switch self {
        case .straightSingle, .leftSingle, .rightSingle, .lowSingle, .reversedSingle: true
        default: false
        }
    }

    var isGuillemet: Bool { self == .leftGuillemet || self == .rightGuillemet }
}

/// A quotation mark that may open or close a quotation, judged by what stands around it and not by its own form: the
/// same sign opens in one language and closes in another.
struct QuoteMark {
    let position: Int
    let length: Int
    let glyph: QuoteGlyph
    let canOpen: Bool
    let canClose: Bool
    /// Its place among the block's edits.
    let edit: Int
    /// The index of the other mark of the pair; -1 while it has none.
    var partner = -1
    /// How a pair is drawn; kept with its opening mark.
    var level = QuoteLevel.primary
    /// Marks before this one that have no partner and are not single.
    var unmatchedDoublesBefore = 0
    /// Single marks before this one.
    var singlesBefore = 0
}

/// How a pair of quotation marks is drawn.
enum QuoteLevel {
    case primary, secondary, single
    /// Guillemets of the author's that enclose an outer quotation.
    case asWritten
}

extension BlockScanner {
    mutating func doubleQuote(at index: Int) -> Int {
        if !options.contains(.quotes) || isCode(at: index) || !note(.straightDouble, at: index, length: 1) {
            if escapesHTML { replace(index, 1, .quotationMark) }
        }
        return index + 1
    }

    mutating func singleQuote(at index: Int) -> Int {
        if isCode(at: index) { return index + 1 }
        if isWithinWord(index, length: 1) {
            // Two digits around it are feet and inches, or minutes.
            if options.contains(.apostrophes), !(isDigit(text[index - 1]) && isDigit(text[index + 1])) {
                replace(index, 1, .apostrophe)
            }
        } else if options.contains(.quotes) {
            _ = note(.straightSingle, at: index, length: 1)
        }
        return index + 1
    }

    mutating func typographicQuote(_ glyph: QuoteGlyph, at index: Int, length: Int) -> Int {
        if !(glyph.isSingle && isWithinWord(index, length: length)), !isCode(at: index) {
            _ = note(glyph, at: index, length: length)
        }
        return index + length
    }

    private func isWithinWord(_ index: Int, length: Int) -> Bool {
        classBefore(index) == .word && classAfter(index + length) == .word
    }

    /// Notes a mark that may be one of a pair. False when it can neither open nor close.
    private mutating func note(_ glyph: QuoteGlyph, at index: Int, length: Int) -> Bool {
        let before = classBeforeQuotes(index)
        let after = classAfterQuotes(index + length)
        var canOpen = after != .space && (after == .word || before == .space || before.isPunctuation)
        var canClose = before != .space && (before == .word || after == .space || after.isPunctuation)
        if canOpen, canClose {
            // Within a word, as behind inches, it is no quotation mark; else a bracket or a full stop decides.
            if before == .word { return false }
            if before == .opener {
                canClose = false
            } else if after == .closer {
                canOpen = false
            }
        }
        guard canOpen || canClose else { return false }
        quotes.append(
            QuoteMark(
                position: index, length: length, glyph: glyph, canOpen: canOpen, canClose: canClose, edit: edits.count))
        // Filled in when the pairs are known; until then it changes nothing.
        let keepsEscape = escapesHTML && glyph == .straightDouble
        replace(index, keepsEscape ? length : 0, keepsEscape ? .quotationMark : .nothing)
        return true
    }

    /// The class of what precedes `index` and is no quotation mark itself. Eight marks in a row are punctuation.
    private func classBeforeQuotes(_ index: Int) -> CharacterClass {
        var start = index
        for _ in 0..<8 {
            let found = classBefore(start)
            if found != .quote { return found }
            start = startOfCharacter(before: start)
        }
        return .mark
    }

    private func classAfterQuotes(_ index: Int) -> CharacterClass {
        var end = index
        for _ in 0..<8 {
            let found = classAfter(end)
            if found != .quote { return found }
            end += text[end] < 0x80 ? 1 : (text[end] == 0xC2 ? 2 : 3)
        }
        return .mark
    }
}
