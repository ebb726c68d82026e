import Glibc
import Synchronization
import Testing

@testable import PreviewServer

@Suite("Many clients, slow clients, clients that vanish", .serialized)
struct LoadTests {
    private static let page = "<!DOCTYPE html><body>" + String(repeating: "Skawina ", count: 900) + "</body>"
    private static let film = String(repeating: "0123456789abcdef", count: 1 << 17)

    private func server(_ adjust: (inout PreviewLimits) -> Void = { _ in }) throws -> LiveServer {
        try LiveServer(FixedSource(["index.html": Self.page, "film.mp4": Self.film]), adjust: adjust)
    }

    @Test("20 000 requests from 64 clients: no error, memory grows by less than 50 MB")
    func manyRequests() throws {
        let server = try server()
        for _ in 0..<200 { _ = try server.get("/") }
        let before = ProcessMemory.resident
        let failures = Counter()
        let each = TestScale.of(20_000) / 64 + 1
        Threads.run(64) { _ in
            guard let client = try? RawClient(port: server.port) else { return failures.add() }
            for _ in 0..<each {
                client.send("GET / HTTP/1.1\r\nHost: \(server.host)\r\n\r\n")
                if client.receiveAnswer()?.status != 200 { failures.add() }
            }
        }
        #expect(failures.value == 0)
        let grown = ProcessMemory.resident - before
        #expect(grown < 50_000_000, "grew by \(grown) bytes")
    }

    @Test("50 clients that take nothing do not keep others waiting, and are dropped")
    func slowReaders() throws {
        // Larger than what the system's socket buffers take at once.
        let film = String(repeating: "0123456789abcdef", count: 1 << 20)
        // Who had to wait for the slow ones would wait until they are dropped.
        let dropped = 8
        let server = try LiveServer(FixedSource(["index.html": Self.page, "film.mp4": film])) {
            $0.answerSeconds = dropped
        }
        let clients = try (0..<50).map { _ in try RawClient(port: server.port) }
        let before = ProcessMemory.resident
        for client in clients { client.send("GET /film.mp4 HTTP/1.1\r\nHost: \(server.host)\r\n\r\n") }
        for _ in 0..<20 {
            let asked = MonotonicClock.milliseconds
            #expect(try server.get("/").status == 200)
            #expect(MonotonicClock.milliseconds - asked < Double(dropped - 1) * 1_000)
        }
        #expect(ProcessMemory.resident - before < 200_000_000, "the film stands in memory once")
        sleep(UInt32(dropped + 3))
        for client in clients { #expect(client.countAll() < film.utf8.count) }
    }

    @Test("a client that goes on reading slowly gets all of it")
    func steadyReader() throws {
        let server = try server { $0.answerSeconds = 1 }
        let client = try RawClient(port: server.port)
        client.send("GET /film.mp4 HTTP/1.1\r\nHost: \(server.host)\r\nConnection: close\r\n\r\n")
        var count = 0
        while let more = client.receive() {
            count += more.count
            usleep(60_000)
        }
        #expect(count > Self.film.utf8.count)
    }

    @Test("clients that vanish in the middle of an answer do no harm")
    func vanishing() throws {
        let server = try server()
        for _ in 0..<TestScale.of(500) {
            let client = try RawClient(port: server.port)
            client.send("GET /film.mp4 HTTP/1.1\r\nHost: \(server.host)\r\n\r\n")
            _ = client.receive()
            client.vanish()
        }
        #expect(try server.get("/").status == 200)
    }

    @Test("1 000 reload streams opened and dropped, 100 at a time")
    func streamsInTurns() throws {
        let server = try server { $0.pingSeconds = 1 }
        for _ in 0..<10 {
            let streams = try (0..<100).map { _ in try server.stream() }
            #expect(streams.allSatisfy { $0.head.hasPrefix("HTTP/1.1 200") })
            for (index, stream) in streams.enumerated() where index % 2 == 0 { stream.client.vanish() }
        }
        #expect(try server.get("/").status == 200)
    }

    @Test("1 000 reload streams at once; one too many is refused")
    func streamsAtOnce() throws {
        Descriptors.raiseLimit()
        let server = try server { $0.streams = 1_000 }
        do {
            let streams = try (0..<1_000).map { _ in try server.stream() }
            #expect(streams.allSatisfy { $0.head.hasPrefix("HTTP/1.1 200") })
            #expect(try server.get("/_podglad/events?token=\(server.token)").status == 503)
            #expect(try server.get("/").status == 200)
        }
        // All are gone now, and there is room again.
        #expect(LiveServer.eventually { (try? server.stream().head.hasPrefix("HTTP/1.1 200")) == true })
    }

    @Test("too many connections are closed, and the server goes on")
    func tooManyConnections() throws {
        let server = try server { $0.connections = 20 }
        var clients = try (0..<40).map { _ in try RawClient(port: server.port, timeout: 1) }
        #expect(clients.count { $0.receive() == nil } == 40)
        clients.removeAll()
        #expect(LiveServer.eventually { (try? server.get("/"))?.status == 200 })
    }

    @Test("thousands of requests sent without reading an answer end the connection, not the server")
    func flood() throws {
        let server = try server { $0.answerSeconds = 2 }
        let client = try RawClient(port: server.port)
        let before = ProcessMemory.resident
        var time = timeval(tv_sec: 1, tv_usec: 0)
        setsockopt(client.descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
        for _ in 0..<2_000
        where !client.send(String(repeating: "GET / HTTP/1.1\r\nHost: \(server.host)\r\n\r\n", count: 20)) { break }
        #expect(ProcessMemory.resident - before < 50_000_000)
        #expect(try server.get("/").status == 200)
    }
}

final class Counter: Sendable {
    private let count = Mutex(0)
    func add() { count.withLock { $0 += 1 } }
    var value: Int { count.withLock { $0 } }
}
