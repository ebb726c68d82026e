import Diagnostics
import LanguageRules
import Testing

@testable import Content

@Suite("Exports")
struct ExportTests {
    private let fields = """
        { "teryt": { "type": "teryt", "required": true, "label": "Kod TERYT" },
          "status": { "type": "enum", "enum": ["miejska", "wiejska"] }, "liczba": { "type": "integer", "minimum": 0 },
          "ludnosc": { "type": "object", "fields": { "rok": { "type": "year" } } }, "herb": { "type": "image" },
          "zrodla": { "type": "list", "items": { "type": "object", "fields": { "nazwa": { "type": "string" }, "url": { "type": "url" } } } },
          "partnerzy": { "type": "list", "items": { "type": "reference", "to": "partnerzy" } },
          "gestosc": { "type": "number", "computed": "1" } }
        """

    @Test("the JSON Schema is JSON, with every field but the computed one")
    func schema() throws {
        let text = EntrySchemaWriter(try Site.schema(fields)).text()
        var reader = JSONReader(file: SourceFile(path: "schema.json", text: text))
        let node = try reader.read()
        let names = node["properties"]?.object?.map(\.key) ?? []
        #expect(names.count == 13 + 7)
        #expect(!names.contains("gestosc"))
        #expect(node["required"]?.array?.compactMap(\.string) == ["teryt"])
        #expect(node["additionalProperties"]?.boolean == false)
        #expect(text.hasSuffix("}\n") && text.hasPrefix("{\n  \"$schema\": "))
    }

    @Test("with foreign fields allowed, the names that templates reserve stay forbidden")
    func reserved() throws {
        let text = EntrySchemaWriter(try Site.schema("{}", additionalFields: true)).text()
        #expect(text.contains("\"url\": false"))
        #expect(text.contains("\"additionalProperties\": true"))
    }

    @Test(
        "the config of a web form is YAML that our own reader takes, with widgets by type",
        arguments: CMSWriter.Product.allCases)
    func cms(product: CMSWriter.Product) throws {
        let gminas = CMSWriter.Collection(
            schema: try Site.schema(fields), label: "Gminy", folder: "content/gminy", isDated: false)
        let partners = CMSWriter.Collection(
            schema: try Site.schema("{}", collection: "partnerzy"), label: "Partnerzy", folder: "content/partnerzy",
            isDated: true)
        let text = CMSWriter(product, collections: [gminas, partners], language: "pl", siteURL: "https://x.pl/").text()
        let tree = try DataFile.plain(SourceFile(path: "config.yml", text: text)).value
        #expect(tree["backend"]?["name"] == .string("git-gateway"))
        let first = try #require(tree["collections"]?.list?.first?.value)
        #expect(first["folder"] == .string("content/gminy"))
        #expect(first["slug"] == .string("{{slug}}"))
        let last = try #require(tree["collections"]?.list?.last?.value)
        #expect(last["slug"] == .string("{{year}}-{{month}}-{{day}}-{{slug}}"))
        func field(_ name: String) -> FieldValue? {
            first["fields"]?.list?.map(\.value).first { $0["name"] == .string(name) }
        }
        #expect(field("teryt")?["required"] == .boolean(true))
        #expect(field("teryt")?["label"] == .string("Kod TERYT"))
        #expect(field("teryt")?["pattern"]?.list?.first?.value == .string("^[0-9]{7}$"))
        #expect(field("status")?["options"]?.list?.map(\.value) == [.string("miejska"), .string("wiejska")])
        #expect(field("liczba")?["value_type"] == .string("int"))
        #expect(field("liczba")?["min"] == .integer(0))
        #expect(field("ludnosc")?["fields"]?.list?.count == 1)
        #expect(field("zrodla")?["fields"]?.list?.count == 2)
        #expect(field("partnerzy")?["widget"] == .string("relation"))
        #expect(field("partnerzy")?["multiple"] == .boolean(true))
        #expect(
            field("date")?[product == .sveltia ? "type" : "time_format"]
                == (product == .sveltia ? .string("date") : .boolean(false)))
        #expect(field("body")?["widget"] == .string("markdown"))
        #expect(field("gestosc") == nil)
    }

    @Test(
        "a skeleton reads as an entry: only what is required is missing, whatever the language",
        arguments: MessageLanguage.allCases)
    func skeleton(language: MessageLanguage) throws {
        let schema = try Site.schema(fields)
        let text = EntrySkeleton(schema, language: language).text(title: "Gmina \"Świątniki\": nowa")
        let (entry, findings) = Site.read(text, schema)
        #expect(entry?.title == "Gmina \"Świątniki\": nowa")
        #expect(findings.map(\.message.en) == ["the required field “teryt” is empty"])
        for field in schema.fields where field.computed == nil { #expect(text.contains(field.key + ":")) }
        #expect(!text.contains("gestosc"))
        // With every comment that holds a field taken away, it still is YAML with known fields only.
        let open = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let bare = line.hasPrefix("# ") ? line.dropFirst(2) : line
            let isField = schema.fields.contains { bare.hasPrefix($0.key + ":") } || bare.hasPrefix("  ")
            return isField || line == "---" || line.isEmpty ? String(bare) : ""
        }
        let uncommented = Site.read(open.joined(separator: "\n"), schema).findings
        #expect(uncommented.map(\.rule.name) == ["missing-field"])
    }

    @Test("the file's name is the slug, after the day when the collection is dated")
    func fileName() throws {
        #expect(
            EntrySkeleton.fileName(title: "Świątniki Górne", language: Site.polish, date: nil) == "swiatniki-gorne.md")
        let day = try #require(CivilDate(iso: "2026-11-23"))
        #expect(
            EntrySkeleton.fileName(title: "spotkanie", language: Site.polish, date: day) == "2026-11-23-spotkanie.md")
    }

    @Test("JSON laid out is the same JSON")
    func layout() throws {
        let text = #"{"a":[1,2,{"b":"x, {y}: \"z\""}],"c":{},"d":"\\"}"#
        let laid = JSONLayout.indented(text)
        #expect(laid.split(separator: "\n").count > 5)
        #expect(JSONLayout.indented(laid) == laid)
        var one = JSONReader(file: SourceFile(path: "a", text: text))
        var other = JSONReader(file: SourceFile(path: "a", text: laid))
        #expect(try one.read()["a"]?.array?[2]["b"]?.string == other.read()["a"]?.array?[2]["b"]?.string)
    }
}

extension FieldValue {
    /// A member of a mapping without a schema.
    fileprivate subscript(name: String) -> FieldValue? {
        guard case .mapping(let members) = self else { return nil }
        return members.first { $0.name == name }?.value.value
    }
}
