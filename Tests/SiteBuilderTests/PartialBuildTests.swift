import Diagnostics
import Glibc
import Testing

@testable import SiteBuilder

/// A build that goes on from the cache makes no more than an edit reaches, and what it leaves equals a build from nothing.
@Suite("Builds of a few changed entries")
struct PartialBuildTests {
    static let files: [String: String] = [
        "site-config.json": """
        {
          "title": "Próba", "baseURL": "https://proba.example/pod/", "language": "pl",
          "collections": {
            "gminy": { "folder": "content/gminy", "url": "/gminy/:slug/", "template": "gmina.html", "sort": "title",
              "list": { "url": "/gminy/", "template": "lista.html", "title": "Gminy", "pageSize": 3, "description": "Gminy." },
              "fields": { "teryt": { "type": "teryt" }, "herb": { "type": "string" }, "kod": { "type": "string", "unique": true }, "nota": { "type": "markdown" },
                "sasiad": { "type": "reference", "to": "gminy" }, "plik": { "type": "file" } } },
            "wpisy": { "folder": "content/wpisy", "url": "/wpisy/:slug/", "template": "wpis.html", "sort": "-date",
              "feed": { "limit": 1 }, "list": { "url": "/wpisy/", "template": "skroty.html", "title": "Wpisy", "description": "Wpisy." },
              "fields": { "tagi": { "type": "list", "items": { "type": "string" } } } }
          },
          "taxonomies": { "tagi": { "url": "/tagi/:slug/", "template": "skroty.html" } },
          "pages": { "folder": "content", "template": "strona.html" },
          "menus": { "main": [ { "label": "Gminy", "url": "/gminy/" }, { "label": "Wpisy", "url": "/wpisy/" },
            { "label": "O nas", "url": "/o/" } ] }
        }
        """,
        "content/index.md":
            "---\ntitle: Początek\ndescription: Opis początku.\n---\nZob. [gminę](gminy/a.md), [b](/tagi/las/), [c](/tagi/rzeka/).\n",
        "content/o/index.md": "---\ntitle: O nas\ndescription: Opis nas.\n---\n[Zespół](zespol/index.md).\n",
        "content/o/zespol/index.md": "---\ntitle: Zespół\ndescription: Opis zespołu.\naliases: [/zespol/]\n---\nMy.\n",
        "content/gminy/a.md":
            "---\ntitle: A\ndescription: Opis A.\nherb: lew\nkod: x1\nsasiad: b\nplik: ../plik.pdf\nnota: \"*Tak*\"\n---\nTekst [b](b.md#dwa).\n",
        "content/gminy/b.md": "---\ntitle: B\ndescription: Opis B.\n---\n## Dwa\n\nTekst.\n",
        "content/gminy/c.md": "---\ntitle: C\ndescription: Opis C.\nherb: koń\n---\nTekst.\n",
        "content/wpisy/jeden.md":
            "---\ntitle: Jeden\ndescription: Opis 1.\ndate: 2026-01-01\ntagi: [las]\n---\nWpis.\n",
        "content/wpisy/dwa.md":
            "---\ntitle: Dwa\ndescription: Opis 2.\ndate: 2026-02-01\ntagi: [las, rzeka]\n---\nWpis.\n",
        "content/wpisy/trzy.md": "---\ntitle: Trzy\ndescription: Opis 3.\ndate: 2026-03-01\n---\nWpis.\n",
        "content/plik.pdf": "%PDF-1.4",
        "templates/skroty.html":
            "{% extends \"baza.html\" %}{% block tresc %}<h1>{{ page.title }}</h1>{% for e in pagination.items %}<a href=\"{{ e.url }}\">{{ e.title }}</a> {{ e.summary }}{% endfor %}{% endblock %}",
        "templates/strona.html":
            "{% extends \"baza.html\" %}{% block tresc %}<p>{% for b in page.breadcrumbs %}<a href=\"{{ b.url }}\">{{ b.label }}</a>{% endfor %}</p><h1>{{ entry.title }}</h1>\n{{ entry.content }}{% endblock %}",
        "templates/baza.html": TemporarySite.minimal["templates/baza.html"]!.replacing(
            "{% if page.description %}<meta name=\"description\" content=\"{{ page.description }}\">{% endif %}",
            with: "<meta name=\"description\" content=\"{{ page.description | default(page.title) }}\">"),
        "templates/wpis.html":
            "{% extends \"baza.html\" %}{% block tresc %}<h1>{{ entry.title }}</h1>\n{{ entry.content }}{% if entry.next %}<aside><a href=\"{{ entry.next.url }}\">{{ entry.next.title }}</a></aside>{% endif %}{% endblock %}",
        "templates/gmina.html": """
        {% extends "baza.html" %}{% block tresc %}<h1>{{ entry.title }}</h1>{% if entry.herb %}<b>{{ entry.herb }}</b>{% endif %}{% if entry.nota %}{{ entry.nota }}{% endif %}
        {% if entry.sasiad %}<i>{{ entry.sasiad.title }} {{ entry.sasiad.herb | default("–") }}</i>{% endif %}
        {% if entry.plik %}<a href="{{ entry.plik.url }}">{{ entry.plik | file_note }}, plik</a>{% endif %}
        {{ entry.content }}{% if entry.next %}<aside><a href="{{ entry.next.url }}">{{ entry.next.title }}</a></aside>{% endif %}{% endblock %}
        """,
    ]

