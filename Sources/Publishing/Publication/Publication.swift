import Diagnostics
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One publish: outputs are staged as they are rendered, then all of them take their places, or none.
///
/// ```swift
/// let publication = try Publication.begin(output: "public", sources: ["content", "templates"])
/// try publication.stage(path: "gminy/skawina/index.html", bytes: html, kind: .page)    // from any thread
/// let changes = try publication.commit()                                              // or publication.abort()
/// ```
/// A run that is killed at any instant leaves each file whole, old or new; the next `begin` finishes what was committed
/// and discards what was not. A value that is dropped without `commit` or `abort` counts as killed.
public final class Publication: Sendable {
    /// A warning when an earlier run was interrupted: what was done about it.
    public let recovery: Diagnostic?
    /// The absolute path of the output folder.
    public let outputPath: String
    /// What is published now: path, hash and size of each output.
    public let published: Manifest

    private let output: OpenedOutput
    private let record = Mutex(OutputRecord())
    private let checkpoint: Checkpoint?

    private var root: Int32 { output.root.number }
    private var staging: StagingArea { output.staging }

    /// Checks the output folder, takes its lock, and finishes or discards what an interrupted run left.
    ///
    /// - Parameters:
    ///   - sources: the files and folders that the run reads; the output may hold none and lie in none.
    ///   - seen: what was seen of the folder before: its manifest is not read again when it has the same bytes.
    public static func begin(output: String, sources: [String], seen: OutputView? = nil) throws(PublishingError)
        -> Publication
    {
        try begin(output: output, sources: sources, seen: seen, checkpoint: nil)
    }

    static func begin(output: String, sources: [String], seen: OutputView? = nil, checkpoint: Checkpoint?)
        throws(PublishingError) -> Publication
    {
        let folder = try OutputFolder.check(output, sources: sources)
        return try Publication(folder, label: output, seen: seen, checkpoint: checkpoint)
    }

    private init(_ folder: OutputFolder, label: String, seen: OutputView?, checkpoint: Checkpoint?)
        throws(PublishingError)
    {
        output = try OpenedOutput(folder, label: label, seen: seen, checkpoint: checkpoint)
        outputPath = folder.path
        published = output.manifest
        recovery = output.recovery
        self.checkpoint = checkpoint
    }

    /// Hands over one output. Safe to call from several threads at once; each path once.
    ///
    /// What the manifest lists with the same hash, and what lies there with the same size, is not written.
    /// - Parameters:
    ///   - path: relative to the output folder, with `/`.
    ///   - hash: of the bytes, when it is known already.
    @discardableResult
    public func stage(path: String, bytes: UnsafeRawBufferPointer, hash: ContentHash? = nil, kind: OutputKind)
        throws(PublishingError) -> StagingResult
    {
        try OutputPath.check(path)
        let entry = Manifest.Entry(path: path, hash: hash ?? ContentHash(of: bytes), size: bytes.count)
        if let index = published.index(of: path), published.entries[index].hash == entry.hash, entry.isInPlace(in: root)
        {
            record.withLock { $0.unchanged.append(index) }
            return .unchanged
        }
        try staging.write(bytes, path: path, kind: kind)
        record.withLock { $0.staged.append(StagedOutput(entry: entry, kind: kind)) }
        return .staged
    }

    /// Hands over one output held in an array.
    @discardableResult
    public func stage(path: String, bytes: [UInt8], hash: ContentHash? = nil, kind: OutputKind)
        throws(PublishingError) -> StagingResult
    {
        let outcome = bytes.withUnsafeBytes { buffer in
            Result { () throws(PublishingError) in try stage(path: path, bytes: buffer, hash: hash, kind: kind) }
        }
        return try outcome.get()
    }

    /// Says that an output is the same as last time, without its bytes; false when the file on disk is not what the
    /// manifest says (then it must be rendered and staged).
    ///
    /// - Parameters:
    ///   - hash: of the bytes that rendering would give; nil trusts the manifest.
    ///   - companions: outputs that were made of it, and are kept with it or not at all.
    public func keep(path: String, hash: ContentHash? = nil, companions: [String] = []) -> Bool {
        guard let index = published.index(of: path) else { return false }
        guard hash == nil || published.entries[index].hash == hash else { return false }
        var indices = [index]
        for companion in companions {
            guard let index = published.index(of: companion) else { return false }
            indices.append(index)
        }
        guard indices.allSatisfy({ published.entries[$0].isInPlace(in: root) }) else { return false }
        record.withLock { $0.unchanged += indices }
        return true
    }

