import CSupport
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Runs one piece of work on several threads and waits for all of them.
///
/// Own POSIX threads, since a page may need a deep stack (nested templates, nested Markdown) and the size of a
/// cooperative thread's stack is nobody's promise.
public enum Workers {
    private static let stackSize = 16 << 20
    /// Each so many indices a thread looks so many bytes ahead on its heap.
    private static let heapTurn = 64
    private static let heapStep = 4 << 20

    /// Calls `body` with each index of `0..<count`, in any order, on `jobs` threads (the calling one waits). `state`
    /// makes what one thread keeps for all its indices: a renderer, buffers.
    public static func forEach<State>(
        count: Int, jobs: Int, state: @escaping @Sendable () -> State,
        body: @escaping @Sendable (Int, inout State) -> Void
    ) {
        guard count > 0 else { return }
        let next = Counter()
        run(jobs: min(max(jobs, 1), count)) {
            var own = state()
            var done = 0
            while true {
                let index = next.take()
                guard index < count else { return }
                if done % heapTurn == 0 { csupport_use_large_pages(heapStep) }
                done &+= 1
                body(index, &own)
            }
        }
    }

    /// Runs `body` once on each of `jobs` threads.
    public static func run(jobs: Int, _ body: @escaping @Sendable () -> Void) {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setstacksize(&attributes, stackSize)
        defer { pthread_attr_destroy(&attributes) }
        var threads: [pthread_t] = []
        for _ in 0..<jobs {
            let argument = Unmanaged.passRetained(Work(body)).toOpaque()
            var thread = pthread_t()
            let failed = pthread_create(
                &thread, &attributes,
                { argument in
                    guard let argument else { return nil }
                    Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
                    return nil
                }, argument)
            if failed == 0 {
                threads.append(thread)
            } else {
                Unmanaged<Work>.fromOpaque(argument).release()
            }
        }
        // A system that gives no further thread still gets its work done.
        if threads.isEmpty { body() }
        for thread in threads { pthread_join(thread, nil) }
    }

    /// The number of processors that this process may use.
    public static var available: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    private final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    private final class Counter: Sendable {
        private let value = Atomic<Int>(0)
        func take() -> Int { value.wrappingAdd(1, ordering: .relaxed).oldValue }
    }
}
