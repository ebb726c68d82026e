import Testing

@testable import PreviewServer

@Suite("Another branch is checked out under the preview", .serialized)
struct CheckoutTests {
    private let folder = TemporaryFolder()

    private func git(_ arguments: String...) throws {
        let identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
        let status = Command.run(["git", "-C", folder.path] + identity + arguments)
        try #require(status == 0, "git \(arguments.joined(separator: " "))")
    }

    @Test(
        "2 000 files changed, added, deleted and moved by git checkout: what is served equals a clean build",
        .enabled(if: Command.hasGit, "skipped: checkout, because git is not installed"), arguments: [false, true])
    func checkout(polls: Bool) throws {
        let count = TestScale.of(2_000)
        for index in 0..<count { folder.write("content/wpisy/\(index % 40)/\(index).txt", "one \(index)") }
        folder.write("static/style.css", "a{}")
        try git("init", "-q", "-b", "one")
        try git("add", ".")
        try git("commit", "-q", "-m", "one")
        try git("checkout", "-q", "-b", "two")
        folder.rename("content/wpisy/0", to: "content/wpisy/moved")
        folder.remove("content/wpisy/1")
        for index in 0..<count where index % 40 > 1 {
            folder.write("content/wpisy/\(index % 40)/\(index).txt", "two \(index)")
        }
        folder.write("content/nowe/x/y.txt", "new")
        try git("add", "-A")
        try git("commit", "-q", "-m", "two")
        let source = FolderSource(folder)
        let server = try LiveServer(source, folder: folder, polls: polls)
        for branch in ["one", "two", "one"] {
            try git("checkout", "-q", branch)
            let last = "/wpisy/39/\(count / 40 * 40 - 1)/"
            #expect(
                try LiveServer.eventually(within: 30) {
                    try server.get(last).text.contains("\(branch) \(count / 40 * 40 - 1)") && isSettled(server, branch)
                }, "branch \(branch)")
            try expectClean(server, source)
        }
        #expect(server.builds < 60)
    }

    private func isSettled(_ server: LiveServer, _ branch: String) throws -> Bool {
        try server.get("/nowe/x/y/").status == (branch == "two" ? 200 : 404)
            && server.get("/wpisy/0/0/").status == (branch == "one" ? 200 : 404)
            && server.get("/wpisy/1/1/").status == (branch == "one" ? 200 : 404)
    }

    private func expectClean(_ server: LiveServer, _ source: FolderSource) throws {
        var findings = PreviewBuild(outputs: [:]).findings
        let clean = FolderSource.outputs(source.folder, findings: &findings)
        #expect(LiveServer.eventually { server.outputs == clean })
    }
}
