/// White space as Python's `str.isspace` and `\s` see it, on UTF-8 bytes.
enum Whitespace {
    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// The length of the white space that starts at `index`; 0 when there is none.
    static func length(in bytes: [UInt8], at index: Int, end: Int) -> Int {
        let first = bytes[index]
        if first < 0x80 { return isSpace(Unicode.Scalar(first)) ? 1 : 0 }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard index + length <= end, let scalar = scalar(in: bytes, at: index, length: length) else { return 0 }
        return isSpace(scalar) ? length : 0
    }

    /// The index of the first byte at or after `index` that is no white space.
    static func skip(in bytes: [UInt8], from index: Int, end: Int) -> Int {
        var index = index
        while index < end {
            let step = length(in: bytes, at: index, end: end)
            if step == 0 { break }
            index += step
        }
        return index
    }

    /// The index after the last byte before `end` that is no white space.
    static func trimmedEnd(of bytes: [UInt8], from start: Int, end: Int) -> Int {
        var end = end
        while end > start {
            var first = end - 1
            while first > start, bytes[first] & 0xC0 == 0x80 { first -= 1 }
            if length(in: bytes, at: first, end: end) != end - first { break }
            end = first
        }
        return end
    }

    /// The scalar of `length` bytes; nil when they are no UTF-8 of that length.
    static func scalar(in bytes: [UInt8], at index: Int, length: Int) -> Unicode.Scalar? {
        guard index + length <= bytes.count else { return nil }
        var value: UInt32
        switch length {
        case 1: value = UInt32(bytes[index])
        case 2: value = UInt32(bytes[index] & 0x1F)
        case 3: value = UInt32(bytes[index] & 0x0F)
        default: value = UInt32(bytes[index] & 0x07)
        }
        for offset in 1..<max(length, 1) { value = value << 6 | UInt32(bytes[index + offset] & 0x3F) }
        return Unicode.Scalar(value)
    }
}
