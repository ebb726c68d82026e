import Diagnostics
import LanguageRules
import Testing

@testable import Content

/// A text in a field of a type: the value that it gives, or the words of the remedy.
struct ScalarCase: CustomTestStringConvertible {
    let type: FieldType
    let text: String
    let value: FieldValue?
    let remedy: String

    init(_ type: FieldType, _ text: String, _ value: FieldValue) {
        self.type = type
        self.text = text
        self.value = value
        remedy = ""
    }

    init(_ type: FieldType, _ text: String, wrong remedy: String) {
        self.type = type
        self.text = text
        value = nil
        self.remedy = remedy
    }

    var testDescription: String { "\(type.name): \(text)" }

    static func day(_ iso: String) -> FieldValue { CivilDate(iso: iso).map { .date($0) } ?? .absent }

    static let texts: [ScalarCase] = [
        ScalarCase(.string, "NO", .string("NO")), ScalarCase(.string, "0123", .string("0123")),
        ScalarCase(.string, "1e3", .string("1e3")), ScalarCase(.string, "2025-01-01", .string("2025-01-01")),
        ScalarCase(.string, "12:30:45", .string("12:30:45")), ScalarCase(.text, "true", .string("true")),
        ScalarCase(.markdown, "**a**", .string("**a**")),
        ScalarCase(.enum(["samorząd", "uczelnia"]), "samorząd", .string("samorząd")),
        ScalarCase(.enum(["samorząd", "uczelnia"]), "samorzad", wrong: "did you mean “samorząd”?"),
        ScalarCase(.enum(["samorząd", "uczelnia"]), "Uczelnia", wrong: "did you mean “uczelnia”?"),
        ScalarCase(.enum(["samorząd", "uczelnia"]), "firma", wrong: "allowed: samorząd, uczelnia"),
        ScalarCase(.reference(to: "x"), "skawina", .reference(Reference(target: "skawina"))),
        ScalarCase(.any, "12", .integer(12)), ScalarCase(.any, "1.5", .number(1.5)),
        ScalarCase(.any, "true", .boolean(true)),
        ScalarCase(.any, "NO", .string("NO")), ScalarCase(.any, "0123", .string("0123")),
        ScalarCase(.any, "32-050", .string("32-050")),
    ]

