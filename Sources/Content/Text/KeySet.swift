/// The keys of one mapping, to find a repeated one; keys are equal when their bytes are.
///
/// Swift's `==` holds two spellings of one accented letter for the same text; JSON and YAML do not.
struct KeySet {
    private var few: [String] = []
    private var many: [[UInt8]: Int] = [:]

    /// Adds the key of the member numbered `position`; the position of the same key's first member, if there is one.
    mutating func insert(_ key: String, at position: Int) -> Int? {
        if few.count < 16 {
            for (index, known) in few.enumerated() where known.utf8.elementsEqual(key.utf8) { return index }
            few.append(key)
            return nil
        }
        if many.isEmpty {
            for (index, known) in few.enumerated() { many[Array(known.utf8)] = index }
        }
        let bytes = Array(key.utf8)
        if let first = many[bytes] { return first }
        many[bytes] = position
        return nil
    }
}
