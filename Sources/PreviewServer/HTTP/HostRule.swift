/// Decides by which names a browser may call the server.
///
/// A page of another site can make a browser send requests here, and by DNS rebinding even under a name of its own; so
/// the `Host` must be one of ours, letter for letter, with our port. `X-Forwarded-*` and `Forwarded` are never read.
struct HostRule: Sendable {
    private let port: Int
    private let names: Set<String>
    /// Names that a reverse proxy answers to stand without a port.
    private let namesWithoutPort: Set<String>

    /// `host` is the address listened on; `allowed` the names that the user gave.
    init(host: String, port: Int, allowed: [String]) {
        self.port = port
        var names: Set<String> = ["localhost", "127.0.0.1", "[::1]"]
        if !HostRule.isWildcard(host) { names.insert(HostRule.spelt(host)) }
        let given = Set(allowed.map { $0.lowercased() })
        self.names = names.union(given)
        namesWithoutPort = port == 80 ? self.names : given
    }

    /// `localAddress` is the address of our end of the connection: whoever reached it may call it so.
    func allows(_ host: String, localAddress: String?) -> Bool {
        let host = host.lowercased()
        if namesWithoutPort.contains(host) { return true }
        let suffix = ":\(port)"
        guard host.hasSuffix(suffix), let name = String(host.utf8.dropLast(suffix.utf8.count)) else { return false }
        if names.contains(name) { return true }
        return localAddress.map { HostRule.spelt($0) == name } ?? false
    }

    /// Whether an `Origin` is that of the page that the same `Host` serves.
    static func isOwn(origin: String, host: String) -> Bool {
        let origin = origin.lowercased()
        return origin == "http://" + host.lowercased() || origin == "https://" + host.lowercased()
    }

    private static func isWildcard(_ host: String) -> Bool { host == "0.0.0.0" || host == "::" || host.isEmpty }

    private static func spelt(_ host: String) -> String {
        host.utf8.contains(UInt8(ascii: ":")) && !host.hasPrefix("[") ? "[\(host.lowercased())]" : host.lowercased()
    }
}
