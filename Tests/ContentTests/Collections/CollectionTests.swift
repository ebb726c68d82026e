import Diagnostics
import LanguageRules
import Testing

@testable import Content

@Suite("Collections")
struct CollectionTests {
    private func collection(
        _ name: String, _ fields: String, _ files: [(String, String)]
    ) throws -> EntryCollection {
        let schema = try Site.schema(fields, collection: name)
        var reader = EntryReader(schema: schema, language: Site.polish, languages: ["en"])
        let entries = files.compactMap { path, text in
            reader.read(SourceFile(path: "content/\(name)/\(path)", text: "---\n" + text + "\n---\n"), path: path)
        }
        #expect(reader.takeFindings().map(\.message.en) == [])
        return EntryCollection(name: name, schema: schema, entries: entries)
    }

    @Test("references are found by slug and by path, also inside lists and objects, and walked backwards")
    func references() throws {
        let partners = try collection("partnerzy", "{}", [("agh.md", "title: AGH"), ("pk.md", "title: PK")])
        let fields = """
            { "partner": { "type": "reference", "to": "partnerzy" },
              "inni": { "type": "list", "items": { "type": "object", "fields": {
                "kto": { "type": "reference", "to": "partnerzy" } } } } }
            """
        let gminas = try collection(
            "gminy", fields,
            [
                ("a.md", "partner: pk\ninni: [{kto: agh}, {kto: ../partnerzy/pk.md}]"),
                ("b.md", "partner: /partnerzy/agh/"), ("c.md", "partner: partnerzy/pk/index.md"),
            ])
        var all = [partners, gminas]
        var check = ReferenceCheck(all, isPublished: { _ in true })
        check.run(&all)
        #expect(check.findings.map(\.message.en) == [])
        let slot = try #require(gminas.schema.slot(of: "partner"))
        #expect(
            all[1].entries.map { $0.values[slot].value } == [
                .reference(Reference(target: "pk", entry: 1)),
                .reference(Reference(target: "/partnerzy/agh/", entry: 0)),
                .reference(Reference(target: "partnerzy/pk/index.md", entry: 1)),
            ])
        let referrers = check.links.referrers(to: "partnerzy", 1).map { "\($0.entry).\($0.field)" }
        #expect(referrers == ["0.partner", "0.inni", "2.partner"])
        #expect(check.links.referrers(to: "gminy", 0).isEmpty)
    }

    @Test("dangling and unpublished references: all of them, located, with a near miss")
    func dangling() throws {
        let partners = try collection("partnerzy", "{}", [("agh.md", "title: AGH"), ("szkic.md", "draft: true")])
        let gminas = try collection(
            "gminy", #"{ "p": { "type": "list", "items": { "type": "reference", "to": "partnerzy" } } }"#,
            [("a.md", "p: [ahg, nikt, szkic, agh]"), ("b.md", "draft: true\np: [szkic]")])
        var all = [partners, gminas]
        var check = ReferenceCheck(all, isPublished: { !$0.isDraft })
        check.run(&all)
        let found = check.findings.map {
            "\($0.rule.name) \($0.location?.file.text($0.location?.span ?? Span(0, 0)) ?? "")"
        }
        #expect(found == ["dangling-reference ahg", "dangling-reference nikt", "unpublished-reference szkic"])
        #expect(check.findings[0].remedy?.en == "did you mean “agh”?")
    }

    @Test("a translation's inherited references are found, and never reported twice")
    func inherited() throws {
        let partners = try collection("partnerzy", "{}", [("agh.md", "title: AGH")])
        let gminas = try collection(
            "gminy", #"{ "p": { "type": "list", "items": { "type": "reference", "to": "partnerzy" } } }"#,
            [("a.md", "title: A\np: [agh, nikt]"), ("a.en.md", "title: A")])
        var all = [partners, gminas]
        _ = TranslationJoin(&all[1])
        var check = ReferenceCheck(all, isPublished: { _ in true })
        check.run(&all)
        #expect(check.findings.map { $0.location?.file.path } == ["content/gminy/a.md"])
        #expect(check.links.referrers(to: "partnerzy", 0).map(\.entry) == [0, 1])
    }

    @Test("unique fields and slugs: both files are named")
    func unique() throws {
        let fields = #"{ "teryt": { "type": "teryt", "unique": true } }"#
        let gminas = try collection(
            "gminy", fields,
            [
                ("a.md", "teryt: '1206143'"), ("b.md", "teryt: 1206143"), ("c.md", "slug: a"), ("a.en.md", "title: A"),
                ("x/a.md", "title: other folder"),
            ])
        let findings = UniqueCheck.findings(gminas, slugIsUnique: true)
        #expect(findings.map(\.rule.name) == ["duplicate-slug", "duplicate-value"])
        #expect(
            findings.compactMap { $0.notes.first?.location?.file.path } == ["content/gminy/a.md", "content/gminy/a.md"])
        #expect(UniqueCheck.findings(gminas, slugIsUnique: false).count == 1)
    }

    @Test("a translation takes numbers and codes from its main entry, never texts")
    func translations() throws {
        let fields = """
            { "teryt": { "type": "teryt", "required": true }, "ludnosc": { "type": "integer" },
              "motto": { "type": "string" }, "powiat": { "type": "string", "shared": true },
              "status": { "type": "string", "default": "x" }, "opis": { "type": "text", "required": true } }
            """
        var gminas = try collection(
            "gminy", fields,
            [
                ("a.md", "teryt: '1206143'\nludnosc: 5\nmotto: m\npowiat: p\nstatus: y\nopis: o\ndraft: true"),
                ("a.en.md", "title: A\nludnosc: 6"), ("b.en.md", "opis: b"),
            ])
        let join = TranslationJoin(&gminas)
        let english = gminas.entries[1]
        func value(_ name: String) -> FieldValue {
            gminas.schema.slot(of: name).map { english.values[$0].value } ?? .absent
        }
        #expect(value("teryt") == .string("1206143"))
        #expect(value("ludnosc") == .integer(6))
        #expect(value("motto") == .absent)
        #expect(value("powiat") == .string("p"))
        #expect(value("status") == .string("x"))
        #expect(english.isDraft)
        #expect(join.mains == [0, 0, nil])
        #expect(
            join.findings.map(\.message.en) == [
                "the required field “opis” is missing", "the required field “teryt” is missing",
            ])
    }

    @Test("drafts, future and expired entries")
    func standing() throws {
        let entries = try collection(
            "gminy", "{}",
            [
                ("a.md", "draft: true"), ("b.md", "date: 2026-01-02"),
                ("c.md", "date: 2026-05-01\npublishDate: 2026-01-01"),
                ("d.md", "expiryDate: 2025-12-31"), ("e.md", "expiryDate: 2026-01-01"), ("2026-01-03-f.md", "title: f"),
            ]
        ).entries
        let day = try #require(CivilDate(iso: "2026-01-01"))
        let second = try #require(CivilDate(iso: "2026-01-02"))
        let third = try #require(CivilDate(iso: "2026-01-03"))
        let expired = try #require(CivilDate(iso: "2025-12-31"))
        #expect(
            entries.map { $0.standing(on: day) } == [
                .draft, .future(second), .published, .expired(expired), .published, .future(third),
            ])
        #expect(entries[0].standing(on: day, drafts: true) == .published)
        #expect(entries[1].standing(on: day, future: true) == .published)
    }

    @Test("files that fields name are completed, and what is wrong with them is said at their place")
    func media() throws {
        let fields = #"{ "herb": { "type": "image" }, "pliki": { "type": "list", "items": { "type": "file" } } }"#
        var all = [
            try collection(
                "gminy", fields,
                [
                    (
                        "a.md",
                        "herb: { plik: herb.png, opis: Herb }\npliki: [a.pdf, brak.pdf, ../../x.pdf, folder, zamek.pdf]\nimage: { plik: a.pdf, opis: A }"
                    )
                ])
        ]
        let facts = MediaFacts(path: "gminy/herb.png", size: 5, type: "image/png", width: 3, height: 4)
        var check = MediaCheck { path, entry in
            #expect(entry.file.path == "content/gminy/a.md")
            switch path {
            case "herb.png": return .found(facts)
            case "a.pdf": return .found(MediaFacts(path: "gminy/a.pdf", size: 9, type: "application/pdf"))
            case "brak.pdf": return .missing(near: "bark.pdf")
            case "folder": return .folder
            case "zamek.pdf": return .unreadable
            default: return .outside
            }
        }
        check.run(&all)
        guard case .image(let image)? = all[0].schema.slot(of: "herb").map({ all[0].entries[0].values[$0].value })
        else {
            Issue.record("no image")
            return
        }
        #expect(image.facts == facts && image.text == "Herb")
        #expect(
            check.findings.map(\.message.en) == [
                "the file “a.pdf” is no image", "there is no file “brak.pdf”",
                "the path “../../x.pdf” leads out of the site",
                "“folder” is a folder", "the file “zamek.pdf” cannot be read",
            ])
    }
}
