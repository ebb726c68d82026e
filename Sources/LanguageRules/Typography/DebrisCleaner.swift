extension Debris {
    /// Takes invisible debris out of the first `end` bytes of `block` in place, counting it; returns where it stood.
    mutating func clean(_ block: UnsafeMutablePointer<UInt8>, upTo end: Int) -> [Range<Int>] {
        var removed: [Range<Int>] = []
        var target = 0
        var index = 0
        while index < end {
            let length = lengthOfDebris(block, index)
            if length > 0 {
                removed.append(index..<(index + length))
                index += length
            } else {
                block[target] = block[index]
                target += 1
                index += 1
            }
        }
        return removed
    }

    private mutating func lengthOfDebris(_ block: UnsafePointer<UInt8>, _ index: Int) -> Int {
        // The margin behind the text keeps the look ahead within the block.
        switch block[index] {
        case 0xC2 where block[index + 1] == 0xAD:
            softHyphens += 1
            return 2
        case 0xE2 where block[index + 1] == 0x80 && block[index + 2] == 0x8B:
            zeroWidthSpaces += 1
            return 3
        case 0xEF where block[index + 1] == 0xBB && block[index + 2] == 0xBF:
            byteOrderMarks += 1
            return 3
        default: return 0
        }
    }
}
