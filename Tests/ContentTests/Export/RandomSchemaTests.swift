import Diagnostics
import Testing

@testable import Content

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Random schemas and random front matter: the program and `jsonschema` (PyPI) must say the same of each.
///
/// What JSON Schema cannot say is not generated: check digits, 29 February of a common year, leading zeros and numbers in
/// other bases (which a reader of YAML's core schema has already made numbers of), lengths of texts that look like
/// numbers, numbers beyond a double. Everything else may come: absent values at any depth, wrong containers, unknown keys.
@Suite(
    "Random schemas against a real validator",
    .enabled(
        if: ValidatorOracle.isThere,
        "skipped: the JSON Schema oracle, because python3 (or METROPOLIA_PYTHON) has no jsonschema and yaml"))
struct RandomSchemaTests {
    private static let seed: UInt64 = 20_261_126

    @Test("they agree on every value")
    func agreement() throws {
        var random = Seeded(seed: Self.seed)
        var jobs: [(schema: String, entry: String, text: String, fields: String, accepted: Bool)] = []
        let folder = "/tmp/metropolia-random-\(getpid())"
        mkdir(folder, 0o755)
        defer { system("rm -rf '\(folder)'") }
        for number in 0..<(isLong ? 400 : 40) {
            var maker = SchemaMaker(random: random)
            let fields = maker.fields(depth: 0)
            let schema = try Site.schema("{" + fields.joined(separator: ", ") + "}")
            let path = "\(folder)/\(number).json"
            write(EntrySchemaWriter(schema, slugs: ["partnerzy": ["agh", "2024", "true", "um-skawina"]]).text(), path)
            for turn in 0..<50 {
                let text = "---\n" + maker.frontMatter(schema) + "---\n"
                var reader = EntryReader(schema: schema, language: Site.polish)
                guard reader.read(SourceFile(path: "a.md", text: text), path: "a.md") != nil else {
                    Issue.record("seed \(Self.seed): not read: \(text)")
                    continue
                }
                let file = "\(folder)/\(number)-\(turn).md"
                write(text, file)
                jobs.append((path, file, text, fields.joined(separator: ",\n"), reader.takeFindings().isEmpty))
            }
            random = maker.random
        }
        let list = "\(folder)/list"
        write(jobs.map { "\($0.schema)\t\($0.entry)\n" }.joined(), list)
        let script = Site.root + "/Tests/ContentTests/Fixtures/oracle/validate.py"
        #expect(system("\(ValidatorOracle.python) '\(script)' --list '\(list)' > '\(folder)/verdicts'") == 0)
        let verdicts = String(decoding: try #require(Site.bytes(folder + "/verdicts")), as: UTF8.self)
            .split(separator: "\n")
        #expect(verdicts.count == jobs.count)
        let accepted = jobs.count { $0.accepted }
        // Both answers are common enough that agreeing on them means something.
        #expect(accepted > jobs.count / 10 && accepted < jobs.count * 9 / 10, "\(accepted) of \(jobs.count)")
        var shown = 0
        for (job, verdict) in zip(jobs, verdicts) where verdict.hasPrefix("valid ") != job.accepted && shown < 10 {
            shown += 1
            Issue.record(
                "seed \(Self.seed): the program \(job.accepted ? "takes" : "refuses") it, the validator says \(verdict)\n\(job.text)\(job.fields)"
            )
        }
    }

    private func write(_ text: String, _ path: String) {
        guard let file = fopen(path, "w") else { return }
        defer { fclose(file) }
        fputs(text, file)
    }
}

/// Makes schemas, and values that nearly fit them.
private struct SchemaMaker {
    var random: Seeded

    mutating func pick<T>(_ items: [T]) -> T { items[Int.random(in: items.indices, using: &random)] }
    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    // MARK: Schemas

    mutating func fields(depth: Int) -> [String] {
        (0..<Int.random(in: 1...(depth == 0 ? 6 : 3), using: &random)).map { number in
            "\"\(["a", "b", "c", "d", "e", "f"][number])\": " + definition(depth: depth)
        }
    }

