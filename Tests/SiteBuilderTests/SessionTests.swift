import Diagnostics
import Glibc
import Testing

@testable import SiteBuilder

/// A session's build equals a build from nothing, whatever was edited before and however little of it was made again.
@Suite("Builds of one session")
struct SessionTests {
    static let files: [String: String] = [
        "site-config.json": """
        {
          "title": "Próba", "baseURL": "https://proba.example/pod/", "language": "pl",
          "collections": {
            "gminy": { "folder": "content/gminy", "url": "/gminy/:slug/", "template": "gmina.html", "sort": "title",
              "list": { "url": "/gminy/", "template": "lista.html", "title": "Gminy", "pageSize": 2 },
              "fields": { "teryt": { "type": "string" } } },
            "wpisy": { "folder": "content/wpisy", "url": "/wpisy/:slug/", "template": "gmina.html", "sort": "-date",
              "feed": { "limit": 2 }, "list": { "url": "/wpisy/", "template": "skroty.html", "title": "Wpisy" },
              "fields": {} }
          },
          "pages": { "folder": "content", "template": "strona.html" },
          "search": { "page": "/szukaj/", "shortName": "Próba" },
          "menus": { "main": [ { "label": "Gminy", "url": "/gminy/" }, { "label": "Wpisy", "url": "/wpisy/" } ] }
        }
        """,
        "content/szukaj.md": "---\ntitle: Szukaj\ndescription: Szukanie.\naliases: [/stare/]\n---\nTu.\n",
        "content/gminy/a.md": "---\ntitle: A\ndescription: Opis A.\n---\nTekst [b](b.md#dwa).\n",
        "content/gminy/b.md": "---\ntitle: B\ndescription: Opis B.\n---\n## Dwa\n\nTekst.\n",
        "content/gminy/szkic.md": "---\ntitle: Szkic\ndescription: Opis.\ndraft: true\n---\nTekst.\n",
        "content/wpisy/jeden.md": "---\ntitle: Jeden\ndescription: Opis 1.\ndate: 2026-01-01\n---\nWpis.\n",
        "content/wpisy/dwa.md": "---\ntitle: Dwa\ndescription: Opis 2.\ndate: 2026-02-01\n---\nWpis.\n",
        "content/wpisy/trzy.md": "---\ntitle: Trzy\ndescription: Opis 3.\ndate: 2026-03-01\n---\nWpis.\n",
        "content/plik.pdf": "%PDF-1.4",
        "static/styl.css": "p { color: #333 }\n",
        "templates/skroty.html":
            "{% extends \"baza.html\" %}{% block tresc %}<h1>{{ page.title }}</h1>{% for e in pagination.items %}<a href=\"{{ e.url }}\">{{ e.title }}</a> {{ e.summary }} {{ e.readingTime }}{% endfor %}{% endblock %}",
        "templates/gmina.html":
            "{% extends \"baza.html\" %}{% block tresc %}<link rel=\"stylesheet\" href=\"{{ \"/styl.css\" | asset }}\"><h1>{{ entry.title }}</h1>{% for h in entry.toc %}<i>{{ h.title }}</i>{% endfor %}\n{{ entry.content }}{% if entry.next %}<aside>{{ entry.next.summary }}</aside>{% endif %}{% endblock %}",
    ]

    private static let texts: [String] = [
        "Zdanie.\n", "## Dwa\n\nZdanie.\n", "## Trzy\n\nZdanie [b](b.md#dwa).\n", "Zły [odnośnik](nie-ma.md).\n", "",
        "Zob. [b](../gminy/b.md#nie-ma).\n", "**Pismo ** i gwiazdki.\n", "[plik](/plik.pdf)\n", "# Nagłówek\n",
        "<!-- metropolia: allow dead-anchor – wróci -->\n[b](../gminy/b.md#nie-ma)\n", "Tu [tutaj](/gminy/).\n",
        "<!-- metropolia: allow dead-link – nic -->\n\nZdanie.\n", "Żółć, gęś\u{301}.\r\n\r\nNowy wiersz.\r\n",
    ]

    private static let entries = [
        "gminy/a", "gminy/b", "gminy/szkic", "wpisy/jeden", "wpisy/dwa", "wpisy/trzy", "index", "szukaj",
    ]

    private struct Edits {
        let site: TemporarySite
        var chance: SplitMix
        private var last: (path: String, text: String?)?

        init(site: TemporarySite, chance: SplitMix) {
            self.site = site
            self.chance = chance
        }

