/// Decodes the inside of a quoted text as Python does: `\n`, `\x41`, `\u0105`, `\101`; an unknown escape stays as it
/// is.
enum StringEscapes {
    /// Nil for an escape that names no character.
    static func decode(_ bytes: [UInt8]) -> String? {
        guard bytes.contains(Ascii.backslash) || bytes.contains(Ascii.carriageReturn) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == Ascii.carriageReturn {
                result.append(Ascii.lineFeed)
                index += index + 1 < bytes.count && bytes[index + 1] == Ascii.lineFeed ? 2 : 1
            } else if byte != Ascii.backslash || index + 1 >= bytes.count {
                result.append(byte)
                index += 1
            } else if let next = escape(bytes, at: index + 1, into: &result) {
                index = next
            } else {
                return nil
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Decodes the escape whose letter stands at `index`; the place after it.
    private static func escape(_ bytes: [UInt8], at index: Int, into result: inout [UInt8]) -> Int? {
        switch bytes[index] {
        case Ascii.lineFeed: return index + 1
        case Ascii.backslash, Ascii.apostrophe, Ascii.quote: result.append(bytes[index])
        case UInt8(ascii: "n"): result.append(0x0A)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "r"): result.append(0x0D)
        case UInt8(ascii: "a"): result.append(0x07)
        case UInt8(ascii: "b"): result.append(0x08)
        case UInt8(ascii: "f"): result.append(0x0C)
        case UInt8(ascii: "v"): result.append(0x0B)
        case UInt8(ascii: "x"): return hexadecimal(bytes, at: index + 1, count: 2, into: &result)
        case UInt8(ascii: "u"): return hexadecimal(bytes, at: index + 1, count: 4, into: &result)
        case UInt8(ascii: "U"): return hexadecimal(bytes, at: index + 1, count: 8, into: &result)
        case 0x30...0x37:
            var place = index
            var value: UInt32 = 0
            while place < min(index + 3, bytes.count), (0x30...0x37).contains(bytes[place]) {
                value = value * 8 + UInt32(bytes[place] - 0x30)
                place += 1
            }
            return append(value, to: &result) ? place : nil
        default:
            result.append(Ascii.backslash)
            return index
        }
        return index + 1
    }

    private static func hexadecimal(_ bytes: [UInt8], at index: Int, count: Int, into result: inout [UInt8]) -> Int? {
        guard index + count <= bytes.count else { return nil }
        var value: UInt32 = 0
        for place in index..<index + count {
            guard let digit = Ascii.hexValue(bytes[place]) else { return nil }
            value = value << 4 | digit
        }
        return append(value, to: &result) ? index + count : nil
    }

    private static func append(_ value: UInt32, to result: inout [UInt8]) -> Bool {
        guard let scalar = Unicode.Scalar(value) else { return false }
        result.append(contentsOf: Array(String(Character(scalar)).utf8))
        return true
    }
}
