import Diagnostics
import LanguageRules
import Testing

@testable import Content

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Wrong inputs and their exact messages.
///
/// `Fixtures/wrong/NAME.md` is read as an entry of the collection `gminy` by the schemas of `base/site-config.json`,
/// beside the partners of `base/`; `NAME.csv|yml|json` as a data file; `NAME.config.json` as a schema; a folder `NAME/`
/// as entries that stand together. `NAME.messages` holds what is printed, in Polish and then in English.
/// `METROPOLIA_RECORD=1` writes the messages anew: read the difference before you commit it.
@Suite("Wrong inputs")
struct WrongInputTests {
    private static let folder = Site.root + "/Tests/ContentTests/Fixtures/wrong"
    private static let names = Site.names(folder).filter { $0 != "base" && !$0.hasSuffix(".messages") }
    private static let isRecording = getenv("METROPOLIA_RECORD") != nil

    @Test("the exact messages in both languages", arguments: names)
    func messages(name: String) throws {
        var findings = Findings()
        findings.add(try run(name))
        #expect(!findings.isEmpty)
        for finding in findings.all {
            #expect(finding.location != nil && finding.remedy != nil)
            #expect(Rule.contentRules.contains(finding.rule))
        }
        let text =
            TextWriter(language: .pl).text(findings) + "\n" + TextWriter(language: .en).text(findings)
        let path = Self.folder + "/" + name + ".messages"
        if Self.isRecording { write(text, path) }
        let expected = try #require(Site.bytes(path), "METROPOLIA_RECORD=1 writes the messages of a new case")
        #expect(text == String(decoding: expected, as: UTF8.self))
    }

    @Test("there are at least 120 of them")
    func count() { #expect(Self.names.count >= 120) }

    @Test("all wrong entries together are reported in one run")
    func together() throws {
        let files = Self.names.filter { $0.hasSuffix(".md") }
        let (_, findings) = try read(files.map { ($0, try bytes($0)) })
        #expect(Set(findings.compactMap { $0.location?.file.path }).count >= files.count - 4)
    }

    // MARK: - Reading

    private func bytes(_ name: String) throws -> [UInt8] { try #require(Site.bytes(Self.folder + "/" + name)) }

    private func run(_ name: String) throws -> [Diagnostic] {
        if name.hasSuffix(".config.json") { return config(name, try bytes(name)) }
        if name.hasSuffix(".md") { return try read([(name, try bytes(name))]).findings }
        if let kind = name.split(separator: ".").last, ["csv", "yml", "json"].contains(kind) {
            var reader = EntryReader(schema: try schemas().gminy, language: Site.polish)
            _ = reader.readData(SourceFile(path: "content/gminy/" + name, bytes: try bytes(name)), path: name)
            return reader.takeFindings()
        }
        let files = Site.names(Self.folder + "/" + name + "/gminy")
        return try read(files.map { ($0, try bytes(name + "/gminy/" + $0)) }).findings
    }

    private func config(_ name: String, _ bytes: [UInt8]) -> [Diagnostic] {
        let file = SourceFile(path: name, bytes: bytes)
        var json = JSONReader(file: file, allowComments: true)
        do {
            var reader = SchemaReader(file: file, collections: ["gminy", "partnerzy"])
            _ = reader.schema(collection: "gminy", fields: try json.read(), additionalFields: false)
            return reader.findings.all
        } catch {
            return error.diagnostics
        }
    }

    private func schemas() throws -> (gminy: Schema, partnerzy: Schema) {
        let file = SourceFile(path: "site-config.json", bytes: try bytes("base/site-config.json"))
        var json = JSONReader(file: file, allowComments: true)
        let node = try json.read()
        var reader = SchemaReader(file: file, collections: ["gminy", "partnerzy"])
        let gminy = reader.schema(collection: "gminy", fields: node["gminy"]?["fields"], additionalFields: false)
        let partners = reader.schema(
            collection: "partnerzy", fields: node["partnerzy"]?["fields"], additionalFields: false)
        #expect(reader.findings.all.map(\.message.en) == [])
        return (gminy, partners)
    }

    /// The whole road of a build's first stage: read, join, refer, look up.
    private func read(_ files: [(String, [UInt8])]) throws -> (entries: [Entry], findings: [Diagnostic]) {
        let schemas = try schemas()
        var reader = EntryReader(schema: schemas.gminy, language: Site.polish, languages: ["en"])
        let entries = files.compactMap { reader.read(SourceFile(path: "content/gminy/" + $0, bytes: $1), path: $0) }
        var findings = reader.takeFindings()
        var partners = EntryReader(schema: schemas.partnerzy, language: Site.polish, languages: ["en"])
        let names = Site.names(Self.folder + "/base/partnerzy")
        let others = try names.compactMap {
            partners.read(
                SourceFile(path: "content/partnerzy/" + $0, bytes: try bytes("base/partnerzy/" + $0)), path: $0)
        }
        var all = [
            EntryCollection(name: "gminy", schema: schemas.gminy, entries: entries),
            EntryCollection(name: "partnerzy", schema: schemas.partnerzy, entries: others),
        ]
        findings += partners.takeFindings()
        findings += TranslationJoin(&all[0]).findings
        var references = ReferenceCheck(all, isPublished: { !$0.isDraft })
        references.run(&all)
        var media = MediaCheck { path, _ in
            switch path {
            case "herb.png":
                .found(MediaFacts(path: "gminy/herb.png", size: 100, type: "image/png", width: 10, height: 10))
            case "uchwala.pdf": .found(MediaFacts(path: "gminy/uchwala.pdf", size: 100, type: "application/pdf"))
            case "hreb.png": .missing(near: "herb.png")
            case "dokumenty": .folder
            default: path.hasPrefix("../../") ? .outside : .missing(near: nil)
            }
        }
        media.run(&all)
        findings += references.findings + media.findings + UniqueCheck.findings(all[0], slugIsUnique: true)
        return (all[0].entries, findings)
    }

    private func write(_ text: String, _ path: String) {
        guard let file = fopen(path, "w") else { return }
        defer { fclose(file) }
        fputs(text, file)
    }
}