    private mutating func definition(depth: Int, isItem: Bool = false) -> String {
        let simple = [
            "string", "text", "markdown", "integer", "number", "boolean", "year", "date", "time", "duration", "url",
            "email", "phone", "color", "postcode", "teryt", "krs", "money", "coordinates", "enum", "reference", "image",
            "file", "any",
        ]
        let type = depth < 2 && chance(30) ? pick(["list", "object"]) : pick(simple)
        var settings = ["\"type\": \"\(type)\""]
        if !isItem, chance(25) { settings.append("\"required\": true") }
        switch type {
        case "integer", "number":
            if chance(50) { settings.append("\"minimum\": \(Int.random(in: -5...2, using: &random))") }
            if chance(50) { settings.append("\"maximum\": \(Int.random(in: 3...20, using: &random))") }
        case "string", "text", "markdown":
            if chance(40) { settings.append("\"minLength\": \(Int.random(in: 0...3, using: &random))") }
            if chance(40) { settings.append("\"maxLength\": \(Int.random(in: 3...6, using: &random))") }
            if chance(20) { settings.append("\"pattern\": \"^[a-zż]\"") }
        case "enum":
            settings.append("\"enum\": " + pick(["[\"a\", \"b c\"]", "[\"2024\", \"2025\"]", "[\"true\", \"1.5\"]"]))
        case "reference": settings.append("\"to\": \"partnerzy\"")
        case "list":
            settings.append("\"items\": " + definition(depth: depth + 1, isItem: true))
            if chance(40) { settings.append("\"minItems\": \(Int.random(in: 0...2, using: &random))") }
            if chance(40) { settings.append("\"maxItems\": \(Int.random(in: 2...4, using: &random))") }
        case "object": settings.append("\"fields\": {" + fields(depth: depth + 1).joined(separator: ", ") + "}")
        default: break
        }
        return "{ " + settings.joined(separator: ", ") + " }"
    }

    // MARK: Values

    mutating func frontMatter(_ schema: Schema) -> String {
        var lines = ["title: T\n"]
        for field in schema.fields where field.location != nil && chance(85) {
            lines.append("\(field.key): \(value(field))\n")
        }
        if chance(4) { lines.append("obce: 1\n") }
        if chance(10) { lines.append("weight: \(pick(["1", "1.0", "1.5", "x", "''"]))\n") }
        if chance(10) { lines.append("slug: \(pick(["a-b", "2024", "A", "a--b", "-a", "''"]))\n") }
        if chance(10) { lines.append("aliases: \(pick(["[/a/]", "/a/", "[]", "['', /a/]"]))\n") }
        return lines.joined()
    }

    private mutating func value(_ field: Field) -> String {
        if chance(8) { return pick(["", "null", "''", "[]", "{}", "['', null]", "{x: '', y: []}", "[[], {}]"]) }
        if chance(6) { return pick(["[x]", "{q: x}"] + stray(field)) }
        switch field.type {
        case .list(let item):
            let count = Int.random(in: 0...5, using: &random)
            let items = (0..<count).map { _ in value(item) }
            return "[" + items.map { $0.isEmpty ? "null" : $0 }.joined(separator: ", ") + "]"
        case .object(let table):
            var members: [String] = []
            for member in table.fields where chance(80) { members.append("\(member.key): \(value(member))") }
            if chance(4) { members.append("obce: 1") }
            return "{" + members.joined(separator: ", ") + "}"
        case .string, .text, .markdown:
            let texts = [
                "a", "abc", "abcd", "ab cde", "żółw", "Abc", "'a: b'", "nie", "\"a\\nb\"", "2025-01-01", "32-050",
            ]
            return pick(texts + (field.constraints == Constraints() ? ["5", "true", "1.5", "12:30"] : []))
        case .enum(let values): return pick(values + values.map { "'\($0)'" } + ["c", "2026", "false"])
        default: return pick(Self.samples[field.type.name] ?? ["x"])
        }
    }

    /// Scalars of another type, but for what JSON Schema cannot judge in the field.
    private func stray(_ field: Field) -> [String] {
        switch field.type {
        // Which entries there are is another check's; a short code may be one that has lost its zeros.
        case .reference, .krs: []
        case .string, .text, .markdown: ["x", "a b"]
        default: ["x", "5", "true", "'5'", "1.5", "-3", "a b"]
        }
    }

