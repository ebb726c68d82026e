import Diagnostics
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The sockets that the preview listens on, and the one thread that serves them.
final class Listener: Sendable {
    /// The thread ends with the process: to end it before, NIO asks libdispatch, which dies where there is no /proc.
    private static let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    private let channels: [any Channel]
    private let state: ServerState
    private let repeated = Mutex<[RepeatedTask]>([])
    let port: Int

    private init(channels: [any Channel], state: ServerState, port: Int) {
        self.channels = channels
        self.state = state
        self.port = port
    }

    /// Listens on the wished port, else on one of the next twenty, else on any free one. `state` is made when the port is
    /// known, since the names that may be called depend on it.
    static func listen(
        host: String, port: Int, limits: PreviewLimits, state: (_ port: Int) -> ServerState
    ) throws(PreviewFailure) -> (listener: Listener, state: ServerState) {
        do {
            let slot = StateSlot()
            let first = try bind(host: host, port: port, slot: slot)
            let actual = first.localAddress?.port ?? port
            let made = state(actual)
            slot.fill(made)
            var channels = [first]
            // A browser tries ::1 first when it is told `localhost`; if the address is not to be had, it takes the other.
            if host == "127.0.0.1", let second = try? bind("::1", actual, slot).wait() {
                channels.append(second)
            }
            return (Listener(channels: channels, state: made, port: actual), made)
        } catch {
            throw .cannotListen(host: host, port: port, reason: reason(of: error))
        }
    }

    private static func bind(host: String, port: Int, slot: StateSlot) throws -> any Channel {
        let candidates = port == 0 ? [0] : Array(port...min(port + 20, 65_535)) + [0]
        for candidate in candidates.dropLast() {
            do {
                return try bind(host, candidate, slot).wait()
            } catch let error as IOError where error.errnoCode == EADDRINUSE {
                continue
            }
        }
        return try bind(host, 0, slot).wait()
    }

    private static func bind(_ host: String, _ port: Int, _ slot: StateSlot) -> EventLoopFuture<any Channel> {
        ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 512)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                guard let state = slot.state, state.connectionBegins(channel) else { return channel.close() }
                return channel.eventLoop.makeCompletedFuture { try addHandlers(to: channel, state: state) }
            }
            .bind(host: host, port: port)
    }

    private static func addHandlers(to channel: any Channel, state: ServerState) throws {
        var decoding = NIOHTTPDecoderLimitConfiguration()
        decoding.maxHeaderFieldSize = state.limits.headBytes
        decoding.maxHeaderListSize = state.limits.headBytes
        decoding.maxHeaderFieldCount = state.limits.headerFields
        let pipeline = channel.pipeline.syncOperations
        try pipeline.configureHTTPServerPipeline(
            withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: true,
            withEncoderConfiguration: .init(), withDecoderLimitConfiguration: decoding)
        let connection = ConnectionHandler(server: state)
        try pipeline.addHandler(connection)
        try pipeline.addHandler(
            ArrivalHandler(connection: connection, context: pipeline.context(handler: connection)), position: .first)
    }

    private static func reason(of error: any Error) -> Words {
        guard let error = error as? IOError else { return Words(same: "\(error)") }
        return SystemCause(error.errnoCode).words
    }

    /// Closes the sockets and all connections; returns when that is done.
    func close() {
        for task in repeated.withLock({ $0 }) { task.cancel() }
        for channel in channels { try? channel.close().wait() }
        for connection in state.endConnections() {
            connection.close(promise: nil)
            try? connection.closeFuture.wait()
        }
    }

    /// Runs `work` again and again on the server's thread, until `close`.
    func `repeat`(every seconds: Int, _ work: @escaping @Sendable () -> Void) {
        let interval = TimeAmount.seconds(Int64(seconds))
        let task = Self.group.next().scheduleRepeatedTask(initialDelay: interval, delay: interval) { _ in work() }
        repeated.withLock { $0.append(task) }
    }
}
