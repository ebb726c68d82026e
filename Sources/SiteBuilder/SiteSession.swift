import Diagnostics
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A site that one process builds again and again into memory: each build makes what has changed since the last good one.
///
/// ```swift
/// let session = SiteSession(options)
/// let first = session.build()
/// let second = session.build(touched: ["content/gminy/skawina.md"])    // one page, not all
/// ```
public final class SiteSession: Sendable {
    private struct State {
        var image = CacheImage()
        var outputs: [String: [UInt8]] = [:]
        var known: [String: SourceLedger.Reading] = [:]
        /// What was touched since the last good build.
        var touched: Set<String>? = []
        /// The last good build; nil after one that was not.
        var warm: WarmSite?
        /// Outputs that were made since the image was.
        var remade: Set<String> = []
        var entries: [EntryFacts] = []
        var layout: (sources: [String], basePath: String)?
    }

    private let options: BuildOptions
    private let shelf = TemplateShelf()
    private let state = Mutex(State())

    public init(_ options: BuildOptions) { self.options = options }

    /// What a build said and made.
    public struct Outcome: Sendable {
        public let report: BuildReport
        /// Nil when there were errors.
        public let outputs: [String: [UInt8]]?
        public let entries: [EntryFacts]
        /// As `SiteOverview.layout`.
        public let layout: (sources: [String], basePath: String)
        /// Whether only texts have changed since the build before: entries and layout are the same.
        public let hasSamePlan: Bool
    }

    /// Builds the site as it is now.
    ///
    /// - Parameter touched: paths that are known to have changed: their bytes are compared whatever the system says of
    ///   them. Nil compares every file's bytes.
    public func build(touched: Set<String>? = nil) -> Outcome {
        if let touched, let outcome = edit(touched) { return outcome }
        return buildAll(touched)
    }

    /// Builds what changed texts reach; nil when more than texts changed.
    private func edit(_ touched: Set<String>) -> Outcome? {
        let begun = SiteSession.now(options.root)
        // Taken out, so that it is changed in its place.
        let (taken, image, entries, layout) = state.withLock { state in
            defer { state.warm = nil }
            return (state.warm, state.image, state.entries, state.layout)
        }
        guard let layout, var warm = consume taken,
            let edit = warm.edit(touched: touched, begun: begun, image: image)
        else { return nil }
        let isGood = !edit.report.findings.contains(atLeast: options.failLevel)
        let outputs = state.withLock { state -> [String: [UInt8]]? in
            guard isGood else {
                state.touched?.formUnion(touched)
                return nil
            }
            for (path, bytes) in edit.outputs where state.outputs[path] != bytes {
                state.outputs[path] = bytes
                state.remade.insert(path)
            }
            state.known = edit.readings
            state.warm = warm
            return state.outputs
        }
        return Outcome(
            report: edit.report, outputs: outputs, entries: entries, layout: layout, hasSamePlan: true)
    }

    private func buildAll(_ touched: Set<String>?) -> Outcome {
        let before = state.withLock { state in
            state.warm = nil
            if let touched { state.touched?.formUnion(touched) } else { state.touched = nil }
            return state
        }
        let ledger = SourceLedger(
            known: KnownReadings(
                before.touched.map { touched in
                    before.known.filter { known in !touched.contains { SitePath.isInside(known.key, $0) } }
                } ?? [:]),
            begun: SiteSession.now(options.root))
        let start = BuildStart(ledger: ledger, image: before.image, program: 1, shelf: shelf)
        var run = BuildRun(options, isWarm: true)
        let sink = MemorySink(earlier: before.outputs.filter { !before.remade.contains($0.key) })
        let isDone = run.walk(from: start) { _ in sink } && !run.isRefused
        let entries = run.sources.map { SiteOverview.entries($0, run.plan, options) } ?? []
        let layout = run.sources.map { SiteOverview.layout($0.config, options) } ?? SiteOverview.layout(options)
        if isDone, let sources = run.sources {
            let outputs = sink.all
            let notes = ledger.notes
            let image = sources.memory.next().flatMap { CacheImage(.array($0)) }
            state.withLock { state in
                state.outputs = outputs
                state.known = notes.readings
                state.touched = []
                state.remade = []
                state.warm = run.warm
                state.entries = entries
                state.layout = layout
                if let image { state.image = image }
            }
        }
        return Outcome(
            report: run.report, outputs: isDone ? sink.all : nil, entries: entries, layout: layout, hasSamePlan: false)
    }

    /// The time of the system's clock, which a local file system goes by, and the device of the site.
    private static func now(_ root: String) -> (time: Int, device: UInt64)? {
        var status = stat()
        var time = timespec()
        guard stat(root, &status) == 0, clock_gettime(CLOCK_REALTIME, &time) == 0 else { return nil }
        return (time.tv_sec * 1_000_000_000 + time.tv_nsec, SourceLedger.Stamp(status).device)
    }
}

/// Compiled templates that wait for the next build of the same templates and config.
final class TemplateShelf: Sendable {
    struct Compiled: Sendable {
        let key: UInt64
        let templates: SiteTemplates
        /// The pairs of templates and kinds of pages that were checked and gave no finding.
        let checked: Set<SiteTemplates.Checked>
        /// The templates that the config or an entry named.
        let named: Set<String>
    }

    private let compiled = Mutex<Compiled?>(nil)

    func take(_ key: UInt64) -> Compiled? { compiled.withLock { $0?.key == key ? $0 : nil } }

    func put(_ compiled: Compiled) { self.compiled.withLock { $0 = compiled } }
}
