/// A fixed set of short words that is asked with bytes of a text, without making a string of them.
///
/// Open addressing over FNV-1a (Fowler, Noll, Vo), half full at most.
final class WordSet: Sendable {
    private struct Place {
        var offset: UInt16 = 0
        /// 0 is a free place.
        var length: UInt16 = 0
    }

    /// All words one after another.
    private let bytes: [UInt8]
    private let places: [Place]
    let longest: Int

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
        var places = Array(repeating: Place(), count: size)
        var bytes: [UInt8] = []
        for word in all.sorted() {
            let letters = Array(word.utf8)
            var place = letters.withUnsafeBufferPointer { buffer in
                buffer.baseAddress.map { Int(WordSet.hash($0, buffer.count)) & (size - 1) } ?? 0
            }
            while places[place].length != 0 { place = (place + 1) & (size - 1) }
            places[place] = Place(offset: UInt16(bytes.count), length: UInt16(letters.count))
            bytes.append(contentsOf: letters)
        }
        self.places = places
        self.bytes = bytes
        longest = all.map(\.utf8.count).max() ?? 0
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

    /// The bytes that words have at an offset.
    func bytes(at offset: Int) -> Set<UInt8> {
        Set(places.filter { $0.length > offset }.map { bytes[Int($0.offset) + offset] })
    }

    /// All words, in no order.
    var words: [[UInt8]] {
        places.filter { $0.length > 0 }.map { Array(bytes[Int($0.offset)..<Int($0.offset + $0.length)]) }
    }

    /// The bytes that words end with.
    var lastBytes: Set<UInt8> { Set(words.compactMap(\.last)) }

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