        /// Takes the last edit back: a site that stays broken tries nothing else.
        func undo() throws {
            guard let last else { return }
            if let text = last.text { try site.write(last.path, text) } else { site.remove(last.path) }
        }

        /// Changes one file; what was touched.
        mutating func next() throws -> Set<String> {
            let path = "content/\(SessionTests.entries[chance.below(SessionTests.entries.count)]).md"
            last = (path, site.read(path))
            let old = last?.text ?? SessionTests.files[path] ?? "---\ntitle: Znowu\ndescription: Opis.\n---\n"
            switch chance.below(20) {
            case 0: site.remove(path)
            case 1: try site.write(path, old.replacing("title: ", with: "title: Nowy "))
            case 2: try site.write(path, old.replacing("draft: true\n", with: ""))
            case 3: try site.write("static/styl.css", "p { color: #\(chance.below(900) + 100) }\n")
            case 4:
                try site.write("content/gminy/n\(chance.below(3)).md", "---\ntitle: N\ndescription: Opis N.\n---\nN.\n")
                return ["content/gminy"]
            case 5: try site.write(path, old)
            default:
                let head = old.components(at: "\n---\n").first ?? old
                try site.write(path, head + "\n---\n" + SessionTests.texts[chance.below(SessionTests.texts.count)])
            }
            return path.hasPrefix("content/") ? [path, "static/styl.css"] : []
        }
    }

    @Test(
        "After every edit outputs, findings and what was left out are those of a new build",
        arguments: [UInt64(1), 2, 3, 4, 5, 6])
    func equalsNewBuild(seed: UInt64) throws {
        for plain in [true, false] {
            let site = try TemporarySite(SessionTests.files)
            var options = site.options(jobs: 2)
            options.plainAssets = plain
            let session = SiteSession(options)
            let first = session.build()
            #expect(first.outputs != nil, "\(first.report.text())")
            var edits = Edits(site: site, chance: SplitMix(seed))
            var short = 0
            for step in 0..<25 {
                let touched = try edits.next()
                let built = session.build(touched: touched)
                let clean = SiteBuild.inMemory(options)
                let place = "seed \(seed), step \(step), touched \(touched)"
                #expect(built.report.text() == clean.report.text(), "\(place)")
                #expect(
                    TextWriter().silenced(built.report.findings) == TextWriter().silenced(clean.report.findings),
                    "\(place)")
                #expect(Set(built.report.leftOut.map(\.path)) == Set(clean.report.leftOut.map(\.path)), "\(place)")
                #expect((built.outputs == nil) == (clean.outputs == nil), "\(place)")
                if let left = built.outputs, let right = clean.outputs {
                    let wrong = Set(left.keys).union(right.keys).filter { left[$0] != right[$0] }.sorted()
                    #expect(wrong.isEmpty, "\(place): \(wrong)")
                }
                if built.hasSamePlan { short += 1 }
                if clean.outputs == nil {
                    try edits.undo()
                    _ = session.build(touched: ["content"])
                }
            }
            #expect(short >= 5, "seed \(seed): only \(short) edits took the short way")
        }
    }

    @Test("a file that is emptied while a build goes on has no text, and ends nothing")
    func emptied() {
        let lost = EntryDocument(
            file: SourceFile(path: "content/a.md", load: { [] }), body: 4..<40, hash: nil, known: nil)
        #expect(lost.written.body.isEmpty)
        let rest = Array("---\nabc".utf8)
        let short = EntryDocument(
            file: SourceFile(path: "content/a.md", load: { rest }), body: 4..<40, hash: nil, known: nil)
        #expect(short.written.bytes[short.written.body].elementsEqual("abc".utf8))
    }

    @Test("A page that is kept takes as much memory as it has bytes, not as the buffer in which all are made")
    func keptPages() throws {
        let site = try TemporarySite()
        let outputs = try #require(SiteSession(site.options()).build().outputs)
        #expect(outputs.count > 3)
        for (path, bytes) in outputs { #expect(bytes.capacity <= 2 * bytes.count + 64, "\(path)") }
    }
}

/// A small generator of numbers that are the same for a seed on every machine (Steele, Lea and Flood 2014).
struct SplitMix {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }
}

extension String {
    fileprivate func components(at separator: String) -> [String] {
        guard let range = self.firstRange(of: separator) else { return [self] }
        return [String(self[..<range.lowerBound]), String(self[range.upperBound...])]
    }
}
