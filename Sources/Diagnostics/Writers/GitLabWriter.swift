/// Writes findings as a GitLab Code Quality report.
///
/// A JSON array of issues with `description`, `check_name`, `fingerprint`, `severity` (`blocker critical major minor
/// info`) and `location.path` / `location.lines.begin`, as GitLab's “Code Quality report format” says.
public struct GitLabWriter: Sendable {
    public var language: MessageLanguage

    public init(language: MessageLanguage = .pl) { self.language = language }

    public func text(_ findings: Findings) -> String {
        var json = JSONText()
        var seen: [String: Int] = [:]
        json.array { json in
            for diagnostic in findings.sorted() {
                json.object { json in
                    var description = diagnostic.message.text(in: language)
                    if let remedy = diagnostic.remedy { description += " – " + remedy.text(in: language) }
                    json.member("description", description)
                    json.member("check_name", diagnostic.rule.name)
                    json.member("fingerprint", fingerprint(diagnostic, seen: &seen))
                    json.member("severity", severity(diagnostic.level))
                    json.key("location")
                    json.object { json in
                        json.member("path", diagnostic.location?.file.path ?? ".")
                        json.key("lines")
                        json.object { $0.member("begin", diagnostic.location?.start.line ?? 1) }
                    }
                }
            }
        }
        return json.text + "\n"
    }

    private func severity(_ level: Level) -> String {
        switch level {
        case .error: "critical"
        case .warning: "minor"
        case .toFillIn: "info"
        }
    }

    /// Stays the same when lines above move: rule, path, message, and a number for the same finding met again. FNV-1a,
    /// 64 bits (Fowler, Noll, Vo), twice with different offsets, since GitLab only wants it to be distinct.
    private func fingerprint(_ diagnostic: Diagnostic, seen: inout [String: Int]) -> String {
        let base = "\(diagnostic.rule.name)\u{0}\(diagnostic.location?.file.path ?? "")\u{0}\(diagnostic.message.en)"
        let count = seen[base, default: 0]
        seen[base] = count + 1
        let text = "\(base)\u{0}\(count)"
        return hexadecimal(hash(text, 0xCBF2_9CE4_8422_2325)) + hexadecimal(hash(text, 0x9AE1_6A3B_2F90_404F))
    }

    private func hash(_ text: String, _ offset: UInt64) -> UInt64 {
        text.utf8.reduce(offset) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    private func hexadecimal(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
