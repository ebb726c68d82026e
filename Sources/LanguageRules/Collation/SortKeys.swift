/// Makes sort keys: bytes that compare as texts do in the CLDR order, with numbers by their value.
///
/// The key is the three levels one after another, parted by a byte that is less than any weight: letters, signs and
/// numbers; marks; capitals after small letters. Each level leaves out its last weights as long as they are the common
/// one. Texts that the order deems equal (`007` and `7`) have the same key.
struct SortKeys: Sendable {
    static let root = SortKeys(.root)

    let weights: CollationWeights
    /// For U+0000…U+017F: primary, secondary and tertiary weight and the weight of a mark that follows, a byte each
    /// from the lowest on. 0 sends the character to the table of all.
    private let packed: [UInt32]
    /// The same for U+2000…U+207F: dashes and typographic quotes.
    private let packedPunctuation: [UInt32]

    init(_ tailoring: CollationTailoring) {
        let weights = CollationWeights(tailoring)
        self.weights = weights
        packed = (0..<0x180).map { SortKeys.pack($0, weights) }
        packedPunctuation = (0x2000..<0x2080).map { SortKeys.pack($0, weights) }
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
            packedPunctuation.withUnsafeBufferPointer { packedPunctuation in
                var index = 0
                while index < bytes.count {
                    let byte = bytes[index]
                    var weights: UInt32 = 0
                    var length = 1
                    if byte.isASCIIDigit {
                        index = writer.number(bytes, at: index)
                        continue
                    } else if byte < 0x80 {
                        weights = packed[Int(byte)]
                    } else if byte >= 0xC2, byte <= 0xC5, index + 1 < bytes.count {
                        weights = packed[Int(byte & 0x1F) << 6 | Int(bytes[index + 1] & 0x3F)]
                        length = 2
                    } else if byte == 0xE2, index + 2 < bytes.count, bytes[index + 1] & 0xFE == 0x80 {
                        weights = packedPunctuation[Int(bytes[index + 1] & 1) << 6 | Int(bytes[index + 2] & 0x3F)]
                        length = 3
                    }
                    if weights != 0 {
                        writer.append(packed: weights)
                        index += length
                    } else if let next = writeOther(bytes, at: index, into: &writer) {
                        index = next
                    } else {
                        return false
                    }
                }
                return true
            }
        }
    }

    /// Writes a character that is not in the packed tables; returns where it ends, nil when it is one for `writeSlowly`.
    private func writeOther(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int, into writer: inout KeyWriter) -> Int? {
        guard let (scalar, length) = SortKeys.scalar(bytes, at: index) else { return nil }
        let properties = scalar.properties
        guard properties.canonicalCombiningClass == .notReordered, properties.generalCategory != .decimalNumber else {
            return nil
        }
        let (elements, marks) = weights.elements(scalar)
        guard marks.isEmpty else { return nil }
        for element in elements { writer.append(element) }
        return index + length
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
