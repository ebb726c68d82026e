import Diagnostics

/// Finds a piece of a page's text in the text that an author wrote.
///
/// Where the words stand several times, each place is tried: rendering is pure, so the place whose change changes the
/// page at the finding is the one that wrote it.
struct TextMatch {
    private let html: [UInt8]
    private let range: Range<Int>
    /// The page's text around the finding.
    private let around: Skeleton
    /// The letter at the finding, as an index into `around`: behind its beginning, or before it where none follows.
    private let anchor: Int?

    /// The most places that are tried for one finding.
    private static let mostTrials = 64
    /// How many letters before and from the anchor must be alike, the most first.
    private static let windows = [
        (40, 40), (20, 40), (40, 20), (20, 20), (0, 40), (40, 1), (10, 10), (0, 20), (20, 1), (0, 10), (10, 1), (4, 4),
        (0, 4), (4, 1), (0, 1),
    ]

    /// - Parameter bounds: the part of the page that one value wrote.
    init(_ range: Range<Int>, in html: [UInt8], bounds: Range<Int>) {
        self.html = html
        self.range = range.clamped(to: bounds)
        let start = self.range.lowerBound
        var from = bounds.lowerBound
        if start - from > 4000 {
            // A long text is read from a tag's end on, never from within a tag.
            from = html[start - 4000..<start].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? start
        }
        around = Skeleton(html[from..<min(bounds.upperBound, start + 4000)], isHTML: true)
        anchor = start < html.count ? TextMatch.anchor(around.places, start, html) : nil
    }

    /// A letter of the same run of text, the first behind the place if there is one; else any letter.
    private static func anchor(_ places: [Int], _ start: Int, _ html: [UInt8]) -> Int? {
        let next = places.firstIndex { $0 >= start } ?? places.count
        let isTag = html[start] == UInt8(ascii: "<")
        let breaks = [UInt8(ascii: "<"), UInt8(ascii: "\n")]
        if next < places.count, isTag || !html[start..<places[next]].contains(where: breaks.contains) { return next }
        let previous = next - 1
        if previous >= 0, !html[places[previous]..<start].contains(UInt8(ascii: ">")) {
            var first = previous
            while first > 0, html[places[first]] & 0xC0 == 0x80 { first -= 1 }
            return first
        }
        return next < places.count ? next : places.indices.last
    }

    /// The place in the page whose change tells.
    var letter: Int? { anchor.map { around.places[$0] } }

    /// A place of the words in an author's text.
    struct Candidate {
        /// In the author's text.
        let range: Range<Int>
        /// Where the letter stands that a trial changes.
        let letter: Int
    }

    /// The place in `text` that `proves` confirms; when none does, the first of the longest match if `guesses`.
    func place(
        in text: [UInt8], _ part: Range<Int>, isHTML: Bool = false, guesses: Bool, proves: (Candidate) -> Bool
    ) -> Candidate? {
        let skeleton = Skeleton(text[part], isHTML: isHTML)
        var tried: Set<Int> = []
        var first: Candidate?
        for (window, offset) in alike {
            for start in nearest(skeleton.occurrences(of: window), window) where !tried.contains(start + offset) {
                guard tried.count < TextMatch.mostTrials else { return guesses ? first : nil }
                tried.insert(start + offset)
                let candidate = candidate(at: start + offset, skeleton, text)
                if proves(candidate) { return candidate }
                first = first ?? candidate
            }
        }
        return guesses ? first : nil
    }

    /// The place in another writing of the same text (in YAML, say) for the letter at `letter`: the same occurrence there.
    func sameOccurrence(of letter: Int, in text: [UInt8], as written: [UInt8], _ part: Range<Int>) -> Range<Int>? {
        let (from, to) = (Skeleton(text[...], isHTML: false), Skeleton(written[part], isHTML: false))
        for (window, offset) in alike {
            let places = from.occurrences(of: window)
            guard let number = places.firstIndex(where: { from.places[$0 + offset] == letter }) else { continue }
            let found = to.occurrences(of: window)
            guard !found.isEmpty else { continue }
            return candidate(at: found[min(number, found.count - 1)] + offset, to, written).range
        }
        return nil
    }

