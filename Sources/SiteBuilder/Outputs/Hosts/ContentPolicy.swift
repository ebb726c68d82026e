/// The Content-Security-Policy of a site, for a header and for a page's head.
enum ContentPolicy {
    /// What only a header can say: no other site may put ours into a frame.
    static func header(_ policy: String) -> String {
        policy.contains("frame-ancestors") ? policy : policy + "; frame-ancestors 'none'"
    }

    /// The same for `<meta http-equiv>`, in which browsers ignore some directives, and say so.
    static func meta(_ policy: String) -> String {
        policy.split(separator: ";").filter { part in
            let name = part.drop { $0 == " " }.prefix { $0 != " " }
            return !["frame-ancestors", "report-uri", "report-to", "sandbox"].contains(name)
        }.joined(separator: ";").trimmingSpaces()
    }
}

extension String {
    fileprivate func trimmingSpaces() -> String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text.drop { $0 == " " })
    }
}
