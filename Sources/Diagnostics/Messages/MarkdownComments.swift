/// Which bytes of a Markdown file can hold a comment: its front matter, and HTML in the text outside of code.
struct MarkdownComments {
    private let bytes: [UInt8]
    /// Where the text begins, after the front matter.
    private let text: Int

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var line = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var text = line
        if MarkdownComments.isFence(bytes, line) {
            line = MarkdownComments.next(bytes, after: line)
            while line < bytes.count, !MarkdownComments.isFence(bytes, line) {
                line = MarkdownComments.next(bytes, after: line)
            }
            text = MarkdownComments.next(bytes, after: line)
        }
        self.text = text
    }

    /// Whether a comment can begin at a place with this opening.
    func allow(_ opening: [UInt8], at place: Int) -> Bool {
        if place < text { return opening == [0x23] }
        guard opening == Array("<!--".utf8) else { return false }
        var fence: (mark: UInt8, count: Int)?
        var line = text
        while line <= place {
            let end = MarkdownComments.next(bytes, after: line)
            if place < end { return fence == nil && !isCode(line, place) }
            if let found = codeFence(line..<end) {
                if let open = fence {
                    if found.mark == open.mark, found.count >= open.count { fence = nil }
                } else {
                    fence = found
                }
            }
            line = end
        }
        return true
    }

    /// Indented code, or a code span that is open.
    private func isCode(_ line: Int, _ place: Int) -> Bool {
        let before = bytes[line..<place]
        if before.starts(with: [0x20, 0x20, 0x20, 0x20]) || before.first == 0x09 { return true }
        return before.count { $0 == 0x60 } % 2 == 1
    }

    /// Three or more grave accents or tildes after at most three spaces (CommonMark 4.5).
    private func codeFence(_ line: Range<Int>) -> (mark: UInt8, count: Int)? {
        let indent = bytes[line].prefix { $0 == 0x20 }.count
        let rest = bytes[line].dropFirst(indent)
        guard indent < 4, let mark = rest.first, mark == 0x60 || mark == 0x7E else { return nil }
        let count = rest.prefix { $0 == mark }.count
        return count >= 3 ? (mark, count) : nil
    }

    /// A line of three hyphens, which begins and ends front matter.
    private static func isFence(_ bytes: [UInt8], _ line: Int) -> Bool {
        guard bytes.dropFirst(line).starts(with: [0x2D, 0x2D, 0x2D]) else { return false }
        return bytes.dropFirst(line + 3).prefix { $0 != 0x0A }.allSatisfy { $0 <= 0x20 }
    }

    private static func next(_ bytes: [UInt8], after line: Int) -> Int {
        guard line < bytes.count else { return bytes.count + 1 }
        return bytes[line...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count + 1
    }
}
