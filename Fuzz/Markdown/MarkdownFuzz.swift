import Diagnostics
import LanguageRules
import Markdown

/// Any bytes as a Markdown body: must end soon, without a crash, with every place inside the file.
///
/// The first byte chooses the options. Built by `make fuzz` with `-sanitize=fuzzer,address -parse-as-library`.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMarkdown(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    MarkdownFuzz.run(bytes: UnsafeBufferPointer(start: start, count: count))
    return 0
}

enum MarkdownFuzz {
    private struct Verbatim: LinkResolver {
        func resolve(link: AuthoredLink) -> ResolvedLink { ResolvedLink(url: link.href) }
        func resolve(image: AuthoredLink) -> ResolvedImage { ResolvedImage(url: image.href) }
    }

    static func run(bytes: UnsafeBufferPointer<UInt8>) {
        guard let choice = bytes.first else { return }
        var options = MarkdownOptions(language: Polish(), rawHTML: choice & 1 != 0)
        options.typography = choice & 2 != 0 ? .all : []
        options.headingShift = choice & 4 != 0 ? 1 : 0
        let file = SourceFile(path: "a.md", bytes: Array(bytes.dropFirst()))
        var findings = Findings()
        let page = MarkdownRenderer(options: options).render(file: file, resolver: Verbatim(), findings: &findings)
        let places =
            findings.all.compactMap(\.location) + page.links.flatMap { [$0.location, $0.destination] }
            + page.images.flatMap { [$0.location, $0.destination] } + page.headings.map(\.location)
        for place in places {
            precondition(0 <= place.span.start && place.span.start <= place.span.end)
            precondition(place.span.end <= file.bytes.count)
        }
        // A byte that is no UTF-8 becomes U+FFFD, which has three.
        precondition(page.plainText.utf8.count <= 3 * page.html.count)
    }
}
