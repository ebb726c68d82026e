import Glibc
import Testing

/// Wrong files of a whole site, and exactly what `check` prints of them in Polish and in English.
///
/// Each case is a change to `Fixtures/wrong/base`, a site that is free of findings; `Fixtures/wrong/NAME.messages` holds
/// what is printed. `METROPOLIA_RECORD=1` writes the messages anew: read the difference before you commit it.
@Suite("Wrong files")
struct WrongFileTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        /// The rule that is broken.
        let rule: String
        /// Root reads everything: then the run gives its rights away.
        var needsRights = false
        let change: @Sendable (Folder) -> Void

        var testDescription: String { name }
    }

    private static let folder = Program.repository + "/Tests/metropoliaTests/Fixtures/wrong"

    static func entry(_ fields: String, title: String = "Inna", body: String = "Tekst.") -> String {
        "---\ntitle: \(title)\ndescription: Opis strony \(title).\n\(fields)---\n\(body)\n"
    }

    /// A page whose aliases are these.
    static func alias(_ name: String, _ written: String, rule: String = "bad-alias") -> Case {
        Case(name: "alias-" + name, rule: rule) {
            $0.write("content/gminy/skawina.md", entry("teryt: \"1206113\"\naliases: [\(written)]\n", title: "Skawina"))
        }
    }

    static let cases: [Case] = [
        Case(name: "teryt-off-map", rule: "entry-without-boundary") {
            $0.write("content/gminy/skawina.md", entry("teryt: \"1206143\"\n", title: "Skawina"))
        },
        Case(name: "two-entries-one-slug", rule: "duplicate-url") {
            $0.write("content/inna.md", entry("slug: inna-strona\n"))
            $0.write("content/inna-strona.md", entry(""))
        },
        Case(name: "reference-to-draft", rule: "unpublished-reference") {
            $0.write("content/gminy/liszki.md", entry("teryt: \"1206114\"\nsasiedzi: [szkic]\n", title: "Liszki"))
            $0.write("content/gminy/szkic.md", entry("teryt: \"1206143\"\ndraft: true\n", title: "Szkic"))
        },
        Case(name: "missing-image", rule: "missing-file") {
            $0.write(
                "content/gminy/liszki.md",
                entry("teryt: \"1206114\"\nimage: { plik: rynek.jpg, opis: Rynek }\n", title: "Liszki"))
        },
        Case(name: "line-of-10-megabytes", rule: "too-long") {
            $0.write("content/inna.md", entry("image: \(String(repeating: "ż", count: 5_000_000))\n"))
        },
        Case(name: "body-line-of-10-megabytes", rule: "markdown-too-large") {
            $0.write(
                "content/inna.md",
                entry("", body: String(repeating: "żółw ", count: 1_250_000) + "[tu](nie-ma.md) i dalej"))
        },
        Case(name: "nesting-of-10-000-lists", rule: "too-deep") {
            $0.write("content/inna.md", entry("aliases: \(String(repeating: "[", count: 10_000))\n"))
        },
        Case(name: "nesting-of-10-000-quotes", rule: "markdown-too-deep") {
            $0.write("content/inna.md", entry("", body: String(repeating: ">", count: 10_000) + " x"))
        },
        Case(name: "folder-named-as-entry", rule: "bad-file-name") { $0.write("content/x.md/nic.txt", "x") },
        Case(name: "unreadable-file", rule: "file-unreadable", needsRights: true) {
            $0.write("content/tajny.md", entry(""))
            chmod($0.path + "/content/tajny.md", 0)
        },
        Case(name: "unreadable-folder", rule: "file-unreadable", needsRights: true) {
            $0.write("content/tajne/a.md", entry(""))
            chmod($0.path + "/content/tajne", 0)
        },
        Case(name: "link-out-of-the-tree", rule: "link-leaves-site") {
            symlink("/etc/hostname", $0.path + "/content/link.md")
        },
        Case(name: "link-to-a-folder", rule: "link-leaves-site") { symlink("gminy", $0.path + "/content/gminy2") },
        Case(name: "link-to-nothing", rule: "file-unreadable") { symlink("nie-ma.md", $0.path + "/content/link.md") },
        Case(name: "pipe", rule: "not-a-file") { mkfifo($0.path + "/content/a.md", 0o644) },
        Case(name: "name-in-windows-1250", rule: "bad-file-name") { site in
            let bytes =
                Array((site.path + "/content/gmina-").utf8) + [0xB3, 0xF3, 0x64, 0x9F] + Array(".md".utf8) + [0]
            bytes.withUnsafeBufferPointer { buffer in
                let name = UnsafeRawPointer(buffer.baseAddress!).assumingMemoryBound(to: CChar.self)
                close(open(name, O_CREAT | O_WRONLY, 0o644))
            }
        },
        Case(name: "name-with-line-break", rule: "unknown-field") {
            $0.write("content/a\n\u{1B}[31mb.md", entry("opsi: x\n"))
        },
        Case(name: "backup-copy", rule: "entry-extension") { $0.write("content/inna.md~", entry("draft: true\n")) },
        Case(name: "extension-in-capitals", rule: "entry-extension") { $0.write("content/Inna.MD", entry("")) },
        Case(name: "saved-as-text", rule: "entry-extension") { $0.write("content/inna.md.txt", entry("")) },
        Case(name: "file-names-that-differ-in-case", rule: "duplicate-url") {
            $0.write("content/gminy/Skawina.md", entry("teryt: \"1206143\"\n", title: "Skawina"))
        },
        Case(name: "old-macintosh", rule: "control-character") {
            $0.write("content/inna.md", entry("").replacing("\n", with: "\r"))
        },
        Case(name: "two-terms-one-slug", rule: "term-spelling") {
            $0.write("content/gminy/skawina.md", entry("teryt: \"1206113\"\ntematy: [C, C++]\n", title: "Skawina"))
        },
        Case(name: "term-without-letters", rule: "bad-slug") {
            $0.write("content/gminy/skawina.md", entry("teryt: \"1206113\"\ntematy: [☂]\n", title: "Skawina"))
        },
        alias("to-itself", "/gminy/skawina/"), alias("of-another-page", "/gminy/liszki/", rule: "duplicate-url"),
        alias("on-another-host", "//inny.example/a/"), alias("out-of-the-site", "/a/../../b/"),
        alias("encoded-dots", "/%2e%2e/a/"), alias("with-control-character", "\"/a\\nb/\""),
        alias("with-backslash", "'/a\\b/'"), alias("with-broken-escape", "/%zz/"), alias("with-query", "\"/?id=5\""),
        alias("of-own-file", "/_redirects"), alias("relative", "stare/"), alias("doubled-slash", "/a//b/"),
    ]

    @Test("the exact messages in both languages", arguments: cases)
    func messages(wrong: Case) throws {
        let site = try Folder()
        try #require(system("cp -R '\(Self.folder)/base/.' '\(site.path)' && chmod 755 '\(site.path)'") == 0)
        wrong.change(site)
        var printed = ""
        var before: [String] = []
        if wrong.needsRights, getuid() == 0 {
            guard system("command -v setpriv >/dev/null") == 0 else { return }
            before = ["setpriv", "--reuid=65534", "--clear-groups"]
        }
        for language in ["pl", "en"] {
            let run = try Program(
                ["check", "--date", "2026-11-22", "--messages", language], folder: site.path, before: before)
            #expect(run.status == 1, "\(run.errors.prefix(2000))")
            printed += run.errors + "\n"
        }
        if wrong.needsRights { chmod(site.path + "/content/tajne", 0o755) }
        #expect(printed.contains("[\(wrong.rule)]"))
        let path = Self.folder + "/" + wrong.name + ".messages"
        if getenv("METROPOLIA_RECORD") != nil, let file = fopen(path, "w") {
            fputs(printed, file)
            fclose(file)
        }
        #expect(access(path, F_OK) == 0, "METROPOLIA_RECORD=1 writes the messages of a new case")
        #expect(printed == Program.text(path))
    }

    @Test("the site that they are changes of has no finding")
    func base() throws {
        let run = try Program(
            ["check", "--date", "2026-11-22", "--messages", "en", "--strict"], folder: Self.folder + "/base")
        #expect(run.status == 0, "\(run.errors)")
    }
}
