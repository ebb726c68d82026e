import Assets
import Publishing

/// Publishes each text with its compressed forms beside it (`--precompress`).
struct PrecompressingSink: OutputSink {
    let publication: Publication
    /// Outputs that the site brings itself: a packed file of its author wins.
    let own: Set<String>

    /// Takes a page over with its compressed forms; one that could have some and has none must be looked at again.
    func keep(_ path: String, hash: ContentHash) -> Bool {
        guard let entry = publication.published[path] else { return false }
        let isPacked = Precompression.isText(path) && entry.size >= Precompression.smallest
        let companions = isPacked ? Precompression.endings.map { path + $0 }.filter { !own.contains($0) } : []
        return publication.keep(path: path, hash: hash, companions: companions)
    }

    func put(_ path: String, _ bytes: [UInt8], kind: OutputKind) throws(PublishingError) {
        let result = try publication.stage(path: path, bytes: bytes, kind: kind)
        var missing = Precompression.endings.filter { !own.contains(path + $0) }
        if result == .unchanged, missing.allSatisfy({ publication.published.contains(path + $0) }) {
            // They were published together with the same bytes: compressing again would give the same.
            missing.removeAll { publication.keep(path: path + $0) }
        }
        guard !missing.isEmpty else { return }
        for companion in Precompression.companions(of: bytes, path: path) where missing.contains(companion.ending) {
            try publication.stage(path: path + companion.ending, bytes: companion.bytes, kind: kind)
        }
    }
}
