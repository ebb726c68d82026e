import Glibc
import Testing

/// The site of Metropolia Krakowska itself, built from this repository.
@Suite("The real site")
struct RealSiteTests {
    static let gminas = [
        "Biskupice", "Czernichów", "Igołomia-Wawrzeńczyce", "Kocmyrzów-Luborzyca", "Kraków", "Liszki", "Michałowice",
        "Mogilany", "Niepołomice", "Skawina", "Świątniki Górne", "Wieliczka", "Wielka Wieś", "Zabierzów", "Zielonki",
    ]

    static func built(_ arguments: [String] = []) throws -> Folder {
        let folder = try Folder()
        let run = try Program(["build", "--date", "2026-11-22", "-o", folder.path + "/out"] + arguments)
        try #require(run.status == 0, "\(run.errors)")
        return folder
    }

    static func attributes(_ name: String, in text: Substring) -> [String] {
        text.split(separator: "\(name)=\"", omittingEmptySubsequences: false).dropFirst().map {
            String($0.prefix { $0 != "\"" })
        }
    }

    @Test("the map has 15 links, and the list before it the same 15 in Polish order")
    func map() throws {
        let site = try Self.built()
        let home = Program.text(site.path + "/out/index.html")
        let start = try #require(home.firstRange(of: "<svg class=\"map\""))
        let end = try #require(home[start.lowerBound...].firstRange(of: "</svg>"))
        let svg = home[start.lowerBound..<end.upperBound]
        let links = svg.split(separator: "<a ").dropFirst()
        #expect(links.count == 15)
        let names = links.flatMap { Self.attributes("aria-label", in: $0.prefix { $0 != ">" }) }
        #expect(names == Self.gminas)
        let hrefs = links.flatMap { Self.attributes("href", in: $0.prefix { $0 != ">" }) }
        let before = home[..<start.lowerBound]
        let listStart = try #require(before.ranges(of: "<ol").last)
        let list = before[listStart.lowerBound...]
        #expect(Self.attributes("href", in: list).filter { $0.hasPrefix("/gminy/") && $0 != "/gminy/" } == hrefs)
        for href in hrefs { #expect(access(site.path + "/out" + href + "index.html", F_OK) == 0, "\(href)") }
    }

    @Test("at least 40 pages, each with one h1, a title, a language and no script of its own")
    func pages() throws {
        let site = try Self.built()
        let run = try Folder()
        system("find '\(site.path)/out' -name '*.html' > '\(run.path)/list'")
        let paths = Program.text(run.path + "/list").split(separator: "\n")
        #expect(paths.count >= 40)
        for path in paths {
            let page = Program.text(String(path))
            #expect(page.split(separator: "<h1").count == 2, "\(path)")
            #expect(page.contains("<html lang=\""), "\(path)")
            #expect(!page.contains(" style=\""), "\(path)")
        }
    }

    @Test("1 and 2 threads, another folder, another locale: the same bytes")
    func sameBytes() throws {
        let one = try Self.built(["--jobs", "1"])
        let folder = try Folder()
        let run = try Program(
            ["build", "--date", "2026-11-22", "--jobs", "2", "-o", folder.path + "/out"],
            environment: ["LC_ALL": "pl_PL.UTF-8", "TZ": "Asia/Tokyo"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(system("diff -r '\(one.path)/out' '\(folder.path)/out' > /dev/null") == 0)
    }

    @Test("below a sub-path every address has it")
    func subPath() throws {
        let site = try Self.built(["--base-url", "https://x.pl/metropolia/"])
        let home = Program.text(site.path + "/out/index.html")
        #expect(home.contains("href=\"/metropolia/gminy/skawina/\""))
        #expect(home.contains("href=\"/metropolia/style."))
        #expect(!home.contains("href=\"/gminy/"))
        #expect(
            Program.text(site.path + "/out/sitemap.xml").contains("<loc>https://x.pl/metropolia/gminy/skawina/</loc>"))
    }
}
