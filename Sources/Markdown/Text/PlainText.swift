import CSupport

/// Text without marks: of a tree's node while it is parsed, and of the HTML that this module wrote.
enum PlainText {
    /// The text of all inlines below a node; breaks are spaces, footnote numbers are left out. In an image's
    /// alternative text tags are text too, since nothing else will show them.
    static func of(_ root: MarkdownNode, keepingTags: Bool = false) -> String {
        var bytes: [UInt8] = []
        append(root, keepingTags, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func append(_ root: MarkdownNode, _ keepingTags: Bool, to bytes: inout [UInt8]) {
        guard var node = root.firstChild else { return }
        while true {
            switch node.kind {
            case .text, .code: bytes.append(contentsOf: node.view.bytes)
            case .htmlInline where keepingTags: bytes.append(contentsOf: node.view.bytes)
            case .softBreak, .lineBreak: bytes.append(UInt8(ascii: " "))
            default: break
            }
            if let child = node.firstChild {
                node = child
                continue
            }
            while node.next == nil {
                guard let parent = node.parent, parent != root else { return }
                node = parent
            }
            guard let next = node.next else { return }
            node = next
        }
    }

    /// The text of HTML: tags fall away, blocks end lines, footnote marks and the section of notes are left out.
    static func of(_ html: [UInt8]) -> String { html.withUnsafeBufferPointer { of($0) } }

    static func of(_ html: UnsafeBufferPointer<UInt8>) -> String {
        var scanner = HTMLTextScanner(html)
        return scanner.readText()
    }

    static func wordCount(_ html: [UInt8]) -> Int {
        html.withUnsafeBufferPointer { bytes in
            var scanner = HTMLTextScanner(bytes)
            return scanner.wordCount()
        }
    }

    /// Characters of the longest run without white space, tags left out; an entity is one.
    static func longestWord(_ html: UnsafeBufferPointer<UInt8>) -> Int {
        var longest = 0
        var current = 0
        var inTag = false
        var inEntity = false
        for byte in html {
            switch byte {
            case UInt8(ascii: "<"): inTag = true
            case UInt8(ascii: ">"): inTag = false
            case _ where inTag: continue
            case UInt8(ascii: " "), UInt8(ascii: "\n"): current = 0
            case UInt8(ascii: ";") where inEntity: inEntity = false
            case _ where inEntity: continue
            default:
                inEntity = byte == UInt8(ascii: "&")
                if byte & 0xC0 != 0x80 { current += 1 }
                longest = max(longest, current)
            }
        }
        return longest
    }

    /// HTML's text with its escapes kept, for an attribute.
    static func appendEscapedText(_ html: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        var inTag = false
        for byte in html {
            if byte == UInt8(ascii: "<") { inTag = true }
            if !inTag { bytes.append(byte) }
            if byte == UInt8(ascii: ">") { inTag = false }
        }
    }
}
