import NIOCore
import Synchronization

/// An output as it is sent: a buffer that all its readers share, and its ETag.
struct ServedBody: Sendable {
    let buffer: ByteBuffer
    let tag: String

    init(_ bytes: [UInt8]) {
        buffer = ByteBuffer(bytes: bytes)
        tag = ServedBody.tag(of: buffer)
    }

    static func tag(of buffer: ByteBuffer) -> String {
        var hash = ContentHash()
        buffer.withUnsafeReadableBytes { hash.update($0) }
        return "\"\(hash.text)\""
    }
}

/// The bodies of one version of the site, made when they are first asked for: a film that fifty slow clients read stands
/// in memory once.
final class BodyCache: Sendable {
    private let bodies = Mutex<[String: ServedBody]>([:])

    func body(of path: String, _ bytes: [UInt8]) -> ServedBody {
        if let known = bodies.withLock({ $0[path] }) { return known }
        let made = ServedBody(bytes)
        bodies.withLock { $0[path] = made }
        return made
    }
}
