#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Turns Ctrl-C, SIGTERM and a closed terminal into a call instead of a sudden death.
///
/// The signals are blocked, and one thread waits for them with `sigwait`: no handler runs, so nothing is forbidden in
/// `body`. Threads inherit the blocking, so this must come before any other thread is started.
enum StopSignals {
    private static let numbers = [SIGINT, SIGTERM, SIGHUP]

    /// Calls `body` once, on a thread of its own, when the first of the signals comes; the second one ends the process.
    static func await(_ body: @escaping @Sendable () -> Void) {
        var set = StopSignals.set
        pthread_sigmask(SIG_BLOCK, &set, nil)
        let argument = Unmanaged.passRetained(Work(body)).toOpaque()
        #if canImport(Glibc)
            var thread = pthread_t()
        #else
            var thread: pthread_t?
        #endif
        let failed = pthread_create(
            &thread, nil,
            { argument in
                #if !canImport(Glibc)
                    let argument: UnsafeMutableRawPointer? = argument
                #endif
                if let argument { StopSignals.wait(Unmanaged<Work>.fromOpaque(argument).takeRetainedValue()) }
                return nil
            }, argument)
        if failed != 0 {
            // Better the usual sudden end than none.
            Unmanaged<Work>.fromOpaque(argument).release()
            pthread_sigmask(SIG_UNBLOCK, &set, nil)
        }
    }

    private static func wait(_ work: Work) {
        var set = StopSignals.set
        var number: Int32 = 0
        while sigwait(&set, &number) != 0 {}
        work.body()
        // Whoever presses Ctrl-C again does not want to wait.
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
        while true { pause() }
    }

    private static var set: sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        for number in numbers { sigaddset(&set, number) }
        return set
    }

    private final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
}
