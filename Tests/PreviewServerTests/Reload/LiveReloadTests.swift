import Testing

@testable import PreviewServer

@Suite("From a saved file to the open page", .serialized)
struct LiveReloadTests {
    private let folder = TemporaryFolder()

    @Test("a page is told to reload, a stylesheet to be swapped, errors to be shown, and that they are mended")
    func wholeStory() throws {
        folder.write("content/a.txt", "one")
        folder.write("static/style.css", "a{}")
        let server = try LiveServer(FolderSource(folder), folder: folder)
        let (client, _) = try server.stream()
        #expect(client.receive(until: "event: greeting\ndata: 1\n").found)
        folder.write("content/a.txt", "two")
        #expect(client.receive(until: "event: reload\ndata: 2\n").found)
        #expect(try server.get("/a/").text.contains("two"))
        folder.write("static/style.css", "b{}")
        #expect(client.receive(until: "event: styles\ndata: 3\n").found)
        folder.write("content/a.txt", "three BROKEN <i>")
        #expect(client.receive(until: "event: errors\ndata: 3\n").found)
        let messages = try server.get("/_podglad/messages.json").text
        #expect(messages.contains("content/a.txt:1:7: error: a broken <b>word</b> [broken-word]\\u000a"))
        #expect(messages.contains("^^^^^^") && messages.contains("= mend it") && messages.contains("\"failing\":true"))
        #expect(try server.get("/a/").text.contains("two"), "the last good site stays")
        #expect(try server.stream().head.contains("200"))
        folder.write("content/a.txt", "two")
        #expect(client.receive(until: "event: mended\ndata: 3\n").found)
        folder.write("content/a.txt", "BROKEN")
        #expect(client.receive(until: "event: errors").found)
        folder.write("content/a.txt", "four")
        #expect(client.receive(until: "event: reload\ndata: 4\n").found)
        #expect(try server.get("/a/").text.contains("four"))
    }

    @Test("a page that comes while there are errors is told at once")
    func greetingWithErrors() throws {
        folder.write("content/a.txt", "BROKEN")
        let server = try LiveServer(FolderSource(folder), folder: folder, language: .pl)
        let page = try server.get("/a/")
        #expect(page.status == 503)
        #expect(page.text.contains("content/a.txt:1:1: błąd: zepsute &lt;b&gt;słowo&lt;/b&gt;"))
        let (client, _) = try server.stream()
        #expect(client.receive(until: "event: greeting\ndata: 0 errors\n").found)
        folder.write("content/a.txt", "mended")
        #expect(client.receive(until: "event: reload\ndata: 1\n").found)
        #expect(try server.get("/a/").status == 200)
    }

    @Test("a file saved with the same bytes disturbs nobody")
    func sameBytes() throws {
        folder.write("content/a.txt", "one")
        let server = try LiveServer(FolderSource(folder), folder: folder)
        let (client, _) = try server.stream()
        #expect(client.receive(until: "event: greeting").found)
        folder.write("content/a.txt", "one")
        #expect(LiveServer.eventually { server.builds == 2 })
        client.setTimeout(1)
        #expect(client.receive(until: "event:").found == false)
    }

    @Test("thirty saved files in a row are all served; how fast is printed, and measured by make bench-serve")
    func latency() throws {
        folder.write("content/a.txt", "0")
        let server = try LiveServer(FolderSource(folder), folder: folder)
        var times: [Double] = []
        for round in 1...30 {
            let start = MonotonicClock.milliseconds
            if round % 2 == 0 {
                folder.write("content/a.txt", "<\(round)>")
            } else {
                folder.writeAtomically("content/a.txt", "<\(round)>")
            }
            #expect(try LiveServer.eventually { try server.get("/a/").text.contains("<\(round)>") })
            times.append(MonotonicClock.milliseconds - start)
        }
        times.sort()
        print("saved file to changed bytes, empty build: median \(times[15]) ms, 95th percentile \(times[28]) ms")
    }
}
