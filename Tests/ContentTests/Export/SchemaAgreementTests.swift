import Diagnostics
import Testing

@testable import Content

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The Python that has `jsonschema` and `yaml` (both from PyPI).
enum ValidatorOracle {
    static let python = getenv("METROPOLIA_PYTHON").map { String(cString: $0) } ?? "python3"
    static let isThere = system("\(python) -c 'import jsonschema, yaml' >/dev/null 2>&1") == 0
}

/// The exported JSON Schema and the program agree, with `jsonschema` (PyPI) as the judge.
@Suite(
    "JSON Schema against a real validator",
    .enabled(
        if: ValidatorOracle.isThere,
        "skipped: the JSON Schema oracle, because python3 (or METROPOLIA_PYTHON) has no jsonschema and yaml"))
struct SchemaAgreementTests {
    private static let wrong = Site.root + "/Tests/ContentTests/Fixtures/wrong"

    /// Rules that speak of what JSON Schema can say; the shape of dates, codes and addresses among them.
    private static let expressible: Set<String> = [
        "unknown-field", "missing-field", "wrong-type", "wrong-value", "computed-field", "missing-description",
    ]
    /// Wrong inputs of those rules that a validator takes, each with the reason.
    private static let beyond: [String: String] = [
        "no-such-day.md": "the length of a month", "colour-unquoted.md": "a comment is no value",
        "image-is-pdf.md": "the file itself",
        "coordinates-swapped.md": "which of two numbers is the latitude",
        "dotted-number.md": "43.751 is a number, 43751 is meant",
        "krs-short.md": "a number has lost its leading zeros", "teryt-short.md": "a number has lost its leading zeros",
        "leading-zero.md": "a core-schema reader sees 123", "hexadecimal.md": "a core-schema reader sees 31",
        "octal.md": "a core-schema reader sees 15", "infinity.md": "JSON has no infinity, Python has",
    ]

