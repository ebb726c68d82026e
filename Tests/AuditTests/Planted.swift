import Diagnostics
import Testing

@testable import Audit

/// A page with a planted defect: `⟪` and `⟫` mark the range that the finding must have.
struct Planted: Sendable, CustomTestStringConvertible {
    let rule: String
    let html: String
    /// The same without the defect: no finding of any rule.
    let clean: String

    /// Both as the content of `<main>` of an otherwise flawless page.
    init(_ rule: String, _ body: String, clean: String) {
        self.rule = rule
        html = Planted.page(body)
        self.clean = Planted.page(clean)
    }

    /// Both as whole pages.
    init(_ rule: String, page: String, clean: String) {
        self.rule = rule
        html = page
        self.clean = clean
    }

    var testDescription: String { rule + ": " + html.split(separator: "<main>").last!.prefix(60) }

    static func page(
        _ body: String, head: String = "", lang: String = " lang=\"pl\"",
        title: String = "<title>Skawina – Metropolia</title>",
        description: String = "<meta name=\"description\" content=\"Opis strony.\">", h1: String = "<h1>Skawina</h1>\n"
    ) -> String {
        """
        <!DOCTYPE html>
        <html\(lang)>
        <head><meta charset="utf-8">\(title)\(description)\(head)</head>
        <body><main>\(h1)\(body)</main></body>
        </html>

        """
    }

    /// The page without the marks, and the marked byte range.
    static func unmarked(_ html: String) -> (bytes: [UInt8], range: Range<Int>?) {
        var bytes = Array(html.utf8)
        let (open, close) = (Array("⟪".utf8), Array("⟫".utf8))
        func take(_ mark: [UInt8]) -> Int? {
            guard bytes.count >= mark.count else { return nil }
            for index in 0...bytes.count - mark.count where bytes[index..<index + mark.count].elementsEqual(mark) {
                bytes.removeSubrange(index..<index + mark.count)
                return index
            }
            return nil
        }
        guard let start = take(open), let end = take(close) else { return (bytes, nil) }
        return (bytes, start..<end)
    }
}

let settings = AuditSettings(siteURL: "https://metropolia.example/")

func audit(_ html: String, url: String = "/gminy/skawina/") -> PageReport {
    var audit = PageAudit(settings)
    return audit.audit(Array(html.utf8), url: url)
}

extension PageReport {
    var names: [String] { findings.map(\.rule.name) }
    var described: String { findings.map { "\($0.rule.name) \($0.range): \($0.message.en)" }.joined(separator: "\n") }
}
