/// What an accessibility declaration says under its `a11y-…` ids, and its headings.
struct DeclarationFacts {
    struct Part {
        let id: String
        /// The value of the id.
        let range: Range<Int>
        var text = ""
        var dates: [(value: String, range: Range<Int>)] = []
        /// The `href` of the element itself and of the links in it.
        var addresses: [String] = []
    }

    struct Heading {
        let level: Int
        let text: String
        let range: Range<Int>
    }

    private(set) var parts: [Part] = []
    private(set) var headings: [Heading] = []
    private(set) var text = ""
    /// The `<main>` or `<body>` start tag: where a finding about something missing stands.
    private(set) var place = 0..<0

    init(_ page: UnsafeBufferPointer<UInt8>) {
        guard let bytes = page.baseAddress else { return }
        var tokenizer = HTMLTokenizer(page, emptyBytes: bytes)
        var reader = Reader()
        loop: while true {
            switch tokenizer.next() {
            case .startTag: start(&tokenizer, &reader)
            case .endTag: end(tokenizer, &reader)
            case .text: add(TextDecoder.text(bytes, tokenizer.start..<tokenizer.end), &reader)
            case .comment, .doctype: continue
            case .end: break loop
            }
        }
        for index in parts.indices { parts[index].text = DeclarationFacts.trimmed(parts[index].text) }
    }

    func part(_ id: String) -> Part? { parts.first { $0.id == id } }

    /// The elements that are open: their names, the part each opens, the heading.
    private struct Reader {
        var open: [(key: UInt64, part: Int?)] = []
        var heading: (level: Int, range: Range<Int>, text: String)?
    }

    private mutating func start(_ tokenizer: inout HTMLTokenizer, _ reader: inout Reader) {
        let bytes = tokenizer.bytes
        let tag = tokenizer.start..<tokenizer.end
        if tokenizer.element == .main || tokenizer.element == .body { place = tag }
        var part: Int?
        if let range = tokenizer.value(of: .id), tokenizer.starts(range, "a11y-") {
            parts.append(Part(id: TextDecoder.text(bytes, range), range: range))
            part = parts.count - 1
        }
        let inside = reader.open.compactMap(\.part) + (part.map { [$0] } ?? [])
        if tokenizer.element == .time, let date = tokenizer.value(of: .datetime) {
            for index in inside { parts[index].dates.append((TextDecoder.text(bytes, date), date)) }
        }
        if let address = tokenizer.value(of: .href) {
            for index in inside { parts[index].addresses.append(TextDecoder.text(bytes, address)) }
        }
        if tokenizer.element.headingLevel > 0 { reader.heading = (tokenizer.element.headingLevel, tag, "") }
        switch tokenizer.element {
        case .script, .style, .title: _ = tokenizer.rawText()
        default: break
        }
        if tokenizer.element.beginsLine { add(" ", &reader) }
        if !tokenizer.element.isVoid { reader.open.append((tokenizer.nameKey, part)) }
    }

    private mutating func end(_ tokenizer: HTMLTokenizer, _ reader: inout Reader) {
        if let index = reader.open.lastIndex(where: { $0.key == tokenizer.nameKey }) {
            reader.open.removeSubrange(index...)
        }
        if tokenizer.element.headingLevel > 0, let heading = reader.heading {
            headings.append(
                Heading(level: heading.level, text: DeclarationFacts.trimmed(heading.text), range: heading.range))
            reader.heading = nil
        }
    }

    private mutating func add(_ text: String, _ reader: inout Reader) {
        let piece = text.isEmpty ? " " : text
        self.text += " " + piece
        for index in reader.open.compactMap(\.part) { parts[index].text += " " + piece }
        if reader.heading != nil { reader.heading?.text += " " + piece }
    }

    private static func trimmed(_ text: String) -> String {
        text.split { $0 == " " || $0 == "\u{A0}" }.joined(separator: " ")
    }
}