    @Test("every shipped entry is valid")
    func shipped() throws {
        let config = try #require(Site.bytes(Site.root + "/site-config.json"))
        let file = SourceFile(path: "site-config.json", bytes: config)
        var json = JSONReader(file: file, allowComments: true)
        let collections = try json.read()["collections"]?.object ?? []
        var reader = SchemaReader(file: file, collections: collections.map(\.key))
        var pairs: [(String, String)] = []
        for member in collections {
            let schema = reader.schema(collection: member.key, fields: member.value["fields"], additionalFields: false)
            let path = export(schema, slugs: [:])
            let folder = Site.root + "/" + (member.value["folder"]?.string ?? "")
            // A translation leaves out what it shares with its main entry.
            for name in Site.names(folder) where name.hasSuffix(".md") && !name.hasSuffix(".en.md") {
                pairs.append((path, folder + "/" + name))
            }
        }
        let verdicts = try validate(pairs)
        #expect(verdicts.count == pairs.count && pairs.count > 15)
        for verdict in verdicts { #expect(verdict.hasPrefix("valid "), "\(verdict)") }
    }

    @Test("what the program refuses and JSON Schema can express, the validator refuses too")
    func wrongInputs() throws {
        let config = try #require(Site.bytes(Self.wrong + "/base/site-config.json"))
        let file = SourceFile(path: "site-config.json", bytes: config)
        var json = JSONReader(file: file, allowComments: true)
        let node = try json.read()
        var reader = SchemaReader(file: file, collections: ["gminy", "partnerzy"])
        let schema = reader.schema(collection: "gminy", fields: node["gminy"]?["fields"], additionalFields: false)
        let path = export(schema, slugs: ["partnerzy": ["agh", "politechnika", "szkic"]])
        var pairs: [(String, String)] = []
        for name in Site.names(Self.wrong) where name.hasSuffix(".md") && Self.beyond[name] == nil {
            let bytes = try #require(Site.bytes(Self.wrong + "/" + name))
            var entries = EntryReader(schema: schema, language: Site.polish)
            guard entries.read(SourceFile(path: name, bytes: bytes), path: name) != nil else { continue }
            let findings = entries.takeFindings()
            let isReference = name.hasPrefix("reference-dangling") || name.hasPrefix("reference-far")
            guard isReference || findings.contains(where: { Self.expressible.contains($0.rule.name) }) else { continue }
            pairs.append((path, Self.wrong + "/" + name))
        }
        #expect(pairs.count >= 60)
        for verdict in try validate(pairs) { #expect(verdict.hasPrefix("invalid "), "\(verdict)") }
    }

    @Test("values that the program takes, the validator takes; and the other way round")
    func values() throws {
        let schema = try Site.schema(SchemaAgreementTests.fields)
        let path = export(schema, slugs: [:])
        var pairs: [(String, String)] = []
        var accepted: [Bool] = []
        for (number, text) in SchemaAgreementTests.examples.enumerated() {
            let entry = "---\n" + text + "\n---\n"
            let (_, findings) = Site.read(entry, schema)
            accepted.append(findings.isEmpty)
            let file = "/tmp/metropolia-schema-\(getpid())-\(number).md"
            write(entry, file)
            pairs.append((path, file))
        }
        defer { for (_, file) in pairs { unlink(file) } }
        for (number, verdict) in try validate(pairs).enumerated() {
            #expect(
                verdict.hasPrefix("valid ") == accepted[number], "\(SchemaAgreementTests.examples[number]): \(verdict)")
        }
    }

    private static let fields = """
        { "s": { "type": "string", "maxLength": 5 }, "i": { "type": "integer", "minimum": 1, "maximum": 9 },
          "n": { "type": "number" }, "b": { "type": "boolean" }, "d": { "type": "date" }, "y": { "type": "year" },
          "t": { "type": "time" }, "p": { "type": "duration" }, "u": { "type": "url" }, "e": { "type": "email" },
          "f": { "type": "phone" }, "c": { "type": "color" }, "z": { "type": "postcode" }, "m": { "type": "money" },
          "k": { "type": "teryt" }, "krs": { "type": "krs" }, "w": { "type": "enum", "enum": ["a", "b c"] },
          "l": { "type": "list", "items": { "type": "integer" }, "minItems": 2, "uniqueItems": true },
          "o": { "type": "object", "fields": { "x": { "type": "integer", "required": true }, "y": { "type": "string" } } },
          "h": { "type": "image" }, "a": { "type": "any" }, "g": { "type": "coordinates" } }
        """

    private static let examples = [
        "s: NO", "s: 12345", "s: true", "s: ''", "s:", "s: [a]", "s: {a: b}", "i: 1", "i: 0", "i: 9",
        "i: 10", "i: x",
        "i: '5'", "i: 2.5", "i: null", "n: 1.5", "n: -2", "n: 1e3", "n: '1'", "n: 1,5", "b: true", "b: TRUE", "b: tak",
        "b: 'true'", "b: ''",
        "d: 2025-12-31", "d: 2025-12-31T10:00:00Z", "d: 2025-12-31 10:00", "d: 31.12.2025", "d: 2025-13-01", "d: 2025",
        "y: 2024", "y: '2024'",
        "y: 24", "y: 20245", "t: 08:30", "t: '23:59:59'", "t: 8:30", "t: 25:00", "p: PT1H", "p: 1h 30min",
        "p: dwie godziny",
        "u: https://x.pl/a", "u: /kontakt/", "u: www.x.pl", "u: //x.pl/", "u: https://x.pl/a b", "e: a@b.pl", "e: a@b",
        "e: a b@c.pl",
        "f: 12 616 10 00", "f: 126161000", "f: brak", "c: '#abc'", "c: '#abcd12'", "c: '#ab'", "c: red", "z: 32-050",
        "z: 32050", "m: 12",
        "m: 12.50 PLN", "m: 12,50", "m: 12 zł", "k: 1206143", "k: '1206143'", "k: '120614'", "krs: '0000123456'",
        "krs: '123'", "w: a", "w: b c",
        "w: c", "w: A", "l: [1, 2]", "l: [1]", "l: [1, 1]", "l: [1, x]", "l: []", "l: 5", "o: {x: 1}",
        "o: {x: 1, y: a}", "o: {y: a}", "o: {x: 1, z: 2}",
        "o: {}", "o: 5", "h: a.png", "h: {plik: a.png, opis: A}", "h: {plik: a.png}", "h: {opis: A}",
        "h: {plik: a.png, dekoracja: true}",
        "h: {plik: a.png, opsi: A}", "h: https://x.pl/a.png", "h: a\\b.png", "h: [a.png]", "a: {x: [1, y]}", "a: 5",
        "g: [50.1, 19.9]", "g: [91.5, 19.9]",
        "g: '50.1, 19.9'", "g: Kraków", "g: [50.1]", "nieznane: 5", "title: [a]", "draft: 1", "aliases: [/a/, /b/]",
        "aliases: /a/", "weight: 1.5",
    ]

    @Test("the config's own schema takes the shipped config, and refuses it with one setting misspelt")
    func config() throws {
        let schema = "/tmp/metropolia-schema-\(getpid())-config.json"
        write(
            ConfigSchemaWriter(ruleNames: ["dead-link", "long-description"], languages: ["pl", "en"]).text(), schema)
        let config = String(decoding: try #require(Site.bytes(Site.root + "/site-config.json")), as: UTF8.self)
        let right = "/tmp/metropolia-config-\(getpid())-right.md"
        let wrong = "/tmp/metropolia-config-\(getpid())-wrong.md"
        write("---\n\(config)\n---\n", right)
        write("---\n\(config.split(separator: "\"required\"").joined(separator: "\"requird\""))\n---\n", wrong)
        defer { for path in [schema, right, wrong] { unlink(path) } }
        let verdicts = try validate([(schema, right), (schema, wrong)])
        #expect(verdicts[0].hasPrefix("valid "), "\(verdicts[0])")
        #expect(verdicts[1].hasPrefix("invalid "))
    }

    // MARK: - The judge

    private func export(_ schema: Schema, slugs: [String: [String]]) -> String {
        // Tests run side by side, and two sites have a collection of one name.
        let path = "/tmp/metropolia-schema-\(getpid())-\(UInt64.random(in: 0 ... .max))-\(schema.collection).json"
        write(EntrySchemaWriter(schema, slugs: slugs).text(), path)
        return path
    }

    private func validate(_ pairs: [(schema: String, entry: String)]) throws -> [String] {
        let script = Site.root + "/Tests/ContentTests/Fixtures/oracle/validate.py"
        let output = "/tmp/metropolia-verdicts-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        defer { unlink(output) }
        let arguments = pairs.map { "'\($0.schema)' '\($0.entry)'" }.joined(separator: " ")
        #expect(system("\(ValidatorOracle.python) '\(script)' \(arguments) > \(output)") == 0)
        let text = String(decoding: try #require(Site.bytes(output)), as: UTF8.self)
        return text.split(separator: "\n").map(String.init)
    }

    private func write(_ text: String, _ path: String) {
        guard let file = fopen(path, "w") else { return }
        defer { fclose(file) }
        fputs(text, file)
    }
}
