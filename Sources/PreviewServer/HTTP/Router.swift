import Diagnostics
import NIOCore
import NIOHTTP1

/// A request as far as the router needs it.
struct Request {
    var method: HTTPMethod = .GET
    var version: HTTPVersion = .http1_1
    var target: String
    var headers: HTTPHeaders
    /// The address of our end of the connection.
    var localAddress: String?
}

/// Turns a request and the site of this moment into an answer; it reads nothing else.
struct Router: Sendable {
    let hosts: HostRule
    /// The secret of this run that the reload stream asks for.
    let token: String
    let language: MessageLanguage
    let limits: PreviewLimits

    enum Decision {
        case answer(Answer)
        /// Opens a reload stream.
        case stream
        /// Only the source can tell, and it may take a while.
        case later(Question)
    }

    enum Question {
        case entries
        /// What templates see at this page.
        case inspect(page: String)
    }

    func decide(_ request: Request, site: ServedSite) -> Decision {
        if let refusal = refusal(of: request) { return .answer(refusal) }
        let target: RequestTarget
        do {
            target = try RequestTarget(request.target)
        } catch {
            if error == .malformed { return .answer(.refusal(.badRequest)) }
            return .answer(notFound(site))
        }
        if target.segments.first == PreviewPath.folder { return own(target, request, site) }
        switch site.find(target) {
        case .output(let path, let bytes): return .answer(page(path: path, bytes: bytes, request: request, site: site))
        case .elsewhere(let segments): return .answer(redirect(to: segments, query: target.query))
        case .nothing: return .answer(notFound(site))
        }
    }

    /// Host, method, body and origin; in this order, so that a foreign name learns nothing.
    private func refusal(of request: Request) -> Answer? {
        let hosts = request.headers["host"]
        let mustHaveHost = request.version.major == 1 && request.version.minor >= 1
        if hosts.count > 1 || (hosts.isEmpty && mustHaveHost) { return .refusalAndEnd(.badRequest) }
        guard let host = hosts.first, self.hosts.allows(host, localAddress: request.localAddress) else {
            return .refusalAndEnd(.forbidden)
        }
        guard request.method == .GET || request.method == .HEAD else {
            return Answer.refusalAndEnd(.methodNotAllowed).with("Allow", "GET, HEAD")
        }
        if Router.carriesBody(request.headers) { return .refusalAndEnd(.badRequest) }
        if request.target.utf8.count > limits.targetBytes { return .refusalAndEnd(.uriTooLong) }
        // Another site may link here, but may not use a file of ours as its script, picture or data.
        if let site = request.headers.first(name: "sec-fetch-site"), site != "same-origin", site != "none",
            request.headers.first(name: "sec-fetch-mode") != "navigate"
        {
            return .refusal(.forbidden)
        }
        return nil
    }

    private static func carriesBody(_ headers: HTTPHeaders) -> Bool {
        headers.contains(name: "transfer-encoding") || headers["content-length"].contains { $0 != "0" }
    }

    /// Whether a request is one of those that have no body and may be waited for.
    static func isBodiless(_ head: HTTPRequestHead) -> Bool {
        (head.method == .GET || head.method == .HEAD) && !carriesBody(head.headers)
    }

    private func redirect(to segments: [String], query: String?) -> Answer {
        let path = RequestTarget.path(of: segments)
        return Answer(.found).with("Location", query.map { path + "?" + $0 } ?? path)
    }

    private func notFound(_ site: ServedSite) -> Answer {
        guard site.hasBeenBuilt else { return failurePage(site) }
        let page = site.notFoundPage ?? MessagePage.notFound(basePath: site.basePath, language: language)
        return html(page, status: .notFound, site: site)
    }

    private func html(_ page: [UInt8], status: HTTPResponseStatus, site: ServedSite, badge: PreviewEntry.State? = nil)
        -> Answer
    {
        let injection = PageInjection(token: token, version: site.version, badge: badge, language: language)
        return Answer(
            status, contentType: ContentType(path: "x.html").header,
            body: ByteBuffer(bytes: injection.applied(to: page)))
    }

    /// There has been no site yet to fall back on.
    private func failurePage(_ site: ServedSite) -> Answer {
        html(
            MessagePage.failure(BuildMessages(site.build, language: language)), status: .serviceUnavailable, site: site)
    }

    private func page(path: String, bytes: [UInt8], request: Request, site: ServedSite) -> Answer {
        let type = ContentType(path: path)
        guard type.isHTML else {
            let body = site.bodies.body(of: path, bytes)
            return conditional(
                Answer(.ok, contentType: type.header, body: body.buffer), tag: body.tag, takesRanges: true,
                request: request)
        }
        let answer = html(bytes, status: .ok, site: site, badge: site.badges[path])
        return conditional(answer, tag: ServedBody.tag(of: answer.body), takesRanges: false, request: request)
    }

