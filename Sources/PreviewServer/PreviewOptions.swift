import Diagnostics

/// Where the preview listens and what it watches.
public struct PreviewOptions: Sendable {
    /// The address to listen on; the default answers only to this machine, on IPv4 and IPv6.
    public var host: String
    /// The wished port; 0 lets the system choose. A busy port is replaced by a free one.
    public var port: Int
    /// Further names by which a browser may call the server: `podglad.gmina.example`.
    public var allowedHosts: [String]
    /// Compares the files again and again, where the system reports no changes (network and container mounts).
    public var polls: Bool
    public var scope: WatchScope
    /// The language of messages and of the editor's page.
    public var language: MessageLanguage
    public var limits: PreviewLimits

    public init(
        host: String = "127.0.0.1", port: Int = 8080, allowedHosts: [String] = [], polls: Bool = false,
        scope: WatchScope, language: MessageLanguage = .pl, limits: PreviewLimits = PreviewLimits()
    ) {
        self.host = host
        self.port = port
        self.allowedHosts = allowedHosts
        self.polls = polls
        self.scope = scope
        self.language = language
        self.limits = limits
    }

    /// Whether only this machine can reach the server.
    var isLoopback: Bool { host == "127.0.0.1" || host == "::1" || host == "localhost" }
}

/// What one client, and all of them together, may ask of the server.
public struct PreviewLimits: Sendable {
    /// Bytes of the request line and all headers together.
    public var headBytes = 16 * 1024
    /// Bytes of the request target.
    public var targetBytes = 8 * 1024
    public var headerFields = 100
    /// Seconds in which a request must be complete, and in which an answer must be taken.
    public var requestSeconds = 10
    public var answerSeconds = 30
    /// Seconds for which a connection without a request stays open.
    public var idleSeconds = 60
    /// Seconds between two signs of life on a reload stream.
    public var pingSeconds = 15
    public var connections = 2_048
    public var streams = 1_200

    public init() {}
}
