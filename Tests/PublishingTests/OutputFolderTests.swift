import Foundation
import Testing

@testable import Publishing

@Suite("Output folder: refusals")
struct OutputFolderTests {
    private func refusal(_ output: String, sources: [String], rule: String = "output-folder-refused")
        -> PublishingError?
    {
        do {
            _ = try Publication.begin(output: output, sources: sources)
            return nil
        } catch {
            #expect(error.diagnostic.rule.name == rule)
            return error
        }
    }

    @Test(
        "never the root, the current folder, home, or a folder above them",
        arguments: [
            "/", "//", "", ".", "..", "./", "../", "../..", NSHomeDirectory(), NSHomeDirectory() + "/", "/usr/..",
        ])
    func places(_ output: String) throws {
        let folder = TemporaryFolder()
        folder.makeFolder("content")
        let error = try #require(refusal(output, sources: [folder.path + "/content"]))
        #expect(error.exitStatus == 64)
        #expect(error.diagnostic.location == nil)
        #expect(error.diagnostic.remedy != nil)
    }

    @Test(
        "never a folder that holds a source or lies in one; a sibling whose name begins the same is fine",
        arguments: [
            ("content", false), ("content/public", false), ("content/a/b/c", false), (".", false),
            ("content/../content", false),
            ("content-public", true), ("public", true), ("x/content", true), ("public/", true), ("new/../public", true),
        ])
    func sources(_ output: String, isFine: Bool) {
        let folder = TemporaryFolder()
        folder.makeFolder("content/gminy")
        folder.write("{}", to: "site-config.json")
        let sources = [folder.path + "/content", folder.path + "/site-config.json"]
        let error = refusal(folder.path + "/" + output, sources: sources)
        #expect((error == nil) == isFine, "\(output): \(String(describing: error?.diagnostic.message.en))")
    }

    @Test("a source is compared by its real path: a link to it does not hide it")
    func linkedSource() throws {
        let folder = TemporaryFolder()
        folder.makeFolder("real/content")
        folder.link("alias", to: "real")
        #expect(refusal(folder.path + "/alias/content/out", sources: [folder.path + "/real/content"]) != nil)
        #expect(refusal(folder.path + "/real/content", sources: [folder.path + "/alias/content"]) != nil)
    }

    @Test("a symbolic link, a file: refused")
    func notAFolder() {
        let folder = TemporaryFolder()
        folder.makeFolder("content")
        folder.makeFolder("elsewhere")
        folder.link("public", to: "elsewhere")
        folder.write("x", to: "file")
        #expect(refusal(folder.path + "/public", sources: [folder.path + "/content"]) != nil)
        #expect(refusal(folder.path + "/public/", sources: [folder.path + "/content"]) != nil)
        #expect(refusal(folder.path + "/file", sources: [folder.path + "/content"]) != nil)
        #expect(folder.tree("elsewhere").isEmpty)
    }

    @Test(
        "a folder with something in it and no manifest: refused and left as it is",
        arguments: ["CNAME", ".git/HEAD", "x/y"])
    func notEmpty(_ name: String) throws {
        let folder = TemporaryFolder()
        folder.makeFolder("content")
        folder.write("mine", to: "public/" + name)
        let before = folder.tree("public")
        let error = try #require(refusal(folder.path + "/public", sources: [folder.path + "/content"]))
        #expect(error.diagnostic.message.pl.contains("nie jest pusty"))
        #expect(folder.tree("public") == before)
    }

    @Test("a damaged manifest, or one that names foreign paths, is refused: nothing is deleted by it")
    func damagedManifest() throws {
        let hash = String(repeating: "0", count: 64)
        let paths = ["../content/x.md", "/etc/passwd", ".git/config", "a/../../b", ".metropolia-staging/lock"]
        let manifests =
            ["", "{}", "<<<<<<< HEAD", "{\n\"generator\": \"metropolia\",\n\"version\": 2,\n\"outputs\": [\n]\n}\n"]
            + paths.map {
                "{\n\"generator\": \"metropolia\",\n\"version\": 1,\n\"outputs\": [\n{\"path\": \"\($0)\", \"sha256\": \"\(hash)\", \"size\": 1}\n]\n}\n"
            }
        for manifest in manifests {
            let folder = TemporaryFolder()
            folder.write("x", to: "content/x.md")
            folder.write(manifest, to: "public/.metropolia-manifest.json")
            let error = refusal(
                folder.path + "/public", sources: [folder.path + "/content"], rule: "damaged-manifest")
            #expect(error != nil, "\(manifest)")
            #expect(folder.exists("content/x.md"))
        }
    }

    @Test("a source that is gone: status 74 and its name")
    func vanishedSource() throws {
        let folder = TemporaryFolder()
        let error = try #require(
            refusal(folder.path + "/public", sources: [folder.path + "/content"], rule: "file-system-refused"))
        #expect(error.exitStatus == 74)
        #expect(error.diagnostic.message.en.contains("content"))
        #expect(!folder.exists("public"))
    }

    @Test(
        "unsafe paths of outputs",
        arguments: [
            "../x", "a/../../x", "/abs", "a//b", "a/", "", ".", "a/./b", "a\u{0}b", "a\nb", "a\u{7F}b", "a\\b",
            "%2e%2e/x",
            "a%2Fb", "x%5cy", "%252e%252e/x", "a%00", ".metropolia-manifest.json", ".metropolia-staging/x",
            ".git/config",
            "a/.GIT/hooks/x", String(repeating: "x", count: 256),
        ])
    func unsafePaths(_ path: String) throws {
        let folder = TemporaryFolder()
        let publication = try Site.first.begin(folder)
        let error = #expect(throws: PublishingError.self) {
            try publication.stage(path: path, bytes: [1], kind: .page)
        }
        #expect(error?.diagnostic.rule.name == "unsafe-output-path")
        #expect(error?.exitStatus == 1)
        publication.abort()
        #expect(folder.tree(".") == ["content/": ""])
    }

    @Test(
        "plain paths of outputs, dotfiles and non-ASCII among them",
        arguments: [
            "index.html", ".well-known/security.txt", ".nojekyll", "a/b.c/d..e", "łódź/index.html", "100%.txt",
            ".gitignore",
        ])
    func safePaths(_ path: String) {
        #expect(OutputPath.refusal(path) == nil)
    }
}