    private func own(_ target: RequestTarget, _ request: Request, _ site: ServedSite) -> Decision {
        let path = "/" + target.segments.joined(separator: "/") + (target.endsWithSlash ? "/" : "")
        switch path {
        case PreviewPath.script:
            return .answer(file(path, ClientScript.bytes, request))
        case PreviewPath.styles:
            return .answer(file(path, ClientStyles.bytes, request))
        case PreviewPath.messages:
            return .answer(file(path, BuildMessages(site.build, language: language).json, request))
        case PreviewPath.editor:
            return .later(.entries)
        case String(PreviewPath.editor.dropLast()):
            return .answer(Answer(.found).with("Location", PreviewPath.editor))
        case PreviewPath.inspect:
            guard let page = target.parameter("page") else { return .answer(.refusal(.badRequest)) }
            return .later(.inspect(page: page))
        case PreviewPath.events: return mayListen(target, request) ? .stream : .answer(.refusal(.forbidden))
        default: return .answer(notFound(site))
        }
    }

    private func file(_ path: String, _ bytes: [UInt8], _ request: Request) -> Answer {
        let body = ServedBody(bytes)
        return conditional(
            Answer(.ok, contentType: ContentType(path: path).header, body: body.buffer), tag: body.tag,
            takesRanges: false,
            request: request)
    }

    func editorPage(entries: [PreviewEntry], site: ServedSite) -> Answer {
        guarded(html(EditorPage(site: site, entries: entries, language: language).bytes, status: .ok, site: site))
    }

    /// The answer to `inspect`, once its text is there.
    func inspection(page: String, text: String?, site: ServedSite) -> Answer {
        guard let text else { return guarded(notFound(site)) }
        return guarded(
            html(MessagePage.inspection(page: page, text: text, language: language), status: .ok, site: site))
    }

    /// Our own pages hold no foreign markup and stand in nobody's frame.
    private func guarded(_ answer: Answer) -> Answer {
        answer.with(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; "
                + "form-action 'none'; frame-ancestors 'none'")
    }

    /// A same-origin `EventSource` sends no `Origin`; whoever sends one must send ours, and everyone must know the token.
    private func mayListen(_ target: RequestTarget, _ request: Request) -> Bool {
        guard request.method == .GET, let given = target.parameter("token"), ConstantTime.equal(given, token) else {
            return false
        }
        let origins = request.headers["origin"]
        let host = request.headers.first(name: "host") ?? ""
        guard origins.allSatisfy({ HostRule.isOwn(origin: $0, host: host) }) else { return false }
        return request.headers["sec-fetch-site"].allSatisfy { $0 == "same-origin" }
    }

    /// Adds the ETag and answers `If-None-Match`, `Range` and HEAD.
    private func conditional(_ answer: Answer, tag: String, takesRanges: Bool, request: Request) -> Answer {
        var answer = answer.with("ETag", tag)
        if matches(request.headers["if-none-match"], tag) {
            answer.status = .notModified
            answer.body = ByteBuffer()
            answer.contentType = nil
            return answer
        }
        guard takesRanges else { return answer }
        answer = answer.with("Accept-Ranges", "bytes")
        guard request.method == .GET, let range = request.headers.first(name: "range"),
            request.headers.first(name: "if-range").map({ $0 == tag }) ?? true
        else { return answer }
        let length = answer.body.readableBytes
        switch ByteRange(range, length: length) {
        case .whole: return answer
        case .beyond: return Answer.refusal(.rangeNotSatisfiable).with("Content-Range", "bytes */\(length)")
        case .part(let part):
            answer.status = .partialContent
            answer.body = answer.body.getSlice(at: part.lowerBound, length: part.count) ?? ByteBuffer()
            answer.contentLength = part.count
            return answer.with("Content-Range", "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(length)")
        }
    }

    private func matches(_ headers: [String], _ tag: String) -> Bool {
        headers.contains { header in
            header.split(separator: ",").contains { item in
                let candidate = item.drop { $0 == " " }
                return candidate == "*" || candidate == tag || candidate == "W/" + tag
            }
        }
    }
}

/// Compares secrets in a time that does not tell how many letters were right.
enum ConstantTime {
    static func equal(_ left: String, _ right: String) -> Bool {
        let left = Array(left.utf8)
        let right = Array(right.utf8)
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
