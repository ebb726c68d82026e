import Diagnostics

/// The list of the files that are ours in an output folder: what may be replaced, kept or deleted.
///
/// It lies in the output as `.metropolia-manifest.json` and names neither sources nor times, so that equal outputs have
/// equal manifests. Entries stand in the order of their paths' bytes.
public struct Manifest: Sendable {
    /// One output.
    public struct Entry: Hashable, Sendable {
        public let path: String
        public let hash: ContentHash
        /// In bytes.
        public let size: Int
        /// For an asset kept from an earlier publish: the day (since 1970-01-01) on which it fell out of use.
        public var retiredOn: Int?

        public init(path: String, hash: ContentHash, size: Int, retiredOn: Int? = nil) {
            self.path = path
            self.hash = hash
            self.size = size
            self.retiredOn = retiredOn
        }
    }

    static let fileName = ".metropolia-manifest.json"

    public let entries: [Entry]
    /// Whether a file of the same content lies in the output folder already.
    let isWritten: Bool
    private let table: PathTable

    /// `sorted`: by the bytes of the path, each path once.
    init(sorted entries: [Entry], isWritten: Bool = false) {
        self.entries = entries
        self.isWritten = isWritten
        table = PathTable(entries.lazy.map(\.path))
    }

    init() { self.init(sorted: []) }

    public subscript(path: String) -> Entry? {
        index(of: path).map { entries[$0] }
    }

    /// Whether the output is published.
    public func contains(_ path: String) -> Bool { index(of: path) != nil }

    func index(of path: String) -> Int? {
        entries.isEmpty ? nil : table.index(of: path) { entries[$0].path.hasSameBytes(as: path) }
    }

    /// The entries whose path begins with the folder (given with its final `/`).
    func entries(inFolder folder: String) -> ArraySlice<Entry> {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].path.precedesByBytes(folder) { low = middle + 1 } else { high = middle }
        }
        let end = entries[low...].firstIndex { !$0.path.utf8.starts(with: folder.utf8) } ?? entries.count
        return entries[low..<end]
    }
}
