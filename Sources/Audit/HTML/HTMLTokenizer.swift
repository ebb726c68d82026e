#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Splits the bytes of an HTML page into tags and texts, in one pass and without copying.
///
/// It follows the HTML standard where pages are well-formed; where they are not it goes on at the next sensible place
/// and says what was wrong (`fault`). The bytes must outlive it.
struct HTMLTokenizer {
    enum Token {
        case text
        case startTag
        case endTag
        case doctype
        case comment
        case end
    }

    /// One attribute of the tag at hand. Offsets count from the page's start; the value is without its quotes.
    struct Attribute {
        let name: AttributeName
        let key: UInt64
        let nameStart: Int
        let nameEnd: Int
        var valueStart: Int
        var valueEnd: Int
    }

    let bytes: UnsafePointer<UInt8>
    let count: Int
    /// Where the token at hand begins and ends.
    private(set) var start = 0
    private(set) var end = 0
    /// The tag's name.
    private(set) var element = ElementName.other
    private(set) var nameKey: UInt64 = 0
    private(set) var nameStart = 0
    private(set) var nameLength = 0
    private(set) var isSelfClosing = false
    private(set) var attributes: [Attribute]
    /// How many of them belong to the tag: the array keeps its length, since emptying it costs more than a tag.
    private(set) var attributeCount = 0
    /// What was wrong in the token at hand; nil mostly.
    private(set) var fault: HTMLFault?

    /// - Parameter attributes: the array of an earlier page, whose storage is used again.
    init(_ page: UnsafeBufferPointer<UInt8>, emptyBytes: UnsafePointer<UInt8>, attributes: [Attribute] = []) {
        bytes = page.baseAddress ?? emptyBytes
        count = page.count
        self.attributes = attributes
        // A byte-order mark is no text.
        if count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { end = 3 }
    }

    /// Gives the attributes' storage to the next page's tokenizer.
    mutating func takeAttributes() -> [Attribute] {
        let taken = attributes
        attributes = []
        return taken
    }

    mutating func next() -> Token {
        start = end
        fault = nil
        guard start < count else { return .end }
        guard bytes[start] == UInt8(ascii: "<") else { return text(from: start) }
        let byte = start + 1 < count ? bytes[start + 1] : 0
        if HTMLTokenizer.isLetter(byte) { return startTag() }
        if byte == UInt8(ascii: "/") { return endTag() }
        if byte == UInt8(ascii: "!") { return declaration() }
        fault = HTMLFault(.strayLess, start, start + 1)
        return text(from: start + 1)
    }

    /// Moves past an end tag of this name if exactly that comes next: what mostly ends an element.
    ///
    /// - Parameter key: the packed name, in lower case, as the start tag gave it.
    @inline(__always)
    mutating func skipEndTag(key: UInt64, length: Int) -> Bool {
        guard length < 8, end &+ 10 <= count, bytes[end] == UInt8(ascii: "<"), bytes[end &+ 1] == UInt8(ascii: "/"),
            bytes[end &+ 2 &+ length] == UInt8(ascii: ">")
        else { return false }
        let unwanted = UInt64(truncatingIfNeeded: 64 &- 8 &* length)
        let word = HTMLTokenizer.word(bytes + end + 2) | 0x2020_2020_2020_2020
        guard word &<< unwanted == key &<< unwanted else { return false }
        start = end
        end = end &+ 3 &+ length
        return true
    }

    /// Moves past a line end that stands between two tags: it says nothing.
    @inline(__always)
    mutating func skipLineEnd() {
        if end &+ 1 < count, bytes[end] == UInt8(ascii: "\n"), bytes[end &+ 1] == UInt8(ascii: "<") { end &+= 1 }
    }

    /// Moves past the content of `script`, `style`, `title` or `textarea`, whose start tag was just read, and returns
    /// its range; the end tag is the next token.
    mutating func rawText() -> Range<Int> {
        let from = end
        let length = nameLength
        var index = from
        while let less = find(UInt8(ascii: "<"), from: index) {
            if less + 1 + length < count, bytes[less + 1] == UInt8(ascii: "/"),
                matchesName(at: less + 2, length: length)
            {
                end = less
                return from..<less
            }
            index = less + 1
        }
        end = count
        return from..<count
    }

    @inline(__always)
    func value(of name: AttributeName) -> Range<Int>? {
        for index in 0..<attributeCount where attributes[index].name == name {
            return attributes[index].valueStart..<attributes[index].valueEnd
        }
        return nil
    }

    func has(_ name: AttributeName) -> Bool { value(of: name) != nil }