    static let numbers: [ScalarCase] = [
        ScalarCase(.integer, "0", .integer(0)), ScalarCase(.integer, "-12", .integer(-12)),
        ScalarCase(.integer, "+5", .integer(5)), ScalarCase(.integer, "11174", .integer(11174)),
        ScalarCase(.integer, "007", wrong: "a number has no leading zero; did you mean 7?"),
        ScalarCase(.integer, "11 174", wrong: "did you mean 11174?"),
        ScalarCase(.integer, "11\u{A0}174", wrong: "did you mean 11174?"),
        ScalarCase(.integer, "11.174", wrong: "did you mean 11174?"),
        ScalarCase(.integer, "1_000", wrong: "did you mean 1000?"),
        ScalarCase(.integer, "12.5", wrong: "write digits only, for example 11174"),
        ScalarCase(.integer, "5 km", wrong: "write the number alone: 5"),
        ScalarCase(.integer, "ok. 780", wrong: "write digits only, for example 11174"),
        ScalarCase(.integer, "0x1F", wrong: "write digits only, for example 11174"),
        ScalarCase(.integer, "abc", wrong: "write digits only, for example 11174"),
        ScalarCase(.integer, "−5", wrong: "did you mean -5?"),
        ScalarCase(.number, "12.5", .number(12.5)), ScalarCase(.number, "-0.25", .number(-0.25)),
        ScalarCase(.number, "1e3", .number(1000)), ScalarCase(.number, "12", .number(12)),
        ScalarCase(.number, "12,5", wrong: "did you mean 12.5?"),
        ScalarCase(.number, "1 234,5", wrong: "did you mean 1234.5?"),
        ScalarCase(.number, "1.234,5", wrong: "did you mean 1234.5?"),
        ScalarCase(.number, ",5", wrong: "did you mean 0.5?"),
        ScalarCase(.number, "304 km²", wrong: "write the number alone: 304"),
        ScalarCase(.number, ".inf", wrong: "write a number with a point, for example 12.5"),
        ScalarCase(.number, "NaN", wrong: "write a number with a point, for example 12.5"),
        ScalarCase(.number, "012.5", wrong: "a number has no leading zero; did you mean 12.5?"),
        ScalarCase(.boolean, "true", .boolean(true)), ScalarCase(.boolean, "false", .boolean(false)),
        ScalarCase(.boolean, "tak", wrong: "did you mean true?"),
        ScalarCase(.boolean, "nie", wrong: "did you mean false?"),
        ScalarCase(.boolean, "Yes", wrong: "did you mean true?"),
        ScalarCase(.boolean, "NO", wrong: "did you mean false?"),
        ScalarCase(.boolean, "TRUE", .boolean(true)),
        ScalarCase(.boolean, "0", wrong: "did you mean false?"),
        ScalarCase(.boolean, "może", wrong: "write true or false"),
        ScalarCase(.year, "2024", .integer(2024)),
        ScalarCase(.year, "966", wrong: "write four digits, for example 2024"),
        ScalarCase(.year, "2024 r.", wrong: "did you mean 2024?"),
        ScalarCase(.year, "2024-05-01", wrong: "did you mean 2024?"),
        ScalarCase(.money, "1234.50", .money(Money(hundredths: 123_450, currency: "PLN"))),
        ScalarCase(.money, "12 EUR", .money(Money(hundredths: 1200, currency: "EUR"))),
        ScalarCase(.money, "-0.5 PLN", .money(Money(hundredths: -50, currency: "PLN"))),
        ScalarCase(.money, "1 234,50 zł", wrong: "did you mean 1234.50 PLN?"),
        ScalarCase(.money, "12,5", wrong: "did you mean 12.5 PLN?"),
        ScalarCase(.money, "1.234", wrong: "write an amount like 1234.50 PLN"),
        ScalarCase(.money, "dużo", wrong: "write an amount like 1234.50 PLN"),
    ]

