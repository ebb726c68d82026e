import Diagnostics
import Glibc
import LanguageRules
import SiteBuilder
import Starter
import Testing

/// The site that `metropolia init` makes.
@Suite("Starter")
struct StarterTests {
    static let folder =
        #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/Sources/Starter/Files"

    static func bytes(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    static func paths(under folder: String) -> [String] {
        guard let pipe = popen("cd '\(folder)' && find . -type f | LC_ALL=C sort", "r") else { return [] }
        defer { pclose(pipe) }
        var text: [UInt8] = []
        var byte = fgetc(pipe)
        while byte != EOF {
            text.append(UInt8(byte))
            byte = fgetc(pipe)
        }
        return String(decoding: text, as: UTF8.self).split(separator: "\n").map { String($0.dropFirst(2)) }
    }

    final class Temporary {
        let path: String

        init() {
            var template = Array("/tmp/metropolia-starter-XXXXXX".utf8CString)
            mkdtemp(&template)
            path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        }

        deinit { system("rm -rf '\(path)'") }
    }

    @Test("the binary carries every file of Sources/Starter/Files, byte for byte")
    func embedded() {
        #expect(StarterFile.all.map(\.path) == Self.paths(under: Self.folder))
        for file in StarterFile.all {
            #expect(Array(file.text.utf8) == Self.bytes(Self.folder + "/" + file.path), "\(file.path): make starter")
        }
    }

    @Test("a new site builds, with no error and no warning")
    func builds() throws {
        let temporary = Temporary()
        let site = temporary.path + "/a/b"
        #expect(try NewSite.make(in: site) == StarterFile.all.map(\.path))
        #expect(Self.paths(under: site) == Self.paths(under: Self.folder))
        let date = try #require(CivilDate(iso: "2026-11-26"))
        let report = SiteBuild.publish(BuildOptions(root: site, date: date, jobs: 2))
        #expect(report.findings.count(.error) == 0, "\(TextWriter(language: .en).text(report.findings))")
        #expect(report.findings.count(.warning) == 0, "\(TextWriter(language: .en).text(report.findings))")
        #expect(report.pageCount >= 15)
        let home = String(decoding: Self.bytes(site + "/public/index.html") ?? [], as: UTF8.self)
        #expect(home.split(separator: "<svg class=\"map\"").count == 2)
        #expect(!home.lowercased().contains("krak"))
    }

    @Test("a preview says so on every page and keeps search engines out")
    func preview() throws {
        let temporary = Temporary()
        let site = temporary.path + "/s"
        _ = try NewSite.make(in: site)
        let date = try #require(CivilDate(iso: "2026-11-26"))
        var options = BuildOptions(root: site, baseURL: "https://x.pl/podglad/7/", date: date, jobs: 2)
        options.preview = true
        #expect(SiteBuild.publish(options).findings.count(.error) == 0)
        for path in Self.paths(under: site + "/public") where path.hasSuffix(".html") {
            let page = String(decoding: Self.bytes(site + "/public/" + path) ?? [], as: UTF8.self)
            #expect(page.contains("<meta name=\"robots\" content=\"noindex\">"), "\(path)")
            #expect(page.contains("class=\"preview\""), "\(path)")
            #expect(page.contains("href=\"/podglad/7/gminy/\""), "\(path)")
        }
        let sitemap = String(decoding: Self.bytes(site + "/public/sitemap.xml") ?? [], as: UTF8.self)
        #expect(!sitemap.contains("<loc>"))
    }

    @Test("a folder that holds anything, even a hidden file, is refused and stays as it was")
    func refusal() throws {
        let temporary = Temporary()
        let hidden = temporary.path + "/.x"
        fclose(fopen(hidden, "w"))
        #expect(throws: DiagnosticError.self) { _ = try NewSite.make(in: temporary.path) }
        #expect(Self.paths(under: temporary.path) == [".x"])
        #expect(throws: DiagnosticError.self) { _ = try NewSite.make(in: hidden) }
    }

    @Test("where a file cannot be written nothing is left behind")
    func failure() throws {
        let temporary = Temporary()
        let site = temporary.path + "/full"
        mkdir(site, 0o755)
        guard system("mount -t tmpfs -o size=16k none '\(site)' 2>/dev/null") == 0 else { return }
        defer { system("umount '\(site)'") }
        #expect(throws: DiagnosticError.self) { _ = try NewSite.make(in: site) }
        #expect(Self.paths(under: site).isEmpty)
        #expect(system("test -z \"$(ls -A '\(site)')\"") == 0)
    }
}
