import Diagnostics
import LanguageRules
import Testing

@testable import Content

@Suite("Entries")
struct EntryReaderTests {
    @Test(
        "slug, day, language and folder from the file's name",
        arguments: [
            ("skawina.md", "skawina", "", nil, nil, false),
            ("2025-03-01-spotkanie.md", "spotkanie", "", "2025-03-01", nil, false),
            ("skawina.en.md", "skawina", "", nil, "en", false), ("skawina/index.md", "skawina", "", nil, nil, true),
            ("skawina.pl.md", "skawina", "", nil, nil, false),
            ("skawina/index.en.md", "skawina", "", nil, "en", true), ("index.md", "", "", nil, nil, true),
            ("a/b/c.md", "c", "a/b", nil, nil, false), ("a/2025-03-01-x/index.md", "x", "a", "2025-03-01", nil, true),
            ("Świątniki Górne.md", "swiatniki-gorne", "", nil, nil, false), ("v1.2.md", "v1-2", "", nil, nil, false),
            ("skawina.de.md", "skawina-de", "", nil, nil, false), ("2025-03-01.md", "2025-03-01", "", nil, nil, false),
            ("2025-02-30-x.md", "x", "", nil, nil, false),
        ] as [(String, String, String, String?, String?, Bool)])
    func names(path: String, slug: String, folder: String, date: String?, language: String?, isFolder: Bool) {
        let name = EntryName(path: path, languages: ["pl", "en"], language: Site.polish)
        #expect(name.slug == slug)
        #expect(name.folder == folder)
        #expect(name.date?.iso == date)
        #expect(name.language == language)
        #expect(name.isFolder == isFolder)
    }

    @Test("absent is missing, null, empty, or a container of nothing; a default and `required` see it so")
    func absent() throws {
        let schema = try Site.schema(
            """
            { "a": { "type": "string", "default": "d" }, "l": { "type": "list", "items": { "type": "string" } },
              "o": { "type": "object", "fields": { "x": { "type": "integer" }, "y": { "type": "string", "required": true } } } }
            """)
        for text in [
            "", "a: \"\"", "a:", "a: null", "a: ~", "l: []", "l: ['', null]", "o: {}", "o: {x: , y: ''}",
            "o: {x: null}",
        ] {
            let (entry, findings) = Site.read("---\ntitle: t\n" + text + "\n---\n", schema)
            #expect(findings.map(\.message.en) == [], "\(text)")
            #expect(entry?.values[13...].map(\.value) == [.string("d"), .absent, .absent], "\(text)")
        }
        let (_, findings) = Site.read("---\no: {x: 5}\n---\n", schema)
        #expect(findings.map(\.message.en) == ["the required field “o.y” is missing"])
    }

