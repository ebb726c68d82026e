import Diagnostics
import LanguageRules

extension ScalarReading {
    /// `YYYY-MM-DD`, or that with a time and zone, which is read as the civil date in Warsaw.
    static func date(_ text: String) -> ScalarReading {
        if let date = CivilDate(iso: text) { return .value(.date(date)) }
        let bytes = Array(text.utf8)
        if bytes.count > 10, let date = CivilDate(iso: String(decoding: bytes[..<10], as: UTF8.self)) {
            if let moment = timestamp(bytes, date) { return .value(.date(moment)) }
            return .wrong(suggest(date.iso))
        }
        if let parts = numbers(bytes) { return guessDate(parts, text) }
        if let date = namedMonth(text) { return .wrong(suggest(date.iso)) }
        return .wrong(Words(pl: "wpisz datę jak 2025-12-31", en: "write a date like 2025-12-31"))
    }

    /// `HH:MM` or `HH:MM:SS`.
    static func time(_ text: String) -> ScalarReading {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let isExact = parts.count >= 2 && parts.count <= 3 && parts.allSatisfy { $0.utf8.count == 2 && isDigits($0) }
        if isExact {
            let numbers = parts.compactMap { Int($0) }
            if let time = ClockTime(hour: numbers[0], minute: numbers[1], second: numbers.count == 3 ? numbers[2] : 0) {
                return .value(.time(time))
            }
            return .wrong(Words(pl: "godzina to 00:00 … 23:59", en: "a time is 00:00 … 23:59"))
        }
        let loose = text.split { $0 == ":" || $0 == "." }.compactMap { Int($0) }
        if loose.count == 2, let time = ClockTime(hour: loose[0], minute: loose[1]) {
            return .wrong(suggest(time.text))
        }
        if loose.count == 1, let time = ClockTime(hour: loose[0], minute: 0) { return .wrong(suggest(time.text)) }
        return .wrong(Words(pl: "wpisz godzinę jak 08:30", en: "write a time like 08:30"))
    }

    /// ISO 8601 without years and months (`PT1H30M`, `P2D`, `P1W`), or `1h 30min`, `45 min`, `90 s`.
    static func duration(_ text: String) -> ScalarReading {
        let units: [(String, Int)] =
            text.hasPrefix("P")
            ? [("W", 604_800), ("D", 86_400), ("H", 3600), ("M", 60), ("S", 1)]
            : [("d", 86_400), ("h", 3600), ("min", 60), ("s", 1)]
        let body = text.hasPrefix("P") ? isoDurationBody(text) : text
        if let body, let seconds = seconds(body, units) { return .value(.duration(seconds)) }
        let parts = text.split(separator: ":").compactMap { Int($0) }
        if parts.count == 2, parts[1] < 60 { return .wrong(suggest("\(parts[0])h \(parts[1])min")) }
        if let minutes = Int(text) {
            return .wrong(Words(pl: "dopisz jednostkę: \(minutes) min", en: "add the unit: \(minutes) min"))
        }
        return .wrong(
            Words(pl: "wpisz czas jak 1h 30min albo PT1H30M", en: "write a duration like 1h 30min or PT1H30M"))
    }

    // MARK: - Dates

