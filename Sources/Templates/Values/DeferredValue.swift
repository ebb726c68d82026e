import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A field's value that is computed when a template first reads it.
///
/// Threads that ask at the same time may each compute it (the computation must be pure); the first result stays. A
/// computation that reads itself, however indirectly, on its own thread is an error and not a hang.
///
/// ```swift
/// DeferredValue { .markup(try render(body)) }
/// ```
public final class DeferredValue: Sendable {
    private enum Origin: Sendable {
        case closure(@Sendable () throws -> Value)
        case source(any DeferredSource, part: Int)
    }

    private struct State {
        var result: Value?
        var running: [UInt] = []
    }

    private let state = Mutex(State())
    private let origin: Origin

    public init(_ compute: @escaping @Sendable () throws -> Value) { origin = .closure(compute) }

    /// One of the values of a source: not kept here but asked for anew at each read.
    public init(_ source: any DeferredSource, part: Int) { origin = .source(source, part: part) }

    /// A hash that differs whenever the value does, without computing it; nil where only the value itself can be hashed.
    func fingerprint() -> UInt64? {
        switch origin {
        case .closure: nil
        case .source(let source, let part): source.fingerprint(of: part)
        }
    }

    private func compute() throws -> Value {
        switch origin {
        case .closure(let compute): try compute()
        case .source(let source, let part): try source.value(of: part)
        }
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
                if case .closure = origin { state.result = computed }
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

/// What computes several deferred values of one thing: one object in the place of two closures for each.
public protocol DeferredSource: AnyObject, Sendable {
    /// The value of a part. Pure: threads may ask at the same time.
    func value(of part: Int) throws -> Value
    /// A hash that differs whenever the value of the part does.
    func fingerprint(of part: Int) -> UInt64
}

/// A deferred field whose computation needs its own result.
struct DeferredCycle: Error {}
