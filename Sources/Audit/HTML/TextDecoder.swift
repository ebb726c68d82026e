/// Turns the bytes of HTML text into the text that readers see.
enum TextDecoder {
    /// Character references decoded.
    static func decoded(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            if bytes[index] == UInt8(ascii: "&"), let (scalar, next) = reference(bytes, index, range.upperBound) {
                output.append(contentsOf: String(scalar).utf8)
                index = next
            } else {
                output.append(bytes[index])
                index += 1
            }
        }
        return output
    }

    /// The `%xx` of a URL decoded.
    static func unescaped(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < range.upperBound, let high = digit(bytes[index + 1], 16),
                let low = digit(bytes[index + 2], 16)
            {
                output.append(UInt8(high << 4 | low))
                index += 3
            } else {
                output.append(bytes[index])
                index += 1
            }
        }
        return output
    }

    /// The text with references decoded and white space run together.
    static func text(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) -> String {
        let written = UnsafeBufferPointer(start: bytes + range.lowerBound, count: range.count)
        guard written.contains(UInt8(ascii: "&")) else { return text(written) }
        return decoded(bytes, range).withUnsafeBufferPointer { text($0) }
    }

    /// The text with white space run together.
    private static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count) { output in
            var count = 0
            for byte in bytes {
                if !HTMLTokenizer.isSpace(byte) {
                    output[count] = byte
                    count += 1
                } else if count > 0, output[count - 1] != 0x20 {
                    output[count] = 0x20
                    count += 1
                }
            }
            if count > 0, output[count - 1] == 0x20 { count -= 1 }
            return String(decoding: output[..<count], as: UTF8.self)
        }
    }

    /// A numeric reference or one of the few named ones that a writer of HTML needs.
    private static func reference(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> (Unicode.Scalar, Int)? {
        var semicolon = start + 1
        while semicolon < min(end, start + 12), bytes[semicolon] != UInt8(ascii: ";") { semicolon += 1 }
        guard semicolon < end, bytes[semicolon] == UInt8(ascii: ";") else { return nil }
        let name = UnsafeBufferPointer(start: bytes + start + 1, count: semicolon - start - 1)
        let next = semicolon + 1
        if name.first == UInt8(ascii: "#") {
            let isHex = name.count > 2 && name[1] | 0x20 == UInt8(ascii: "x")
            var value = 0
            for byte in name.dropFirst(isHex ? 2 : 1) {
                guard let digit = digit(byte, isHex ? 16 : 10) else { return nil }
                value = value * (isHex ? 16 : 10) + digit
            }
            return Unicode.Scalar(UInt32(truncatingIfNeeded: value)).map { ($0, next) }
        }
        let named: [(StaticString, Unicode.Scalar)] = [
            ("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\""), ("apos", "'"), ("nbsp", "\u{A0}"),
            ("shy", "\u{AD}"), ("sol", "/"), ("num", "#"), ("colon", ":"), ("period", "."), ("percnt", "%"),
            ("quest", "?"), ("equals", "="), ("lowbar", "_"), ("ndash", "–"), ("mdash", "—"), ("hellip", "…"),
            ("bdquo", "„"), ("rdquo", "”"),
        ]
        for (known, scalar) in named
        where known.utf8CodeUnitCount == name.count
            && UnsafeBufferPointer(start: known.utf8Start, count: name.count).elementsEqual(name)
        {
            return (scalar, next)
        }
        return nil
    }

    private static func digit(_ byte: UInt8, _ base: Int) -> Int? {
        let value: Int
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): value = Int(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): value = Int(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): value = Int(byte - UInt8(ascii: "A")) + 10
        default: return nil
        }
        return value < base ? value : nil
    }
}