    /// The civil date in Warsaw of `YYYY-MM-DD` followed by a time, with or without a zone; nil when that is malformed.
    private static func timestamp(_ bytes: [UInt8], _ date: CivilDate) -> CivilDate? {
        var at = 10
        guard bytes[at] == UInt8(ascii: "T") || bytes[at] == UInt8(ascii: "t") || bytes[at] == 0x20 else { return nil }
        at += 1
        func two() -> Int? {
            guard at + 2 <= bytes.count, bytes[at] &- 0x30 < 10, bytes[at + 1] &- 0x30 < 10 else { return nil }
            at += 2
            return Int(bytes[at - 2] - 0x30) * 10 + Int(bytes[at - 1] - 0x30)
        }
        func skip(_ byte: UInt8) -> Bool {
            guard at < bytes.count, bytes[at] == byte else { return false }
            at += 1
            return true
        }
        guard let hour = two(), skip(UInt8(ascii: ":")), let minute = two(), hour <= 23, minute <= 59 else {
            return nil
        }
        var second = 0
        if skip(UInt8(ascii: ":")) {
            guard let value = two(), value <= 60 else { return nil }
            second = value
            if skip(UInt8(ascii: ".")) { while at < bytes.count, bytes[at] &- 0x30 < 10 { at += 1 } }
        }
        while skip(0x20) {}
        if at == bytes.count { return date }
        var offset = 0
        if !(skip(UInt8(ascii: "Z")) || skip(UInt8(ascii: "z"))) {
            let isNegative = bytes[at] == UInt8(ascii: "-")
            guard skip(UInt8(ascii: "+")) || skip(UInt8(ascii: "-")), let hours = two() else { return nil }
            _ = skip(UInt8(ascii: ":"))
            let minutes = at < bytes.count ? two() : 0
            guard let minutes, hours <= 14, minutes <= 59 else { return nil }
            offset = (hours * 3600 + minutes * 60) * (isNegative ? -1 : 1)
        }
        guard at == bytes.count else { return nil }
        return WarsawTime.date(secondsSince1970: date.dayNumber * 86_400 + hour * 3600 + minute * 60 + second - offset)
    }

    /// Three numbers between dots, hyphens, slashes or spaces; or eight digits.
    private static func numbers(_ bytes: [UInt8]) -> [(value: Int, width: Int)]? {
        guard bytes.count >= 6, bytes.count <= 12 else { return nil }
        if bytes.count == 8, bytes.allSatisfy({ $0 &- 0x30 < 10 }) {
            func part(_ range: Range<Int>) -> (value: Int, width: Int) {
                (bytes[range].reduce(0) { $0 * 10 + Int($1 - 0x30) }, range.count)
            }
            return [part(0..<4), part(4..<6), part(6..<8)]
        }
        var parts: [(value: Int, width: Int)] = [(0, 0)]
        for byte in bytes {
            if byte &- 0x30 < 10 {
                let last = parts.count - 1
                parts[last] = (parts[last].value * 10 + Int(byte - 0x30), parts[last].width + 1)
            } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/")
                || byte == 0x20
            {
                if parts[parts.count - 1].width > 0 { parts.append((0, 0)) }
            } else {
                return nil
            }
        }
        if parts[parts.count - 1].width == 0 { parts.removeLast() }
        return parts.count == 3 ? parts : nil
    }

    /// A date written in another order or with other separators, for a suggestion; or a day that does not exist.
    private static func guessDate(_ parts: [(value: Int, width: Int)], _ text: String) -> ScalarReading {
        let (year, month, day) =
            parts[0].width == 4
            ? (parts[0].value, parts[1].value, parts[2].value) : (parts[2].value, parts[1].value, parts[0].value)
        guard parts[0].width == 4 || parts[2].width == 4 else {
            return .wrong(Words(pl: "wpisz datę jak 2025-12-31", en: "write a date like 2025-12-31"))
        }
        if let date = CivilDate(year: year, month: month, day: day) { return .wrong(suggest(date.iso)) }
        // 12/31/2025: month first.
        if parts[0].width != 4, let date = CivilDate(year: year, month: day, day: month) {
            return .wrong(suggest(date.iso))
        }
        return .fault(
            .wrongValue, Words(pl: "nie ma takiego dnia: \(text)", en: "there is no such day: \(text)"),
            lastDay(year, month))
    }

    private static func lastDay(_ year: Int, _ month: Int) -> Words? {
        guard (1...9999).contains(year) else {
            return Words(pl: "rok to 0001 … 9999", en: "a year is 0001 … 9999")
        }
        guard (1...12).contains(month),
            let last = (28...31).last(where: { CivilDate(year: year, month: month, day: $0) != nil }),
            let date = CivilDate(year: year, month: month, day: last)
        else { return Words(pl: "miesiąc to 01 … 12", en: "a month is 01 … 12") }
        return Words(pl: "ten miesiąc kończy się dnia \(date.iso)", en: "that month ends on \(date.iso)")
    }

