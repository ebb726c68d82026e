import Diagnostics
import Testing

@testable import Content

@Suite("Shipped content")
struct ShippedContentTests {
    @Test(
        "every shipped entry fits its schema, and every reference is found",
        .enabled(
            if: Site.bytes(Site.root + "/site-config.json") != nil,
            "skipped: shipped content, because there is no site-config.json"))
    func shipped() throws {
        let config = SourceFile(
            path: "site-config.json", bytes: try #require(Site.bytes(Site.root + "/site-config.json")))
        var json = JSONReader(file: config, allowComments: true)
        let node = try json.read()
        let members = node["collections"]?.object ?? []
        var reader = SchemaReader(file: config, collections: members.map(\.key))
        var collections: [EntryCollection] = []
        var findings: [Diagnostic] = []
        for member in members {
            let schema = reader.schema(
                collection: member.key, fields: member.value["fields"],
                additionalFields: member.value["additionalFields"]?.boolean ?? false)
            let folder = member.value["folder"]?.string ?? ""
            var entries = EntryReader(schema: schema, language: Site.polish, languages: ["en"])
            var all: [Entry] = []
            for name in Site.names(Site.root + "/" + folder) where name.hasSuffix(".md") {
                let path = folder + "/" + name
                let bytes = try #require(Site.bytes(Site.root + "/" + path))
                if let entry = entries.read(SourceFile(path: path, bytes: bytes), path: name) { all.append(entry) }
            }
            findings += entries.takeFindings()
            var collection = EntryCollection(name: member.key, schema: schema, entries: all)
            findings += TranslationJoin(&collection).findings
            collections.append(collection)
        }
        var check = ReferenceCheck(collections, isPublished: { _ in true })
        check.run(&collections)
        for collection in collections { findings += UniqueCheck.findings(collection, slugIsUnique: true) }
        var total = Findings()
        total.add(reader.findings.all + findings + check.findings)
        #expect(total.isEmpty, "\(TextWriter(language: .en).text(total))")
        #expect(collections.first { $0.name == "gminy" }?.entries.filter { $0.language == nil }.count == 15)
    }
}