    /// Says of all outputs that are in use, but for some, that they are the same as last time. Whether they lie in their
    /// places was asked before (`OutputView.areInPlace`).
    ///
    /// - Parameter isHandedOver: whether the output of a path was made again.
    public func keepRest(but isHandedOver: (String) -> Bool) {
        var rest: [Int] = []
        rest.reserveCapacity(published.entries.count)
        for (index, entry) in published.entries.enumerated()
        where entry.retiredOn == nil && !isHandedOver(entry.path) {
            rest.append(index)
        }
        record.withLock { $0.unchanged += rest }
    }

    /// Keeps the assets with a hash in their name for some days after the last publish that named them.
    ///
    /// - Parameter today: days since 1970-01-01 (`CivilDate.dayNumber`).
    public func keepAssets(days: Int, today: Int) {
        record.withLock { $0.retention = AssetRetention(days: days, today: today) }
    }

    /// What a commit would change, from the outputs handed over so far.
    public func plannedChanges() throws(PublishingError) -> Changes {
        try CommitPlan(record.withLock { $0 }, old: published).changes
    }

    /// Puts everything in its place, deletes the outputs that are gone, and writes the manifest.
    ///
    /// When it throws before the commit point the output is as it was; after it, the next run finishes the work.
    /// - Parameters:
    ///   - durable: also survives a loss of power (flushes the file system twice).
    ///   - approve: sees what would change before anything does; false throws all of it away.
    /// - Returns: what changed; nil when it was not approved.
    @discardableResult
    public func commit(durable: Bool = false, approve: (Changes) -> Bool) throws(PublishingError) -> Changes? {
        let plan: CommitPlan
        do throws(PublishingError) {
            plan = try CommitPlan(record.withLock { $0 }, old: published)
            guard approve(plan.changes) else {
                abort()
                return nil
            }
            if let manifest = plan.manifest { try prepare(plan, manifest, durable: durable) }
        } catch {
            if !isSimulatedKill(error) { abort() }
            throw error
        }
        if let manifest = plan.manifest {
            record.withLock { $0.isCommitted = true }
            let merge = Merge(
                root: root, staging: staging, old: published, new: manifest, isResumed: false, checkpoint: checkpoint)
            do throws(PublishingError) {
                for kind in OutputKind.allCases { try merge.move(plan.writes(kind), kind: kind) }
                try merge.finish(durable: durable)
            } catch {
                throw error.afterCommitPoint
            }
        }
        try checkpoint?(.clean)
        staging.remove(from: root)
        return plan.changes
    }

    /// Puts everything in its place, whatever changes.
    public func commit(durable: Bool = false) throws(PublishingError) -> Changes {
        try commit(durable: durable) { _ in true } ?? Changes()
    }

    /// A hash of the manifest that lies in the output folder: after a commit of the new one. 0 for none.
    public var manifestHash: UInt64 { record.withLock { $0.written } ?? output.manifestHash }

    /// Throws away what was staged; the output stays as it was.
    ///
    /// After the commit point there is nothing to throw away: a commit that failed there is finished by the next run.
    public func abort() {
        guard !record.withLock({ $0.isCommitted }) else { return }
        staging.remove(from: root)
        if output.madeFolder { _ = rmdir(outputPath) }
    }

    /// Everything up to the commit point: nothing in the output changes yet.
    private func prepare(_ plan: CommitPlan, _ manifest: Manifest, durable: Bool) throws(PublishingError) {
        if !output.isFirst {
            let preflight = Preflight(root: root, label: staging.label, old: published, new: manifest)
            try preflight.check(plan.allWrites)
        }
        try checkpoint?(.writeDraft)
        let json = manifest.json
        try staging.writeJournal(json, durable: durable, checkpoint: checkpoint)
        record.withLock { $0.written = Manifest.hash(json) }
    }

    private func isSimulatedKill(_ error: PublishingError) -> Bool {
        checkpoint != nil && error.diagnostic.rule == .interruptedPublish
    }
}
