/// Writes `_redirects`, which Netlify, Cloudflare Pages and others read: old addresses with status 301.
enum RedirectsFile {
    static func bytes(_ plan: Plan, basePath: String) -> [UInt8]? {
        let lines = plan.pages.compactMap { page -> String? in
            guard case .redirect(let target, _) = page.kind else { return nil }
            return "\(basePath)\(page.url) \(basePath)\(target) 301\n"
        }
        return lines.isEmpty ? nil : Array(lines.joined().utf8)
    }
}