    @Test("all faults of an entry are reported in one run, each at its bytes")
    func together() throws {
        let schema = try Site.schema(
            #"{ "liczba": { "type": "integer" }, "opis2": { "type": "string", "required": true }, "o": { "type": "object", "fields": { "rok": { "type": "year" } } } }"#
        )
        let text = "---\nliczba: dużo\nnic: x\ndate: 31.12.2025\no: { rok: 24, inne: 1 }\n---\n"
        let (entry, findings) = Site.read(text, schema)
        #expect(entry != nil)
        let file = SourceFile(path: "x", text: text)
        var sorted = Findings()
        sorted.add(findings)
        #expect(
            sorted.sorted().map { "\($0.rule.name) \(file.text($0.location?.span ?? Span(0, 0)))" } == [
                "missing-field ---", "wrong-type dużo", "unknown-field nic", "wrong-type 31.12.2025", "wrong-type 24",
                "unknown-field inne",
            ])
    }

    @Test("foreign fields where they are allowed, as plain values; a reserved name is refused")
    func others() throws {
        let schema = try Site.schema("{}", additionalFields: true)
        let (entry, findings) = Site.read(
            "---\ntitle: t\ntags: [a, 1, true, 0123]\nextra: { x: 1.5, y: '2' }\n---\n", schema)
        #expect(findings.isEmpty)
        #expect(entry?.others.map(\.name) == ["tags", "extra"])
        #expect(
            entry?.others[0].value.value.list?.map(\.value) == [
                .string("a"), .integer(1), .boolean(true), .string("0123"),
            ])
        let refused = Site.read("---\nurl: x\n---\n", schema).findings
        #expect(refused.map(\.rule.name) == ["reserved-field"])
    }

    @Test("the day of the name fills the date; another one in the front matter is a warning and wins")
    func dates() throws {
        let schema = try Site.schema("{}")
        #expect(Site.read("---\ntitle: a\n---\n", schema, path: "2025-03-01-x.md").entry?.date?.iso == "2025-03-01")
        let (entry, findings) = Site.read("---\ndate: 2025-03-02\n---\n", schema, path: "2025-03-01-x.md")
        #expect(entry?.date?.iso == "2025-03-02")
        #expect(findings.map(\.rule.name) == ["date-mismatch"])
        #expect(
            Site.read("---\ntitle: a\n---\n", schema, path: "2025-02-30-x.md").findings.map(\.rule.name) == [
                "bad-file-name"
            ])
    }

    @Test("a slug in the front matter wins, and must be one")
    func slugs() throws {
        let schema = try Site.schema("{}")
        #expect(Site.read("---\nslug: inny\n---\n", schema).entry?.slug == "inny")
        let findings = Site.read("---\nslug: Świątniki Górne\n---\n", schema).findings
        #expect(findings[0].remedy?.en == "did you mean swiatniki-gorne?")
    }

    @Test("one reader serves many files, good ones after bad ones")
    func reuse() throws {
        var reader = EntryReader(schema: try Site.schema("{}"), language: Site.polish)
        for number in 0..<100 {
            let isBad = number % 3 == 0
            let text = isBad ? "---\ntitle: [\n---\n" : "---\ntitle: t\(number)\n---\nbody"
            let entry = reader.read(SourceFile(path: "a.md", text: text), path: "a.md")
            #expect(entry?.title == (isBad ? nil : "t\(number)"))
        }
        #expect(reader.takeFindings().count == 34)
        #expect(reader.takeFindings().isEmpty)
    }

    @Test("images: a described one, a decoration; a missing description is an error, a path alone too")
    func images() throws {
        let schema = try Site.schema(#"{ "herb": { "type": "image" } }"#)
        func read(_ text: String) -> (FieldValue, [String]) {
            let (entry, findings) = Site.read("---\nherb: \(text)\n---\n", schema)
            return (entry?.values[13].value ?? .absent, findings.map(\.rule.name))
        }
        guard case .image(let plain) = read("herb.png").0,
            case .image(let described) = read("{plik: h.png, opis: Herb}").0,
            case .image(let decoration) = read("{file: h.png, decorative: true}").0
        else {
            Issue.record("no image")
            return
        }
        #expect(plain.path == "herb.png" && plain.text == nil)
        #expect(described.text == "Herb" && !described.isDecorative)
        #expect(decoration.isDecorative)
        #expect(read("{plik: h.png}").1 == ["missing-description"] && read("h.png").1 == ["missing-description"])
        #expect(read("{opis: x}").1 == ["missing-field"])
        #expect(read("{plik: h.png, opis: x, opsi: y}").1 == ["unknown-field"])
        #expect(read("https://x.pl/h.png").1 == ["wrong-value"])
        #expect(read("img\\h.png").1 == ["wrong-value"])
        #expect(read("[a.png]").1 == ["wrong-type"])
    }

    @Test(
        "constraints in JSON Schema's words",
        arguments: [
            (#"{"type": "integer", "minimum": 1, "maximum": 5}"#, "3", true),
            (#"{"type": "integer", "minimum": 1}"#, "0", false),
            (#"{"type": "number", "maximum": 5}"#, "5.01", false),
            (#"{"type": "string", "minLength": 3}"#, "łó", false),
            (#"{"type": "string", "minLength": 3, "maxLength": 3}"#, "łód", true),
            (#"{"type": "string", "maxLength": 2}"#, "łód", false),
            (#"{"type": "string", "pattern": "^[a-z]+$"}"#, "abc", true),
            (#"{"type": "string", "pattern": "^[a-z]+$"}"#, "abC", false),
            (#"{"type": "string", "pattern": "b"}"#, "abc", true),
            (#"{"type": "list", "items": {"type": "string"}, "minItems": 2}"#, "[a]", false),
            (#"{"type": "list", "items": {"type": "string"}, "maxItems": 2}"#, "[a, b, c]", false),
            (#"{"type": "list", "items": {"type": "string"}, "uniqueItems": true}"#, "[a, b, a]", false),
            (#"{"type": "list", "items": {"type": "integer", "minimum": 2}}"#, "[1]", false),
            (#"{"type": "duration", "maximum": 3600}"#, "2h", false),
            (#"{"type": "money", "minimum": 1}"#, "0.50", false),
        ])
    func constraints(field: String, value: String, isKept: Bool) throws {
        let schema = try Site.schema("{ \"f\": \(field) }")
        let findings = Site.read("---\nf: \(value)\n---\n", schema).findings
        #expect(findings.map(\.rule.name) == (isKept ? [] : ["wrong-value"]))
    }

    /// What the two forms write when fields are left empty, dates are picked and lists are started: Decap CMS 3.8 and
    /// Sveltia 0.8x by their documentation of the front-matter format.
    @Test(
        "what a CMS writes is read as it is meant",
        arguments: [
            // Decap: empty strings, empty objects and lists, a date with time and zone, a quoted code.
            """
            title: Skawina
            date: 2025-06-30T22:30:00.000Z
            draft: false
            description: ""
            image:
              plik: ""
              opis: ""
            teryt: "1206113"
            ludnosc: {}
            atuty: []
            zrodla: []
            partnerzy:
              - agh
            dzien: 2025-06-30T22:30:00.000Z
            """,
            // Decap: lists that were started, objects whose members were cleared.
            """
            title: Skawina
            date: 2025-07-01
            teryt: "1206113"
            ludnosc:
              liczba: null
              rok: null
            atuty:
              - ""
            zrodla:
              - nazwa: ""
                url: ""
            partnerzy: [agh]
            dzien: "2025-07-01"
            """,
            // Sveltia: null for what is empty, flow lists, a date without a time, CRLF.
            """
            title: "Skawina"\r
            date: 2025-07-01 00:00\r
            draft: null\r
            image: null\r
            teryt: '1206113'\r
            ludnosc: null\r
            atuty: null\r
            zrodla: [{}]\r
            partnerzy: ["agh"]\r
            dzien: 2025-07-01T00:00:00+02:00\r
            """,
        ])
    func cms(text: String) throws {
        let schema = try Site.schema(
            """
            { "teryt": { "type": "teryt", "required": true },
              "ludnosc": { "type": "object", "fields": {
                "liczba": { "type": "integer", "required": true }, "rok": { "type": "year" } } },
              "atuty": { "type": "list", "items": { "type": "string" } },
              "zrodla": { "type": "list", "items": { "type": "object", "fields": {
                "nazwa": { "type": "string", "required": true }, "url": { "type": "url" } } } },
              "partnerzy": { "type": "list", "items": { "type": "reference", "to": "partnerzy" } },
              "dzien": { "type": "date" } }
            """)
        let (entry, findings) = Site.read("---\n" + text + "\n---\nbody", schema)
        #expect(findings.map(\.message.en) == [])
        #expect(entry?.date?.iso == "2025-07-01")
        #expect(entry?[.image] == .absent && entry?.isDraft == false)
        let values = entry?.values[13...].map(\.value) ?? []
        #expect(values.first == .string("1206113"))
        #expect(values[1...3].map(\.isAbsent) == [true, true, true])
        #expect(values[4].list?.map(\.value) == [.reference(Reference(target: "agh"))])
        #expect(values[5].date?.iso == "2025-07-01")
    }

    @Test("the catalogue of rules is complete: each name stands once, and says why in both languages")
    func catalogue() {
        #expect(Set(Rule.contentRules.map(\.name)).count == Rule.contentRules.count)
        for rule in Rule.contentRules {
            #expect(!rule.why.pl.isEmpty && !rule.why.en.isEmpty && rule.why.pl != rule.why.en, "\(rule.name)")
        }
    }
}