    static let days: [ScalarCase] = [
        ScalarCase(.date, "2025-12-31", day("2025-12-31")), ScalarCase(.date, "2024-02-29", day("2024-02-29")),
        ScalarCase(.date, "2025-12-31T23:30:00Z", day("2026-01-01")),
        ScalarCase(.date, "2025-12-31T22:59:59Z", day("2025-12-31")),
        ScalarCase(.date, "2025-06-30T22:00:00Z", day("2025-07-01")),
        ScalarCase(.date, "2025-06-30T21:59:59.999Z", day("2025-06-30")),
        ScalarCase(.date, "2025-12-31T10:00", day("2025-12-31")),
        ScalarCase(.date, "2025-12-31 23:59:59", day("2025-12-31")),
        ScalarCase(.date, "2025-12-31T00:30:00+02:00", day("2025-12-30")),
        ScalarCase(.date, "2025-12-31T20:00:00-0500", day("2026-01-01")),
        ScalarCase(.date, "2025-12-31T10:00:00.000+01:00", day("2025-12-31")),
        ScalarCase(.date, "2025-12-31 10:00:00 +01:00", day("2025-12-31")),
        ScalarCase(.date, "31.12.2025", wrong: "did you mean 2025-12-31?"),
        ScalarCase(.date, "31-12-2025", wrong: "did you mean 2025-12-31?"),
        ScalarCase(.date, "31/12/2025", wrong: "did you mean 2025-12-31?"),
        ScalarCase(.date, "12/31/2025", wrong: "did you mean 2025-12-31?"),
        ScalarCase(.date, "1.2.2025", wrong: "did you mean 2025-02-01?"),
        ScalarCase(.date, "2025.12.31", wrong: "did you mean 2025-12-31?"),
        ScalarCase(.date, "2025-2-3", wrong: "did you mean 2025-02-03?"),
        ScalarCase(.date, "20251231", wrong: "did you mean 2025-12-31?"),
        ScalarCase(.date, "31.12.2025 r.", wrong: "write a date like 2025-12-31"),
        ScalarCase(.date, "31 grudnia 2025", wrong: "did you mean 2025-12-31?"),
        ScalarCase(.date, "3 maja 2025 r.", wrong: "did you mean 2025-05-03?"),
        ScalarCase(.date, "2025-02-29", wrong: "that month ends on 2025-02-28"),
        ScalarCase(.date, "2025-13-01", wrong: "a month is 01 … 12"),
        ScalarCase(.date, "2025-12-31T25:00", wrong: "did you mean 2025-12-31?"),
        ScalarCase(.date, "wczoraj", wrong: "write a date like 2025-12-31"),
        ScalarCase(.date, "2025", wrong: "write a date like 2025-12-31"),
        ScalarCase(.date, "31.12.25", wrong: "write a date like 2025-12-31"),
        ScalarCase(.time, "08:30", ClockTime(hour: 8, minute: 30).map { .time($0) } ?? .absent),
        ScalarCase(.time, "23:59:59", ClockTime(hour: 23, minute: 59, second: 59).map { .time($0) } ?? .absent),
        ScalarCase(.time, "8:30", wrong: "did you mean 08:30?"),
        ScalarCase(.time, "8.30", wrong: "did you mean 08:30?"),
        ScalarCase(.time, "24:00", wrong: "a time is 00:00 … 23:59"),
        ScalarCase(.time, "9", wrong: "did you mean 09:00?"),
        ScalarCase(.time, "rano", wrong: "write a time like 08:30"),
        ScalarCase(.duration, "PT1H30M", .duration(5400)), ScalarCase(.duration, "P2D", .duration(172_800)),
        ScalarCase(.duration, "P1W", .duration(604_800)), ScalarCase(.duration, "1h 30min", .duration(5400)),
        ScalarCase(.duration, "45 min", .duration(2700)), ScalarCase(.duration, "90s", .duration(90)),
        ScalarCase(.duration, "1:30", wrong: "did you mean 1h 30min?"),
        ScalarCase(.duration, "90", wrong: "add the unit: 90 min"),
        ScalarCase(.duration, "PT", wrong: "write a duration like 1h 30min or PT1H30M"),
        ScalarCase(.duration, "P1M", wrong: "write a duration like 1h 30min or PT1H30M"),
        ScalarCase(.duration, "30min 1h", wrong: "write a duration like 1h 30min or PT1H30M"),
    ]