    private static let samples: [String: [String]] = [
        "integer": ["0", "1", "-5", "7", "21", "5.0", "1e1", "2.5", "+3", "'4'", "9007199254740993", "1e30", "5 osób"],
        "number": ["0", "1.5", "-2.25", "1e1", "21", "'4'", "1_5", "12.0"],
        "boolean": ["true", "false", "TRUE", "False", "tak", "'true'", "1", "yes"],
        "year": ["2024", "'2024'", "999", "20245", "2024.5", "'24'"],
        "date": [
            "2025-12-31", "2025-02-30", "2025-04-31", "2025-13-01", "2025-12-31T10:00:00Z", "2025-12-31 10:00",
            "2025-12-31T25:00", "2025-12-31T10:60", "2025-12-31T10:00+02:00", "2025-12-31T10:00+15:00", "2025-12-31T10",
            "2025-06-01T10:00:00.5-0500", "0000-01-01", "31.12.2025", "'2025-12-31'", "20251231", "2025-1-1",
        ],
        "time": ["'08:30'", "'8:30'", "'24:00'", "'23:59:59'", "'23:59:60'", "08.30", "12:30"],
        "duration": [
            "PT1H", "PT", "P", "P1D", "P1DT", "P1W2D", "P2DT3H4M5S", "PT5M1H", "1h 30min", "30min 1h", "90 s", "45",
            "1d2h",
            "2 min", "1234567 s", "1h1h",
        ],
        "url": [
            "https://x.pl/a", "http://x.pl", "HTTPS://X.PL/?a=1#b", "/kontakt/", "/", "//x.pl/", "www.x.pl", "https://",
            "https://-x.pl/", "https://x..pl/", "https://x.pl:80/", "https://x.pl:/", "https://a@x.pl/",
            "https://x.pl./",
            "'https://x.pl/a b'", "https://żółw.pl/ł", "ftp://x.pl/", "https://x.pl?q", "mailto:a@b.pl",
        ],
        "email": [
            "a@b.pl", "a.b+c@d-e.pl", "a@b", "a..b@c.pl", ".a@b.pl", "a.@b.pl", "a@b..pl", "a@-b.pl", "a b@c.pl",
            "ż@b.pl",
            "a@b.pl:80", "a@ż.pl", "'a@b@c.pl'",
        ],
        "phone": [
            "12 616 10 00", "126161000", "+48126161000", "'+48 12 616 10 00'", "(12) 616-10-00", "0048126161000",
            "48126161000",
            "12 616 10", "'+49 30 1234567'", "'+4930'", "brak", "'(+48) 126161000'", "'+0 123456789'", "012 616 10 00",
            "12+616 10 00",
        ],
        "color": ["'#abc'", "'#abcd12'", "'#ab'", "red", "'#ABCDEF80'", "abc"],
        "postcode": ["32-050", "32050", "32-05", "'32-050'", "32 050"],
        "teryt": ["1206143", "'1206143'", "'0206143'", "'120614'", "12061431", "1206 143", "-1206143"],
        "krs": ["'0000123456'", "'123'", "1234567890", "'0000-123-456'", "12345678901", "KRS1"],
        "money": [
            "12", "12.5", "12.50 PLN", "12,50", "12 zł", "-3.10 EUR", "1e3 PLN", "12.345 PLN", "5 pln", "'12.50'",
            "5  EUR",
        ],
        "coordinates": [
            "[50.1, 19.9]", "[50.1]", "[91.5, 19.9]", "'50.1, 19.9'", "'50.1; 19.9'", "{lat: 50.1, lon: 19.9}",
            "{lat: 50.1}",
            "{lat: 50.1, lon: 19.9, alt: 5}", "{szerokosc: 50, dlugosc: 190}", "[50.1, 19.9, 5]", "Kraków",
            "{latitude: 50, lng: 20}", "[a, b]",
        ],
        "reference": ["agh", "'agh'", "2024", "'2024'", "true", "um-skawina", "../partnerzy/agh.md", "[agh]"],
        "image": [
            "a.png", "5", "{plik: a.png, opis: A}", "{plik: a.png}", "{opis: A}", "{plik: a.png, dekoracja: true}",
            "{plik: a.png, dekoracja: false}", "{plik: a.png, opis: ''}", "{plik: a.png, opis: A, dekoracja: true}",
            "{file: a.png, alt: A}", "{plik: '', opis: A}", "{plik: null, opis: ''}", "{plik: a.png, opsi: A}",
            "https://x.pl/a.png", "//x.pl/a", "a\\b.png", "'C:/a.png'", "'ż:a.png'", "{plik: a.png, dekoracja: tak}",
            "{plik: a.png, opis: 5, dekoracja: false}", "{src: 7, text: true}",
        ],
        "file": ["a.pdf", "{plik: a.pdf}", "{plik: a.pdf, opis: A}", "{opis: A}", "data:x", "[a.pdf]", "true"],
        "any": ["x", "[1, {a: b}]", "{a: {b: c}}", "5"],
    ]
}
