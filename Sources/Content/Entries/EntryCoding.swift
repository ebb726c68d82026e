import Diagnostics
import LanguageRules

/// Entries as bytes for the cache, as the reader made them or as they became when references, media and translations were
/// joined.
extension BinaryWriter {
    public mutating func entry(_ entry: Entry) {
        let name = entry.name
        text(name.folder)
        text(name.slug)
        optional(name.date) { $0.number($1.dayNumber) }
        optional(name.language) { $0.text($1) }
        flag(name.isFolder)
        optional(name.impossibleDate) { $0.text($1) }
        text(entry.slug)
        list(entry.values) { $0.located($1) }
        list(entry.others) { $0.named($1) }
        number(entry.body.lowerBound)
        number(entry.body.count)
        span(entry.head)
        optional(entry.item) { $0.number($1) }
    }

    private mutating func located(_ value: LocatedValue) {
        span(value.span)
        self.value(value.value)
    }

    private mutating func named(_ value: NamedValue) {
        text(value.name)
        span(value.nameSpan)
        located(value.value)
    }

    private mutating func value(_ value: FieldValue) {
        switch value {
        case .absent: byte(0)
        case .string(let string):
            byte(1)
            text(string)
        case .integer(let integer):
            byte(2)
            number(integer)
        case .number(let double):
            byte(3)
            word(double.bitPattern)
        case .boolean(let boolean):
            byte(4)
            flag(boolean)
        case .date(let date):
            byte(5)
            number(date.dayNumber)
        case .time(let time):
            byte(6)
            number(time.seconds)
        case .duration(let seconds):
            byte(7)
            number(seconds)
        case .money(let money):
            byte(8)
            number(money.hundredths)
            text(money.currency)
        case .coordinates(let place):
            byte(9)
            word(place.latitude.bitPattern)
            word(place.longitude.bitPattern)
        case .list(let items):
            byte(10)
            list(items) { $0.located($1) }
        case .object(let members):
            byte(11)
            list(members) { $0.located($1) }
        case .mapping(let members):
            byte(12)
            list(members) { $0.named($1) }
        case .reference(let reference):
            byte(13)
            text(reference.target)
            number(reference.entry)
        case .file(let value):
            byte(14)
            media(value)
        case .image(let value):
            byte(15)
            media(value)
        }
    }

    private mutating func media(_ media: MediaValue) {
        text(media.path)
        span(media.pathSpan)
        optional(media.text) { $0.text($1) }
        flag(media.isDecorative)
        optional(media.facts) { $0.mediaFacts($1) }
    }

    public mutating func mediaFacts(_ facts: MediaFacts) {
        text(facts.path)
        number(facts.size)
        text(facts.type)
        optional(facts.width) { $0.number($1) }
        optional(facts.height) { $0.number($1) }
    }
}

extension BinaryReader {
    /// An entry that `BinaryWriter.entry` wrote, of a file that has not changed since.
    ///
    /// - Parameter fields: how many fields its schema has; another number is damage.
    public mutating func entry(of file: SourceFile, fields: Int) -> Entry {
        let name = EntryName(
            folder: text(), slug: text(), date: optional { $0.day() } ?? nil, language: optional { $0.text() },
            isFolder: flag(), impossibleDate: optional { $0.text() })
        let slug = text()
        let values = list { $0.located() }
        let others = list { $0.named() }
        let start = number()
        let (end, overflow) = start.addingReportingOverflow(number())
        if start < 0 || overflow || end < start || values.count != fields { fail() }
        var entry = Entry(
            file: file, name: name, slug: slug,
            values: isSound ? values : [LocatedValue](repeating: .absent, count: fields), others: others,
            body: isSound ? start..<end : 0..<0, head: span())
        entry.item = optional { $0.number() }
        return entry
    }

    private mutating func day() -> CivilDate? {
        let number = number()
        if (-(1 << 30)..<1 << 30).contains(number), let date = CivilDate(dayNumber: number) { return date }
        fail()
        return nil
    }

    private mutating func located() -> LocatedValue {
        let span = span()
        return LocatedValue(value(), span)
    }

    private mutating func named() -> NamedValue {
        NamedValue(name: text(), nameSpan: span(), value: located())
    }

    private mutating func value() -> FieldValue {
        switch byte() {
        case 0: return .absent
        case 1: return .string(text())
        case 2: return .integer(number())
        case 3: return .number(Double(bitPattern: word()))
        case 4: return .boolean(flag())
        case 5: if let date = day() { return .date(date) }
        case 6:
            let seconds = number()
            if let time = ClockTime(hour: seconds / 3600, minute: seconds / 60 % 60, second: seconds % 60) {
                return .time(time)
            }
        case 7: return .duration(number())
        case 8: return .money(Money(hundredths: number(), currency: text()))
        case 9:
            let latitude = Double(bitPattern: word())
            if let place = Coordinates(latitude: latitude, longitude: Double(bitPattern: word())) {
                return .coordinates(place)
            }
        case 10: return .list(list { $0.located() })
        case 11: return .object(list { $0.located() })
        case 12: return .mapping(list { $0.named() })
        case 13: return .reference(Reference(target: text(), entry: number()))
        case 14: return .file(media())
        case 15: return .image(media())
        default: break
        }
        fail()
        return .absent
    }

    private mutating func media() -> MediaValue {
        var media = MediaValue(path: text(), pathSpan: span(), text: optional { $0.text() }, isDecorative: flag())
        media.facts = optional { $0.mediaFacts() }
        return media
    }

    public mutating func mediaFacts() -> MediaFacts {
        MediaFacts(
            path: text(), size: number(), type: text(), width: optional { $0.number() },
            height: optional { $0.number() })
    }
}
