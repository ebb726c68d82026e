import Diagnostics
import Markdown

/// What is kept of a rendered body: hashes of what templates can print of it, its findings, and the links it asked for.
struct BodyFacts: Sendable {
    var content: UInt64
    var toc: UInt64
    var summary: UInt64
    var findings: [Diagnostic]
    var links: [AskedLink]
}

/// A link or image that a body asked about, with the hash of the answer.
struct AskedLink: Sendable {
    let link: AuthoredLink
    let isImage: Bool
    let answer: UInt64
}

/// Passes on to the link map and remembers what was asked.
final class LinkRecorder: LinkResolver {
    private let links: LinkMap
    private(set) var asked: [AskedLink] = []

    init(_ links: LinkMap) { self.links = links }

    func resolve(link: AuthoredLink) -> ResolvedLink {
        let answer = links.resolve(link: link)
        asked.append(AskedLink(link: link, isImage: false, answer: answer.fingerprint))
        return answer
    }

    func resolve(image: AuthoredLink) -> ResolvedImage {
        let answer = links.resolve(image: image)
        asked.append(AskedLink(link: image, isImage: true, answer: answer.fingerprint))
        return answer
    }
}

extension LinkMap {
    /// The hash of what a link leads to now.
    func answer(_ asked: AskedLink) -> UInt64 {
        asked.isImage ? resolve(image: asked.link).fingerprint : resolve(link: asked.link).fingerprint
    }
}

extension BinaryWriter {
    mutating func body(_ facts: BodyFacts) {
        word(facts.content)
        word(facts.toc)
        word(facts.summary)
        findings(facts.findings)
        list(facts.links) { writer, asked in
            writer.text(asked.link.href)
            writer.text(asked.link.title)
            writer.flag(asked.isImage)
            writer.word(asked.answer)
        }
    }
}

extension BodyFacts {
    init(_ reader: inout BinaryReader, file: SourceFile) {
        content = reader.word()
        toc = reader.word()
        summary = reader.word()
        findings = reader.findings { _ in file }
        links = reader.list { reader in
            let href = reader.text()
            let title = reader.text()
            let link = AuthoredLink(href: href, title: title, path: file.path)
            return AskedLink(link: link, isImage: reader.flag(), answer: reader.word())
        }
    }
}
