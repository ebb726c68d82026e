/// A fixed set of short words that is asked with bytes of a text, without making a string of them.
///
/// Open addressing over FNV-1a (Fowler, Noll, Vo), half full at most.
struct WordSet: Sendable {
    /// All words one after another.
    private var bytes: [UInt8] = []
    /// For each place: the word's offset in `bytes` and its length; length 0 is a free place.
    private var places: [(offset: UInt16, length: UInt16)]
    private(set) var longest = 0

    /// With `anyCase` also each word with a capital initial, and in capitals.
    init(_ words: [String], anyCase: Bool = false) {
        var all = Set(words.filter { !$0.isEmpty })
        if anyCase {
            for word in words where !word.isEmpty {
                all.insert(word.uppercased())
                all.insert(word.prefix(1).uppercased() + word.dropFirst())
            }
        }
        var size = 8
        while size < all.count * 2 { size *= 2 }
        places = Array(repeating: (0, 0), count: size)
        for word in all.sorted() { insert(Array(word.utf8)) }
    }

    func contains(_ word: UnsafePointer<UInt8>, count: Int) -> Bool {
        guard count > 0, count <= longest else { return false }
        var place = Int(WordSet.hash(word, count)) & (places.count - 1)
        while places[place].length != 0 {
            if Int(places[place].length) == count, matches(word, count, at: Int(places[place].offset)) { return true }
            place = (place + 1) & (places.count - 1)
        }
        return false
    }

    /// The bytes that words begin with.
    var firstBytes: Set<UInt8> { Set(places.filter { $0.length > 0 }.map { bytes[Int($0.offset)] }) }

    /// The bytes that words end with.
    var lastBytes: Set<UInt8> { Set(places.filter { $0.length > 0 }.map { bytes[Int($0.offset + $0.length) - 1] }) }

    private mutating func insert(_ word: [UInt8]) {
        var place = word.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { Int(WordSet.hash($0, buffer.count)) & (places.count - 1) } ?? 0
        }
        while places[place].length != 0 { place = (place + 1) & (places.count - 1) }
        places[place] = (UInt16(bytes.count), UInt16(word.count))
        bytes.append(contentsOf: word)
        longest = max(longest, word.count)
    }

    private func matches(_ word: UnsafePointer<UInt8>, _ count: Int, at offset: Int) -> Bool {
        for index in 0..<count where bytes[offset + index] != word[index] { return false }
        return true
    }

    private static func hash(_ word: UnsafePointer<UInt8>, _ count: Int) -> UInt32 {
        var hash: UInt32 = 2_166_136_261
        for index in 0..<count { hash = (hash ^ UInt32(word[index])) &* 16_777_619 }
        return hash ^ (hash >> 15)
    }
}
