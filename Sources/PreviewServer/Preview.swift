import Diagnostics

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The preview of a site: builds it into memory, serves it, watches its files, builds again and tells open pages.
///
/// ```swift
/// let preview = try Preview(source: site, options: PreviewOptions(scope: scope)) { notice in print(notice) }
/// try preview.runUntilStopped()    // returns after Ctrl-C
/// ```
public final class Preview: Sendable {
    private let source: any PreviewSource
    private let options: PreviewOptions
    private let report: @Sendable (PreviewNotice) -> Void
    private let waker: WakePipe

    public init(
        source: any PreviewSource, options: PreviewOptions, report: @escaping @Sendable (PreviewNotice) -> Void
    ) throws(PreviewFailure) {
        guard let waker = WakePipe() else { throw .cannotStart(reason: SystemCause(errno).words) }
        self.source = source
        self.options = options
        self.report = report
        self.waker = waker
    }

    /// Serves until Ctrl-C, SIGTERM or SIGHUP. The calling thread does the building; call it before starting others.
    public func runUntilStopped() throws(PreviewFailure) {
        StopSignals.await { self.stop() }
        try run()
    }

    /// Serves until `stop` is called.
    public func run() throws(PreviewFailure) {
        Descriptors.raiseLimit()
        // Watched before it is built, so that no change falls between the two.
        var scope = options.scope
        var watcher = makeWatcher(scope)
        let begun = MonotonicClock.milliseconds
        let first = source.build(.everything)
        var site = ServedSite()
        let firstChange = site.install(first)
        let (listener, state) = try listen(site)
        defer { listener.close() }
        announce(listener, site)
        report(.built(first, milliseconds: MonotonicClock.milliseconds - begun, change: firstChange))
        listener.repeat(every: options.limits.pingSeconds) { state.streams.ping() }
        var watched = first.watched
        while true {
            if let roots = watched, scope.watch(roots) {
                // The config names other folders now; what is in them was not watched while it was read.
                watcher = makeWatcher(scope)
                watched = rebuild(.everything, state)
                continue
            }
            switch watcher.next(waker: waker) {
            case .stopped: return
            case .failed(let fault):
                watcher = replacement(after: fault, scope)
                watched = rebuild(.everything, state)
            case .changed(let paths): watched = rebuild(paths, state)
            }
        }
    }

    /// Builds, serves and reports; what the build says is to be watched.
    private func rebuild(_ changes: ChangedPaths, _ state: ServerState) -> [String]? {
        let begun = MonotonicClock.milliseconds
        let build = source.build(changes)
        let change = state.install(build)
        report(.built(build, milliseconds: MonotonicClock.milliseconds - begun, change: change))
        return build.watched
    }

    /// Ends `run`; from any thread.
    public func stop() { waker.wake() }

    private func listen(_ site: ServedSite) throws(PreviewFailure) -> (listener: Listener, state: ServerState) {
        let options = options
        let source = source
        return try Listener.listen(host: options.host, port: options.port, limits: options.limits) { port in
            let router = Router(
                hosts: HostRule(host: options.host, port: port, allowed: options.allowedHosts),
                token: RandomToken.make(),
                language: options.language, limits: options.limits)
            return ServerState(source: source, site: site, router: router, limits: options.limits)
        }
    }

    private func announce(_ listener: Listener, _ site: ServedSite) {
        if options.port != 0, listener.port != options.port {
            report(.portTaken(wished: options.port, used: listener.port))
        }
        if !options.isLoopback { report(.openToNetwork(host: options.host)) }
        let host = options.host == "0.0.0.0" ? "127.0.0.1" : options.host == "::" ? "::1" : options.host
        report(.started(address: PreviewAddress(host: host, port: listener.port, basePath: site.basePath)))
    }

    // MARK: - Watching

    private func makeWatcher(_ scope: WatchScope) -> any ChangeWatcher {
        if options.polls { return polling(scope, reason: nil) }
        if let reason = FileSystemKind.reasonToPoll(scope.root) { return polling(scope, reason: reason) }
        #if canImport(Glibc)
            do {
                return try InotifyWatcher(scope: scope)
            } catch {
                return replacement(after: error, scope)
            }
        #else
            return polling(scope, reason: nil)
        #endif
    }

    private func polling(_ scope: WatchScope, reason: Words?) -> any ChangeWatcher {
        report(.polling(reason: reason))
        return PollingWatcher(scope: scope)
    }

    private func replacement(after fault: WatchFault, _ scope: WatchScope) -> any ChangeWatcher {
        switch fault {
        case .limit(let limit):
            report(.outOfWatches(limit: limit))
            return PollingWatcher(scope: scope)
        case .system(let code): return polling(scope, reason: SystemCause(code).words + Words(same: "."))
        }
    }
}

/// A secret of this run, from the system's random source.
enum RandomToken {
    static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<4).map { _ in
            let digits = String(UInt32.random(in: .min ... .max, using: &generator), radix: 16)
            return String(repeating: "0", count: 8 - digits.utf8.count) + digits
        }.joined()
    }
}

/// The number of files and connections that the process may have open.
enum Descriptors {
    /// Many systems start programs with 256 or 1 024 and allow far more.
    static func raiseLimit() {
        var limit = rlimit()
        #if canImport(Glibc)
            let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #else
            let resource = RLIMIT_NOFILE
        #endif
        guard getrlimit(resource, &limit) == 0 else { return }
        let wished = min(limit.rlim_max, 8_192)
        guard limit.rlim_cur < wished else { return }
        limit.rlim_cur = wished
        _ = setrlimit(resource, &limit)
    }
}
