import Glibc
import Testing

@Suite("Command line")
struct CommandTests {
    static func site() throws -> Folder {
        let folder = try Folder()
        folder.write(
            "site-config.json",
            "{ \"title\": \"A\", \"baseURL\": \"https://a.pl/\", \"pages\": { \"folder\": \"content\", \"template\": \"a.html\" } }"
        )
        folder.write("content/index.md", "---\ntitle: Początek\ndescription: Opis.\n---\nWitaj.\n")
        folder.write(
            "templates/a.html",
            """
            <!DOCTYPE html>
            <html lang="pl"><head><meta charset="utf-8"><title>{{ page.title }}</title><meta name="description" content="{{ page.title }}"></head>
            <body><main><h1>{{ entry.title }}</h1>{{ entry.content }}</main></body></html>
            """)
        return folder
    }

    @Test("build: status 0, a summary, the output")
    func build() throws {
        let site = try Self.site()
        let run = try Program(["build", "--date", "2026-11-22", "--messages", "pl"], folder: site.path)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("Opublikowano w public/: strony 1"))
        #expect(access(site.path + "/public/index.html", F_OK) == 0)
        #expect(access(site.path + "/public/.metropolia-manifest.json", F_OK) == 0)
    }

    @Test("check counts the plain texts that a template lets in as HTML, with their places")
    func trusted() throws {
        let site = try Self.site()
        let clean = try Program(["check", "--messages", "en"], folder: site.path)
        #expect(clean.status == 0 && !clean.errors.contains("trusted"), "\(clean.errors)")
        site.write(
            "templates/a.html",
            Program.text(site.path + "/templates/a.html").replacing(
                "{{ entry.content }}", with: "{{ \"<b>x</b>\" | trusted(\"written here\") }}{{ entry.content }}"))
        let run = try Program(["check", "--messages", "en"], folder: site.path)
        #expect(run.status == 0)
        #expect(
            run.errors.contains("texts let in as HTML by “trusted”: 1 (templates/a.html:3:55)"), "\(run.errors)")
    }

    @Test("--changes lists the URLs that were added, changed and deleted")
    func changes() throws {
        let site = try Self.site()
        site.write("content/a.md", "---\ntitle: A\ndescription: O.\n---\n")
        #expect(try Program(["build", "--changes", "changes.json"], folder: site.path).status == 0)
        #expect(Program.text(site.path + "/changes.json").contains("\"/a/\""))
        unlink(site.path + "/content/a.md")
        #expect(try Program(["build", "--changes", "changes.json"], folder: site.path).status == 0)
        #expect(Program.text(site.path + "/changes.json").contains("\"deleted\":[\"/a/\"]"))
    }

    @Test("an error in the input: status 1, nothing published")
    func wrongInput() throws {
        let site = try Self.site()
        site.write("content/a.md", "---\ntitel: A\n---\n")
        let run = try Program(["build", "--messages", "en"], folder: site.path)
        #expect(run.status == 1)
        #expect(run.errors.contains("content/a.md:2:1: error: "))
        #expect(run.errors.contains("title"))
        #expect(access(site.path + "/public", F_OK) != 0)
    }

    @Test(
        "wrong usage: status 64",
        arguments: [
            ["bild"], ["build", "--nope"], ["build", "--date", "22.11.2026"], ["build", "--jobs", "0"], ["render"],
            ["build", "--format", "yaml"], ["map", "import", "a.json"],
            ["map", "import", "a.json", "-o", "b", "--crs", "EPSG:9"],
        ])
    func usage(arguments: [String]) throws {
        #expect(try Program(arguments).status == 64)
    }

    @Test(
        "an output folder that must not be written into: status 64, with the reason",
        arguments: ["/", ".", "..", "content", "content/x"])
    func refusedOutput(output: String) throws {
        let site = try Self.site()
        let run = try Program(["build", "-o", output, "--messages", "en"], folder: site.path)
        #expect(run.status == 64, "\(run.errors)")
        #expect(run.errors.contains("error: "))
    }

    @Test("a folder that is not empty and is not ours is left alone")
    func foreignOutput() throws {
        let site = try Self.site()
        site.write("public/mine.txt", "x")
        let run = try Program(["build"], folder: site.path)
        #expect(run.status == 64, "\(run.errors)")
        #expect(Program.text(site.path + "/public/mine.txt") == "x")
    }

    @Test("a site that does not exist: an error that names it")
    func missingSite() throws {
        let run = try Program(["build", "--root", "/nonexistent-site", "--messages", "en"])
        #expect(run.status == 1)
        #expect(run.errors.contains("/nonexistent-site"))
    }

    @Test("check writes nothing, not even the cache")
    func check() throws {
        let site = try Self.site()
        let run = try Program(["check", "--messages", "en"], folder: site.path)
        #expect(run.status == 0, "\(run.errors)")
        #expect(access(site.path + "/public", F_OK) != 0)
        #expect(access(site.path + "/.metropolia", F_OK) != 0)
    }

    @Test(
        "machine formats go to standard output",
        arguments: [
            ("json", "{\"findings\":"), ("github", "::error file=content/a.md"), ("gitlab", "[{\"description\""),
            ("sarif", "{\"$schema\""),
        ])
    func formats(format: String, start: String) throws {
        let site = try Self.site()
        site.write("content/a.md", "---\ntitel: A\n---\n")
        let run = try Program(["check", "--format", format], folder: site.path)
        #expect(run.status == 1)
        #expect(run.output.hasPrefix(start), "\(run.output.prefix(200))")
    }

    @Test("warnings fail only when asked to")
    func failOn() throws {
        let site = try Self.site()
        site.write(
            "site-config.json",
            "{ \"title\": \"A\", \"baseURL\": \"https://a.pl/\", \"pages\": { \"folder\": \"content\", \"template\": \"a.html\" }, \"operator\": { \"phone\": null } }"
        )
        #expect(try Program(["check"], folder: site.path).status == 0)
        #expect(try Program(["check", "--fail-on", "to-fill-in"], folder: site.path).status == 1)
    }

    @Test("the language of messages comes from the option, else from the environment, else it is Polish")
    func language() throws {
        let site = try Self.site()
        site.write("content/a.md", "---\ntitel: A\n---\n")
        func errors(_ arguments: [String], _ environment: [String: String]) throws -> String {
            try Program(["check"] + arguments, environment: environment, folder: site.path).errors
        }
        #expect(try errors([], ["LC_ALL": "en_GB.UTF-8"]).contains("error: "))
        #expect(try errors([], ["LC_ALL": "pl_PL.UTF-8"]).contains("błąd: "))
        #expect(try errors([], ["LC_ALL": "C"]).contains("błąd: "))
        #expect(try errors(["--messages", "en"], ["LC_ALL": "pl_PL.UTF-8"]).contains("error: "))
    }

    @Test("the day comes from --date, else from SOURCE_DATE_EPOCH, in Warsaw")
    func date() throws {
        let site = try Self.site()
        site.write("content/a.md", "---\ntitle: A\ndescription: O.\npublishDate: 2026-11-23\n---\n")
        func pages(_ arguments: [String], _ environment: [String: String] = [:]) throws -> Bool {
            _ = try Program(["build"] + arguments, environment: environment, folder: site.path)
            return access(site.path + "/public/a/index.html", F_OK) == 0
        }
        #expect(try !pages(["--date", "2026-11-22"]))
        #expect(try pages(["--date", "2026-11-23"]))
        // 2026-11-22 23:30 UTC is the 23rd in Warsaw.
        #expect(try pages([], ["SOURCE_DATE_EPOCH": "1795390200"]))
        #expect(try !pages([], ["SOURCE_DATE_EPOCH": "1795383000"]))
        #expect(try Program(["build"], environment: ["SOURCE_DATE_EPOCH": "x"], folder: site.path).status == 64)
    }

    @Test("render: Jinja2's rules, data from a file")
    func render() throws {
        let folder = try Folder()
        folder.write("a.txt", "{{ name }} {{ true }} {% for x in xs %}{{ loop.index }}{{ x }} {% endfor %}")
        folder.write("data.json", "{ \"name\": \"Ł\", \"xs\": [1, 2.5, null] }")
        let run = try Program(["render", "a.txt", "--data", "data.json"], folder: folder.path)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output == "Ł True 11 22.5 3None ")
        #expect(try Program(["render", "b.txt"], folder: folder.path).status == 74)
    }

    @Test(
        "init says what to type next, as a shell takes it",
        arguments: [
            ("strona", "strona"), ("dział/ł-1.x", "dział/ł-1.x"), ("moja strona", "'moja strona'"),
            ("l'été", "'l'\\''été'"), ("$(id)", "'$(id)'"),
        ])
    func initial(name: String, typed: String) throws {
        let folder = try Folder()
        let run = try Program(["init", name], folder: folder.path)
        #expect(run.status == 0 && run.output.contains("    cd \(typed) && metropolia serve\n"), "\(run.output)")
        #expect(try Program(["init", name], folder: folder.path).status == 1)
    }

    @Test("a file system that refuses gives status 74 to those who make files, too")
    func refused() throws {
        let folder = try Folder()
        folder.write("f", "")
        #expect(try Program(["init", "f/strona"], folder: folder.path).status == 74)
        #expect(try Program(["init", "/proc/strona"], folder: folder.path).status == 74)
        let site = try Self.site()
        #expect(try Program(["new", "pages", "Nowa"], folder: site.path).status == 0)
        #expect(try Program(["new", "pages", "Nowa"], folder: site.path).status == 74)
        #expect(try Program(["new", "nope", "Nowa"], folder: site.path).status == 1)
    }

    @Test("clean removes the cache and nothing else")
    func clean() throws {
        let site = try Self.site()
        site.write(".metropolia/x/y", "z")
        _ = try Program(["build"], folder: site.path)
        #expect(try Program(["clean"], folder: site.path).status == 0)
        #expect(access(site.path + "/.metropolia", F_OK) != 0)
        #expect(access(site.path + "/public/index.html", F_OK) == 0)
    }

    @Test("a control byte of a file name or text never reaches the terminal raw")
    func control() throws {
        let site = try Self.site()
        site.write("content/a.md", "---\ntitle: A\ndescription: O.\n\u{1B}[31m: x\n---\n")
        let run = try Program(["check"], folder: site.path)
        #expect(run.status == 1)
        #expect(!run.errors.utf8.contains(0x1B))
    }
}