    /// What an edit may be built by.
    enum Road { case partial, whole }

    struct Case {
        let rule: String
        let path: String
        let from: String
        let to: String
        let road: Road

        init(_ rule: String, _ path: String, _ from: String, _ to: String, _ road: Road) {
            (self.rule, self.path) = (rule, "content/" + path)
            (self.from, self.to, self.road) = (from, to, road)
        }
    }

    static let cases: [Case] = [
        Case("a text", "gminy/a.md", "Tekst", "Inny tekst", .partial),
        Case("a text that a list shows in short", "wpisy/jeden.md", "Wpis.", "Nowy wpis.", .partial),
        Case("a text in a feed", "wpisy/trzy.md", "Wpis.", "Nowy wpis.", .whole),
        Case(
            "a title on lists, beside neighbours and in a reference", "wpisy/dwa.md", "title: Dwa", "title: Dwójka",
            .partial),
        Case("a title above other pages", "o/index.md", "title: O nas", "title: O Was", .partial),
        Case("a title that a redirect names", "o/zespol/index.md", "title: Zespół", "title: Grupa", .whole),
        Case("a title that orders its collection", "gminy/a.md", "title: A", "title: Ż", .whole),
        Case(
            "a title that orders its collection and keeps the entry in its place", "gminy/c.md", "title: C",
            "title: Cz", .partial),
        Case("a title that is taken", "wpisy/dwa.md", "title: Dwa", "title: Trzy", .whole),
        Case("a title in combining letters", "wpisy/dwa.md", "title: Dwa", "title: Dwo\u{301}jka", .whole),
        Case("a description", "gminy/b.md", "Opis B.", "Nowy opis B.", .partial),
        Case("a field that another page reads", "gminy/b.md", "title: B\n", "title: B\nherb: smok\n", .partial),
        Case("a field of Markdown", "gminy/a.md", "*Tak*", "**Nie**", .partial),
        Case("a field of Markdown with a fault", "gminy/a.md", "*Tak*", "[x](nie-ma.md)", .whole),
        Case("a unique field", "gminy/a.md", "kod: x1", "kod: x2", .whole),
        Case("a reference", "gminy/a.md", "sasiad: b", "sasiad: c", .whole),
        Case("a date", "wpisy/dwa.md", "2026-02-01", "2026-02-02", .whole),
        Case("a tag", "wpisy/dwa.md", "[las, rzeka]", "[las, pole]", .whole),
        Case("a draft", "gminy/c.md", "title: C", "draft: true\ntitle: C", .whole),
        Case("an address", "gminy/c.md", "title: C", "slug: d\ntitle: C", .whole),
        Case("a comment in the front matter", "gminy/c.md", "title: C", "# nic\ntitle: C", .partial),
        Case("an id that others name", "gminy/b.md", "## Dwa", "## Trzy", .whole),
        Case("a new link", "gminy/c.md", "Tekst.", "Tekst [b](b.md).", .whole),
        Case("a dead link", "gminy/c.md", "Tekst.", "Tekst [b](nie-ma.md).", .whole),
        Case(
            "a comment that silences", "gminy/c.md", "Tekst.", "<!-- metropolia: allow dead-link – x -->\nTekst.",
            .whole),
        Case("an unknown field", "gminy/c.md", "title: C", "nieznane: 1\ntitle: C", .whole),
    ]

