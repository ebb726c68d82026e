/// Makes sort keys: bytes that compare as texts do in the CLDR order, with numbers by their value.
///
/// The key is the three levels one after another, parted by a byte that is less than any weight: letters, signs and
/// numbers; marks; capitals after small letters. Each level leaves out its last weights as long as they are the common
/// one. Texts that the order deems equal (`007` and `7`) have the same key.
struct SortKeys: Sendable {
    static let polish = SortKeys(CollationWeights(isPolish: true))
    static let root = SortKeys(CollationWeights(isPolish: false))

    let weights: CollationWeights
    /// For U+0000…U+017F: primary, secondary and tertiary weight and the weight of a mark that follows, a byte each
    /// from the lowest on. 0 sends the character to the table of all.
    private let packed: [UInt32]

    init(_ weights: CollationWeights) {
        self.weights = weights
        packed = (0..<0x180).map { SortKeys.pack($0, weights) }
    }

    func key(_ text: String) -> [UInt8] {
        var text = text
        return text.withUTF8 { bytes in
            // The most that a byte can need: a number of one digit is three bytes, a letter of another script four.
            let room = bytes.count * 4 + 16
            return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: room * 3) { memory in
                guard let base = memory.baseAddress else { return [] }
                var writer = KeyWriter(primary: base, secondary: base + room, tertiary: base + 2 * room)
                if !writeQuickly(bytes, into: &writer) {
                    writer = KeyWriter(primary: base, secondary: base + room, tertiary: base + 2 * room)
                    writeSlowly(bytes, into: &writer)
                }
                return writer.key()
            }
        }
    }

    /// The positions of keys in their order; equal keys keep theirs.
    static func order(_ keys: [[UInt8]]) -> [Int] {
        // Most pairs differ in the first bytes: those are compared as one number.
        var ranked = keys.indices.map { (prefix: SortKeys.prefix(keys[$0]), index: $0) }
        ranked.sort { left, right in
            if left.prefix != right.prefix { return left.prefix < right.prefix }
            let (leftKey, rightKey) = (keys[left.index], keys[right.index])
            if leftKey == rightKey { return left.index < right.index }
            return leftKey.lexicographicallyPrecedes(rightKey)
        }
        return ranked.map(\.index)
    }

    private static func prefix(_ key: [UInt8]) -> UInt64 {
        var prefix: UInt64 = 0
        for index in 0..<8 { prefix = prefix << 8 | UInt64(index < key.count ? key[index] : 0) }
        return prefix
    }

    private static func pack(_ value: UInt32, _ weights: CollationWeights) -> UInt32 {
        guard let scalar = Unicode.Scalar(value) else { return 0 }
        let (elements, marks) = weights.elements(scalar)
        guard elements.count == 1, let element = elements.first, element.primary < 256, marks.count <= 1 else {
            return 0
        }
        if let mark = marks.first, weights.contraction(element.primary, mark) != nil { return 0 }
        let mark = marks.first.map(weights.mark) ?? 0
        return element.primary | UInt32(element.secondary) << 8 | UInt32(element.tertiary) << 16 | UInt32(mark) << 24
    }

    /// False when the text has marks of its own, which may join the letter before them, or rare letters with marks.
    private func writeQuickly(_ bytes: UnsafeBufferPointer<UInt8>, into writer: inout KeyWriter) -> Bool {
        packed.withUnsafeBufferPointer { packed in
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                if byte.isASCIIDigit {
                    index = writer.number(bytes, at: index)
                    continue
                }
                // Other lead bytes are beyond the table.
                var value = byte < 0x80 ? Int(byte) : Int.max
                var length = 1
                if byte >= 0xC2, byte <= 0xC5, index + 1 < bytes.count {
                    value = Int(byte & 0x1F) << 6 | Int(bytes[index + 1] & 0x3F)
                    length = 2
                }
                if value < packed.count, packed[value] != 0 {
                    writer.append(packed: packed[value])
                    index += length
                    continue
                }
                guard let (scalar, count) = SortKeys.scalar(bytes, at: index) else { return false }
                let properties = scalar.properties
                let category = properties.generalCategory
                if properties.canonicalCombiningClass != .notReordered || category == .decimalNumber { return false }
                let (elements, marks) = weights.elements(scalar)
                if !marks.isEmpty { return false }
                for element in elements { writer.append(element) }
                index += count
            }
            return true
        }
    }

    /// The scalar at `index` and its length in bytes.
    private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (Unicode.Scalar, Int)? {
        var iterator = bytes[index...].makeIterator()
        var decoder = Unicode.UTF8()
        guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
        return (scalar, UTF8.width(scalar))
    }

    private func writeSlowly(_ bytes: UnsafeBufferPointer<UInt8>, into writer: inout KeyWriter) {
        var cluster = LetterCluster(weights: weights)
        var digits: [UInt8] = []
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            let properties = scalar.properties
            if properties.generalCategory == .decimalNumber, let digit = properties.numericValue {
                cluster.flush(into: &writer)
                digits.append(UInt8(ascii: "0") + UInt8(digit))
                continue
            }
            if !digits.isEmpty {
                digits.withUnsafeBufferPointer { _ = writer.number($0, at: 0) }
                digits.removeAll()
            }
            if properties.canonicalCombiningClass != .notReordered {
                cluster.add(mark: scalar)
            } else {
                let (elements, marks) = weights.elements(scalar)
                if elements.isEmpty { continue }
                cluster.flush(into: &writer)
                cluster.begin(elements, marks)
            }
        }
        digits.withUnsafeBufferPointer { _ = writer.number($0, at: 0) }
        cluster.flush(into: &writer)
    }
}
