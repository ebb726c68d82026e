import Glibc

/// A client that sends exactly the bytes it is told to, and reads what comes.
final class RawClient {
    let descriptor: Int32
    private var pending = ""

    init(port: Int, host: String = "127.0.0.1", timeout seconds: Int = 20) throws {
        if host.contains(":") {
            descriptor = socket(AF_INET6, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = in_port_t(port).bigEndian
            inet_pton(AF_INET6, host, &address.sin6_addr)
            try RawClient.connect(descriptor, &address)
        } else {
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = in_port_t(port).bigEndian
            inet_pton(AF_INET, host, &address.sin_addr)
            try RawClient.connect(descriptor, &address)
        }
        setTimeout(seconds)
    }

    deinit { close(descriptor) }

    struct Failure: Error { let code: Int32 }

    private static func connect<Address>(_ descriptor: Int32, _ address: inout Address) throws {
        let size = socklen_t(MemoryLayout<Address>.size)
        let failed = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.connect(descriptor, $0, size) }
        }
        if failed != 0 { throw Failure(code: errno) }
    }

    func setTimeout(_ seconds: Int) {
        var time = timeval(tv_sec: seconds, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    }

    @discardableResult
    func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var offset = 0
        return bytes.withUnsafeBytes { buffer in
            while offset < buffer.count {
                let count = Glibc.send(
                    descriptor, buffer.baseAddress! + offset, buffer.count - offset, Int32(MSG_NOSIGNAL))
                if count <= 0 { return false }
                offset += count
            }
            return true
        }
    }

    /// What comes next, at most 64 KiB; nil at the end, after an error or when time is up.
    func receive() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = buffer.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
        return count > 0 ? Array(buffer[..<count]) : nil
    }

    /// All until the server closes.
    func receiveAll() -> [UInt8] {
        var all: [UInt8] = []
        while let more = receive() { all += more }
        return all
    }

    /// How many bytes come until the server closes.
    func countAll() -> Int {
        var count = 0
        while let more = receive() { count += more.count }
        return count
    }

    /// Until the text has come; false when the connection ended before. What came after it is kept for the next call.
    func receive(until text: String) -> (found: Bool, text: String) {
        while true {
            if let place = pending.range(of: text) {
                let upTo = String(pending[..<place.upperBound])
                pending = String(pending[place.upperBound...])
                return (true, upTo)
            }
            guard let more = receive() else { return (false, pending) }
            pending += String(decoding: more, as: UTF8.self)
        }
    }

    /// One answer with a Content-Length, so that the connection can be used again.
    func receiveAnswer(hasBody: Bool = true) -> Reply? {
        var bytes: [UInt8] = []
        while true {
            if let reply = Reply(bytes, hasBody: hasBody) { return reply }
            guard let more = receive() else { return nil }
            bytes += more
        }
    }

    /// Closes with a reset instead of a goodbye.
    func vanish() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
        shutdown(descriptor, Int32(SHUT_RDWR))
    }
}

/// An answer taken apart.
struct Reply {
    let status: Int
    let headers: [(name: String, value: String)]
    let body: [UInt8]

    /// Nil while it is not complete.
    init?(_ bytes: [UInt8], hasBody: Bool = true, isWhole: Bool = false) {
        let mark = Array("\r\n\r\n".utf8)
        guard bytes.count >= mark.count,
            let end = (0...(bytes.count - mark.count)).first(where: { bytes[$0..<($0 + 4)].elementsEqual(mark) })
        else { return nil }
        let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
        let words = lines[0].split(separator: " ")
        guard words.count > 1, let status = Int(words[1]) else { return nil }
        self.status = status
        headers = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return (parts[0].lowercased(), parts.count > 1 ? String(parts[1].drop { $0 == " " }) : "")
        }
        let rest = Array(bytes[(end + 4)...])
        let length = headers.first { $0.name == "content-length" }.flatMap { Int($0.value) } ?? 0
        guard isWhole || !hasBody || rest.count >= length else { return nil }
        body = rest
    }

    subscript(_ name: String) -> String? { headers.first { $0.name == name.lowercased() }?.value }
    var text: String { String(decoding: body, as: UTF8.self) }
}