    @Test("Each edit takes the shortest road that is right")
    func roads() throws {
        // One site for all: each has to hash this program once.
        let site = try TemporarySite(PartialBuildTests.files)
        expectPublished(site)
        for edit in PartialBuildTests.cases {
            let before = try #require(site.read(edit.path))
            let after = before.replacing(edit.from, with: edit.to, maxReplacements: 1)
            try #require(after != before, "\(edit.rule)")
            try site.write(edit.path, after)
            let report = site.publish()
            #expect(road(of: report) == edit.road, "\(edit.rule): \(report.text())")
            try expectClean(site, report, edit.rule)
            // And back, from what that build left.
            try site.write(edit.path, before)
            try expectClean(site, site.publish(), edit.rule)
        }
    }

    @Test("What was done about an interrupted build is said, whatever road the next one takes")
    func interrupted() throws {
        let site = try TemporarySite(PartialBuildTests.files)
        expectPublished(site)
        let edits: [(path: String, from: String, to: String, road: Road)] = [
            ("content/gminy/a.md", "Tekst", "Tekst", .whole), ("content/gminy/a.md", "Tekst", "Inny", .whole),
            ("content/gminy/c.md", "title: C", "draft: true\ntitle: C", .whole),
        ]
        for edit in edits {
            try site.write("public/.metropolia-staging/pages/index.html", "niedokończone")
            let before = try #require(site.read(edit.path))
            try site.write(edit.path, before.replacing(edit.from, with: edit.to, maxReplacements: 1))
            let report = site.publish()
            #expect(road(of: report) == edit.road, "\(edit.to): \(report.text())")
            #expect(report.findings.all.count { $0.rule.name == "interrupted-publish" } == 1, "\(report.text())")
        }
    }

    @Test("A build that ends in errors leaves the output folder alone, what an interrupted one left in it too")
    func errors() throws {
        let site = try TemporarySite(PartialBuildTests.files)
        expectPublished(site)
        let left = "public/.metropolia-staging/pages/index.html"
        try site.write(left, "niedokończone")
        var times = [timeval(tv_sec: 1_000_000_000, tv_usec: 0), timeval(tv_sec: 1_000_000_000, tv_usec: 0)]
        try #require(utimes(site.root + "/public", &times) == 0)
        let whole = try #require(site.read("content/gminy/a.md"))
        try site.write("content/gminy/a.md", "---\ntitle: [\n---\n")
        #expect(!site.publish().isPublished)
        #expect(site.read(left) == "niedokończone")
        var status = stat()
        #expect(stat(site.root + "/public", &status) == 0 && status.st_mtim.tv_sec == 1_000_000_000)
        // An error that is found only when pages are rendered: the output folder has been opened by then.
        try site.write("content/gminy/a.md", whole + "[x](nie-ma.md)\n")
        let late = site.publish()
        let isSaid = late.has("interrupted-publish")
        #expect(!late.isPublished && isSaid, "\(late.text())")
        try site.write("content/gminy/a.md", whole)
        try expectClean(site, site.publish())
    }

