/// Finds the URLs in a style sheet: `url(…)`, quoted or not, and the strings of `@import`.
struct CSSScanner {
    private let bytes: UnsafePointer<UInt8>
    private let count: Int

    init(_ bytes: UnsafePointer<UInt8>, count: Int) {
        self.bytes = bytes
        self.count = count
    }

    /// The ranges of the URLs without quotes, in order; `data:` and empty ones are left out.
    func urls() -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = 0
        while index < count {
            switch bytes[index] {
            case UInt8(ascii: "/"): index = isComment(index) ? endOfComment(index) : index + 1
            case UInt8(ascii: "\""), UInt8(ascii: "'"): index = endOfString(index) + 1
            case UInt8(ascii: "u"), UInt8(ascii: "U"):
                guard matches("url(", index), index == 0 || !isName(bytes[index - 1]) else {
                    index += 1
                    continue
                }
                let (range, next) = url(after: index + 4)
                if isWanted(range) { found.append(range) }
                index = next
            case UInt8(ascii: "@"):
                guard matches("@import", index) else {
                    index += 1
                    continue
                }
                index = skipSpace(index + 7)
                if index < count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") {
                    let end = endOfString(index)
                    if isWanted(index + 1..<end) { found.append(index + 1..<end) }
                    index = end + 1
                }
            default: index += 1
            }
        }
        return found
    }

    private func url(after from: Int) -> (Range<Int>, next: Int) {
        let start = skipSpace(from)
        if start < count, bytes[start] == UInt8(ascii: "\"") || bytes[start] == UInt8(ascii: "'") {
            let end = endOfString(start)
            return (start + 1..<max(start + 1, end), end + 1)
        }
        var end = start
        while end < count, bytes[end] != UInt8(ascii: ")"), bytes[end] > 0x20 { end += 1 }
        return (start..<end, end)
    }

    private func isWanted(_ range: Range<Int>) -> Bool {
        guard !range.isEmpty, bytes[range.lowerBound] != UInt8(ascii: "#") else { return false }
        return !matches("data:", range.lowerBound)
    }

    private func matches(_ text: StaticString, _ index: Int) -> Bool {
        guard index + text.utf8CodeUnitCount <= count else { return false }
        return (0..<text.utf8CodeUnitCount).allSatisfy {
            let byte = bytes[index + $0]
            return (HTMLTokenizer.isLetter(byte) ? byte | 0x20 : byte) == text.utf8Start[$0]
        }
    }

    private func isName(_ byte: UInt8) -> Bool {
        HTMLTokenizer.isLetter(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte >= 0x80
            || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
    }

    private func isComment(_ index: Int) -> Bool { index + 1 < count && bytes[index + 1] == UInt8(ascii: "*") }

    private func endOfComment(_ start: Int) -> Int {
        var index = start + 2
        while index + 1 < count, !(bytes[index] == UInt8(ascii: "*") && bytes[index + 1] == UInt8(ascii: "/")) {
            index += 1
        }
        return min(count, index + 2)
    }

    /// The place of the closing quote, or the end.
    private func endOfString(_ start: Int) -> Int {
        var index = start + 1
        while index < count, bytes[index] != bytes[start] { index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1 }
        return min(index, count)
    }

    private func skipSpace(_ from: Int) -> Int {
        var index = from
        while index < count, bytes[index] <= 0x20 { index += 1 }
        return index
    }
}
