import Diagnostics
import SiteBuilder
import Testing

@Suite("Assets of a site")
struct AssetOutputTests {
    static func page(_ head: String) -> [String: String] {
        [
            "templates/strona.html": "<!DOCTYPE html><html lang=\"{{ page.language }}\"><head><meta charset=\"utf-8\">"
                + "<title>{{ page.title }} – {{ site.title }}</title><meta name=\"description\" content=\"{{ page.title }}\">"
                + "<link rel=\"canonical\" href=\"{{ page.canonical }}\">\(head)</head><body><main><h1>{{ entry.title }}</h1>"
                + "<a href=\"/gminy/\">Gminy</a></main></body></html>"
        ]
    }

    static let link =
        "<link rel=\"stylesheet\" href=\"{{ \"/a/style.css\" | asset }}\" integrity=\"{{ \"/a/style.css\" | integrity }}\">"

    /// `name.HASH.ext` for each hashed output.
    static func hashed(_ site: TemporarySite, _ output: String = "public") -> [String] {
        site.outputs(output).keys.filter { path in
            path.split(separator: ".").dropLast().last.map { $0.count == 10 && $0.allSatisfy(\.isHexDigit) } ?? false
        }.sorted()
    }

    @Test("a style sheet and what it names carry hashes; the page names it with its integrity")
    func hashes() throws {
        let site = try TemporarySite(
            Self.page(Self.link).merging([
                "static/a/style.css": "@import \"../b/style.css\"; /* x */\nbody { background: url( 'tlo.svg#x' ) }\n",
                "static/b/style.css": "p { color : red }",
                "static/a/tlo.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\">  <g/>  </svg>",
                "static/robots.txt": "User-agent: *\n",
            ]) { $1 })
        let report = site.publish()
        #expect(report.findings.count(.error) == 0 && !report.has("unused-asset"), "\(report.text())")
        let names = Self.hashed(site)
        #expect(names.count == 3, "two files of one name in two folders, and the drawing: \(names)")
        let outputs = site.outputs()
        for plain in ["./a/style.css", "./b/style.css", "./a/tlo.svg"] { #expect(outputs[plain] == nil, "\(plain)") }
        #expect(outputs["./robots.txt"] == "User-agent: *\n", "files that are asked for by name keep it")
        let sheet = try #require(names.first { $0.hasPrefix("./a/style.") })
        let css = outputs[sheet] ?? ""
        #expect(
            css.contains("@import \"/b/style.") && css.contains("url( '/a/tlo.") && css.contains(".svg#x'"), "\(css)")
        #expect(!css.contains("/*"))
        let home = outputs["./index.html"] ?? ""
        #expect(home.contains("href=\"\(sheet.dropFirst())\"") && home.contains("integrity=\"sha384-"), "\(home)")
        #expect(
            outputs["./_headers"]?.contains(
                "\(sheet.dropFirst())\n  Cache-Control: public, max-age=31536000, immutable\n") == true)
    }

    @Test("below a sub-path the style sheet's addresses have it too, and other bytes have another name")
    func subPath() throws {
        let files = Self.page(Self.link).merging(
            [
                "static/a/style.css": "a{b:url(/x.svg)} c{d:url(x.svg)}", "static/x.svg": "<svg/>",
                "static/a/x.svg": "<svg><g/></svg>",
            ]
        ) { $1 }
        let site = try TemporarySite(files)
        #expect(site.publish().isPublished)
        let names = Self.hashed(site)
        var options = site.options()
        options.baseURL = "https://x.pl/pod/strona/"
        options.output = "other"
        #expect(SiteBuild.publish(options).isPublished)
        let outputs = site.outputs("other")
        let sheet = try #require(Self.hashed(site, "other").first { $0.hasSuffix(".css") })
        #expect(
            outputs[sheet]?.contains("url(/pod/strona/x.") == true
                && outputs[sheet]?.contains("url(/pod/strona/a/x.") == true)
        #expect(outputs["./index.html"]?.contains("href=\"/pod/strona\(sheet.dropFirst())\"") == true)
        #expect(!names.contains(sheet))
    }

    @Test("a file that the style sheet names and nobody has: its line and column in the source")
    func missingInStyleSheet() throws {
        let site = try TemporarySite(
            Self.page(Self.link).merging([
                "static/a/style.css": "/* long comment */\n\nbody { background: url(\"brak.png\") }\n"
            ]) { $1 })
        let report = site.check()
        #expect(report.has("dead-link"))
        #expect(report.text().contains("static/a/style.css:3:25"), "\(report.text())")
    }

    @Test("the filter on a missing file: the place in the template, and what was meant")
    func missingAsset() throws {
        let site = try TemporarySite(
            Self.page(Self.link).merging(["static/style.css": "a{}"]) { $1 })
        let report = site.check()
        #expect(report.has("missing-asset"))
        #expect(report.text().contains("czy chodziło o „/style.css”?"), "\(report.text())")
        #expect(report.text().contains("templates/strona.html:1:"))
    }

    @Test(
        "a broken style sheet is an error at its place",
        arguments: [("a{}\n/* x", "2:1"), ("a{content:'x\n}", "1:11"), ("a{b:url(x y)}", "1:5"), ("a{", "1:2")])
    func broken(_ css: String, _ place: String) throws {
        let site = try TemporarySite(Self.page(Self.link).merging(["static/a/style.css": css]) { $1 })
        let report = site.check()
        #expect(
            report.has("broken-stylesheet") && report.text().contains("static/a/style.css:\(place)"), "\(report.text())"
        )
    }

    @Test("style sheets that import each other: a warning, and every address leads somewhere")
    func circle() throws {
        let site = try TemporarySite(
            Self.page(Self.link).merging([
                "static/a/style.css": "@import \"b.css\";", "static/a/b.css": "@import \"c.css\";",
                "static/a/c.css": "@import \"style.css\";",
            ]) { $1 })
        let report = site.publish()
        #expect(report.isPublished && report.has("stylesheet-circle"), "\(report.text())")
        let outputs = site.outputs()
        for name in ["./a/style.css", "./a/b.css", "./a/c.css"] { #expect(outputs[name] != nil, "\(name)") }
    }

    @Test("a file that nothing leads to is said, and stays; one that a script names is left in peace")
    func unused() throws {
        let site = try TemporarySite(
            Self.page("<script src=\"{{ \"/s.js\" | asset }}\" defer></script>").merging([
                "static/s.js": "load('dane.png')", "static/dane.png": "x", "static/nikt.svg": "<svg/>",
                "static/favicon.svg": "<svg/>",
                "static/raport.2024010112.pdf": "x",
            ]) { $1 })
        let report = site.publish()
        #expect(report.isPublished)
        let unused = report.findings.sorted().filter { $0.rule.name == "unused-asset" }.compactMap {
            $0.location?.file.path
        }
        #expect(unused == ["static/nikt.svg", "static/raport.2024010112.pdf"], "\(report.text())")
        #expect(site.outputs()["./nikt.svg"] != nil)
        #expect(report.has("name-looks-hashed"))
    }

    @Test("a preview keeps names and texts")
    func plain() throws {
        let style = "a { background: url(tlo.svg) }  "
        let site = try TemporarySite(
            Self.page(Self.link).merging(["static/a/style.css": style, "static/a/tlo.svg": "<svg/>"]) { $1 })
        var options = site.options()
        options.plainAssets = true
        let (report, built) = SiteBuild.inMemory(options)
        let outputs = try #require(built)
        #expect(!report.has("unused-asset"), "what a style sheet names is used: \(report.text())")
        #expect(outputs["a/style.css"] == Array(style.utf8))
        #expect(
            String(decoding: outputs["index.html"] ?? [], as: UTF8.self).contains(
                "href=\"/a/style.css\" integrity=\"\""))
    }

    @Test("packed files stand beside long texts, vanish without the flag, and are not made twice")
    func precompress() throws {
        let long = String(repeating: "Gmina Skawina. ", count: 300)
        let site = try TemporarySite([
            "content/index.md": "---\ntitle: Początek\ndescription: O.\n---\n\(long)\n", "static/own.txt": long,
            "static/own.txt.gz": "own",
        ])
        var options = site.options()
        options.precompress = true
        let first = SiteBuild.publish(options)
        #expect(first.isPublished, "\(first.text())")
        for path in ["./index.html.gz", "./index.html.br", "./own.txt.br"] {
            #expect(site.outputs()[path] != nil, "\(path)")
        }
        #expect(site.read("public/own.txt.gz") == "own", "the author's own packed file wins")
        #expect(site.outputs()["./robots.txt.gz"] == nil, "too small")
        #expect(SiteBuild.publish(options).changes?.isEmpty == true)
        #expect(site.publish().changes?.deleted.sorted() == ["index.html.br", "index.html.gz", "own.txt.br"])
    }
}
