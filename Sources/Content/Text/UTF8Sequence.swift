/// Well-formed UTF-8, byte by byte (Unicode 15, table 3-7: no overlong forms, no surrogates, nothing past U+10FFFF).
enum UTF8Sequence {
    /// The length of the sequence that begins at `index`, or 0 when no well-formed sequence does.
    @inline(__always)
    static func length(_ bytes: some RandomAccessBytes, at index: Int) -> Int {
        let first = bytes[index]
        if first < 0x80 { return 1 }
        let left = bytes.count - index
        func continues(_ offset: Int) -> Bool { bytes[index + offset] & 0xC0 == 0x80 }
        switch first {
        case 0xC2...0xDF:
            return left >= 2 && continues(1) ? 2 : 0
        case 0xE0...0xEF:
            guard left >= 3, continues(1), continues(2) else { return 0 }
            if first == 0xE0 { return bytes[index + 1] >= 0xA0 ? 3 : 0 }
            if first == 0xED { return bytes[index + 1] < 0xA0 ? 3 : 0 }
            return 3
        case 0xF0...0xF4:
            guard left >= 4, continues(1), continues(2), continues(3) else { return 0 }
            if first == 0xF0 { return bytes[index + 1] >= 0x90 ? 4 : 0 }
            if first == 0xF4 { return bytes[index + 1] < 0x90 ? 4 : 0 }
            return 4
        default:
            return 0
        }
    }

    /// The offset of the first byte in `range` that belongs to no well-formed sequence, or nil.
    static func firstFault(in bytes: [UInt8], _ range: Range<Int>) -> Int? {
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            if byte < 0x80 {
                index += 1
                continue
            }
            let length = length(bytes, at: index)
            guard length > 0, index + length <= range.upperBound else { return index }
            index += length
        }
        return nil
    }

    /// The character at `index` as text, for a message; U+FFFD when the bytes are no UTF-8.
    static func character(_ bytes: [UInt8], at index: Int) -> String {
        guard index < bytes.count else { return "" }
        let length = max(1, length(bytes, at: index))
        return String(decoding: bytes[index..<index + length], as: UTF8.self)
    }
}

/// A buffer that a byte scan may index from 0: an array, or memory that C owns.
protocol RandomAccessBytes {
    var count: Int { get }
    subscript(index: Int) -> UInt8 { get }
}

extension [UInt8]: RandomAccessBytes {}
extension UnsafeBufferPointer<UInt8>: RandomAccessBytes {}