    /// Whether a range of the page holds exactly these bytes, without regard to ASCII case.
    func isEqual(_ range: Range<Int>, _ text: StaticString) -> Bool {
        guard range.count == text.utf8CodeUnitCount else { return false }
        return starts(range, text)
    }

    /// Whether a range of the page begins with these bytes (given in lower case), without regard to ASCII case.
    func starts(_ range: Range<Int>, _ text: StaticString) -> Bool {
        guard range.count >= text.utf8CodeUnitCount else { return false }
        for offset in 0..<text.utf8CodeUnitCount {
            let byte = bytes[range.lowerBound + offset]
            let lower = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
            if lower != text.utf8Start[offset] { return false }
        }
        return true
    }

    func find(_ byte: UInt8, from index: Int) -> Int? {
        guard index < count, let found = memchr(bytes + index, Int32(byte), count - index) else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(bytes)
    }

    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C
    }

    @inline(__always)
    static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
    }

    private mutating func text(from index: Int) -> Token {
        // Between tags there is often a line end alone, for which a call would be dear.
        if index + 1 < count, bytes[index + 1] == UInt8(ascii: "<") {
            end = index + 1
        } else {
            end = find(UInt8(ascii: "<"), from: index) ?? count
        }
        return .text
    }

    private mutating func startTag() -> Token {
        readName(at: start + 1)
        attributeCount = 0
        isSelfClosing = false
        var index = nameStart + nameLength
        while index < count {
            let byte = bytes[index]
            if byte == UInt8(ascii: ">") {
                end = index + 1
                return .startTag
            }
            if HTMLTokenizer.isSpace(byte) {
                index += 1
            } else if byte == UInt8(ascii: "/") {
                isSelfClosing = index + 1 < count && bytes[index + 1] == UInt8(ascii: ">")
                index += 1
            } else {
                index = attribute(at: index)
            }
        }
        fault = HTMLFault(.unfinishedTag, start, min(count, start + 40))
        end = count
        return .startTag
    }

    /// Reads one attribute and returns the place after it.
    private mutating func attribute(at from: Int) -> Int {
        var (key, length) = name(at: from, orUntil: UInt8(ascii: "="))
        if length == 0 {
            // A stray `=`: as a browser does, it begins a name.
            (key, length) = (UInt64(bytes[from]), 1)
            fault = HTMLFault(.badAttributeName, from, from + 1)
        }
        var index = from + length
        let nameEnd = index
        let name = AttributeName(key: key, length: length)
        if name == .other { checkName(from..<nameEnd) }
        for index in 0..<attributeCount where attributes[index].key == key {
            if attributes[index].nameEnd - attributes[index].nameStart != nameEnd - from { continue }
            fault = HTMLFault(.repeatedAttribute, from, nameEnd)
        }
        var attribute = Attribute(
            name: name, key: key, nameStart: from, nameEnd: nameEnd, valueStart: nameEnd, valueEnd: nameEnd)
        var next = index
        while next < count, HTMLTokenizer.isSpace(bytes[next]) { next += 1 }
        if next < count, bytes[next] == UInt8(ascii: "=") {
            index = value(after: next + 1, of: &attribute)
        }
        if attributeCount < attributes.count {
            attributes[attributeCount] = attribute
        } else {
            attributes.append(attribute)
        }
        attributeCount += 1
        return index
    }

    private mutating func checkName(_ range: Range<Int>) {
        for index in range {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "<") {
                fault = HTMLFault(.badAttributeName, index, index + 1)
            }
        }
    }

    private mutating func value(after from: Int, of attribute: inout Attribute) -> Int {
        var index = from
        while index < count, HTMLTokenizer.isSpace(bytes[index]) { index += 1 }
        guard index < count else { return index }
        let quote = bytes[index]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            attribute.valueStart = index + 1
            guard let close = find(quote, from: index + 1) else {
                fault = HTMLFault(.unfinishedValue, index, min(count, index + 40))
                attribute.valueEnd = count
                return count
            }
            attribute.valueEnd = close
            if close + 1 < count {
                let after = bytes[close + 1]
                if after != UInt8(ascii: ">"), after != UInt8(ascii: "/"), !HTMLTokenizer.isSpace(after) {
                    fault = HTMLFault(.noSpaceAfterValue, close, close + 2)
                }
            }
            return close + 1
        }
        attribute.valueStart = index
        while index < count, !HTMLTokenizer.isSpace(bytes[index]), bytes[index] != UInt8(ascii: ">") { index += 1 }
        attribute.valueEnd = index
        return index
    }

    private mutating func endTag() -> Token {
        guard start + 2 < count, HTMLTokenizer.isLetter(bytes[start + 2]) else {
            fault = HTMLFault(.strayLess, start, start + 2)
            return text(from: start + 1)
        }
        readName(at: start + 2)
        let nameEnd = nameStart + nameLength
        if nameEnd < count, bytes[nameEnd] == UInt8(ascii: ">") {
            end = nameEnd + 1
            return .endTag
        }
        guard let close = find(UInt8(ascii: ">"), from: nameStart + nameLength) else {
            fault = HTMLFault(.unfinishedTag, start, min(count, start + 40))
            end = count
            return .endTag
        }
        for index in nameStart + nameLength..<close where !HTMLTokenizer.isSpace(bytes[index]) {
            fault = HTMLFault(.endTagWithAttributes, start, close + 1)
            break
        }
        end = close + 1
        return .endTag
    }

    private mutating func declaration() -> Token {
        if start + 3 < count, bytes[start + 2] == UInt8(ascii: "-"), bytes[start + 3] == UInt8(ascii: "-") {
            var index = start + 4
            while let close = find(UInt8(ascii: ">"), from: index) {
                if close >= start + 6, bytes[close - 1] == UInt8(ascii: "-"), bytes[close - 2] == UInt8(ascii: "-") {
                    end = close + 1
                    return .comment
                }
                index = close + 1
            }
            fault = HTMLFault(.unfinishedComment, start, start + 4)
            end = count
            return .comment
        }
        let close = find(UInt8(ascii: ">"), from: start)
        if close == nil { fault = HTMLFault(.unfinishedTag, start, count) }
        end = close.map { $0 + 1 } ?? count
        if starts(start + 2..<end, "doctype") { return .doctype }
        // CDATA sections are HTML only inside SVG and MathML; we write none.
        fault = HTMLFault(.strayLess, start, start + 2)
        return .comment
    }

    @inline(__always)
    private mutating func readName(at from: Int) {
        let (key, length) = name(at: from, orUntil: UInt8(ascii: "/"))
        nameStart = from
        nameLength = length
        nameKey = key
        element = ElementName(key: key, length: length)
    }

    /// The packed first eight bytes of a name, in lower case, and its length: it ends before white space, `>`, `/` or
    /// the other byte.
    @inline(__always)
    private func name(at from: Int, orUntil other: UInt8) -> (key: UInt64, length: Int) {
        if from &+ 8 <= count {
            let word = HTMLTokenizer.word(bytes + from)
            let ends = HTMLTokenizer.ends(word, or: other)
            // Nearly every name has fewer than eight bytes: no loop.
            if ends != 0 {
                let length = ends.trailingZeroBitCount &>> 3
                let mask: UInt64 = (1 &<< UInt64(truncatingIfNeeded: 8 &* length)) &- 1
                return ((word | 0x2020_2020_2020_2020) & mask, length)
            }
        }
        var index = from
        var key: UInt64 = 0
        var shift: UInt64 = 0
        while index < count {
            let byte = bytes[index]
            if byte <= 0x20 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || byte == other { break }
            if shift < 64 {
                key |= UInt64(byte | 0x20) &<< shift
                shift &+= 8
            }
            index &+= 1
        }
        return (key, index &- from)
    }

    @inline(__always)
    private static func word(_ bytes: UnsafePointer<UInt8>) -> UInt64 {
        UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self).littleEndian
    }

    /// The high bit of each byte that ends a name; the lowest is exact, which is the one that counts.
    @inline(__always)
    private static func ends(_ word: UInt64, or other: UInt8) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let close = word ^ (ones &* UInt64(UInt8(ascii: ">")))
        let slash = word ^ (ones &* UInt64(UInt8(ascii: "/")))
        let third = word ^ (ones &* UInt64(other))
        let zeros = ((close &- ones) & ~close) | ((slash &- ones) & ~slash) | ((third &- ones) & ~third)
        let spaces = (word &- ones &* 0x21) & ~word
        return (zeros | spaces) & (ones &* 0x80)
    }

    /// Whether the name of the tag at hand stands at the place too.
    private func matchesName(at index: Int, length: Int) -> Bool {
        for offset in 0..<length where bytes[index + offset] | 0x20 != bytes[nameStart + offset] | 0x20 { return false }
        let after = index + length
        return after >= count || bytes[after] == UInt8(ascii: ">") || bytes[after] == UInt8(ascii: "/")
            || HTMLTokenizer.isSpace(bytes[after])
    }
}
