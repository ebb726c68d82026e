/// Reads the text out of the HTML that this module wrote.
struct HTMLTextScanner {
    private let html: UnsafeBufferPointer<UInt8>
    private var at = 0
    private var text: [UInt8] = []

    init(_ html: UnsafeBufferPointer<UInt8>) { self.html = html }

    /// The text; lines are blocks, without white space at their ends.
    mutating func readText() -> String {
        collect()
        return String(decoding: text, as: UTF8.self)
    }

    /// Runs between white space that hold a letter, a digit or anything beyond ASCII but punctuation of its own.
    mutating func wordCount() -> Int {
        collect()
        var words = 0
        var isWord = false
        for byte in text {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\n"):
                words += isWord ? 1 : 0
                isWord = false
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"), 0xC3...0xDF:
                isWord = true
            default: continue
            }
        }
        return words + (isWord ? 1 : 0)
    }

    private mutating func collect() {
        text.reserveCapacity(html.count)
        while at < html.count {
            switch html[at] {
            case UInt8(ascii: "<"): readTag()
            case UInt8(ascii: "&"): readEntity()
            case UInt8(ascii: "\n"):
                space()
                at += 1
            default: readPlain()
            }
        }
        trim()
    }

    private mutating func readPlain() {
        let start = at
        while at < html.count, html[at] != UInt8(ascii: "<"), html[at] != UInt8(ascii: "&"),
            html[at] != UInt8(ascii: "\n")
        {
            at += 1
        }
        text.append(contentsOf: html[start..<at])
    }

    private mutating func readTag() {
        if starts("<section class=\"footnotes\"") {
            at = html.count
            return
        }
        if starts("<sup class=\"footnote-ref\"") {
            skip(past: "</sup>")
            return
        }
        if starts("<script") { skip(past: "</script>") }
        if starts("<style") { skip(past: "</style>") }
        guard at < html.count, html[at] == UInt8(ascii: "<") else { return }
        if startsBlock() { endLine() }
        if starts("</td") || starts("</th") || starts("<br") { space() }
        // A `>` inside a quoted value ends no tag.
        var quoted = false
        while at < html.count, quoted || html[at] != UInt8(ascii: ">") {
            if html[at] == UInt8(ascii: "\"") { quoted.toggle() }
            at += 1
        }
        at = min(at + 1, html.count)
    }

    private func startsBlock() -> Bool {
        starts("</p>") || starts("</h") || starts("</li") || starts("</tr") || starts("</pre") || starts("</block")
            || starts("</fig") || starts("<ul") || starts("<ol") || starts("<hr") || starts("</div")
            || starts("<blockquote")
    }

    private mutating func readEntity() {
        let entities: [(StaticString, UInt8)] = [
            ("&amp;", UInt8(ascii: "&")), ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")),
            ("&quot;", UInt8(ascii: "\"")), ("&#39;", UInt8(ascii: "'")),
        ]
        for (entity, byte) in entities where starts(entity) {
            text.append(byte)
            at += entity.utf8CodeUnitCount
            return
        }
        text.append(html[at])
        at += 1
    }

    private func starts(_ prefix: StaticString) -> Bool {
        let count = prefix.utf8CodeUnitCount
        guard at + count <= html.count else { return false }
        for index in 0..<count where html[at + index] != prefix.utf8Start[index] { return false }
        return true
    }

    private mutating func skip(past end: StaticString) {
        while at < html.count, !starts(end) { at += 1 }
        at = min(at + end.utf8CodeUnitCount, html.count)
    }

    private mutating func space() {
        guard let last = text.last, last != UInt8(ascii: " "), last != UInt8(ascii: "\n") else { return }
        text.append(UInt8(ascii: " "))
    }

    private mutating func endLine() {
        trim()
        if !text.isEmpty { text.append(UInt8(ascii: "\n")) }
    }

    private mutating func trim() {
        while let last = text.last, last == UInt8(ascii: " ") || last == UInt8(ascii: "\n") { text.removeLast() }
    }
}
