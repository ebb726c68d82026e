import Diagnostics

/// Writes `_headers`, which Netlify, Cloudflare Pages and others read.
enum HeadersFile {
    /// - Parameter hashed: the URLs of assets that carry a hash.
    static func bytes(_ headers: HostHeaders, hashed: [String]) -> [UInt8] {
        var text = "\(headers.basePath)/*\n"
        for (name, value) in headers.all { text += "  \(name): \(value)\n" }
        // No Cache-Control here: such hosts ask again by themselves, and where two rules fit they join both values.
        for url in hashed.sorted(by: { $0.precedesByBytes($1) }) {
            text += "\(headers.basePath)\(url)\n  Cache-Control: \(HostHeaders.forEver)\n"
        }
        return Array(text.utf8)
    }
}