    @Test("A packed file of the site's own stays beside a page that is made again")
    func ownPackedFile() throws {
        let text = String(repeating: "Długi tekst. ", count: 200)
        let site = try TemporarySite(
            PartialBuildTests.files.merging(
                ["content/gminy/c.md": "---\ntitle: C\ndescription: Opis C.\n---\n" + text]) { $1 })
        try site.write("static/gminy/c/index.html.gz", "własne")
        var options = site.options()
        options.precompress = true
        #expect(SiteBuild.publish(options).isPublished)
        try site.write("content/gminy/c.md", "---\ntitle: C\ndescription: Opis C.\n---\nInny. " + text)
        let report = SiteBuild.publish(options)
        #expect(road(of: report) == .partial, "\(report.text())")
        #expect(site.read("public/gminy/c/index.html.gz") == "własne")
        options.usesCache = false
        options.output = "czysto"
        #expect(SiteBuild.publish(options).isPublished)
        let isSame = site.outputs("public") == site.outputs("czysto")
        #expect(isSame)
    }

    @Test("A finding about a file that is no text shows no line of it, in the next build neither")
    func findingWithoutText() throws {
        let site = try TemporarySite(PartialBuildTests.files)
        try site.write("static/doc/raport.pdf", bytes: (0...255).map { UInt8($0) })
        let first = site.publish()
        let isSaid = first.text().contains("raport.pdf")
        #expect(isSaid)
        let again = site.publish()
        #expect(road(of: again) == .partial)
        #expect(again.text() == first.text())
    }

    @Test("A file that was touched and not changed is read once, and its new stamp noted")
    func touched() throws {
        let site = try TemporarySite(PartialBuildTests.files)
        expectPublished(site)
        let path = "content/gminy/a.md"
        for modified in [1_000_000_000, 1_100_000_000] {
            var times = [timeval(tv_sec: modified, tv_usec: 0), timeval(tv_sec: modified, tv_usec: 0)]
            try #require(utimes(site.root + "/" + path, &times) == 0)
            let report = site.publish()
            #expect(road(of: report) == .partial && report.changes?.isEmpty == true, "\(report.text())")
            let cache = try #require(CacheFolder(root: site.root, config: "site-config.json"))
            let record = try #require(cache.record(root: site.root))
            #expect(record.readings[path]?.stamp.modified == modified * 1_000_000_000)
        }
    }

    @Test(
        "An output that is not where it was put is put there again, with an edit and without",
        arguments: [
            ["rm", "public/gminy/b/index.html"], ["truncate", "--size=5", "public/gminy/a/index.html"],
            ["rm", "-r", "public/wpisy"], ["rm", "-r", "public"], ["rm", "public/gminy/index.html"],
            ["sed", "-i", "s/, \"size\"/,  \"size\"/", "public/.metropolia-manifest.json"],
            ["sh", "-c", "rm public/gminy/index.html && mkdir public/gminy/index.html"],
            [
                "sh", "-c",
                "rm public/gminy/index.html && mkdir -p public/gminy/index.html/a/b public/gminy/index.html/c",
            ],
        ])
    func tampering(command: [String]) throws {
        let site = try TemporarySite(PartialBuildTests.files)
        expectPublished(site)
        for (number, isEdited) in [false, true, true].enumerated() {
            try TemporarySite.run(["env", "--chdir=" + site.root] + command)
            if isEdited {
                try site.write("content/gminy/c.md", "---\ntitle: C\ndescription: Opis C.\n---\n\(number)\n")
            }
            try expectClean(site, site.publish(), command.joined(separator: " "))
        }
    }

    private func road(of report: BuildReport) -> Road {
        report.timings.stages.contains { $0.name == "plan" } ? .whole : .partial
    }

