import Diagnostics
import Glibc
import SiteBuilder
import Testing

/// cmark-gfm loses `~~` and autolinks on several threads, silently: what 2 threads find must be what 1 thread finds.
@Suite("Threads")
struct ThreadTests {
    static let isLong = getenv("METROPOLIA_LONG") != nil

    @Test("2 000 entries full of ~~ and bare URLs: the same on 1 thread and, every time, on 2")
    func strikethroughAndURLs() throws {
        var files: [String: String] = [:]
        for number in 0..<2000 {
            var body = ""
            for line in 0..<6 {
                body +=
                    "Raz ~~skreślone \(number).\(line)~~ i https://przyklad.pl/\(number)/\(line)?a=1 oraz www.przyklad.pl, "
                body += "ktos\(line)@przyklad.pl i ~~jeszcze~~.\n\n"
            }
            files["content/gminy/g\(number).md"] =
                "---\ntitle: Gmina \(number)\ndescription: Opis \(number).\n---\n\(body)"
        }
        let site = try TemporarySite(files)
        let first = SiteBuild.inMemory(site.options(jobs: 1))
        let expected = try #require(first.outputs, "\(first.report.text())")
        let page = String(decoding: expected["gminy/g7/index.html"] ?? [], as: UTF8.self)
        #expect(page.split(separator: "<del>").count == 13)
        #expect(page.split(separator: "<a href=\"https://przyklad.pl/7/").count == 7)
        #expect(page.split(separator: "<a href=\"mailto:ktos").count == 7)
        for round in 1...(Self.isLong ? 20 : 3) {
            let isSame = SiteBuild.inMemory(site.options(jobs: 2)).outputs == expected
            #expect(isSame, "round \(round)")
        }
    }

    @Test("a build on 2 threads counts each page once for whoever looks on", arguments: [true, false])
    func progress(publishes: Bool) throws {
        let site = try TemporarySite(copyOf: PipelineTests.fixtures + "/second-site")
        let progress = BuildProgress()
        #expect(progress.stage == .reading)
        let options = site.options(jobs: 2)
        guard publishes else {
            let report = SiteBuild.check(options, progress: progress)
            #expect(progress.stage == .pages)
            #expect(progress.done == report.pageCount && progress.total == report.pageCount && progress.total > 1)
            return
        }
        #expect(SiteBuild.publish(options, progress: progress).isPublished)
        #expect(progress.stage == .publishing)
    }

    @Test("bombs end with a located error, in no time")
    func bombs() throws {
        let row = String(repeating: "| a ", count: 1000) + "|\n"
        let bombs = [
            "table": row + String(repeating: "|---", count: 1000) + "|\n" + String(repeating: "| b |\n", count: 1000),
            "quotes": String(repeating: ">", count: 100_000) + " x\n",
            "brackets": String(repeating: "[", count: 100_000) + "\n",
            "emphasis": String(repeating: "*a ", count: 100_000) + "\n",
            "backticks": (1...3000).map { String(repeating: "`", count: $0 % 300 + 1) + " " }.joined() + "\n",
        ]
        let site = try TemporarySite(
            Dictionary(
                uniqueKeysWithValues: bombs.map {
                    ("content/\($0).md", "---\ntitle: \($0)\ndescription: O.\n---\n\($1)")
                }))
        var before = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before)
        let report = site.publish()
        var after = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after)
        #expect(after.tv_sec - before.tv_sec < 60)
        for name in ["table", "quotes", "brackets", "emphasis"] {
            let isFound = report.findings.all.contains {
                $0.level == .error && $0.location?.file.path == "content/\(name).md"
            }
            #expect(isFound, "\(name)")
        }
        #expect(!report.isPublished)
    }
}
