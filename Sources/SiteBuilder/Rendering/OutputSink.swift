import Diagnostics
import Publishing
import Synchronization

/// Where outputs go: into a publication, into memory, or nowhere.
public protocol OutputSink: Sendable {
    /// Takes one output; called from several threads, each path once.
    func put(_ path: String, _ bytes: [UInt8], kind: OutputKind) throws(PublishingError)
}

/// Takes outputs and forgets them: a check.
public struct DiscardingSink: OutputSink {
    public init() {}
    public func put(_ path: String, _ bytes: [UInt8], kind: OutputKind) {}
}

/// Keeps outputs in memory: a preview, and tests.
public final class MemorySink: OutputSink {
    private let outputs = Mutex<[String: [UInt8]]>([:])

    public init() {}

    public func put(_ path: String, _ bytes: [UInt8], kind: OutputKind) {
        outputs.withLock { $0[path] = bytes }
    }

    public var all: [String: [UInt8]] { outputs.withLock { $0 } }
}

extension Publication: OutputSink {
    public func put(_ path: String, _ bytes: [UInt8], kind: OutputKind) throws(PublishingError) {
        try stage(path: path, bytes: bytes, kind: kind)
    }
}
