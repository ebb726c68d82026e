/// SVG: `width` and `height` of the root element in pixels, else the size of its `viewBox`.
enum SVGHeader {
    static func read(_ bytes: [UInt8]) -> ImageHeader? {
        guard let start = rootElement(bytes) else { return nil }
        let attributes = attributes(bytes, from: start)
        let box = (attributes["viewBox"] ?? "").split { $0 == " " || $0 == "," || $0 == "\n" || $0 == "\t" }.map(
            String.init)
        let size = box.count == 4 ? (pixels(box[2]), pixels(box[3])) : (nil, nil)
        let width = attributes["width"].flatMap(pixels)
        let height = attributes["height"].flatMap(pixels)
        switch (width, height, size.0, size.1) {
        case (let width?, let height?, _, _): return header(width, height)
        case (let width?, nil, let boxWidth?, let boxHeight?): return header(width, width * boxHeight / boxWidth)
        case (nil, let height?, let boxWidth?, let boxHeight?): return header(height * boxWidth / boxHeight, height)
        case (nil, nil, let boxWidth?, let boxHeight?): return header(boxWidth, boxHeight)
        default: return ImageHeader(kind: .svg, width: 0, height: 0)
        }
    }

    private static func header(_ width: Double, _ height: Double) -> ImageHeader? {
        guard width > 0, height > 0, width < 1e6, height < 1e6 else { return nil }
        return ImageHeader(kind: .svg, width: max(1, Int(width.rounded())), height: max(1, Int(height.rounded())))
    }

    /// The offset after `<svg`, when nothing but declarations and comments stands before it.
    private static func rootElement(_ bytes: [UInt8]) -> Int? {
        var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while at < bytes.count {
            switch bytes[at] {
            case 0x20, 0x09, 0x0A, 0x0D:
                at += 1
            case UInt8(ascii: "<"):
                let rest = bytes[at...]
                if rest.starts(with: "<svg".utf8), at + 4 < bytes.count,
                    [0x20, 0x09, 0x0A, 0x0D, 0x3E, 0x2F].contains(bytes[at + 4])
                {
                    return at + 4
                }
                guard let next = skip(bytes, at) else { return nil }
                at = next
            default:
                return nil
            }
        }
        return nil
    }

    /// The offset after a declaration, a comment or a document type.
    private static func skip(_ bytes: [UInt8], _ start: Int) -> Int? {
        let rest = bytes[start...]
        if rest.starts(with: "<?".utf8) { return after("?>", bytes, start + 2) }
        if rest.starts(with: "<!--".utf8) { return after("-->", bytes, start + 4) }
        guard rest.starts(with: "<!DOCTYPE".utf8) else { return nil }
        var at = start
        var isSubset = false
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "["): isSubset = true
            case UInt8(ascii: "]"): isSubset = false
            case UInt8(ascii: ">") where !isSubset: return at + 1
            default: break
            }
            at += 1
        }
        return nil
    }

    private static func after(_ mark: StaticString, _ bytes: [UInt8], _ from: Int) -> Int? {
        let reader = ByteReader(bytes)
        var at = from
        while at + mark.utf8CodeUnitCount <= bytes.count {
            if reader.has(mark, at: at) { return at + mark.utf8CodeUnitCount }
            at += 1
        }
        return nil
    }

    /// `width`, `height` and `viewBox` of the element whose name ends before `start`.
    private static func attributes(_ bytes: [UInt8], from start: Int) -> [String: String] {
        var found: [String: String] = [:]
        var at = start
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
        while at < bytes.count {
            while at < bytes.count, isBlank(bytes[at]) { at += 1 }
            let name = at
            while at < bytes.count, !isBlank(bytes[at]), bytes[at] != UInt8(ascii: "="), bytes[at] != UInt8(ascii: ">")
            { at += 1 }
            let nameEnd = at
            while at < bytes.count, isBlank(bytes[at]) { at += 1 }
            guard at < bytes.count, bytes[at] == UInt8(ascii: "="), nameEnd > name else { return found }
            at += 1
            while at < bytes.count, isBlank(bytes[at]) { at += 1 }
            guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'") else {
                return found
            }
            let quote = bytes[at]
            let value = at + 1
            at = value
            while at < bytes.count, bytes[at] != quote { at += 1 }
            let key = String(decoding: bytes[name..<nameEnd], as: UTF8.self)
            if ["width", "height", "viewBox"].contains(key), at < bytes.count, at - value <= 200 {
                found[key] = String(decoding: bytes[value..<at], as: UTF8.self)
            }
            at += 1
        }
        return found
    }

    /// A length in CSS pixels (96 an inch); nil for percentages and what is no length.
    private static func pixels(_ text: String) -> Double? {
        let units: [(String, Double)] = [
            ("px", 1), ("pt", 96.0 / 72), ("pc", 16), ("mm", 96 / 25.4), ("cm", 96 / 2.54), ("in", 96), ("em", 16),
            ("", 1),
        ]
        let plain = text.trimmed
        for (unit, factor) in units where plain.hasSuffix(unit) {
            let number = String(plain.dropLast(unit.utf8.count))
            let shape = number.hasPrefix(".") ? "0" + number : number
            guard NumberShape(shape).isNumber, let value = Double(shape), value > 0 else { continue }
            return value * factor
        }
        return nil
    }
}
