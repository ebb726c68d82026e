/// Writes `robots.txt` (RFC 9309): everything may be read, and where the sitemap is.
enum Robots {
    static func bytes(base: BaseURL, indexed: Bool = true) -> [UInt8] {
        let rule = indexed ? "Disallow:" : "Disallow: /"
        return Array("User-agent: *\n\(rule)\n\nSitemap: \(base.absolute("/sitemap.xml"))\n".utf8)
    }
}