    static let codes: [ScalarCase] = [
        ScalarCase(.teryt, "1206143", .string("1206143")), ScalarCase(.teryt, "0123456", .string("0123456")),
        ScalarCase(.teryt, "12 06 143", wrong: "did you mean \"1206143\"?"),
        ScalarCase(
            .teryt, "120614",
            wrong: "a gmina's code has seven digits; the leading zero or the final kind digit is missing"),
        ScalarCase(.teryt, "12061433", wrong: "write seven digits, for example \"1206143\""),
        ScalarCase(.postcode, "32-050", .string("32-050")),
        ScalarCase(.postcode, "32050", wrong: "did you mean 32-050?"),
        ScalarCase(.postcode, "32 050", wrong: "did you mean 32-050?"),
        ScalarCase(.postcode, "3205", wrong: "write a code like 32-050"),
        ScalarCase(.nip, "676-10-13-717", .string("6761013717")),
        ScalarCase(.nip, "PL6761013717", .string("6761013717")),
        ScalarCase(.nip, "6761013718", wrong: "copy the number again from its source"),
        ScalarCase(.nip, "676101371", wrong: "write ten digits, for example 676-10-13-717"),
        ScalarCase(.nip, "676 10 13 71x", wrong: "write ten digits, for example 676-10-13-717"),
        ScalarCase(.regon, "351554353", .string("351554353")),
        ScalarCase(.regon, "351554354", wrong: "copy the number again from its source"),
        ScalarCase(.regon, "23511332857188", .string("23511332857188")),
        ScalarCase(.regon, "123", wrong: "write 9 or 14 digits"),
        ScalarCase(.krs, "0000123456", .string("0000123456")),
        ScalarCase(.krs, "123456", wrong: "did you mean \"0000123456\"?"),
        ScalarCase(.krs, "KRS 1", wrong: "write ten digits with the leading zeros"),
        ScalarCase(.color, "#1A6BB0", .string("#1a6bb0")), ScalarCase(.color, "#abc", .string("#abc")),
        ScalarCase(.color, "1a6bb0", wrong: "did you mean \"#1a6bb0\"?"),
        ScalarCase(.color, "niebieski", wrong: "write a colour like \"#1a6bb0\""),
        ScalarCase(.phone, "12 616 10 00", .string("+48126161000")),
        ScalarCase(.phone, "+48 12 616-10-00", .string("+48126161000")),
        ScalarCase(.phone, "(12) 616 10 00", .string("+48126161000")),
        ScalarCase(.phone, "0048126161000", .string("+48126161000")),
        ScalarCase(.phone, "48126161000", .string("+48126161000")),
        ScalarCase(.phone, "+420 222 111 333", .string("+420222111333")),
        ScalarCase(.phone, "12 616 10", wrong: "a Polish number has nine digits, here are 7"),
        ScalarCase(.phone, "+48 12 616 10", wrong: "a Polish number has nine digits, here are 7"),
        ScalarCase(.phone, "12 616 10 00 wew. 5", wrong: "write the number alone: 12 616 10 00"),
        ScalarCase(.phone, "brak", wrong: "write a number like +48 12 616 10 00"),
        ScalarCase(
            .coordinates, "50.0614, 19.9372",
            Coordinates(latitude: 50.0614, longitude: 19.9372).map { .coordinates($0) } ?? .absent),
        ScalarCase(
            .coordinates, #"{"type":"Point","coordinates":[19.5,50.25]}"#,
            Coordinates(latitude: 50.25, longitude: 19.5).map { .coordinates($0) } ?? .absent),
        ScalarCase(
            .coordinates, #"{"type":"LineString"}"#, wrong: "write latitude and longitude: [50.0614, 19.9372]"),
        ScalarCase(.coordinates, "19.9372, 50.0614", wrong: "latitude comes first: [50.0614, 19.9372]"),
        ScalarCase(.coordinates, "91, 0", wrong: "latitude is −90 … 90, longitude −180 … 180"),
        ScalarCase(.coordinates, "50,06 19,93", wrong: "write latitude and longitude: [50.0614, 19.9372]"),
        ScalarCase(.url, "https://www.skawina.pl/a?b=c#d", .string("https://www.skawina.pl/a?b=c#d")),
        ScalarCase(.url, "/kontakt/", .string("/kontakt/")),
        ScalarCase(.url, "http://localhost:8080/", .string("http://localhost:8080/")),
        ScalarCase(.url, "https://kraków.pl", .string("https://kraków.pl")),
        ScalarCase(.url, "www.skawina.pl", wrong: "did you mean https://www.skawina.pl?"),
        ScalarCase(.url, "//skawina.pl/", wrong: "did you mean https://skawina.pl/?"),
        ScalarCase(.url, "htps://skawina.pl", wrong: "did you mean https://skawina.pl?"),
        ScalarCase(.url, "https:/skawina.pl", wrong: "did you mean https://skawina.pl?"),
        ScalarCase(.url, "https://", wrong: "the URL has no host name"),
        ScalarCase(.url, "https://-x.pl", wrong: "the URL has no host name"),
        ScalarCase(.url, "https://x.pl/a b", wrong: "a space in a URL is %20"),
        ScalarCase(.url, "https://x.pl ", wrong: "did you mean https://x.pl?"),
        ScalarCase(.url, "a@b.pl", wrong: "this is an e-mail address, no URL"),
        ScalarCase(.url, "javascript:alert(1)", wrong: "write a URL like https://www.skawina.pl/"),
        ScalarCase(.email, "biuro@gmina.pl", .string("biuro@gmina.pl")),
        ScalarCase(.email, "a.b+c@x-y.com.pl", .string("a.b+c@x-y.com.pl")),
        ScalarCase(.email, "mailto:biuro@gmina.pl", wrong: "did you mean biuro@gmina.pl?"),
        ScalarCase(.email, "biuro (at) gmina.pl", wrong: "did you mean biuro@gmina.pl?"),
        ScalarCase(.email, "biuro@gmina", wrong: "write an address like office@gmina.pl"),
        ScalarCase(.email, "a@b@c.pl", wrong: "write an address like office@gmina.pl"),
        ScalarCase(.email, ".a@b.pl", wrong: "write an address like office@gmina.pl"),
        ScalarCase(.email, "żółw@b.pl", wrong: "write an address like office@gmina.pl"),
    ]
}

@Suite("Values by type")
struct ScalarReadingTests {
    @Test("texts", arguments: ScalarCase.texts)
    func texts(example: ScalarCase) { check(example) }

