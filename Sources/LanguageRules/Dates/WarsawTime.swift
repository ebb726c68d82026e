/// The clock in Warsaw, computed by the European Union's rule without a time zone database.
///
/// Summer time (UTC+2) runs from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of October
/// (directive 2000/84/EC; in force in Poland since 1996). Earlier years are computed by the same rule, so a time
/// near midnight before 1996 may fall on the neighbouring day.
enum WarsawTime {
    static let secondsOfDay = 86_400

    /// Seconds that Warsaw is ahead of UTC at a moment given in seconds since 1970-01-01 00:00 UTC.
    static func offset(at unixTime: Int) -> Int {
        guard let date = CivilDate(dayNumber: unixTime.flooredDivision(by: secondsOfDay)),
            let start = lastSunday(ofMonth: 3, year: date.year), let end = lastSunday(ofMonth: 10, year: date.year)
        else { return 3600 }
        let summer = (start * secondsOfDay + 3600)..<(end * secondsOfDay + 3600)
        return summer.contains(unixTime) ? 7200 : 3600
    }

    /// The day number of the last Sunday of a month that has 31 days.
    private static func lastSunday(ofMonth month: Int, year: Int) -> Int? {
        CivilDate(year: year, month: month, day: 31).map { $0.dayNumber - ($0.weekday + 1) % 7 }
    }
}

extension CivilDate {
    /// The civil date in Warsaw at a moment in seconds since 1970-01-01 00:00 UTC (`SOURCE_DATE_EPOCH`).
    ///
    /// Nil when the year falls outside 1…9999.
    public init?(unixTime: Int) {
        // Far outside the calendar there is no date, and no risk of overflow below.
        guard abs(unixTime / WarsawTime.secondsOfDay) < 4_000_000 else { return nil }
        let local = unixTime + WarsawTime.offset(at: unixTime)
        self.init(dayNumber: local.flooredDivision(by: WarsawTime.secondsOfDay))
    }

    /// The civil date in Warsaw of an ISO 8601 date, or date and time: `2026-11-22T23:30:00Z` is 2026-11-23.
    ///
    /// Date and time are parted by `T`, `t` or a space; seconds and their fraction may be missing; the zone is `Z`,
    /// `+01:00`, `+0100` or `+01`, and may follow a space. Without a zone the time is Warsaw's own. Nil for anything
    /// else, and for a time or zone that does not exist.
    public init?(warsawFromISO8601 text: some StringProtocol) {
        var reader = DateTimeReader(text)
        guard let local = reader.read() else { return nil }
        guard let offset = local.offset else {
            self = local.date
            return
        }
        self.init(unixTime: local.date.dayNumber * WarsawTime.secondsOfDay + local.seconds - offset)
    }
}

/// Reads the parts of an ISO 8601 date and time.
private struct DateTimeReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: some StringProtocol) { bytes = Array(text.utf8) }

    /// The date, the seconds since its midnight, and the seconds that its zone is ahead of UTC.
    mutating func read() -> (date: CivilDate, seconds: Int, offset: Int?)? {
        guard bytes.count >= 10, let date = CivilDate(iso: String(decoding: bytes[..<10], as: UTF8.self)) else {
            return nil
        }
        position = 10
        if position == bytes.count { return (date, 0, nil) }
        guard take(anyOf: "Tt "), let seconds = time() else { return nil }
        if position == bytes.count { return (date, seconds, nil) }
        _ = take(anyOf: " ")
        guard let offset = zone(), position == bytes.count else { return nil }
        return (date, seconds, offset)
    }

    private mutating func time() -> Int? {
        guard let hour = twoDigits(through: 23), take(anyOf: ":"), let minute = twoDigits(through: 59) else {
            return nil
        }
        guard take(anyOf: ":") else { return hour * 3600 + minute * 60 }
        // 60 is a leap second; it belongs to the same day.
        guard let second = twoDigits(through: 60) else { return nil }
        if take(anyOf: ".,") {
            let first = position
            while position < bytes.count, bytes[position].isASCIIDigit { position += 1 }
            if position == first { return nil }
        }
        return hour * 3600 + minute * 60 + min(second, 59)
    }

    private mutating func zone() -> Int? {
        if take(anyOf: "Zz") { return 0 }
        guard position < bytes.count else { return nil }
        let sign = bytes[position] == UInt8(ascii: "-") ? -1 : 1
        guard take(anyOf: "+-"), let hours = twoDigits(through: 14) else { return nil }
        if position == bytes.count { return sign * hours * 3600 }
        _ = take(anyOf: ":")
        guard let minutes = twoDigits(through: 59) else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }

    private mutating func take(anyOf characters: StaticString) -> Bool {
        guard position < bytes.count else { return false }
        let found = characters.withUTF8Buffer { $0.contains(bytes[position]) }
        if found { position += 1 }
        return found
    }

    private mutating func twoDigits(through limit: Int) -> Int? {
        guard position + 2 <= bytes.count, bytes[position].isASCIIDigit, bytes[position + 1].isASCIIDigit else {
            return nil
        }
        let value = Int(bytes[position] - 48) * 10 + Int(bytes[position + 1] - 48)
        position += 2
        return value <= limit ? value : nil
    }
}

extension UInt8 {
    @inline(__always) var isASCIIDigit: Bool { self &- 48 < 10 }
}

extension Int {
    /// The quotient rounded down, unlike `/`, which rounds towards zero.
    func flooredDivision(by divisor: Int) -> Int {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
