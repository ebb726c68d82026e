/// The letters and digits of a text with their places: what stays when typography, escapes and Markdown's signs change
/// the rest.
struct Skeleton {
    /// UTF-8 without white space, signs and typographic punctuation; ASCII letters in lower case.
    private(set) var letters: [UInt8] = []
    /// The offset in the text of each byte of `letters`.
    private(set) var places: [Int] = []

    /// - Parameters:
    ///   - isHTML: leaves tags and character references out.
    ///   - limit: stops at so many bytes.
    init(_ bytes: ArraySlice<UInt8>, isHTML: Bool, limit: Int = .max) {
        var index = bytes.startIndex
        while index < bytes.endIndex, letters.count < limit {
            let byte = bytes[index]
            if isHTML, byte == UInt8(ascii: "<") {
                index = (bytes[index...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.endIndex - 1) + 1
            } else if isHTML, byte == UInt8(ascii: "&") {
                index = Skeleton.endOfReference(bytes, index)
            } else if byte < 0x80 {
                if Skeleton.isLetterOrDigit(byte) { append(Skeleton.lowercased(byte), index) }
                index += 1
            } else {
                let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
                let end = min(index + length, bytes.endIndex)
                // U+0080…U+00BF and U+2000…U+203F: spaces, quotes, dashes, the soft hyphen.
                let isSign = byte == 0xC2 || byte == 0xE2 && end - index > 1 && bytes[index + 1] == 0x80
                if !isSign { for place in index..<end { append(bytes[place], place) } }
                index = end
            }
        }
    }

    /// Where in `letters` the sequence stands, at the beginnings of characters.
    func occurrences(of wanted: ArraySlice<UInt8>) -> [Int] {
        guard let first = wanted.first, wanted.count <= letters.count else { return [] }
        var found: [Int] = []
        for start in 0...letters.count - wanted.count
        where letters[start] == first && letters[start..<start + wanted.count].elementsEqual(wanted) {
            found.append(start)
        }
        return found
    }

    private mutating func append(_ byte: UInt8, _ place: Int) {
        letters.append(byte)
        places.append(place)
    }

    /// `&amp;` and the like; a lone `&` is passed.
    private static func endOfReference(_ bytes: ArraySlice<UInt8>, _ start: Int) -> Int {
        var index = start + 1
        while index < bytes.endIndex, index - start < 12, isLetterOrDigit(bytes[index]) || bytes[index] == 0x23 {
            index += 1
        }
        return index < bytes.endIndex && bytes[index] == UInt8(ascii: ";") ? index + 1 : start + 1
    }

    static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        let letter = byte | 0x20
        return letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z")
            || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }
}
