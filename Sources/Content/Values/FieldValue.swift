import Diagnostics
import LanguageRules

/// A value of an entry as its field's type says.
///
/// Texts of every kind (`string text markdown enum url email phone color teryt postcode nip regon krs`) are `.string`,
/// in their normal form: a phone as `+48126161000`, a NIP without hyphens, a colour in lower case.
public enum FieldValue: Hashable, Sendable {
    /// Missing, `null`, `""`, `[]`, or a container with nothing in it.
    case absent
    case string(String)
    case integer(Int)
    case number(Double)
    case boolean(Bool)
    case date(CivilDate)
    case time(ClockTime)
    /// Seconds.
    case duration(Int)
    case money(Money)
    case coordinates(Coordinates)
    case list([LocatedValue])
    /// One value a field, by slot of the object's `FieldTable`.
    case object([LocatedValue])
    /// What a field of type `any` or a foreign field holds: names that no schema knows.
    case mapping([NamedValue])
    case reference(Reference)
    indirect case file(MediaValue)
    indirect case image(MediaValue)

    public var isAbsent: Bool { self == .absent }

    public var string: String? {
        if case .string(let text) = self { return text }
        return nil
    }

    public var boolean: Bool? {
        if case .boolean(let flag) = self { return flag }
        return nil
    }

    public var integer: Int? {
        if case .integer(let number) = self { return number }
        return nil
    }

    public var date: CivilDate? {
        if case .date(let date) = self { return date }
        return nil
    }

    public var list: [LocatedValue]? {
        if case .list(let items) = self { return items }
        return nil
    }
}

/// A value and the bytes of the entry's file that it was read from; an empty span when it was not written there.
public struct LocatedValue: Hashable, Sendable {
    public var value: FieldValue
    public var span: Span

    public init(_ value: FieldValue, _ span: Span) {
        self.value = value
        self.span = span
    }

    public static let absent = LocatedValue(.absent, Span(0, 0))
}

/// A value under a name that the schema does not know.
public struct NamedValue: Hashable, Sendable {
    public let name: String
    public let nameSpan: Span
    public var value: LocatedValue

    public init(name: String, nameSpan: Span, value: LocatedValue) {
        self.name = name
        self.nameSpan = nameSpan
        self.value = value
    }
}

/// A time of day.
public struct ClockTime: Hashable, Comparable, Sendable {
    /// Seconds since midnight, 0 ..< 86 400.
    public let seconds: Int

    public var hour: Int { seconds / 3600 }
    public var minute: Int { seconds / 60 % 60 }
    public var second: Int { seconds % 60 }

    /// Nil when a part is out of its range.
    public init?(hour: Int, minute: Int, second: Int = 0) {
        guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second) else { return nil }
        seconds = hour * 3600 + minute * 60 + second
    }

    /// `HH:MM`, with `:SS` only when there are seconds.
    public var text: String {
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        return two(hour) + ":" + two(minute) + (second == 0 ? "" : ":" + two(second))
    }

    public static func < (left: ClockTime, right: ClockTime) -> Bool { left.seconds < right.seconds }
}

/// An amount of money in hundredths of a currency.
public struct Money: Hashable, Sendable {
    public let hundredths: Int
    /// The ISO 4217 code.
    public let currency: String

    public init(hundredths: Int, currency: String) {
        self.hundredths = hundredths
        self.currency = currency
    }
}

/// A place on Earth in degrees (WGS 84).
public struct Coordinates: Hashable, Sendable {
    public let latitude: Double
    public let longitude: Double

    /// Nil when a degree is out of its range.
    public init?(latitude: Double, longitude: Double) {
        guard abs(latitude) <= 90, abs(longitude) <= 180 else { return nil }
        self.latitude = latitude
        self.longitude = longitude
    }
}

/// The name of another entry, and the entry itself once `ReferenceCheck` has found it.
public struct Reference: Hashable, Sendable {
    /// What was written: a slug, or a path to the entry's file.
    public let target: String
    /// The index of the entry in its collection; -1 until it is found.
    public var entry: Int

    public init(target: String, entry: Int = -1) {
        self.target = target
        self.entry = entry
    }
}

/// A file or an image that a field names.
public struct MediaValue: Hashable, Sendable {
    /// The path as it was written: relative to the entry's folder, or from the site's root with a leading `/`.
    public let path: String
    public let pathSpan: Span
    /// The description of an image for those who do not see it; of a file, the text of its link.
    public let text: String?
    /// Whether the image is decoration, which needs no description.
    public let isDecorative: Bool
    /// What the file system says, once `MediaCheck` has asked.
    public var facts: MediaFacts?

    public init(path: String, pathSpan: Span, text: String?, isDecorative: Bool) {
        self.path = path
        self.pathSpan = pathSpan
        self.text = text
        self.isDecorative = isDecorative
    }
}

/// What is known of a file that a field names.
public struct MediaFacts: Hashable, Sendable {
    /// The path from the site's root.
    public let path: String
    /// Bytes.
    public let size: Int
    /// The media type, from the file's first bytes or its extension.
    public let type: String
    /// Pixels as shown, after the EXIF orientation; nil when this is no image.
    public let width: Int?
    public let height: Int?

    public init(path: String, size: Int, type: String, width: Int? = nil, height: Int? = nil) {
        self.path = path
        self.size = size
        self.type = type
        self.width = width
        self.height = height
    }
}
