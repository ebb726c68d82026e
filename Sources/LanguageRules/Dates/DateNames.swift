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
        let year = String(date.year)
        let dayMonth = "\(date.day) \(monthsOfDates[date.month - 1])"
        switch style {
        case .long: return "\(dayMonth) \(year)"
        case .short: return [twoDigits(date.day), twoDigits(date.month), year].joined(separator: shortSeparator)
        case .iso: return date.iso
        case .monthYear: return "\(months[date.month - 1]) \(year)"
        case .dayMonth: return dayMonth
        case .year: return year
        case .full: return "\(weekdays[date.weekday]), \(dayMonth) \(year)"
        }
    }

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
