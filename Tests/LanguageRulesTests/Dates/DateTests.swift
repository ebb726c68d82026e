import LanguageRules
import Testing

@Suite("Dates")
struct DateTests {
    static let styles: [(rule: String, language: any Language, style: DateStyle, text: String)] = [
        ("month in the genitive", Polish(), .long, "22 listopada 2026"),
        ("digits", Polish(), .short, "22.11.2026"),
        ("ISO 8601", Polish(), .iso, "2026-11-22"),
        ("month alone in the nominative", Polish(), .monthYear, "listopad 2026"),
        ("day and month", Polish(), .dayMonth, "22 listopada"),
        ("year", Polish(), .year, "2026"),
        ("weekday in front", Polish(), .full, "niedziela, 22 listopada 2026"),
        ("English", English(), .long, "22 November 2026"),
        ("English digits", English(), .short, "22/11/2026"),
        ("English ISO 8601", English(), .iso, "2026-11-22"),
        ("English month", English(), .monthYear, "November 2026"),
        ("English day and month", English(), .dayMonth, "22 November"),
        ("English weekday", English(), .full, "Sunday, 22 November 2026"),
    ]

    @Test("a date in each style", arguments: styles.indices)
    func style(_ index: Int) throws {
        let testCase = Self.styles[index]
        let date = try #require(CivilDate(year: 2026, month: 11, day: 22))
        #expect(testCase.language.date(date, style: testCase.style) == testCase.text, "\(testCase.rule)")
    }

    static let months = [
        ("stycznia", "styczeń"), ("lutego", "luty"), ("marca", "marzec"), ("kwietnia", "kwiecień"), ("maja", "maj"),
        ("czerwca", "czerwiec"), ("lipca", "lipiec"), ("sierpnia", "sierpień"), ("września", "wrzesień"),
        ("października", "październik"), ("listopada", "listopad"), ("grudnia", "grudzień"),
    ]

    @Test("genitive behind a day, nominative alone", arguments: 1...12)
    func month(_ month: Int) throws {
        let date = try #require(CivilDate(year: 2026, month: month, day: 1))
        #expect(Polish().date(date, style: .dayMonth) == "1 \(Self.months[month - 1].0)")
        #expect(Polish().date(date, style: .monthYear) == "\(Self.months[month - 1].1) 2026")
        #expect(Polish().date(date, style: .short) == "01.\(month < 10 ? "0" : "")\(month).2026")
    }

    @Test(
        "the weekday of a day", arguments: [("2026-11-23", 0), ("2024-02-29", 3), ("1970-01-01", 3), ("1918-11-11", 0)])
    func weekday(_ date: String, _ weekday: Int) throws {
        #expect(try #require(CivilDate(iso: date)).weekday == weekday)
    }

    static let warsawCases: [(rule: String, text: String, date: String?)] = [
        ("a date alone", "2026-11-22", "2026-11-22"),
        ("UTC before midnight in Warsaw", "2026-11-22T22:59:59Z", "2026-11-22"),
        ("UTC after midnight in Warsaw, winter", "2026-11-22T23:00:00Z", "2026-11-23"),
        ("UTC after midnight in Warsaw, summer", "2026-07-01T22:00:00Z", "2026-07-02"),
        ("UTC before midnight in Warsaw, summer", "2026-07-01T21:59:00Z", "2026-07-01"),
        ("own zone", "2026-11-22T23:30:00+01:00", "2026-11-22"),
        ("another zone", "2026-11-22T23:30:00-05:00", "2026-11-23"),
        ("zone ahead", "2026-11-23T01:00:00+09:00", "2026-11-22"),
        ("zone without a colon", "2026-11-22T23:30:00+0100", "2026-11-22"),
        ("zone of hours", "2026-11-22T23:30:00+00", "2026-11-23"),
        ("zone behind a space", "2026-11-22 23:30:00 +00:00", "2026-11-23"),
        ("no zone is Warsaw's", "2026-11-22T23:30:00", "2026-11-22"),
        ("no seconds", "2026-11-22T23:30Z", "2026-11-23"),
        ("fraction of a second", "2026-11-22T23:30:00.123Z", "2026-11-23"),
        ("small letters", "2026-11-22t23:30:00z", "2026-11-23"),
        ("summer time begins on the last Sunday of March at 1:00 UTC", "2026-03-29T22:00:00Z", "2026-03-30"),
        ("the evening before summer time", "2026-03-28T22:30:00Z", "2026-03-28"),
        ("the evening after summer time", "2026-10-25T22:30:00Z", "2026-10-25"),
        ("the last night of summer time", "2026-10-24T22:30:00Z", "2026-10-25"),
        ("the end of a year", "2026-12-31T23:00:00Z", "2027-01-01"),
        ("leap second", "2016-12-31T23:59:60Z", "2017-01-01"),
        ("no such hour", "2026-11-22T24:00:00Z", nil),
        ("no such minute", "2026-11-22T10:60:00Z", nil),
        ("no such day", "2026-02-29T10:00:00Z", nil),
        ("no such zone", "2026-11-22T10:00:00+15:00", nil),
        ("a zone is no word", "2026-11-22T10:00:00 CET", nil),
        ("something behind", "2026-11-22T10:00:00Z!", nil),
        ("a fraction without digits", "2026-11-22T10:00:00.Z", nil),
        ("nothing", "", nil),
        ("a word", "dziś", nil),
    ]

    @Test("the civil date in Warsaw", arguments: warsawCases.indices)
    func warsaw(_ index: Int) {
        let testCase = Self.warsawCases[index]
        #expect(CivilDate(warsawFromISO8601: testCase.text)?.iso == testCase.date, "\(testCase.rule)")
    }

    @Test(
        "the civil date of SOURCE_DATE_EPOCH",
        arguments: [
            (0, "1970-01-01"), (1_795_388_399, "2026-11-22"), (1_795_388_400, "2026-11-23"), (-3601, "1969-12-31"),
        ])
    func epoch(_ time: Int, _ date: String) {
        #expect(CivilDate(unixTime: time)?.iso == date)
    }

    @Test("times beyond the calendar have no date", arguments: [Int.max, Int.min, 400_000_000_000])
    func beyond(_ time: Int) { #expect(CivilDate(unixTime: time) == nil) }

    @Test("day numbers and dates are each other's inverse")
    func dayNumbers() throws {
        for number in stride(from: -719_162, through: 2_932_896, by: 97) {
            #expect(try #require(CivilDate(dayNumber: number)).dayNumber == number)
        }
    }
}
