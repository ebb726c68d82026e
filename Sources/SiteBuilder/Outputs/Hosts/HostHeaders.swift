/// The headers that every answer should carry, whatever the host.
struct HostHeaders {
    let policy: String
    /// Where the site lies below its host; empty at the root.
    let basePath: String

    init(_ config: SiteConfig) {
        policy = config.outputs.policy
        basePath = config.baseURL.path
    }

    /// What a hashed file says: its bytes never change.
    static let forEver = "public, max-age=31536000, immutable"
    /// What everything else says: keep it, but ask whether it is still the same.
    static let asking = "public, max-age=0, must-revalidate"

    var all: [(name: String, value: String)] {
        [
            ("Content-Security-Policy", ContentPolicy.header(policy)),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "strict-origin-when-cross-origin"),
            ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
        ]
    }
}