    /// The letters around the anchor, the longest first, with the anchor's place among them.
    private var alike: [(letters: ArraySlice<UInt8>, offset: Int)] {
        guard let anchor else { return [] }
        var result: [(letters: ArraySlice<UInt8>, offset: Int)] = []
        for (before, after) in TextMatch.windows {
            var from = max(0, anchor - before)
            while from < anchor, around.letters[from] & 0xC0 == 0x80 { from += 1 }
            let window = around.letters[from..<min(around.letters.count, anchor + after)]
            if let last = result.last, last.letters.indices == window.indices { continue }
            result.append((window, anchor - from))
        }
        return result
    }

    /// Begins with the place that has as many like it before it as the finding has in the page.
    private func nearest(_ found: [Int], _ window: ArraySlice<UInt8>) -> [Int] {
        guard found.count > 1 else { return found }
        let before = around.occurrences(of: window).count { $0 < window.startIndex }
        let guess = min(before, found.count - 1)
        return found[guess...] + found[..<guess].reversed()
    }

    private func candidate(at index: Int, _ skeleton: Skeleton, _ text: [UInt8]) -> Candidate {
        let letter = skeleton.places[index]
        guard let anchor, let place = self.letter else { return Candidate(range: letter..<letter, letter: letter) }
        if place < range.lowerBound { return Candidate(range: behind(letter, place, text), letter: letter) }
        let own = around.places[anchor...].prefix { $0 < range.upperBound }.count
        let last = skeleton.places[min(index + max(own, 1), skeleton.places.count) - 1]
        return Candidate(range: withLead(letter, place, text)..<TextMatch.end(of: last, text), letter: letter)
    }

    /// Signs before the first letter belong to the finding: `**x`, `![x`.
    private func withLead(_ letter: Int, _ place: Int, _ text: [UInt8]) -> Int {
        var from = letter
        for byte in html[range.lowerBound..<place].reversed() {
            guard from > 0, text[from - 1] == byte else { break }
            from -= 1
            if from > 0, text[from - 1] == UInt8(ascii: "\\") { from -= 1 }
        }
        if letter - from == place - range.lowerBound { return from }
        // Typography changed a quote or dash between the signs and the letter.
        let signs = html[range.lowerBound..<min(place, range.upperBound)].prefix { $0 > 0x20 && $0 < 0x80 }
        var at = letter - signs.count
        while !signs.isEmpty, at >= 0, letter - at < 24, !Skeleton.isLetterOrDigit(text[at]) {
            if text[at..<at + signs.count] == signs { return at }
            at -= 1
        }
        return from
    }

    /// The finding's signs behind a letter, where no letter follows them: `x**`.
    private func behind(_ letter: Int, _ place: Int, _ text: [UInt8]) -> Range<Int> {
        var at = TextMatch.end(of: letter, text)
        let start = TextMatch.end(of: place, html)
        for byte in html[start..<max(start, range.lowerBound)] where at < text.count && text[at] == byte { at += 1 }
        while at < text.count, html[range.lowerBound] != text[at], TextMatch.isSpace(text[at]) { at += 1 }
        let length = html[range].count
        let isSame = at + length <= text.count && text[at..<at + length] == html[range]
        return at..<(isSame ? at + length : at)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == UInt8(ascii: "\\") }

    /// The end of the character that begins or goes on at a place.
    private static func end(of place: Int, _ text: [UInt8]) -> Int {
        var end = place + 1
        while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
        return end
    }

    /// The text with the character at `place` turned into another one of the same length.
    static func changed(_ text: [UInt8], at place: Int) -> [UInt8] {
        var text = text
        let byte = text[place]
        switch byte {
        case UInt8(ascii: "z"), UInt8(ascii: "Z"), UInt8(ascii: "9"): text[place] = byte - 1
        case 0..<0x80: text[place] = byte + 1
        default: text[end(of: place, text) - 1] ^= 1
        }
        return text
    }

    /// Whether a trial's page differs where the finding is, and only by its letters.
    static func differs(_ trial: [UInt8], from html: [UInt8], at place: Int) -> Bool {
        guard trial.count == html.count else { return false }
        let end = end(of: place, html)
        return trial[place..<end] != html[place..<end]
    }
}