    /// `31 grudnia 2025`, `31 December 2025`.
    private static func namedMonth(_ text: String) -> CivilDate? {
        let months = [
            ["sty", "jan"], ["lut", "feb"], ["mar"], ["kwi", "apr"], ["maj", "may"], ["cze", "jun"], ["lip", "jul"],
            ["sie", "aug"], ["wrz", "sep"], ["paź", "paz", "oct"], ["lis", "nov"], ["gru", "dec"],
        ]
        let words = text.lowercased().split { $0 == " " || $0 == "." || $0 == "," || $0 == "\u{A0}" }
        guard words.count >= 3, words.count <= 4, let day = Int(words[0]), let year = Int(words[2]),
            let month = months.firstIndex(where: { names in names.contains { words[1].hasPrefix($0) } })
        else { return nil }
        return CivilDate(year: year, month: month + 1, day: day)
    }

    // MARK: - Durations

    /// What stands between `P` and the end, without the `T`; nil when the `T` is misplaced.
    private static func isoDurationBody(_ text: String) -> String? {
        let halves = text.dropFirst().split(separator: "T", omittingEmptySubsequences: false)
        guard halves.count <= 2 else { return nil }
        let days = halves[0]
        let times = halves.count == 2 ? halves[1] : ""
        guard days.allSatisfy({ !"HMS".contains($0) }), times.allSatisfy({ !"WD".contains($0) }) else { return nil }
        return halves.count == 2 && times.isEmpty ? nil : String(days) + String(times)
    }

    private static func seconds(_ text: String, _ units: [(String, Int)]) -> Int? {
        var rest = text.utf8[...]
        var total = 0
        var nextUnit = 0
        func skipSpaces() { rest = rest.drop { $0 == 0x20 } }
        skipSpaces()
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { $0 &- 0x30 < 10 }
            guard !digits.isEmpty, digits.count <= 6, let count = Int(String(digits) ?? "") else { return nil }
            rest = rest[digits.endIndex...]
            skipSpaces()
            let letters = rest.prefix { ($0 | 0x20) &- UInt8(ascii: "a") < 26 }
            guard let unit = units[nextUnit...].firstIndex(where: { $0.0.utf8.elementsEqual(letters) }) else {
                return nil
            }
            total += count * units[unit].1
            nextUnit = unit + 1
            rest = rest[letters.endIndex...]
            skipSpaces()
        }
        return total
    }

    private static func isDigits(_ text: Substring) -> Bool { text.utf8.allSatisfy { $0 &- 0x30 < 10 } }
}

/// The civil date in Warsaw of a moment.
///
/// Summer time (UTC+2) runs from the last Sunday of March to the last Sunday of October, 01:00 UTC, since 1996; before,
/// it ended in September. Without it the clock is UTC+1.
public enum WarsawTime {
    /// Nil when the year is outside 1…9999.
    public static func date(secondsSince1970 seconds: Int) -> CivilDate? {
        let (sum, overflows) = seconds.addingReportingOverflow(3600)
        guard !overflows, let winter = CivilDate(dayNumber: floorDivide(sum, 86_400)) else { return nil }
        let first = lastSunday(winter.year, month: 3) * 86_400 + 3600
        let last = lastSunday(winter.year, month: winter.year >= 1996 ? 10 : 9) * 86_400 + 3600
        let isSummer = winter.year >= 1977 && seconds >= first && seconds < last
        return CivilDate(dayNumber: floorDivide(seconds + (isSummer ? 7200 : 3600), 86_400))
    }

    /// The day number of the last Sunday of a month of 31 or 30 days.
    private static func lastSunday(_ year: Int, month: Int) -> Int {
        let last = CivilDate(year: year, month: month, day: month == 9 ? 30 : 31)?.dayNumber ?? 0
        // Day 0, 1970-01-01, was a Thursday.
        let weekday = ((last + 4) % 7 + 7) % 7
        return last - weekday
    }

    private static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
        value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
    }
}
