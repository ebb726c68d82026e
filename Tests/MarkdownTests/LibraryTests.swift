import CSupport
import Synchronization
import Testing

@testable import Markdown

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Our driver keeps the library's global tables still; what it parses must be what the unchanged library parses.
@Suite struct LibraryTests {
    @Test(
        "the hooks and the missing `w` change nothing: same HTML as the unchanged library's",
        .enabled(if: StockLibrary.shared != nil, "skipped: because a second copy of cmark-gfm cannot be loaded here"),
        arguments: [1, 2, 3, 4] as [UInt64])
    func sameAsStock(seed: UInt64) throws {
        let stock = try #require(StockLibrary.shared)
        var generator = DocumentGenerator(seed: seed)
        for number in 0..<cases(10_000) {
            let document = generator.document()
            let bytes = Array(document.utf8)
            let ours = libraryHTML(bytes)
            let theirs = stock.html(bytes)
            guard ours != theirs else { continue }
            Issue.record("seed \(seed), document \(number): \(document.debugDescription)\n\(ours)\n---\n\(theirs)")
            return
        }
    }

    @Test("2 threads find every `~~` and bare URL that 1 thread finds, round after round")
    func threads() {
        var generator = DocumentGenerator(
            seed: 7,
            pieces: [
                "~~x~~ ", "www.onet.pl ", "https://x.pl/a_b ", "a@b.pl ", "słowo ", "*e* ", "\n\n",
                "- ~~y~~ www.w.pl\n",
            ])
        let documents = (0..<2000).map { _ in Array(generator.document(pieces: 10...40).utf8) }
        let expected = rendered(documents, on: 1)
        let marks = expected.reduce(0) {
            $0 + $1.indices(of: Array("<del>".utf8)) + $1.indices(of: Array("<a href".utf8))
        }
        #expect(marks > 20_000)
        for round in 0..<max(3, cases(20)) {
            #expect(rendered(documents, on: 2) == expected, "round \(round)")
        }
    }

    private func rendered(_ documents: [[UInt8]], on threads: Int) -> [[UInt8]] {
        let pages = Mutex([[UInt8]](repeating: [], count: documents.count))
        let work: @Sendable (Int) -> Void = { first in
            var index = first
            while index < documents.count {
                let html = Rendered(bytes: documents[index]).page.html
                pages.withLock { $0[index] = html }
                index += threads
            }
        }
        runThreads(threads, work)
        return pages.withLock { $0 }
    }
}

extension [UInt8] {
    /// How often a run of bytes occurs.
    func indices(of needle: [UInt8]) -> Int {
        guard count >= needle.count else { return 0 }
        return (0...(count - needle.count)).count {
            self[$0] == needle[0] && self[$0..<$0 + needle.count] == needle[...]
        }
    }
}

/// Runs the work on that many threads of the system (not tasks: two tasks may share one thread) and waits for all.
func runThreads(_ count: Int, _ work: @escaping @Sendable (Int) -> Void) {
    final class Job: Sendable {
        let index: Int
        let work: @Sendable (Int) -> Void
        init(_ index: Int, _ work: @escaping @Sendable (Int) -> Void) {
            self.index = index
            self.work = work
        }
    }
    var threads: [pthread_t] = []
    for index in 0..<count {
        var thread = pthread_t()
        let job = Unmanaged.passRetained(Job(index, work))
        pthread_create(
            &thread, nil,
            { pointer in
                guard let pointer else { return nil }
                let job = Unmanaged<Job>.fromOpaque(pointer).takeRetainedValue()
                job.work(job.index)
                return nil
            }, job.toOpaque())
        threads.append(thread)
    }
    for thread in threads { pthread_join(thread, nil) }
}
