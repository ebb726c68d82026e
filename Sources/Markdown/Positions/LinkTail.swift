/// What follows the `]` of a link or image (GFM §6.6): `(destination "title")`, `[label]`, or nothing.
struct LinkTail {
    /// After the tail.
    let end: Int
    /// The destination inside the parentheses, without `<` and `>`.
    let destination: Range<Int>?

    init(_ content: UnsafeBufferPointer<UInt8>, from start: Int) {
        if start < content.count, content[start] == UInt8(ascii: "("),
            let found = LinkTail.parenthesised(content, from: start + 1)
        {
            (end, destination) = (found.end, found.destination)
            return
        }
        destination = nil
        if start < content.count, content[start] == UInt8(ascii: "["),
            let closing = LinkTail.label(content, from: start + 1)
        {
            end = closing
        } else {
            end = start
        }
    }

    private static func parenthesised(
        _ content: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> (end: Int, destination: Range<Int>)? {
        let first = skipSpace(content, start)
        guard let (destination, afterDestination) = destination(content, from: first) else { return nil }
        var at = skipSpace(content, afterDestination)
        if at > afterDestination, let afterTitle = title(content, from: at) { at = skipSpace(content, afterTitle) }
        guard at < content.count, content[at] == UInt8(ascii: ")") else { return nil }
        return (at + 1, destination)
    }

    private static func destination(
        _ content: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> (Range<Int>, after: Int)? {
        var at = start
        if at < content.count, content[at] == UInt8(ascii: "<") {
            at += 1
            while at < content.count, content[at] != UInt8(ascii: ">") {
                if content[at] == UInt8(ascii: "\n") || content[at] == UInt8(ascii: "<") { return nil }
                at += content[at] == UInt8(ascii: "\\") ? 2 : 1
            }
            return at < content.count ? (start + 1..<at, at + 1) : nil
        }
        var depth = 0
        while at < content.count {
            let byte = content[at]
            if byte == UInt8(ascii: "\\"), at + 1 < content.count, isPunctuation(content[at + 1]) {
                at += 1
            } else if byte == UInt8(ascii: "(") {
                depth += 1
            } else if byte == UInt8(ascii: ")") {
                if depth == 0 { break }
                depth -= 1
            } else if byte == 0x20 || (0x09...0x0D).contains(byte) {
                break
            }
            at += 1
        }
        return at < content.count ? (start..<at, at) : nil
    }

    /// After a title in double quotes, single quotes or parentheses; nil when there is none.
    private static func title(_ content: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard start < content.count else { return nil }
        let closing: UInt8
        switch content[start] {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): closing = content[start]
        case UInt8(ascii: "("): closing = UInt8(ascii: ")")
        default: return nil
        }
        var at = start + 1
        while at < content.count, content[at] != closing { at += content[at] == UInt8(ascii: "\\") ? 2 : 1 }
        return at < content.count ? at + 1 : nil
    }

    /// After the `]` of a label whose text begins at `start`.
    private static func label(_ content: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var at = start
        while at < content.count, content[at] != UInt8(ascii: "]") {
            if content[at] == UInt8(ascii: "[") { return nil }
            at += content[at] == UInt8(ascii: "\\") ? 2 : 1
            // The parser takes no longer labels.
            if at - start > 1002 { return nil }
        }
        return at < content.count ? at + 1 : nil
    }

    private static func skipSpace(_ content: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var at = start
        while at < content.count, content[at] == 0x20 || (0x09...0x0D).contains(content[at]) { at += 1 }
        return at
    }
}
