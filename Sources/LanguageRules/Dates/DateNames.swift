/// The words a language writes dates with.
struct DateNames: Sendable {
    /// January first, in the form that follows a day: `listopada`.
    let monthsOfDates: [String]
    /// January first, standing alone: `listopad`.
    let months: [String]
    /// Monday first.
    let weekdays: [String]
    /// The day first, each in two digits: `.` gives `22.11.2026`.
    let shortSeparator: String

    func text(_ date: CivilDate, style: DateStyle) -> String {
        switch style {
        case .long: "\(dayMonth(date)) \(date.year)"
        case .short: twoDigits(date.day) + shortSeparator + twoDigits(date.month) + shortSeparator + String(date.year)
        case .iso: date.iso
        case .monthYear: "\(months[date.month - 1]) \(date.year)"
        case .dayMonth: dayMonth(date)
        case .year: String(date.year)
        case .full: "\(weekdays[date.weekday]), \(dayMonth(date)) \(date.year)"
        }
    }

    private func dayMonth(_ date: CivilDate) -> String { "\(date.day) \(monthsOfDates[date.month - 1])" }

    private func twoDigits(_ number: Int) -> String {
        number < 10 ? "0\(number)" : String(number)
    }
}

extension CivilDate {
    /// Monday is 0. 1970-01-01 was a Thursday.
    public var weekday: Int {
        let shifted = (dayNumber + 3) % 7
        return shifted < 0 ? shifted + 7 : shifted
    }
}
