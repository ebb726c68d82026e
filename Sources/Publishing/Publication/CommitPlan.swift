/// What a commit has to do: the next manifest, what is written, what changes.
struct CommitPlan {
    let manifest: Manifest
    let changes: Changes
    /// The outputs to move into place, in the order of their paths' bytes.
    private let writes: [StagedOutput]

    init(_ outputs: [StagedOutput], old: Manifest, retention: AssetRetention) throws(PublishingError) {
        let sorted = outputs.sorted { $0.entry.path.precedesByBytes($1.entry.path) }
        for (output, next) in zip(sorted, sorted.dropFirst()) where output.entry.path.hasSameBytes(as: next.entry.path)
        {
            throw Refusal.twice(output.entry.path)
        }
        var entries = sorted.map(\.entry)
        writes = sorted.filter { $0.result == .staged }
        var changes = Changes()
        let current = Manifest(sorted: entries)
        for output in writes {
            if old[output.entry.path] == nil {
                changes.added.append(output.entry.path)
            } else {
                changes.changed.append(output.entry.path)
            }
        }
        changes.unchangedCount = outputs.count - writes.count
        var retained: [Manifest.Entry] = []
        for entry in old.entries where current[entry.path] == nil {
            if let kept = retention.retained(entry) {
                retained.append(kept)
            } else {
                changes.deleted.append(entry.path)
            }
        }
        changes.retained = retained.map(\.path)
        if !retained.isEmpty {
            entries = (entries + retained).sorted { $0.path.precedesByBytes($1.path) }
        }
        manifest = retained.isEmpty ? current : Manifest(sorted: entries)
        self.changes = changes
        if !writes.isEmpty { try CommitPlan.checkFolders(entries, in: manifest) }
    }

    var allWrites: some Sequence<String> { writes.lazy.map(\.entry.path) }

    func writes(_ kind: OutputKind) -> some Sequence<String> {
        writes.lazy.filter { $0.kind == kind }.map(\.entry.path)
    }

    func writesNothing(besides json: [UInt8], published: [UInt8]?) -> Bool {
        writes.isEmpty && changes.deleted.isEmpty && json == published
    }

    /// No output may be the folder of another: `a` and `a/b`.
    private static func checkFolders(_ entries: [Manifest.Entry], in manifest: Manifest) throws(PublishingError) {
        var checked = ""
        for entry in entries {
            guard let slash = entry.path.utf8.lastIndex(of: UInt8(ascii: "/")) else { continue }
            var folder = entry.path[..<slash]
            if folder.utf8.elementsEqual(checked.utf8) { continue }
            checked = String(folder)
            while true {
                if manifest[String(folder)] != nil { throw Refusal.twice(String(folder)) }
                guard let next = folder.utf8.lastIndex(of: UInt8(ascii: "/")) else { break }
                folder = folder[..<next]
            }
        }
    }
}