    @Test("numbers and booleans", arguments: ScalarCase.numbers)
    func numbers(example: ScalarCase) { check(example) }

    @Test("dates and times", arguments: ScalarCase.days)
    func days(example: ScalarCase) { check(example) }

    @Test("codes and addresses", arguments: ScalarCase.codes)
    func codes(example: ScalarCase) { check(example) }

    @Test("in quotes a number or a boolean is a text", arguments: [FieldType.integer, .number, .boolean])
    func quoted(type: FieldType) {
        let text = if case .boolean = type { "true" } else { "12" }
        guard case .wrong(let remedy) = ScalarReading.read(text, type, isPlain: false) else {
            Issue.record("it was taken")
            return
        }
        #expect(remedy?.en == "remove the quotes: \(text)")
    }

    @Test("every summer and winter change of 2000…2030 moves the civil date by the right hour")
    func warsaw() {
        // Oracle: the last Sunday of March and October by counting days back from the 31st.
        for year in 2000...2030 {
            for (month, summerAfter) in [(3, true), (10, false)] {
                var day = 31
                while let date = CivilDate(year: year, month: month, day: day), (date.dayNumber + 4) % 7 != 0 {
                    day -= 1
                }
                guard let change = CivilDate(year: year, month: month, day: day) else { continue }
                let moment = change.dayNumber * 86_400 + 3600
                for (seconds, isSummer) in [(moment - 1, !summerAfter), (moment, summerAfter)] {
                    let offset = isSummer ? 7200 : 3600
                    // Shift to just before and after midnight of the local day by whole days of difference.
                    #expect(WarsawTime.date(secondsSince1970: seconds)?.dayNumber == (seconds + offset) / 86_400)
                }
                let evening = (change.dayNumber + 1) * 86_400 - 7200
                let expected = summerAfter ? change.dayNumber + 1 : change.dayNumber
                #expect(WarsawTime.date(secondsSince1970: evening)?.dayNumber == expected)
            }
        }
        #expect(WarsawTime.date(secondsSince1970: -1)?.iso == "1970-01-01")
        #expect(WarsawTime.date(secondsSince1970: -3601)?.iso == "1969-12-31")
        #expect(WarsawTime.date(secondsSince1970: Int.max) == nil)
    }

    @Test("a random text never crashes a type, and what is taken is taken again in its normal form")
    func random() {
        var random = Seeded(seed: 5)
        let alphabet = Array("0123456789+-.,:/ @#TZPabx\u{A0}ł„”\"".unicodeScalars)
        for _ in 0..<(isLong ? 200_000 : 20_000) {
            let length = Int.random(in: 0...12, using: &random)
            let scalars = (0..<length).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &random)] }
            let text = String(String.UnicodeScalarView(scalars))
            for type in FieldType.simple {
                guard case .value(.string(let normal)) = ScalarReading.read(text, type, isPlain: true) else { continue }
                guard case .value(.string(let again)) = ScalarReading.read(normal, type, isPlain: true) else {
                    Issue.record("seed 5: \(type.name) took “\(text)” and refuses “\(normal)”")
                    continue
                }
                #expect(again == normal, "seed 5: \(type.name) “\(text)”")
            }
        }
    }

    private func check(_ example: ScalarCase) {
        switch ScalarReading.read(example.text, example.type, isPlain: true) {
        case .value(let value): #expect(value == example.value)
        case .wrong(let remedy), .fault(_, _, let remedy):
            #expect(example.value == nil)
            #expect(remedy?.en == example.remedy)
        }
    }
}
