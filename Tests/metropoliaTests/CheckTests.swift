import Glibc
import Testing

/// What an editor and a CI see of many faults at once.
@Suite("check through the command line")
struct CheckTests {
    /// Twenty faults in twenty files, each of another rule or kind: path, text, and `line:column rule`.
    static let faults: [(path: String, text: String, says: String)] = [
        ("content/a01.md", "---\ntitel: A\n---\n", "2:1: error: unknown field “titel” [unknown-field]"),
        ("content/a02.md", "---\ntitle: A2\ndraft: tak\n---\n", "3:8: error: "),
        ("content/a03.md", "---\ntitle: A3\ndate: 31.12.2025\n---\n", "3:7: error: "),
        ("content/a04.md", "---\ntitle: A4\nweight: 1,5\n---\n", "3:9: error: "),
        ("content/a05.md", "---\ntitle: A5\n\taliases: []\n---\n", "3:1: error: "),
        ("content/a06.md", "---\ntitle: Gmina: opis: x\n---\n", "2:13: error: "),
        ("content/a07.md", "---\ntitle: „A7”\n---\n", "2:8: error: "),
        ("content/a08.md", "---\ntitle: A8\ntitle: B\n---\n", "3:1: error: "),
        ("content/a09.md", "---\ntitle: A9\n", "1:1: error: "),
        ("content/a10.md", "", "1:1: error: "),
        ("content/a11.md", "---\ntitle: [A\n---\n", "2:8: error: "),
        ("content/a12.md", "---\ntitle: &x A\n---\n", "2:8: error: "),
        ("content/a13.md", "---\ntitle: A13\nslug: Ł/ó\n---\n", "3:7: error: "),
        ("content/a14.md", "---\ntitle: A14\nimage: { plik: nie-ma.jpg, opis: x }\n---\n", "3:16: error: "),
        ("content/a15.md", "---\ntitle: A15\ndescription: O\n---\n[x](nie-ma.md)\n", "5:5: error: "),
        ("content/a16.md", "---\ntitle: A16\ndescription: O\n---\n![x](nie-ma.png)\n", "5:6: error: "),
        ("content/a17.md", "---\ntitle: A17\ndescription: O\n---\n<b>x</b>\n", "5:1: error: "),
        ("content/a18.md", "---\ntitle: A18\ndescription: O\n---\n[x](javascript:alert)\n", "5:5: error: "),
        ("content/a19.md", "---\ntitle: A19\naliases: [\"https://x.pl/\"]\n---\n", "3:11: error: "),
        ("content/a20.md", "---\ntitle: A20\ntemplate: nie-ma.html\n---\n", "3:11: error: "),
    ]

    static func faulty() throws -> Folder {
        let site = try CommandTests.site()
        for fault in faults { site.write(fault.path, fault.text) }
        return site
    }

    @Test("Twenty faults in twenty files are told in one run; status 1, nothing published")
    func twenty() throws {
        let site = try Self.faulty()
        let run = try Program(["build", "--messages", "en", "--date", "2026-11-22"], folder: site.path)
        #expect(run.status == 1)
        for fault in Self.faults {
            #expect(run.errors.contains("\(fault.path):\(fault.says)"), "\(fault.path): \(run.errors)")
        }
        #expect(access(site.path + "/public", F_OK) != 0, "nothing is published")
        let files = Set(run.errors.split(separator: "\n").filter { $0.contains(": error: ") }.map { $0.prefix(14) })
        #expect(files.count >= 20)
    }

    static let python = getenv("METROPOLIA_PYTHON").map { String(cString: $0) } ?? "python3"
    static let hasReaders = system("\(python) -c 'import sarif, sarif_pydantic' >/dev/null 2>&1") == 0

    @Test(
        "Other people's readers take the machine formats, and see every finding at its place",
        .enabled(
            if: hasReaders, "skipped: the readers of SARIF, because python3 has no sarif-tools and sarif-pydantic"),
        arguments: ["sarif", "gitlab", "github"])
    func formats(_ format: String) throws {
        let site = try Self.faulty()
        let run = try Program(["check", "--format", format, "--date", "2026-11-22"], folder: site.path)
        #expect(run.status == 1)
        site.write("report", run.output)
        let script = Program.repository + "/Tests/metropoliaTests/Fixtures/formats.py"
        let status = system(
            "\(Self.python) '\(script)' \(format) '\(site.path)/report' >'\(site.path)/read' 2>'\(site.path)/errors'")
        #expect(status == 0, "\(Program.text(site.path + "/errors"))")
        let read = Program.text(site.path + "/read")
        for fault in Self.faults {
            let line = fault.says.split(separator: ":")[0]
            let column = fault.says.split(separator: ":")[1]
            let place = format == "gitlab" ? "\(fault.path):\(line)" : "\(fault.path):\(line):\(column)"
            #expect(read.split(separator: "\n").contains { $0.hasSuffix(place) }, "\(place) in \(read)")
        }
    }

