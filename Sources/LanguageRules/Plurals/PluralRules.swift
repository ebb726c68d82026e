/// The plural rules of CLDR 44 (`plurals.xml`).
enum PluralRules {
    /// `one` 1; `few` 2–4 but not 12–14; `many` all other whole numbers; `other` fractions.
    static func polish(_ value: Int) -> PluralCategory {
        let units = value.magnitude % 10
        let tens = value.magnitude % 100
        if value.magnitude == 1 { return .one }
        if (2...4).contains(units), !(12...14).contains(tens) { return .few }
        return .many
    }

    /// `one` 1; `other` the rest.
    static func english(_ value: Int) -> PluralCategory {
        value.magnitude == 1 ? .one : .other
    }

    /// A value without a fraction follows the rule for whole numbers; a fraction is `other` in both languages.
    static func category(_ value: Double, whole: (Int) -> PluralCategory) -> PluralCategory {
        // Beyond 2^53 a Double has no fraction, and nobody counts so far: such a number reads as a great many.
        guard value.magnitude < 9_007_199_254_740_992 else { return value.isFinite ? whole(0) : .other }
        let exact = Int(value)
        guard Double(exact) == value else { return .other }
        return whole(exact)
    }
}
