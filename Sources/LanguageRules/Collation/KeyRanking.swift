/// Sorts keys by their bytes, all of them in one piece of memory.
struct KeyRanking {
    private struct Entry {
        /// The first eight bytes as a number: most pairs differ there.
        let prefix: UInt64
        let offset: Int
        let count: Int
        let index: Int
    }

    private var bytes: [UInt8] = []
    private var entries: [Entry] = []

    mutating func append(_ key: [UInt8]) {
        let offset = bytes.count
        bytes.append(contentsOf: key)
        // So that eight bytes can be read from anywhere within a key.
        bytes.append(contentsOf: [0, 0, 0, 0, 0, 0, 0, 0])
        let prefix = bytes.withUnsafeBytes { KeyRanking.word($0, offset) }
        entries.append(Entry(prefix: prefix, offset: offset, count: key.count, index: entries.count))
    }

    /// The positions of the keys in their order; equal keys keep theirs.
    func order() -> [Int] {
        bytes.withUnsafeBytes { bytes in
            let sorted = entries.sorted { left, right in
                if left.prefix != right.prefix { return left.prefix < right.prefix }
                return KeyRanking.isLess(left, right, bytes)
            }
            return sorted.map(\.index)
        }
    }

    private static func isLess(_ left: Entry, _ right: Entry, _ bytes: UnsafeRawBufferPointer) -> Bool {
        var done = 8
        while done < left.count, done < right.count {
            let words = (word(bytes, left.offset + done), word(bytes, right.offset + done))
            if words.0 != words.1 { return words.0 < words.1 }
            done += 8
        }
        // Behind a key stand zeros, less than any byte of a key.
        return left.count != right.count ? left.count < right.count : left.index < right.index
    }

    private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
}