    @Test(
        "A path with spaces, commas, colons, per cent signs and Polish letters comes back whole from every format",
        .enabled(
            if: hasReaders, "skipped: the readers of SARIF, because python3 has no sarif-tools and sarif-pydantic"),
        arguments: ["sarif", "gitlab", "github"])
    func paths(_ format: String) throws {
        let site = try CommandTests.site()
        // Columns are code points: an emoji of two UTF-16 units and a letter with its mark apart stand before the link.
        let names = ["a b, c%2C: ż🏰.md", "100%.md", "a+b&c='d'.md", "(x)[y]{z}#?.md"]
        for name in names {
            site.write(
                "content/" + name, "---\ntitle: T \(name.utf8.count)\ndescription: O.\n---\n🏰z\u{307} [x](nie-ma.md)\n")
        }
        let run = try Program(["check", "--format", format, "--date", "2026-11-22"], folder: site.path)
        site.write("report", run.output)
        let script = Program.repository + "/Tests/metropoliaTests/Fixtures/formats.py"
        let status = system(
            "\(Self.python) '\(script)' \(format) '\(site.path)/report' >'\(site.path)/read' 2>'\(site.path)/errors'")
        #expect(status == 0, "\(Program.text(site.path + "/errors"))")
        let read = Program.text(site.path + "/read").split(separator: "\n")
        for name in names {
            let place = "content/\(name):5" + (format == "gitlab" ? "" : ":9")
            #expect(read.contains { $0.hasSuffix(" dead-link " + place) }, "\(place) in \(read)")
        }
    }

    @Test("A file that nobody may read, and a link out of the site, are findings with a remedy")
    func unreadable() throws {
        let site = try CommandTests.site()
        site.write("content/tajny.md", "---\ntitle: T\n---\n")
        chmod(site.path + "/content/tajny.md", 0)
        symlink("/etc/hostname", site.path + "/content/link.md")
        mkdir(site.path + "/content/folder.md", 0o755)
        let arguments = ["check", "--messages", "en"]
        // Root reads everything: then the run gives its rights away.
        let isRoot = getuid() == 0
        if isRoot {
            chmod(site.path, 0o755)
            guard system("command -v setpriv >/dev/null") == 0 else { return }
        }
        let run =
            isRoot
            ? try Program(arguments, folder: site.path, before: ["setpriv", "--reuid=65534", "--clear-groups"])
            : try Program(arguments, folder: site.path)
        #expect(run.status == 1, "\(run.errors)")
        #expect(
            run.errors.contains(
                "content/tajny.md:1:1: error: cannot read content/tajny.md: permission denied [file-unreadable]"),
            "\(run.errors)")
        #expect(run.errors.contains("check that the file exists and may be read"))
        #expect(
            run.errors.contains(
                "content/link.md:1:1: error: the symbolic link content/link.md leads out of the site's folder"))
        #expect(run.errors.contains("put the file itself here instead of the link"))
    }

    @Test("No colour but on a terminal, and none with NO_COLOR; a long list is cut unless --all asks")
    func colourAndLength() throws {
        let site = try CommandTests.site()
        for number in 0..<60 { site.write("content/p\(number).md", "---\ntitel: A\n---\n") }
        let run = try Program(["check", "--messages", "en"], folder: site.path)
        #expect(!run.errors.contains("\u{1B}"))
        #expect(run.errors.contains("more (--all shows them)"))
        let all = try Program(["check", "--messages", "en", "--all"], folder: site.path)
        #expect(!all.errors.contains("--all shows them") && all.errors.contains("content/p59.md:2:1"))
        guard system("command -v script >/dev/null") == 0 else { return }
        for (variable, hasColour) in [("X=1", true), ("NO_COLOR=1", false)] {
            _ = system(
                "env -u NO_COLOR -C '\(site.path)' SHELL=/bin/sh \(variable) TERM=xterm script -qec '\(Program.path) check' '\(site.path)/typed' >/dev/null 2>&1"
            )
            #expect(
                Program.text(site.path + "/typed").contains("\u{1B}[1;31m") == hasColour,
                "\(variable): \(Program.text(site.path + "/typed").prefix(300))")
        }
    }

    @Test("schema --config is the committed schema of site-config.json")
    func configSchema() throws {
        let run = try Program(["schema", "--config"])
        #expect(run.status == 0)
        #expect(
            run.output == Program.text(Program.repository + "/site-config.schema.json"),
            "write it again: metropolia schema --config > site-config.schema.json")
    }

    @Test("The report lists what was left out, in words and for programs; --quiet keeps it to itself")
    func leftOut() throws {
        let site = try CommandTests.site()
        site.write("content/p.md", "---\ntitle: P\ndescription: O.\npublishDate: 2026-12-24\n---\nT\n")
        let options = ["check", "--date", "2026-11-22"]
        let text = try Program(options + ["--messages", "pl"], folder: site.path)
        #expect(text.errors.contains("content/p.md „P”: ukaże się 2026-12-24"), "\(text.errors)")
        #expect(try !Program(options + ["--quiet"], folder: site.path).errors.contains("2026-12-24"))
        let json = try Program(options + ["--format", "json"], folder: site.path).output
        #expect(json.contains("\"reason\":\"future\",\"day\":\"2026-12-24\""), "\(json)")
    }
}
