import Glibc

/// Plain threads: the clients of these tests block.
enum Threads {
    final class Handle: @unchecked Sendable {
        // Written once before the handle is given away.
        fileprivate var thread = pthread_t()
        private var joined = false

        func join() {
            if joined { return }
            joined = true
            pthread_join(thread, nil)
        }
    }

    private final class Work {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    static func start(_ body: @escaping @Sendable () -> Void) -> Handle {
        let handle = Handle()
        let argument = Unmanaged.passRetained(Work(body)).toOpaque()
        pthread_create(
            &handle.thread, nil,
            { argument in
                Unmanaged<Work>.fromOpaque(argument!).takeRetainedValue().body()
                return nil
            }, argument)
        return handle
    }

    /// Runs `body` on so many threads and waits for all.
    static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        let handles = (0..<count).map { index in start { body(index) } }
        for handle in handles { handle.join() }
    }
}

/// Resident memory of this process in bytes (proc(5), `statm`).
enum ProcessMemory {
    static var resident: Int {
        guard let file = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        guard fgets(&line, 256, file) != nil else { return 0 }
        let fields = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self).split(
            separator: " ")
        return (Int(fields[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
}
