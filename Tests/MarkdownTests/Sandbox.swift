import Diagnostics
import LanguageRules
import Testing

@testable import Markdown

/// Leaves addresses as they are; knows the size of `foto.jpg`, and no `brak.md`.
struct StubResolver: LinkResolver {
    func resolve(link: AuthoredLink) -> ResolvedLink {
        guard link.href.hasPrefix("brak") else { return ResolvedLink(url: link.href) }
        let message = Words(pl: "nie ma takiej strony", en: "there is no such page")
        return ResolvedLink(
            url: "", fault: LinkFault(Rule("dead-link", why: message), message, remedy: nil))
    }

    func resolve(image: AuthoredLink) -> ResolvedImage {
        image.href == "foto.jpg"
            ? ResolvedImage(url: "/foto.jpg", width: 640, height: 480) : ResolvedImage(url: image.href)
    }
}

/// A rendered text with what was found.
struct Rendered {
    let file: SourceFile
    let page: RenderedMarkdown
    let findings: [Diagnostic]

    init(
        _ text: String, rawHTML: Bool = false, language: String = "pl",
        change: (inout MarkdownOptions) -> Void = { _ in }
    ) {
        self.init(bytes: Array(text.utf8), rawHTML: rawHTML, language: language, change: change)
    }

    init(
        bytes: [UInt8], rawHTML: Bool = false, language: String = "pl", notesPlaces: Bool = true,
        change: (inout MarkdownOptions) -> Void = { _ in }
    ) {
        var options = MarkdownOptions(
            language: Languages.named(language) ?? Polish(), rawHTML: rawHTML)
        change(&options)
        file = SourceFile(path: "content/strona.md", bytes: bytes)
        var findings = Findings()
        page = MarkdownRenderer(options: options).render(
            file: file, body: 0..<bytes.count, resolver: StubResolver(), notesPlaces: notesPlaces, findings: &findings)
        self.findings = findings.sorted()
    }

    /// The document, printable.
    var source: String { String(decoding: file.bytes, as: UTF8.self).debugDescription }

    var html: String { String(decoding: page.html, as: UTF8.self) }

    func text(_ location: Location?) -> String {
        guard let location else { return "" }
        return String(decoding: file.bytes[location.span.start..<location.span.end], as: UTF8.self)
    }
}

extension Language where Self == Polish {
    static var polishForTests: Polish { Polish() }
}
