/// AVIF (AV1 Image File Format on ISO/IEC 14496-12 and 23008-12): the extent and rotation of the primary item.
enum AVIFHeader {
    private struct Box {
        let kind: Int
        let content: Range<Int>
    }

    /// A property of an item, by its place in `ipco`.
    private enum Property {
        case extent(width: Int, height: Int)
        case quarterTurn
        case other
    }

    static func read(_ reader: ByteReader) -> ImageHeader? {
        guard isAVIF(reader) else { return nil }
        guard let meta = boxes(reader, 0..<reader.count).first(where: { $0.kind == code("meta") }) else { return nil }
        // `meta` is a full box: four bytes of version and flags come first.
        let inner = boxes(reader, min(meta.content.lowerBound + 4, meta.content.upperBound)..<meta.content.upperBound)
        guard let iprp = inner.first(where: { $0.kind == code("iprp") }) else { return nil }
        let parts = boxes(reader, iprp.content)
        guard let ipco = parts.first(where: { $0.kind == code("ipco") }) else { return nil }
        let properties = boxes(reader, ipco.content).map { property(reader, $0) }
        let primary = inner.first { $0.kind == code("pitm") }.flatMap { primaryItem(reader, $0.content) }
        let used = parts.first { $0.kind == code("ipma") }.flatMap { associations(reader, $0.content, item: primary) }
        return header(properties, used ?? Array(properties.indices))
    }

    private static func isAVIF(_ reader: ByteReader) -> Bool {
        guard let size = reader.big32(0), size >= 16 else { return false }
        var at = 8
        while at + 4 <= min(size, reader.count) {
            if reader.has("avif", at: at) || reader.has("avis", at: at) { return true }
            at += 4
        }
        return false
    }

    private static func header(_ properties: [Property], _ used: [Int]) -> ImageHeader? {
        var header: ImageHeader?
        var isTurned = false
        for index in used where properties.indices.contains(index) {
            switch properties[index] {
            case .extent(let width, let height) where header == nil:
                header = ImageHeader(kind: .avif, width: width, height: height)
            case .quarterTurn: isTurned = true
            default: break
            }
        }
        if isTurned, let stored = header {
            header = ImageHeader(kind: .avif, width: stored.height, height: stored.width)
        }
        return header
    }

    private static func property(_ reader: ByteReader, _ box: Box) -> Property {
        let at = box.content.lowerBound
        switch box.kind {
        case code("ispe"):
            guard box.content.count >= 12, let width = reader.big32(at + 4), let height = reader.big32(at + 8),
                width > 0,
                height > 0
            else { return .other }
            return .extent(width: width, height: height)
        case code("irot"):
            return reader.byte(at).map { $0 & 1 == 1 } == true ? .quarterTurn : .other
        default:
            return .other
        }
    }

    private static func primaryItem(_ reader: ByteReader, _ content: Range<Int>) -> Int? {
        let at = content.lowerBound
        return reader.byte(at) == 0 ? reader.big16(at + 4) : reader.big32(at + 4)
    }

    /// The indices (from 0) of the properties of an item; nil when the item has none.
    private static func associations(_ reader: ByteReader, _ content: Range<Int>, item: Int?) -> [Int]? {
        guard let item, let version = reader.byte(content.lowerBound), let flags = reader.byte(content.lowerBound + 3),
            let entries = reader.big32(content.lowerBound + 4)
        else { return nil }
        var at = content.lowerBound + 8
        for _ in 0..<entries {
            guard at < content.upperBound, let id = version == 0 ? reader.big16(at) : reader.big32(at) else {
                return nil
            }
            at += version == 0 ? 2 : 4
            guard let count = reader.byte(at) else { return nil }
            at += 1
            var indices: [Int] = []
            for _ in 0..<count {
                let isWide = flags & 1 == 1
                guard let value = isWide ? reader.big16(at) : reader.byte(at) else { return nil }
                at += isWide ? 2 : 1
                // The highest bit says that the property is essential; counting is from 1.
                indices.append((value & (isWide ? 0x7FFF : 0x7F)) - 1)
            }
            if id == item { return indices }
        }
        return nil
    }

    /// The boxes of a range, one after another; a malformed length ends them.
    private static func boxes(_ reader: ByteReader, _ range: Range<Int>) -> [Box] {
        var found: [Box] = []
        var at = range.lowerBound
        while found.count < 256, at + 8 <= range.upperBound, let size = reader.big32(at),
            let kind = reader.big32(at + 4)
        {
            let end = size == 0 ? range.upperBound : at + size
            guard size == 0 || size >= 8 else { return found }
            found.append(Box(kind: kind, content: at + 8..<min(end, range.upperBound)))
            at = end
        }
        return found
    }

    private static func code(_ name: StaticString) -> Int {
        (0..<4).reduce(0) { $0 << 8 | Int(name.utf8Start[$1]) }
    }
}
