import Diagnostics
import Glibc
import LanguageRules
import SiteBuilder

/// A site in a folder of its own that vanishes with the value: the smallest one that builds, or a copy of a fixture.
final class TemporarySite {
    let root: String

    static let minimalConfig = """
        {
          "title": "Próba", "baseURL": "https://proba.example/", "language": "pl",
          "collections": {
            "gminy": { "folder": "content/gminy", "url": "/gminy/:slug/", "template": "gmina.html", "sort": "title",
              "list": { "url": "/gminy/", "template": "lista.html", "title": "Gminy" },
              "fields": { "teryt": { "type": "teryt" }, "ludnosc": { "type": "integer" },
                "sasiedzi": { "type": "list", "items": { "type": "reference", "to": "gminy" } } } },
            "wpisy": { "folder": "content/wpisy", "url": "/wpisy/:year/:slug/", "template": "gmina.html", "sort": "-date",
              "additionalFields": true, "fields": {} },
            "osoby": { "folder": "content/osoby", "url": "/osoby/:slug/", "template": "gmina.html",
              "fields": { "wiek": { "type": "integer", "required": true } } }
          },
          "pages": { "folder": "content", "template": "strona.html" },
          "menus": { "main": [ { "label": "Gminy", "url": "/gminy/" } ] }
        }
        """

    static let minimal: [String: String] = [
        "site-config.json": minimalConfig,
        "content/index.md":
            "---\ntitle: Początek\ndescription: Opis początku.\n---\nWitaj. Zobacz [gminę](gminy/skawina.md).\n",
        "content/gminy/skawina.md":
            "---\ntitle: Skawina\ndescription: Opis Skawiny.\nteryt: \"1206114\"\n---\nTekst.\n\n## Kontakt\n\nTu.\n",
        "templates/baza.html": """
        <!DOCTYPE html>
        <html lang="{{ page.language }}">
        <head><meta charset="utf-8"><title>{{ page.title }} – {{ site.title }}</title>
        {% if page.description %}<meta name="description" content="{{ page.description }}">{% endif %}
        <link rel="canonical" href="{{ page.canonical }}"></head>
        <body><nav aria-label="Menu">{% for item in menus.main %}<a href="{{ item.url }}">{{ item.label }}</a>{% endfor %}</nav>
        <main>{% block tresc %}{% endblock %}</main></body>
        </html>

        """,
        "templates/strona.html":
            "{% extends \"baza.html\" %}{% block tresc %}<h1>{{ entry.title }}</h1>\n{{ entry.content }}{% endblock %}",
        "templates/gmina.html":
            "{% extends \"baza.html\" %}{% block tresc %}<h1>{{ entry.title }}</h1>\n{{ entry.content }}{% endblock %}",
        "templates/lista.html":
            "{% extends \"baza.html\" %}{% block tresc %}<h1>{{ page.title }}</h1>{% for e in pagination.items %}<a href=\"{{ e.url }}\">{{ e.title }}</a>{% endfor %}{% endblock %}",
    ]

    init(_ files: [String: String] = [:]) throws {
        var template = Array("/tmp/metropolia-test-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw FileError(path: "/tmp", code: errno) }
        root = String(cString: made)
        for (path, text) in TemporarySite.minimal.merging(files, uniquingKeysWith: { $1 }) { try write(path, text) }
    }

    /// A copy of a fixture folder.
    init(copyOf folder: String) throws {
        var template = Array("/tmp/metropolia-test-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw FileError(path: "/tmp", code: errno) }
        root = String(cString: made)
        try TemporarySite.run(["cp", "-R", folder + "/.", root])
    }

    deinit { try? TemporarySite.run(["rm", "-rf", root]) }

    struct FileError: Error {
        let path: String
        let code: Int32
    }

    func write(_ path: String, _ text: String) throws { try write(path, bytes: Array(text.utf8)) }

    func write(_ path: String, bytes: [UInt8]) throws {
        var folder = root
        for segment in path.split(separator: "/").dropLast() {
            folder += "/" + segment
            mkdir(folder, 0o755)
        }
        guard let file = fopen(root + "/" + path, "w") else { throw FileError(path: path, code: errno) }
        defer { fclose(file) }
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw FileError(path: path, code: errno) }
    }

    func remove(_ path: String) { unlink(root + "/" + path) }

    func read(_ path: String) -> String? { TemporarySite.text(root + "/" + path) }

    /// The text of any file; nil when it cannot be opened.
    static func text(_ path: String) -> String? { bytes(path).map { String(decoding: $0, as: UTF8.self) } }

    static func bytes(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { break }
            bytes += buffer[..<count]
        }
        return bytes
    }

    /// Every file of the output with its bytes.
    func outputs(_ folder: String = "public") -> [String: String] {
        var result: [String: String] = [:]
        var findings = Findings()
        guard let tree = try? FileTree(root: root + "/" + folder) else { return [:] }
        for path in tree.files(under: ".", findings: &findings) { result[path] = read(folder + "/" + path) }
        return result
    }

    func options(jobs: Int = 1) -> BuildOptions {
        BuildOptions(root: root, date: CivilDate(iso: "2026-11-22")!, jobs: jobs)
    }

    func publish(jobs: Int = 1) -> BuildReport { SiteBuild.publish(options(jobs: jobs)) }
    func check() -> BuildReport { SiteBuild.check(options()) }

    static func run(_ command: [String]) throws {
        var pid = pid_t()
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
        arguments.append(nil)
        defer { for argument in arguments { free(argument) } }
        guard posix_spawnp(&pid, command[0], nil, nil, arguments, environ) == 0 else {
            throw FileError(path: command[0], code: errno)
        }
        var status: Int32 = 0
        waitpid(pid, &status, 0)
        if status != 0 { throw FileError(path: command.joined(separator: " "), code: status) }
    }
}

extension BuildReport {
    /// All messages as the terminal shows them.
    func text(_ language: MessageLanguage = .pl) -> String { TextWriter(language: language).text(findings) }

    var isPublished: Bool { changes != nil && failure == nil }

    func has(_ rule: String) -> Bool { findings.all.contains { $0.rule.name == rule } }
}
