import Diagnostics
import Publishing
import Synchronization

/// Where outputs go: into a publication, into memory, or nowhere.
public protocol OutputSink: Sendable {
    /// Takes one output; called from several threads, each path once.
    func put(_ path: String, _ bytes: [UInt8], kind: OutputKind) throws(PublishingError)

    /// As the other `put`, for a caller that has the hash already.
    func put(_ path: String, _ bytes: [UInt8], hash: ContentHash, kind: OutputKind) throws(PublishingError)

    /// Takes an output over from the last build, without its bytes; false when the sink does not have it with this hash,
    /// and it must be made.
    func keep(_ path: String, hash: ContentHash) -> Bool
}

extension OutputSink {
    public func put(_ path: String, _ bytes: [UInt8], hash: ContentHash, kind: OutputKind) throws(PublishingError) {
        try put(path, bytes, kind: kind)
    }

    public func keep(_ path: String, hash: ContentHash) -> Bool { false }
}

/// Takes outputs and forgets them: a check.
public struct DiscardingSink: OutputSink {
    public init() {}
    public func put(_ path: String, _ bytes: [UInt8], kind: OutputKind) {}
}

/// Keeps outputs in memory: a preview, and tests.
public final class MemorySink: OutputSink {
    private let outputs = Mutex<[String: [UInt8]]>([:])
    private let earlier: [String: [UInt8]]

    /// - Parameter earlier: the outputs of the build from which the records of pages come.
    public init(earlier: [String: [UInt8]] = [:]) { self.earlier = earlier }

    public func keep(_ path: String, hash: ContentHash) -> Bool {
        guard let bytes = earlier[path] else { return false }
        outputs.withLock { $0[path] = bytes }
        return true
    }

    public func put(_ path: String, _ bytes: [UInt8], kind: OutputKind) {
        // A page comes in the buffer in which all pages of a thread are made, several times as large.
        let own = bytes.capacity > 2 * bytes.count ? bytes.withUnsafeBufferPointer { Array($0) } : bytes
        outputs.withLock { $0[path] = own }
    }

    public var all: [String: [UInt8]] { outputs.withLock { $0 } }
}

extension Publication: OutputSink {
    public func put(_ path: String, _ bytes: [UInt8], kind: OutputKind) throws(PublishingError) {
        try stage(path: path, bytes: bytes, kind: kind)
    }

    public func put(_ path: String, _ bytes: [UInt8], hash: ContentHash, kind: OutputKind) throws(PublishingError) {
        try stage(path: path, bytes: bytes, hash: hash, kind: kind)
    }

    public func keep(_ path: String, hash: ContentHash) -> Bool { keep(path: path, hash: hash) }
}
