#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An open file descriptor, closed when its owner lets it go.
struct Descriptor: ~Copyable, Sendable {
    let number: Int32

    init(_ number: Int32) { self.number = number }

    deinit { _ = close(number) }
}
