struct SortKeys: Sendable {
    static let polish = SortKeys()
    static let root = SortKeys()
    func key(_ text: String) -> [UInt8] { Array(text.utf8) }
    static func order(_ keys: [[UInt8]]) -> [Int] {
        keys.indices.sorted { keys[$0].lexicographicallyPrecedes(keys[$1]) }
    }
}
