import Diagnostics

/// What a commit has to do: the next manifest, what is written, what changes.
struct CommitPlan {
    /// Nil when the published manifest stays as it is, and with it every file.
    let manifest: Manifest?
    let changes: Changes
    /// The outputs to move into place, in the order of their paths' bytes.
    private let writes: [StagedOutput]

    init(_ record: OutputRecord, old: Manifest) throws(PublishingError) {
        writes = record.staged.sorted { $0.entry.path.precedesByBytes($1.entry.path) }
        for place in writes.indices.dropFirst() {
            let path = writes[place].entry.path
            if path.hasSameBytes(as: writes[place - 1].entry.path) { throw Refusal.twice(path) }
        }
        let isKept = try CommitPlan.kept(record, old: old)
        var changes = Changes()
        changes.unchangedCount = record.unchanged.count
        var isRewritten = [Bool](repeating: false, count: old.entries.count)
        for output in writes {
            if let index = old.index(of: output.entry.path) {
                if isKept[index] { throw Refusal.twice(output.entry.path) }
                isRewritten[index] = true
                changes.changed.append(output.entry.path)
            } else {
                changes.added.append(output.entry.path)
            }
        }
        var remaining: [Manifest.Entry] = []
        remaining.reserveCapacity(old.entries.count)
        var isManifestSame = writes.isEmpty
        for (index, entry) in old.entries.enumerated() where !isRewritten[index] {
            if let next = isKept[index] ? entry.inUse : record.retention.retained(entry) {
                remaining.append(next)
                if !isKept[index] { changes.retained.append(entry.path) }
                isManifestSame = isManifestSame && next.retiredOn == entry.retiredOn
            } else {
                changes.deleted.append(entry.path)
                isManifestSame = false
            }
        }
        self.changes = changes
        if isManifestSame, old.isWritten {
            manifest = nil
        } else {
            let next = Manifest(sorted: CommitPlan.merged(remaining, writes.map(\.entry)))
            // Outputs that were there already do not stand in each other's way.
            if !changes.added.isEmpty { try CommitPlan.checkFolders(next) }
            manifest = next
        }
    }

    var allWrites: some Sequence<String> { writes.lazy.map(\.entry.path) }

    func writes(_ kind: OutputKind) -> some Sequence<String> {
        writes.lazy.filter { $0.kind == kind }.map(\.entry.path)
    }

    /// Which entries of the old manifest were handed over unchanged.
    private static func kept(_ record: OutputRecord, old: Manifest) throws(PublishingError) -> [Bool] {
        var isKept = [Bool](repeating: false, count: old.entries.count)
        for index in record.unchanged {
            if isKept[index] { throw Refusal.twice(old.entries[index].path) }
            isKept[index] = true
        }
        return isKept
    }

    /// Joins two sorted lists that share no path.
    private static func merged(_ left: [Manifest.Entry], _ right: [Manifest.Entry]) -> [Manifest.Entry] {
        if left.isEmpty { return right }
        var merged: [Manifest.Entry] = []
        merged.reserveCapacity(left.count + right.count)
        var rest = left[...]
        for entry in right {
            while let first = rest.first, first.path.precedesByBytes(entry.path) {
                merged.append(first)
                rest.removeFirst()
            }
            merged.append(entry)
        }
        return merged + rest
    }

    /// No output may be the folder of another: `a` and `a/b`.
    private static func checkFolders(_ manifest: Manifest) throws(PublishingError) {
        // In the order of bytes, what stands between a path and one that goes on from it goes on from it as well: the
        // paths of which the one at hand is a continuation are the last few, each a continuation of the one before.
        var beginnings: [String] = []
        for entry in manifest.entries {
            let path = entry.path.utf8
            while let last = beginnings.last, !path.starts(with: last.utf8) { beginnings.removeLast() }
            for beginning in beginnings.reversed()
            where path.dropFirst(beginning.utf8.count).first == UInt8(ascii: "/") {
                throw Refusal.twice(beginning)
            }
            beginnings.append(entry.path)
        }
    }
}

extension Manifest.Entry {
    /// The same entry, not retired.
    fileprivate var inUse: Manifest.Entry {
        var entry = self
        entry.retiredOn = nil
        return entry
    }
}
