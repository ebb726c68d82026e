import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A field's value that is computed when a template first reads it, and kept.
///
/// Threads that ask at the same time may each compute it (the computation must be pure); the first result stays. A
/// computation that reads itself, however indirectly, on its own thread is an error and not a hang.
///
/// ```swift
/// DeferredValue { .markup(try render(body)) }
/// ```
public final class DeferredValue: Sendable {
    private struct State {
        var result: Value?
        var running: [UInt] = []
    }

    private let state = Mutex(State())
    private let keepsResult: Bool
    /// A hash that differs whenever the value does, without computing it; nil computes the value and hashes that.
    let fingerprint: (@Sendable () -> UInt64)?
    private let compute: @Sendable () throws -> Value

    /// - Parameters:
    ///   - keepsResult: false computes the value anew at each read, for what is large and kept elsewhere.
    ///   - fingerprint: a hash that differs whenever the value does; nil lets the value itself be hashed.
    public init(
        keepsResult: Bool = true, fingerprint: (@Sendable () -> UInt64)? = nil,
        _ compute: @escaping @Sendable () throws -> Value
    ) {
        self.keepsResult = keepsResult
        self.fingerprint = fingerprint
        self.compute = compute
    }

    /// The value, computed at most once per thread.
    public func value() throws -> Value {
        let thread = currentThread()
        let known: Value? = try state.withLock { state in
            if let result = state.result { return result }
            if state.running.contains(thread) { throw DeferredCycle() }
            state.running.append(thread)
            return nil
        }
        if let known { return known }
        do {
            let computed = try compute()
            return state.withLock { state in
                state.running.removeAll { $0 == thread }
                if let result = state.result { return result }
                if keepsResult { state.result = computed }
                return computed
            }
        } catch {
            state.withLock { state in state.running.removeAll { $0 == thread } }
            throw error
        }
    }

    private func currentThread() -> UInt {
        #if canImport(Glibc)
            return UInt(pthread_self())
        #else
            return UInt(bitPattern: pthread_self())
        #endif
    }
}

/// A deferred field whose computation needs its own result.
struct DeferredCycle: Error {}
