/// The link that is open: the name by which a reader or a screen reader knows it.
struct OpenLink {
    private(set) var isOpen = false
    /// The range of the start tag.
    private(set) var tag: Range<Int> = 0..<0
    /// The page offset where its content begins.
    private(set) var contentStart = 0
    /// The value of its `title`.
    var title: Range<Int>?
    /// `target` that opens a new window.
    var newWindow: Range<Int>?
    /// A label by attribute: it replaces the text.
    var label: [UInt8] = []
    var hasReferredLabel = false
    /// Most links have one text: it stays where it is until its words matter.
    private var onlyText: Range<Int> = 0..<0
    /// Visible text and texts of pictures, lower case, white space run together, when there are several.
    private var collected: [UInt8] = []

    mutating func begin(tag: Range<Int>) {
        isOpen = true
        self.tag = tag
        contentStart = tag.upperBound
        newWindow = nil
        title = nil
        if !label.isEmpty { label.removeAll(keepingCapacity: true) }
        hasReferredLabel = false
        if !collected.isEmpty { collected.removeAll(keepingCapacity: true) }
        onlyText = 0..<0
    }

    mutating func end() { isOpen = false }

    /// Adds text between the link's tags.
    mutating func addText(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) {
        if onlyText.isEmpty, collected.isEmpty { onlyText = range } else { append(bytes, range) }
    }

    /// Adds the text of a picture or another part.
    mutating func append(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) {
        if !onlyText.isEmpty {
            OpenLink.append(bytes, onlyText, to: &collected)
            onlyText = 0..<0
        }
        OpenLink.append(bytes, range, to: &collected)
    }

    /// Whether the link has no other name than one short text, and that is not blank; then its range.
    func plainText(_ bytes: UnsafePointer<UInt8>) -> Range<Int>? {
        guard label.isEmpty, !onlyText.isEmpty, bytes[onlyText.lowerBound] > 0x26, bytes[onlyText.lowerBound] != 0xC2
        else { return nil }
        return onlyText
    }

    mutating func setLabel(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) {
        label.removeAll(keepingCapacity: true)
        OpenLink.append(bytes, range, to: &label)
    }

    func text(_ bytes: UnsafePointer<UInt8>) -> [UInt8] {
        if onlyText.isEmpty { return collected }
        var text: [UInt8] = []
        OpenLink.append(bytes, onlyText, to: &text)
        return text
    }

    func name(_ bytes: UnsafePointer<UInt8>) -> [UInt8] { label.isEmpty ? text(bytes) : label }

    /// At most 200 bytes: enough for a name, little enough for a link round a whole card.
    private static func append(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>, to output: inout [UInt8]) {
        var index = range.lowerBound
        while index < range.upperBound, output.count < 200 {
            let byte = bytes[index]
            if byte <= 0x20 {
                appendSpace(to: &output)
            } else if byte == 0xC2, index + 1 < range.upperBound, bytes[index + 1] == 0xA0 {
                appendSpace(to: &output)
                index += 1
            } else if byte == UInt8(ascii: "&"), let length = noBreakSpace(bytes, index, range.upperBound) {
                appendSpace(to: &output)
                index += length - 1
            } else {
                let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
                output.append(isUpper ? byte | 0x20 : byte)
            }
            index += 1
        }
    }

    @inline(__always)
    private static func appendSpace(to output: inout [UInt8]) {
        if let last = output.last, last != 0x20 { output.append(0x20) }
    }

    /// The length of `&nbsp;` or `&#160;` at the place.
    private static func noBreakSpace(_ bytes: UnsafePointer<UInt8>, _ index: Int, _ end: Int) -> Int? {
        for name: StaticString in ["&nbsp;", "&#160;", "&#xa0;"] where index + name.utf8CodeUnitCount <= end {
            if (0..<name.utf8CodeUnitCount).allSatisfy({ bytes[index + $0] | 0x20 == name.utf8Start[$0] | 0x20 }) {
                return name.utf8CodeUnitCount
            }
        }
        return nil
    }
}
