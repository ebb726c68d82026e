import Diagnostics
import Glibc
import Synchronization

@testable import PreviewServer

/// A preview that runs on a thread of this process, on a free port of the loopback.
final class LiveServer: Sendable {
    let port: Int
    let token: String
    private let preview: Preview
    private let thread: Threads.Handle
    private let notices: NoticeLog

    init(
        _ source: any PreviewSource, folder: TemporaryFolder? = nil, polls: Bool = false,
        language: MessageLanguage = .en,
        allowedHosts: [String] = [], port wished: Int = 0, adjust: (inout PreviewLimits) -> Void = { _ in }
    ) throws {
        let log = NoticeLog()
        var limits = PreviewLimits()
        adjust(&limits)
        let scope = WatchScope(
            root: folder?.path ?? "/nonexistent", roots: ["content", "static", "templates", "site-config.json"],
            ignored: ["static/ignored"])
        let options = PreviewOptions(
            port: wished, allowedHosts: allowedHosts, polls: polls, scope: scope, language: language, limits: limits)
        let preview = try Preview(source: source, options: options) { log.add($0) }
        self.preview = preview
        notices = log
        thread = Threads.start {
            do throws(PreviewFailure) { try preview.run() } catch { log.fail(error) }
        }
        port = try log.waitForPort()
        let page = try RawClient(port: port)
        page.send("GET /_podglad/ HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n\r\n")
        let text = String(decoding: page.receiveAll(), as: UTF8.self)
        token = text.split(separator: "data-token=\"").dropFirst().first.map { String($0.prefix { $0 != "\"" }) } ?? ""
    }

    deinit { stop() }

    func stop() {
        preview.stop()
        thread.join()
    }

    var host: String { "127.0.0.1:\(port)" }
    var builds: Int { notices.builds }
    /// The outputs of the last build; nil when it failed.
    var outputs: [String: [UInt8]]? { notices.outputs }
    var words: [Words] { notices.words }

    /// One request on a connection of its own. `target` is sent as it is.
    func get(_ target: String, method: String = "GET", host: String? = nil, headers: [String] = []) throws -> Reply {
        let client = try RawClient(port: port)
        let lines = ["\(method) \(target) HTTP/1.1", "Host: \(host ?? self.host)", "Connection: close"] + headers
        client.send(lines.joined(separator: "\r\n") + "\r\n\r\n")
        let bytes = client.receiveAll()
        guard let reply = Reply(bytes, hasBody: method != "HEAD", isWhole: true) else { throw NoReply() }
        return reply
    }

    struct NoReply: Error {}

    /// Opens a reload stream and reads its greeting.
    func stream(_ query: String? = nil, headers: [String] = []) throws -> (client: RawClient, head: String) {
        let client = try RawClient(port: port)
        let lines = ["GET /_podglad/events\(query ?? "?token=\(token)") HTTP/1.1", "Host: \(host)"] + headers
        client.send(lines.joined(separator: "\r\n") + "\r\n\r\n")
        return (client, client.receive(until: "\r\n\r\n").text)
    }

    /// Whether `condition` came true within the seconds.
    static func eventually(within seconds: Double = 10, _ condition: () throws -> Bool) rethrows -> Bool {
        let end = MonotonicClock.milliseconds + seconds * 1000
        while MonotonicClock.milliseconds < end {
            if try condition() { return true }
            usleep(2_000)
        }
        return try condition()
    }
}

/// Remembers what a preview said.
final class NoticeLog: Sendable {
    private struct Content {
        var notices: [PreviewNotice] = []
        var failure: PreviewFailure?
    }
    private let content = Mutex(Content())

    func add(_ notice: PreviewNotice) { content.withLock { $0.notices.append(notice) } }
    func fail(_ failure: PreviewFailure) { content.withLock { $0.failure = failure } }

    var words: [Words] { content.withLock { $0.notices.compactMap(\.words) } }
    var builds: Int {
        content.withLock { $0.notices.count { if case .built = $0 { true } else { false } } }
    }

    var outputs: [String: [UInt8]]? {
        content.withLock { content in
            for case .built(let build, _, _) in content.notices.reversed() { return build.outputs }
            return nil
        }
    }

    func waitForPort() throws -> Int {
        for _ in 0..<10_000 {
            let (port, failure): (Int?, PreviewFailure?) = content.withLock { content in
                for case .started(let address) in content.notices { return (address.port, nil) }
                return (nil, content.failure)
            }
            if let port { return port }
            if let failure { throw failure }
            usleep(1_000)
        }
        throw LiveServer.NoReply()
    }
}
