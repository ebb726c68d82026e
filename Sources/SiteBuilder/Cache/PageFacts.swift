import Audit
import Diagnostics
import Publishing

/// What is kept of a page: the hash of its bytes, its findings, and its summary for the audit of the whole site.
struct PageFacts: Sendable {
    let output: ContentHash
    let size: Int
    let findings: [Diagnostic]
    /// The files in which an author may have written what the findings are about, and the hash of their contents: a
    /// finding's place is right only as long as none of them has changed.
    let places: [(path: String, hash: UInt64)]
    let summary: PageSummary
}

extension BinaryWriter {
    mutating func page(_ facts: PageFacts) {
        raw(facts.output.bytes)
        number(facts.size)
        list(facts.places) { writer, place in
            writer.text(place.path)
            writer.word(place.hash)
        }
        findings(facts.findings)
        var summary: [UInt8] = []
        facts.summary.encode(into: &summary)
        data(summary)
    }
}

extension PageFacts {
    /// Nil when the page has to be rendered after all.
    init?(
        _ reader: inout BinaryReader, file: (String) -> SourceFile?,
        contentHash: (String) -> ContentHash?
    ) {
        guard let output = ContentHash(bytes: reader.raw(32)) else { return nil }
        self.output = output
        size = reader.number()
        places = reader.list { ($0.text(), $0.word()) }
        guard places.allSatisfy({ contentHash($0.path)?.short == $0.hash }) else { return nil }
        var isKnown = true
        findings = reader.findings { path in
            if let file = file(path) { return file }
            isKnown = false
            return SourceFile(path: path, bytes: [])
        }
        let summary = reader.summary()
        guard isKnown, let summary else { return nil }
        self.summary = summary
    }
}

extension BinaryReader {
    fileprivate mutating func summary() -> PageSummary? {
        data().withUnsafeBytes { PageSummary.decode($0)?.summary }
    }
}
