/// A page's summary as bytes for the cache: little-endian numbers, strings with their length before them.
extension PageSummary {
    /// Changes with the layout, so that an old cache is not misread.
    public static let codingVersion: UInt8 = 2

    /// Appends the summary; the same summary gives the same bytes.
    public func encode(into bytes: inout [UInt8]) {
        var writer = SummaryWriter(bytes: bytes)
        bytes = []
        writer.byte(PageSummary.codingVersion)
        writer.text(url)
        writer.text(language)
        writer.text(title)
        writer.number(titleRange.lowerBound, size: 4)
        writer.number(titleRange.count, size: 4)
        writer.optional(description)
        writer.optional(canonical)
        writer.byte((isNoIndex ? 1 : 0) | (isRedirect ? 2 : 0))
        writer.number(ids.count, size: 4)
        for id in ids { writer.number(Int(bitPattern: UInt(id)), size: 8) }
        writer.number(headings.count, size: 4)
        for heading in headings {
            writer.byte(heading.level)
            writer.number(Int(heading.start), size: 4)
        }
        writer.number(links.count, size: 4)
        for link in links {
            writer.number(Int(bitPattern: UInt(link.target)), size: 8)
            writer.number(Int(bitPattern: UInt(link.fragment)), size: 8)
            writer.number(Int(link.start), size: 4)
            writer.number(Int(link.length), size: 2)
            writer.byte(link.kind.rawValue)
        }
        bytes = writer.bytes
    }

    /// Reads what `encode` wrote; nil when the bytes are damaged or of another version.
    ///
    /// - Returns: the summary, and how many bytes it took.
    public static func decode(_ bytes: UnsafeRawBufferPointer) -> (summary: PageSummary, length: Int)? {
        var reader = SummaryReader(bytes: bytes)
        guard reader.byte() == codingVersion, let url = reader.text(), let language = reader.text(),
            let title = reader.text(),
            let titleStart = reader.number(4), let titleLength = reader.number(4), let description = reader.optional(),
            let canonical = reader.optional(), let flags = reader.byte(), flags < 4
        else { return nil }
        var summary = PageDraft(url: url)
        summary.language = language
        summary.title = title
        summary.titleRange = titleStart..<titleStart + titleLength
        summary.description = description.text
        summary.canonical = canonical.text
        summary.isNoIndex = flags & 1 != 0
        summary.isRedirect = flags & 2 != 0
        guard let ids = reader.list(of: 8, { $0.hash() }), let headings = reader.list(of: 5, { $0.heading() }),
            let links = reader.list(of: 23, { $0.link() })
        else { return nil }
        summary.ids = ids
        summary.headings = headings
        summary.links = links
        return (PageSummary(summary), reader.index)
    }
}

private struct SummaryWriter {
    var bytes: [UInt8]

    mutating func byte(_ value: UInt8) { bytes.append(value) }

    mutating func number(_ value: Int, size: Int) {
        for index in 0..<size { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
    }

    mutating func text(_ text: String) {
        number(text.utf8.count, size: 4)
        bytes.append(contentsOf: text.utf8)
    }

    mutating func optional(_ text: String?) {
        byte(text == nil ? 0 : 1)
        if let text { self.text(text) }
    }
}

private struct SummaryReader {
    let bytes: UnsafeRawBufferPointer
    private(set) var index = 0

    init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    mutating func byte() -> UInt8? {
        guard index < bytes.count else { return nil }
        index += 1
        return bytes[index - 1]
    }

    mutating func number(_ size: Int) -> Int? {
        hash(size).map { Int(truncatingIfNeeded: $0) }
    }

    mutating func hash(_ size: Int = 8) -> UInt64? {
        guard size <= bytes.count - index else { return nil }
        var value: UInt64 = 0
        for offset in 0..<size { value |= UInt64(bytes[index + offset]) << UInt64(8 * offset) }
        index += size
        return value
    }

    mutating func text() -> String? {
        guard let length = number(4), length <= bytes.count - index else { return nil }
        index += length
        return String(decoding: bytes[index - length..<index], as: UTF8.self)
    }

    /// The outer nil means damage, the inner one that there was no text.
    mutating func optional() -> (text: String?, Void)? {
        switch byte() {
        case 0: return (nil, ())
        case 1: return text().map { ($0, ()) }
        default: return nil
        }
    }

    mutating func heading() -> PageSummary.Heading? {
        guard let level = byte(), let start = number(4) else { return nil }
        return PageSummary.Heading(level: level, start: UInt32(truncatingIfNeeded: start))
    }

    mutating func link() -> PageLink? {
        guard let target = hash(), let fragment = hash(), let start = number(4), let length = number(2),
            let kind = byte().flatMap({ PageLink.Kind(rawValue: $0) })
        else { return nil }
        return PageLink(
            target: target, fragment: fragment, start: UInt32(truncatingIfNeeded: start), length: UInt16(length),
            kind: kind)
    }

    /// A list whose items have one size: a damaged count cannot ask for more memory than there are bytes.
    mutating func list<Item>(of size: Int, _ read: (inout SummaryReader) -> Item?) -> [Item]? {
        guard let count = number(4), count <= (bytes.count - index) / size else { return nil }
        var items: [Item] = []
        items.reserveCapacity(count)
        for _ in 0..<count {
            guard let item = read(&self) else { return nil }
            items.append(item)
        }
        return items
    }
}