    private func expectPublished(_ site: TemporarySite) {
        let report = site.publish()
        let isPublished = report.isPublished
        #expect(isPublished, "\(report.text())")
    }

    /// What vanishes is said of the output folder, and not of the sources.
    private func said(_ report: BuildReport) -> [String] {
        report.findings.all.filter { $0.rule.name != "vanished-page" }.map {
            var one = Findings()
            one.add($0)
            return TextWriter(language: .pl).text(one)
        }
    }

    private func expectClean(_ site: TemporarySite, _ report: BuildReport, _ rule: String = "") throws {
        var options = site.options()
        options.usesCache = false
        options.output = "czysto"
        try TemporarySite.run(["rm", "-rf", site.root + "/czysto"])
        let clean = SiteBuild.publish(options)
        #expect(said(report) == said(clean), "\(rule)")
        let isPublished = report.isPublished
        #expect(isPublished == clean.isPublished, "\(rule)")
        guard clean.isPublished else { return }
        let isSame = site.outputs("public") == site.outputs("czysto")
        #expect(isSame, "\(rule)")
    }

    @Test("Edits add up: each build goes on from what the last one left, and nothing is left out")
    func series() throws {
        let site = try TemporarySite(PartialBuildTests.files)
        expectPublished(site)
        for round in 1...3 {
            for path in ["gminy/a.md", "wpisy/jeden.md", "o/index.md", "gminy/b.md"].map({ "content/" + $0 }) {
                let text = try #require(site.read(path))
                try site.write(
                    path, text.replacing("description: ", with: "description: \(round) ") + "\nRunda \(round).\n")
                let report = site.publish()
                #expect(road(of: report) == .partial, "\(path), \(round)")
                try expectClean(site, report)
            }
        }
        // Now the config, after all the edits.
        let config = try #require(site.read("site-config.json"))
        try site.write("site-config.json", config.replacing("Próba", with: "Inna próba"))
        try expectClean(site, site.publish())
    }

    @Test("Of several edits at once one that reaches further decides")
    func several() throws {
        let site = try TemporarySite(PartialBuildTests.files)
        expectPublished(site)
        try site.write("content/gminy/a.md", site.read("content/gminy/a.md")!.replacing("Tekst", with: "Inny"))
        try site.write("content/gminy/b.md", site.read("content/gminy/b.md")!.replacing("Tekst", with: "Inny"))
        var report = site.publish()
        #expect(road(of: report) == .partial)
        try expectClean(site, report)
        try site.write("content/gminy/a.md", site.read("content/gminy/a.md")!.replacing("Inny", with: "Trzeci"))
        site.remove("content/gminy/c.md")
        report = site.publish()
        #expect(road(of: report) == .whole)
        try expectClean(site, report)
    }

    @Test("A damaged cache is not believed, whichever of its bytes are wrong", arguments: ["parts", "edits", "run"])
    func damage(_ name: String) throws {
        let site = try TemporarySite(PartialBuildTests.files)
        expectPublished(site)
        let first = "content/gminy/a.md"
        let second = "content/wpisy/jeden.md"
        try site.write(first, site.read(first)!.replacing("Tekst", with: "Inny"))
        expectPublished(site)
        let cache = site.root + "/.metropolia/" + name
        let whole = try #require(TemporarySite.bytes(cache))
        let text = try #require(site.read(second))
        var chance = SplitMix(7)
        for round in 0..<24 {
            var bytes = whole
            switch round % 4 {
            case 0: bytes[chance.below(bytes.count)] ^= 1 << UInt8(round % 8)
            case 1: bytes.removeLast(chance.below(bytes.count))
            case 2: bytes += [UInt8(round), 0]
            default: break  // Whole, but of an earlier build than the files beside it.
            }
            try site.write(".metropolia/" + name, bytes: bytes)
            try site.write(second, text + "\nRunda \(round).\n")
            try expectClean(site, site.publish())
        }
    }
}
