/// The plural categories that CLDR defines for Polish and English.
public enum PluralCategory: String, CaseIterable, Sendable {
    case one
    case few
    case many
    case other
}
