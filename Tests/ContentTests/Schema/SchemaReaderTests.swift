import Diagnostics
import Testing

@testable import Content

@Suite("Schema")
struct SchemaReaderTests {
    private func read(_ text: String, aliases: [KnownField: String] = [:]) throws -> (
        schema: Schema, findings: [Diagnostic]
    ) {
        let file = SourceFile(path: "site-config.json", text: text)
        var json = JSONReader(file: file)
        var reader = SchemaReader(file: file, collections: ["gminy", "partnerzy"], aliases: aliases)
        let schema = try reader.schema(collection: "gminy", fields: json.read(), additionalFields: false)
        return (schema, reader.findings.sorted())
    }

    @Test("every type is read, and known fields stand first")
    func types() throws {
        let simple = FieldType.simple.map { "\"f_\($0.name)\": { \"type\": \"\($0.name)\" }" }.joined(separator: ", ")
        let schema = try Site.schema(
            """
            { \(simple), "e": { "type": "enum", "enum": ["a"] }, "r": { "type": "reference", "to": "partnerzy" },
              "o": { "type": "object", "fields": { "x": { "type": "list", "items": { "type": "date" } } } } }
            """)
        #expect(schema.fields.prefix(13).map(\.name) == KnownField.allCases.map(\.rawValue))
        #expect(schema.fields.count == 13 + FieldType.simple.count + 3)
        for known in KnownField.allCases { #expect(schema.slot(of: known.rawValue) == known.slot) }
    }

    @Test("min is minimum; a default has its type; settings are read")
    func settings() throws {
        let (schema, findings) = try read(
            #"{"a": {"type": "integer", "min": 2, "max": 5, "default": 3, "label": "A", "description": "d", "unique": true}, "title": {"required": true, "maxLength": 80}}"#
        )
        #expect(findings.map(\.message.en) == [])
        let field = schema.fields[13]
        #expect(field.constraints.minimum == 2 && field.constraints.maximum == 5)
        #expect(field.defaultValue == .integer(3) && field.label == "A" && field.isUnique)
        #expect(schema.fields[0].isRequired && schema.fields[0].constraints.maxLength == 80)
    }

    @Test(
        "what is wrong is located and mended",
        arguments: [
            (#"{"a": {"type": "int"}}"#, "\"int\"", "did you mean “integer”?"),
            (#"{"a": {"type": "strng"}}"#, "\"strng\"", "did you mean “string”?"),
            (#"{"a": {}}"#, "\"a\"", #"add "type": "string" or another type"#),
            (#"{"a": "string"}"#, "\"string\"", #"for example { "type": "string" }"#),
            (#"{"a": {"type": "string", "requird": true}}"#, "\"requird\"", "did you mean “required”?"),
            (#"{"a": {"type": "reference", "to": "partnery"}}"#, "\"partnery\"", "did you mean “partnerzy”?"),
            (#"{"a": {"type": "reference"}}"#, "\"a\"", #"add "to": "collection""#),
            (#"{"a": {"type": "list"}}"#, "\"a\"", #"add "items": { "type": "string" }"#),
            (#"{"a": {"type": "object"}}"#, "\"a\"", #"add "fields": { … }"#),
            (#"{"a": {"type": "enum"}}"#, "\"a\"", #"add "enum": ["first", "second"]"#),
            (#"{"a-b": {"type": "string"}}"#, "\"a-b\"", "use letters a–z, digits and _"),
            (#"{"url": {"type": "string"}}"#, "\"url\"", "choose another name"),
            (#"{"title": {"type": "integer"}}"#, "\"integer\"", "remove \"type\", or choose another name"),
            (#"{"a": {"type": "string", "minimum": 1}}"#, "\"minimum\"", "remove this setting"),
            (#"{"a": {"type": "integer", "default": "x"}}"#, "\"x\"", "write digits only, for example 11174"),
            (
                #"{"a": {"type": "string", "required": true, "default": "x"}}"#, "\"x\"",
                "remove “required” or “default”"
            ),
            (#"{"a": {"type": "object", "fields": {"b": {"type": "boole"}}}}"#, "\"boole\"", "did you mean “boolean”?"),
            (#"{"a": {"type": "list", "items": {"type": "dat"}}}"#, "\"dat\"", "did you mean “date”?"),
        ])
    func faults(text: String, blamed: String, remedy: String) throws {
        let findings = try read(text).findings
        let diagnostic = try #require(findings.first)
        #expect(findings.count == 1)
        #expect(diagnostic.location?.file.text(diagnostic.location?.span ?? Span(0, 0)) == blamed)
        #expect(diagnostic.remedy?.en == remedy)
    }

    @Test(
        "faults without a remedy of their own",
        arguments: [
            #"{"a": {"type": "string", "required": "yes"}}"#, #"{"a": {"type": "string", "pattern": "("}}"#,
            #"{"a": {"type": "integer", "minimum": 5, "maximum": 2}}"#, #"{"a": {"type": "string", "minLength": -1}}"#,
            #"{"a": {"type": "enum", "enum": ["x", "x"]}}"#, #"{"a": {"type": 5}}"#, "[]",
        ])
    func plainFaults(text: String) throws { #expect(try read(text).findings.count == 1) }

    @Test("an alias is the key that editors write; the English name is then unknown, with a suggestion")
    func alias() throws {
        let (schema, _) = try read("{}", aliases: [.title: "tytul", .date: "data"])
        let (entry, findings) = Site.read("---\ntytul: A\ndate: 2025-01-01\n---\n", schema)
        #expect(entry?.title == "A")
        #expect(findings.map(\.message.en) == ["unknown field “date”"])
        #expect(findings[0].remedy?.en == "did you mean “data”?")
    }

    @Test("fields of all mistakes are reported together")
    func together() throws {
        #expect(
            try read(#"{"a": {"type": "x"}, "b": {}, "c-d": {"type": "string"}, "url": {"type": "url"}}"#).findings
                .count == 4)
    }
}
