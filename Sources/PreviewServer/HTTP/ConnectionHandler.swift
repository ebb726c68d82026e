import NIOCore
import NIOHTTP1

/// Answers the requests of one connection, one after the other, and ends it when the client is slow, rude or gone.
final class ConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private enum Phase {
        /// Between requests, or in the middle of one.
        case waiting
        /// The head of a request has come, its end has not.
        case reading(HTTPRequestHead)
        /// An answer that takes time is being made.
        case working
        /// A reload stream is open.
        case streaming
        /// The last answer was sent; what still comes in is thrown away until the client closes.
        case lingering
    }

    private let server: ServerState
    private var phase = Phase.waiting
    /// Whether bytes of the awaited request have come.
    private var requestHasBegun = false
    private var deadline = NIODeadline.distantFuture
    private var timer: (task: Scheduled<Void>, at: NIODeadline)?
    private var pendingAnswers = 0

    /// A client that has so many answers waiting and takes none is not served any further.
    private static let mostPendingAnswers = 256
    private static let lingering = TimeAmount.seconds(1)
    private static let pieceLength = 256 * 1024

    init(server: ServerState) { self.server = server }

    func channelActive(context: ChannelHandlerContext) {
        // Nobody opens a connection to say nothing: the first request has no longer than any other.
        expect(context, within: .seconds(Int64(server.limits.requestSeconds)))
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        stopTimer()
        server.streams.remove(context.channel)
        context.fireChannelInactive()
    }

    /// The `ArrivalHandler` in front saw bytes, whether or not they are a whole request.
    func bytesArrived(context: ChannelHandlerContext) {
        guard case .waiting = phase, !requestHasBegun, pendingAnswers == 0 else { return }
        requestHasBegun = true
        expect(context, within: .seconds(Int64(server.limits.requestSeconds)))
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        switch (phase, part) {
        case (.waiting, .head(let head)):
            phase = .reading(head)
            // Nobody waits for a body: the router refuses it, or the method that brings it.
            if !Router.isBodiless(head) { respond(context, to: head) }
        case (.reading(let head), .end): respond(context, to: head)
        case (.lingering, _): break
        default:
            // Something after a stream has begun, or while an answer is being made: no browser does that.
            context.close(promise: nil)
        }
    }

    private func respond(_ context: ChannelHandlerContext, to head: HTTPRequestHead) {
        let request = request(head, context)
        let site = server.site
        switch server.router.decide(request, site: site) {
        case .answer(let answer): finish(context, with: answer, to: head)
        case .stream: openStream(context)
        case .later(let question): work(context, on: question, head: head)
        }
    }

    private func request(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) -> Request {
        Request(
            method: head.method, version: head.version, target: head.uri, headers: head.headers,
            localAddress: context.localAddress?.ipAddress)
    }

    private func finish(_ context: ChannelHandlerContext, with answer: Answer, to head: HTTPRequestHead) {
        var answer = answer
        answer.sendsBody = head.method != .HEAD
        // After an upgrade that we do not know, the decoder reads no further request.
        if !head.isKeepAlive || head.headers.contains(name: "upgrade") { answer.closesConnection = true }
        write(answer, context)
    }

    private func write(_ answer: Answer, _ context: ChannelHandlerContext) {
        let closes = answer.closesConnection || pendingAnswers >= Self.mostPendingAnswers
        phase = closes ? .lingering : .waiting
        requestHasBegun = false
        pendingAnswers += 1
        expectReading(context)
        let head = HTTPResponseHead(version: .http1_1, status: answer.status, headers: answer.headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if answer.sendsBody { write(body: answer.body, context) }
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenComplete { _ in self.answered(context, closes: closes) }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: written)
    }

    /// In pieces, so that a slow client that goes on reading is told from one that has stopped.
    private func write(body: ByteBuffer, _ context: ChannelHandlerContext) {
        var body = body
        while body.readableBytes > 0, let piece = body.readSlice(length: min(Self.pieceLength, body.readableBytes)) {
            var taken: EventLoopPromise<Void>?
            if body.readableBytes > 0 {
                let promise = context.eventLoop.makePromise(of: Void.self)
                promise.futureResult.assumeIsolated().whenSuccess { self.expectReading(context) }
                taken = promise
            }
            context.write(wrapOutboundOut(.body(.byteBuffer(piece))), promise: taken)
        }
    }

    private func expectReading(_ context: ChannelHandlerContext) {
        expect(context, within: .seconds(Int64(server.limits.answerSeconds)))
    }

    /// The answer has left for the client.
    private func answered(_ context: ChannelHandlerContext, closes: Bool) {
        pendingAnswers -= 1
        guard context.channel.isActive else { return }
        if closes {
            linger(context)
        } else if pendingAnswers == 0, case .waiting = phase, !requestHasBegun {
            expect(context, within: .seconds(Int64(server.limits.idleSeconds)))
        }
    }

    /// Says “no more” and lets the client read its answer: closing at once while bytes are still coming in would reset the
    /// connection, and the answer would be lost.
    private func linger(_ context: ChannelHandlerContext) {
        expect(context, within: Self.lingering)
        context.close(mode: .output, promise: nil)
    }

    private func openStream(_ context: ChannelHandlerContext) {
        guard server.streams.add(context.channel) else {
            return write(.refusalAndEnd(.serviceUnavailable), context)
        }
        phase = .streaming
        stopTimer()
        var headers = HTTPHeaders(Answer.safetyHeaders.map { ($0.name, $0.value) })
        headers.add(name: "Content-Type", value: "text/event-stream; charset=utf-8")
        context.write(
            wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .ok, headers: headers))), promise: nil)
        // Read after the stream was entered, so that no change falls between the two.
        let greeting = ReloadEvent.greeting(server.site)
        context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: greeting.text)))), promise: nil)
    }

    /// Has an answer made on another thread: no other page waits for it.
    private func work(_ context: ChannelHandlerContext, on question: Router.Question, head: HTTPRequestHead) {
        phase = .working
        stopTimer()
        let server = server
        server.answer(question, on: context.eventLoop).assumeIsolated().whenComplete { result in
            guard context.channel.isActive, case .working = self.phase else { return }
            self.finish(context, with: (try? result.get()) ?? .refusal(.internalServerError), to: head)
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if case .streaming = phase {
            // A reader that takes not even a few words is gone.
            if !context.channel.isWritable { context.close(promise: nil) }
        } else {
            // No further request is read while the answers are not taken.
            try? context.channel.syncOptions?.setOption(.autoRead, value: context.channel.isWritable)
        }
        context.fireChannelWritabilityChanged()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let fault = error as? HTTPParserError else { return context.close(promise: nil) }
        switch phase {
        case .waiting, .reading:
            if case .headerOverflow = fault {
                write(.refusalAndEnd(.requestHeaderFieldsTooLarge), context)
            } else {
                write(.refusalAndEnd(.badRequest), context)
            }
        case .lingering: break
        case .working, .streaming: context.close(promise: nil)
        }
    }

    // MARK: - Time

    /// Sets the moment at which the connection ends unless something happens before. One timer serves them all: it looks
    /// at the moment when it fires, so that a request costs no cancelled timer.
    private func expect(_ context: ChannelHandlerContext, within amount: TimeAmount) {
        deadline = .now() + amount
        if let timer, timer.at <= deadline { return }
        schedule(context)
    }

    private func schedule(_ context: ChannelHandlerContext) {
        stopTimer()
        let task = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) { self.timeIsUp(context) }
        timer = (task, deadline)
    }

    private func stopTimer() {
        timer?.task.cancel()
        timer = nil
    }

    private func timeIsUp(_ context: ChannelHandlerContext) {
        timer = nil
        guard context.channel.isActive else { return }
        if .now() < deadline { return schedule(context) }
        if requestHasBegun, pendingAnswers == 0 { return write(.refusalAndEnd(.requestTimeout), context) }
        context.close(promise: nil)
    }
}

/// Tells the connection's handler that bytes have come, before the decoder has made anything of them.
final class ArrivalHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let connection: ConnectionHandler
    private let target: ChannelHandlerContext

    init(connection: ConnectionHandler, context: ChannelHandlerContext) {
        self.connection = connection
        target = context
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        connection.bytesArrived(context: target)
        context.fireChannelRead(data)
    }
}
