import NIOCore
import NIOHTTP1

/// A response, complete in memory.
struct Answer {
    var status: HTTPResponseStatus
    var contentType: String?
    var body = ByteBuffer()
    /// The length that a HEAD answer tells although it sends nothing.
    var contentLength: Int
    var extraHeaders: [(name: String, value: String)] = []
    var sendsBody = true
    var closesConnection = false

    init(_ status: HTTPResponseStatus, contentType: String? = nil, body: ByteBuffer = ByteBuffer()) {
        self.status = status
        self.contentType = contentType
        self.body = body
        contentLength = body.readableBytes
    }

    /// A refusal in one plain sentence; it names nothing that the request brought along.
    static func refusal(_ status: HTTPResponseStatus) -> Answer {
        let text = "\(status.code) \(status.reasonPhrase)\n"
        return Answer(status, contentType: ContentType(path: "x.txt").header, body: ByteBuffer(string: text))
    }

    /// Ends the connection too: what follows on it can no longer be trusted.
    static func refusalAndEnd(_ status: HTTPResponseStatus) -> Answer {
        var answer = refusal(status)
        answer.closesConnection = true
        return answer
    }

    func with(_ name: String, _ value: String) -> Answer {
        var answer = self
        answer.extraHeaders.append((name, value))
        return answer
    }

    /// On every answer: no guessing of types, no copy kept anywhere, no use by other origins. There is no CORS header.
    static let safetyHeaders: [(name: String, value: String)] = [
        ("X-Content-Type-Options", "nosniff"),
        ("Cache-Control", "no-store"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Referrer-Policy", "same-origin"),
    ]

    var headers: HTTPHeaders {
        var headers = HTTPHeaders(Answer.safetyHeaders.map { ($0.name, $0.value) })
        if let contentType { headers.add(name: "Content-Type", value: contentType) }
        for (name, value) in extraHeaders { headers.add(name: name, value: value) }
        if status != .notModified { headers.add(name: "Content-Length", value: String(contentLength)) }
        if closesConnection { headers.add(name: "Connection", value: "close") }
        return headers
    }
}
