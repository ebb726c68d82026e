/// Writes an SVG file without comments and without the white space between its elements.
///
/// Text, styles, scripts, CDATA sections and everything under `xml:space="preserve"` stay byte for byte. A file that
/// declares entities, or that is not well-formed, stays as it is.
public enum SVGMinifier {
    public static func minified(_ bytes: [UInt8]) -> [UInt8] {
        bytes.withUnsafeBufferPointer { buffer in
            var pass = SVGPass(buffer)
            return pass.run() ? pass.output : bytes
        }
    }
}

/// One walk over the markup.
private struct SVGPass {
    private struct Element {
        let name: Range<Int>
        /// White space in it may be seen.
        let isKept: Bool
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0
    private var open: [Element] = []
    private var hasRoot = false
    /// The last piece was a start tag: white space before its end tag is all that the element holds.
    private var isAfterStart = false
    private(set) var output: [UInt8] = []

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// False when the file is better left alone.
    mutating func run() -> Bool {
        output.reserveCapacity(bytes.count)
        while index < bytes.count {
            let isSound = bytes[index] == UInt8(ascii: "<") ? markup() : text()
            if !isSound { return false }
        }
        return open.isEmpty && hasRoot
    }

    private var isKept: Bool { open.last?.isKept ?? false }

    private mutating func markup() -> Bool {
        if starts("<!--") { return comment() }
        if starts("<![CDATA[") { return !open.isEmpty && copy(until: "]]>") }
        if starts("<?") { return copy(until: "?>") }
        if starts("<!") { return declaration() }
        return starts("</") ? endTag() : startTag()
    }

    private mutating func text() -> Bool {
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
        let isBlank = bytes[start..<index].allSatisfy(CSSTokenizer.isSpace)
        let isAllOfElement = isAfterStart && starts("</")
        if !isBlank || isKept || isAllOfElement { output.append(contentsOf: bytes[start..<index]) }
        // A byte-order mark may stand before everything; other text belongs into an element.
        return isBlank || !open.isEmpty || start == 0 && bytes[0..<index].elementsEqual([0xEF, 0xBB, 0xBF])
    }

    private mutating func comment() -> Bool {
        let start = index
        guard let end = end(of: "-->", from: index + 4) else { return false }
        index = end
        if isKept { output.append(contentsOf: bytes[start..<end]) }
        return true
    }

    /// A document type; one with entities of its own is not ours to judge.
    private mutating func declaration() -> Bool {
        guard let end = end(of: ">", from: index) else { return false }
        let text = bytes[index..<end]
        guard !text.contains(UInt8(ascii: "[")) else { return false }
        output.append(contentsOf: text)
        index = end
        return true
    }

    private mutating func copy(until ending: StaticString) -> Bool {
        guard let end = end(of: ending, from: index + 2) else { return false }
        output.append(contentsOf: bytes[index..<end])
        index = end
        isAfterStart = false
        return true
    }

    private mutating func endTag() -> Bool {
        let name = name(from: index + 2)
        var end = name.upperBound
        while end < bytes.count, CSSTokenizer.isSpace(bytes[end]) { end += 1 }
        guard end < bytes.count, bytes[end] == UInt8(ascii: ">"), let last = open.popLast(),
            bytes[last.name].elementsEqual(bytes[name])
        else { return false }
        output.append(contentsOf: bytes[index..<name.upperBound])
        output.append(UInt8(ascii: ">"))
        index = end + 1
        isAfterStart = false
        return true
    }

    private mutating func startTag() -> Bool {
        let name = name(from: index + 1)
        guard !name.isEmpty, !open.isEmpty || !hasRoot else { return false }
        hasRoot = true
        output.append(contentsOf: bytes[index..<name.upperBound])
        index = name.upperBound
        var preserve: Bool?
        while index < bytes.count {
            let from = index
            while index < bytes.count, CSSTokenizer.isSpace(bytes[index]) { index += 1 }
            guard index < bytes.count else { return false }
            if bytes[index] == UInt8(ascii: ">") || starts("/>") {
                let isEmpty = bytes[index] == UInt8(ascii: "/")
                output.append(contentsOf: isEmpty ? Array("/>".utf8) : [UInt8(ascii: ">")])
                index += isEmpty ? 2 : 1
                if !isEmpty { push(name, preserve: preserve) }
                isAfterStart = !isEmpty
                return true
            }
            guard index > from, let attribute = attribute() else { return false }
            output.append(UInt8(ascii: " "))
            output.append(contentsOf: bytes[attribute.name])
            output.append(UInt8(ascii: "="))
            output.append(contentsOf: bytes[attribute.value])
            if bytes[attribute.name].elementsEqual("xml:space".utf8) {
                preserve = bytes[attribute.value].dropFirst().dropLast().elementsEqual("preserve".utf8)
            }
        }
        return false
    }

    /// Reads `name = "value"`; the value with its quotes.
    private mutating func attribute() -> (name: Range<Int>, value: Range<Int>)? {
        let name = name(from: index)
        index = name.upperBound
        while index < bytes.count, CSSTokenizer.isSpace(bytes[index]) { index += 1 }
        guard !name.isEmpty, index < bytes.count, bytes[index] == UInt8(ascii: "=") else { return nil }
        index += 1
        while index < bytes.count, CSSTokenizer.isSpace(bytes[index]) { index += 1 }
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") else {
            return nil
        }
        let start = index
        index += 1
        while index < bytes.count, bytes[index] != bytes[start] {
            if bytes[index] == UInt8(ascii: "<") { return nil }
            index += 1
        }
        guard index < bytes.count else { return nil }
        index += 1
        return (name, start..<index)
    }

    private static let kept = [
        "text", "tspan", "textPath", "tref", "title", "desc", "style", "script", "foreignObject", "metadata",
    ]

    private mutating func push(_ name: Range<Int>, preserve: Bool?) {
        let local = bytes[name].split(separator: UInt8(ascii: ":")).last ?? bytes[name]
        let isText = SVGPass.kept.contains { local.elementsEqual($0.utf8) }
        open.append(Element(name: name, isKept: isKept || isText || preserve == true))
    }

    private func name(from start: Int) -> Range<Int> {
        var end = start
        while end < bytes.count {
            switch bytes[end] {
            case 0...0x20, UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "<"),
                UInt8(ascii: "\""), UInt8(ascii: "'"):
                return start..<end
            default: end += 1
            }
        }
        return start..<end
    }

    private func starts(_ text: StaticString) -> Bool {
        guard index + text.utf8CodeUnitCount <= bytes.count else { return false }
        return (0..<text.utf8CodeUnitCount).allSatisfy { bytes[index + $0] == text.utf8Start[$0] }
    }

    /// The place after the next `ending`.
    private func end(of ending: StaticString, from start: Int) -> Int? {
        let count = ending.utf8CodeUnitCount
        var place = start
        while place + count <= bytes.count {
            if (0..<count).allSatisfy({ bytes[place + $0] == ending.utf8Start[$0] }) { return place + count }
            place += 1
        }
        return nil
    }
}
