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

    /// `sorted`: by the bytes of the path, each path once.
    init(sorted entries: [Entry], isWritten: Bool = false) {
        self.entries = entries
        self.isWritten = isWritten
    }

    init() { self.init(sorted: []) }

    /// Of the bytes of a manifest.
    static func hash(_ bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBufferPointer { StableHash.hash($0) } }

    public subscript(path: String) -> Entry? {
        index(of: path).map { entries[$0] }
    }

    /// Whether the output is published.
    public func contains(_ path: String) -> Bool { index(of: path) != nil }

    func index(of path: String) -> Int? {
        let place = place(of: path)
        return place < entries.count && entries[place].path.hasSameBytes(as: path) ? place : nil
    }

    /// The first entry whose path does not come before this one.
    private func place(of path: String) -> Int {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].path.precedesByBytes(path) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The paths that another manifest does not list, in order.
    func paths(absentFrom other: Manifest) -> [String] {
        var absent: [String] = []
        var rest = other.entries[...]
        for entry in entries {
            while let first = rest.first, first.path.precedesByBytes(entry.path) { rest.removeFirst() }
            if rest.first?.path.hasSameBytes(as: entry.path) != true { absent.append(entry.path) }
        }
        return absent
    }

    /// The entries whose path begins with the folder (given with its final `/`).
    func entries(inFolder folder: String) -> ArraySlice<Entry> {
        let start = place(of: folder)
        let end = entries[start...].firstIndex { !$0.path.utf8.starts(with: folder.utf8) } ?? entries.count
        return entries[start..<end]
    }
}
