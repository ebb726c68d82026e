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
        guard let exact = Int(exactly: value) else {
            // Whole numbers beyond Int end in 0…9 as well, but nobody counts so far: they read as a great many.
            return value.rounded() == value && value.isFinite ? whole(0) : .other
        }
        return whole(exact)
    }
}
