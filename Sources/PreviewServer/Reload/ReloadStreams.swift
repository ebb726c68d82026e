import NIOCore
import NIOHTTP1
import Synchronization

/// The open reload streams.
final class ReloadStreams: Sendable {
    private let limit: Int
    private let channels = Mutex<[ObjectIdentifier: any Channel]>([:])

    init(limit: Int) { self.limit = limit }

    var count: Int { channels.withLock { $0.count } }

    /// False when there are too many.
    func add(_ channel: any Channel) -> Bool {
        channels.withLock { channels in
            guard channels.count < limit else { return false }
            channels[ObjectIdentifier(channel)] = channel
            return true
        }
    }

    func remove(_ channel: any Channel) {
        channels.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(channel)) }
    }

    func send(_ event: ReloadEvent) { write(event.text) }

    /// A comment, which shows a client that has vanished: the write fails, and the stream is dropped.
    func ping() { write(": \n\n") }

    private func write(_ text: String) {
        let buffer = ByteBuffer(string: text)
        for channel in channels.withLock({ Array($0.values) }) {
            channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(buffer)), promise: nil)
        }
    }
}
